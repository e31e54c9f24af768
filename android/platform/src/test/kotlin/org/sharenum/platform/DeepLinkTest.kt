package org.sharenum.platform

import android.content.Intent
import android.net.Uri
import kotlin.test.assertEquals
import kotlin.test.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.sharenum.companion.DocumentId

@RunWith(RobolectricTestRunner::class)
class DeepLinkTest {
    @Test
    fun `a link leads where it was made for`() {
        val links =
            listOf(
                DeepLink(null, null, null),
                DeepLink(null, "digest", null),
                DeepLink(DocumentId("ab".repeat(32)), "workshop_nearby", 7),
                DeepLink(DocumentId("a/b?c=d&e é"), "other", -1),
            )
        for (link in links) assertEquals(link, DeepLink.read(Intent(Intent.ACTION_VIEW, link.uri())))
    }

    @Test
    fun `what is no such link opens nothing`() {
        val others =
            listOf(
                "sharenum://join?code=1",
                "sharenum://open",
                "sharenum://open/",
                "sharenum://open/document",
                "sharenum://open/document/a/b",
                "sharenum:open",
                "https://open/alerts",
                "mailto:alerts",
                "",
            )
        for (other in others) assertNull(DeepLink.read(Intent(Intent.ACTION_VIEW, Uri.parse(other))), other)
        assertNull(DeepLink.read(Intent(Intent.ACTION_MAIN)))
        val odd = Intent(Intent.ACTION_VIEW, Uri.parse("sharenum://open/alerts?alert=many"))
        assertEquals(DeepLink(null, null, null), DeepLink.read(odd))
    }
}
