//! What a member is alerted of.

use crate::id::DocumentId;
use crate::words::words;

words! {
    /// Why somebody is alerted.
    AlertKind {
        /// A ticket whose reach includes the reader.
        TicketNearby = "ticket_nearby",
        /// A workshop whose reach includes the reader.
        WorkshopNearby = "workshop_nearby",
        /// Somebody proposes help for one's ticket.
        ProposalReceived = "proposal_received",
        /// A message in a thread one takes part in.
        MessageReceived = "message_received",
        /// One's proposal was accepted.
        ProposalAccepted = "proposal_accepted",
        /// One's booking was decided.
        BookingDecided = "booking_decided",
        /// One's seat was decided, or promoted from the waiting list.
        SeatDecided = "seat_decided",
        /// A workshop one registered for takes place at another time or in another place.
        WorkshopChanged = "workshop_changed",
        /// A workshop one registered for does not take place.
        WorkshopCancelled = "workshop_cancelled",
    }

    /// What stands together on a lock screen, and is turned off together.
    NotificationGroup {
        /// What happens around one's establishment, for everybody whom it reaches.
        Nearby = "nearby",
        /// What somebody wrote or answered to this one person.
        Conversations = "conversations",
        /// One's own seats, days and workshops.
        Agenda = "agenda",
    }
}

impl AlertKind {
    /// Where it stands on a lock screen. What a newer app says is taken as personal: it must not
    /// drown in what concerns many.
    #[must_use]
    pub const fn group(&self) -> NotificationGroup {
        match self {
            Self::TicketNearby | Self::WorkshopNearby => NotificationGroup::Nearby,
            Self::ProposalReceived
            | Self::MessageReceived
            | Self::ProposalAccepted
            | Self::Unknown(_) => NotificationGroup::Conversations,
            Self::BookingDecided
            | Self::SeatDecided
            | Self::WorkshopChanged
            | Self::WorkshopCancelled => NotificationGroup::Agenda,
        }
    }
}

/// One alert; a reader gets each of them once.
///
/// A later revision of the same document and kind replaces the earlier one on the
/// screen, so `document` and `kind` name the notification.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Alert {
    /// What it is about.
    pub document: DocumentId,
    /// Why.
    pub kind: AlertKind,
    /// Hash of the fields that the alert states: another one means there is news.
    pub revision: [u8; 32],
}

impl Alert {
    /// Whether this alert takes the place of `earlier` on the screen.
    pub fn replaces(&self, earlier: &Self) -> bool {
        self.document == earlier.document
            && self.kind == earlier.kind
            && self.revision != earlier.revision
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_about_the_same_thing_replaces_and_a_repetition_does_not() {
        let alert = |document: u8, kind, revision: u8| Alert {
            document: DocumentId::from([document; 32]),
            kind,
            revision: [revision; 32],
        };
        let first = alert(1, AlertKind::TicketNearby, 1);
        assert!(alert(1, AlertKind::TicketNearby, 2).replaces(&first));
        assert!(!alert(1, AlertKind::TicketNearby, 1).replaces(&first));
        assert!(!alert(2, AlertKind::TicketNearby, 2).replaces(&first));
        assert!(!alert(1, AlertKind::ProposalReceived, 2).replaces(&first));
    }

    #[test]
    fn every_kind_is_read_back() {
        for kind in AlertKind::KNOWN {
            assert_eq!(AlertKind::from(kind.as_str()), *kind);
        }
    }
}
