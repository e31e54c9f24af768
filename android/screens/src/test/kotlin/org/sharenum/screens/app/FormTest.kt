package org.sharenum.screens.app

import androidx.compose.ui.test.ExperimentalTestApi
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.screens.AtWork
import org.sharenum.screens.Scene
import org.sharenum.screens.Window
import org.sharenum.screens.core
import org.sharenum.screens.eventually
import org.sharenum.screens.until
import org.sharenum.screens.window

@OptIn(ExperimentalTestApi::class)
class FormTest {
    private val about = DocumentId("a".repeat(64))

    private fun Window.kept(): Map<String, String>? = core { draft(DraftForm.WalkIn, about) }?.fields

    /** A form that cannot be read until [there]. */
    private fun Window.form(there: AtomicBoolean = AtomicBoolean(true)): Form =
        Form(desk, desk.scope, DraftForm.WalkIn, about) {
            if (!there.get()) ticket(about)
            mapOf("name" to "As it was", "school" to "As it was")
        }

    private fun Window.ready(form: Form) = eventually("it is not read") { form.filled.value.ready }

    /** Something else is kept, and [form] has read what there is of it, as it does when it hears of that. */
    private fun Window.somethingElseChanges(form: Form) {
        core { saveDraft(DraftForm.BusDay, null, mapOf("a" to "b")) }
        core { discardDraft(DraftForm.BusDay) }
        form.readAgain()
        eventually("it reads") { AtWork.rest != null }
    }

    @Test
    fun `nothing is typed, saved or sent over what could not be read, and its button reads it again`() =
        window(Scene.phone("teacher")) {
            val there = AtomicBoolean(false)
            val form = form(there)
            eventually("it is read") { form.filled.value.kept is Loaded.Failed }
            form.set("name", "Typed")
            val sent = AtomicBoolean(false)
            form.send(done = null) { sent.set(true) }
            eventually("it is not refused") { !form.filled.value.sending }
            assertFalse(sent.get())
            assertEquals("" to null, form["name"] to kept())
            there.set(true)
            form.readAgain()
            eventually("it is not read") { form["name"] == "As it was" }
            form.set("name", "Typed")
            until("it is not saved") { draft(DraftForm.WalkIn, about) != null }
            assertEquals(mapOf("name" to "Typed", "school" to "As it was"), kept())
        }

    @Test
    fun `what one page kept or sent of a form, another one that is open shows`() = window(Scene.phone("teacher")) {
        val (here, there) = form() to form()
        ready(here)
        ready(there)
        here.set("name", "Somebody")
        eventually("it is not seen") { there["name"] == "Somebody" }
        there.set("school", "Elsewhere")
        eventually("it is not seen back") { here["school"] == "Elsewhere" && here["name"] == "Somebody" }
        assertTrue(there.filled.value.touched)
        here.send(done = null) { discardDraft(DraftForm.WalkIn, about) }
        eventually("it is there still") { there["name"] == "As it was" && !there.filled.value.touched }
        somethingElseChanges(there)
        assertNull(kept(), "what was sent is a draft again")
    }

    @Test
    fun `what is emptied by hand stays empty`() = window(Scene.phone("teacher")) {
        val form = form()
        ready(form)
        for (name in listOf("name", "school")) form.set(name, "x")
        until("it is not kept") { draft(DraftForm.WalkIn, about) != null }
        for (name in listOf("name", "school")) form.set(name, "")
        until("it is kept still") { draft(DraftForm.WalkIn, about) == null }
        somethingElseChanges(form)
        assertEquals(mapOf("name" to "", "school" to ""), form.filled.value.fields)
    }

    @Test
    fun `what is left for another go stays, and what was typed meanwhile`() = window(Scene.phone("teacher")) {
        val form = form()
        ready(form)
        form.set("name", "Sent")
        form.send(done = null, next = { mapOf("school" to "Left") }) {
            form.set("school", "Meanwhile")
            discardDraft(DraftForm.WalkIn, about)
        }
        eventually("it is not sent") { form["name"].isEmpty() }
        assertEquals("Meanwhile", form["school"])
        until("it is not kept") { draft(DraftForm.WalkIn, about)?.fields == mapOf("school" to "Meanwhile") }
        form.send(done = null, next = { mapOf("school" to "Left") }) { discardDraft(DraftForm.WalkIn, about) }
        eventually("it is not sent") { form["school"] == "Left" }
        somethingElseChanges(form)
        assertEquals(mapOf("school" to "Left"), form.filled.value.fields)
        assertNull(kept())
    }
}
