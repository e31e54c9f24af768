package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Clear
import androidx.compose.material.icons.filled.Search
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.unit.dp
import org.sharenum.companion.DocumentKind
import org.sharenum.companion.SearchHit
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.model
import org.sharenum.screens.app.route
import org.sharenum.screens.parts.Empty
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.listed
import org.sharenum.screens.parts.say
import org.sharenum.screens.parts.sayCount
import org.sharenum.screens.words.documentKind

@Composable
internal fun SearchPage(place: Place) {
    val model = model(place.desk) { SearchModel(it) }
    val found by model.hits.collectAsState()
    var typed by rememberSaveable { mutableStateOf("") }
    LaunchedEffect(model, typed) { model.type(typed) }
    Page(say("search"), place.back) {
        SearchScreen(
            typed,
            found,
            SearchActions(
                type = { typed = it },
                more = { model.more() },
                retry = model::readAgain,
                open = { hit -> hit.kind.route(hit.document)?.let(place.go) },
            ),
        )
    }
}

/** What a person may do with the search. */
class SearchActions(
    val type: (String) -> Unit,
    val more: () -> Unit,
    val retry: () -> Unit,
    val open: (SearchHit) -> Unit,
)

@Composable
fun SearchScreen(typed: String, found: Found, on: SearchActions) = Column {
    SearchField(typed, on.type)
    if (typed.isBlank()) {
        Empty(Icons.Default.Search, say("search_begin"), say("search_begin_text"))
    } else if (found.typed.isNotBlank()) {
        Show(found.hits, on.retry) { hits -> Hits(found.typed, hits, on) }
    }
}

@Composable
private fun SearchField(typed: String, type: (String) -> Unit) {
    val focus = remember { FocusRequester() }
    // One comes here to type.
    LaunchedEffect(Unit) { focus.requestFocus() }
    OutlinedTextField(
        value = typed,
        onValueChange = type,
        modifier = Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 8.dp).focusRequester(focus),
        label = { Text(say("search_label")) },
        leadingIcon = { Icon(Icons.Default.Search, contentDescription = null) },
        trailingIcon = {
            if (typed.isNotEmpty()) {
                IconButton(onClick = { type("") }) { Icon(Icons.Default.Clear, contentDescription = say("clear")) }
            }
        },
        singleLine = true,
        keyboardOptions = KeyboardOptions(imeAction = ImeAction.Search),
    )
}

@Composable
private fun Hits(typed: String, hits: Listed<SearchHit>, on: SearchActions) = if (hits.items.isEmpty()) {
    Empty(Icons.Default.Search, say("search_nothing", typed.trim()), say("search_nothing_text"))
} else {
    Rows {
        item(key = "total") {
            Text(
                sayCount("search_found", hits.total.toLong()),
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                style = MaterialTheme.typography.labelLarge,
            )
        }
        listed(hits, { it.document.value }, on.more) { hit ->
            val target = hit.kind.route(hit.document)
            RowCard(
                title = hit.title,
                open = target?.let { { on.open(hit) } },
                above = kind(hit),
                text = hit.excerpt.takeIf(String::isNotBlank),
            )
        }
    }
}

@Composable
private fun kind(hit: SearchHit): String = // Of the catalogue, guides are what can be found.
    if (hit.kind == DocumentKind.CATALOGUE) say("search_guide") else LocalWords.current.documentKind(hit.kind)
