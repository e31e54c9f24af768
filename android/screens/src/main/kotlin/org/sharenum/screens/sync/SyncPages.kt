package org.sharenum.screens.sync

import androidx.compose.runtime.Composable
import org.sharenum.screens.app.Place

/** The pages of this room. */
@Composable
fun SyncPages(place: Place) = Unit
