package org.sharenum.screens.words

import kotlin.test.Test
import kotlin.test.assertEquals
import org.sharenum.screens.words.PluralCategory.Many
import org.sharenum.screens.words.PluralCategory.One
import org.sharenum.screens.words.PluralCategory.Other

/** The samples of CLDR for whole numbers and for fractions. */
class PluralsTest {
    @Test
    fun `English has one for one only`() {
        val whole = mapOf(0L to Other, 1L to One, -1L to One, 2L to Other, 11L to Other, 1_000_000L to Other)
        for ((count, category) in whole) {
            assertEquals(category, Language.English.pluralOf(count), "$count")
        }
        for ((number, category) in mapOf(0.0 to Other, 1.0 to One, 1.5 to Other, 0.1 to Other)) {
            assertEquals(category, Language.English.pluralOf(number), "$number")
        }
    }

    @Test
    fun `French has one below two and many for whole millions`() {
        val few = mapOf(0L to One, 1L to One, -1L to One, 2L to Other, 101L to Other)
        val millions = mapOf(1_000_000L to Many, 3_000_000L to Many, 1_000_001L to Other)
        for ((count, category) in few + millions) {
            assertEquals(category, Language.French.pluralOf(count), "$count")
        }
        for ((number, category) in mapOf(0.0 to One, 1.0 to One, 1.5 to One, 1.99 to One, 2.0 to Other, 2.5 to Other)) {
            assertEquals(category, Language.French.pluralOf(number), "$number")
        }
    }
}
