package org.sharenum.screens.look

import androidx.compose.material3.ColorScheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.ui.graphics.Color

/** Daylight on a bus: each pair of text and ground has a contrast of 4.5:1 or more; a test measures it. */
val LightColors: ColorScheme =
    lightColorScheme(
        primary = Color(0xFF005E6A),
        onPrimary = Color(0xFFFFFFFF),
        primaryContainer = Color(0xFFB9EBF3),
        onPrimaryContainer = Color(0xFF00363D),
        secondary = Color(0xFF7A4E00),
        onSecondary = Color(0xFFFFFFFF),
        secondaryContainer = Color(0xFFFFE2B8),
        onSecondaryContainer = Color(0xFF432B00),
        tertiary = Color(0xFF4A5792),
        onTertiary = Color(0xFFFFFFFF),
        tertiaryContainer = Color(0xFFDFE2FF),
        onTertiaryContainer = Color(0xFF1E2A60),
        error = Color(0xFFB3261E),
        onError = Color(0xFFFFFFFF),
        errorContainer = Color(0xFFF9DEDC),
        onErrorContainer = Color(0xFF601410),
        background = Color(0xFFF7FAFB),
        onBackground = Color(0xFF171D1E),
        surface = Color(0xFFF7FAFB),
        onSurface = Color(0xFF171D1E),
        surfaceVariant = Color(0xFFDBE4E6),
        onSurfaceVariant = Color(0xFF3C484A),
        surfaceContainerLowest = Color(0xFFFFFFFF),
        surfaceContainerLow = Color(0xFFF1F5F6),
        surfaceContainer = Color(0xFFEBF0F1),
        surfaceContainerHigh = Color(0xFFE5EBEC),
        surfaceContainerHighest = Color(0xFFDFE6E8),
        outline = Color(0xFF6B787B),
        outlineVariant = Color(0xFFBFC8CA),
        inverseSurface = Color(0xFF2B3133),
        inverseOnSurface = Color(0xFFEDF2F3),
        inversePrimary = Color(0xFF83D3E0),
    )

/** The same for the evening. */
val DarkColors: ColorScheme =
    darkColorScheme(
        primary = Color(0xFF83D3E0),
        onPrimary = Color(0xFF00363D),
        primaryContainer = Color(0xFF004E58),
        onPrimaryContainer = Color(0xFFB9EBF3),
        secondary = Color(0xFFF5BD6F),
        onSecondary = Color(0xFF432B00),
        secondaryContainer = Color(0xFF5F3F00),
        onSecondaryContainer = Color(0xFFFFE2B8),
        tertiary = Color(0xFFBBC3FF),
        onTertiary = Color(0xFF1E2A60),
        tertiaryContainer = Color(0xFF354178),
        onTertiaryContainer = Color(0xFFDFE2FF),
        error = Color(0xFFF2B8B5),
        onError = Color(0xFF601410),
        errorContainer = Color(0xFF8C1D18),
        onErrorContainer = Color(0xFFF9DEDC),
        background = Color(0xFF0F1415),
        onBackground = Color(0xFFDEE4E5),
        surface = Color(0xFF0F1415),
        onSurface = Color(0xFFDEE4E5),
        surfaceVariant = Color(0xFF3F484A),
        onSurfaceVariant = Color(0xFFC3CDCF),
        surfaceContainerLowest = Color(0xFF0A0F10),
        surfaceContainerLow = Color(0xFF171D1E),
        surfaceContainer = Color(0xFF1B2122),
        surfaceContainerHigh = Color(0xFF252B2C),
        surfaceContainerHighest = Color(0xFF303637),
        outline = Color(0xFF899396),
        outlineVariant = Color(0xFF3F484A),
        inverseSurface = Color(0xFFDEE4E5),
        inverseOnSurface = Color(0xFF2B3133),
        inversePrimary = Color(0xFF005E6A),
    )
