//! Asking for what only one can have, a seat or a day; and a day of the bus for its host.

use std::time::SystemTime;

use sharenum_companion as engine;

use crate::common::{all, count, pages};
use crate::time::instant;
use crate::{
    Attendee, CivilDate, Common, Contact, DocumentId, PageRequest, Phrase, Resource, ResourceId,
    SharenumApp, SharenumError, Slot, WalkIn, WorkshopItem,
};

/// Where a request stands, what its author wants and what was decided taken together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
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
    /// What a newer hub decided.
    Unknown {
        /// The word as it was written.
        word: String,
    },
}

impl From<engine::RequestState> for RequestState {
    fn from(state: engine::RequestState) -> Self {
        match state {
            engine::RequestState::Asked => Self::Asked,
            engine::RequestState::Confirmed => Self::Confirmed,
            engine::RequestState::Waiting { position } => Self::Waiting { position },
            engine::RequestState::Refused => Self::Refused,
            engine::RequestState::Cancelled => Self::Cancelled,
            engine::RequestState::Unknown(word) => Self::Unknown { word },
        }
    }
}

/// A seat that this member asked for.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Registration {
    /// Id, delivery, actions.
    pub common: Common,
    /// The workshop.
    pub workshop: DocumentId,
    /// Its title.
    pub title: String,
    /// When it is; none when the workshop is not on this phone any more.
    pub slot: Option<Slot>,
    /// Where.
    pub place_label: String,
    /// Where the request stands.
    pub state: RequestState,
    /// Why the region decided so; none before it did.
    pub why: Option<Phrase>,
}

impl From<engine::RegistrationView> for Registration {
    fn from(view: engine::RegistrationView) -> Self {
        let why = view.why().map(Into::into);
        Self {
            common: view.common.into(),
            workshop: view.workshop.into(),
            title: view.title,
            slot: view.slot.map(Into::into),
            place_label: view.place_label,
            state: view.state.into(),
            why,
        }
    }
}

/// A day that this member asked for.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Booking {
    /// Id, delivery, actions.
    pub common: Common,
    /// What was asked.
    pub resource: ResourceId,
    /// Its name.
    pub resource_name: String,
    /// Which day, local.
    pub day: CivilDate,
    /// What for.
    pub purpose: String,
    /// Where the request stands.
    pub state: RequestState,
    /// With a refusal: the nearest free days, nearest first.
    pub alternatives: Vec<CivilDate>,
    /// Why the region decided so; none before it did.
    pub why: Option<Phrase>,
    /// Whether `calendar_event` has a file of it: it was confirmed, also when it was given back.
    pub calendar: bool,
    /// The workshops that wait for this day or take place on it.
    pub workshops: Vec<DocumentId>,
    /// Who asks, on the phones of the hosts.
    pub contact: Option<Contact>,
    /// Their establishment, on the phones of the hosts; empty elsewhere, and when they gave none.
    pub school_name: String,
}

impl From<engine::BookingView> for Booking {
    fn from(view: engine::BookingView) -> Self {
        let why = view.why().map(Into::into);
        Self {
            common: view.common.into(),
            resource: view.resource.into(),
            resource_name: view.resource_name,
            day: view.day.into(),
            purpose: view.purpose,
            state: view.state.into(),
            alternatives: all(view.alternatives),
            why,
            calendar: view.calendar,
            workshops: all(view.workshops),
            contact: view.contact.map(Into::into),
            school_name: view.school_name,
        }
    }
}

/// A workshop of the day, for the host.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct BusWorkshop {
    /// The workshop.
    pub workshop: WorkshopItem,
    /// Who comes.
    pub attendees: Vec<Attendee>,
    /// Who came without a registration.
    pub walk_ins: Vec<WalkIn>,
    /// How many are there, walk-ins included.
    pub present: u64,
}

impl From<engine::BusWorkshop> for BusWorkshop {
    fn from(view: engine::BusWorkshop) -> Self {
        Self {
            workshop: view.workshop.into(),
            attendees: all(view.attendees),
            walk_ins: all(view.walk_ins),
            present: count(view.present),
        }
    }
}

/// How many changes of this phone the region has not acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Undelivered {
    /// Only on this phone.
    pub on_this_phone: u64,
    /// In the custody of a bus.
    pub with_bus: u64,
    /// Refused by the region; their author can edit, send again or discard them.
    pub refused: u64,
}

impl From<engine::Undelivered> for Undelivered {
    fn from(undelivered: engine::Undelivered) -> Self {
        Self {
            on_this_phone: count(undelivered.on_this_phone),
            with_bus: count(undelivered.with_bus),
            refused: count(undelivered.refused),
        }
    }
}

/// A day of the bus, for its host. Everything here works offline.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct BusDay {
    /// The resource.
    pub resource: Resource,
    /// The local day.
    pub day: CivilDate,
    /// Whose day it is, and who else asked for it.
    pub bookings: Vec<Booking>,
    /// The workshops, soonest first.
    pub workshops: Vec<BusWorkshop>,
    /// What this phone wrote and the region has not acknowledged.
    pub not_home: Undelivered,
    /// When this phone last reached the region.
    pub last_region_contact: Option<SystemTime>,
    /// When this phone last reached a bus.
    pub last_bus_contact: Option<SystemTime>,
}

impl From<engine::BusDayView> for BusDay {
    fn from(view: engine::BusDayView) -> Self {
        Self {
            resource: view.resource.into(),
            day: view.day.into(),
            bookings: all(view.bookings),
            workshops: all(view.workshops),
            not_home: view.not_home.into(),
            last_region_contact: view.last_region_contact.map(instant),
            last_bus_contact: view.last_bus_contact.map(instant),
        }
    }
}

pages! {
    /// A page of the seats this member asked for.
    RegistrationPage of Registration;
    /// A page of the days this member asked for.
    BookingPage of Booking;
}

#[uniffi::export]
impl SharenumApp {
    /// The seats this member asked for, newest first.
    pub fn my_registrations(&self, page: PageRequest) -> Result<RegistrationPage, SharenumError> {
        Ok(self.engine()?.my_registrations(&page.into())?.into())
    }

    /// The days this member asked for, newest first.
    pub fn my_bookings(&self, page: PageRequest) -> Result<BookingPage, SharenumError> {
        Ok(self.engine()?.my_bookings(&page.into())?.into())
    }

    /// The own days on which a workshop can be put, the next one first: asked or confirmed, not
    /// over, and with no other workshop on them. For a `workshop` that is changed, also the day on
    /// which it stands.
    #[uniffi::method(default(workshop = None))]
    pub fn days_for_workshop(
        &self,
        workshop: Option<DocumentId>,
    ) -> Result<Vec<Booking>, SharenumError> {
        let workshop = workshop.map(Into::into);
        Ok(all(self.engine()?.days_for_workshop(workshop.as_ref())?))
    }

    /// One day that was asked for.
    pub fn booking(&self, id: DocumentId) -> Result<Booking, SharenumError> {
        Ok(self.engine()?.booking(&id.0)?.into())
    }

    /// Asks for a seat; it is *asked* until the region decides. The organiser and the hosts get this
    /// member's card with it.
    pub fn ask_seat(&self, workshop: DocumentId) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.ask_seat(&workshop.0)?.into())
    }

    /// Gives a seat back, or leaves the waiting list.
    pub fn cancel_seat(&self, registration: DocumentId) -> Result<(), SharenumError> {
        Ok(self.engine()?.cancel_seat(&registration.0)?)
    }

    /// Asks for a day of a resource, such as the bus. A refusal comes with the nearest free days.
    pub fn ask_day(
        &self,
        resource: ResourceId,
        day: CivilDate,
        purpose: String,
    ) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.ask_bus_day(&resource.0, day.0, &purpose)?.into())
    }

    /// Asks for another day, or once more for the same, of what an own booking asked for, as when it
    /// was refused or is taken back. From no form: what is being typed meanwhile stays a draft.
    pub fn ask_day_again(
        &self,
        booking: DocumentId,
        day: CivilDate,
    ) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.ask_bus_day_again(&booking.0, day.0)?.into())
    }

    /// Gives a day back.
    pub fn cancel_day(&self, booking: DocumentId) -> Result<(), SharenumError> {
        Ok(self.engine()?.cancel_bus_day(&booking.0)?)
    }

    /// A day of the bus or of another resource: who comes, who came, what is not carried home.
    pub fn bus_day(&self, resource: ResourceId, day: CivilDate) -> Result<BusDay, SharenumError> {
        Ok(self.engine()?.bus_day(&resource.0, day.0)?.into())
    }

    /// Marks somebody who registered as present, or takes the mark back.
    pub fn check_in(
        &self,
        workshop: DocumentId,
        registration: DocumentId,
        present: bool,
    ) -> Result<(), SharenumError> {
        Ok(self.engine()?.check_in(&workshop.0, &registration.0, present)?)
    }

    /// Notes somebody who came without a registration, as a school or a role, never with a pupil's
    /// name; answers the entry's id.
    pub fn add_walk_in(
        &self,
        workshop: DocumentId,
        label: String,
    ) -> Result<String, SharenumError> {
        Ok(self.engine()?.add_walk_in(&workshop.0, &label)?)
    }

    /// Takes back that somebody came without a registration, by the entry's id; only whoever noted
    /// it can.
    pub fn take_back_walk_in(
        &self,
        workshop: DocumentId,
        entry: String,
    ) -> Result<(), SharenumError> {
        Ok(self.engine()?.take_back_walk_in(&workshop.0, &entry)?)
    }
}
