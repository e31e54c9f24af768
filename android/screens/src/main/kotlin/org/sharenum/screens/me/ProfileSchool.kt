package org.sharenum.screens.me

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Search
import androidx.compose.material3.Button
import androidx.compose.material3.Icon
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Establishment
import org.sharenum.companion.EstablishmentItem
import org.sharenum.companion.SchoolCode
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.SyncRun
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Failed
import org.sharenum.screens.parts.Loading
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.Wrong
import org.sharenum.screens.parts.listed
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.error
import org.sharenum.screens.words.establishmentKind
import org.sharenum.screens.words.syncPhase

/** The establishment in the form, and the search for one. */
class SchoolState(
    /** What the directory says of the one in the form. */
    val chosen: Loaded<Establishment?>,
    val filled: FormState,
    /** How many there are; none while it is not read yet. */
    val directory: ULong?,
    val query: String,
    val found: Loaded<Listed<EstablishmentItem>>,
    val run: SyncRun,
)

/** What a person may do to find theirs. */
class SchoolActions(
    val search: (String) -> Unit,
    val choose: (SchoolCode?) -> Unit,
    val more: () -> Unit,
    val retry: () -> Unit,
    val sync: () -> Unit,
    val cancelSync: () -> Unit,
)

internal fun LazyListScope.school(state: SchoolState, on: SchoolActions) {
    item(key = "school") {
        SectionTitle(say("me_school_title"))
        Wrong(state.filled, ProfileModel.SCHOOL)
    }
    val chosen = state.chosen.value
    if (chosen != null || state.chosen !is Loaded.Ready) {
        item(key = "chosen") {
            Show(state.chosen, on.retry) { school -> school?.let { Chosen(it) { on.choose(null) } } }
        }
        return
    }
    if (state.directory == 0uL || state.run is SyncRun.Running) {
        item(key = "directory") { Directory(state.run, on) }
    }
    if (state.directory == null || state.directory == 0uL) return
    item(key = "search") { Search(state.query, on.search) }
    // Nothing was asked for yet: a list of the whole region would only stand in the way.
    if (state.query.isBlank()) return
    when (val found = state.found) {
        is Loaded.Loading -> item(key = "searching") { Loading() }

        is Loaded.Failed -> item(key = "not-searched") { Failed(found.error, on.retry) }

        is Loaded.Ready -> {
            if (found.value.items.isEmpty()) item(key = "none") { Quiet(say("me_school_none", state.query)) }
            listed(found.value, { "school-${it.establishment.code.value}" }, on.more) { item ->
                SchoolRow(item) { on.choose(item.establishment.code) }
            }
        }
    }
}

@Composable
private fun Chosen(school: Establishment, change: () -> Unit) =
    RowCard(title = school.name, above = kind(school), text = where(school)) {
        OutlinedButton(onClick = change, Modifier.heightIn(min = 48.dp)) { Text(say("me_school_change")) }
    }

@Composable
private fun SchoolRow(item: EstablishmentItem, choose: () -> Unit) {
    val school = item.establishment
    val far = item.km?.let { LocalFormats.current.km(it) }
    RowCard(
        title = school.name,
        open = choose,
        above = kind(school),
        text = listOfNotNull(where(school), far).joinToString("\n"),
    )
}

@Composable
private fun kind(school: Establishment): String =
    say("me_school_kind", LocalWords.current.establishmentKind(school.kind), school.code.value)

@Composable
private fun where(school: Establishment): String = say("me_school_where", school.commune, school.academyName)

@Composable
private fun Search(query: String, search: (String) -> Unit) = OutlinedTextField(
    value = query,
    onValueChange = search,
    modifier = Modifier.fillMaxWidth(),
    label = { Text(say("me_school_search")) },
    supportingText = { Text(say("me_school_search_help")) },
    leadingIcon = { Icon(Icons.Default.Search, contentDescription = null) },
    singleLine = true,
)

/** The directory comes with the first sync; afterwards it is searched without a network. */
@Composable
private fun Directory(run: SyncRun, on: SchoolActions) =
    Column(Modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        if (run is SyncRun.Running) {
            LinearProgressIndicator(Modifier.fillMaxWidth())
            Text(coming(run), Modifier.semantics { liveRegion = LiveRegionMode.Polite })
            OutlinedButton(onClick = on.cancelSync, Modifier.heightIn(min = 48.dp)) { Text(say("cancel")) }
        } else {
            Text(say("me_directory_none"))
            if (run is SyncRun.Failed) {
                Text(say(run.error), color = MaterialTheme.colorScheme.error)
            }
            Button(onClick = on.sync, Modifier.heightIn(min = 48.dp)) { Text(say("me_directory_get")) }
        }
    }

@Composable
private fun coming(run: SyncRun.Running): String {
    val progress = run.progress ?: return say("me_directory_coming")
    return say(
        "me_directory_progress",
        LocalWords.current.syncPhase(progress.phase),
        LocalFormats.current.bytes(progress.bytesReceived.toLong()),
    )
}
