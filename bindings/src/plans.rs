//! Planning a workshop together, also when both are offline.

use std::time::SystemTime;

use sharenum_companion as engine;

use crate::common::{all, count};
use crate::time::instant;
use crate::{Common, Contact, DocumentId, NextStep, SharenumApp, SharenumError, Slot};

/// A date that was proposed.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct DateChoice {
    /// Local time and zone, as people agreed on it.
    pub slot: Slot,
    /// When that is; none for a zone this phone does not know.
    pub start: Option<SystemTime>,
    /// How many it suits.
    pub yes: u64,
    /// How many it does not suit.
    pub no: u64,
    /// What this member said.
    pub my_vote: Option<bool>,
}

impl From<engine::DateView> for DateChoice {
    fn from(view: engine::DateView) -> Self {
        Self {
            slot: view.slot.into(),
            start: view.start.map(instant),
            yes: count(view.yes),
            no: count(view.no),
            my_vote: view.my_vote,
        }
    }
}

/// A plan that two members write together; what both write at once is merged.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Plan {
    /// Id, delivery, actions.
    pub common: Common,
    /// The proposal it grew from.
    pub proposal: DocumentId,
    /// The ticket above it.
    pub ticket: DocumentId,
    /// The ticket's title.
    pub ticket_title: String,
    /// What is prepared.
    pub what: String,
    /// For whom.
    pub for_whom: String,
    /// Where.
    pub venue: String,
    /// The dates, soonest first.
    pub dates: Vec<DateChoice>,
    /// The date that was settled.
    pub chosen: Option<Slot>,
    /// Whether `calendar_event` has a file of it: its date is settled.
    pub calendar: bool,
    /// The other party, once they shared their card.
    pub contact: Option<Contact>,
    /// What most likely comes next in it.
    pub next_step: Option<NextStep>,
}

impl From<engine::PlanView> for Plan {
    fn from(view: engine::PlanView) -> Self {
        Self {
            common: view.common.into(),
            proposal: view.proposal.into(),
            ticket: view.ticket.into(),
            ticket_title: view.ticket_title,
            what: view.what,
            for_whom: view.for_whom,
            venue: view.venue,
            dates: all(view.dates),
            chosen: view.chosen.map(Into::into),
            calendar: view.calendar,
            contact: view.contact.map(Into::into),
            next_step: view.next_step.map(Into::into),
        }
    }
}

/// What changes in a plan; what is none stays, so that two who edit different parts do not undo
/// each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct PlanEdit {
    /// What is prepared, at most 2,000 characters.
    #[uniffi(default = None)]
    pub what: Option<String>,
    /// For whom, at most 2,000 characters.
    #[uniffi(default = None)]
    pub for_whom: Option<String>,
    /// Where, at most 120 characters.
    #[uniffi(default = None)]
    pub venue: Option<String>,
    /// Dates to add to those proposed; 30 in all.
    #[uniffi(default = [])]
    pub add_dates: Vec<Slot>,
}

impl From<PlanEdit> for engine::PlanEdit {
    fn from(edit: PlanEdit) -> Self {
        Self {
            what: edit.what,
            for_whom: edit.for_whom,
            venue: edit.venue,
            add_dates: edit.add_dates.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<engine::PlanEdit> for PlanEdit {
    fn from(edit: engine::PlanEdit) -> Self {
        Self {
            what: edit.what,
            for_whom: edit.for_whom,
            venue: edit.venue,
            add_dates: all(edit.add_dates),
        }
    }
}

#[uniffi::export]
impl SharenumApp {
    /// One plan.
    pub fn plan(&self, id: DocumentId) -> Result<Plan, SharenumError> {
        Ok(self.engine()?.plan(&id.0)?.into())
    }

    /// Begins the plan of an accepted proposal, or answers the one that was begun.
    pub fn start_plan(
        &self,
        proposal: DocumentId,
        first: PlanEdit,
    ) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.start_plan(&proposal.0, first.into())?.into())
    }

    /// Changes a plan; what the other party changes meanwhile is merged. Texts forget the draft
    /// `Plan`, dates `PlanDate`; the other one stays.
    ///
    /// Answers the texts as they stood, for `adjust_plan` to take it back; dates are only ever
    /// added.
    pub fn edit_plan(&self, id: DocumentId, edit: PlanEdit) -> Result<PlanEdit, SharenumError> {
        Ok(self.engine()?.edit_plan(&id.0, edit.into())?.into())
    }

    /// As `edit_plan`, but from no form, as when an edit is taken back: what is being typed meanwhile
    /// stays a draft.
    pub fn adjust_plan(&self, id: DocumentId, edit: PlanEdit) -> Result<(), SharenumError> {
        Ok(self.engine()?.adjust_plan(&id.0, edit.into())?)
    }

    /// Says whether a proposed date suits; none takes the answer back.
    pub fn vote(
        &self,
        plan: DocumentId,
        slot: Slot,
        suits: Option<bool>,
    ) -> Result<(), SharenumError> {
        Ok(self.engine()?.vote(&plan.0, &slot.into(), suits)?)
    }

    /// Settles the date, one of those proposed.
    pub fn choose_date(&self, plan: DocumentId, slot: Slot) -> Result<(), SharenumError> {
        Ok(self.engine()?.choose_date(&plan.0, &slot.into())?)
    }
}
