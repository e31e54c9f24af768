package org.sharenum.screens.words

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** Both languages say everything, with the same arguments. */
class WordFilesTest {
    private val english = XmlWords.folder("values")
    private val french = XmlWords.folder("values-fr")

    @Test
    fun `the list of files is what the folders hold`() {
        assertEquals(WORD_FILES.size, WORD_FILES.toSet().size, "a file twice")
        for (folder in listOf("values", "values-fr")) {
            val files = File(Rooms.res, folder).list().orEmpty().filter { it.startsWith("strings") }
            assertEquals(WORD_FILES.map { "$it.xml" }.sorted(), files.sorted(), folder)
        }
    }

    @Test
    fun `every name is in both languages and in the file of the same name`() {
        for (file in WORD_FILES) {
            val (here, there) = XmlWords.file("values", file) to XmlWords.file("values-fr", file)
            assertEquals(here.strings.keys - here.untranslatable, there.strings.keys, file)
            assertEquals(here.plurals.keys, there.plurals.keys, file)
        }
        assertEquals(emptySet(), french.untranslatable)
    }

    @Test
    fun `both languages use the same arguments`() {
        for ((name, text) in french.strings) {
            assertEquals(arguments(english.strings.getValue(name)), arguments(text), name)
        }
        for ((name, forms) in english.plurals) {
            val all = forms.getValue(PluralCategory.Other)
            for ((category, text) in forms + french.plurals.getValue(name)) {
                // "One" may say so in a word.
                val missing = arguments(all) - arguments(text)
                val mayMiss = if (category == PluralCategory.One) setOf("1d") else emptySet()
                assertEquals(emptySet(), missing - mayMiss, name)
                assertEquals(emptySet(), arguments(text) - arguments(all), name)
            }
        }
    }

    @Test
    fun `plurals have the forms that their language needs and count by the first argument`() {
        for (words in listOf(english, french)) {
            for ((name, forms) in words.plurals) {
                assertTrue(forms.keys.containsAll(listOf(PluralCategory.One, PluralCategory.Other)), name)
                assertTrue("1d" in arguments(forms.getValue(PluralCategory.Other)), "$name does not say the count")
            }
        }
    }

    @Test
    fun `arguments have places and a text without any holds no percent sign of a format`() {
        for ((name, text) in all()) {
            val rest = text.replace(ARGUMENT, "").replace("%%", if (ARGUMENT in text) "" else "%%")
            assertTrue('%' !in rest.replace("\u00a0%", ""), "$name: $text")
        }
    }

    @Test
    fun `apostrophes and ellipses are those of print`() {
        // Patterns are for a formatter, which knows the straight apostrophe only.
        val read = all().filter { (name, _) -> !name.startsWith("format_") }
        val typed = read.filter { (_, text) -> Regex("""\.\.\.|['"]""") in text }
        assertEquals(emptyList(), typed)
    }

    @Test
    fun `French signs stand after a no-break space`() {
        val wrong = Regex(""" [;:!?»]| %(?!\d)|« |[^\s\u00a0;:!?(…][;!?»]|«[^\u00a0]""")
        assertEquals(emptyList(), french.texts().filter { (_, text) -> wrong in text })
    }

    private fun all() = english.texts() + french.texts()

    private fun AndroidStrings.texts() =
        strings.toList() + plurals.flatMap { (name, forms) -> forms.values.map { name to it } }

    private fun arguments(text: String): Set<String> =
        ARGUMENT.findAll(text).map { it.groupValues[1] + it.groupValues[2] }.toSet()

    private companion object {
        val ARGUMENT = Regex("""%(\d+)\$[-#+ 0,(]*\d*(?:\.\d+)?([a-z])""")
    }
}
