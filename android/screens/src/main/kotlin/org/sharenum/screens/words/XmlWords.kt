package org.sharenum.screens.words

import java.util.IllegalFormatException
import java.util.concurrent.ConcurrentHashMap

/**
 * The files of words, each in `res/values` (English, the default) and `res/values-fr`, without `.xml`.
 *
 * A list, since a class path cannot be listed; a test compares it with the folders.
 */
val WORD_FILES: List<String> =
    listOf(
        "strings",
        "strings_formats",
        "strings_kinds",
        "strings_phrases_alerts",
        "strings_phrases_input",
        "strings_phrases_refusals",
        "strings_phrases_region",
        "strings_app",
        "strings_join",
        "strings_nearby",
        "strings_tickets",
        "strings_threads",
        "strings_agenda",
        "strings_help",
        "strings_bus",
        "strings_sync",
        "strings_me",
        "strings_device",
    )

/**
 * Words read from Android's resource files on the class path: for the desktop and for tests.
 *
 * A name that the language lacks is said in English, as on Android. One that is nowhere, or whose
 * arguments do not fit, is told to `missing`, once; the name stands where the words should, since a
 * screen with a wrong word is better than none.
 */
class XmlWords internal constructor(
    override val language: Language,
    private val words: AndroidStrings,
    private val missing: (String) -> Unit,
) : Words {
    private val reported = ConcurrentHashMap.newKeySet<String>()

    override fun text(name: String, vararg arguments: Any): String {
        val pattern = words.strings[name] ?: return missed(name)
        return if (arguments.isEmpty()) pattern else filled(name, pattern, arguments)
    }

    override fun count(name: String, count: Long, vararg arguments: Any): String {
        val forms = words.plurals[name] ?: return missed(name)
        val pattern = forms[language.pluralOf(count)] ?: forms[PluralCategory.Other] ?: return missed(name)
        return filled(name, pattern, arrayOf(count, *arguments))
    }

    override fun has(name: String): Boolean = name in words.strings

    override fun hasPlural(name: String): Boolean = name in words.plurals

    private fun filled(name: String, pattern: String, arguments: Array<out Any>): String = try {
        pattern.format(language.locale, *arguments)
    } catch (_: IllegalFormatException) {
        missed(name)
    }

    private fun missed(name: String): String {
        if (reported.add(name)) missing(name)
        return name
    }

    companion object {
        /**
         * Reads all files for [language].
         *
         * Errors: [IllegalArgumentException] for a file that Android's tools would refuse, or that is
         * not on the class path.
         */
        fun read(language: Language, missing: (String) -> Unit = {}): XmlWords {
            val english = folder("values")
            val words = if (language == Language.English) english else english + folder("values-${language.tag}")
            return XmlWords(language, words, missing)
        }

        /** What a folder of `res` holds in all files. */
        internal fun folder(folder: String): AndroidStrings =
            WORD_FILES.map { file(folder, it) }.fold(AndroidStrings.None) { all, one ->
                val twice = all.names intersect one.names
                require(twice.isEmpty()) { "in two files of $folder: $twice" }
                all + one
            }

        internal fun file(folder: String, name: String): AndroidStrings {
            val path = "/res/$folder/$name.xml"
            val xml = XmlWords::class.java.getResourceAsStream(path)
            return requireNotNull(xml) { "not on the class path: $path" }.use(AndroidStrings::read)
        }
    }
}
