package org.sharenum.screens.agenda

import java.time.LocalDateTime
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Plan
import org.sharenum.companion.Position
import org.sharenum.companion.Slot
import org.sharenum.companion.TicketItem
import org.sharenum.companion.ToolId
import org.sharenum.companion.Venue
import org.sharenum.companion.WorkshopItem
import org.sharenum.screens.Shell
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.OFFERED
import org.sharenum.screens.parts.inField
import org.sharenum.screens.parts.typedDay
import org.sharenum.screens.parts.typedTime

/** The fields of a workshop's form, by the core's names where it has one. */
object WorkshopFields {
    const val TITLE = "field.title"
    const val DESCRIPTION = "field.description"

    /** Ids, with spaces between. */
    const val TOOLS = "field.tools"

    /** Latitude and longitude with a space between; empty for one's own school. */
    const val POSITION = "field.position"
    const val PLACE_LABEL = "field.place-label"
    const val RADIUS = "field.radius"
    const val DAY = "field.slot"
    const val TIME = "field.start"
    const val MINUTES = "field.minutes"
    const val ZONE = "field.zone"
    const val SEATS = "field.seats"

    /** The day of the bus, by its id; empty for none. */
    const val BOOKING = "booking"

    /** What was typed to find a place. */
    const val SEARCH = "search"

    /** Those that a screen shows, with what is wrong with them. */
    val SHOWN =
        setOf(TITLE, DESCRIPTION, TOOLS, POSITION, PLACE_LABEL, RADIUS, DAY, TIME, MINUTES, SEATS)
}

/** What stands in the form of a workshop before anything is typed. */
internal fun blankWorkshop(shell: Shell, radius: UShort): Map<String, String> = mapOf(
    WorkshopFields.RADIUS to radius.toString(),
    WorkshopFields.DAY to inField(shell.now().atZone(shell.zone).toLocalDate()),
    WorkshopFields.TIME to OFFERED.start.toString(),
    WorkshopFields.MINUTES to OFFERED.workshopMinutes.toString(),
    WorkshopFields.ZONE to shell.zone.id,
    WorkshopFields.SEATS to OFFERED.seats.toString(),
)

/** What two have agreed on. */
internal fun of(plan: Plan, ticket: TicketItem): Map<String, String> = of(ticket) +
    mapOf(
        WorkshopFields.TITLE to plan.ticketTitle,
        WorkshopFields.DESCRIPTION to
            listOf(plan.what, plan.forWhom).filter(String::isNotBlank).joinToString("\n"),
    ) + plan.chosen?.let(::of).orEmpty()

internal fun of(ticket: TicketItem): Map<String, String> =
    mapOf(WorkshopFields.TITLE to ticket.title, WorkshopFields.TOOLS to ticket.tools.joinToString(" ") { it.id.value })

/** A workshop as it stands. */
internal fun of(workshop: WorkshopItem, booking: DocumentId?): Map<String, String> = mapOf(
    WorkshopFields.TITLE to workshop.title,
    WorkshopFields.DESCRIPTION to workshop.description,
    WorkshopFields.TOOLS to workshop.tools.joinToString(" ") { it.id.value },
    WorkshopFields.PLACE_LABEL to workshop.placeLabel,
    WorkshopFields.RADIUS to workshop.radiusKm.toString(),
    WorkshopFields.SEATS to workshop.seats.toString(),
    WorkshopFields.BOOKING to booking?.value.orEmpty(),
) + of(workshop.slot)

private fun of(slot: Slot): Map<String, String> = mapOf(
    WorkshopFields.DAY to inField(slot.start.toLocalDate()),
    WorkshopFields.TIME to slot.start.toLocalTime().toString(),
    WorkshopFields.MINUTES to slot.minutes.toString(),
    WorkshopFields.ZONE to slot.zone,
)

// What is no number becomes zero, which the core refuses with its own words.

internal val FormState.radius: UShort
    get() = this[WorkshopFields.RADIUS].trim().toUShortOrNull() ?: 0u

internal val FormState.seats: UInt
    get() = this[WorkshopFields.SEATS].trim().toUIntOrNull() ?: 0u

/** When it is to be; none while day or time cannot be read. */
internal val FormState.slot: Slot?
    get() {
        val day = typedDay(this[WorkshopFields.DAY]) ?: return null
        val time = typedTime(this[WorkshopFields.TIME]) ?: return null
        val minutes = this[WorkshopFields.MINUTES].trim().toUIntOrNull() ?: 0u
        return Slot(LocalDateTime.of(day, time), minutes, this[WorkshopFields.ZONE])
    }

internal val FormState.tools: List<ToolId>
    get() = this[WorkshopFields.TOOLS].split(' ').filter(String::isNotEmpty).map(::ToolId)

internal val FormState.booking: DocumentId?
    get() = this[WorkshopFields.BOOKING].takeIf(String::isNotEmpty)?.let(::DocumentId)

internal val FormState.venue: Venue
    get() {
        val position = position(this[WorkshopFields.POSITION]) ?: return Venue.MySchool
        return Venue.Elsewhere(this[WorkshopFields.PLACE_LABEL], position)
    }

internal fun inField(position: Position): String = "${position.lat} ${position.lon}"

private fun position(text: String): Position? {
    val (lat, lon) = text.split(' ').mapNotNull(String::toDoubleOrNull).takeIf { it.size == 2 } ?: return null
    return Position(lat, lon)
}
