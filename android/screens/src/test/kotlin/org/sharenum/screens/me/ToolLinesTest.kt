package org.sharenum.screens.me

import kotlin.test.Test
import kotlin.test.assertEquals
import org.sharenum.companion.Level
import org.sharenum.companion.Proficiency
import org.sharenum.companion.ToolId

/** How a form keeps tools. */
class ToolLinesTest {
    @Test
    fun `what is kept of tools is read back, also what a newer app knows`() {
        val tools =
            mapOf(
                ToolId("scratch") to Proficiency(Level.Experienced, byHand = true, inClass = true),
                ToolId("microbit") to Proficiency(Level.Intermediate, byHand = true, inClass = false),
                ToolId("3d-printer") to Proficiency(Level.Novice, byHand = false, inClass = true),
                ToolId("laser") to Proficiency(Level.Unknown("wizard"), byHand = false, inClass = false),
            )
        assertEquals(tools, ToolLines.read(ToolLines.write(tools)))
        assertEquals(mapOf(), ToolLines.read(ToolLines.write(mapOf())))
    }
}
