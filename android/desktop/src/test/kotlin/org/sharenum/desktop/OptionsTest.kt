package org.sharenum.desktop

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNull
import kotlin.test.assertTrue
import org.sharenum.companion.DocumentId
import org.sharenum.screens.app.Route
import org.sharenum.screens.words.Language

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
        assertEquals(listOf<Any?>("host", "https://h", Language.French), listOf(options.person, options.hub, options.language))
    }

    @Test
    fun `a scene of the environment is opened`() = assertEquals(File("a"), read(scene = "a").demo)

    @Test
    fun `a link opens at its place`() {
        val id = "ab".repeat(32)
        assertEquals(Route.Workshop(DocumentId(id)), read("sharenum://open/workshop/$id").route)
        assertEquals("sharenum://join?code=A", read("sharenum://join?code=A").invitation)
    }

    @Test
    fun `what is not known is told with what is`() {
        for (wrong in listOf(listOf("--colour"), listOf("--folder"), listOf("--language", "de"), listOf("sharenum://open/x"))) {
            val error = assertFailsWith<IllegalArgumentException> { Options.read(wrong, null) }
            assertTrue(checkNotNull(error.message).contains(wrong.last()), error.message)
        }
    }
}
