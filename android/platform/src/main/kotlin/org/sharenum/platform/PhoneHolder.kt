package org.sharenum.platform

import android.content.Context
import java.time.Instant
import org.sharenum.companion.NetworkOptions
import org.sharenum.companion.Sharenum

/**
 * What an Application has for the receivers and jobs of this module, which the system starts by
 * name, with nothing but a context.
 */
interface PhoneHolder {
    /** What notifications say, in the language of now. */
    val words: NotificationWords

    /** How hubs are reached; said again to the library whenever the road changes. */
    val network: NetworkOptions

    /** The drawable that stands in the status bar. */
    val smallIcon: Int

    /**
     * The member's phone, opened when it was not yet: the same one for the whole process.
     *
     * Errors: [org.sharenum.companion.SharenumException], `TryAgain` before the first unlock.
     */
    suspend fun phone(): Sharenum

    /** The clock of that phone: another than the system's in tests only. */
    fun now(): Instant = Instant.now()
}

/** The Application that this context belongs to; it has to be a [PhoneHolder]. */
internal val Context.holder: PhoneHolder
    get() = applicationContext as PhoneHolder

/** A service of the system that every phone has. */
internal inline fun <reified T> Context.service(): T = checkNotNull(getSystemService(T::class.java))
