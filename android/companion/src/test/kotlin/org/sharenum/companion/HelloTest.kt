package org.sharenum.companion

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The example that the README shows. */
class HelloTest {
    @Test
    fun `the hello of the readme joins, syncs and lists`() = runBlocking<Unit> {
        val (path, vault) = accountFile("hello").path to MemoryVault()
        repeat(2) {
            val tools = hello(path, vault, stage("hello"), stage("region"))
            assertEquals(listOf("Carte micro:bit", "Scratch"), tools.sorted())
        }
    }

    @Test
    fun `the readme shows it as it is`() {
        val source = File("src/test/kotlin/org/sharenum/companion/Hello.kt").readText()
        val example = source.substringAfter("*/\n")
        assertTrue("```kotlin\n$example```" in File("README.md").readText())
    }
}
