import SharenumKit

// The labels of what the library counts up. What a newer version wrote is shown by its own word.

extension Words {
    /// What a ticket is: help wanted, or help offered.
    public func direction(_ direction: Direction) -> String {
        switch direction {
        case .request: text("direction_request")
        case .offer: text("direction_offer")
        case .unknown(let word): word
        }
    }

    /// Where a ticket stands.
    public func ticketStatus(_ status: TicketStatus) -> String {
        switch status {
        case .open: text("ticket_status_open")
        case .inDiscussion: text("ticket_status_in_discussion")
        case .scheduled: text("ticket_status_scheduled")
        case .done: text("ticket_status_done")
        case .cancelled: text("ticket_status_cancelled")
        case .unknown(let word): word
        }
    }

    /// Where a proposal stands.
    public func proposalStatus(_ status: ProposalStatus) -> String {
        switch status {
        case .offered: text("proposal_status_offered")
        case .withdrawn: text("proposal_status_withdrawn")
        case .unknown(let word): word
        }
    }

    /// Where a workshop stands.
    public func workshopStatus(_ status: WorkshopStatus) -> String {
        switch status {
        case .waitingForBus: text("workshop_status_waiting_for_bus")
        case .published: text("workshop_status_published")
        case .cancelled: text("workshop_status_cancelled")
        case .done: text("workshop_status_done")
        case .unknown(let word): word
        }
    }

    /// Where the request for a seat or a day stands, with the place in the waiting list where it is
    /// known.
    public func requestState(_ state: RequestState) -> String {
        switch state {
        case .asked: text("request_state_asked")
        case .confirmed: text("request_state_confirmed")
        case .waiting(let position?): text("request_state_waiting_at", position)
        case .waiting(nil): text("request_state_waiting")
        case .refused: text("request_state_refused")
        case .cancelled: text("request_state_cancelled")
        case .unknown(let word): word
        }
    }

    /// What can be booked.
    public func resourceKind(_ kind: ResourceKind) -> String {
        switch kind {
        case .bus: text("resource_kind_bus")
        case .room: text("resource_kind_room")
        case .equipment: text("resource_kind_equipment")
        case .unknown(let word): word
        }
    }

    /// What a point near the establishment is.
    public func nearKind(_ kind: NearKind) -> String {
        switch kind {
        case .workshop: text("near_kind_workshop")
        case .request: text("near_kind_request")
        case .offer: text("near_kind_offer")
        }
    }

    /// A direction on the compass.
    public func compassPoint(_ point: CompassPoint) -> String {
        switch point {
        case .north: text("compass_north")
        case .northEast: text("compass_north_east")
        case .east: text("compass_east")
        case .southEast: text("compass_south_east")
        case .south: text("compass_south")
        case .southWest: text("compass_south_west")
        case .west: text("compass_west")
        case .northWest: text("compass_north_west")
        }
    }

    /// Which tickets a list shows.
    public func ticketFilter(_ filter: TicketFilter) -> String {
        switch filter {
        case .mine: text("ticket_filter_mine")
        case .whereICanHelp: text("ticket_filter_where_i_can_help")
        case .all: text("ticket_filter_all")
        }
    }

    /// Which workshops a list shows.
    public func workshopFilter(_ filter: WorkshopFilter) -> String {
        switch filter {
        case .upcoming: text("workshop_filter_upcoming")
        case .nearby: text("workshop_filter_nearby")
        case .mine: text("workshop_filter_mine")
        }
    }

    /// Which way help went.
    public func helpWay(_ way: HelpWay) -> String {
        switch way {
        case .given: text("help_way_given")
        case .received: text("help_way_received")
        }
    }

    /// Why a ticket does not alert its reader, as a sentence.
    public func notAlerted(_ why: NotAlerted, _ formats: Formats) -> String {
        switch why {
        case .own: text("phrase_not_alerted_own_ticket")
        case .noEstablishment: text("phrase_not_alerted_no_establishment")
        case .noCoordinates: text("phrase_not_alerted_no_coordinates")
        case .outsideRadius(let km): text("phrase_not_alerted_outside_radius", formats.number(km))
        case .toolUnknown: text("phrase_not_alerted_tool_unknown")
        case .notExperienced: text("phrase_not_alerted_not_experienced")
        case .notByHand: text("phrase_not_alerted_not_by_hand")
        case .notInClass: text("phrase_not_alerted_not_in_class")
        case .closed: text("phrase_not_alerted_closed")
        }
    }

    /// A training as one line: what it is called, and what one learns there.
    public func training(_ training: Training) -> String {
        if training.summary.isEmpty {
            text("training", training.title)
        } else {
            text("training_with_summary", training.title, training.summary)
        }
    }
}
