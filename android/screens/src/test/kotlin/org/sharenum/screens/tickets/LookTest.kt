package org.sharenum.screens.tickets

import androidx.compose.ui.graphics.asSkiaBitmap
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performTextReplacement
import java.io.File
import kotlin.test.Test
import kotlinx.coroutines.runBlocking
import org.jetbrains.skia.Image
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.PageRequest
import org.sharenum.screens.Device
import org.sharenum.screens.Look
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.counted
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.press
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/** Each screen of the room in both languages, light and dark, large letters, phone and tablet. */
@OptIn(ExperimentalTestApi::class)
class LookTest {
    private val filled = mapOf(
        TicketField.DIRECTION to "request",
        TicketField.TOOLS to "scratch imprimante-3d",
        TicketField.TRAINING to "scratch-debut",
        TicketField.REASON to "Les dates tombent pendant mes cours.",
        TicketField.TITLE to "Un conte interactif en Scratch",
        TicketField.NEED to "Faire raconter une histoire à plusieurs fins, par groupes de quatre.",
        TicketField.CLASS_LEVEL to "6e",
        TicketField.LEARNING_GOAL to "Écrire un récit dont la fin dépend du lecteur",
        TicketField.RADIUS to "20",
    )

    @Test
    fun `each screen can be read and pressed on a phone in French`() =
        walk("phone-fr", Language.French, Look.Light, Device.Phone)

    @Test
    fun `each screen can be read and pressed with large letters in French`() =
        walk("large-fr", Language.French, Look.Light, Device.LargeLetters)

    @Test
    fun `each screen can be read and pressed on a tablet in the dark in English`() =
        walk("tablet-en-dark", Language.English, Look.Dark, Device.Tablet)

    private fun walk(name: String, language: Language, look: Look, device: Device) =
        window(begun(), TestShell(language, look) { Scene.now }, device, at = listOf(Route.Tickets)) {
            for (filter in listOf("mine", "where_i_can_help", "all")) {
                press(word("ticket_filter_$filter"))
                look("$name-tickets-$filter")
            }
            press(word("ticket_filter_mine"))
            see(word("draft_go_on"))
            for (step in TicketStep.entries) {
                core { saveDraft(DraftForm.NewTicket, null, filled + (TicketField.STEP to step.name)) }
                navigator.go(Route.NewTicket)
                see(word("step_of", step.ordinal + 1, TicketStep.entries.size))
                if (step == TicketStep.Trainings) see("Débuter avec Scratch")
                look("$name-new-${step.ordinal}")
                // One step back would stay in the ticket.
                navigator.go(Route.Tickets)
                see(word("draft_go_on"))
            }
            navigator.go(Route.EditTicket(DocumentId(Scene["ticket_open"])))
            see(word("ticket_edit"))
            see(word("phrase_field_title"))
            look("$name-edit")
            navigator.back()
            navigator.go(Route.Search)
            see(word("search_begin"))
            look("$name-search-begin")
            test.onNode(hasSetTextAction()).performTextReplacement("scratch")
            see(counted("search_found", core { search("scratch", PageRequest()) }.total.toLong()))
            look("$name-search")
        }

    private fun begun() = teacher().also { runBlocking { it.call { saveDraft(DraftForm.NewTicket, null, filled) } } }

    private fun Window.look(name: String) {
        everythingIsInReach()
        val bitmap = test.onRoot().captureToImage().asSkiaBitmap()
        val png = checkNotNull(Image.makeFromBitmap(bitmap).encodeToData()).bytes
        File("target/shots").apply { mkdirs() }.resolve("$name.png").writeBytes(png)
    }
}
