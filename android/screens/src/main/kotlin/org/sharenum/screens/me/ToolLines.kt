package org.sharenum.screens.me

import org.sharenum.companion.Level
import org.sharenum.companion.Proficiency
import org.sharenum.companion.ToolId

/**
 * Tools with what a person knows of each, as one text of a form: a line for each tool, `scratch novice`
 * or `scratch experienced hand class`. The form keeps it, so that a kill loses nothing.
 */
internal object ToolLines {
    fun write(tools: Map<ToolId, Proficiency>): String = tools.entries.joinToString("\n") { (tool, known) ->
        val marks = listOfNotNull(HAND.takeIf { known.byHand }, CLASS.takeIf { known.inClass })
        (listOf(tool.value, word(known.level)) + marks).joinToString(" ")
    }

    fun read(text: String): Map<ToolId, Proficiency> =
        text.lines().map { it.split(' ') }.filter { it.size >= 2 }.associate { words ->
            ToolId(words[0]) to Proficiency(level(words[1]), HAND in words.drop(2), CLASS in words.drop(2))
        }

    private fun word(level: Level): String = when (level) {
        Level.Novice -> "novice"
        Level.Intermediate -> "intermediate"
        Level.Experienced -> "experienced"
        is Level.Unknown -> level.word
    }

    private fun level(word: String): Level =
        listOf(Level.Novice, Level.Intermediate, Level.Experienced).firstOrNull { word(it) == word }
            ?: Level.Unknown(word)

    private const val HAND = "hand"
    private const val CLASS = "class"
}
