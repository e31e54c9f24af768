//! Workshops: near, by date, one's own, and who comes.

use jiff::Timestamp;
use sharenum_domain::{
    DocumentId, Position, RadiusKm, RequestStatus, Resource, Role, Slot, WhyShown, Workshop,
    WorkshopStatus, workshop_reaches,
};
use sharenum_store::queries::workshops::{self, WorkshopRow};
use sharenum_store::queries::{Page, PageCursor, PageRequest, agenda, catalogue};

use crate::engine::CompanionEngine;
use crate::{EngineError, Missing, Result};

use super::bus_day::{self, Attendee, WalkIn};
use super::{Action, BookingView, Common, Context, Offering, RequestState, ToolName};

/// Which workshops a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkshopFilter {
    /// Published ones to come, soonest first.
    Upcoming,
    /// Published ones to come within whose reach the member's establishment is, nearest first.
    NearMe,
    /// Published ones to come around a place, nearest first. The place is kept nowhere.
    Around(Position, RadiusKm),
    /// Those this member organises, soonest first, whatever their status.
    Mine,
}

/// Seats as the organiser and the hosts see them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// Seats in all.
    pub total: u32,
    /// Confirmed by the hub.
    pub confirmed: u32,
    /// In the waiting list.
    pub waiting: u32,
    /// Asked, not decided yet.
    pub asked: u32,
    /// Neither confirmed nor asked for.
    pub free: u32,
}

/// A workshop in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkshopItem {
    /// Id, delivery, actions.
    pub common: Common,
    /// Its title.
    pub title: String,
    /// What happens there.
    pub description: String,
    /// The tools it is about.
    pub tools: Vec<ToolName>,
    /// Where it takes place.
    pub place_label: String,
    /// Where that is.
    pub centre: Position,
    /// How far it reaches.
    pub radius: RadiusKm,
    /// How far it is from the reader's establishment, in km.
    pub km: Option<f64>,
    /// Why the reader sees it.
    pub why: WhyShown,
    /// Local time and zone.
    pub slot: Slot,
    /// When that is (UTC); `None` for a zone this phone does not know.
    pub start: Option<Timestamp>,
    /// Whether there is a file of it for a calendar.
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

/// A workshop with everything around it.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkshopDetail {
    /// The workshop.
    pub item: WorkshopItem,
    /// The ticket it grew from.
    pub ticket: Option<DocumentId>,
    /// The day it waits for or takes place on, on the organiser's phone.
    pub booking: Option<BookingView>,
    /// Who asked for a seat, on the phones of the organiser and the hosts.
    pub attendees: Vec<Attendee>,
    /// Who came without a registration.
    pub walk_ins: Vec<WalkIn>,
}

impl WorkshopItem {
    pub(crate) fn new(context: &Context<'_>, row: WorkshopRow) -> Result<Self> {
        let id = row.head.document;
        let resource = match &row.workshop.resource {
            Some(resource) => catalogue::resource(context.conn, resource)?,
            None => None,
        };
        let resource = resource.map(|(_, resource)| resource);
        let mine = context.is_me(&row.head.author);
        let hosts = welcomes(context, resource.as_ref());
        let seat = agenda::registration_by(context.conn, &id, &context.me.member)?;
        let my_seat =
            seat.as_ref().map(|seat| RequestState::of(&seat.status, seat.decision.as_ref()));
        let taken =
            if mine || hosts { Some(seats(context, &id, row.workshop.seats)?) } else { None };
        let actions = actions(context, &row, mine, hosts, my_seat.as_ref());
        let why = if mine {
            WhyShown::Own
        } else if my_seat.as_ref().is_some_and(RequestState::stands) {
            WhyShown::Seat
        } else if hosts {
            WhyShown::Host
        } else {
            reach(context, &row)
        };
        let Workshop {
            title, description, tools, place_label, centre, radius, slot, seats, ..
        } = row.workshop;
        Ok(Self {
            common: Common::new(row.head, context, Offering::Workshop, actions),
            tools: context.tool_names(&tools)?,
            title,
            description,
            place_label,
            km: context.km(&centre),
            why,
            centre,
            radius,
            slot,
            calendar: row.start.is_some(),
            start: row.start,
            seats,
            taken,
            status: row.status,
            my_seat,
            my_registration: seat.map(|seat| seat.head.document),
            resource: resource.map(|resource| resource.name),
        })
    }
}

/// Whether the reader's establishment lies within its radius.
fn reach(context: &Context<'_>, row: &WorkshopRow) -> WhyShown {
    let (workshop, at) = (&row.workshop, context.at.as_deref());
    match workshop_reaches(workshop, &row.head.author, &context.me.member, at) {
        Ok(km) => WhyShown::WorkshopNear { km, radius: workshop.radius },
        Err(reason) => WhyShown::NotReached(reason),
    }
}

/// Whether this member welcomes people on the resource.
pub(crate) fn welcomes(context: &Context<'_>, resource: Option<&Resource>) -> bool {
    context.me.roles.contains(Role::BusHost)
        && resource.is_some_and(|resource| resource.hosts.contains(&context.me.member))
}

fn seats(context: &Context<'_>, workshop: &DocumentId, total: u32) -> Result<Seats> {
    let mut seats = Seats { total, ..Seats::default() };
    for row in agenda::registrations(context.conn, workshop)? {
        match RequestState::of(&row.status, row.decision.as_ref()) {
            RequestState::Confirmed => seats.confirmed += 1,
            RequestState::Waiting { .. } => seats.waiting += 1,
            RequestState::Asked => seats.asked += 1,
            _ => {}
        }
    }
    seats.free = total.saturating_sub(seats.confirmed + seats.asked);
    Ok(seats)
}

fn actions(
    context: &Context<'_>,
    row: &WorkshopRow,
    mine: bool,
    hosts: bool,
    my_seat: Option<&RequestState>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let begun = row.start.is_some_and(|start| start <= context.now);
    let published = row.status == WorkshopStatus::Published;
    let open = published || row.status == WorkshopStatus::WaitingForBus;
    if mine && open {
        actions.push(if begun { Action::Close } else { Action::Edit });
        actions.push(Action::Cancel);
    }
    if (mine || hosts) && published {
        actions.extend([Action::CheckIn, Action::AddWalkIn]);
    }
    let seated = my_seat.is_some_and(RequestState::stands);
    if seated && !begun {
        actions.push(Action::CancelSeat);
    }
    let person = context.me.roles.is_staff() || context.me.roles.contains(Role::Guest);
    if published && !begun && !mine && !seated && person {
        actions.push(Action::AskSeat);
    }
    actions
}

/// A workshop, or why it cannot be shown.
pub(crate) fn find(context: &Context<'_>, id: &DocumentId) -> Result<WorkshopRow> {
    let missing = EngineError::NotFound(Missing::Workshop);
    workshops::workshop(context.conn, id)?.ok_or(missing)
}

/// Nearest first, in whole metres; then soonest first, by the minute; then by id.
fn by_distance(
    rows: Vec<WorkshopRow>,
    page: &PageRequest,
    km: impl Fn(&WorkshopRow) -> Option<f64>,
) -> Page<WorkshopRow> {
    // A cursor holds one number: the metres, and the minutes since 1970 below them.
    let place = |row: &WorkshopRow| {
        let metres = (km(row)? * 1000.0).round() as i64;
        let minute = row.start.map_or(0, |start| start.as_second() / 60);
        Some((metres << 32) + minute.clamp(0, u32::MAX.into()))
    };
    let mut near: Vec<(i64, WorkshopRow)> =
        rows.into_iter().filter_map(|row| Some((place(&row)?, row))).collect();
    near.sort_by_key(|(place, row)| (*place, row.head.document));
    let page = Page::slice(near, page, |(place, row)| {
        PageCursor::new(*place, row.head.document.as_bytes())
    });
    page.map(|(_, row)| row)
}

impl CompanionEngine {
    /// Workshops, in the order that the filter says.
    ///
    /// # Errors
    /// Those of the file.
    pub fn workshops(
        &self,
        filter: WorkshopFilter,
        page: &PageRequest,
    ) -> Result<Page<WorkshopItem>> {
        self.read(|context| {
            let upcoming = || workshops::all_upcoming(context.conn, context.now);
            let found = match filter {
                WorkshopFilter::Upcoming => workshops::upcoming(context.conn, context.now, page)?,
                WorkshopFilter::Mine => {
                    workshops::of_author(context.conn, &context.me.member, page)?
                }
                WorkshopFilter::NearMe => by_distance(upcoming()?, page, |row| {
                    let km = context.km(&row.workshop.centre)?;
                    row.workshop.radius.covers(km).then_some(km)
                }),
                WorkshopFilter::Around(place, radius) => by_distance(upcoming()?, page, |row| {
                    let km = place.distance_km(&row.workshop.centre);
                    radius.covers(km).then_some(km)
                }),
            };
            found.try_map(|row| WorkshopItem::new(context, row))
        })
    }

    /// One workshop with everything around it.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when it is not on this phone.
    pub fn workshop(&self, id: &DocumentId) -> Result<WorkshopDetail> {
        self.read(|context| {
            let row = find(context, id)?;
            let booking = match &row.workshop.booking {
                Some(booking) => agenda::booking(context.conn, booking)?,
                None => None,
            };
            let booking = booking.map(|row| BookingView::new(context, row)).transpose()?;
            let (attendees, walk_ins) = bus_day::presence(context, id)?;
            let ticket = row.workshop.ticket;
            let item = WorkshopItem::new(context, row)?;
            // A member's own seat is in `my_seat`; the list is for those who welcome.
            let attendees = if item.taken.is_some() { attendees } else { Vec::new() };
            Ok(WorkshopDetail { item, ticket, booking, attendees, walk_ins })
        })
    }
}

/// Whether a seat was asked for and not taken back.
pub(crate) fn wants_seat(status: &RequestStatus) -> bool {
    *status != RequestStatus::Cancelled
}
