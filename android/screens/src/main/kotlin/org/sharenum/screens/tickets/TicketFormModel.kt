package org.sharenum.screens.tickets

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.mapLatest
import kotlinx.coroutines.flow.stateIn
import org.sharenum.companion.Coverage
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Guide
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.Tool
import org.sharenum.companion.Training
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.ScreenModel

/** What a ticket is filled in with: the form, and what the core says to what stands in it so far. */
abstract class TicketFormModel(
    desk: Desk,
    kept: DraftForm,
    about: DocumentId? = null,
    initial: suspend SharenumAppInterface.() -> Map<String, String>,
) : ScreenModel(desk) {
    val form = Form(desk, scope, kept, about, initial)

    /** All tools. */
    val tools: StateFlow<Loaded<List<Tool>>> = reading { tools() }

    /** The trainings of the own academy for the chosen tools. */
    val trainings: StateFlow<Loaded<List<Training>>> = answering(FormState::tools) { trainingsFor(it) }

    /** Guides for the chosen tools; the core gives all where none is chosen. */
    val guides: StateFlow<Loaded<List<Guide>>> =
        answering(FormState::tools) { if (it.isEmpty()) listOf() else guidesFor(it) }

    /** Whom the chosen radius reaches: asked at each move of the slider, answered for the last one. */
    val coverage: StateFlow<Loaded<Coverage>> = answering(FormState::radiusKm) { coverage(it) }

    fun setRadius(km: Int) = form.set(TicketField.RADIUS, km.toString())

    /** What [read] gives for a [part] of the form, at each change of it and of the core. */
    @OptIn(ExperimentalCoroutinesApi::class)
    private fun <K, T> answering(
        part: (FormState) -> K,
        read: suspend SharenumAppInterface.(K) -> T,
    ): StateFlow<Loaded<T>> =
        combine(occasions(), form.filled.filter { it.ready }.map { part(it) }.distinctUntilChanged()) { _, key -> key }
            .mapLatest { key -> loaded { read(key) } }
            .stateIn(scope, SharingStarted.Eagerly, Loaded.Loading)
}
