//! Seats and days that were asked for.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sharenum_domain::{
    Decision, DecisionReason, DocumentId, Outcome, Phrase, RequestStatus, ResourceId, Slot,
    WorkshopStatus,
};
use sharenum_store::queries::agenda::{self, BookingRow, RegistrationRow};
use sharenum_store::queries::{Page, PageRequest, catalogue, workshops};

use crate::engine::CompanionEngine;
use crate::{EngineError, Missing, Result};

use super::{Action, Common, Contact, Context, Offering, find_workshop};

/// Where a request stands, what its author wants and what was decided taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// Nothing was decided yet: pending.
    Asked,
    /// Theirs.
    Confirmed,
    /// In the waiting list.
    Waiting {
        /// Place in it, from 1.
        position: Option<u32>,
    },
    /// Not possible.
    Refused,
    /// Taken back by its author.
    Cancelled,
    /// A word of a newer hub.
    Unknown(String),
}

impl RequestState {
    pub(crate) fn of(status: &RequestStatus, decision: Option<&Decision>) -> Self {
        if *status == RequestStatus::Cancelled {
            return Self::Cancelled;
        }
        let Some(decision) = decision else { return Self::Asked };
        match &decision.outcome {
            Outcome::Confirmed => Self::Confirmed,
            Outcome::Waiting => Self::Waiting { position: decision.position },
            Outcome::Refused => Self::Refused,
            Outcome::Released => Self::Cancelled,
            Outcome::Unknown(word) => Self::Unknown(word.clone()),
        }
    }

    /// Whether its author may still take it back.
    pub(crate) const fn stands(&self) -> bool {
        matches!(self, Self::Asked | Self::Confirmed | Self::Waiting { .. } | Self::Unknown(_))
    }
}

/// A seat that this member asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationView {
    /// Id, delivery, actions.
    pub common: Common,
    /// The workshop.
    pub workshop: DocumentId,
    /// Its title.
    pub title: String,
    /// When it is; `None` when the workshop is not on this phone any more.
    pub slot: Option<Slot>,
    /// Where.
    pub place_label: String,
    /// Where the request stands.
    pub state: RequestState,
    /// Why the hub decided so, as one stable word; empty before that.
    pub reason: String,
}

/// A day that this member asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingView {
    /// Id, delivery, actions.
    pub common: Common,
    /// What was asked.
    pub resource: ResourceId,
    /// Its name.
    pub resource_name: String,
    /// Which day, local.
    pub day: Date,
    /// What for.
    pub purpose: String,
    /// Where the request stands.
    pub state: RequestState,
    /// With a refusal: the nearest free days, nearest first.
    pub alternatives: Vec<Date>,
    /// Why the hub decided so, as one stable word; empty before that.
    pub reason: String,
    /// Whether there is a file of it for a calendar: it was confirmed, or given back.
    pub calendar: bool,
    /// The workshops that wait for this day or take place on it.
    pub workshops: Vec<DocumentId>,
    /// Who asks, on the phones of the hosts.
    pub contact: Option<Contact>,
    /// Their establishment, on the phones of the hosts; empty elsewhere, and when they gave none.
    pub school_name: String,
}

/// Why a hub decided so; `None` before it did.
fn why(reason: &str) -> Option<Phrase> {
    (!reason.is_empty()).then(|| DecisionReason::from(reason).phrase())
}

impl RegistrationView {
    /// Why the hub decided so, for a shell to say; `None` before it did.
    #[must_use]
    pub fn why(&self) -> Option<Phrase> {
        why(&self.reason)
    }

    fn new(context: &Context<'_>, row: RegistrationRow) -> Result<Self> {
        let workshop = workshops::workshop(context.conn, &row.workshop)?;
        let state = RequestState::of(&row.status, row.decision.as_ref());
        let over = workshop
            .as_ref()
            .and_then(|workshop| workshop.start)
            .is_some_and(|start| start < context.now);
        let mine = context.is_me(&row.head.author);
        let cancellable = mine && state.stands() && !over;
        let actions = if cancellable { vec![Action::CancelSeat] } else { Vec::new() };
        let (title, slot, place_label) = workshop
            .map(|row| (row.workshop.title, Some(row.workshop.slot), row.workshop.place_label))
            .unwrap_or_default();
        Ok(Self {
            common: Common::new(row.head, context, Offering::Registration, actions),
            workshop: row.workshop,
            title,
            slot,
            place_label,
            state,
            reason: row.decision.map(|decision| decision.reason).unwrap_or_default(),
        })
    }
}

impl BookingView {
    /// Why the hub decided so, for a shell to say; `None` before it did.
    #[must_use]
    pub fn why(&self) -> Option<Phrase> {
        why(&self.reason)
    }

    pub(crate) fn new(context: &Context<'_>, row: BookingRow) -> Result<Self> {
        let resource = catalogue::resource(context.conn, &row.booking.resource)?;
        let state = RequestState::of(&row.status, row.decision.as_ref());
        let id = row.head.document;
        let workshops = workshops::of_booking(context.conn, &row.head.author, &id)?;
        let mut actions = Vec::new();
        if context.is_me(&row.head.author) {
            let counted_on = workshops.iter().any(|row| row.status == WorkshopStatus::Published);
            let unused = workshops.iter().all(|row| row.status == WorkshopStatus::Cancelled);
            if state.stands() && !counted_on {
                actions.push(Action::CancelDay);
            }
            if state == RequestState::Refused {
                actions.push(Action::AskDay);
            }
            // Before the day is confirmed, the workshop waits for it.
            if state.stands() && unused {
                actions.push(Action::PublishWorkshop);
            }
        }
        let fallback = row.booking.resource.to_string();
        let card = context.card(&row.head.author)?;
        let school_name =
            context.school_name(card.as_ref().and_then(|card| card.school.as_ref()))?;
        let calendar = super::calendar::was_confirmed(row.decision.as_ref());
        let (alternatives, reason) = row
            .decision
            .map(|decision| (decision.alternatives, decision.reason))
            .unwrap_or_default();
        Ok(Self {
            common: Common::new(row.head, context, Offering::Booking, actions),
            resource_name: resource.map_or(fallback, |(_, resource)| resource.name),
            resource: row.booking.resource,
            day: row.booking.day,
            purpose: row.booking.purpose,
            alternatives,
            reason,
            calendar,
            state,
            workshops: workshops.into_iter().map(|row| row.head.document).collect(),
            contact: card.map(|card| Contact { name: card.name, mail: card.mail }),
            school_name,
        })
    }
}

/// Whether a day is over everywhere: it may still be running somewhere west of here, and is past two
/// days later.
pub(crate) fn is_over(day: Date, now: Timestamp) -> bool {
    let yesterday = now.to_zoned(TimeZone::UTC).date().yesterday();
    yesterday.is_ok_and(|yesterday| day < yesterday)
}

impl CompanionEngine {
    /// The seats this member asked for, newest first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn my_registrations(&self, page: &PageRequest) -> Result<Page<RegistrationView>> {
        self.read(|context| {
            let found = agenda::registrations_of(context.conn, &context.me.member, page)?;
            found.try_map(|row| RegistrationView::new(context, row))
        })
    }

    /// The days this member asked for, newest first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn my_bookings(&self, page: &PageRequest) -> Result<Page<BookingView>> {
        self.read(|context| {
            let found = agenda::bookings_of(context.conn, &context.me.member, page)?;
            found.try_map(|row| BookingView::new(context, row))
        })
    }

    /// The own days on which a workshop can be put, the next one first: asked or confirmed, not
    /// over, and with no other workshop on them. For a `workshop` that is changed, also the day on
    /// which it stands.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when that workshop is not on this phone.
    pub fn days_for_workshop(&self, workshop: Option<&DocumentId>) -> Result<Vec<BookingView>> {
        self.read(|context| {
            let stands_on = match workshop {
                Some(id) => find_workshop(context, id)?.workshop.booking,
                None => None,
            };
            let mut days = Vec::new();
            let mut page = PageRequest::first();
            loop {
                let found = agenda::bookings_of(context.conn, &context.me.member, &page)?;
                for row in found.items {
                    let day = BookingView::new(context, row)?;
                    let free = day.common.actions.contains(&Action::PublishWorkshop)
                        && !is_over(day.day, context.now);
                    if free || stands_on == Some(day.common.id) {
                        days.push(day);
                    }
                }
                let Some(next) = found.next else { break };
                page = page.after(next);
            }
            days.sort_by_key(|day| day.day);
            Ok(days)
        })
    }

    /// One day that was asked for.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when it is not on this phone.
    pub fn booking(&self, id: &DocumentId) -> Result<BookingView> {
        self.read(|context| {
            let missing = EngineError::NotFound(Missing::Booking);
            let row = agenda::booking(context.conn, id)?.ok_or(missing)?;
            BookingView::new(context, row)
        })
    }
}
