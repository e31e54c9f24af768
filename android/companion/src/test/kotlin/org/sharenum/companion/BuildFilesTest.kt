package org.sharenum.companion

import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Two build systems, one for each world, use the same versions. */
class BuildFilesTest {
    private val catalog = versions(File("../gradle/libs.versions.toml"), """(?m)^([\w-]+) = "(.+)"$""")
    private val maven = versions(File("../pom.xml"), "<([\\w-]+)[.]version>(.+)</")

    @Test
    fun `maven and gradle use the same versions`() {
        val both = catalog.keys intersect maven.keys
        val ofGradleAlone = setOf("sharenum", "agp", "minSdk", "compileSdk", "targetSdk")
        assertEquals(catalog.keys - ofGradleAlone, both)
        assertTrue("kotlin" in both && "androidx-compose" in both)
        for (name in both) assertEquals(maven[name], catalog[name], name)
    }

    @Test
    fun `the libraries have the version of the workspace`() {
        val cargo = File("../../Cargo.toml").readText()
        val workspace = only("""(?m)^\[workspace.package](?:\n.+)*?\nversion = "(.+)"""", cargo)
        assertEquals(workspace, catalog["sharenum"])
        assertEquals(
            workspace,
            only("<artifactId>sharenum-android</artifactId>\\s*<version>(.+)</", File("../pom.xml").readText()),
        )
    }

    private fun versions(file: File, pattern: String) =
        Regex(pattern).findAll(file.readText()).associate { it.groupValues[1] to it.groupValues[2] }

    private fun only(pattern: String, text: String): String = Regex(pattern).findAll(text).single().groupValues[1]
}
