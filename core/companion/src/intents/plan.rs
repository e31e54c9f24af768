//! Planning together, also when both are offline.

use std::collections::BTreeSet;

use sharenum_domain::{DocumentId, Field, InputProblem, InvalidInput, Plan, Slot, TicketStatus};
use sharenum_ledger::routes;
use sharenum_store::queries::plans;

use super::{require, require_staff};
use crate::commit::Writing;
use crate::engine::CompanionEngine;
use crate::views::find_proposal;
use crate::{DraftForm, EngineError, Missing, NotAllowed, Result};

/// What changes in a plan; what is `None` stays, so that two who edit different parts do not
/// undo each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanEdit {
    /// What is prepared.
    pub what: Option<String>,
    /// For whom.
    pub for_whom: Option<String>,
    /// Where.
    pub venue: Option<String>,
    /// Dates to add to those proposed.
    pub add_dates: BTreeSet<Slot>,
}

impl CompanionEngine {
    /// Begins the plan of an accepted proposal, or answers the one that was begun.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for a third person, or before the proposal was taken up.
    pub fn start_plan(&self, proposal: &DocumentId, first: PlanEdit) -> Result<DocumentId> {
        self.write(|writing| {
            require_staff(writing)?;
            writing.used_draft(&DraftForm::Plan, Some(proposal))?;
            if let Some(known) = plans::of_proposal(writing.conn(), proposal)? {
                return edit(writing, &known.head.document, first);
            }
            let (row, ticket) = find_proposal(&writing.context()?, proposal)?;
            let parties = [row.head.author, ticket.head.author];
            require(parties.contains(&writing.me.member), NotAllowed::OthersThreadPlan)?;
            require(row.accepted, NotAllowed::NotTakenUp)?;
            let running = !matches!(ticket.status, TicketStatus::Done | TicketStatus::Cancelled);
            require(running, NotAllowed::TicketOver)?;
            let plan = changed(Plan::default(), first);
            plan.check()?;
            let routes = routes::for_members(parties);
            writing.create_shared(&plan, parties.to_vec(), *proposal, routes)
        })
    }

    /// Changes a plan; what the other party changes meanwhile is merged.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for a third person, [`EngineError::Input`].
    pub fn edit_plan(&self, id: &DocumentId, change: PlanEdit) -> Result<()> {
        self.write(|writing| {
            writing.used_draft(&DraftForm::Plan, Some(id))?;
            edit(writing, id, change).map(drop)
        })
    }

    /// Says whether a date suits; `None` takes the answer back.
    ///
    /// # Errors
    /// [`EngineError::Input`] for a date that is not proposed.
    pub fn vote(&self, id: &DocumentId, slot: &Slot, suits: Option<bool>) -> Result<()> {
        self.write(|writing| {
            let me = writing.me.member;
            on_date(writing, id, slot, |plan| {
                match suits {
                    Some(suits) => plan.votes.insert((slot.clone(), me), suits),
                    None => plan.votes.remove(&(slot.clone(), me)),
                };
            })
        })
    }

    /// Settles the date.
    ///
    /// # Errors
    /// [`EngineError::Input`] for a date that is not proposed.
    pub fn choose_date(&self, id: &DocumentId, slot: &Slot) -> Result<()> {
        self.write(|writing| on_date(writing, id, slot, |plan| plan.chosen = Some(slot.clone())))
    }
}

/// The plan to write: the other one when both parties began one and theirs is gone on with, as a
/// screen may still show this one.
fn shown(writing: &Writing<'_, '_>, id: &DocumentId) -> Result<DocumentId> {
    let missing = EngineError::NotFound(Missing::Plan);
    let row = plans::plan(writing.conn(), id)?.ok_or(missing)?;
    let row = match row.proposal {
        Some(proposal) => plans::of_proposal(writing.conn(), &proposal)?.unwrap_or(row),
        None => row,
    };
    require(row.writers.contains(&writing.me.member), NotAllowed::OthersPlan)?;
    Ok(row.head.document)
}

fn edit(writing: &mut Writing<'_, '_>, id: &DocumentId, change: PlanEdit) -> Result<DocumentId> {
    let id = shown(writing, id)?;
    writing.edit::<Plan>(&id, None, |plan| {
        let plan = changed(plan, change);
        plan.check()?;
        Ok(plan)
    })
}

fn on_date(
    writing: &mut Writing<'_, '_>,
    id: &DocumentId,
    slot: &Slot,
    change: impl FnOnce(&mut Plan),
) -> Result<()> {
    let id = shown(writing, id)?;
    writing.edit::<Plan>(&id, None, |mut plan| {
        if !plan.dates.contains(slot) {
            return Err(InvalidInput::new(Field::Slot, InputProblem::NotProposed).into());
        }
        change(&mut plan);
        Ok(plan)
    })?;
    Ok(())
}

fn changed(plan: Plan, change: PlanEdit) -> Plan {
    let mut dates = plan.dates;
    dates.extend(change.add_dates);
    Plan {
        what: change.what.unwrap_or(plan.what),
        for_whom: change.for_whom.unwrap_or(plan.for_whom),
        venue: change.venue.unwrap_or(plan.venue),
        dates,
        ..plan
    }
}
