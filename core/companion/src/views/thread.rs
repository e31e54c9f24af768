//! Proposals, and what is said under them.

use sharenum_domain::{DocumentId, ProposalStatus, TicketStatus, accepts_proposals};
use sharenum_store::queries::threads::{self, MessageRow, ProposalRow};
use sharenum_store::queries::tickets::TicketRow;
use sharenum_store::queries::{Page, PageRequest, plans, tickets};

use crate::engine::CompanionEngine;
use crate::{EngineError, Missing, Result};

use super::{Action, Common, Context, NextStep, Offering};

/// How to reach somebody, as their card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// Their mail address.
    pub mail: String,
}

/// An answer to a ticket, seen by one of the two it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalView {
    /// Id, delivery, actions.
    pub common: Common,
    /// The ticket it answers.
    pub ticket: DocumentId,
    /// The ticket's title.
    pub ticket_title: String,
    /// What help is proposed.
    pub text: String,
    /// Whether it stands.
    pub status: ProposalStatus,
    /// Whether the ticket's author took it up.
    pub accepted: bool,
    /// The proposer's establishment: `a teacher of`.
    pub school_name: String,
    /// The other party, once they shared their card.
    pub contact: Option<Contact>,
    /// Lines in the thread.
    pub messages: usize,
    /// The shared plan, once it was begun.
    pub plan: Option<DocumentId>,
    /// What most likely comes next with it.
    pub next_step: Option<NextStep>,
}

/// A line of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    /// Id, delivery, actions; `mine` says on which side it stands.
    pub common: Common,
    /// The text.
    pub body: String,
}

impl MessageView {
    fn new(context: &Context<'_>, row: MessageRow) -> Self {
        Self {
            body: row.message.body,
            common: Common::new(row.head, context, Offering::Message, Vec::new()),
        }
    }
}

impl ProposalView {
    pub(crate) fn new(context: &Context<'_>, row: ProposalRow, ticket: &TicketRow) -> Result<Self> {
        let id = row.head.document;
        let plan = plans::of_proposal(context.conn, &id)?.map(|plan| plan.head.document);
        let messages = threads::messages(context.conn, &id, &PageRequest::first().of(1))?.total;
        let other =
            if context.is_me(&row.head.author) { &ticket.head.author } else { &row.head.author };
        let contact = context.contact(other)?;
        let actions = actions(context, &row, ticket, plan.is_some());
        let mut view = Self {
            ticket: row.ticket,
            ticket_title: ticket.ticket.title.clone(),
            text: row.proposal.text,
            status: row.proposal.status,
            accepted: row.accepted,
            school_name: row.proposal.school_name,
            contact,
            messages,
            plan,
            next_step: None,
            common: Common::new(row.head, context, Offering::Proposal, actions),
        };
        view.next_step = view.leads_on();
        Ok(view)
    }
}

fn actions(
    context: &Context<'_>,
    row: &ProposalRow,
    ticket: &TicketRow,
    planned: bool,
) -> Vec<Action> {
    let stands = row.proposal.status == ProposalStatus::Offered;
    let running = !matches!(ticket.status, TicketStatus::Done | TicketStatus::Cancelled);
    let proposer = context.is_me(&row.head.author);
    let requester = context.is_me(&ticket.head.author);
    let mut actions = Vec::new();
    if !context.me.roles.is_staff() || !(proposer || requester) {
        return actions;
    }
    if proposer && stands && !row.accepted && accepts_proposals(&ticket.status) {
        actions.extend([Action::Edit, Action::Withdraw]);
    }
    if requester && stands && !row.accepted && accepts_proposals(&ticket.status) {
        actions.push(Action::Accept);
    }
    if running {
        actions.push(Action::Write);
    }
    if running && row.accepted && !planned {
        actions.push(Action::StartPlan);
    }
    actions
}

/// A proposal with its ticket, for one of its parties.
pub(crate) fn find(context: &Context<'_>, id: &DocumentId) -> Result<(ProposalRow, TicketRow)> {
    let missing = EngineError::NotFound(Missing::Proposal);
    let row = threads::proposal(context.conn, id)?.ok_or(missing)?;
    let missing = EngineError::NotFound(Missing::Ticket);
    let ticket = tickets::ticket(context.conn, &row.ticket)?.ok_or(missing)?;
    Ok((row, ticket))
}

impl CompanionEngine {
    /// One proposal.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when it is not on this phone.
    pub fn proposal(&self, id: &DocumentId) -> Result<ProposalView> {
        self.read(|context| {
            let (row, ticket) = find(context, id)?;
            ProposalView::new(context, row, &ticket)
        })
    }

    /// What this member proposed, newest first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn my_proposals(&self, page: &PageRequest) -> Result<Page<ProposalView>> {
        self.read(|context| {
            let found = threads::proposals_of(context.conn, &context.me.member, page)?;
            found.try_map(|row| {
                let missing = EngineError::NotFound(Missing::Ticket);
                let ticket = tickets::ticket(context.conn, &row.ticket)?.ok_or(missing)?;
                ProposalView::new(context, row, &ticket)
            })
        })
    }

    /// The thread under a proposal, in the order of arrival on this phone: what was answered
    /// stands before its answer.
    ///
    /// # Errors
    /// Those of the file.
    pub fn messages(&self, proposal: &DocumentId, page: &PageRequest) -> Result<Page<MessageView>> {
        self.read(|context| {
            let found = threads::messages(context.conn, proposal, page)?;
            Ok(found.map(|row| MessageView::new(context, row)))
        })
    }

    /// The same thread from its end, where it is read first: what arrived last comes first, and
    /// the next page goes back. A line that arrives moves no page that was read.
    ///
    /// # Errors
    /// Those of the file.
    pub fn latest_messages(
        &self,
        proposal: &DocumentId,
        page: &PageRequest,
    ) -> Result<Page<MessageView>> {
        self.read(|context| {
            let found = threads::latest_messages(context.conn, proposal, page)?;
            Ok(found.map(|row| MessageView::new(context, row)))
        })
    }
}
