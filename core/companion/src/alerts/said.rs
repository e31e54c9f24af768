//! What an alert says, as a key with its arguments.

use jiff::civil::Date;
use sharenum_domain::{AlertKind, Direction, Outcome, Phrase, PhraseKey, Slot, phrases};
use sharenum_store::queries::alerts::AlertRow;

phrases! {
    /// The sentence of an alert, by its kind and, for what was decided, its outcome.
    #[derive(Clone, Debug, PartialEq)]
    pub(super) enum Said {
        /// Somebody near asks for help.
        RequestNearby {
            title: String,
            school: String,
            km: f64,
        } = "alert.request-nearby" [title, school, km], "help is wanted for {title}: {school}, {km:.0} km away";
        /// Somebody near offers help.
        OfferNearby {
            title: String,
            school: String,
            km: f64,
        } = "alert.offer-nearby" [title, school, km], "help is offered with {title}: {school}, {km:.0} km away";
        /// One or the other: the ticket is not on this phone any more.
        TicketNearby {
            title: String,
            school: String,
            km: f64,
        } = "alert.ticket-nearby" [title, school, km], "{title}: {school}, {km:.0} km away";
        /// A workshop near.
        WorkshopNearby {
            title: String,
            slot: Slot,
            km: f64,
        } = "alert.workshop-nearby" [title, slot, km], "{title}: {slot}, {km:.0} km away";
        /// Somebody proposes help.
        ProposalReceived {
            title: String,
            school: String,
        } = "alert.proposal-received" [title, school], "help for {title}, from {school}";
        /// This member's help is wanted.
        ProposalAccepted {
            title: String,
            school: String,
        } = "alert.proposal-accepted" [title, school], "your help is wanted for {title}, at {school}";
        /// A message.
        MessageReceived {
            title: String,
            message: String,
        } = "alert.message-received" [title, message], "{title}: {message}";
        /// A seat.
        SeatConfirmed { title: String, } = "alert.seat-confirmed" [title], "you have a seat: {title}";
        /// Full for now.
        SeatWaiting { title: String, } = "alert.seat-waiting" [title],
            "you are in the waiting list: {title}";
        /// No seat.
        SeatRefused { title: String, } = "alert.seat-refused" [title], "no seat: {title}";
        /// An outcome of a newer hub.
        SeatDecided { title: String, } = "alert.seat-decided" [title],
            "your request for a seat was decided: {title}";
        /// A day of the bus.
        DayConfirmed {
            resource: String,
            day: Date,
        } = "alert.day-confirmed" [resource, day], "{resource} comes on {day}";
        /// Somebody else has it, for now.
        DayWaiting {
            resource: String,
            day: Date,
        } = "alert.day-waiting" [resource, day], "{resource} is taken on {day}, you wait for it";
        /// Somebody else has it.
        DayRefused {
            resource: String,
            day: Date,
        } = "alert.day-refused" [resource, day], "{resource} does not come on {day}";
        /// An outcome of a newer hub.
        DayDecided {
            resource: String,
            day: Date,
        } = "alert.day-decided" [resource, day], "your request for {resource} on {day} was decided";
        /// Another time or place.
        WorkshopChanged {
            title: String,
            slot: Slot,
        } = "alert.workshop-changed" [title, slot], "another time or place: {title}, {slot}";
        /// Called off.
        WorkshopCancelled {
            title: String,
            slot: Slot,
        } = "alert.workshop-cancelled" [title, slot], "does not take place: {title}, {slot}";
        /// A kind of a newer app, which wrote this row.
        Unknown { title: String, } = "alert.unknown" [title], "{title}";
    }
}

impl Said {
    /// What the row of an alert says; `None` when its parts are not what its kind has.
    fn of(row: &AlertRow) -> Option<Self> {
        let alert = &row.alert;
        let title = alert.title.clone();
        let (school, message) = (alert.body.clone(), alert.body.clone());
        let slot = || alert.body.parse::<Slot>().ok();
        Some(match &alert.kind {
            AlertKind::TicketNearby => {
                let km = alert.km?;
                match &row.direction {
                    Some(Direction::Request) => Self::RequestNearby { title, school, km },
                    Some(Direction::Offer) => Self::OfferNearby { title, school, km },
                    Some(Direction::Unknown(_)) | None => Self::TicketNearby { title, school, km },
                }
            }
            AlertKind::WorkshopNearby => {
                Self::WorkshopNearby { title, slot: slot()?, km: alert.km? }
            }
            AlertKind::ProposalReceived => Self::ProposalReceived { title, school },
            AlertKind::ProposalAccepted => Self::ProposalAccepted { title, school },
            AlertKind::MessageReceived => Self::MessageReceived { title, message },
            AlertKind::SeatDecided => match Outcome::from(alert.body.as_str()) {
                Outcome::Confirmed => Self::SeatConfirmed { title },
                Outcome::Waiting => Self::SeatWaiting { title },
                Outcome::Refused => Self::SeatRefused { title },
                Outcome::Released | Outcome::Unknown(_) => Self::SeatDecided { title },
            },
            AlertKind::BookingDecided => {
                let (resource, day) = title.rsplit_once(' ')?;
                let (resource, day) = (resource.to_owned(), day.parse().ok()?);
                match Outcome::from(alert.body.as_str()) {
                    Outcome::Confirmed => Self::DayConfirmed { resource, day },
                    Outcome::Waiting => Self::DayWaiting { resource, day },
                    Outcome::Refused => Self::DayRefused { resource, day },
                    Outcome::Released | Outcome::Unknown(_) => Self::DayDecided { resource, day },
                }
            }
            AlertKind::WorkshopChanged => Self::WorkshopChanged { title, slot: slot()? },
            AlertKind::WorkshopCancelled => Self::WorkshopCancelled { title, slot: slot()? },
            AlertKind::Unknown(_) => return None,
        })
    }
}

/// The sentence of an alert; of one that this version cannot read, its title alone.
pub(crate) fn phrase(row: &AlertRow) -> Phrase {
    let unknown = || Said::Unknown { title: row.alert.title.clone() };
    Said::of(row).unwrap_or_else(unknown).phrase()
}

/// Every key that an alert may have.
pub(crate) fn phrases() -> Vec<PhraseKey> {
    Said::phrases()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use sharenum_domain::{DocumentId, PhraseArg};
    use sharenum_store::queries::alerts::{AlertState, NewAlert};

    use super::*;

    fn alert(kind: AlertKind, title: &str, body: &str, km: Option<f64>) -> AlertRow {
        let alert = NewAlert {
            document: DocumentId::from([1; 32]),
            kind,
            revision: [0; 32],
            subject: None,
            title: title.to_owned(),
            body: body.to_owned(),
            km,
        };
        let at = Timestamp::UNIX_EPOCH;
        AlertRow {
            id: 1,
            rings: 1,
            state: AlertState::Rung,
            created: at,
            updated: at,
            alert,
            direction: None,
        }
    }

    const SLOT: &str = "2026-12-02T14:00[Europe/Paris]/90";

    #[test]
    fn every_kind_and_every_outcome_has_its_own_sentence() {
        let day = "BusNum 1 2026-12-02";
        let mut said: Vec<&str> = Vec::new();
        for (kind, title, body, key) in [
            (AlertKind::TicketNearby, "Scratch", "A school", "alert.ticket-nearby"),
            (AlertKind::WorkshopNearby, "Robots", SLOT, "alert.workshop-nearby"),
            (AlertKind::ProposalReceived, "Scratch", "A school", "alert.proposal-received"),
            (AlertKind::ProposalAccepted, "Scratch", "A school", "alert.proposal-accepted"),
            (AlertKind::MessageReceived, "Scratch", "Good morning", "alert.message-received"),
            (AlertKind::SeatDecided, "Robots", "confirmed", "alert.seat-confirmed"),
            (AlertKind::SeatDecided, "Robots", "waiting", "alert.seat-waiting"),
            (AlertKind::SeatDecided, "Robots", "refused", "alert.seat-refused"),
            (AlertKind::SeatDecided, "Robots", "put-off", "alert.seat-decided"),
            (AlertKind::BookingDecided, day, "confirmed", "alert.day-confirmed"),
            (AlertKind::BookingDecided, day, "waiting", "alert.day-waiting"),
            (AlertKind::BookingDecided, day, "refused", "alert.day-refused"),
            (AlertKind::BookingDecided, day, "put-off", "alert.day-decided"),
            (AlertKind::WorkshopChanged, "Robots", SLOT, "alert.workshop-changed"),
            (AlertKind::WorkshopCancelled, "Robots", SLOT, "alert.workshop-cancelled"),
            (AlertKind::Unknown("tea".to_owned()), "Tea", "at five", "alert.unknown"),
        ] {
            let phrase = phrase(&alert(kind, title, body, Some(7.5)));
            assert_eq!(phrase.key, key);
            let line = phrases().into_iter().find(|line| line.key == key).unwrap();
            let names: Vec<_> = phrase.args.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, line.args, "{key}");
            said.push(phrase.key);
        }
        for (direction, key) in
            [(Direction::Request, "alert.request-nearby"), (Direction::Offer, "alert.offer-nearby")]
        {
            let near = alert(AlertKind::TicketNearby, "Scratch", "A school", Some(7.5));
            let near = phrase(&AlertRow { direction: Some(direction), ..near });
            assert_eq!(near.key, key);
            said.push(near.key);
        }
        let listed: Vec<_> = phrases().iter().map(|line| line.key).collect();
        said.sort_unstable();
        let mut sorted = listed.clone();
        sorted.sort_unstable();
        assert_eq!(said, sorted, "each sentence was seen, and no other");
    }

    #[test]
    fn a_sentence_holds_what_the_row_says() {
        let near = phrase(&alert(AlertKind::WorkshopNearby, "Robots", SLOT, Some(7.5)));
        assert_eq!(near.arg("km"), Some(&PhraseArg::Km(7.5)));
        assert_eq!(near.arg("slot"), Some(&PhraseArg::Slot(SLOT.parse().unwrap())));
        let day =
            phrase(&alert(AlertKind::BookingDecided, "Le BusNum 2026-12-02", "refused", None));
        assert_eq!(day.arg("resource"), Some(&PhraseArg::Text("Le BusNum".to_owned())));
        assert_eq!(day.arg("day"), Some(&PhraseArg::Date(jiff::civil::date(2026, 12, 2))));
    }

    #[test]
    fn a_row_that_this_version_cannot_read_is_said_by_its_title() {
        for unread in [
            alert(AlertKind::WorkshopChanged, "Robots", "next week", None),
            alert(AlertKind::WorkshopNearby, "Robots", SLOT, None),
            alert(AlertKind::BookingDecided, "Robots", "confirmed", None),
        ] {
            let phrase = phrase(&unread);
            assert_eq!(phrase, Phrase::new("alert.unknown").with("title", "Robots"));
        }
    }
}
