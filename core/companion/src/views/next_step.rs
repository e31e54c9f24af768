//! Which of all that a person may do most likely leads on, from a ticket to a workshop.
//!
//! One thing stands out on a screen, and only where it leads on: what merely keeps a thing in order
//! (edit, withdraw, cancel) or says what happened elsewhere (in discussion, scheduled) is never it.

use sharenum_domain::DocumentId;

use super::{Action, PlanView, ProposalView, TicketItem};

/// The action that most likely comes next, among those that views offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What is done.
    pub action: Action,
    /// With what: the ticket, one of its proposals, or a plan.
    pub document: DocumentId,
}

fn first(of: &super::Common, wanted: &[Action]) -> Option<NextStep> {
    let action = wanted.iter().find(|action| of.actions.contains(action))?;
    Some(NextStep { action: *action, document: of.id })
}

impl PlanView {
    /// With a settled date the workshop; before that a date, as everything else in a plan can wait
    /// for it. Once both are there, nothing is left to do in it.
    pub(super) fn leads_on(&self) -> Option<NextStep> {
        if self.chosen.is_some() {
            return first(&self.common, &[Action::PublishWorkshop]);
        }
        // It is settled after all have said what suits them; both are done at the same place.
        first(&self.common, &[Action::ChooseDate, Action::AddDate])
    }
}

impl ProposalView {
    /// Taking it up, then preparing it together. Whoever proposed waits for the answer.
    pub(super) fn leads_on(&self) -> Option<NextStep> {
        first(&self.common, &[Action::Accept, Action::StartPlan])
    }
}

/// What comes next with a ticket: what is nearest to a workshop goes first, as whoever has found
/// somebody goes on with them. So a plan comes before a proposal that was not answered yet, and
/// both before the ticket, of which only asking farther around or answering it leads on. Of several
/// plans or proposals the oldest: it has waited longest.
pub(super) fn of_ticket(
    ticket: &TicketItem,
    proposals: &[ProposalView],
    plans: &[PlanView],
) -> Option<NextStep> {
    let of_plans = || plans.iter().find_map(|plan| plan.next_step);
    let of_proposals = || proposals.iter().find_map(|proposal| proposal.next_step);
    let of_itself = || first(&ticket.common, &[Action::Propose, Action::Widen]);
    of_plans().or_else(of_proposals).or_else(of_itself)
}
