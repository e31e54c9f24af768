package org.sharenum.screens.tickets

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.v2.runComposeUiTest
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import org.sharenum.companion.Action
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DocumentKind
import org.sharenum.companion.Phrase
import org.sharenum.companion.Refused
import org.sharenum.companion.TicketFilter
import org.sharenum.screens.TestShell
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.Spoken
import org.sharenum.screens.words.Formats
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.phrase

/** A fault that a healthy region does not make: the view is the core's type, filled in here. */
@OptIn(ExperimentalTestApi::class)
class RefusedTest {
    private val id = DocumentId("ab".repeat(32))
    private val now = Instant.parse("2026-10-14T07:05:00Z")
    private val refused =
        Refused(
            document = id,
            kind = DocumentKind.TICKET,
            title = "A ticket in too many words",
            code = "too-large",
            text = Phrase("refused.too-large", mapOf()),
            received = now,
            actions = listOf(Action.EDIT, Action.SEND_AGAIN, Action.DISCARD),
        )

    @Test
    fun `what the region refused says why and can be changed, sent again, or given up`() = runComposeUiTest {
        val shell = TestShell(clock = { now })
        val words = shell.words(Language.English)
        val (done, opened) = mutableListOf<Action>() to mutableListOf<Route>()
        setContent {
            Spoken(shell) {
                TicketsScreen(
                    TicketsState(
                        TicketFilter.MINE,
                        Loaded.Ready(Listed(listOf(), 0uL, more = false)),
                        drafts = listOf(),
                        refused = listOf(refused),
                    ),
                    TicketsActions(
                        show = {},
                        retry = {},
                        more = {},
                        open = {},
                        new = {},
                        search = {},
                        goOn = {},
                        discardDraft = {},
                        openRefused = { opened += it },
                        perform = { action, item -> if (item === refused) done += action },
                    ),
                )
            }
        }
        onNodeWithText(words.phrase(refused.text, Formats(words)), substring = true).assertExists()
        onNode(hasText("A ticket in too many words") and hasClickAction()).performClick()
        assertEquals(listOf<Route>(Route.Ticket(id)), opened)
        onNodeWithText(words.text("action_edit")).performClick()
        onNodeWithText(words.text("action_send_again")).performClick()
        onNodeWithText(words.text("action_discard")).performClick()
        assertEquals(listOf(Action.EDIT, Action.SEND_AGAIN), done, "giving up needs one more press")
        onNodeWithText(words.text("discard_effect")).performClick()
        assertEquals(refused.actions, done)
    }
}
