package org.sharenum.companion

import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicReference
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.channels.trySendBlocking
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.withContext

/**
 * One member's phone, for coroutines: every call of [SharenumApp] on a background thread, its changes
 * as a [Flow], and one [close] that ends all of it.
 *
 * Open one per account and process, and keep it as long as the app runs. Every member may be used
 * from any thread. What fails throws [SharenumException]; its [code] and [text] are told to the person.
 */
class Sharenum private constructor(private val app: SharenumApp, private val dispatcher: CoroutineDispatcher) :
    AutoCloseable {
    /** In which of the four cases of file and key the phone was opened. */
    val opening: Opening = app.opening()

    /** For work that must not outlive the phone: [close] cancels it. One failure leaves the rest alone. */
    val scope: CoroutineScope = CoroutineScope(SupervisorJob() + dispatcher)

    private val opened = Job()
    private val closing = AtomicBoolean()
    private val closed = AtomicReference<SharenumException.Closed?>()

    /**
     * What changes from now on, in order. At the beginning comes a [Change.ReRead], once nothing can
     * be missed any more: who reads at each change needs no first reading of its own.
     *
     * Each collector has a subscription of its own, which ends with it; with the phone, the flow
     * completes. A collector that is too slow gets one [Change.ReRead] for all that it missed.
     */
    val changes: Flow<Change> = callbackFlow {
        val subscription =
            try {
                // A full buffer makes the library wait, which counts what is missed: one rule for
                // all languages, and no change is lost in silence on this side.
                whileOpen { app.subscribe(ChangeListener { trySendBlocking(it) }) }
            } catch (_: SharenumException.Closed) {
                close()
                return@callbackFlow
            }
        try {
            send(Change.ReRead)
            val ended = opened.invokeOnCompletion { close() }
            awaitClose { ended.dispose() }
        } finally {
            subscription.cancel()
            subscription.close()
        }
    }.flowOn(dispatcher)

    /**
     * Calls the library on a background thread: `phone.call { tickets(TicketFilter.MINE, PageRequest()) }`.
     *
     * What the block has done is on disk when it returns. A coroutine that is cancelled meanwhile
     * waits for it and loses the answer only.
     */
    suspend fun <T> call(block: suspend SharenumAppInterface.() -> T): T =
        withContext(dispatcher) { whileOpen { app.block() } }

    /** As [call], on this thread: inside a callback of the library, or where one may block anyway. */
    fun <T> blocking(block: SharenumAppInterface.() -> T): T = whileOpen { app.block() }

    /** Joins a region with what the person typed or scanned; [SharenumAppInterface.join] says more. */
    suspend fun join(codeOrLink: String, hub: String? = null): Unit = call { join(codeOrLink, hub) }

    /**
     * Syncs until nothing is left either way, or [budget] is spent; the next one goes on from there.
     * A cancelled coroutine ends its sync; [cancelSync] ends all, with a summary that says so.
     *
     * [progress] hears the newest state only, on a thread of the library. What it throws ends the
     * sync with [SharenumException.Host].
     */
    suspend fun sync(
        budget: Duration,
        target: SyncTarget = SyncTarget.Region,
        progress: ((SyncProgress) -> Unit)? = null,
    ): SyncSummary = call { sync(target, budget.toJavaDuration(), progress?.let(::ProgressListener)) }

    /** Ends every sync that runs or waits for its turn, from any thread; none is no error. */
    fun cancelSync() {
        try {
            whileOpen { app.cancelSync() }
        } catch (_: SharenumException.Closed) {
            // Closing has cancelled them.
        }
    }

    /**
     * Closes the file: syncs and [scope] are cancelled, [changes] complete, further calls fail with
     * [SharenumException.Closed]. A call that is under way ends first. Works with the disk: not for
     * the main thread. Closing twice is no error.
     */
    override fun close() {
        if (closing.getAndSet(true)) return
        app.shutDown()
        // Its own words: there is nobody left to ask once the handle is given back.
        closed.set(runCatching { app.cancelSync() }.exceptionOrNull() as? SharenumException.Closed)
        app.close()
        scope.cancel()
        opened.complete()
    }

    /** Says `Closed` where the generated code says that its handle is gone. */
    private inline fun <T> whileOpen(block: () -> T): T = try {
        block()
    } catch (error: IllegalStateException) {
        val words = closed.get()
        throw if (error is CancellationException || words == null) {
            error
        } else {
            SharenumException.Closed(words.code, words.text)
        }
    }

    companion object {
        /**
         * Opens the file at [path] with the secrets of [vault], or starts afresh where one of the two
         * is gone: [opening] tells which. Killed at any moment, the next call ends in a usable phone.
         * Calls run on [dispatcher]; give a [clock] in tests only.
         *
         * Errors: [SharenumException.TryAgain] when the vault does not answer;
         * [SharenumException.SetAside] when file and key do not fit, where [setAsideAndOpen] is the
         * way on; [SharenumException.UpdateApp] for the file of a newer app.
         */
        suspend fun open(
            path: String,
            vault: KeyVault,
            dispatcher: CoroutineDispatcher = Dispatchers.IO,
            clock: Clock? = null,
        ): Sharenum = opening(dispatcher) { SharenumApp.open(path, guarded(vault), clock) }

        /**
         * Starts afresh although there is a file, when the person decides so whose file cannot be
         * opened: it is kept under another name.
         */
        suspend fun setAsideAndOpen(
            path: String,
            vault: KeyVault,
            dispatcher: CoroutineDispatcher = Dispatchers.IO,
            clock: Clock? = null,
        ): Sharenum = opening(dispatcher) { SharenumApp.setAsideAndOpen(path, guarded(vault), clock) }

        private suspend fun opening(dispatcher: CoroutineDispatcher, open: () -> SharenumApp): Sharenum {
            var phone: Sharenum? = null
            try {
                return withContext(dispatcher) { Sharenum(open(), dispatcher).also { phone = it } }
            } catch (cancelled: CancellationException) {
                // It was opened all the same, and nobody gets it.
                withContext(NonCancellable + dispatcher) { phone?.close() }
                throw cancelled
            }
        }
    }
}
