package org.sharenum.screens.words

import org.sharenum.companion.CompassPoint
import org.sharenum.companion.Direction
import org.sharenum.companion.HelpWay
import org.sharenum.companion.NearKind
import org.sharenum.companion.NotAlerted
import org.sharenum.companion.ProposalStatus
import org.sharenum.companion.RequestState
import org.sharenum.companion.ResourceKind
import org.sharenum.companion.TicketFilter
import org.sharenum.companion.TicketStatus
import org.sharenum.companion.Training
import org.sharenum.companion.WorkshopFilter
import org.sharenum.companion.WorkshopStatus

// The labels of what the library counts up. What a newer version wrote is shown by its own word.

/** What a ticket is: help wanted, or help offered. */
fun Words.direction(direction: Direction): String = when (direction) {
    Direction.Request -> text("direction_request")
    Direction.Offer -> text("direction_offer")
    is Direction.Unknown -> direction.word
}

/** Where a ticket stands. */
fun Words.ticketStatus(status: TicketStatus): String = when (status) {
    TicketStatus.Open -> text("ticket_status_open")
    TicketStatus.InDiscussion -> text("ticket_status_in_discussion")
    TicketStatus.Scheduled -> text("ticket_status_scheduled")
    TicketStatus.Done -> text("ticket_status_done")
    TicketStatus.Cancelled -> text("ticket_status_cancelled")
    is TicketStatus.Unknown -> status.word
}

/** Where a proposal stands. */
fun Words.proposalStatus(status: ProposalStatus): String = when (status) {
    ProposalStatus.Offered -> text("proposal_status_offered")
    ProposalStatus.Withdrawn -> text("proposal_status_withdrawn")
    is ProposalStatus.Unknown -> status.word
}

/** Where a workshop stands. */
fun Words.workshopStatus(status: WorkshopStatus): String = when (status) {
    WorkshopStatus.WaitingForBus -> text("workshop_status_waiting_for_bus")
    WorkshopStatus.Published -> text("workshop_status_published")
    WorkshopStatus.Cancelled -> text("workshop_status_cancelled")
    WorkshopStatus.Done -> text("workshop_status_done")
    is WorkshopStatus.Unknown -> status.word
}

/** Where the request for a seat or a day stands, with the place in the waiting list where it is known. */
fun Words.requestState(state: RequestState): String = when (state) {
    RequestState.Asked -> text("request_state_asked")

    RequestState.Confirmed -> text("request_state_confirmed")

    is RequestState.Waiting ->
        state.position?.let { text("request_state_waiting_at", it.toLong()) } ?: text("request_state_waiting")

    RequestState.Refused -> text("request_state_refused")

    RequestState.Cancelled -> text("request_state_cancelled")

    is RequestState.Unknown -> state.word
}

/** What can be booked. */
fun Words.resourceKind(kind: ResourceKind): String = when (kind) {
    ResourceKind.Bus -> text("resource_kind_bus")
    ResourceKind.Room -> text("resource_kind_room")
    ResourceKind.Equipment -> text("resource_kind_equipment")
    is ResourceKind.Unknown -> kind.word
}

/** What a point near the establishment is. */
fun Words.nearKind(kind: NearKind): String = when (kind) {
    NearKind.WORKSHOP -> text("near_kind_workshop")
    NearKind.REQUEST -> text("near_kind_request")
    NearKind.OFFER -> text("near_kind_offer")
}

/** A direction on the compass. */
fun Words.compassPoint(point: CompassPoint): String = when (point) {
    CompassPoint.NORTH -> text("compass_north")
    CompassPoint.NORTH_EAST -> text("compass_north_east")
    CompassPoint.EAST -> text("compass_east")
    CompassPoint.SOUTH_EAST -> text("compass_south_east")
    CompassPoint.SOUTH -> text("compass_south")
    CompassPoint.SOUTH_WEST -> text("compass_south_west")
    CompassPoint.WEST -> text("compass_west")
    CompassPoint.NORTH_WEST -> text("compass_north_west")
}

/** Which tickets a list shows. */
fun Words.ticketFilter(filter: TicketFilter): String = when (filter) {
    TicketFilter.MINE -> text("ticket_filter_mine")
    TicketFilter.WHERE_I_CAN_HELP -> text("ticket_filter_where_i_can_help")
    TicketFilter.ALL -> text("ticket_filter_all")
}

/** Which workshops a list shows. */
fun Words.workshopFilter(filter: WorkshopFilter): String = when (filter) {
    WorkshopFilter.UPCOMING -> text("workshop_filter_upcoming")
    WorkshopFilter.NEARBY -> text("workshop_filter_nearby")
    WorkshopFilter.MINE -> text("workshop_filter_mine")
}

/** Which way help went. */
fun Words.helpWay(way: HelpWay): String = when (way) {
    HelpWay.GIVEN -> text("help_way_given")
    HelpWay.RECEIVED -> text("help_way_received")
}

/** Why a ticket does not alert its reader, as a sentence. */
fun Words.notAlerted(why: NotAlerted, formats: Formats): String = when (why) {
    NotAlerted.Own -> text("phrase_not_alerted_own_ticket")
    NotAlerted.NoEstablishment -> text("phrase_not_alerted_no_establishment")
    NotAlerted.NoCoordinates -> text("phrase_not_alerted_no_coordinates")
    is NotAlerted.OutsideRadius -> text("phrase_not_alerted_outside_radius", formats.number(why.km))
    NotAlerted.ToolUnknown -> text("phrase_not_alerted_tool_unknown")
    NotAlerted.NotExperienced -> text("phrase_not_alerted_not_experienced")
    NotAlerted.NotByHand -> text("phrase_not_alerted_not_by_hand")
    NotAlerted.NotInClass -> text("phrase_not_alerted_not_in_class")
    NotAlerted.Closed -> text("phrase_not_alerted_closed")
}

/** A training as one line: what it is called, and what one learns there. */
fun Words.training(training: Training): String = if (training.summary.isEmpty()) {
    text("training", training.title)
} else {
    text("training_with_summary", training.title, training.summary)
}
