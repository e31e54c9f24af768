package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Guide
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.name

/** A guide that the region publishes. */
class GuideModel(desk: Desk, id: DocumentId) : ScreenModel(desk) {
    val guide: StateFlow<Loaded<Guide>> = reading { guide(id) }
}

/** One guide, read offline. */
@Composable
fun GuidePage(place: Place, id: DocumentId) {
    val model = model(place.desk, id) { GuideModel(it, id) }
    val guide by model.guide.collectAsState()
    Page(say("threads_guide"), place.back) { Show(guide, model::readAgain) { GuideScreen(it) } }
}

@Composable
fun GuideScreen(guide: Guide) {
    val words = LocalWords.current
    SelectionContainer {
        Column(
            Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
            verticalArrangement = Arrangement.spacedBy(12.dp),
        ) {
            Text(guide.title, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineSmall)
            Text(
                guide.tools.joinToString { words.name(it.name) },
                style = MaterialTheme.typography.labelLarge,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
            Text(guide.body, style = MaterialTheme.typography.bodyLarge)
        }
    }
}
