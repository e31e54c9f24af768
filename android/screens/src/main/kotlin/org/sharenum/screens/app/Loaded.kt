package org.sharenum.screens.app

import org.sharenum.companion.SharenumException

/** What a screen shows: still to come, there, or not to be had. */
sealed interface Loaded<out T> {
    data object Loading : Loaded<Nothing>

    data class Ready<T>(val value: T) : Loaded<T>

    data class Failed(val error: SharenumException) : Loaded<Nothing>
}

/** The value, once it is there. */
val <T> Loaded<T>.value: T?
    get() = (this as? Loaded.Ready)?.value
