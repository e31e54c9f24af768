package org.sharenum.companion

import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** Two build files, one for each world, say the same. */
class BuildFilesTest {
    private val maven = File("pom.xml").readText()
    private val gradle = File("build.gradle.kts").readText()

    @Test
    fun `maven and gradle use the same versions`() {
        val pairs =
            mapOf(
                "<kotlin.version>(.+)</" to """kotlin\("jvm"\) version "(.+)"""",
                "<coroutines.version>(.+)</" to """coroutinesVersion = "(.+)"""",
                "<jna.version>(.+)</" to """jnaVersion = "(.+)"""",
                "<junit.version>(.+)</" to """junitVersion = "(.+)"""",
                "<jvm.version>(.+)</" to """jvmToolchain\((.+)\)""",
                "<artifactId>companion</artifactId>\\s*<version>(.+)</" to """(?m)^version = "(.+)"""",
            )
        for ((inMaven, inGradle) in pairs) {
            assertEquals(only(inMaven, maven), only(inGradle, gradle), inMaven)
        }
    }

    @Test
    fun `the library has the version of the workspace`() {
        val cargo = File("../../Cargo.toml").readText()
        val workspace = only("""(?m)^\[workspace.package](?:\n.+)*?\nversion = "(.+)"""", cargo)
        assertEquals(workspace, only("""(?m)^version = "(.+)"""", gradle))
    }

    private fun only(pattern: String, text: String): String =
        Regex(pattern).findAll(text).single().groupValues[1]
}
