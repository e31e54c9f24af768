package org.sharenum.screens.me

import androidx.compose.foundation.lazy.items
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Share
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import org.sharenum.companion.Diagnostic
import org.sharenum.screens.SharedFile
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.model
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Fact
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.say

/** What support needs to know of this phone. */
class DiagnosticsModel(desk: Desk) : ScreenModel(desk) {
    val lines = reading { diagnostics() }

    /** Hands all of it to another app, as a text file. */
    fun share(file: String) {
        val text = lines.value.value ?: return
        desk.shell.share(SharedFile(file, "text/plain", text.joinToString("") { "${it.key}: ${it.value}\n" }))
    }
}

@Composable
internal fun DiagnosticsPage(place: Place) {
    val model = model(place.desk) { DiagnosticsModel(it) }
    val lines by model.lines.collectAsState()
    val file = say("me_diagnostics_file")
    DiagnosticsScreen(lines, place.back, model::readAgain) { model.share(file) }
}

/** The core's own words, which support reads in one language. */
@Composable
fun DiagnosticsScreen(lines: Loaded<List<Diagnostic>>, back: (() -> Unit)?, retry: () -> Unit, share: () -> Unit) =
    Page(
        say("me_to_diagnostics"),
        back,
        button = { FloatingButton(Icons.Default.Share, say("share"), share) },
    ) {
        Show(lines, retry) { shown ->
            Rows {
                item(key = "what") { Quiet(say("me_diagnostics_text")) }
                items(shown, key = Diagnostic::key) { Fact(it.key, it.value) }
            }
        }
    }
