package org.sharenum.screens

import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Runnable

/**
 * The threads that the screens and the phones of the tests work on, which know whether anything is left
 * to do: a page asks the core, and then another page, and two looks in between may well agree.
 *
 * What the library does on threads of its own, a sync and the telling of a change, is not counted.
 */
object AtWork {
    private val under = AtomicInteger()
    private val begun = AtomicInteger()

    /**
     * How much was ever begun, when nothing waits for a thread and nothing runs. What somebody's work
     * begins is counted before that work ends.
     */
    val rest: Int?
        get() {
            val before = begun.get()
            return before.takeIf { under.get() == 0 && begun.get() == before }
        }

    /** For the models of the screens. */
    val models: CoroutineDispatcher = Counted(Dispatchers.Default)

    /** For the calls of the library, which block. */
    val calls: CoroutineDispatcher = Counted(Dispatchers.IO)

    private class Counted(private val threads: CoroutineDispatcher) : CoroutineDispatcher() {
        override fun dispatch(context: CoroutineContext, block: Runnable) {
            begun.incrementAndGet()
            under.incrementAndGet()
            threads.dispatch(context) {
                try {
                    block.run()
                } finally {
                    under.decrementAndGet()
                }
            }
        }
    }
}
