//! Workshops: near, by date, one's own, and who comes.

use std::time::SystemTime;

use sharenum_companion as engine;

use crate::common::{all, pages};
use crate::directory::radius;
use crate::time::instant;
use crate::{
    Booking, Common, Delivery, DocumentId, PageRequest, Phrase, Position, RequestState, SchoolCode,
    SharenumApp, SharenumError, Slot, Tool, ToolId, WorkshopStatus,
};

/// Which workshops a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum WorkshopFilter {
    /// Published ones to come, soonest first.
    Upcoming,
    /// Published ones to come within whose reach the member's establishment is, nearest first.
    Nearby,
    /// Those this member organises, soonest first, whatever their status.
    Mine,
}

impl From<WorkshopFilter> for engine::WorkshopFilter {
    fn from(filter: WorkshopFilter) -> Self {
        match filter {
            WorkshopFilter::Upcoming => Self::Upcoming,
            WorkshopFilter::Nearby => Self::NearMe,
            WorkshopFilter::Mine => Self::Mine,
        }
    }
}

/// Seats as the organiser and the hosts see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Seats {
    /// Seats in all.
    pub total: u32,
    /// Confirmed by the region.
    pub confirmed: u32,
    /// In the waiting list.
    pub waiting: u32,
    /// Asked, not decided yet.
    pub asked: u32,
    /// Neither confirmed nor asked for.
    pub free: u32,
}

impl From<engine::Seats> for Seats {
    fn from(seats: engine::Seats) -> Self {
        let engine::Seats { total, confirmed, waiting, asked, free } = seats;
        Self { total, confirmed, waiting, asked, free }
    }
}

/// A workshop in a list.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct WorkshopItem {
    /// Id, delivery, actions.
    pub common: Common,
    /// Its title.
    pub title: String,
    /// What happens there.
    pub description: String,
    /// The tools it is about.
    pub tools: Vec<Tool>,
    /// Where it takes place.
    pub place_label: String,
    /// Where that is.
    pub centre: Position,
    /// How far it reaches, in km.
    pub radius_km: u16,
    /// How far it is from the reader's establishment, in km.
    pub km: Option<f64>,
    /// Why the reader sees it: within whose radius, how far away; or why it does not reach them.
    pub why: Phrase,
    /// Local time and zone.
    pub slot: Slot,
    /// When that is; none for a zone this phone does not know.
    pub start: Option<SystemTime>,
    /// Whether `calendar_event` has a file of it.
    pub calendar: bool,
    /// Seats in all.
    pub seats: u32,
    /// How they are taken, on the phones of the organiser and the hosts.
    pub taken: Option<Seats>,
    /// Its status.
    pub status: WorkshopStatus,
    /// This member's own request for a seat.
    pub my_seat: Option<RequestState>,
    /// That request's document.
    pub my_registration: Option<DocumentId>,
    /// The resource it takes place on, by name.
    pub resource: Option<String>,
}

impl From<engine::WorkshopItem> for WorkshopItem {
    fn from(item: engine::WorkshopItem) -> Self {
        Self {
            common: item.common.into(),
            title: item.title,
            description: item.description,
            tools: all(item.tools),
            place_label: item.place_label,
            centre: item.centre.into(),
            radius_km: item.radius.get(),
            km: item.km,
            why: item.why.phrase().into(),
            slot: item.slot.into(),
            start: item.start.map(instant),
            calendar: item.calendar,
            seats: item.seats,
            taken: item.taken.map(Into::into),
            status: item.status.into(),
            my_seat: item.my_seat.map(Into::into),
            my_registration: item.my_registration.map(Into::into),
            resource: item.resource,
        }
    }
}

/// Somebody who asked for a seat.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Attendee {
    /// Their registration.
    pub registration: DocumentId,
    /// Their name, once they shared their card.
    pub name: Option<String>,
    /// Their establishment.
    pub school: Option<SchoolCode>,
    /// Its name, empty when they gave none.
    pub school_name: String,
    /// Where their request stands.
    pub state: RequestState,
    /// When they were checked in.
    pub present_at: Option<SystemTime>,
    /// How far the registration has travelled, where it was written on this phone.
    pub delivery: Delivery,
}

impl From<engine::Attendee> for Attendee {
    fn from(attendee: engine::Attendee) -> Self {
        Self {
            registration: attendee.registration.into(),
            name: attendee.name,
            school: attendee.school.map(Into::into),
            school_name: attendee.school_name,
            state: attendee.state.into(),
            present_at: attendee.present_at.map(instant),
            delivery: attendee.delivery.into(),
        }
    }
}

/// Somebody who came without a registration.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct WalkIn {
    /// Its id in the check-in.
    pub entry: String,
    /// What it was noted as: a school, a role; no pupil's name.
    pub label: String,
    /// When they came.
    pub present_at: Option<SystemTime>,
}

impl From<engine::WalkIn> for WalkIn {
    fn from(walk_in: engine::WalkIn) -> Self {
        let present_at = walk_in.present_at.map(instant);
        Self { entry: walk_in.entry, label: walk_in.label, present_at }
    }
}

/// A workshop with everything around it.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct WorkshopDetail {
    /// The workshop.
    pub item: WorkshopItem,
    /// The ticket it grew from.
    pub ticket: Option<DocumentId>,
    /// The day it waits for or takes place on, on the organiser's phone.
    pub booking: Option<Booking>,
    /// Who asked for a seat, on the phones of the organiser and the hosts.
    pub attendees: Vec<Attendee>,
    /// Who came without a registration.
    pub walk_ins: Vec<WalkIn>,
}

impl From<engine::WorkshopDetail> for WorkshopDetail {
    fn from(detail: engine::WorkshopDetail) -> Self {
        Self {
            item: detail.item.into(),
            ticket: detail.ticket.map(Into::into),
            booking: detail.booking.map(Into::into),
            attendees: all(detail.attendees),
            walk_ins: all(detail.walk_ins),
        }
    }
}

/// Where a workshop takes place.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Venue {
    /// At the member's own establishment; the bus comes there if one is booked.
    MySchool,
    /// Somewhere else.
    Elsewhere {
        /// What people look for when they come.
        label: String,
        /// Where that is; the radius is drawn around it.
        position: Position,
    },
}

impl TryFrom<Venue> for engine::Venue {
    type Error = SharenumError;

    fn try_from(venue: Venue) -> Result<Self, SharenumError> {
        Ok(match venue {
            Venue::MySchool => Self::MySchool,
            Venue::Elsewhere { label, position } => {
                Self::Elsewhere { label, position: position.try_into()? }
            }
        })
    }
}

/// A workshop as its organiser fills it in.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct NewWorkshop {
    /// Its title.
    pub title: String,
    /// What happens there.
    pub description: String,
    /// The tools it is about.
    pub tools: Vec<ToolId>,
    /// Where it takes place.
    pub venue: Venue,
    /// How far it reaches, 1 to 100 km.
    pub radius_km: u16,
    /// When.
    pub slot: Slot,
    /// Seats.
    pub seats: u32,
    /// The plan it grew from.
    #[uniffi(default = None)]
    pub plan: Option<DocumentId>,
    /// The own ticket it grew from, where there is no plan.
    #[uniffi(default = None)]
    pub ticket: Option<DocumentId>,
    /// The day of the bus that this member asked for. Until it is confirmed, nobody is alerted.
    #[uniffi(default = None)]
    pub booking: Option<DocumentId>,
}

impl TryFrom<NewWorkshop> for engine::NewWorkshop {
    type Error = SharenumError;

    fn try_from(new: NewWorkshop) -> Result<Self, SharenumError> {
        Ok(Self {
            title: new.title,
            description: new.description,
            tools: new.tools.into_iter().map(Into::into).collect(),
            venue: new.venue.try_into()?,
            radius: radius(new.radius_km)?,
            slot: new.slot.into(),
            seats: new.seats,
            plan: new.plan.map(Into::into),
            ticket: new.ticket.map(Into::into),
            booking: new.booking.map(Into::into),
        })
    }
}

/// What changes in a workshop; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct WorkshopEdit {
    /// Its title.
    #[uniffi(default = None)]
    pub title: Option<String>,
    /// What happens there.
    #[uniffi(default = None)]
    pub description: Option<String>,
    /// When.
    #[uniffi(default = None)]
    pub slot: Option<Slot>,
    /// Seats; who has one keeps it.
    #[uniffi(default = None)]
    pub seats: Option<u32>,
    /// How far it reaches, in km; it can only grow.
    #[uniffi(default = None)]
    pub radius_km: Option<u16>,
    /// Another day of the bus, after the first was refused.
    #[uniffi(default = None)]
    pub booking: Option<DocumentId>,
    /// The tools it is about.
    #[uniffi(default = None)]
    pub tools: Option<Vec<ToolId>>,
    /// What people look for when they come: another room, another door. The place itself stays, as
    /// whom the workshop reaches is measured from it.
    #[uniffi(default = None)]
    pub place_label: Option<String>,
}

impl TryFrom<WorkshopEdit> for engine::WorkshopEdit {
    type Error = SharenumError;

    fn try_from(edit: WorkshopEdit) -> Result<Self, SharenumError> {
        Ok(Self {
            title: edit.title,
            description: edit.description,
            slot: edit.slot.map(Into::into),
            seats: edit.seats,
            radius: edit.radius_km.map(radius).transpose()?,
            booking: edit.booking.map(Into::into),
            tools: edit.tools.map(|tools| tools.into_iter().map(Into::into).collect()),
            place_label: edit.place_label,
        })
    }
}

pages! {
    /// A page of workshops.
    WorkshopPage of WorkshopItem;
}

#[uniffi::export]
impl SharenumApp {
    /// Workshops, in the order that the filter says.
    pub fn workshops(
        &self,
        filter: WorkshopFilter,
        page: PageRequest,
    ) -> Result<WorkshopPage, SharenumError> {
        Ok(self.engine()?.workshops(filter.into(), &page.into())?.into())
    }

    /// Published workshops to come within `radius_km` (1 to 100) of where the phone is now, nearest
    /// first. The place is stored nowhere and never leaves the phone.
    pub fn near_me(
        &self,
        place: Position,
        radius_km: u16,
        page: PageRequest,
    ) -> Result<WorkshopPage, SharenumError> {
        let around = engine::WorkshopFilter::Around(place.try_into()?, radius(radius_km)?);
        Ok(self.engine()?.workshops(around, &page.into())?.into())
    }

    /// One workshop with everything around it.
    pub fn workshop(&self, id: DocumentId) -> Result<WorkshopDetail, SharenumError> {
        Ok(self.engine()?.workshop(&id.0)?.into())
    }

    /// Publishes a workshop. With a day of the bus that is not confirmed yet, it waits: this phone
    /// publishes it by itself when the confirmation arrives.
    pub fn publish_workshop(&self, new: NewWorkshop) -> Result<DocumentId, SharenumError> {
        let new = new.try_into()?;
        Ok(self.engine()?.publish_workshop(new)?.into())
    }

    /// Changes a workshop before it begins. Answers its id, which is a new one only when the region
    /// had refused it.
    pub fn edit_workshop(
        &self,
        id: DocumentId,
        edit: WorkshopEdit,
    ) -> Result<DocumentId, SharenumError> {
        let edit = edit.try_into()?;
        Ok(self.engine()?.edit_workshop(&id.0, edit)?.into())
    }

    /// Calls a workshop off; those who asked for a seat are alerted.
    pub fn cancel_workshop(&self, id: DocumentId) -> Result<(), SharenumError> {
        Ok(self.engine()?.cancel_workshop(&id.0)?)
    }

    /// Says that a workshop took place.
    pub fn close_workshop(&self, id: DocumentId) -> Result<(), SharenumError> {
        Ok(self.engine()?.close_workshop(&id.0)?)
    }
}
