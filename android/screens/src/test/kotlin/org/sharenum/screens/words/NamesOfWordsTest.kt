package org.sharenum.screens.words

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.sharenum.companion.phraseKeys

/** Code and files agree on the names of words. */
class NamesOfWordsTest {
    private val words = XmlWords.folder("values")
    private val literals = Rooms.kotlin().flatMap { file -> literals(file.readText()).map { file to it } }

    /** `R.string.name` in Kotlin and `@string/name` in XML, where Android is. */
    private val references =
        Rooms.kotlin().flatMap { names("""\bR\.(?:string|plurals)\.(\w+)""", it.readText()) } +
            Rooms.xml().flatMap { names("""@(?:string|plurals)/(\w+)""", it.readText()) }

    @Test
    fun `every name that is said exists`() {
        val named = literals.filter { (_, it) -> CALL.containsMatchIn(it.before) && Literal.HOLE !in it.text }
        val missing =
            named.filterNot { (_, it) ->
                it.text in if (COUNT.containsMatchIn(it.before)) words.plurals else words.strings
            }
        assertEquals(emptyList(), missing.map { (file, it) -> "${Rooms.name(file)}:${it.line}: ${it.text}" })
        assertTrue(named.size > 100, "only ${named.size} calls were found")
        assertEquals(emptyList(), references - words.names - Rooms.ownNames())
    }

    @Test
    fun `every name is said somewhere or is a sentence of the library`() {
        val whole = literals.map { (_, it) -> it.text }.toSet()
        val begun = whole.map { it.substringBefore(Literal.HOLE) }.filter(BEGUN::matches)
        val sentences = phraseKeys().map { phraseName(it.key) }
        val unused = words.names - whole - references.toSet() - sentences.toSet() - AWAITED
        assertEquals(emptyList(), unused.filter { name -> begun.none(name::startsWith) || name.startsWith("phrase_") })
    }

    private fun names(pattern: String, text: String) = Regex(pattern).findAll(text).map { it.groupValues[1] }.toList()

    private companion object {
        /** What takes a name: the words themselves, the composables around them, and what acts and tells. */
        val CALL = Regex("""\b(?:text|say|count|sayCount|act|send)\(\s*$""")
        val COUNT = Regex("""\b(?:count|sayCount)\(\s*$""")

        /** A name that is put together begins so: `zone_` and the zone. */
        val BEGUN = Regex("[a-z]+_([a-z_]*_)?")

        /** What screens that are still written will say; a name that is said leaves this list. */
        val AWAITED =
            setOf(
                "app_name", "close", "cancel", "save", "send", "next", "previous", "done", "add", "remove", "share",
                "more", "search", "clear", "yes", "no", "saved", "offline", "draft_kept", "optional",
            )
    }
}
