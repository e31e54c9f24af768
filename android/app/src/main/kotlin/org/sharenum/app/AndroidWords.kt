package org.sharenum.app

import android.content.Context
import android.content.res.Configuration
import android.content.res.Resources
import java.util.IllegalFormatException
import java.util.concurrent.ConcurrentHashMap
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.Words

/**
 * The words of one language, whatever the phone's is: from Android's resources, by name. A name that
 * is nowhere stands for itself, as on the desktop.
 */
class AndroidWords(context: Context, override val language: Language) : Words {
    private val resources: Resources = context.createConfigurationContext(spoken(context, language)).resources
    private val owner: String = resources.getResourcePackageName(R.string.app_name)
    private val ids = ConcurrentHashMap<String, Int>()

    override fun text(name: String, vararg arguments: Any): String {
        val id = id(STRING, name)
        if (id == NONE) return name
        return if (arguments.isEmpty()) resources.getString(id) else filled(name) { getString(id, *arguments) }
    }

    override fun count(name: String, count: Long, vararg arguments: Any): String {
        val id = id(PLURALS, name)
        if (id == NONE) return name
        // Android counts to two thousand millions; nothing here comes near.
        val quantity = count.coerceIn(Int.MIN_VALUE.toLong(), Int.MAX_VALUE.toLong()).toInt()
        return filled(name) { getQuantityString(id, quantity, count, *arguments) }
    }

    override fun has(name: String): Boolean = id(STRING, name) != NONE

    override fun hasPlural(name: String): Boolean = id(PLURALS, name) != NONE

    private inline fun filled(name: String, words: Resources.() -> String): String = try {
        resources.words()
    } catch (_: IllegalFormatException) {
        // A screen with a wrong word is better than none.
        name
    }

    private fun id(type: String, name: String): Int =
        ids.getOrPut("$type/$name") { resources.getIdentifier(name, type, owner) }

    private companion object {
        const val STRING = "string"
        const val PLURALS = "plurals"
        const val NONE = 0

        fun spoken(context: Context, language: Language) =
            Configuration(context.resources.configuration).apply { setLocale(language.locale) }
    }
}
