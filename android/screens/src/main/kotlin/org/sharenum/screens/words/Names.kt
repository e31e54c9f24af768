package org.sharenum.screens.words

import org.sharenum.companion.LocalText

/** What the catalogue calls something, in this language. */
fun Words.name(text: LocalText): String = when (language) {
    Language.English -> text.en
    Language.French -> text.fr
}
