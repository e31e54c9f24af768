//! One event for the calendar of the phone, or to be sent to a colleague.
//!
//! The file is about the event and not about its reader: whether they have a seat is not in it, and
//! neither is anybody's name.

use jiff::civil::Date;
use sharenum_domain::{
    Appointment, CalendarEvent, Decision, DocumentId, EventStatus, Field, InvalidInput, Outcome,
    TicketStatus, WorkshopStatus,
};
use sharenum_ledger::Kind;
use sharenum_store::queries::workshops::WorkshopRow;
use sharenum_store::queries::{self, agenda, catalogue, plans, revisions, workshops};

use crate::engine::CompanionEngine;
use crate::{EngineError, Missing, NotAllowed, Result};

use super::{Context, RequestState, thread};

/// What a shell says in the reader's language around what others wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarWords {
    /// Stands before the title of what was called off, as not all calendars strike it out:
    /// `Annulé : `.
    pub cancelled: String,
    /// Stands before the title of what is not sure yet: `À confirmer : `.
    pub tentative: String,
    /// Stands before those for whom something is planned: `Pour : `.
    pub for_whom: String,
}

/// One event as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    /// The name of the event in every calendar; the same for a later file of it.
    pub uid: String,
    /// What the file may be called: its day, and the beginning of its id.
    pub file_name: String,
    /// Its content, `text/calendar` in UTF-8.
    pub text: String,
}

/// What is said of an event, and what it depends on.
struct Told {
    event: CalendarEvent,
    of: Vec<DocumentId>,
}

impl CompanionEngine {
    /// A workshop, a confirmed day or the settled date of a plan as an iCalendar file (RFC 5545). A
    /// later file of the same document takes the earlier one's place in a calendar.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when it is not on this phone or has no date at all,
    /// [`EngineError::NotAllowed`] when the date is not settled, [`EngineError::Input`] for a zone
    /// that this phone does not know.
    pub fn calendar_event(&self, id: &DocumentId, words: &CalendarWords) -> Result<CalendarFile> {
        self.read(|context| {
            let missing = EngineError::NotFound(Missing::Document);
            let kind = queries::document(context.conn, id)?.and_then(|row| row.kind);
            let told = match kind {
                Some(Kind::Workshop) => workshop(super::find_workshop(context, id)?),
                Some(Kind::Booking) => booking(context, id)?,
                Some(Kind::Plan) => plan(context, id, words)?,
                _ => return Err(missing),
            };
            let Told { mut event, of } = told;
            let before = match event.status {
                EventStatus::Confirmed => "",
                EventStatus::Tentative => &words.tentative,
                EventStatus::Cancelled => &words.cancelled,
            };
            event.title.insert_str(0, before);
            let revision = revisions::of(context.conn, &of)?;
            event.sequence = revision.changes.saturating_sub(1);
            event.changed = revision.last;
            let text = event.to_ical().map_err(|error| InvalidInput::new(Field::Zone, error))?;
            let day = day_of(&event.when);
            let short: String = event.uid.chars().take(8).collect();
            let file_name = format!("sharenum-{day}-{short}.ics");
            Ok(CalendarFile { uid: event.uid, file_name, text })
        })
    }
}

fn day_of(when: &Appointment) -> Date {
    match when {
        Appointment::At(slot) => slot.start.date(),
        Appointment::On(day) => *day,
    }
}

/// An event of which nothing but the date is known yet.
fn event(id: &DocumentId, when: Appointment, status: EventStatus) -> CalendarEvent {
    CalendarEvent {
        uid: id.to_string(),
        sequence: 0,
        changed: jiff::Timestamp::UNIX_EPOCH,
        when,
        title: String::new(),
        place: String::new(),
        position: None,
        description: String::new(),
        status,
        private: false,
    }
}

fn workshop(row: WorkshopRow) -> Told {
    let status = match row.status {
        WorkshopStatus::Published | WorkshopStatus::Done => EventStatus::Confirmed,
        WorkshopStatus::Cancelled => EventStatus::Cancelled,
        WorkshopStatus::WaitingForBus | WorkshopStatus::Unknown(_) => EventStatus::Tentative,
    };
    let (id, workshop) = (row.head.document, row.workshop);
    let event = CalendarEvent {
        title: workshop.title,
        place: workshop.place_label,
        position: Some(workshop.centre),
        description: workshop.description,
        ..event(&id, Appointment::At(workshop.slot), status)
    };
    Told { event, of: vec![id] }
}

/// Whether a day that was asked for is one for a calendar: it was confirmed, also when it was given
/// back since.
pub(crate) fn was_confirmed(decision: Option<&Decision>) -> bool {
    decision.is_some_and(|it| matches!(it.outcome, Outcome::Confirmed | Outcome::Released))
}

fn booking(context: &Context<'_>, id: &DocumentId) -> Result<Told> {
    let missing = EngineError::NotFound(Missing::Booking);
    let row = agenda::booking(context.conn, id)?.ok_or(missing)?;
    if !was_confirmed(row.decision.as_ref()) {
        return Err(NotAllowed::DateNotSettled.into());
    }
    let state = RequestState::of(&row.status, row.decision.as_ref());
    let confirmed = state == RequestState::Confirmed;
    let status = if confirmed { EventStatus::Confirmed } else { EventStatus::Cancelled };
    let resource = catalogue::resource(context.conn, &row.booking.resource)?;
    let fallback = row.booking.resource.to_string();
    let on_it = workshops::of_booking(context.conn, &row.head.author, id)?;
    // Cancelled ones too: the number of changes must never fall.
    let of = on_it.iter().map(|row| row.head.document).chain([*id]).collect();
    // A request does not say where to: what takes place on that day does.
    let place = on_it.into_iter().find(|row| row.status != WorkshopStatus::Cancelled);
    let event = CalendarEvent {
        title: resource.map_or(fallback, |(_, resource)| resource.name),
        position: place.as_ref().map(|row| row.workshop.centre),
        place: place.map(|row| row.workshop.place_label).unwrap_or_default(),
        description: row.booking.purpose,
        ..event(id, Appointment::On(row.booking.day), status)
    };
    Ok(Told { event, of })
}

fn plan(context: &Context<'_>, id: &DocumentId, words: &CalendarWords) -> Result<Told> {
    let missing = EngineError::NotFound(Missing::Plan);
    let row = plans::plan(context.conn, id)?.ok_or(missing)?;
    let proposal = row.proposal.ok_or(EngineError::NotFound(Missing::Proposal))?;
    let (_, ticket) = thread::find(context, &proposal)?;
    let slot = row.plan.chosen.ok_or(NotAllowed::DateNotSettled)?;
    let over = ticket.status == TicketStatus::Cancelled;
    let status = if over { EventStatus::Cancelled } else { EventStatus::Confirmed };
    let for_whom = row.plan.for_whom.trim();
    let for_whom =
        if for_whom.is_empty() { String::new() } else { words.for_whom.clone() + for_whom };
    let lines = [row.plan.what.trim(), &for_whom].into_iter().filter(|line| !line.is_empty());
    let event = CalendarEvent {
        title: ticket.ticket.title,
        place: row.plan.venue,
        description: lines.collect::<Vec<_>>().join("\n\n"),
        // What two have settled between them is nobody else's, also in a calendar that others see.
        private: true,
        ..event(id, Appointment::At(slot), status)
    };
    Ok(Told { event, of: vec![*id, ticket.head.document] })
}
