//! Asking for what only one can have: a seat, a day. Offline it is only asked; the hub decides.

use jiff::civil::Date;
use sharenum_domain::{
    Booking, DocumentId, Registration, RequestStatus, ResourceId, Role, WorkshopStatus,
};
use sharenum_ledger::routes;
use sharenum_store::queries::{agenda, catalogue, workshops};

use super::{require, require_staff};
use crate::commit::Writing;
use crate::engine::CompanionEngine;
use crate::views::{RequestState, find_workshop, is_over};
use crate::{DraftForm, EngineError, Missing, NotAllowed, Result};

impl CompanionEngine {
    /// Asks for a seat. The organiser and the hosts get this member's card with it: whoever
    /// organises must know who comes.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for the own workshop, one that is not open, or a second seat.
    pub fn ask_seat(&self, workshop: &DocumentId) -> Result<DocumentId> {
        self.write(|writing| {
            let person = writing.me.roles.is_staff() || writing.me.roles.contains(Role::Guest);
            require(person, NotAllowed::TabletSeat)?;
            let (school, row) = {
                let context = writing.context()?;
                (context.profile.school, find_workshop(&context, workshop)?)
            };
            let me = writing.me.member;
            require(row.head.author != me, NotAllowed::OwnWorkshop)?;
            let begun = row.start.is_some_and(|start| start <= writing.now);
            let open = row.status == WorkshopStatus::Published && !begun;
            require(open, NotAllowed::RegistrationClosed)?;
            if let Some(known) = agenda::registration_by(writing.conn(), workshop, &me)? {
                let state = RequestState::of(&known.status, known.decision.as_ref());
                require(!state.stands(), NotAllowed::SeatAsked)?;
            }
            let mut concerned = vec![me, row.head.author];
            concerned.extend(hosts(writing, row.workshop.resource.as_ref())?);
            let registration =
                Registration { status: vec![RequestStatus::Asked], school, created: writing.now };
            writing.create(&registration, Some(*workshop), routes::for_members(concerned))
        })
    }

    /// Gives a seat back, or leaves the waiting list.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for somebody else's seat, or one that was given back.
    pub fn cancel_seat(&self, registration: &DocumentId) -> Result<()> {
        self.write(|writing| {
            let missing = EngineError::NotFound(Missing::Registration);
            let row = agenda::registration(writing.conn(), registration)?.ok_or(missing)?;
            require(row.head.author == writing.me.member, NotAllowed::OthersSeat)?;
            let state = RequestState::of(&row.status, row.decision.as_ref());
            require(state.stands(), NotAllowed::SeatGone)?;
            writing.edit::<Registration>(registration, None, |registration| {
                Ok(Registration { status: vec![RequestStatus::Cancelled], ..registration })
            })?;
            Ok(())
        })
    }

    /// Asks for a day of a resource, such as the bus. One party gets it; a refusal comes with the
    /// nearest free days, in [`BookingView::alternatives`](crate::BookingView::alternatives).
    ///
    /// # Errors
    /// [`EngineError::ProfileIncomplete`], [`EngineError::Input`], and
    /// [`EngineError::NotAllowed`] for a past day or one that this member asked for already.
    pub fn ask_bus_day(
        &self,
        resource: &ResourceId,
        day: Date,
        purpose: &str,
    ) -> Result<DocumentId> {
        self.write(|writing| {
            writing.used_draft(&DraftForm::BusDay, None)?;
            ask(writing, resource, day, purpose)
        })
    }

    /// Asks for another day, or once more for the same, of what an own booking asked for, as when it
    /// was refused or is taken back. From no form: what is being typed meanwhile stays.
    ///
    /// # Errors
    /// As [`ask_bus_day`](Self::ask_bus_day), and [`EngineError::NotAllowed`] for somebody else's
    /// booking.
    pub fn ask_bus_day_again(&self, booking: &DocumentId, day: Date) -> Result<DocumentId> {
        self.write(|writing| {
            let missing = EngineError::NotFound(Missing::Booking);
            let row = agenda::booking(writing.conn(), booking)?.ok_or(missing)?;
            require(row.head.author == writing.me.member, NotAllowed::OthersDay)?;
            ask(writing, &row.booking.resource, day, &row.booking.purpose)
        })
    }

    /// Gives a day back.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for somebody else's day, or while a published workshop counts
    /// on it.
    pub fn cancel_bus_day(&self, booking: &DocumentId) -> Result<()> {
        self.write(|writing| {
            let missing = EngineError::NotFound(Missing::Booking);
            let row = agenda::booking(writing.conn(), booking)?.ok_or(missing)?;
            let me = writing.me.member;
            require(row.head.author == me, NotAllowed::OthersDay)?;
            let state = RequestState::of(&row.status, row.decision.as_ref());
            require(state.stands(), NotAllowed::DayGone)?;
            let counted_on = workshops::of_booking(writing.conn(), &me, booking)?
                .iter()
                .any(|row| row.status == WorkshopStatus::Published);
            require(!counted_on, NotAllowed::DayCountedOn)?;
            writing.edit::<Booking>(booking, None, |booking| {
                Ok(Booking { status: vec![RequestStatus::Cancelled], ..booking })
            })?;
            Ok(())
        })
    }
}

fn ask(
    writing: &mut Writing<'_, '_>,
    resource: &ResourceId,
    day: Date,
    purpose: &str,
) -> Result<DocumentId> {
    require_staff(writing)?;
    writing.context()?.complete_profile()?;
    let missing = EngineError::NotFound(Missing::Resource);
    let (parent, found) = catalogue::resource(writing.conn(), resource)?.ok_or(missing)?;
    require(!is_over(day, writing.now), NotAllowed::DayPast)?;
    let me = writing.me.member;
    let again = agenda::bookings_on(writing.conn(), resource, day)?.into_iter().any(|row| {
        let state = RequestState::of(&row.status, row.decision.as_ref());
        row.head.author == me && state.stands()
    });
    require(!again, NotAllowed::DayAsked)?;
    let booking = Booking {
        resource: resource.clone(),
        day,
        purpose: purpose.trim().to_owned(),
        status: vec![RequestStatus::Asked],
        created: writing.now,
    };
    booking.check()?;
    let concerned = found.hosts.into_iter().chain([me]);
    writing.create(&booking, Some(parent), routes::for_members(concerned))
}

/// Who welcomes people on a resource.
pub(super) fn hosts(
    writing: &Writing<'_, '_>,
    resource: Option<&ResourceId>,
) -> Result<Vec<sharenum_domain::MemberId>> {
    let Some(resource) = resource else { return Ok(Vec::new()) };
    let found = catalogue::resource(writing.conn(), resource)?;
    Ok(found.map(|(_, found)| found.hosts.into_iter().collect()).unwrap_or_default())
}
