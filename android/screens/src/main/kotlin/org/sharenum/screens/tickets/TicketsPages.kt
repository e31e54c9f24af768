package org.sharenum.screens.tickets

import androidx.compose.runtime.Composable
import org.sharenum.screens.app.Place

/** The pages of this room. */
@Composable
fun TicketsPages(place: Place) = Unit
