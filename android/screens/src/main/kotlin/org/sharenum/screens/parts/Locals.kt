package org.sharenum.screens.parts

import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import org.sharenum.companion.Phrase
import org.sharenum.companion.SharenumException
import org.sharenum.companion.text
import org.sharenum.screens.words.Formats
import org.sharenum.screens.words.Words
import org.sharenum.screens.words.phrase

/** The words of the person's language: another language recomposes everything that says something. */
val LocalWords = staticCompositionLocalOf<Words> { error("no words were provided") }

/** How dates, distances and sizes are written. */
val LocalFormats = staticCompositionLocalOf<Formats> { error("no formats were provided") }

/** A text by its name. */
@Composable
fun say(name: String, vararg arguments: Any): String = LocalWords.current.text(name, *arguments)

/** A sentence of the core; its days and times are those of this device. */
@Composable
fun say(phrase: Phrase): String = LocalWords.current.phrase(phrase, LocalFormats.current)

/** What an error of the core tells the person. */
@Composable
fun say(error: SharenumException): String = say(error.text)

/** A text that counts, by its name. */
@Composable
fun sayCount(name: String, count: Long, vararg arguments: Any): String =
    LocalWords.current.count(name, count, *arguments)
