package org.sharenum.app

import kotlin.test.assertFalse
import kotlin.test.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.sharenum.companion.DocumentId
import org.sharenum.companion.PageRequest

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
    fun `an invitation on a phone that has joined is told to be of no use`() =
        app("teacher", link(Scene["newcomer_invitation"])) { see(SAYS.text("link_joined")) }

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
                    "proposal" -> core { proposal(id) }.text
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
    fun `the code on a bus's door starts a sync with it`() = app("teacher") {
        see(SAYS.text("view_alerts"))
        assertFalse(APP.desk.value is org.sharenum.screens.app.Loaded.Loading)
        arrive("sharenum://bus?hub=http%3A%2F%2F127.0.0.1%3A9&region=${region()}")
        see(SAYS.text("sync_title"))
        // Nobody answers there, and that is said.
        see(SAYS.text("sync_now"))
        until("it was tried") { running().javaClass.simpleName == "Failed" }
    }

    @Test
    fun `what leads nowhere is told`() = app("teacher", link("sharenum://open/document/${"0".repeat(64)}")) {
        see(SAYS.text("link_nowhere"))
        for (bad in listOf("sharenum://open/document/%2e%2e", "sharenum://open/no-such-page", "sharenum://open/")) {
            arrive(bad)
            see(SAYS.text("link_nowhere"))
        }
        arrive("sharenum://bus?hub=nonsense")
        see(SAYS.text("error_code", "").trim())
    }

    private fun region() = Scene["newcomer_invitation"].substringAfter("region=")

    private fun running() = (APP.desk.value as org.sharenum.screens.app.Loaded.Ready).value.syncing.run.value
}
