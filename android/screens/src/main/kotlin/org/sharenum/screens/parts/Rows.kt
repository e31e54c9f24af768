package org.sharenum.screens.parts

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.sharenum.screens.app.Listed

/** A list as wide as its page, with room at its end for a floating button. */
@Composable
fun Rows(
    modifier: Modifier = Modifier,
    state: LazyListState = rememberLazyListState(),
    content: LazyListScope.() -> Unit,
) = LazyColumn(
    modifier.fillMaxSize(),
    state,
    contentPadding = PaddingValues(start = 16.dp, end = 16.dp, bottom = 96.dp),
    verticalArrangement = Arrangement.spacedBy(8.dp),
) {
    // A list stays where its first row is: at its beginning it stays there, too, when a row comes in above the others.
    item(key = "top") {}
    content()
}

/** The rows of a list that is read as far as it is scrolled. */
fun <T> LazyListScope.listed(listed: Listed<T>, key: (T) -> Any, more: () -> Unit, row: @Composable (T) -> Unit) {
    items(listed.items, key) { row(it) }
    if (listed.more) {
        item(key = "more") {
            // Composed when it comes into view: the next page is asked for once for each length.
            LaunchedEffect(listed.items.size) { more() }
            Text(
                say("list_shown", listed.items.size, listed.total.toLong()),
                Modifier.fillMaxWidth().padding(16.dp),
                style = MaterialTheme.typography.bodySmall,
            )
        }
    }
}

/** A row that is opened as a whole; a screen reader reads it as one. */
@Composable
fun RowCard(
    title: String,
    open: (() -> Unit)? = null,
    above: String? = null,
    text: String? = null,
    badges: (@Composable () -> Unit)? = null,
    selected: Boolean = false,
    content: (@Composable ColumnScope.() -> Unit)? = null,
) {
    val ground =
        if (selected) MaterialTheme.colorScheme.secondaryContainer else MaterialTheme.colorScheme.surfaceContainerLow
    Card(
        Modifier.fillMaxWidth().heightIn(min = 56.dp),
        colors = CardDefaults.cardColors(containerColor = ground),
    ) {
        val opened = if (open == null) Modifier else Modifier.clickable(role = Role.Button, onClick = open)
        Column(
            opened.fillMaxWidth().padding(16.dp),
            verticalArrangement = Arrangement.spacedBy(4.dp),
        ) {
            if (above != null) {
                Text(
                    above,
                    style = MaterialTheme.typography.labelMedium,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
            Text(title, style = MaterialTheme.typography.titleMedium)
            if (text != null) {
                Text(
                    text,
                    style = MaterialTheme.typography.bodyMedium,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
            if (badges != null) {
                FlowRow(
                    Modifier.padding(top = 4.dp),
                    horizontalArrangement = Arrangement.spacedBy(8.dp),
                    verticalArrangement = Arrangement.spacedBy(4.dp),
                ) { badges() }
            }
        }
        if (content != null) {
            Column(
                Modifier.padding(start = 16.dp, end = 16.dp, bottom = 16.dp),
                verticalArrangement = Arrangement.spacedBy(8.dp),
            ) { content() }
        }
    }
}

/** What a group of rows has in common; a screen reader jumps from one to the next. */
@Composable
fun SectionTitle(text: String, modifier: Modifier = Modifier) = Text(
    text,
    modifier.fillMaxWidth().padding(top = 16.dp, bottom = 4.dp).semantics { heading() },
    style = MaterialTheme.typography.titleSmall,
    color = MaterialTheme.colorScheme.primary,
)

/** A name and what it is, one under the other, read together. */
@Composable
fun Fact(name: String, value: String, modifier: Modifier = Modifier) =
    Column(modifier.fillMaxWidth().semantics(mergeDescendants = true) {}.padding(vertical = 4.dp)) {
        Text(
            name,
            style = MaterialTheme.typography.labelMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        Text(value, style = MaterialTheme.typography.bodyLarge)
    }
