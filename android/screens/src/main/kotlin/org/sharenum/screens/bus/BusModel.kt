package org.sharenum.screens.bus

import java.time.LocalDate
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.sharenum.companion.Attendee
import org.sharenum.companion.BusDay
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Resource
import org.sharenum.companion.ResourceId
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.ScreenModel

/** What a host sees: what this person welcomes people on, and one day of one of them. */
class HostDay(
    val hosted: List<Resource>,
    /** None for somebody who is no host. */
    val day: BusDay?,
    val isToday: Boolean,
)

/** A day of the bus, for its host. All of it works without a network. */
class BusModel(desk: Desk) : ScreenModel(desk) {
    // None is today, also after midnight.
    private val chosenDay = MutableStateFlow<LocalDate?>(null)
    private val chosenResource = MutableStateFlow<ResourceId?>(null)
    private val forms = MutableStateFlow<Map<DocumentId, Form>>(mapOf())

    val shown: StateFlow<Loaded<HostDay>> =
        reading {
            val hosted = hostedResources()
            val resource = hosted.find { it.id == chosenResource.value } ?: hosted.firstOrNull()
            val day = chosenDay.value ?: today()
            val found = resource?.let { busDay(it.id, day) }
            found?.workshops?.forEach { keepForm(it.workshop.common.id) }
            HostDay(hosted, found, isToday = day == today())
        }

    /** The forms of those who come unannounced, by workshop. */
    val walkIns: StateFlow<Map<DocumentId, Form>> = forms.asStateFlow()

    /** Shows another day; none is today. */
    fun show(day: LocalDate?) {
        chosenDay.value = day
        readAgain()
    }

    fun show(resource: Resource) {
        chosenResource.value = resource.id
        readAgain()
    }

    /** Adds who stands in the form of a workshop, which then waits for the next one. */
    fun addWalkIn(workshop: DocumentId) {
        val form = forms.value[workshop] ?: return
        form.send(
            done = null,
            then = { entry: String ->
                val undo = { desk.act("undone") { takeBackWalkIn(workshop, entry) } }
                desk.tell(Notice("walk_in_added", undo = undo))
            },
            next = { mapOf() },
        ) { addWalkIn(workshop, it[LABEL]) }
    }

    fun checkIn(workshop: DocumentId, attendee: Attendee, present: Boolean) = desk.act(
        done = if (present) "checked_in" else "checked_out",
        undo = { checkIn(workshop, attendee.registration, !present) },
    ) { checkIn(workshop, attendee.registration, present) }

    private fun keepForm(workshop: DocumentId) {
        if (workshop in forms.value) return
        val form = Form(desk, scope, DraftForm.WalkIn, workshop)
        forms.update { it + (workshop to form) }
    }

    private fun today(): LocalDate = desk.shell.now().atZone(desk.shell.zone).toLocalDate()

    companion object {
        /** The field of the form of a walk-in. */
        const val LABEL = "field.walk-ins"
    }
}
