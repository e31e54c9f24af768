package org.sharenum.screens.app

import org.sharenum.companion.DocumentId
import org.sharenum.companion.ResourceId

/**
 * A place in the app. [path] names it in a link, in what the system keeps of a killed app, and in
 * notifications: `sharenum://open/workshop/ID`.
 */
sealed class Route(val path: String, val root: Root) {
    /** The five that the navigation shows. */
    sealed class Top(path: String, root: Root) : Route(path, root)

    data object Nearby : Top("nearby", Root.Nearby)

    data object Tickets : Top("tickets", Root.Tickets)

    data object Agenda : Top("agenda", Root.Agenda)

    data object Help : Top("help", Root.Help)

    data object More : Top("more", Root.More)

    data class Workshop(val id: DocumentId) : Route("workshop/${id.value}", Root.Nearby)

    data class Ticket(val id: DocumentId) : Route("ticket/${id.value}", Root.Tickets)

    data object NewTicket : Route("new-ticket", Root.Tickets)

    data class EditTicket(val id: DocumentId) : Route("edit-ticket/${id.value}", Root.Tickets)

    /** The thread of a proposal. */
    data class Proposal(val id: DocumentId) : Route("proposal/${id.value}", Root.Tickets)

    data class Plan(val id: DocumentId) : Route("plan/${id.value}", Root.Tickets)

    data object Search : Route("search", Root.Tickets)

    data class Guide(val id: DocumentId) : Route("guide/${id.value}", Root.Tickets)

    /** A workshop to publish; about the plan or ticket that it grows from, or nothing. */
    data class NewWorkshop(val plan: DocumentId?) : Route("new-workshop/${plan?.value.orEmpty()}", Root.Agenda)

    data class EditWorkshop(val id: DocumentId) : Route("edit-workshop/${id.value}", Root.Agenda)

    data class Booking(val id: DocumentId) : Route("booking/${id.value}", Root.Agenda)

    /** A day of something to book. */
    data class AskDay(val resource: ResourceId) : Route("ask-day/${resource.value}", Root.Agenda)

    data object LogHelp : Route("log-help", Root.Help)

    data class HelpSession(val id: DocumentId) : Route("help-session/${id.value}", Root.Help)

    data object Bus : Route("bus", Root.More)

    data object Sync : Route("sync", Root.More)

    data object Me : Route("me", Root.More)

    /** An invitation for a device that has joined already: it renews its certificate. */
    data object Renewal : Route("renewal", Root.More)

    /** Establishment and tools. */
    data object Profile : Route("profile", Root.More)

    /** What this device alerts of, and when. */
    data object Alerts : Route("alerts", Root.More)

    data object Diagnostics : Route("diagnostics", Root.More)

    companion object {
        // Later than the class: the object that is asked for first is not there while its class begins.
        private val PLAIN by lazy {
            listOf(
                Nearby, Tickets, Agenda, Help, More, NewTicket, Search, LogHelp, Bus, Sync, Me, Renewal, Profile,
                Alerts, Diagnostics,
            ).associateBy { it.path }
        }

        /** Reads what [path] wrote; none for what this app does not know. */
        fun of(path: String): Route? {
            PLAIN[path]?.let { return it }
            val (place, rest) = path.substringBefore('/') to path.substringAfter('/', "")
            if (place == "new-workshop") return NewWorkshop(rest.takeIf(String::isNotEmpty)?.let(::DocumentId))
            if (rest.isEmpty()) return null
            val id = DocumentId(rest)
            return when (place) {
                "workshop" -> Workshop(id)
                "ticket" -> Ticket(id)
                "edit-ticket" -> EditTicket(id)
                "proposal" -> Proposal(id)
                "plan" -> Plan(id)
                "guide" -> Guide(id)
                "edit-workshop" -> EditWorkshop(id)
                "booking" -> Booking(id)
                "ask-day" -> AskDay(ResourceId(rest))
                "help-session" -> HelpSession(id)
                else -> null
            }
        }
    }
}

/** To which of the five a place belongs. */
enum class Root { Nearby, Tickets, Agenda, Help, More }
