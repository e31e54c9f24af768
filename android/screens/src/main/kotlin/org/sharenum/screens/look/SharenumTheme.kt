package org.sharenum.screens.look

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Typography
import androidx.compose.runtime.Composable
import androidx.compose.ui.text.font.FontFamily
import org.sharenum.screens.Look

/** Colours and letters of the app; [font] is the system's own except in pictures, which look alike everywhere. */
@Composable
fun SharenumTheme(look: Look = Look.System, font: FontFamily = FontFamily.Default, content: @Composable () -> Unit) {
    val dark =
        when (look) {
            Look.System -> isSystemInDarkTheme()
            Look.Light -> false
            Look.Dark -> true
        }
    MaterialTheme(
        colorScheme = if (dark) DarkColors else LightColors,
        typography = Typography().with(font),
        content = content,
    )
}

private fun Typography.with(font: FontFamily) = Typography(
    displayLarge = displayLarge.copy(fontFamily = font),
    displayMedium = displayMedium.copy(fontFamily = font),
    displaySmall = displaySmall.copy(fontFamily = font),
    headlineLarge = headlineLarge.copy(fontFamily = font),
    headlineMedium = headlineMedium.copy(fontFamily = font),
    headlineSmall = headlineSmall.copy(fontFamily = font),
    titleLarge = titleLarge.copy(fontFamily = font),
    titleMedium = titleMedium.copy(fontFamily = font),
    titleSmall = titleSmall.copy(fontFamily = font),
    bodyLarge = bodyLarge.copy(fontFamily = font),
    bodyMedium = bodyMedium.copy(fontFamily = font),
    bodySmall = bodySmall.copy(fontFamily = font),
    labelLarge = labelLarge.copy(fontFamily = font),
    labelMedium = labelMedium.copy(fontFamily = font),
    labelSmall = labelSmall.copy(fontFamily = font),
)
