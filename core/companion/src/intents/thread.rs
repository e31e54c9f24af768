//! Proposing help, taking it up, and talking about it.

use sharenum_domain::{
    DocumentId, Message, Proposal, ProposalStatus, Ticket, TicketStatus, accepts_proposals,
    may_become,
};
use sharenum_ledger::routes;
use sharenum_store::queries::threads;

use super::{require, require_staff, ticket};
use crate::commit::Writing;
use crate::engine::CompanionEngine;
use crate::views::{find_proposal, find_ticket};
use crate::{DraftForm, NotAllowed, Result};

impl CompanionEngine {
    /// Proposes help, or answers an offer.
    ///
    /// # Errors
    /// [`EngineError::ProfileIncomplete`](crate::EngineError::ProfileIncomplete), and
    /// [`EngineError::NotAllowed`](crate::EngineError::NotAllowed) for the own ticket, one that
    /// does not reach this member, or a second proposal.
    pub fn propose(&self, ticket: &DocumentId, text: &str) -> Result<DocumentId> {
        self.write(|writing| {
            require_staff(writing)?;
            let (proposal, author) = {
                let context = writing.context()?;
                let establishment = context.complete_profile()?;
                let row = find_ticket(&context, ticket)?;
                require(accepts_proposals(&row.status), NotAllowed::TicketSettled)?;
                require(
                    context.reach(&row.ticket, &row.head.author).is_ok(),
                    NotAllowed::TicketOutOfReach,
                )?;
                let standing = threads::proposals(context.conn, ticket)?.into_iter().any(|row| {
                    context.is_me(&row.head.author)
                        && row.proposal.status == ProposalStatus::Offered
                });
                require(!standing, NotAllowed::ProposalStands)?;
                let proposal = Proposal {
                    text: text.trim().to_owned(),
                    status: ProposalStatus::Offered,
                    school: Some(establishment.code),
                    school_name: establishment.name.clone(),
                    created: context.now,
                };
                proposal.check()?;
                (proposal, row.head.author)
            };
            let routes = routes::for_members([writing.me.member, author]);
            writing.used_draft(&DraftForm::Proposal, Some(ticket))?;
            writing.create(&proposal, Some(*ticket), routes)
        })
    }

    /// Changes the text of the own proposal.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`](crate::EngineError::NotAllowed) for somebody else's, or one
    /// that was taken up or withdrawn.
    pub fn edit_proposal(&self, id: &DocumentId, text: &str) -> Result<DocumentId> {
        self.write(|writing| {
            writing.used_draft(&DraftForm::EditProposal, Some(id))?;
            reword(writing, id, text)
        })
    }

    /// As [`edit_proposal`](Self::edit_proposal), but from no form, as when an edit is taken back:
    /// what is being typed meanwhile stays.
    ///
    /// # Errors
    /// As [`edit_proposal`](Self::edit_proposal).
    pub fn adjust_proposal(&self, id: &DocumentId, text: &str) -> Result<DocumentId> {
        self.write(|writing| reword(writing, id, text))
    }

    /// Takes the own proposal back.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`](crate::EngineError::NotAllowed) for somebody else's, or one
    /// that was taken up already.
    pub fn withdraw(&self, id: &DocumentId) -> Result<()> {
        self.write(|writing| {
            own_standing(writing, id)?;
            writing.edit::<Proposal>(id, None, |proposal| {
                Ok(Proposal { status: ProposalStatus::Withdrawn, ..proposal })
            })?;
            Ok(())
        })
    }

    /// Takes up a proposal: the ticket goes into discussion, and both get the other's card, the
    /// proposer's as soon as their phone hears of it.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`](crate::EngineError::NotAllowed) for somebody else's ticket, or
    /// a proposal that was withdrawn.
    pub fn accept_proposal(&self, id: &DocumentId) -> Result<()> {
        self.write(|writing| {
            let (row, _) = find_proposal(&writing.context()?, id)?;
            let own = ticket::own_ticket(writing, &row.ticket)?;
            require(row.proposal.status == ProposalStatus::Offered, NotAllowed::ProposalWithdrawn)?;
            require(accepts_proposals(&own.status), NotAllowed::OwnTicketSettled)?;
            writing.edit::<Ticket>(&row.ticket, None, |mut ticket| {
                ticket.accepted.insert(*id);
                if may_become(&own.status, &TicketStatus::InDiscussion) {
                    ticket.status = vec![TicketStatus::InDiscussion];
                }
                Ok(ticket)
            })?;
            Ok(())
        })
    }

    /// Writes a message under a proposal, to the other of the two it connects.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`](crate::EngineError::NotAllowed) for a third person or a settled
    /// ticket, [`EngineError::Input`](crate::EngineError::Input) for an empty or long text.
    pub fn send_message(&self, proposal: &DocumentId, body: &str) -> Result<DocumentId> {
        self.write(|writing| {
            require_staff(writing)?;
            let (row, ticket) = find_proposal(&writing.context()?, proposal)?;
            let parties = [row.head.author, ticket.head.author];
            require(parties.contains(&writing.me.member), NotAllowed::OthersThread)?;
            let running = !matches!(ticket.status, TicketStatus::Done | TicketStatus::Cancelled);
            require(running, NotAllowed::ThreadOver)?;
            let message = Message { body: body.trim().to_owned(), created: writing.now };
            message.check()?;
            writing.used_draft(&DraftForm::Message, Some(proposal))?;
            writing.create(&message, Some(*proposal), routes::for_members(parties))
        })
    }
}

fn reword(writing: &mut Writing<'_, '_>, id: &DocumentId, text: &str) -> Result<DocumentId> {
    own_standing(writing, id)?;
    writing.edit::<Proposal>(id, None, |proposal| {
        let proposal = Proposal { text: text.trim().to_owned(), ..proposal };
        proposal.check()?;
        Ok(proposal)
    })
}

fn own_standing(writing: &Writing<'_, '_>, id: &DocumentId) -> Result<()> {
    let (row, _) = find_proposal(&writing.context()?, id)?;
    require(row.head.author == writing.me.member, NotAllowed::OthersProposal)?;
    require(!row.accepted, NotAllowed::ProposalTakenUp)?;
    require(row.proposal.status == ProposalStatus::Offered, NotAllowed::OwnProposalWithdrawn)
}
