package org.sharenum.app

import android.app.LocaleManager
import android.content.Context
import android.content.SharedPreferences
import android.os.Build
import android.os.LocaleList
import org.sharenum.screens.Choices
import org.sharenum.screens.Look
import org.sharenum.screens.words.Language

/**
 * The choices of this device. The language is the system's own from API 33 on, where its settings have
 * a page for it: the two are one choice.
 */
class KeptChoices(private val context: Context) {
    private val preferences: SharedPreferences = context.getSharedPreferences("choices", Context.MODE_PRIVATE)

    fun read(): Choices {
        val look = preferences.getString(LOOK, null)
        return Choices(language(), Look.entries.find { it.name == look } ?: Look.System)
    }

    fun write(choices: Choices) {
        preferences.edit().putString(LOOK, choices.look.name).putString(LANGUAGE, choices.language?.tag).apply()
        // API 33.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            val tag = choices.language?.tag
            manager().applicationLocales =
                if (tag == null) LocaleList.getEmptyLocaleList() else LocaleList.forLanguageTags(tag)
        }
    }

    private fun language(): Language? {
        val tag =
            // API 33.
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
                manager().applicationLocales.takeUnless { it.isEmpty }?.get(0)?.language
            } else {
                preferences.getString(LANGUAGE, null)
            }
        return Language.entries.find { it.tag == tag }
    }

    private fun manager(): LocaleManager = context.getSystemService(LocaleManager::class.java)

    private companion object {
        const val LOOK = "look"
        const val LANGUAGE = "language"
    }
}
