package org.sharenum.app

import android.content.Context
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.sharenum.companion.Clock
import org.sharenum.companion.KeyVault
import org.sharenum.companion.NetworkOptions
import org.sharenum.companion.Sharenum
import org.sharenum.platform.KeystoreVault
import org.sharenum.platform.PhoneFiles

/**
 * The phone's file, opened once in a process, whoever asks first: a page, a job or a notification's
 * button. What fails is tried anew by the next who asks.
 */
class Account(private val context: Context, private val clock: Clock?, private val network: () -> NetworkOptions) {
    private val vault: KeyVault = KeystoreVault(context)
    private val opening = Mutex()

    @Volatile private var opened: Sharenum? = null

    /** Errors: those of [Sharenum.open]. */
    suspend fun phone(): Sharenum = opened ?: first { Sharenum.open(it, vault, clock = clock) }

    /** Begins anew beside a file that its key does not open, which stays under another name. */
    suspend fun setAside(): Sharenum = first { Sharenum.setAsideAndOpen(it, vault, clock = clock) }

    private suspend fun first(open: suspend (String) -> Sharenum): Sharenum = opening.withLock {
        opened ?: withContext(Dispatchers.IO) {
            val phone = open(PhoneFiles.database(context).path)
            phone.call { setNetwork(network()) }
            phone.also { opened = it }
        }
    }
}
