package org.sharenum.screens

import java.time.Instant
import java.time.ZoneId
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.flowOf
import org.sharenum.companion.LumaImage
import org.sharenum.companion.MetHub
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.Words

/**
 * What the device lends to the screens. Android and the desktop each have one; every member is called
 * on the main thread.
 */
interface Shell {
    /** The choices that belong to this device and are no business of the core. */
    val choices: StateFlow<Choices>

    /** Whether the person is told of alerts. */
    val notifications: StateFlow<NotificationAccess>

    /** What may delay alerts while the app is closed. */
    val background: StateFlow<BackgroundAccess>

    /** Whether [photograph] can give a picture. */
    val hasCamera: Boolean

    /** The address of a hub that the school's management has set for this device. */
    val managedHub: String?

    /**
     * Hubs that announce themselves where the device is: looked for while somebody collects, which costs
     * battery. A device that cannot look says so once.
     */
    val around: Flow<Around>
        get() = flowOf(Around.NotPossible)

    /** Where the device is on the globe, for times of the day. */
    val zone: ZoneId

    fun now(): Instant

    /** The words of a language. */
    fun words(language: Language): Words

    fun choose(choices: Choices)

    /** A picture from the system's camera; none when the person went back. */
    suspend fun photograph(): LumaImage?

    /** Hands a file to another app, or lets the person keep it. */
    fun share(file: SharedFile)

    /** Adds a file of one event to the device's calendar. */
    fun addToCalendar(file: SharedFile)

    /** Opens a web or mail address in its app. */
    fun open(address: String)

    /** Asks for permission to notify; [notifications] tells the answer. */
    fun askToNotify()

    /** Asks to be let onto the local network, without which no bus is reached. */
    fun askForLocalNetwork() = Unit

    /**
     * Runs a [sync] with a hub that is near, over the network that leads there: the Wi-Fi of a bus has no
     * Internet, and a phone keeps using its other network beside it.
     */
    suspend fun <T> overLocalNetwork(sync: suspend () -> T): T = sync()

    /** Opens the system's page where the background is allowed to this app. */
    fun openBackgroundSettings()

    /** Something was written: sync as soon as the device can, and plan notifications anew. */
    fun written()
}

/** Choices of a device. */
data class Choices(
    /** None follows the device. */
    val language: Language? = null,
    val look: Look = Look.System,
)

enum class Look { System, Light, Dark }

enum class NotificationAccess { Allowed, NotAsked, Refused }

/** What the system does to an app that is closed. */
data class BackgroundAccess(
    /** The person, or the system, has forbidden it to work while it is closed. */
    val restricted: Boolean = false,
    /** The device saves its battery with this app, too. */
    val savesBattery: Boolean = false,
    /** The device saves mobile data. */
    val savesData: Boolean = false,
)

/** What a look around for hubs has come to. */
sealed interface Around {
    /** The person does not let the app onto the local network. */
    data object NotAllowed : Around

    /** The device cannot look; the address on a bus's door goes on working. */
    data object NotPossible : Around

    /** Those that are there, under the names that they give themselves; a sync proves what they are. */
    data class Found(val hubs: List<SeenHub>) : Around
}

/** A hub that announces itself as one of this phone's region. */
data class SeenHub(val name: String, val hub: MetHub)

/** A small text file for other apps. */
data class SharedFile(val name: String, val mediaType: String, val text: String)
