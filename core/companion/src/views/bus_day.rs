//! A day of the bus, for its host: today's workshops, who comes, who came, and what is not
//! carried home yet. Everything here works offline.

use jiff::Timestamp;
use jiff::civil::Date;
use sharenum_domain::{DocumentId, ResourceId, SchoolCode};
use sharenum_ledger::HubRole;
use sharenum_store::queries::bus_day::PresenceRow;
use sharenum_store::queries::carrying::{self, Undelivered};
use sharenum_store::queries::{Delivery, agenda, bus_day, catalogue, workshops};

use crate::engine::CompanionEngine;
use crate::{EngineError, Missing, Result};

use super::workshop::wants_seat;
use super::{BookingView, Context, RequestState, ResourceView, WorkshopItem};

/// Somebody who asked for a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// When they were checked in (UTC).
    pub present_at: Option<Timestamp>,
    /// How far the registration has travelled, where it was written on this phone.
    pub delivery: Delivery,
}

/// Somebody who came without a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkIn {
    /// Its id in the check-in.
    pub entry: String,
    /// What it was noted as: a school, a role; no pupil's name.
    pub label: String,
    /// When they came (UTC).
    pub present_at: Option<Timestamp>,
}

/// A workshop of the day.
#[derive(Clone, Debug, PartialEq)]
pub struct BusWorkshop {
    /// The workshop.
    pub workshop: WorkshopItem,
    /// Who comes.
    pub attendees: Vec<Attendee>,
    /// Who came without a registration.
    pub walk_ins: Vec<WalkIn>,
    /// How many are there, walk-ins included.
    pub present: usize,
}

/// A day of a resource.
#[derive(Clone, Debug, PartialEq)]
pub struct BusDayView {
    /// The resource.
    pub resource: ResourceView,
    /// The local day.
    pub day: Date,
    /// Whose day it is, and who else asked for it.
    pub bookings: Vec<BookingView>,
    /// The workshops, soonest first.
    pub workshops: Vec<BusWorkshop>,
    /// What this phone wrote and the region has not acknowledged.
    pub not_home: Undelivered,
    /// When this phone last reached the region (UTC).
    pub last_region_contact: Option<Timestamp>,
    /// When this phone last reached a bus (UTC).
    pub last_bus_contact: Option<Timestamp>,
}

/// Who asked for a seat in a workshop and who came, as far as this phone may see.
pub(crate) fn presence(
    context: &Context<'_>,
    workshop: &DocumentId,
) -> Result<(Vec<Attendee>, Vec<WalkIn>)> {
    let present = bus_day::presence(context.conn, workshop)?;
    let at = |registration: &DocumentId| {
        let entry = registration.to_string();
        present.iter().find(|row| row.entry == entry).and_then(|row| row.at)
    };
    let mut attendees = Vec::new();
    for row in agenda::registrations(context.conn, workshop)? {
        let present_at = at(&row.head.document);
        if !wants_seat(&row.status) && present_at.is_none() {
            continue;
        }
        attendees.push(Attendee {
            registration: row.head.document,
            name: context.contact(&row.head.author)?.map(|contact| contact.name),
            school: row.registration.school,
            school_name: context.school_name(row.registration.school.as_ref())?,
            state: RequestState::of(&row.status, row.decision.as_ref()),
            present_at,
            delivery: row.head.delivery,
        });
    }
    let walk_in = |row: PresenceRow| {
        Some(WalkIn { label: row.walk_in?, entry: row.entry, present_at: row.at })
    };
    let walk_ins = present.into_iter().filter_map(walk_in).collect();
    Ok((attendees, walk_ins))
}

impl CompanionEngine {
    /// A day of the bus or of another resource.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when the catalogue on this phone has no such resource.
    pub fn bus_day(&self, resource: &ResourceId, day: Date) -> Result<BusDayView> {
        self.read(|context| {
            let missing = EngineError::NotFound(Missing::Resource);
            let found = catalogue::resource(context.conn, resource)?.ok_or(missing)?;
            let bookings = agenda::bookings_on(context.conn, resource, day)?;
            let bookings = bookings
                .into_iter()
                .map(|row| BookingView::new(context, row))
                .collect::<Result<_>>()?;
            let mut of_the_day = Vec::new();
            for row in workshops::on_resource(context.conn, resource, day)? {
                let (attendees, walk_ins) = presence(context, &row.head.document)?;
                let came = attendees.iter().filter(|attendee| attendee.present_at.is_some());
                let walked = walk_ins.iter().filter(|walk_in| walk_in.present_at.is_some());
                of_the_day.push(BusWorkshop {
                    present: came.count() + walked.count(),
                    workshop: WorkshopItem::new(context, row)?,
                    attendees,
                    walk_ins,
                });
            }
            let hubs = carrying::hubs(context.conn)?;
            let last = |role: HubRole| {
                let of_role = hubs.iter().filter(|hub| hub.role == role);
                of_role.filter_map(|hub| hub.last_contact).max()
            };
            Ok(BusDayView {
                resource: ResourceView::new(found, context),
                day,
                bookings,
                workshops: of_the_day,
                not_home: carrying::undelivered(context.conn)?,
                last_region_contact: last(HubRole::Region),
                last_bus_contact: last(HubRole::Bus),
            })
        })
    }
}
