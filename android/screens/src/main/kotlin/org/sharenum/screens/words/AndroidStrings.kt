package org.sharenum.screens.words

import java.io.InputStream
import javax.xml.XMLConstants
import javax.xml.parsers.DocumentBuilder
import javax.xml.parsers.DocumentBuilderFactory
import org.w3c.dom.Element
import org.w3c.dom.Node
import org.xml.sax.helpers.DefaultHandler

/** What a file of strings holds, by name; [untranslatable] are those that say the same in all languages. */
internal class AndroidStrings(
    val strings: Map<String, String> = emptyMap(),
    val plurals: Map<String, Map<PluralCategory, String>> = emptyMap(),
    val untranslatable: Set<String> = emptySet(),
) {
    val names: Set<String> get() = strings.keys + plurals.keys

    /** These, with [other] instead where it has the name. */
    operator fun plus(other: AndroidStrings) =
        AndroidStrings(strings + other.strings, plurals + other.plurals, untranslatable + other.untranslatable)

    companion object {
        val None = AndroidStrings()

        /**
         * Reads `<resources>` with `<string>` and `<plurals>`, as Android's tools do.
         *
         * Errors: [IllegalArgumentException] for what they would refuse, too: a name said twice, an
         * apostrophe without its backslash; the parser's own for what is no XML, or has a DOCTYPE.
         */
        fun read(xml: InputStream): AndroidStrings {
            val root = parser().parse(xml).documentElement
            require(root.tagName == "resources") { "<resources> expected, not <${root.tagName}>" }
            val strings = mutableMapOf<String, String>()
            val plurals = mutableMapOf<String, Map<PluralCategory, String>>()
            val untranslatable = mutableSetOf<String>()
            for (element in root.elements()) {
                val name = element.getAttribute("name")
                require(name.isNotEmpty()) { "<${element.tagName}> without a name" }
                require(name !in strings && name !in plurals) { "$name is said twice" }
                if (element.getAttribute("translatable") == "false") untranslatable += name
                when (element.tagName) {
                    "string" -> strings[name] = androidText(element.textContent)
                    "plurals" -> plurals[name] = element.elements().associate(::item)
                    else -> throw IllegalArgumentException("<${element.tagName}> is not read: $name")
                }
            }
            return AndroidStrings(strings, plurals, untranslatable)
        }

        private fun item(element: Element): Pair<PluralCategory, String> {
            val tag = element.getAttribute("quantity")
            val category = requireNotNull(PluralCategory.of(tag)) { "quantity $tag" }
            return category to androidText(element.textContent)
        }

        private fun parser(): DocumentBuilder {
            val factory = DocumentBuilderFactory.newInstance()
            // Without a DOCTYPE there is no entity, neither from outside nor one that grows.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true)
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true)
            factory.isXIncludeAware = false
            factory.isExpandEntityReferences = false
            // Errors are thrown, not printed as well.
            return factory.newDocumentBuilder().also { it.setErrorHandler(DefaultHandler()) }
        }

        private fun Element.elements(): List<Element> =
            (0 until childNodes.length).map(childNodes::item).filter { it.nodeType == Node.ELEMENT_NODE }.map {
                it as Element
            }
    }
}

/**
 * The text of an element as Android understands it: white space collapsed outside double quotes,
 * backslash escapes, quotes themselves gone.
 *
 * Errors: [IllegalArgumentException] for an escape or an apostrophe that its tools refuse.
 */
internal fun androidText(raw: String): String {
    require(raw.trimStart().firstOrNull() !in listOf('@', '?')) { "a backslash expected before: $raw" }
    val out = StringBuilder()
    var quoted = false
    var gap = false
    var at = 0
    while (at < raw.length) {
        val char = raw[at++]
        if (!quoted && char in XML_SPACE) {
            gap = true
            continue
        }
        if (gap && out.isNotEmpty()) out.append(' ')
        gap = false
        when (char) {
            '"' -> quoted = !quoted

            '\'' -> if (quoted) out.append(char) else throw IllegalArgumentException("\\' expected in: $raw")

            '\\' -> {
                require(at < raw.length) { "nothing after the backslash in: $raw" }
                val escaped = raw[at++]
                if (escaped == 'u') {
                    val digits = raw.substring(at, minOf(at + UNICODE_DIGITS, raw.length))
                    val code = digits.takeIf { it.length == UNICODE_DIGITS }?.toIntOrNull(radix = 16)
                    out.append(requireNotNull(code) { "\\u and four digits expected in: $raw" }.toChar())
                    at += UNICODE_DIGITS
                } else {
                    out.append(requireNotNull(ESCAPES[escaped]) { "\\$escaped is no escape in: $raw" })
                }
            }

            else -> out.append(char)
        }
    }
    require(!quoted) { "a quote is not closed in: $raw" }
    return out.toString()
}

// Not what Unicode calls white space: a no-break space stays.
private const val XML_SPACE = " \t\r\n"
private const val UNICODE_DIGITS = 4
private val ESCAPES =
    mapOf('n' to '\n', 't' to '\t', '\'' to '\'', '"' to '"', '\\' to '\\', '@' to '@', '?' to '?', '#' to '#')
