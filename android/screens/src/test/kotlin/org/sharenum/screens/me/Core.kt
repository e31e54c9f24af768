package org.sharenum.screens.me

import androidx.compose.ui.test.ExperimentalTestApi
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.screens.PATIENCE
import org.sharenum.screens.Window

/** Waits until the core says so. */
@OptIn(ExperimentalTestApi::class)
fun <T> Window.core(expected: T, read: SharenumAppInterface.() -> T) {
    var last: T? = null
    try {
        test.waitUntil("the core", PATIENCE) { desk.phone.blocking(read).also { last = it } == expected }
    } catch (error: androidx.compose.ui.test.ComposeTimeoutException) {
        throw AssertionError("expected $expected, the core has $last", error)
    }
}
