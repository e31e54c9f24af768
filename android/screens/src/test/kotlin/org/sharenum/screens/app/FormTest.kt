package org.sharenum.screens.app

import androidx.compose.ui.test.ExperimentalTestApi
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNull
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.SharenumException
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
    private fun Window.form(there: AtomicBoolean): Form = Form(desk, desk.scope, DraftForm.WalkIn, about) {
        if (!there.get()) ticket(about)
        mapOf("name" to "As it was", "school" to "As it was")
    }

    @Test
    fun `nothing is saved over what could not be read, and the next key reads it again`() =
        window(Scene.phone("teacher")) {
            val there = AtomicBoolean(false)
            val form = form(there)
            eventually("it is read") { form.filled.value.kept is Loaded.Failed }
            form.set("name", "Typed")
            eventually("it is told") { desk.notice.value?.error is SharenumException.LookAgain }
            assertNull(kept())
            there.set(true)
            form.set("name", "Typed on")
            until("it is not saved") { draft(DraftForm.WalkIn, about) != null }
            assertEquals(mapOf("name" to "Typed on", "school" to "As it was"), kept())
        }

    @Test
    fun `what one page kept or sent of a form, another one that is open shows, and does not send again`() =
        window(Scene.phone("teacher")) {
            val (here, there) = List(2) { Form(desk, desk.scope, DraftForm.WalkIn, about) }
            here.set("name", "Somebody")
            eventually("it is not seen") { there["name"] == "Somebody" }
            there.set("school", "Elsewhere")
            eventually("it is not seen back") { here["school"] == "Elsewhere" && here["name"] == "Somebody" }
            here.send(done = null, next = { mapOf() }) { discardDraft(DraftForm.WalkIn, about) }
            eventually("it is there still") {
                there.filled.value.fields.isEmpty() && here.filled.value.fields.isEmpty()
            }
        }

    @Test
    fun `nothing is sent of a form that could not be read, and its button reads it again`() =
        window(Scene.phone("teacher")) {
            val there = AtomicBoolean(false)
            val form = form(there)
            val sent = AtomicBoolean(false)
            form.send(done = null) { sent.set(true) }
            eventually("it is not refused") { desk.notice.value?.error != null && !form.filled.value.sending }
            assertEquals(false, sent.get())
            assertIs<Loaded.Failed>(form.filled.value.kept)
            there.set(true)
            form.readAgain()
            eventually("it is not read") { form["name"] == "As it was" }
            form.send(done = null) { sent.set(true) }
            eventually("it is not sent") { sent.get() }
        }
}
