import SharenumModels

// How states are coloured; the word beside says them.

/// Of the request for a seat or a day.
func tone(_ state: RequestState) -> Tone {
    switch state {
    case .confirmed: .good
    case .refused: .bad
    case .asked, .waiting: .attention
    case .cancelled, .unknown: .plain
    }
}

/// Of a workshop.
func tone(_ status: WorkshopStatus) -> Tone {
    switch status {
    case .published: .good
    case .waitingForBus: .attention
    case .cancelled: .bad
    case .done, .unknown: .plain
    }
}
