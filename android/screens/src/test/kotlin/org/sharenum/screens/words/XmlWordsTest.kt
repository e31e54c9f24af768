package org.sharenum.screens.words

import java.util.Locale
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFails
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** The reader understands the files as Android's tools do. */
class XmlWordsTest {
    @Test
    fun `escapes quotes and white space are read as Android reads them`() {
        for ((raw, text) in listOf(
            "plain" to "plain",
            "  round \n   about " to "round about",
            "l\\'heure" to "l'heure",
            "\\\"said\\\"" to "\"said\"",
            "one\\ntwo\\tthree" to "one\ntwo\tthree",
            "4\\u00a0km" to "4\u00a0km",
            "kept\u00a0 here" to "kept\u00a0 here",
            "\\@home \\? \\#1 \\\\" to "@home ? #1 \\",
            "\"  as  it's  \" there" to "  as  it's   there",
            "" to "",
        )) {
            assertEquals(text, androidText(raw), raw)
        }
    }

    @Test
    fun `what Android's tools refuse is refused`() {
        for (raw in listOf("it's", "open \" quote", "\\q", "end\\", "\\u12", "\\u12zz", "@string/other", "?attr/x")) {
            assertFailsWith<IllegalArgumentException>(raw) { androidText(raw) }
        }
        for (xml in listOf(
            "<strings/>",
            "<resources><string>a</string></resources>",
            "<resources><string name=\"a\">a</string><string name=\"a\">b</string></resources>",
            "<resources><plurals name=\"a\"><item quantity=\"few\">a</item></plurals></resources>",
            "<resources><array name=\"a\"/></resources>",
        )) {
            assertFailsWith<IllegalArgumentException>(xml) { read(xml) }
        }
    }

    @Test
    fun `no entity is resolved from outside or inside the file`() {
        for (doctype in listOf(
            "<!DOCTYPE resources [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
            "<!DOCTYPE resources [<!ENTITY e \"grows\">]>",
            "<!DOCTYPE resources SYSTEM \"http://127.0.0.1:9/none.dtd\">",
        )) {
            assertFails(doctype) { read("$doctype<resources><string name=\"a\">&e;</string></resources>") }
        }
    }

    @Test
    fun `strings plurals and what needs no translation are told apart`() {
        val read =
            read(
                """
                <resources>
                    <!-- a comment -->
                    <string name="app" translatable="false">App &amp; more</string>
                    <string name="marked">a <b>bold</b> word</string>
                    <plurals name="days">
                        <item quantity="one">%1${'$'}d day</item>
                        <item quantity="other">%1${'$'}d days</item>
                    </plurals>
                </resources>
                """.trimIndent(),
            )
        assertEquals(mapOf("app" to "App & more", "marked" to "a bold word"), read.strings)
        assertEquals(setOf("app"), read.untranslatable)
        val days = mapOf(PluralCategory.One to "%1\$d day", PluralCategory.Other to "%1\$d days")
        assertEquals(mapOf("days" to days), read.plurals)
    }

    @Test
    fun `arguments are written by the rules of the language`() {
        val strings = mapOf("a" to "%2\$s: %1\$.1f", "percent" to "100 %")

        fun words(language: Language) = XmlWords(language, AndroidStrings(strings), ::unexpected)
        assertEquals("x: 1.5", words(Language.English).text("a", 1.5, "x"))
        assertEquals("x: 1,5", words(Language.French).text("a", 1.5, "x"))
        assertEquals("100 %", words(Language.French).text("percent"))
    }

    @Test
    fun `a count chooses its form and an absent form is the other one`() {
        val forms = mapOf(PluralCategory.One to "%1\$d day of %2\$s", PluralCategory.Other to "%1\$d days of %2\$s")
        val words = XmlWords(Language.French, AndroidStrings(plurals = mapOf("days" to forms)), ::unexpected)
        assertEquals("0 day of x", words.count("days", 0, "x"))
        assertEquals("2 days of x", words.count("days", 2, "x"))
        assertEquals("1000000 days of x", words.count("days", 1_000_000, "x"))
    }

    @Test
    fun `what is missing or does not fit is said by its name and reported once`() {
        val reported = mutableListOf<String>()
        val words = XmlWords(Language.English, AndroidStrings(mapOf("three" to "%3\$s")), reported::add)
        repeat(2) { assertEquals("nowhere", words.text("nowhere", 1)) }
        assertEquals("days", words.count("days", 2))
        assertEquals("three", words.text("three", 1))
        assertEquals(listOf("nowhere", "days", "three"), reported)
        assertFalse(words.has("nowhere") || words.hasPlural("three"))
        assertTrue(words.has("three"))
    }

    @Test
    fun `a word that French lacks is said in English`() {
        val english = AndroidStrings(mapOf("a" to "one", "b" to "two"))
        val french = english + AndroidStrings(mapOf("a" to "un"))
        val words = XmlWords(Language.French, french, ::unexpected)
        assertEquals("un two", words.text("a") + " " + words.text("b"))
    }

    @Test
    fun `the shipped words come in the language that was asked for`() {
        assertEquals("Try again", wordsOf(Language.English).text("retry"))
        assertEquals("Réessayer", wordsOf(Language.French).text("retry"))
        assertEquals("Sharenum Companion", wordsOf(Language.French).text("app_name"))
    }

    @Test
    fun `a phone speaks French wherever French is spoken and else English`() {
        for (locale in listOf(Locale.FRANCE, Locale.CANADA_FRENCH, Locale.forLanguageTag("fr-BE"))) {
            assertEquals(Language.French, Language.of(locale))
        }
        for (locale in listOf(Locale.UK, Locale.GERMANY, Locale.ROOT)) {
            assertEquals(Language.English, Language.of(locale))
        }
    }

    private fun read(xml: String) = AndroidStrings.read(xml.byteInputStream())

    private fun unexpected(name: String): Unit = throw AssertionError(name)
}
