package org.sharenum.app

import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.sharenum.companion.DocumentId
import org.sharenum.companion.PageRequest
import org.sharenum.screens.app.SyncRun
import org.sharenum.screens.app.value

/** Links and notifications lead to their page, and anybody may send one. */
@RunWith(RobolectricTestRunner::class)
class LinksTest {
    @Test
    fun `an invitation fills the form of a new phone`() {
        val invitation = Scene["newcomer_invitation"]
        app(phone = null, link(invitation)) {
            see(SAYS.text("join_title"))
            see(invitation)
        }
    }

    @Test
    fun `an invitation on a phone that has joined leads to where it can be renewed`() =
        app("teacher", link(Scene["newcomer_invitation"])) {
            see(SAYS.text("join_again_text"))
            see(Scene["newcomer_invitation"])
        }

    @Test
    fun `alerts are the list of alerts, also for a window that stands elsewhere`() =
        app("teacher", link("sharenum://open/sync")) {
            see(SAYS.text("sync_now"))
            arrive("sharenum://open/alerts")
            see(SAYS.text("view_by_distance"))
            gone(SAYS.text("sync_now"))
        }

    @Test
    fun `each kind of document is shown on its page`() = app("teacher") {
        see(SAYS.text("view_alerts"))
        for (name in listOf("workshop_near", "ticket_open", "proposal", "plan", "booking_confirmed")) {
            val id = DocumentId(Scene[name])
            arrive("sharenum://open/document/${id.value}")
            see(
                when (name) {
                    "workshop_near" -> core { workshop(id) }.item.title

                    "ticket_open" -> core { ticket(id) }.item.title

                    // A conversation opens at its end.
                    "proposal" -> SAYS.text("threads_open_plan")

                    "plan" -> core { plan(id) }.ticketTitle

                    else -> core { booking(id) }.purpose
                },
            )
        }
    }

    @Test
    fun `a notification opens what it is about, and is read by that`() = app("teacher") {
        see(SAYS.text("view_alerts"))
        val before = core { unreadAlerts() }
        val alert = core { alerts(PageRequest()).items }.first { it.state.name != "READ" && it.subject != null }
        assertTrue(before > 0uL)
        arrive("sharenum://open/document/${alert.subject?.value}?about=workshop_nearby&alert=${alert.id}")
        until("one is read") { core { unreadAlerts() } == before - 1uL }
    }

    @Test
    fun `the code on a bus's door leads to a sync with it, which the person starts`() = app("teacher") {
        see(SAYS.text("view_alerts"))
        arrive("sharenum://bus?hub=http%3A%2F%2F127.0.0.1%3A9&region=${region()}")
        see(SAYS.text("sync_door_read"))
        press(SAYS.text("sync_with_this"))
        // Nobody answers there, and that is said.
        until("it was tried") { running() is SyncRun.Failed }
    }

    @Test
    fun `what leads nowhere is told`() = app("teacher", link("sharenum://open/document/${"0".repeat(64)}")) {
        see(SAYS.text("link_nowhere"))
        for (bad in listOf("document/%2e%2e", "no-such-page", "")) {
            arrive("sharenum://open/$bad")
            see(SAYS.text("link_nowhere"))
        }
    }

    private fun region() = Scene["newcomer_invitation"].substringAfter("region=")

    private fun running() = assertNotNull(APP.desk.value.value).syncing.run.value
}
