package org.sharenum.app

import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.junit.Test
import org.w3c.dom.Element

/** The manifest as the phone gets it: the app's, the platform's and that of every AAR. */
class MergedManifestTest {
    private val manifest = DocumentBuilderFactory.newInstance().apply { isNamespaceAware = true }
        .newDocumentBuilder().parse(File("target/android/AndroidManifest.xml")).documentElement

    @Test
    fun `no library adds a permission to ours`() {
        val ours = all("uses-permission").map { it.android("name") }.filterNot { it.startsWith("org.sharenum.app.") }
        val expected =
            listOf(
                "INTERNET",
                "ACCESS_NETWORK_STATE",
                "ACCESS_LOCAL_NETWORK",
                "POST_NOTIFICATIONS",
                "RECEIVE_BOOT_COMPLETED",
            )
        assertEquals(expected.map { "android.permission.$it" }.toSet(), ours.toSet())
    }

    @Test
    fun `only the window may be started by anybody`() {
        val parts = listOf("activity", "service", "receiver", "provider").flatMap(::all)
        val open = parts.filter { it.android("exported") != "false" && it.android("permission").isEmpty() }
        assertEquals(listOf(MainActivity::class.java.name), open.map { it.android("name") })
    }

    @Test
    fun `nothing goes into a backup, and the gesture of going back is the app's`() {
        val application = all("application").single()
        assertEquals("false", application.android("allowBackup"))
        assertEquals("true", application.android("enableOnBackInvokedCallback"))
        assertEquals(SharenumApplication::class.java.name, application.android("name"))
    }

    @Test
    fun `it is made for the versions that Gradle is told`() {
        val catalog = File("../gradle/libs.versions.toml").readText()
        val sdk = all("uses-sdk").single()
        for ((name, said) in listOf("minSdk" to "minSdkVersion", "targetSdk" to "targetSdkVersion")) {
            assertTrue("$name = \"${sdk.android(said)}\"" in catalog, name)
        }
    }

    private fun all(tag: String): List<Element> {
        val found = manifest.getElementsByTagName(tag)
        return (0 until found.length).map { found.item(it) as Element }
    }

    private fun Element.android(name: String): String =
        getAttributeNS("http://schemas.android.com/apk/res/android", name)
}
