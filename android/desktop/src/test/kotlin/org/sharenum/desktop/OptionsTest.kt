package org.sharenum.desktop

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNull
import kotlin.test.assertTrue
import org.sharenum.companion.DocumentId
import org.sharenum.screens.app.Arrival
import org.sharenum.screens.app.Route
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.XmlWords

class OptionsTest {
    private fun read(vararg arguments: String, scene: String? = null) = Options.read(arguments.toList(), scene)

    @Test
    fun `without a word it opens the account of this user`() {
        val options = read()
        assertNull(options.demo)
        assertTrue(options.folder.path.lowercase().endsWith("sharenum"))
    }

    @Test
    fun `each option says what it says`() {
        val options =
            read("--folder", "/x", "--demo", "s.properties", "--as", "host", "--hub", "https://h", "--language", "fr")
        assertEquals(File("/x"), options.folder)
        assertEquals(File("s.properties"), options.demo)
        assertEquals(
            listOf<Any?>("host", "https://h", Language.French),
            listOf(options.person, options.hub, options.language),
        )
    }

    @Test
    fun `a scene of the environment is opened`() = assertEquals(File("a"), read(scene = "a").demo)

    @Test
    fun `a link opens at its place`() {
        val id = "ab".repeat(32)
        val there = Arrival.At(Route.Workshop(DocumentId(id)))
        assertEquals<Arrival?>(there, read("sharenum://open/workshop/$id").link)
        val invitation = "sharenum://join?code=A"
        assertEquals<Arrival?>(Arrival.Invitation(invitation), read(invitation).link)
    }

    @Test
    fun `what is not known is told with what is`() {
        val wrongs =
            mapOf(
                listOf("--colour") to "usage_unknown",
                listOf("--folder") to "usage_value",
                listOf("--language", "de") to "usage_language",
                listOf("sharenum://open/x") to "usage_link",
            )
        for ((wrong, name) in wrongs) {
            val error = assertFailsWith<Misread> { Options.read(wrong, null) }
            assertEquals(name, error.text)
            for (language in Language.entries) {
                val said = XmlWords.read(language).text(error.text, error.part)
                assertTrue(wrong.last() in said, said)
            }
        }
    }
}
