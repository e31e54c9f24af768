package org.sharenum.app

import android.app.Application
import android.content.Intent
import android.content.res.Configuration
import android.net.ConnectivityManager
import java.time.Instant
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import org.sharenum.companion.Clock
import org.sharenum.companion.NetworkOptions
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumException
import org.sharenum.platform.NotificationSchedule
import org.sharenum.platform.NotificationWords
import org.sharenum.platform.PhoneHolder
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded

/** What lives as long as the process: the phone, the desk of its pages, and what the system starts by name. */
open class SharenumApplication :
    Application(),
    PhoneHolder {
    /** Everything of the pages is on the main thread; the library's calls go elsewhere by themselves. */
    val scope: CoroutineScope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    val shell: AndroidShell by lazy { AndroidShell(this) }

    /** The link that came last, until the phone is open. */
    private val links = Channel<Intent>(Channel.CONFLATED)

    private val account: Account by lazy { Account(this, clock) { network } }
    private val current = MutableStateFlow<Loaded<Desk>>(Loaded.Loading)

    /** What the pages work with, once the phone is open. */
    val desk: StateFlow<Loaded<Desk>> = current.asStateFlow()

    /** Another than the system's in tests only. */
    protected open val clock: Clock? = null

    override val words: NotificationWords = NotificationSpeech { shell.spoken }

    /** A hub on the local network is never reached by a proxy; the library sees to it. */
    override val network: NetworkOptions
        get() {
            val proxy = getSystemService(ConnectivityManager::class.java).defaultProxy
            // One with a script has no host to name.
            val host = proxy?.host?.takeIf(String::isNotEmpty)
            return NetworkOptions(proxy = host?.let { "http://$it:${proxy.port}" })
        }

    override val smallIcon: Int = R.drawable.ic_status

    override suspend fun phone(): Sharenum = account.phone()

    override fun now(): Instant = clock?.now() ?: Instant.now()

    /** Opens the phone for the pages, unless it is open; what fails is told, and asked for again. */
    fun open() = open(account::phone)

    /** Leads the window to where a link or a notification says, as soon as the phone is open. */
    fun follow(link: Intent) {
        links.trySend(link)
    }

    /** As the person decided whose file cannot be opened. */
    fun setAside() = open(account::setAside)

    private fun open(how: suspend () -> Sharenum) {
        if (current.value is Loaded.Ready) return
        current.value = Loaded.Loading
        scope.launch {
            current.value =
                try {
                    shell.ready()
                    Loaded.Ready(Desk(how(), shell, scope).also(::begin))
                } catch (error: SharenumException) {
                    Loaded.Failed(error)
                }
        }
    }

    /** From now on notifications follow what changes. */
    private fun begin(desk: Desk) {
        desk.phone.scope.launch { NotificationSchedule(this@SharenumApplication).follow() }
        scope.launch { shell.begin(desk.phone) }
        scope.launch { for (link in links) desk.follow(link) }
    }

    override fun onConfigurationChanged(configuration: Configuration) {
        super.onConfigurationChanged(configuration)
        shell.refresh()
    }
}
