package org.sharenum.shrunk

import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The library's own tests, played on what R8 leaves of it. */
class ShrunkStoryTest {
    @Test
    fun `the story comes to the same on the shrunk library`() {
        val story = Story(listOf(LIBRARY_RULES), PLAYED)
        val shrunk = story.shrink("with-rules")
        assertEquals(listOf<String>(), shrunk.warnings)
        for (unused in UNUSED) assertTrue(unused in shrunk.removed) { "R8 has left $unused: is anything shrunk?" }
        val played = story.play(shrunk.output)
        assertTrue(played.ok, played.printed)
        assertTrue(played.tests >= PLAYED.size, played.printed)
    }

    @Test
    fun `without our rules the library does not work at all`() {
        // JNA keeps what is its own, so that what fails is the library's.
        val others = File("target/jna-alone.pro").apply { writeText(JNA_ALONE) }
        val played = Story(listOf(others), listOf("OpeningTest")).run { play(shrink("without-rules").output) }
        assertTrue(played.found > 0, played.printed)
        assertEquals(played.found, played.failed, played.printed)
    }

    private companion object {
        const val JNA_ALONE = "-keep class com.sun.jna.* { *; }\n-dontwarn java.awt.**\n"

        val PLAYED = listOf("StoryTest", "CallbacksTest", "ChangesTest", "HelloTest", "OpeningTest", "SecureTest")

        /** What none of these tests calls, and no rule keeps. */
        val UNUSED = listOf(
            "org.sharenum.companion.NearRing",
        )
    }
}
