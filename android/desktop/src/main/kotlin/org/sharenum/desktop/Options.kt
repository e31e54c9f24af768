package org.sharenum.desktop

import java.io.File
import org.sharenum.screens.app.Arrival
import org.sharenum.screens.words.Language

/** Why a command line cannot be read: the name of a text, and the part that it is about. */
class Misread(val text: String, val part: String) : Exception(part)

/** What the command line says. */
data class Options(
    val folder: File,
    /** A scene that the stage made, and whose phone is opened. */
    val demo: File? = null,
    val person: String = "teacher",
    val hub: String? = null,
    val language: Language? = null,
    /** A `sharenum://` link to open at its place. */
    val link: Arrival? = null,
) {
    companion object {
        private const val LINK = "sharenum://"

        /**
         * Reads a command line.
         *
         * Errors: [Misread], which says what to do.
         */
        fun read(arguments: List<String>, scene: String? = System.getenv("SHARENUM_SCENE")): Options {
            var options = Options(folder(), demo = scene?.let(::File))
            val left = ArrayDeque(arguments)
            while (left.isNotEmpty()) {
                val option = left.removeFirst()
                options =
                    when {
                        option == "--folder" -> options.copy(folder = File(left.value(option)))
                        option == "--demo" -> options.copy(demo = File(left.value(option)))
                        option == "--as" -> options.copy(person = left.value(option))
                        option == "--hub" -> options.copy(hub = left.value(option))
                        option == "--language" -> options.copy(language = language(left.value(option)))
                        option.startsWith(LINK) -> options.copy(link = link(option))
                        else -> throw Misread("usage_unknown", option)
                    }
            }
            return options
        }

        private fun ArrayDeque<String>.value(option: String) =
            removeFirstOrNull() ?: throw Misread("usage_value", option)

        private fun language(tag: String) = Language.entries.find { it.tag == tag }
            ?: throw Misread("usage_language", tag)

        private fun link(option: String) = Arrival.of(option)
            ?: throw Misread("usage_link", option)

        /** Where an account lies by default: as the system's own programs do. */
        private fun folder(): File {
            val home = System.getProperty("user.home")
            val system = System.getProperty("os.name").lowercase()
            return when {
                system.startsWith("windows") -> File(System.getenv("LOCALAPPDATA") ?: home, "Sharenum")
                system.startsWith("mac") -> File(home, "Library/Application Support/Sharenum")
                else -> File(System.getenv("XDG_DATA_HOME") ?: "$home/.local/share", "sharenum")
            }
        }
    }
}
