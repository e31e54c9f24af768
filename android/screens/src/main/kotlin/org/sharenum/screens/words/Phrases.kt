package org.sharenum.screens.words

import org.sharenum.companion.Phrase
import org.sharenum.companion.PhraseArg
import org.sharenum.companion.SharenumException
import org.sharenum.companion.phraseKeys
import org.sharenum.companion.text

/**
 * A sentence of the library in this language: the string `phrase_…` of its key, whose `%1$s`, `%2$s`
 * … are the arguments in the order in which `phraseKeys()` lists them.
 *
 * Where plurals stand under the key, the first number chooses the form and is `%1$d`; the other
 * arguments come after it in their order. Days and times in a sentence are said in full, since a
 * notification is read later than it was written. A key of a newer library is said as such.
 *
 * [formats] writes what is counted and dated: the screen's own, which knows the zone of the device.
 */
fun Words.phrase(phrase: Phrase, formats: Formats): String {
    val name = phraseName(phrase.key)
    val order = argumentsOf[phrase.key] ?: return text("phrase_unknown")
    val arguments = order.map { phrase.args[it] ?: PhraseArg.Unknown }
    if (!hasPlural(name)) {
        if (!has(name)) return text("phrase_unknown")
        return text(name, *arguments.map { argument(it, formats) }.toTypedArray())
    }
    val quantity = arguments.firstNotNullOfOrNull { it as? PhraseArg.Number } ?: PhraseArg.Number(0)
    val others = arguments.filter { it !== quantity }.map { argument(it, formats) }
    return count(name, quantity.value, *others.toTypedArray())
}

/** What an error tells the person: what happened, and what to do. */
fun Words.error(error: SharenumException, formats: Formats): String = phrase(error.text, formats)

/** The name in the XML of a key of the library. */
internal fun phraseName(key: String): String = "phrase_" + key.replace('.', '_').replace('-', '_')

private fun Words.argument(argument: PhraseArg, formats: Formats): String = when (argument) {
    is PhraseArg.Words -> argument.value
    is PhraseArg.Number -> formats.number(argument.value)
    is PhraseArg.Km -> formats.number(argument.value)
    is PhraseArg.Day -> formats.date(argument.value)
    is PhraseArg.When -> formats.slotInFull(argument.value)
    is PhraseArg.Key -> phrase(Phrase(argument.value, emptyMap()), formats)
    is PhraseArg.Name -> name(argument.value)
    PhraseArg.Unknown -> "…"
}

// Asked once: it does not change while the library is loaded.
private val argumentsOf: Map<String, List<String>> by lazy { phraseKeys().associate { it.key to it.args } }
