package org.sharenum.screens.words

/**
 * The words of the app in one language, from `strings.xml` and its neighbours.
 *
 * Android reads them as resources, everything else by [XmlWords]; a screen cannot tell which. From
 * any thread.
 */
interface Words {
    /** The language that they are in. */
    val language: Language

    /** The string [name], with [arguments] for `%1$s`, `%2$d` …; without any, as it stands. */
    fun text(name: String, vararg arguments: Any): String

    /** The plurals [name] for [count], which is `%1$d`; [arguments] come after it, from `%2$s` on. */
    fun count(name: String, count: Long, vararg arguments: Any): String

    /** Whether there is a string [name]. */
    fun has(name: String): Boolean

    /** Whether there are plurals [name]. */
    fun hasPlural(name: String): Boolean
}

/** [text] as it begins a line or a heading: with a capital. */
fun Words.capitalized(text: String): String = text.replaceFirstChar { it.uppercase(language.locale) }
