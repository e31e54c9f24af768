package org.sharenum.screens

import java.time.Instant
import java.time.ZoneId
import java.util.concurrent.ConcurrentLinkedQueue
import kotlinx.coroutines.flow.MutableStateFlow
import org.sharenum.companion.LumaImage
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.Words
import org.sharenum.screens.words.XmlWords

/** Where everybody in these tests is. */
val ZONE: ZoneId = ZoneId.of("Europe/Paris")

/** A device that remembers what it was asked for. */
class TestShell(language: Language = Language.English, look: Look = Look.Light, private val clock: () -> Instant) :
    Shell {
    override val choices = MutableStateFlow(Choices(language, look))
    override val notifications = MutableStateFlow(NotificationAccess.Allowed)
    override val background = MutableStateFlow(BackgroundAccess())
    override var hasCamera = true
    override var managedHub: String? = null
    override val zone: ZoneId = ZONE

    /** What it sees around it. */
    override val around = MutableStateFlow<Around>(Around.Found(listOf()))

    /** What the camera sees. */
    var picture: LumaImage? = null
    val shared = ConcurrentLinkedQueue<SharedFile>()
    val inCalendar = ConcurrentLinkedQueue<SharedFile>()
    val opened = ConcurrentLinkedQueue<String>()
    val asked = ConcurrentLinkedQueue<String>()

    override fun now(): Instant = clock()

    /** A word that is missing fails the test. */
    override fun words(language: Language): Words = XmlWords.read(language) { error("no words for $it") }

    override fun choose(choices: Choices) {
        this.choices.value = choices
    }

    override suspend fun photograph(): LumaImage? = picture

    override fun share(file: SharedFile) {
        shared += file
    }

    override fun addToCalendar(file: SharedFile) {
        inCalendar += file
    }

    override fun open(address: String) {
        opened += address
    }

    override fun askToNotify() {
        asked += "notify"
    }

    override fun askForLocalNetwork() {
        asked += "local network"
    }

    override suspend fun <T> overLocalNetwork(sync: suspend () -> T): T {
        asked += "the network around"
        return sync()
    }

    override fun openBackgroundSettings() {
        asked += "background"
    }

    override fun written() {
        asked += "written"
    }
}
