//! Publishing a workshop, and changing it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sharenum_domain::{
    DocumentId, Field, InputProblem, InvalidInput, Position, RadiusKm, ResourceId, Slot, ToolId,
    Workshop, WorkshopStatus,
};
use sharenum_store::queries::workshops::WorkshopRow;
use sharenum_store::queries::{agenda, plans};

use super::{region_hub, require, require_staff, ticket};
use crate::commit::Writing;
use crate::engine::CompanionEngine;
use crate::reactions::workshop_routes;
use crate::views::{Context, RequestState, find_proposal, find_workshop};
use crate::{DraftForm, EngineError, Missing, NotAllowed, Result};

/// Where a workshop takes place.
#[derive(Clone, Debug, PartialEq)]
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

/// A workshop as its organiser fills it in.
#[derive(Clone, Debug, PartialEq)]
pub struct NewWorkshop {
    /// Its title.
    pub title: String,
    /// What happens there.
    pub description: String,
    /// The tools it is about.
    pub tools: BTreeSet<ToolId>,
    /// Where it takes place.
    pub venue: Venue,
    /// How far it reaches.
    pub radius: RadiusKm,
    /// When.
    pub slot: Slot,
    /// Seats.
    pub seats: u32,
    /// The plan it grew from.
    pub plan: Option<DocumentId>,
    /// The own ticket it grew from, where there is no plan.
    pub ticket: Option<DocumentId>,
    /// The day of the bus that this member asked for. Until it is confirmed, nobody is alerted.
    pub booking: Option<DocumentId>,
}

/// What changes in a workshop; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkshopEdit {
    /// Its title.
    pub title: Option<String>,
    /// What happens there.
    pub description: Option<String>,
    /// When.
    pub slot: Option<Slot>,
    /// Seats; who has one keeps it.
    pub seats: Option<u32>,
    /// How far it reaches; it can only grow.
    pub radius: Option<RadiusKm>,
    /// Another day of the bus, after the first was refused.
    pub booking: Option<DocumentId>,
    /// The tools it is about.
    pub tools: Option<BTreeSet<ToolId>>,
    /// What people look for when they come: another room, another door. The place itself stays, as
    /// whom the workshop reaches is measured from it.
    pub place_label: Option<String>,
}

impl CompanionEngine {
    /// Publishes a workshop. With a day of the bus that is not confirmed yet, it waits: this
    /// phone publishes it by itself when the confirmation arrives.
    ///
    /// # Errors
    /// [`EngineError::ProfileIncomplete`], [`EngineError::NoCoordinates`], [`EngineError::Input`],
    /// and [`EngineError::NotAllowed`] for somebody else's plan or booking, or a refused one.
    pub fn publish_workshop(&self, new: NewWorkshop) -> Result<DocumentId> {
        self.write(|writing| {
            require_staff(writing)?;
            let home = region_hub(writing)?;
            writing
                .used_draft(&DraftForm::NewWorkshop, new.plan.as_ref().or(new.ticket.as_ref()))?;
            let ticket = ticket_of(writing, new.plan.as_ref(), new.ticket)?;
            let workshop = {
                let context = writing.context()?;
                let establishment = context.complete_profile()?;
                let own_label = establishment.name.clone();
                let (place_label, centre) = match new.venue {
                    Venue::MySchool => (own_label, ticket::centre(&context)?),
                    Venue::Elsewhere { label, position } => (label.trim().to_owned(), position),
                };
                let (resource, status) = booked(&context, new.booking.as_ref(), &new.slot)?;
                Workshop {
                    title: new.title.trim().to_owned(),
                    description: new.description,
                    tools: new.tools,
                    school: Some(establishment.code),
                    place_label,
                    centre,
                    radius: new.radius,
                    slot: new.slot,
                    seats: new.seats,
                    resource,
                    booking: new.booking,
                    ticket,
                    home,
                    status: vec![status],
                }
            };
            check(&workshop, writing.now)?;
            let published = workshop.status == [WorkshopStatus::Published];
            let routes = workshop_routes(writing, &workshop, published)?;
            writing.create(&workshop, None, routes)
        })
    }

    /// Changes a workshop before it begins. Those whom its place or time concerns are alerted
    /// again, under the same notification. Answers its id, which is a new one only when the
    /// region had refused it.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for somebody else's or one that has begun or was cancelled.
    pub fn edit_workshop(&self, id: &DocumentId, edit: WorkshopEdit) -> Result<DocumentId> {
        self.write(|writing| {
            let row = own_open(writing, id)?;
            let begun = row.start.is_some_and(|start| start <= writing.now);
            require(!begun, NotAllowed::WorkshopBegun)?;
            let shrinks = edit.radius.is_some_and(|radius| radius < row.workshop.radius);
            require(!shrinks, NotAllowed::RadiusOfPublished)?;
            let workshop = row.workshop;
            let slot = edit.slot.unwrap_or(workshop.slot);
            let booking = edit.booking.or(workshop.booking);
            let (resource, status) = booked(&writing.context()?, booking.as_ref(), &slot)?;
            let workshop = Workshop {
                title: edit.title.map_or(workshop.title, |title| title.trim().to_owned()),
                tools: edit.tools.unwrap_or(workshop.tools),
                place_label: edit
                    .place_label
                    .map_or(workshop.place_label, |label| label.trim().to_owned()),
                description: edit.description.unwrap_or(workshop.description),
                seats: edit.seats.unwrap_or(workshop.seats),
                radius: edit.radius.unwrap_or(workshop.radius),
                slot,
                resource,
                booking,
                status: vec![status],
                ..workshop
            };
            check(&workshop, writing.now)?;
            let published = workshop.status == [WorkshopStatus::Published];
            // Who knows of a published workshop must hear that it waits again.
            let keep = published || row.status == WorkshopStatus::Published;
            let routes = workshop_routes(writing, &workshop, keep)?;
            writing.used_draft(&DraftForm::EditWorkshop, Some(id))?;
            writing.edit::<Workshop>(id, Some(routes), |_| Ok(workshop))
        })
    }

    /// Calls a workshop off; those who asked for a seat are alerted.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for somebody else's, or one that is over.
    pub fn cancel_workshop(&self, id: &DocumentId) -> Result<()> {
        self.end(id, WorkshopStatus::Cancelled)
    }

    /// Says that a workshop took place.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for somebody else's, or before it begins.
    pub fn close_workshop(&self, id: &DocumentId) -> Result<()> {
        self.end(id, WorkshopStatus::Done)
    }

    fn end(&self, id: &DocumentId, status: WorkshopStatus) -> Result<()> {
        self.write(|writing| {
            let row = own_open(writing, id)?;
            let begun = row.start.is_none_or(|start| start <= writing.now);
            require(begun || status == WorkshopStatus::Cancelled, NotAllowed::WorkshopNotBegun)?;
            writing.edit::<Workshop>(id, None, |workshop| {
                Ok(Workshop { status: vec![status], ..workshop })
            })?;
            Ok(())
        })
    }
}

fn own_open(writing: &Writing<'_, '_>, id: &DocumentId) -> Result<WorkshopRow> {
    let row = find_workshop(&writing.context()?, id)?;
    require(row.head.author == writing.me.member, NotAllowed::OthersWorkshop)?;
    let open = matches!(row.status, WorkshopStatus::Published | WorkshopStatus::WaitingForBus);
    require(open, NotAllowed::WorkshopOver)?;
    Ok(row)
}

/// The ticket that a workshop grew from, through its plan or directly.
fn ticket_of(
    writing: &Writing<'_, '_>,
    plan: Option<&DocumentId>,
    own: Option<DocumentId>,
) -> Result<Option<DocumentId>> {
    let Some(plan) = plan else {
        if let Some(own) = &own {
            ticket::own_ticket(writing, own)?;
        }
        return Ok(own);
    };
    let missing = EngineError::NotFound(Missing::Plan);
    let plan = plans::plan(writing.conn(), plan)?.ok_or(missing)?;
    require(plan.writers.contains(&writing.me.member), NotAllowed::OthersPlanWorkshop)?;
    let missing = EngineError::NotFound(Missing::Proposal);
    let proposal = plan.proposal.ok_or(missing)?;
    let (_, ticket) = find_proposal(&writing.context()?, &proposal)?;
    Ok(Some(ticket.head.document))
}

/// The resource of a booking, and whether the workshop has to wait for it.
fn booked(
    context: &Context<'_>,
    booking: Option<&DocumentId>,
    slot: &Slot,
) -> Result<(Option<ResourceId>, WorkshopStatus)> {
    let Some(booking) = booking else { return Ok((None, WorkshopStatus::Published)) };
    let missing = EngineError::NotFound(Missing::Booking);
    let row = agenda::booking(context.conn, booking)?.ok_or(missing)?;
    require(context.is_me(&row.head.author), NotAllowed::OthersDay)?;
    if slot.start.date() != row.booking.day {
        let problem = InputProblem::OtherDay { day: row.booking.day };
        return Err(InvalidInput::new(Field::Slot, problem).into());
    }
    let status = match RequestState::of(&row.status, row.decision.as_ref()) {
        RequestState::Confirmed => WorkshopStatus::Published,
        RequestState::Refused | RequestState::Cancelled => {
            return Err(EngineError::NotAllowed(NotAllowed::DayRefused));
        }
        _ => WorkshopStatus::WaitingForBus,
    };
    Ok((Some(row.booking.resource), status))
}

fn check(workshop: &Workshop, now: Timestamp) -> Result<()> {
    workshop.check()?;
    if workshop.slot.instant()? <= now {
        return Err(InvalidInput::new(Field::Slot, InputProblem::PastDate).into());
    }
    Ok(())
}
