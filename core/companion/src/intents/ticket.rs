//! Opening a ticket, and moving it along.

use std::collections::BTreeSet;

use sharenum_domain::{
    Direction, DocumentId, Pedagogy, Position, RadiusKm, Ticket, TicketStatus, ToolId,
    TrainingStep, accepts_proposals, check_training_step, may_become,
};
use sharenum_ledger::routes;
use sharenum_store::queries::catalogue;
use sharenum_store::queries::tickets::TicketRow;

use super::{require, require_staff};
use crate::commit::Writing;
use crate::engine::CompanionEngine;
use crate::views::{Context, find_ticket};
use crate::{CoverageView, DraftForm, EngineError, NotAllowed, Result};

/// A ticket as its author fills it in.
#[derive(Clone, Debug, PartialEq)]
pub struct NewTicket {
    /// Request or offer.
    pub direction: Direction,
    /// Its title.
    pub title: String,
    /// What is needed or offered.
    pub need: String,
    /// Its frame.
    pub pedagogy: Pedagogy,
    /// The trainings that were shown, and why none fits.
    pub training: TrainingStep,
    /// The tools it is about.
    pub tools: BTreeSet<ToolId>,
    /// How far it reaches around the establishment.
    pub radius: RadiusKm,
}

/// What changes in a ticket; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TicketEdit {
    /// Its title.
    pub title: Option<String>,
    /// What is needed or offered.
    pub need: Option<String>,
    /// Its frame.
    pub pedagogy: Option<Pedagogy>,
    /// The trainings that were shown, and why none fits; needed again when the tools change.
    pub training: Option<TrainingStep>,
    /// The tools it is about.
    pub tools: Option<BTreeSet<ToolId>>,
    /// How far it reaches.
    pub radius: Option<RadiusKm>,
}

impl CompanionEngine {
    /// Opens a ticket around the member's establishment and answers what its radius covers: how
    /// many establishments and academies, and the next radius that reaches more.
    ///
    /// # Errors
    /// [`EngineError::ProfileIncomplete`], [`EngineError::TrainingFirst`] until every training of
    /// the own academy for these tools was shown and a reason is kept,
    /// [`EngineError::NoCoordinates`], and [`EngineError::Input`].
    pub fn open_ticket(&self, new: NewTicket) -> Result<(DocumentId, CoverageView)> {
        self.write(|writing| {
            require_staff(writing)?;
            let (ticket, coverage) = {
                let context = writing.context()?;
                let ticket = filled_in(&context, new)?;
                let places = self.inner.places(context.conn)?;
                let coverage = CoverageView::new(&context, &places, &ticket.centre, ticket.radius);
                (ticket, coverage)
            };
            let member = writing.me.member;
            let routes = routes::for_ticket(&ticket.centre, ticket.radius, member);
            writing.used_draft(&DraftForm::NewTicket, None)?;
            Ok((writing.create(&ticket, None, routes)?, coverage))
        })
    }

    /// Changes a ticket while it looks for somebody. Answers its id, which is a new one only when
    /// the region had refused it.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for somebody else's or a settled ticket, or when the radius
    /// would shrink under a standing proposal; else as [`open_ticket`](Self::open_ticket).
    pub fn edit_ticket(&self, id: &DocumentId, edit: TicketEdit) -> Result<DocumentId> {
        self.write(|writing| {
            writing.used_draft(&DraftForm::EditTicket, Some(id))?;
            change(writing, id, edit)
        })
    }

    /// As [`edit_ticket`](Self::edit_ticket), but from no form, as when it is widened by a button or
    /// an edit is taken back: what is being typed meanwhile stays.
    ///
    /// # Errors
    /// As [`edit_ticket`](Self::edit_ticket).
    pub fn adjust_ticket(&self, id: &DocumentId, edit: TicketEdit) -> Result<DocumentId> {
        self.write(|writing| change(writing, id, edit))
    }

    /// Moves a ticket along: in discussion, scheduled, done, or cancelled.
    ///
    /// # Errors
    /// [`EngineError::Transition`] names both statuses; [`EngineError::NotAllowed`] for somebody
    /// else's ticket.
    pub fn set_ticket_status(&self, id: &DocumentId, to: &TicketStatus) -> Result<()> {
        self.write(|writing| {
            let row = own_ticket(writing, id)?;
            if !may_become(&row.status, to) {
                return Err(EngineError::Transition { from: row.status, to: to.clone() });
            }
            move_to(writing, id, to)
        })
    }
}

fn change(writing: &mut Writing<'_, '_>, id: &DocumentId, edit: TicketEdit) -> Result<DocumentId> {
    let row = own_ticket(writing, id)?;
    require(accepts_proposals(&row.status), NotAllowed::SettledTicketEdit)?;
    let shrinks = edit.radius.is_some_and(|radius| radius < row.ticket.radius);
    require(!(shrinks && row.proposals > 0), NotAllowed::RadiusOfAnswered)?;
    // A training that the region published since asks nothing of who only widens.
    let steps = edit.tools.is_some() || edit.training.is_some();
    let ticket = edited(row.ticket, edit);
    ticket.check()?;
    if steps {
        check_trainings(&writing.context()?, &ticket)?;
    }
    let routes = routes::for_ticket(&ticket.centre, ticket.radius, writing.me.member);
    writing.edit::<Ticket>(id, Some(routes), |_| Ok(ticket))
}

/// Writes a status.
pub(super) fn move_to(
    writing: &mut Writing<'_, '_>,
    id: &DocumentId,
    to: &TicketStatus,
) -> Result<()> {
    writing.edit::<Ticket>(id, None, |ticket| Ok(Ticket { status: vec![to.clone()], ..ticket }))?;
    Ok(())
}

/// A ticket of this member.
pub(super) fn own_ticket(writing: &Writing<'_, '_>, id: &DocumentId) -> Result<TicketRow> {
    let row = find_ticket(&writing.context()?, id)?;
    let mine = row.head.author == writing.me.member;
    require(mine, NotAllowed::OthersTicket)?;
    Ok(row)
}

fn filled_in(context: &Context<'_>, new: NewTicket) -> Result<Ticket> {
    let establishment = context.complete_profile()?;
    let centre = centre(context)?;
    let ticket = Ticket {
        direction: new.direction,
        title: new.title.trim().to_owned(),
        need: new.need,
        pedagogy: new.pedagogy,
        training: new.training,
        tools: new.tools,
        school: establishment.code,
        school_name: establishment.name.clone(),
        academy: establishment.academy.code.clone(),
        centre,
        radius: new.radius,
        status: vec![TicketStatus::Open],
        accepted: BTreeSet::new(),
        created: context.now,
    };
    ticket.check()?;
    check_trainings(context, &ticket)?;
    Ok(ticket)
}

fn edited(ticket: Ticket, edit: TicketEdit) -> Ticket {
    Ticket {
        title: edit.title.unwrap_or(ticket.title),
        need: edit.need.unwrap_or(ticket.need),
        pedagogy: edit.pedagogy.unwrap_or(ticket.pedagogy),
        training: edit.training.unwrap_or(ticket.training),
        tools: edit.tools.unwrap_or(ticket.tools),
        radius: edit.radius.unwrap_or(ticket.radius),
        ..ticket
    }
}

/// Where a radius is drawn: around the establishment's first building.
pub(super) fn centre(context: &Context<'_>) -> Result<Position> {
    let place = context.at.iter().flatten().next();
    place.map(|place| place.position).ok_or(EngineError::NoCoordinates)
}

/// The trainings of the own academy come first, whatever else is in order.
fn check_trainings(context: &Context<'_>, ticket: &Ticket) -> Result<()> {
    let all = catalogue::trainings(context.conn)?;
    Ok(check_training_step(&ticket.tools, &ticket.academy, &all, &ticket.training)?)
}
