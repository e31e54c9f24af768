package org.sharenum.companion

import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** What [Sharenum] adds to the generated code. */
class SharenumTest {
    @Test
    fun `closing cancels the scope and everything says that it is closed`() = runBlocking<Unit> {
        val phone = Sharenum.open(accountFile("scope").path, MemoryVault())
        val begun = CompletableDeferred<Unit>()
        val work = phone.scope.launch {
            begun.complete(Unit)
            awaitCancellation()
        }
        begun.await()
        phone.close()
        phone.close()
        patiently { work.join() }
        assertTrue(work.isCancelled)
        val closed = assertThrows<SharenumException.Closed> { phone.blocking { diagnostics() } }
        assertEquals("closed", closed.code)
        assertTrue(phraseKeys().any { it.key == closed.text.key }, "no words for ${closed.text}")
        assertThrows<SharenumException.Closed> { runBlocking { phone.call { unreadAlerts() } } }
        assertThrows<SharenumException.Closed> { runBlocking { phone.sync(BUDGET) } }
        assertThrows<SharenumException.Closed> { runBlocking { phone.join("anything") } }
        phone.cancelSync()
    }

    @Test
    fun `a failure in the scope leaves the rest alone`() = runBlocking<Unit> {
        Sharenum.open(accountFile("supervisor").path, MemoryVault()).use { phone ->
            val fails = phone.scope.async { error("on purpose") }
            fails.join()
            assertTrue(fails.isCancelled)
            assertEquals(1, phone.scope.async { 1 }.await())
        }
    }

    @Test
    fun `calls run on the dispatcher that was given`() = runBlocking<Unit> {
        val here = Thread.currentThread()
        Sharenum.open(accountFile("threads").path, MemoryVault()).use { phone ->
            assertNotEquals(here, phone.call { Thread.currentThread() })
            assertEquals(here, phone.blocking { Thread.currentThread() })
        }
    }

    @Test
    fun `who opens and is cancelled meanwhile leaves no open file`() = runBlocking<Unit> {
        val file = accountFile("given-up")
        val loading = CompletableDeferred<Unit>()
        val goOn = CountDownLatch(1)
        val own = MemoryVault()
        val slow = KeyVault(
            load = {
                loading.complete(Unit)
                check(goOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                own.load()
            },
            save = own::save,
            discard = own::discard,
        )
        val task = launch(Dispatchers.Default) { Sharenum.open(file.path, slow) }
        loading.await()
        task.cancel()
        goOn.countDown()
        task.cancelAndJoin()
        assertTrue(file.exists(), "it was opened all the same")
        assertFalse(openFiles().any { it.startsWith(file.path) }, "${openFiles()}")
    }

    @Test
    fun `an error says which field and what to tell and nothing where nothing was typed`() = runBlocking<Unit> {
        Sharenum.open(accountFile("errors").path, MemoryVault()).use { phone ->
            val typed = assertThrows<SharenumException> {
                phone.blocking { ticket(DocumentId("no name of a document")) }
            }
            assertEquals("field.document", typed.field)
            assertEquals("not-a-name", typed.code)
            val joining = assertThrows<SharenumException> {
                phone.blocking { tickets(TicketFilter.ALL, PageRequest()) }
            }
            assertNull(joining.field)
            val known = phraseKeys().map(PhraseKey::key)
            assertTrue(known.containsAll(listOf(typed.text.key, joining.text.key)))
        }
    }
}
