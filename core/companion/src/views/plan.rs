//! What two members prepare together.

use jiff::Timestamp;
use sharenum_domain::{DocumentId, Slot, TicketStatus, WorkshopStatus};
use sharenum_store::queries::plans::{self, PlanRow};
use sharenum_store::queries::workshops;

use crate::engine::CompanionEngine;
use crate::{EngineError, Missing, Result};

use super::thread::{self, Contact};
use super::{Action, Common, Context, NextStep, Offering};

/// A date that was proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateView {
    /// Local time and zone, as people agreed on it.
    pub slot: Slot,
    /// When that is (UTC); `None` for a zone this phone does not know.
    pub start: Option<Timestamp>,
    /// Whom it suits.
    pub yes: usize,
    /// Whom it does not suit.
    pub no: usize,
    /// What this member said.
    pub my_vote: Option<bool>,
}

/// A shared plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanView {
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
    pub dates: Vec<DateView>,
    /// The date that was settled.
    pub chosen: Option<Slot>,
    /// Whether there is a file of it for a calendar: its date is settled.
    pub calendar: bool,
    /// The other party, once they shared their card.
    pub contact: Option<Contact>,
    /// What most likely comes next in it.
    pub next_step: Option<NextStep>,
}

impl PlanView {
    pub(crate) fn new(context: &Context<'_>, row: PlanRow) -> Result<Self> {
        let missing = EngineError::NotFound(Missing::Proposal);
        let proposal = row.proposal.ok_or(missing)?;
        let (_, ticket) = thread::find(context, &proposal)?;
        let other = row.writers.iter().find(|writer| !context.is_me(writer));
        let contact = match other {
            Some(other) => context.contact(other)?,
            None => None,
        };
        let me = context.me.member;
        let mut dates: Vec<DateView> = row
            .plan
            .dates
            .iter()
            .map(|slot| {
                let (yes, no) = row.plan.tally(slot);
                let my_vote = row.plan.votes.get(&(slot.clone(), me)).copied();
                DateView { slot: slot.clone(), start: slot.instant().ok(), yes, no, my_vote }
            })
            .collect();
        dates.sort_by_key(|date| (date.start.is_none(), date.start));
        let running = !matches!(ticket.status, TicketStatus::Done | TicketStatus::Cancelled);
        let mut actions = Vec::new();
        if running && row.writers.contains(&me) {
            actions.extend([Action::Edit, Action::AddDate]);
            if !dates.is_empty() {
                actions.extend([Action::Vote, Action::ChooseDate]);
            }
            let from_here = workshops::of_ticket(context.conn, &ticket.head.document)?;
            let published = from_here.iter().any(|row| row.status != WorkshopStatus::Cancelled);
            if row.plan.chosen.is_some() && !published {
                actions.push(Action::PublishWorkshop);
            }
        }
        let mut view = Self {
            common: Common::new(row.head, context, Offering::Plan, actions),
            proposal,
            ticket: ticket.head.document,
            ticket_title: ticket.ticket.title,
            what: row.plan.what,
            for_whom: row.plan.for_whom,
            venue: row.plan.venue,
            dates,
            calendar: row.plan.chosen.as_ref().is_some_and(|slot| slot.instant().is_ok()),
            chosen: row.plan.chosen,
            contact,
            next_step: None,
        };
        view.next_step = view.leads_on();
        Ok(view)
    }
}

impl CompanionEngine {
    /// One plan.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when it is not on this phone.
    pub fn plan(&self, id: &DocumentId) -> Result<PlanView> {
        self.read(|context| {
            let missing = EngineError::NotFound(Missing::Plan);
            PlanView::new(context, plans::plan(context.conn, id)?.ok_or(missing)?)
        })
    }
}
