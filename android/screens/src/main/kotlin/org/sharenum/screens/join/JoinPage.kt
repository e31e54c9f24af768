package org.sharenum.screens.join

import androidx.compose.runtime.Composable
import org.sharenum.screens.app.Desk

/** The first page: an invitation. */
@Composable
fun JoinPage(desk: Desk, invitation: String?) = Unit
