package org.sharenum.screens.words

/** A category of CLDR that English or French has; [tag] is the `quantity` in the XML. */
enum class PluralCategory(val tag: String) {
    One("one"),
    Many("many"),
    Other("other"),
    ;

    companion object {
        internal fun of(tag: String): PluralCategory? = entries.find { it.tag == tag }
    }
}

/**
 * The category of whole numbers by the rules of CLDR, as Android has them.
 *
 * French counts 0 and 1 as one. Whole millions are `many` there ("un million de …"), as in CLDR 38
 * and later; older phones call them `other`. The files may leave `many` out: `other` stands in, as
 * on Android.
 */
internal fun Language.pluralOf(count: Long): PluralCategory = when (this) {
    Language.English -> if (count == 1L || count == -1L) PluralCategory.One else PluralCategory.Other

    Language.French ->
        when {
            count in -1L..1L -> PluralCategory.One
            count % MILLION == 0L -> PluralCategory.Many
            else -> PluralCategory.Other
        }
}

/** The category of a number with a fraction: French counts 1.5 as one, English does not. */
internal fun Language.pluralOf(number: Double): PluralCategory = when {
    number % 1.0 == 0.0 -> pluralOf(number.toLong())
    this == Language.French && number > -2.0 && number < 2.0 -> PluralCategory.One
    else -> PluralCategory.Other
}

private const val MILLION = 1_000_000L
