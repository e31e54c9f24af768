package org.sharenum.screens.bus

import androidx.compose.runtime.Composable
import org.sharenum.screens.app.Place

/** The pages of this room. */
@Composable
fun BusPages(place: Place) = Unit
