package org.sharenum.screens.tickets

import androidx.compose.runtime.Composable
import org.sharenum.companion.DocumentId
import org.sharenum.screens.app.Place

@Composable
fun TicketPage(place: Place, id: DocumentId) = Unit

@Composable
fun ProposalPage(place: Place, id: DocumentId) = Unit

@Composable
fun PlanPage(place: Place, id: DocumentId) = Unit

@Composable
fun GuidePage(place: Place, id: DocumentId) = Unit
