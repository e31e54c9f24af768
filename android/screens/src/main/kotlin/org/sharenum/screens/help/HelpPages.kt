package org.sharenum.screens.help

import androidx.compose.runtime.Composable
import org.sharenum.screens.app.Place

/** The pages of this room. */
@Composable
fun HelpPages(place: Place) = Unit
