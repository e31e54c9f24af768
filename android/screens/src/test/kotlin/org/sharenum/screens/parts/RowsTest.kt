@file:OptIn(ExperimentalTestApi::class)

package org.sharenum.screens.parts

import androidx.compose.foundation.layout.height
import androidx.compose.material3.Text
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.getUnclippedBoundsInRoot
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.v2.runComposeUiTest
import androidx.compose.ui.unit.dp
import kotlin.test.Test
import kotlin.test.assertEquals

/** What is above a list is often read a moment later than the list itself. */
class RowsTest {
    private var above by mutableStateOf(false)

    private fun ComposeUiTest.list() = setContent {
        Rows {
            if (above) item(key = "above") { Text("Above", Modifier.height(100.dp)) }
            for (number in 1..50) item(key = number) { Text("Row $number", Modifier.height(100.dp)) }
        }
    }

    @Test
    fun `at its beginning, what comes in above is seen`() = runComposeUiTest {
        list()
        onNodeWithText("Row 1").assertIsDisplayed()
        above = true
        waitForIdle()
        onNodeWithText("Above").assertIsDisplayed()
    }

    @Test
    fun `where somebody reads further down, nothing jumps`() = runComposeUiTest {
        list()
        onNode(hasScrollToNodeAction()).performScrollToNode(hasText("Row 30"))
        val read = onNodeWithText("Row 30").getUnclippedBoundsInRoot()
        above = true
        waitForIdle()
        assertEquals(read, onNodeWithText("Row 30").getUnclippedBoundsInRoot())
    }
}
