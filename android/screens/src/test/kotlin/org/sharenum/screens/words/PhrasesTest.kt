package org.sharenum.screens.words

import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneId
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.sharenum.companion.LocalText
import org.sharenum.companion.Phrase
import org.sharenum.companion.PhraseArg
import org.sharenum.companion.SharenumException
import org.sharenum.companion.Slot
import org.sharenum.companion.phraseKeys

/** Every sentence of the library is said in both languages. */
class PhrasesTest {
    private val english = wordsOf(Language.English)
    private val french = wordsOf(Language.French)
    private val both = listOf(english, french)

    @Test
    fun `every key has its sentence in both languages with exactly its arguments`() {
        assertTrue(phraseKeys().size > 200)
        for ((folder, file) in listOf("values", "values-fr").map { it to XmlWords.folder(it) }) {
            for (key in phraseKeys()) {
                val name = phraseName(key.key)
                val forms = file.strings[name]?.let(::listOf) ?: file.plurals[name]?.values.orEmpty().toList()
                assertTrue(forms.isNotEmpty(), "$folder lacks $name")
                // What the English sentence of the log says, and the library hands over, is said here, too.
                val needed = key.args.filter { "{$it}" in key.english || "{$it:" in key.english } - leftOut(key.key)
                for (form in forms) assertEquals(needed.toSet(), used(form, key.args), "$folder: $name: $form")
            }
        }
    }

    @Test
    fun `every sentence is complete and the names inside one are not`() {
        for (words in both) {
            for (key in phraseKeys()) {
                if (INSIDE.any(key.key::startsWith) || key.key in VERBATIM) continue
                val said = words.phrase(
                    Phrase(
                        key.key,
                        key.args.associateWith {
                            PhraseArg.Words("X")
                        },
                    ),
                    formats(words),
                )
                assertTrue(said.first().isUpperCase() || said.first() in "«“0", "${key.key}: $said")
            }
        }
        for (key in phraseKeys().map { it.key }.filter { key -> INSIDE.any(key::startsWith) }) {
            for (words in both) {
                assertTrue(
                    words.phrase(Phrase(key, emptyMap()), formats(words)).first().isLowerCase(),
                    key,
                )
            }
        }
    }

    @Test
    fun `arguments of every kind are written as the language does`() {
        val slot = Slot(LocalDateTime.parse("2026-12-02T14:00"), 90u, "Europe/Paris")
        val near =
            Phrase(
                "near.workshop",
                mapOf(
                    "title" to PhraseArg.Words("Un pont"),
                    "slot" to PhraseArg.When(slot),
                    "km" to PhraseArg.Km(4.83),
                    "direction" to PhraseArg.Key("compass.east"),
                ),
            )
        says(
            near,
            "Workshop: Un pont, Wednesday 2 December, 14:00–15:30, 4.8 km to the east",
            "Atelier : Un pont, mercredi 2 décembre, 14:00–15:30, à 4,8 km à l’est",
        )
        val tool = LocalText(fr = "Imprimante 3D", en = "3D printer")
        says(
            Phrase(
                "why.can-help",
                mapOf("tool" to PhraseArg.Name(tool), "km" to PhraseArg.Km(12.3), "radius" to PhraseArg.Km(20.0)),
            ),
            "Your experience is wanted: 3D printer. It is 12 km away, and everybody within 20 km is asked.",
            "Votre expérience est recherchée : Imprimante 3D. C’est à 12 km, et l’appel s’adresse à tous dans un rayon de 20 km.",
        )
        val day = PhraseArg.Day(LocalDate.parse("2026-12-01"))
        says(
            Phrase("alert.day-confirmed", mapOf("resource" to PhraseArg.Words("Le BusNum"), "day" to day)),
            "Confirmed: Le BusNum, Tuesday 1 December",
            "Confirmé : Le BusNum, mardi 1er décembre",
        )
        val status = { key: String -> PhraseArg.Key("ticket-status.$key") }
        says(
            Phrase("transition", mapOf("from" to status("done"), "to" to status("open"))),
            "A ticket that is done cannot become open. Open a new one if you still need help.",
            "Un ticket « terminé » ne peut pas devenir « ouvert ». Ouvrez-en un nouveau si le besoin demeure.",
        )
    }

    @Test
    fun `a sentence with a number chooses its plural`() {
        val shown = { count: Long -> Phrase("training-first.not-shown", mapOf("count" to PhraseArg.Number(count))) }
        says(
            shown(1),
            "Look at the trainings of your academy first: 1 has not been shown yet.",
            "Consultez d’abord les formations de votre académie : 1 n’a pas encore été affichée.",
        )
        says(
            shown(3),
            "Look at the trainings of your academy first: 3 have not been shown yet.",
            "Consultez d’abord les formations de votre académie : 3 n’ont pas encore été affichées.",
        )
        val news = { count: Long -> Phrase("digest.nearby", mapOf("count" to PhraseArg.Number(count))) }
        says(news(0), "0 pieces of news near you", "0 nouvelle près de chez vous")
    }

    @Test
    fun `what a newer library says is not a riddle`() {
        says(
            Phrase("wholly.new", mapOf("x" to PhraseArg.Number(1))),
            "Something new: update the app to read it.",
            "Du nouveau : mettez l’application à jour pour le lire.",
        )
        says(Phrase("alert.unknown", mapOf("title" to PhraseArg.Unknown)), "…", "…")
        says(Phrase("decision.unknown", emptyMap()), "…", "…")
    }

    @Test
    fun `an error says what to correct`() {
        val text = Phrase("input.too-long", mapOf("chars" to PhraseArg.Number(130), "max" to PhraseArg.Number(120)))
        val error = SharenumException.CorrectInput("field.title", "too-long", text)
        assertEquals("130 characters are too many. Shorten it to 120.", english.error(error, formats(english)))
        assertEquals("130 caractères, c’est trop. Raccourcissez à 120.", french.error(error, formats(french)))
    }

    /** With a plain space where the languages set one that does not break. */
    private fun says(phrase: Phrase, inEnglish: String, inFrench: String) {
        for ((words, expected) in listOf(english to inEnglish, french to inFrench)) {
            assertEquals(expected, words.phrase(phrase, formats(words)).replace('\u00a0', ' '))
        }
    }

    private fun formats(words: Words) =
        Formats(words, ZoneId.of("Europe/Paris")) { Instant.parse("2026-11-30T09:00:00Z") }

    private fun used(form: String, args: List<String>): Set<String> =
        Regex("""%(\d+)\$""").findAll(form).map { args[it.groupValues[1].toInt() - 1] }.toSet()

    /** What a hub adds in its own words, in English, helps nobody where the code says all. */
    private fun leftOut(key: String): Set<String> =
        if (key.startsWith("hub-refused.") && key != "hub-refused.unknown") setOf("detail") else emptySet()

    private companion object {
        /** Keys whose words stand inside another sentence. */
        val INSIDE = listOf("compass.", "ticket-status.")

        /** Sentences that are somebody else's words. */
        val VERBATIM = setOf("alert.unknown", "alert.message-received", "decision.unknown")
    }
}
