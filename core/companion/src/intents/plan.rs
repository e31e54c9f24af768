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

impl PlanEdit {
    const fn has_texts(&self) -> bool {
        self.what.is_some() || self.for_whom.is_some() || self.venue.is_some()
    }

    /// The texts of `plan` that this changes.
    fn texts_of(&self, plan: &Plan) -> Self {
        Self {
            what: self.what.as_ref().map(|_| plan.what.clone()),
            for_whom: self.for_whom.as_ref().map(|_| plan.for_whom.clone()),
            venue: self.venue.as_ref().map(|_| plan.venue.clone()),
            add_dates: BTreeSet::new(),
        }
    }
}

impl CompanionEngine {
    /// Begins the plan of an accepted proposal, or answers the one that was begun.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for a third person, or before the proposal was taken up.
    pub fn start_plan(&self, proposal: &DocumentId, first: PlanEdit) -> Result<DocumentId> {
        self.write(|writing| {
            require_staff(writing)?;
            for form in [DraftForm::Plan, DraftForm::PlanDate] {
                writing.used_draft(&form, Some(proposal))?;
            }
            if let Some(known) = plans::of_proposal(writing.conn(), proposal)? {
                return edit(writing, &known.head.document, first).map(|(id, _)| id);
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

    /// Changes a plan; what the other party changes meanwhile is merged. Texts and dates are typed
    /// into two forms: each is forgotten when its part is among the changes, and stays else.
    ///
    /// Answers the texts as they stood, for [`adjust_plan`](Self::adjust_plan) to take it back;
    /// dates are only ever added.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for a third person, [`EngineError::Input`].
    pub fn edit_plan(&self, id: &DocumentId, change: PlanEdit) -> Result<PlanEdit> {
        self.write(|writing| {
            if change.has_texts() {
                writing.used_draft(&DraftForm::Plan, Some(id))?;
            }
            if !change.add_dates.is_empty() {
                writing.used_draft(&DraftForm::PlanDate, Some(id))?;
            }
            edit(writing, id, change).map(|(_, stood)| stood)
        })
    }

    /// As [`edit_plan`](Self::edit_plan), but from no form, as when an edit is taken back: what is
    /// being typed meanwhile stays.
    ///
    /// # Errors
    /// As [`edit_plan`](Self::edit_plan).
    pub fn adjust_plan(&self, id: &DocumentId, change: PlanEdit) -> Result<()> {
        self.write(|writing| edit(writing, id, change).map(drop))
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

/// The plan that was written, and what it said before where it says something else now.
fn edit(
    writing: &mut Writing<'_, '_>,
    id: &DocumentId,
    change: PlanEdit,
) -> Result<(DocumentId, PlanEdit)> {
    let id = shown(writing, id)?;
    let mut stood = PlanEdit::default();
    let id = writing.edit::<Plan>(&id, None, |plan| {
        stood = change.texts_of(&plan);
        let plan = changed(plan, change);
        plan.check()?;
        Ok(plan)
    })?;
    Ok((id, stood))
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
