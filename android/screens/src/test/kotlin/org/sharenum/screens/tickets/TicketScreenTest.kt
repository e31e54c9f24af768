package org.sharenum.screens.tickets

import androidx.compose.runtime.Composable
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.Action
import org.sharenum.companion.Common
import org.sharenum.companion.Coverage
import org.sharenum.companion.PageRequest
import org.sharenum.companion.Phrase
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.screens.PATIENCE
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Spoken

/** What the scene has no case of, drawn from views of it with one thing changed. */
@OptIn(ExperimentalTestApi::class)
class TicketScreenTest {
    private val shell = TestShell(clock = { Scene.now })

    private fun <T> read(read: SharenumAppInterface.() -> T): T =
        Scene.phone("teacher").use { phone -> runBlocking { phone.call { read() } } }

    private fun drawn(content: @Composable () -> Unit, test: ComposeUiTest.() -> Unit) = runSkikoComposeUiTest {
        setContent { Spoken(shell, content = content) }
        test()
    }

    private fun ComposeUiTest.press(text: String) {
        onNode(hasText(text).and(hasClickAction())).performSemanticsAction(SemanticsActions.OnClick)
        waitForIdle()
    }

    private fun Common.refused() =
        copy(refused = Phrase("refused.too-large", mapOf()), actions = listOf(Action.SEND_AGAIN, Action.DISCARD))

    private fun actions(perform: (Action) -> Unit = {}, performOn: (Action, String) -> Unit = { _, _ -> }) =
        TicketActions(
            perform = perform,
            performOn = { action, id -> performOn(action, id.value) },
            propose = {},
            keepQuiet = {},
            go = {},
            open = {},
        )

    @Test
    fun `a proposal that waits for its answer leads on, and is taken up only after its effect was said`() {
        val (ticket, other) = read { ticket(scene("ticket_discussed")) to proposal(scene("proposal_other")) }
        val shown =
            TicketShown(ticket.copy(proposals = listOf(other), nextStep = other.nextStep), listOf(), listOf(), listOf())
        assertIs<Step.OfProposal>(nextStep(shown.ticket, shown.plans))
        val done = mutableListOf<Pair<Action, String>>()
        drawn({ TicketScreen(shown, null, actions(performOn = { action, id -> done += action to id })) }) {
            press("Accept the help")
            assertEquals(listOf(), done.toList())
            press("Accept: both get the other’s name and mail")
            assertEquals(listOf(Action.ACCEPT to other.common.id.value), done.toList())
        }
    }

    @Test
    fun `taking up a proposal from its ticket reaches the core`() {
        val scope = CoroutineScope(Dispatchers.Default)
        val phone = Scene.phone("teacher")
        try {
            val model = TicketModel(Desk(phone, shell, scope), scene("ticket_discussed"))
            model.perform(Action.ACCEPT, scene("proposal_other")) {}
            drawn({}) {
                waitUntil("not accepted", PATIENCE) {
                    runBlocking { phone.call { proposal(scene("proposal_other")).accepted } }
                }
            }
        } finally {
            scope.cancel()
            phone.close()
        }
    }

    @Test
    fun `a refused ticket says so, is sent again, and given up only when asked once more`() {
        val ticket = read { ticket(scene("ticket_open")) }
        val item = ticket.item.copy(common = ticket.item.common.refused())
        val shown = TicketShown(ticket.copy(item = item, nextStep = null), listOf(), listOf(), listOf())
        val done = mutableListOf<Action>()
        drawn({ TicketScreen(shown, null, actions(perform = { done += it })) }) {
            onNode(hasText("larger than its kind may be", substring = true)).assertExists()
            press("Send again")
            press("Give up")
            assertEquals(listOf(Action.SEND_AGAIN), done.toList())
            press("Yes, give up what the region refused")
            assertEquals(listOf(Action.SEND_AGAIN, Action.DISCARD), done.toList())
        }
    }

    @Test
    fun `a refused line says so, is sent again, and given up only when asked once more`() {
        val said = read { messages(scene("proposal"), PageRequest()) }.items.first()
        val done = mutableListOf<Action>()
        drawn({ Line(said.copy(common = said.common.refused()), "M. Martin") { done += it } }) {
            onNode(hasText("larger than its kind may be", substring = true)).assertExists()
            press("Send again")
            press("Give up")
            press("Yes, give up what the region refused")
            assertEquals(listOf(Action.SEND_AGAIN, Action.DISCARD), done.toList())
        }
    }

    @Test
    fun `a radius that reaches nobody else says so, and one that cannot grow asks without a number`() {
        val ticket = read { ticket(scene("ticket_open")) }
        val alone = Coverage(2u, establishments = 1u, others = 0u, academies = listOf(), widen = null)
        val shown = TicketShown(ticket.copy(coverage = alone), listOf(), listOf(), listOf())
        drawn({ TicketScreen(shown, null, actions()) }) {
            onNode(hasText("2\u00a0km: no other school is within it yet")).assertExists()
            onNode(hasText("Widen the radius")).assertExists()
        }
    }

    @Test
    fun `what offers nothing that leads on has no next step`() {
        val ticket = read { ticket(scene("ticket_done")) }
        assertNull(nextStep(ticket, listOf()))
    }
}
