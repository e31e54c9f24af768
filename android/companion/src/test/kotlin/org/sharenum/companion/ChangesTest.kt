package org.sharenum.companion

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** More than the library and the flow keep for a slow collector together. */
private const val TOO_MANY = 500

/** The changes of a phone as a flow. */
class ChangesTest {
    private val phone = runBlocking { fullPhone("changes-${System.nanoTime()}") }
    private val school = SchoolCode(stage("her_school"))

    @AfterEach
    fun close() = phone.close()

    /** Something changes: the profile, which differs from the one before. */
    private suspend fun change(number: Int) {
        val level = Proficiency(Level.Novice, byHand = number % 2 == 0, inClass = number % 2 == 1)
        phone.call { setProfile(school, mapOf(ToolId("scratch") to level)) }
    }

    @Test
    fun `a flow says to read and then what changes until the phone is closed`() = runBlocking<Unit> {
        val begun = CompletableDeferred<Unit>()
        val changed = CompletableDeferred<Unit>()
        val heard = async {
            val all = mutableListOf<Change>()
            phone.changes.collect {
                all += it
                if (it == Change.ReRead) begun.complete(Unit) else changed.complete(Unit)
            }
            all
        }
        begun.await()
        change(0)
        changed.await()
        phone.close()
        val all = patiently { heard.await() }
        assertEquals(Change.ReRead, all.first())
        assertTrue(DocumentKind.PROFILE in assertInstanceOf(Change.Documents::class.java, all[1]).kinds)
    }

    @Test
    fun `every collector hears every change`() = runBlocking<Unit> {
        val begun = List(4) { CompletableDeferred<Unit>() }
        val heard = begun.map { begins ->
            async(Dispatchers.IO) {
                val all = mutableListOf<Change>()
                phone.changes.take(6).collect {
                    all += it
                    begins.complete(Unit)
                }
                all
            }
        }
        begun.awaitAll()
        repeat(5) { change(it) }
        for (all in patiently { heard.awaitAll() }) {
            assertEquals(Change.ReRead, all.first())
            assertEquals(5, all.count { it is Change.Documents })
        }
    }

    @Test
    fun `a collector that is too slow is told once to read again and hears on`() = runBlocking<Unit> {
        val begun = CompletableDeferred<Unit>()
        val goOn = CompletableDeferred<Unit>()
        val heard = Heard<Change>()
        val task = launch(Dispatchers.IO) {
            phone.changes.collect {
                heard.add(it)
                begun.complete(Unit)
                goOn.await()
            }
        }
        begun.await()
        repeat(TOO_MANY) { change(it) }
        goOn.complete(Unit)
        assertTrue(heard.waitFor { all -> all.count { it == Change.ReRead } == 2 }, "not told")
        assertTrue(heard.all.size < TOO_MANY, "nothing was lost, so nothing was shown")
        val before = heard.all.size
        change(TOO_MANY)
        assertTrue(heard.waitFor { it.size > before }, "nothing more is heard")
        assertInstanceOf(Change.Documents::class.java, heard.all[before])
        task.cancelAndJoin()
    }

    @Test
    fun `a collector that ends or fails gives its subscription back and no listener stays`() {
        val listeners = FfiConverterTypeChangeListener.handleMap
        runBlocking {
            assertEquals(Change.ReRead, phone.changes.first())
            assertThrows<IllegalArgumentException> {
                runBlocking { phone.changes.collect { require(it !is Change.ReRead) } }
            }
            val begun = CompletableDeferred<Unit>()
            val task = launch(Dispatchers.IO) { phone.changes.collect { begun.complete(Unit) } }
            begun.await()
            assertTrue(listeners.size > 0)
            task.cancelAndJoin()
        }
        assertTrue(eventually { listeners.size == 0 }, "${listeners.size} listeners are left")
    }

    @Test
    fun `a collector may close the phone`() = runBlocking<Unit> {
        patiently { phone.changes.collect { phone.close() } }
        assertEquals(listOf<Change>(), patiently { phone.changes.toList() }, "after closing")
    }
}
