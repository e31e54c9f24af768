package org.sharenum.screens.me

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import java.time.Instant
import kotlin.test.Test
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Level
import org.sharenum.companion.Proficiency
import org.sharenum.companion.ToolId
import org.sharenum.screens.Device
import org.sharenum.screens.Scene
import org.sharenum.screens.Stage
import org.sharenum.screens.TestShell
import org.sharenum.screens.app.Route
import org.sharenum.screens.eventually
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.press
import org.sharenum.screens.pressIn
import org.sharenum.screens.reach
import org.sharenum.screens.type
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/** Establishment, tools and card, on phones that know their region. */
@OptIn(ExperimentalTestApi::class)
class ProfileTest {
    private val profile = listOf(Route.More, Route.Profile)

    @Test
    fun `an establishment is found by its town, its name or its code, without a network`() =
        window(Scene.phone("teacher"), at = profile) {
            see("Collège Pasteur")
            press("Choose another one")
            type("Look for your school", "macon breart")
            see("Collège Breart")
            type("Look for your school", "0710110J")
            see("Collège privé Notre-Dame")
            type("Look for your school", "nowhere at all")
            see("No school is called “nowhere at all”")
            type("Look for your school", "BRÉART")
            see("Collège Breart")
            everythingIsInReach()
            press("Collège Breart")
            see("Choose another one")
            press("Save")
            core("0711053J") { profile().school?.value }
            // It is kept first, and then the page is left.
            eventually("the page stays") { navigator.stack == listOf(Route.More) }
        }

    @Test
    fun `a tool is added with its level, by hand and in class, and taken out again`() =
        window(Scene.phone("teacher"), at = profile) {
            val before = desk.phone.blocking { profile().tools }
            pressIn("Vinyl cutter", "Intermediate")
            pressIn("Vinyl cutter", "By hand")
            pressIn("Vinyl cutter", "In class")
            press("Remove Scratch")
            everythingIsInReach()
            press("Save")
            val vinyl = ToolId("vinyle") to Proficiency(Level.Intermediate, byHand = true, inClass = true)
            core(before - ToolId("scratch") + vinyl) { profile().tools }
        }

    @Test
    fun `what was chosen is there again after a kill, and gone from the drafts once it is saved`() =
        window(Scene.phone("teacher"), at = profile) {
            pressIn("Vinyl cutter", "Novice")
            core(true) { "vinyle novice" in draft(DraftForm.Profile)?.fields.orEmpty()["field.tools"].orEmpty() }
            // Another page and back: what follows was read from the core.
            navigator.go(Route.More)
            see("Alerts and quiet hours")
            navigator.go(Route.Profile)
            reach(hasClickAction() and hasText("Save"))
            press("Save")
            core(true) { ToolId("vinyle") in profile().tools && draft(DraftForm.Profile) == null }
        }

    @Test
    fun `a mail address that is none is told under its field, and a good one is kept`() =
        window(Scene.phone("teacher"), at = profile) {
            type("Mail address", "nobody")
            press("Save name and mail")
            see("Give an address like")
            type("Mail address", "durand@ac-dijon.fr")
            press("Save name and mail")
            core("durand@ac-dijon.fr") { profile().card?.mail }
        }

    @Test
    fun `before the first sync the list of schools is offered, and comes`() {
        val phone = Stage.phone()
        runBlocking { phone.join(Stage["cycles"], Stage["region"]) }
        window(phone, TestShell(clock = Instant::now), at = profile) {
            see("The list of schools is not on this phone yet")
            everythingIsInReach()
            press("Get the list of schools")
            see("Collège Pasteur")
        }
    }

    @Test
    fun `French and large letters`() =
        window(Scene.phone("teacher"), TestShell(Language.French) { Scene.now }, Device.LargeLetters, profile) {
            see("Mon établissement")
            everythingIsInReach()
            pressIn("Découpe vinyle", "Intermédiaire")
            see("Manipulatoire")
        }
}
