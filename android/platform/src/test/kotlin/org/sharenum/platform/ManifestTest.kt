package org.sharenum.platform

import android.app.job.JobService
import android.content.BroadcastReceiver
import java.io.File
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.w3c.dom.Element

@RunWith(RobolectricTestRunner::class)
class ManifestTest {
    @Test
    fun `it asks for these permissions and no others`() {
        val asked = ShippedManifest.permissions.map { it.removePrefix("android.permission.") }
        val expected =
            listOf(
                "INTERNET",
                "ACCESS_NETWORK_STATE",
                "ACCESS_LOCAL_NETWORK",
                "POST_NOTIFICATIONS",
                "RECEIVE_BOOT_COMPLETED",
            )
        assertEquals(expected, asked)
        assertTrue(LocalNetwork.PERMISSION in ShippedManifest.permissions)
    }

    @Test
    fun `what the system starts is there, and nobody else may start it`() {
        val receivers = ShippedManifest.elements("receiver")
        val services = ShippedManifest.elements("service")
        assertEquals(listOf("NotificationActions", "ReplanReceiver"), receivers.map(::simpleName))
        assertEquals(listOf("SyncJob"), services.map(::simpleName))
        receivers.forEach { assertTrue(BroadcastReceiver::class.java.isAssignableFrom(named(it))) }
        services.forEach { assertTrue(JobService::class.java.isAssignableFrom(named(it))) }
        (receivers + services).forEach { assertEquals("false", it.android("exported"), it.android("name")) }
        assertEquals(JobService.PERMISSION_BIND, services.single().android("permission"))
    }

    @Test
    fun `the receiver answers what the manifest lets it hear`() {
        val receiver = ShippedManifest.elements("receiver").single { simpleName(it) == "ReplanReceiver" }
        val heard = receiver.all("action").map { it.android("name") }.toSet()
        assertEquals(ReplanReceiver.HEARD - ReplanReceiver.DUE, heard)
    }

    @Test
    fun `a backup and a new phone get nothing`() {
        assertEquals("false", ShippedManifest.application.android("allowBackup"))
        val since12 = resourceOf("dataExtractionRules").documentElement
        val before = resourceOf("fullBackupContent").documentElement
        val ways = since12.all("cloud-backup") + since12.all("device-transfer") + before
        assertEquals(listOf("cloud-backup", "device-transfer", "full-backup-content"), ways.map(Element::getTagName))
        val home = APP.dataDir
        for (way in ways) {
            for (kept in listOf(PhoneFiles.database(APP), PhoneFiles.vault(APP))) {
                assertTrue(kept.startsWith(home) && excludes(way, kept.relativeTo(home)), "${way.tagName}: $kept")
            }
        }
    }

    @Test
    fun `the managed configuration has the key that is read`() {
        assertEquals("@xml/app_restrictions", ShippedManifest.application.all("meta-data").single().android("resource"))
        val keys = ShippedManifest.resource("app_restrictions").all("restriction").map { it.android("key") }
        assertEquals(listOf(ManagedSettings.HUB), keys)
    }

    @Test
    fun `what a console says of it is there in both languages`() {
        val restriction = ShippedManifest.resource("app_restrictions").all("restriction").single()
        val named = listOf("title", "description").map { restriction.android(it).removePrefix("@string/") }
        val (english, french) = listOf("values", "values-fr").map { ShippedManifest.strings(it, "strings_managed") }
        assertEquals(named, english.keys.toList())
        assertEquals(named, french.keys.toList())
        assertTrue((english.values + french.values).none(String::isBlank))
        assertTrue(named.none { english[it] == french[it] })
    }

    private fun resourceOf(attribute: String) =
        ShippedManifest.resource(ShippedManifest.application.android(attribute).removePrefix("@xml/"))

    /** Whether a rule of the domain of this app's own folder leaves a path out, and none takes it in. */
    private fun excludes(way: Element, path: File): Boolean {
        val root = way.all("exclude").filter { it.getAttribute("domain") == "root" }
        return way.all("include").isEmpty() &&
            root.any { path.normalize().startsWith(File(it.getAttribute("path")).normalize()) }
    }

    private fun simpleName(element: Element) = element.android("name").substringAfterLast('.')

    private fun named(element: Element): Class<*> = Class.forName(element.android("name"))
}
