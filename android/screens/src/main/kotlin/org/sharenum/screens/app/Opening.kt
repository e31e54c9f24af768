package org.sharenum.screens.app

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.sharenum.companion.SharenumException
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.say

/**
 * Before there is a phone to show: its file is being opened, or cannot be, and why. Where file and key do
 * not fit, the person may begin anew beside the file, which is kept.
 */
@Composable
fun <T> Opening(opened: Loaded<T>, retry: () -> Unit, setAside: () -> Unit, content: @Composable (T) -> Unit) {
    if (opened is Loaded.Ready) return content(opened.value)
    Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.surface) {
        Column(
            Modifier.fillMaxSize().windowInsetsPadding(WindowInsets.safeDrawing),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            Box(Modifier.weight(1f)) { Show(opened, retry) { } }
            if ((opened as? Loaded.Failed)?.error is SharenumException.SetAside) BeginAnew(setAside)
        }
    }
}

@Composable
private fun BeginAnew(setAside: () -> Unit) = Column(
    Modifier.padding(24.dp),
    horizontalAlignment = Alignment.CenterHorizontally,
) {
    Text(
        say("open_set_aside_text"),
        Modifier.padding(bottom = 8.dp),
        style = MaterialTheme.typography.bodyMedium,
        textAlign = TextAlign.Center,
    )
    OutlinedButton(onClick = setAside, Modifier.heightIn(min = 48.dp)) { Text(say("open_set_aside")) }
}
