package org.sharenum.app

import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.Words
import org.sharenum.screens.words.XmlWords

/** Android's resources say what the reader of the desktop says. */
@RunWith(RobolectricTestRunner::class)
class AndroidWordsTest {
    @Test
    fun `every name says the same in both readers and both languages`() {
        for (language in Language.entries) {
            val (android, xml) = AndroidWords(APP, language) to XmlWords.read(language)
            assertTrue(NAMES.size > 500, "only ${NAMES.size} names")
            for (name in NAMES) {
                assertTrue(android.has(name), name)
                assertEquals(xml.text(name), android.text(name), "$name in $language")
            }
        }
    }

    @Test
    fun `every plural says the same for the counts that differ in either language`() {
        for (language in Language.entries) {
            val (android, xml) = AndroidWords(APP, language) to XmlWords.read(language)
            assertTrue(PLURALS.size > 10, "only ${PLURALS.size} plurals")
            for (name in PLURALS) {
                assertTrue(android.hasPlural(name), name)
                for (count in COUNTS) {
                    val said = { words: Words -> words.count(name, count, *OTHERS) }
                    assertEquals(said(xml), said(android), "$name of $count in $language")
                }
            }
        }
    }

    @Test
    fun `arguments are written as the language writes them`() {
        val (english, french) = AndroidWords(APP, Language.English) to AndroidWords(APP, Language.French)
        for (words in listOf(english, french)) {
            val xml = XmlWords.read(words.language)
            assertEquals(xml.text("list_shown", 1234, 5678), words.text("list_shown", 1234, 5678))
        }
        assertFalse(english.text("error_code", "x") == french.text("error_code", "x"))
    }

    @Test
    fun `the phone's own language changes nothing`() {
        RuntimeEnvironment.setQualifiers("+de-rDE")
        assertEquals(
            XmlWords.read(Language.French).text("nav_more"),
            AndroidWords(APP, Language.French).text("nav_more"),
        )
        RuntimeEnvironment.setQualifiers("+fr-rCA")
        assertEquals("fr", APP.resources.configuration.locales[0].language)
        assertEquals(
            XmlWords.read(Language.English).text("nav_more"),
            AndroidWords(APP, Language.English).text("nav_more"),
        )
    }

    @Test
    fun `a name that is nowhere stands for itself`() {
        val words = AndroidWords(APP, Language.French)
        assertEquals("no_such_name", words.text("no_such_name"))
        assertEquals("no_such_name", words.count("no_such_name", 2))
        assertFalse(words.has("no_such_name") || words.hasPlural("no_such_name"))
        // A string is no plural, and the other way round.
        assertFalse(words.hasPlural("nav_more"))
        assertFalse(words.has(PLURALS.first()))
    }

    private companion object {
        val COUNTS = listOf(0L, 1L, 2L, 5L, 17L, 1_000L, 1_000_000L, 1_000_001L)

        /** More than any of them asks for. */
        val OTHERS: Array<Any> = arrayOf("A", "B", "C")

        val FILES = java.io.File("../screens/src/main/res/values").listFiles().orEmpty().map { it.readText() }
        val NAMES = FILES.flatMap { names("string", it) }
        val PLURALS = FILES.flatMap { names("plurals", it) }

        fun names(tag: String, text: String) = Regex("<$tag name=\"(\\w+)\"").findAll(text).map { it.groupValues[1] }
    }
}
