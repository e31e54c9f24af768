package org.sharenum.screens

import java.time.Instant
import java.time.ZoneId
import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.LumaImage
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

/** A small text file for other apps. */
data class SharedFile(val name: String, val mediaType: String, val text: String)
