package org.sharenum.platform

import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import org.w3c.dom.Document
import org.w3c.dom.Element

/** The manifest and the resources of this module, as they are shipped. */
object ShippedManifest {
    private val manifest = parse("src/main/AndroidManifest.xml")

    val application: Element = elements("application").single()
    val permissions: List<String> = elements("uses-permission").map { it.android("name") }

    fun elements(tag: String): List<Element> = manifest.all(tag)

    fun resource(name: String): Document = parse("src/main/res/xml/$name.xml")

    /** The words of a file of strings, by name. */
    fun strings(folder: String, file: String): Map<String, String> =
        parse("src/main/res/$folder/$file.xml").all("string").associate { it.getAttribute("name") to it.textContent }

    private fun parse(path: String): Document {
        val factory = DocumentBuilderFactory.newInstance().apply { isNamespaceAware = true }
        return factory.newDocumentBuilder().parse(File(path))
    }
}

fun Document.all(tag: String): List<Element> = documentElement.all(tag)

fun Element.all(tag: String): List<Element> {
    val found = getElementsByTagName(tag)
    return (0 until found.length).map { found.item(it) as Element }
}

/** An attribute of Android's namespace; empty when it is not there. */
fun Element.android(name: String): String = getAttributeNS("http://schemas.android.com/apk/res/android", name)
