package org.sharenum.screens.words

import java.io.File

/** The words as tests read them: what is missing fails. */
internal fun wordsOf(language: Language): XmlWords =
    XmlWords.read(language) { throw AssertionError("no words for $it in $language") }

/** The folders of the app's rooms, wherever the test runs. */
internal object Rooms {
    private val android: File =
        generateSequence(File("").absoluteFile) { it.parentFile }.first { File(it, "screens/pom.xml").isFile }

    val res = File(android, "screens/src/main/res")

    /** What people see is written in these; the bindings' part says nothing to them. */
    private val rooms = listOf("screens", "platform", "app", "desktop").map { File(android, "$it/src/main") }

    fun kotlin(): List<File> = files("kt")

    fun xml(): List<File> = files("xml")

    /** What a room names in resources of its own, where those of the screens cannot be reached. */
    fun ownNames(): Set<String> {
        val own = xml().filter { it.parentFile.name == "values" && !it.startsWith(res) }
        return own.flatMap { file -> NAMED.findAll(file.readText()).map { it.groupValues[1] } }.toSet()
    }

    private val NAMED = Regex("""<string name="(\w+)"""")

    private fun files(extension: String) =
        rooms.flatMap { room -> room.walk().filter { it.isFile && it.extension == extension } }

    /** A short name for messages. */
    fun name(file: File): String = file.relativeTo(android).path
}

/** A string in a Kotlin source: its text with [HOLE] for each template, where it stands and what is before it. */
internal class Literal(val text: String, val line: Int, val before: String) {
    companion object {
        const val HOLE = '\uFFFC'
    }
}

/** All strings of a Kotlin source, those inside templates too; what comments hold is none. */
internal fun literals(source: String): List<Literal> = KotlinSource(source).also { it.code(inTemplate = false) }.found

private class KotlinSource(private val source: String) {
    val found = mutableListOf<Literal>()
    private val code = StringBuilder()
    private var at = 0

    fun code(inTemplate: Boolean) {
        var depth = 0
        while (at < source.length) {
            val char = source[at]
            when {
                source.startsWith("//", at) -> at = source.indexOf('\n', at).let { if (it < 0) source.length else it }

                source.startsWith("/*", at) -> comment()

                source.startsWith(RAW, at) -> string(RAW)

                char == '"' -> string("\"")

                char == '\'' -> character()

                char == '}' && inTemplate && depth == 0 -> return

                else -> {
                    if (char == '{') depth++
                    if (char == '}') depth--
                    code.append(char)
                    at++
                }
            }
        }
    }

    private fun comment() {
        var depth = 0
        do {
            when {
                source.startsWith("/*", at) -> depth++.also { at += 2 }
                source.startsWith("*/", at) -> depth--.also { at += 2 }
                else -> at++
            }
        } while (depth > 0 && at < source.length)
    }

    private fun character() {
        at++
        while (source[at] != '\'') at += if (source[at] == '\\') 2 else 1
        at++
    }

    private fun string(quote: String) {
        val line = source.take(at).count { it == '\n' } + 1
        val before = code.takeLast(BEFORE).toString()
        val text = StringBuilder()
        at += quote.length
        while (!source.startsWith(quote, at)) {
            val next = source[at + 1]
            when {
                quote != RAW && source[at] == '\\' -> {
                    text.append(if (next == 'n' || next == 't') ' ' else next)
                    at += 2
                }

                source[at] == '$' && next == '{' -> {
                    text.append(Literal.HOLE)
                    at += 2
                    code(inTemplate = true)
                    at++
                }

                source[at] == '$' && (next.isLetter() || next == '_') -> {
                    text.append(Literal.HOLE)
                    at++
                    while (source[at].isLetterOrDigit() || source[at] == '_') at++
                }

                else -> text.append(source[at++])
            }
        }
        at += quote.length
        code.append(quote).append(quote)
        found += Literal(text.toString(), line, before)
    }

    private companion object {
        const val RAW = "\"\"\""
        const val BEFORE = 120
    }
}
