package org.sharenum.screens.words

import java.util.Locale

/** A language that the app speaks; [tag] is its BCP 47 tag. */
enum class Language(val tag: String) {
    English("en"),
    French("fr"),
    ;

    /** For formats; without a country, so that all phones write the same. */
    val locale: Locale = Locale.forLanguageTag(tag)

    companion object {
        /** The language for a phone that is set to [locale]: French wherever French is spoken, else English. */
        fun of(locale: Locale): Language = if (locale.language == French.tag) French else English
    }
}
