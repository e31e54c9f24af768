package org.sharenum.app

import android.Manifest
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import java.io.IOException
import java.time.Instant
import java.time.ZoneId
import java.util.Locale
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.flatMapLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.sharenum.companion.LumaImage
import org.sharenum.companion.Membership
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumException
import org.sharenum.companion.readInvitation
import org.sharenum.platform.Background
import org.sharenum.platform.CameraPicture
import org.sharenum.platform.LocalNetwork
import org.sharenum.platform.ManagedSettings
import org.sharenum.platform.Notifications
import org.sharenum.platform.SyncSchedule
import org.sharenum.screens.Around
import org.sharenum.screens.BackgroundAccess
import org.sharenum.screens.Choices
import org.sharenum.screens.NotificationAccess
import org.sharenum.screens.SharedFile
import org.sharenum.screens.Shell
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.value
import org.sharenum.screens.words.Formats
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.Words

/** What an Android phone lends to the screens, for as long as the process lives. */
class AndroidShell(private val app: SharenumApplication) : Shell {
    private val kept = KeptChoices(app)
    private val permissions = Permissions(app)
    private val files = SharedFiles(app)
    private val camera = CameraPicture(app, files::uri)
    private val buses = Buses(app)
    private val schedule = SyncSchedule(app)

    private val chosen = MutableStateFlow(kept.read())
    private val notifying = MutableStateFlow(permissions.notifications(front = null))
    private val working = MutableStateFlow(access())

    /** Grows whenever the person may have changed what the app is let to do. */
    private val looked = MutableStateFlow(0)
    private val managed = MutableStateFlow<String?>(null)
    private val known = CompletableDeferred<Unit>()
    private var picture: CompletableDeferred<Boolean>? = null

    /** The Activity that is there, for what only an Activity may ask. */
    var front: Front? = null

    override val choices: StateFlow<Choices> = chosen.asStateFlow()
    override val notifications: StateFlow<NotificationAccess> = notifying.asStateFlow()
    override val background: StateFlow<BackgroundAccess> = working.asStateFlow()
    override val hasCamera: Boolean = camera.hasCamera
    override val managedHub: String? get() = managed.value
    override val zone: ZoneId get() = ZoneId.systemDefault()

    init {
        app.scope.launch(Dispatchers.IO) {
            ManagedSettings(app).changes.collect {
                managed.value = it.hub
                known.complete(Unit)
            }
        }
    }

    /** Waits until it is known what the school's management has set. */
    suspend fun ready() = known.await()

    override fun now(): Instant = app.now()

    override fun words(language: Language): Words = AndroidWords(app, language)

    /** What is said outside of the pages; from any thread. */
    val spoken: Spoken
        get() {
            val words = words(chosen.value.language ?: Language.of(Locale.getDefault()))
            return Spoken(words, Formats(words, zone, ::now))
        }

    override fun choose(choices: Choices) {
        kept.write(choices)
        speak(choices)
    }

    private fun speak(choices: Choices) {
        val before = chosen.value.also { chosen.value = choices }
        // The names of channels are words, too.
        if (choices.language != before.language) {
            app.scope.launch(Dispatchers.Default) { Notifications(app).declareChannels() }
        }
    }

    /** What may have changed while the person was elsewhere: in the settings, in another app. */
    fun refresh() {
        speak(kept.read())
        notifying.value = permissions.notifications(front)
        working.value = access()
        looked.update { it + 1 }
    }

    override suspend fun photograph(): LumaImage? {
        val window = front ?: return null
        val waiting = CompletableDeferred<Boolean>()
        picture?.complete(false)
        picture = waiting
        if (!attempt { window.photograph(camera.request()) }) photographed(successful = false)
        return if (waiting.await()) taken() else null
    }

    /** The camera is done. Who asked for the picture may have been killed meanwhile: then it is an arrival. */
    fun photographed(successful: Boolean) {
        val waiting = picture.also { picture = null }
        if (waiting != null) {
            waiting.complete(successful)
        } else if (successful) {
            app.scope.launch { taken()?.let { arrive(it) } }
        }
    }

    private suspend fun taken(): LumaImage? = withContext(Dispatchers.IO) { camera.take() }

    private suspend fun arrive(picture: LumaImage) = try {
        val scanned = withContext(Dispatchers.Default) { readInvitation(picture) }
        app.follow(Intent(Intent.ACTION_VIEW, Uri.parse(scanned.link)))
    } catch (_: SharenumException) {
        // There is no page any more to say so; the person takes another one.
    }

    override fun share(file: SharedFile) = hand {
        val sent = withContext(Dispatchers.IO) { files.send(file) }
        attempt { start(Intent.createChooser(sent, null)) }
    }

    override fun addToCalendar(file: SharedFile) = hand {
        val opened = withContext(Dispatchers.IO) { files.open(file) }
        // A phone without a calendar may have another use for it.
        attempt { start(opened) } || attempt { start(Intent.createChooser(files.send(file), null)) }
    }

    override fun open(address: String) = hand {
        val uri = Uri.parse(address)
        when (uri.scheme?.lowercase(Locale.ROOT)) {
            "https", "http" -> attempt { start(Intent(Intent.ACTION_VIEW, uri)) }

            "mailto" -> attempt { start(Intent(Intent.ACTION_SENDTO, uri)) }

            // It comes from the network; what is no address opens nothing.
            else -> true
        }
    }

    /** Hands something to another app; whether there was one is told, and that nothing could be written. */
    private fun hand(over: suspend () -> Boolean) {
        app.scope.launch {
            val failed =
                try {
                    if (over()) null else "no_app"
                } catch (_: IOException) {
                    "not_written"
                }
            failed?.let { app.desk.value.value?.tell(Notice(it)) }
        }
    }

    override fun askToNotify() {
        val permission = Manifest.permission.POST_NOTIFICATIONS
        if (notifying.value == NotificationAccess.NotAsked) ask(permission) else open(notificationSettings())
    }

    override fun openBackgroundSettings() = open(Background.appSettings(app))

    @OptIn(ExperimentalCoroutinesApi::class)
    override val around: Flow<Around> = looked.flatMapLatest { buses.around() }

    override fun askForLocalNetwork() {
        val permission = LocalNetwork.PERMISSION
        if (permissions.canAsk(permission, front)) ask(permission) else open(Background.appSettings(app))
    }

    override suspend fun <T> overLocalNetwork(sync: suspend () -> T): T = buses.over(sync)

    override fun written() {
        // Only now there may be something to keep in step.
        schedule.keep()
        schedule.soon()
    }

    /** While the window shows: a bus that comes into reach is synced with. */
    suspend fun meet(phone: Sharenum) = buses.meet(phone)

    /** At the start: what was written before is carried on, and what came is asked for. */
    suspend fun begin(phone: Sharenum) {
        try {
            if (phone.call { membership() } is Membership.Joined) written()
        } catch (_: SharenumException) {
            // The pages tell it.
        }
    }

    private fun access(): BackgroundAccess = Background.now(app).run {
        BackgroundAccess(
            restricted = restricted || standby == Background.Standby.RESTRICTED,
            savesBattery = savingPower || !batteryUnrestricted,
            savesData = savingData,
        )
    }

    private fun ask(permission: String) {
        permissions.asked(permission)
        front?.ask(permission)
    }

    private fun notificationSettings() = Background.notificationSettings(app)

    private fun open(settings: Intent) {
        attempt { start(settings) }
    }

    private fun start(intent: Intent) {
        front?.start(intent) ?: app.startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
    }

    /** Whether there was an app to do it. */
    private inline fun attempt(start: () -> Unit): Boolean = try {
        start()
        true
    } catch (_: ActivityNotFoundException) {
        false
    }
}

/** Words, and how what stands in them is written. */
class Spoken(val words: Words, val formats: Formats)

/** What only an Activity may do; on the main thread. */
interface Front {
    fun start(intent: Intent)

    /** The answer comes as [AndroidShell.photographed]. */
    fun photograph(intent: Intent)

    /** The answer is seen by [AndroidShell.refresh]. */
    fun ask(permission: String)

    /** Whether the system would still ask who has refused once. */
    fun mayAskAgain(permission: String): Boolean
}
