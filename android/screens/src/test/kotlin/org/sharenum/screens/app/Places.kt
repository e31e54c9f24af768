package org.sharenum.screens.app

import org.sharenum.companion.DocumentId
import org.sharenum.companion.ResourceId
import org.sharenum.screens.Scene

/** One place of the app, as somebody of the scene comes there. */
class Where(val person: String, val at: List<Route>) {
    /** Fit for the name of a file. */
    val name: String
        get() {
            val place = at.last().path.substringBefore('/')
            return if (person == "teacher") place else "$place-$person"
        }

    operator fun component1() = person

    operator fun component2() = at
}

/** Every page of the app, with something on it. */
val PLACES: List<Where> by lazy {
    fun id(name: String) = DocumentId(Scene[name])
    val teacher =
        listOf(
            listOf(Route.Nearby),
            listOf(Route.Nearby, Route.Workshop(id("workshop_organised"))),
            listOf(Route.Tickets),
            listOf(Route.Tickets, Route.NewTicket),
            listOf(Route.Tickets, Route.Ticket(id("ticket_discussed"))),
            listOf(Route.Tickets, Route.EditTicket(id("ticket_open"))),
            listOf(Route.Tickets, Route.Proposal(id("proposal"))),
            listOf(Route.Tickets, Route.Plan(id("plan"))),
            listOf(Route.Tickets, Route.Search),
            listOf(Route.Agenda),
            listOf(Route.Agenda, Route.Booking(id("booking_refused"))),
            listOf(Route.Agenda, Route.AskDay(ResourceId(Scene["resource_bus"]))),
            listOf(Route.Agenda, Route.NewWorkshop(null)),
            listOf(Route.Agenda, Route.EditWorkshop(id("workshop_organised"))),
            listOf(Route.Help),
            listOf(Route.Help, Route.LogHelp),
            listOf(Route.More),
            listOf(Route.More, Route.Sync),
            listOf(Route.More, Route.Me),
            listOf(Route.More, Route.Renewal),
            listOf(Route.More, Route.Profile),
            listOf(Route.More, Route.Alerts),
            listOf(Route.More, Route.Diagnostics),
        ).map { Where("teacher", it) }
    teacher +
        listOf(
            Where("newcomer", listOf(Route.Nearby)),
            Where("tablet", listOf(Route.Help)),
            Where("tablet", listOf(Route.Help, Route.HelpSession(id("session_corrected")))),
            Where("host", listOf(Route.More, Route.Bus)),
        )
}
