package org.sharenum.screens.me

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import org.sharenum.companion.Exchange
import org.sharenum.companion.Membership
import org.sharenum.companion.SharenumException
import org.sharenum.companion.field
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.ScreenModel

/** What the page about the person is about. */
enum class MeView { Exchanges, Phone }

/** The person's exchanges, and this phone. */
class MeModel(desk: Desk, member: Membership.Joined) : ScreenModel(desk) {
    private val notTaken = MutableStateFlow<SharenumException?>(null)

    val profile = reading { profile() }

    val tools = reading { tools() }

    /** What was given and what was received, newest first. */
    val exchanges: Pages<Exchange> =
        Pages(desk.phone, scope, occasions()) { page ->
            givenAndReceived(page).let { Page(it.items, it.next, it.total) }
        }

    val region = reading { regionUrl() }

    /** Why the address of the hub was not taken. */
    val wrongAddress: StateFlow<SharenumException?> = notTaken.asStateFlow()

    val aside = reading { filesSetAside() }

    /** The establishment on the certificate, where the directory knows it. */
    val school = reading { member.school?.let { establishment(it) } }

    /** Says where the region's hub is, after it has moved. */
    fun setRegionUrl(url: String) {
        notTaken.value = null
        desk.scope.launch {
            try {
                val before = desk.phone.call { regionUrl().also { setRegionUrl(url) } }
                desk.shell.written()
                desk.tell(Notice("me_hub_saved", undo = before?.let { { back(it) } }))
            } catch (error: SharenumException) {
                if (error.field == null) desk.tell(Notice(error = error)) else notTaken.value = error
            }
        }
    }

    private fun back(url: String) = desk.act("undone") { setRegionUrl(url) }
}
