package org.sharenum.screens.story

import androidx.compose.ui.test.ExperimentalTestApi
import kotlin.test.Test
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import kotlin.test.fail
import org.junit.AfterClass
import org.junit.runner.RunWith
import org.junit.runners.Parameterized
import org.junit.runners.Parameterized.Parameters
import org.sharenum.screens.LiveScene
import org.sharenum.screens.TestShell
import org.sharenum.screens.app.Root
import org.sharenum.screens.app.Route
import org.sharenum.screens.until
import org.sharenum.screens.window

/**
 * Every action that a view can offer, pressed by its label on a page of the app; what came of it is read on
 * that phone, and then on another one that asks the region's hub.
 */
@OptIn(ExperimentalTestApi::class)
@RunWith(Parameterized::class)
class EveryActionTest(private val case: Case) {
    /** A press, or what is wrong with the table of them. */
    class Case(private val name: String, val press: Press?) {
        override fun toString() = name
    }

    @Test
    fun `its effect is read at the hub`() = perform(case.press ?: fail("$case"))

    private fun perform(press: Press) = with(press) {
        before()
        assertFalse(by.finds(here), "$cell: it is so before anything is pressed")
        reader?.meets()
        assertFalse(reader?.finds(there) ?: false, "$cell: the hub says so before anything is pressed")
        window(by.phone, TestShell(clock = by::now), at = way(at()), keep = true, scale = 1f) {
            hand()
            until("$cell: nothing came of it", here)
        }
        by.meets()
        // The region decides on what came in, and says so with the next sync.
        assertTrue(reader == null || (1..2).any { reader.meetsAndFinds(there) }, "$cell: the hub knows nothing of it")
    }

    private fun Person.meetsAndFinds(what: Holds): Boolean {
        meets()
        return finds(what)
    }

    private fun way(route: Route): List<Route> {
        if (route is Route.Top) return listOf(route)
        val first = when (route.root) {
            Root.Nearby -> Route.Nearby
            Root.Tickets -> Route.Tickets
            Root.Agenda -> Route.Agenda
            Root.Help -> Route.Help
            Root.More -> Route.More
        }
        return listOf(first, route)
    }

    companion object {
        private val cast by lazy { Cast(LiveScene.start()) }

        /** In the order in which they are done. */
        @JvmStatic
        @Parameters(name = "{0}")
        fun cases(): List<Case> {
            val presses = listOf(
                OtherPresses(cast),
                TicketPresses(cast).beforeHelp(),
                ThreadPresses(cast),
                AgendaPresses(cast),
                WorkshopPresses(cast),
                TicketPresses(cast).afterHelp(),
            ).flatMap(Presses::all)
            val wrong = ActionTable.complaints(presses.map(Press::cell))
            return presses.map { Case("${it.cell}", it) } + wrong.map { Case(it, null) }
        }

        @JvmStatic
        @AfterClass
        fun theSceneEnds() = cast.close()
    }
}
