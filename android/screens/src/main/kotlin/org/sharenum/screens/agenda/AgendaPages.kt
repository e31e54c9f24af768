package org.sharenum.screens.agenda

import androidx.compose.runtime.Composable
import org.sharenum.screens.app.Place

/** The pages of this room. */
@Composable
fun AgendaPages(place: Place) = Unit
