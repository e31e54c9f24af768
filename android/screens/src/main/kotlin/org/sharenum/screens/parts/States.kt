package org.sharenum.screens.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Warning
import androidx.compose.material3.Button
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.sharenum.companion.SharenumException
import org.sharenum.companion.code
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.words.error

/** Shows what is there, or why nothing is; [retry] reads again. */
@Composable
fun <T> Show(loaded: Loaded<T>, retry: () -> Unit, content: @Composable (T) -> Unit) = when (loaded) {
    is Loaded.Loading -> Loading()
    is Loaded.Failed -> Failed(loaded.error, retry)
    is Loaded.Ready -> content(loaded.value)
}

/** The file answers in milliseconds: this is seen on a very slow device only. */
@Composable
fun Loading() {
    val words = say("loading")
    Box(Modifier.fillMaxSize(), contentAlignment = Alignment.Center) {
        CircularProgressIndicator(Modifier.semantics { contentDescription = words })
    }
}

/** Nothing is here yet: what would be, and what to do about it. */
@Composable
fun Empty(icon: ImageVector, title: String, text: String, action: (@Composable () -> Unit)? = null) = Centred {
    Icon(icon, contentDescription = null, Modifier.size(48.dp), tint = MaterialTheme.colorScheme.primary)
    Text(title, style = MaterialTheme.typography.titleMedium, textAlign = TextAlign.Center)
    Text(
        text,
        style = MaterialTheme.typography.bodyMedium,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
        textAlign = TextAlign.Center,
    )
    action?.invoke()
}

/** Something could not be read: the core's words, and a code for support. */
@Composable
fun Failed(error: SharenumException, retry: () -> Unit) = Centred {
    Icon(
        Icons.Default.Warning,
        contentDescription = null,
        Modifier.size(48.dp),
        tint = MaterialTheme.colorScheme.error,
    )
    Text(
        say(error),
        Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        style = MaterialTheme.typography.bodyLarge,
        textAlign = TextAlign.Center,
    )
    Text(
        say("error_code", error.code),
        style = MaterialTheme.typography.bodySmall,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
    Button(onClick = retry) { Text(say("retry")) }
}

@Composable
private fun Centred(content: @Composable () -> Unit) =
    BoxWithConstraints(Modifier.fillMaxSize(), contentAlignment = Alignment.Center) {
        // In a list it is one row, as high as it wants to be: the list scrolls.
        val scrolled = if (constraints.hasBoundedHeight) Modifier.verticalScroll(rememberScrollState()) else Modifier
        Column(
            Modifier.fillMaxWidth().then(scrolled).padding(32.dp),
            verticalArrangement = Arrangement.spacedBy(12.dp),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) { content() }
    }
