package org.sharenum.desktop

import java.awt.Desktop
import java.awt.FileDialog
import java.awt.Frame
import java.io.File
import java.io.IOException
import java.net.URI
import java.net.URISyntaxException
import java.nio.file.Files
import java.time.Instant
import java.time.ZoneId
import java.util.Properties
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import org.sharenum.companion.LumaImage
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumException
import org.sharenum.screens.BackgroundAccess
import org.sharenum.screens.Choices
import org.sharenum.screens.Look
import org.sharenum.screens.NotificationAccess
import org.sharenum.screens.SharedFile
import org.sharenum.screens.Shell
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.Words
import org.sharenum.screens.words.XmlWords

/** What a computer lends to the screens: files instead of sharing, a sync while the window is open. */
class DesktopShell(options: Options, account: Account, private val phone: Sharenum, private val scope: CoroutineScope) :
    Shell {
    private val settings = File(account.folder, "choices.properties")
    private val chosen = MutableStateFlow(kept(settings).let { it.copy(language = options.language ?: it.language) })
    private val news = Channel<Unit>(Channel.CONFLATED)

    override val choices: StateFlow<Choices> = chosen.asStateFlow()

    /** Alerts are in the window; there is nothing to allow. */
    override val notifications: StateFlow<NotificationAccess> = MutableStateFlow(NotificationAccess.Allowed)
    override val background: StateFlow<BackgroundAccess> = MutableStateFlow(BackgroundAccess())
    override val hasCamera = false
    override val managedHub: String? = options.hub
    override val zone: ZoneId
        get() = ZoneId.systemDefault()

    init {
        scope.launch { syncs() }
    }

    override fun now(): Instant = Instant.now()

    override fun words(language: Language): Words = XmlWords.read(language)

    override fun choose(choices: Choices) {
        chosen.value = choices
        val properties = Properties()
        choices.language?.let { properties["language"] = it.tag }
        properties["look"] = choices.look.name
        try {
            settings.outputStream().use { properties.store(it, null) }
        } catch (_: IOException) {
            // It holds while the window is open; the next one asks the system again.
        }
    }

    override suspend fun photograph(): LumaImage? = null

    /** Asks where to keep the file. */
    override fun share(file: SharedFile) {
        val dialog = FileDialog(null as Frame?, "", FileDialog.SAVE).apply { this.file = file.name }
        dialog.isVisible = true
        val name = dialog.file ?: return
        File(dialog.directory, name).writeText(file.text)
    }

    /** Hands the event to whatever program opens such files; where none does, it can be kept. */
    override fun addToCalendar(file: SharedFile) {
        val copy = Files.createTempDirectory("sharenum").resolve(file.name).toFile()
        copy.writeText(file.text)
        copy.deleteOnExit()
        if (!asked(Desktop.Action.OPEN) { it.open(copy) }) share(file)
    }

    override fun open(address: String) {
        val uri =
            try {
                URI(address)
            } catch (_: URISyntaxException) {
                // It comes from the network; what is no address opens nothing.
                return
            }
        when (uri.scheme?.lowercase()) {
            "https", "http" -> asked(Desktop.Action.BROWSE) { it.browse(uri) }
            "mailto" -> asked(Desktop.Action.MAIL) { it.mail(uri) }
        }
    }

    private fun asked(action: Desktop.Action, act: (Desktop) -> Unit): Boolean {
        if (!Desktop.isDesktopSupported()) return false
        val desktop = Desktop.getDesktop()
        if (!desktop.isSupported(action)) return false
        return try {
            act(desktop)
            true
        } catch (_: IOException) {
            false
        }
    }

    override fun askToNotify() = Unit

    override fun openBackgroundSettings() = Unit

    override fun written() {
        news.trySend(Unit)
    }

    /** Soon after something was written, and now and then: quietly, as nobody watches it. */
    private suspend fun syncs() {
        while (scope.isActive) {
            try {
                phone.sync(BUDGET)
            } catch (_: SharenumException) {
                // No network is normal; the page of syncs says when it last worked.
            }
            withTimeoutOrNull(EVERY) { news.receive() }
            delay(SETTLE)
        }
    }

    private companion object {
        val BUDGET = 1.minutes
        val EVERY = 5.minutes

        /** Several things are often written in a row. */
        val SETTLE = 3.seconds

        fun kept(settings: File): Choices {
            val properties = Properties()
            try {
                if (settings.exists()) settings.inputStream().use(properties::load)
            } catch (_: IOException) {
                return Choices()
            }
            val language = Language.entries.find { it.tag == properties["language"] }
            val look = Look.entries.find { it.name == properties["look"] } ?: Look.System
            return Choices(language, look)
        }
    }
}
