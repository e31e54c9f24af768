package org.sharenum.screens.words

import kotlin.test.Test
import kotlin.test.assertEquals

/** What a person reads comes from the files of words. */
class NoWordsInKotlinTest {
    @Test
    fun `no source of the app holds words for a person`() {
        val found =
            Rooms.kotlin().flatMap { file ->
                literals(file.readText()).filter { forPeople(it) }.map { "${Rooms.name(file)}:${it.line}: ${it.text}" }
            }
        assertEquals(emptyList(), found)
    }

    @Test
    fun `words are found wherever they hide and nothing else is`() {
        val source =
            """
            // "a comment is none"
            /* "nor /* an inner */ one here" */
            fun screen(n: Int, quote: Char = '"') {
                Text("Retry")
                Text(text = "One ${'$'}{if (n > 1) "and some more" else ""} here")
                Icon(contentDescription = "Back")
                show("You have ${'$'}n seats")
                show(${"\"\"\""}Raw \ "words" stand
                    here${"\"\"\""})
                say("nav_nearby"); key("field.title"); type("text/plain; charset=utf-8"); Text("${'$'}n/${'$'}n")
                check(n > 0) { "a count is not negative" }
                throw IllegalStateException("this is for a developer")
            }
            """.trimIndent()
        val hole = Literal.HOLE
        val raw = "Raw \\ \"words\" stand\n        here"
        val expected = listOf("Retry", "and some more", "One $hole here", "Back", "You have $hole seats", raw)
        assertEquals(expected, literals(source).filter(::forPeople).map { it.text })
        assertEquals(listOf(4, 5, 5, 6, 7, 8), literals(source).filter(::forPeople).map { it.line })
    }

    private fun forPeople(literal: Literal): Boolean {
        if (DEVELOPERS.any { it.containsMatchIn(literal.before) } || literal.text in ALLOWED) return false
        return PROSE in literal.text || (SHOWN.containsMatchIn(literal.before) && WORD in literal.text)
    }

    private companion object {
        /** Two words with a space between them. */
        val PROSE = Regex("""[\p{L}${Literal.HOLE}][,.:!?…]?\s+\p{L}{2}|\p{L}{2}[,.:!?…]?\s+${Literal.HOLE}""")

        /** One word is enough where it is shown at once. */
        val SHOWN =
            Regex("""\b(?:Text\(\s*(?:text\s*=\s*)?|(?:contentDescription|stateDescription|onClickLabel)\s*=\s*)$""")
        val WORD = Regex("""\p{L}{2}""")

        /** Messages that only a developer reads: what goes wrong by the programmer's fault, annotations, the log. */
        val DEVELOPERS =
            listOf(
                Regex("""\b(?:error|TODO|\w*(?:Exception|Error)(?:\.\w+)?)\(\s*$"""),
                Regex("""\b(?:require|requireNotNull|check|checkNotNull)\([^\n]*\)\s*\{\s*$"""),
                Regex("""@(?:file:)?\w+\([^()]*$"""),
                Regex("""\bLog\.\w+\([^\n]*$"""),
            )

        /** Texts of a format that are no words: a folder of macOS, what a key store says. */
        val ALLOWED = setOf("Library/Application Support/Sharenum", "Invalid key blob")
    }
}
