package org.sharenum.screens.app

/**
 * A link that was opened: by the system's camera over a code, from a mail, or by a notification. Anybody can
 * make one, so a link leads to a page at most; the person does the rest there.
 */
sealed interface Arrival {
    /** `sharenum://join?…`: the core reads it when it is used. */
    data class Invitation(val link: String) : Arrival

    /** `sharenum://bus?…`, from the door of a bus: the core reads it. */
    data class Door(val link: String) : Arrival

    /** `sharenum://open/…`: a page of the app. */
    data class At(val route: Route) : Arrival

    companion object {
        private const val JOIN = "sharenum://join"
        private const val BUS = "sharenum://bus"
        private const val OPEN = "sharenum://open/"

        /** None for what this app does not know. */
        fun of(link: String): Arrival? = when {
            link.startsWith(JOIN) -> Invitation(link)
            link.startsWith(BUS) -> Door(link)
            link.startsWith(OPEN) -> Route.of(link.removePrefix(OPEN))?.let(::At)
            else -> null
        }
    }
}
