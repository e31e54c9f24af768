package org.sharenum.screens.join

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import java.net.ServerSocket
import java.net.URLEncoder
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.sharenum.companion.Level
import org.sharenum.companion.LumaImage
import org.sharenum.companion.Membership
import org.sharenum.companion.Proficiency
import org.sharenum.companion.ToolId
import org.sharenum.screens.Device
import org.sharenum.screens.Stage
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.me.core
import org.sharenum.screens.picture
import org.sharenum.screens.press
import org.sharenum.screens.pressIn
import org.sharenum.screens.reach
import org.sharenum.screens.type
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/** The first page, on a hub that runs. */
@OptIn(ExperimentalTestApi::class)
class JoinTest {
    @Test
    fun `a code alone asks for its hub, and the first steps lead from joining to what is near`() =
        window(Stage.phone(), shell()) {
            see("Welcome")
            everythingIsInReach()
            type("Invitation", Stage["screens_code"])
            press("Join")
            see("A code alone does not say which hub to ask")
            type("Address of the hub", Stage["region"])
            press("Join")

            see("My profile")
            // The directory came by itself, and the invitation said which school it is for.
            see("Collège Pasteur")
            everythingIsInReach()
            pressIn("Scratch", "Experienced")
            press("Save")
            see("Around my school")
            assertEquals(listOf<Route>(Route.Nearby), navigator.stack)
            core(Stage["her_school"] to setOf(ToolId("scratch"))) { profile().run { school?.value to tools.keys } }
            core(Proficiency(Level.Experienced, byHand = false, inClass = false)) {
                profile().tools[ToolId("scratch")]
            }
        }

    @Test
    fun `a link that was opened is filled in, and one tap joins`() =
        window(Stage.phone(), shell(), link = link(Stage["screens_link"])) {
            press("Join")
            see("My profile")
            assertTrue(joined)
        }

    @Test
    fun `a photographed invitation shows its hub before anything is asked, and one tap joins`() {
        val shell = shell()
        shell.picture = picture(link(Stage["screens_picture"]))
        window(Stage.phone(), shell) {
            press("Photograph the QR code")
            see("It is from ${Stage["region"]}")
            assertTrue(!joined)
            press("Join")
            see("My profile")
            assertTrue(joined)
        }
    }

    @Test
    fun `a picture without a code is told under the invitation, and going back from the camera changes nothing`() {
        val shell = shell()
        window(Stage.phone(), shell) {
            press("Photograph the QR code")
            see("Photograph the QR code")
            shell.picture = LumaImage(200u, 200u, 200u, ByteArray(200 * 200) { 127 })
            press("Photograph the QR code")
            see("No QR code can be read in this picture")
        }
    }

    @Test
    fun `what is no invitation is told in the words of the core`() = window(Stage.phone(), shell()) {
        type("Invitation", "https://example.org")
        press("Join")
        see("This link is no invitation")
        type("Invitation", "AAAAA-BBBBB")
        type("Address of the hub", Stage["region"])
        press("Join")
        see("The hub does not accept this invitation")
    }

    @Test
    fun `a hub that does not answer is told with a code for support, and can be asked again`() {
        val nobody = ServerSocket(0).use { it.localPort }
        window(Stage.phone(), shell()) {
            type("Invitation", "AAAAA-BBBBB")
            type("Address of the hub", "http://127.0.0.1:$nobody")
            press("Join")
            see("Code for support")
            reach(hasClickAction() and hasText("Join"))
        }
    }

    @Test
    fun `asking can be stopped`() {
        ServerSocket(0).use { silent ->
            window(Stage.phone(), shell()) {
                type("Invitation", "AAAAA-BBBBB")
                type("Address of the hub", "http://127.0.0.1:${silent.localPort}")
                press("Join")
                see("Asking the hub")
                everythingIsInReach()
                press("Cancel")
                reach(hasClickAction() and hasText("Join"))
                assertTrue(!joined)
            }
        }
    }

    @Test
    fun `without a camera none is offered, and the hub that the school has set is filled in`() {
        val shell = shell()
        shell.hasCamera = false
        shell.managedHub = "https://hub.example"
        window(Stage.phone(), shell) {
            see("Welcome")
            reach(hasSetTextAction() and hasText("https://hub.example"))
            val cameras = test.onAllNodes(hasText("Photograph the QR code")).fetchSemanticsNodes()
            assertTrue(cameras.isEmpty())
        }
    }

    @Test
    fun `another language is spoken at once`() = window(Stage.phone(), shell(Language.French), Device.LargeLetters) {
        see("Bienvenue")
        everythingIsInReach()
        press("English")
        see("Welcome")
        assertEquals(Language.English, shell.choices.value.language)
        press("As the device")
        assertEquals(null, shell.choices.value.language)
    }

    private fun shell(language: Language = Language.English) = TestShell(language, clock = Instant::now)

    private val Window.joined: Boolean
        get() = desk.phone.blocking { membership() } is Membership.Joined

    private fun link(code: String) =
        "sharenum://join?hub=${URLEncoder.encode(Stage["region"], Charsets.UTF_8)}&code=$code"
}
