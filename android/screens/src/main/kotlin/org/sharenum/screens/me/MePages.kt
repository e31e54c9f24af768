package org.sharenum.screens.me

import androidx.compose.runtime.Composable
import org.sharenum.screens.app.Place

/** The pages of this room. */
@Composable
fun MePages(place: Place) = Unit
