package org.sharenum.screens

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import kotlin.test.Test

@OptIn(ExperimentalTestApi::class)
class FirstTest {
    @Test
    fun `an empty phone asks for an invitation`() = window(Stage.phone(), TestShell(clock = java.time.Instant::now)) {
        test.waitForIdle()
    }
}
