package org.sharenum.app

import java.io.File
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder

/** aapt2 finds what is wrong in manifest and resources, and that ends the build. */
class ResourcesTest {
    @get:Rule
    val folder = TemporaryFolder()

    @Test
    fun `what is right is linked, and what is wrong is told with its place`() {
        assertEquals("", linked())
        for ((wrong, told) in WRONG) {
            val (file, text) = wrong
            assertContains(linked { write(file, text) }, told)
        }
    }

    /** Links a small module, that [change] has spoilt; answers what was said against it. */
    private fun linked(change: File.() -> Unit = {}): String {
        val module = File(folder.newFolder(), "app")
        File("../gradle/libs.versions.toml").copyTo(File(module.parentFile, "gradle/libs.versions.toml"))
        module.write(MANIFEST, manifest("<application android:label=\"@string/hello\" />"))
        module.write(STRINGS, strings("Bonjour"))
        module.change()
        val aars = folder.newFolder()
        val out = folder.newFolder()
        val process = ProcessBuilder(
            File(System.getProperty("java.home"), "bin/java").path,
            "tools/Resources.java",
            "aapt2",
            "target/framework/link.jar",
            aars.path,
            out.path,
            module.path,
        ).redirectErrorStream(true).start()
        val said = process.inputStream.bufferedReader().readText()
        if (process.waitFor() == 0) return ""
        assertNotEquals("", said)
        return said
    }

    private fun File.write(name: String, text: String) {
        val file = File(this, "src/main/$name")
        file.parentFile.mkdirs()
        file.writeText(text)
    }

    private companion object {
        const val MANIFEST = "AndroidManifest.xml"
        const val STRINGS = "res/values/strings.xml"

        fun manifest(inside: String) =
            "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\">$inside</manifest>"

        fun strings(hello: String) = "<resources><string name=\"hello\">$hello</string></resources>"

        val WRONG = listOf(
            (STRINGS to strings("l'école")) to "unescaped apostrophe",
            (STRINGS to strings("%d, %s")) to "multiple substitutions",
            (MANIFEST to manifest("<application android:label=\"@string/bye\" />")) to "string/bye",
            (MANIFEST to manifest("<application><servicee /></application>")) to "unexpected element <servicee>",
            (MANIFEST to manifest("<application android:lable=\"x\" />")) to "attribute android:lable not found",
        )
    }
}
