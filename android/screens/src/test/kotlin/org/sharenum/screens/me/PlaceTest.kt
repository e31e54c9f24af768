package org.sharenum.screens.me

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Establishment
import org.sharenum.companion.EstablishmentKind
import org.sharenum.companion.Place
import org.sharenum.companion.Position
import org.sharenum.companion.Profile
import org.sharenum.companion.SchoolCode
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Spoken
import org.sharenum.screens.app.SyncRun

/** A school that the directory cannot place; every one of the scene can be. */
@OptIn(ExperimentalTestApi::class)
class PlaceTest {
    private val school =
        Establishment(
            code = SchoolCode("0711052H"),
            name = "Collège Pasteur",
            kind = EstablishmentKind.LowerSecondary,
            commune = "Mâcon",
            academy = "07",
            academyName = "Dijon",
            places = listOf(),
        )
    private val towns = listOf("Collège Breart", "Collège Schuman").map { Place(Position(46.3, 4.8), it) }

    @Test
    fun `it is asked next to which one in town it stands`() {
        val stood = mutableListOf<Place>()
        showing(towns, at = towns.take(1), stood) {
            waitUntil { onAllNodes(hasText("Collège Schuman")).fetchSemanticsNodes().isNotEmpty() }
            onNodeWithText("Collège Schuman").performClick()
            assertEquals(towns.drop(1), stood)
        }
    }

    @Test
    fun `without another one in town it is said who can help`() = showing(listOf(), at = listOf(), mutableListOf()) {
        waitUntil {
            onAllNodes(
                hasText("Ask your coordination to add it", substring = true),
            ).fetchSemanticsNodes().isNotEmpty()
        }
    }

    private fun showing(
        towns: List<Place>,
        at: List<Place>,
        stood: MutableList<Place>,
        test: SkikoComposeUiTest.() -> Unit,
    ) {
        val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
        val phone = Scene.phone("teacher")
        val desk = Desk(phone, TestShell { Scene.now }, scope)
        val profile = Profile(school.code, school, at, mapOf(), null, null)
        val state =
            SchoolState(
                Loaded.Ready(school),
                FormState(kept = Loaded.Ready(Unit)),
                120uL,
                "",
                Loaded.Loading,
                SyncRun.None,
            )
        val card = Form(desk, scope, DraftForm.Card)
        val schoolActions = SchoolActions({}, {}, {}, {}, {}, {})
        try {
            runSkikoComposeUiTest {
                setContent {
                    Spoken(desk.shell) {
                        ProfileScreen(
                            ProfileState(profile, state, towns, listOf(), FormState(), card),
                            ProfileActions(null, schoolActions, { stood += it }, { _, _ -> }, {}, {}),
                        )
                    }
                }
                test()
            }
        } finally {
            scope.cancel()
            phone.close()
        }
    }
}
