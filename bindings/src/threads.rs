//! Proposals, and what is said under them.

use sharenum_companion as engine;

use crate::common::{count, pages};
use crate::{
    Common, DocumentId, NextStep, PageRequest, ProposalStatus, SharenumApp, SharenumError,
};

/// How to reach somebody, as their card says.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// Their mail address.
    pub mail: String,
}

impl From<engine::Contact> for Contact {
    fn from(contact: engine::Contact) -> Self {
        Self { name: contact.name, mail: contact.mail }
    }
}

/// An answer to a ticket, seen by one of the two it concerns.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Proposal {
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
    /// The proposer's establishment: "a teacher of".
    pub school_name: String,
    /// The other party, once they shared their card.
    pub contact: Option<Contact>,
    /// Lines in the thread.
    pub messages: u64,
    /// The shared plan, once it was begun.
    pub plan: Option<DocumentId>,
    /// What most likely comes next with it.
    pub next_step: Option<NextStep>,
}

impl From<engine::ProposalView> for Proposal {
    fn from(view: engine::ProposalView) -> Self {
        Self {
            common: view.common.into(),
            ticket: view.ticket.into(),
            ticket_title: view.ticket_title,
            text: view.text,
            status: view.status.into(),
            accepted: view.accepted,
            school_name: view.school_name,
            contact: view.contact.map(Into::into),
            messages: count(view.messages),
            plan: view.plan.map(Into::into),
            next_step: view.next_step.map(Into::into),
        }
    }
}

/// A line of a thread.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Message {
    /// Id, delivery, actions; `mine` says on which side it stands.
    pub common: Common,
    /// The text.
    pub body: String,
}

impl From<engine::MessageView> for Message {
    fn from(view: engine::MessageView) -> Self {
        Self { common: view.common.into(), body: view.body }
    }
}

pages! {
    /// A page of proposals.
    ProposalPage of Proposal;
    /// A page of a thread.
    MessagePage of Message;
}

#[uniffi::export]
impl SharenumApp {
    /// One proposal.
    pub fn proposal(&self, id: DocumentId) -> Result<Proposal, SharenumError> {
        Ok(self.engine()?.proposal(&id.0)?.into())
    }

    /// What this member proposed, newest first.
    pub fn my_proposals(&self, page: PageRequest) -> Result<ProposalPage, SharenumError> {
        Ok(self.engine()?.my_proposals(&page.into())?.into())
    }

    /// Proposes help, or answers an offer; at most 2,000 characters.
    pub fn propose(&self, ticket: DocumentId, text: String) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.propose(&ticket.0, &text)?.into())
    }

    /// Changes the text of the own proposal. Answers its id, which is a new one only when the
    /// region had refused it.
    pub fn edit_proposal(&self, id: DocumentId, text: String) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.edit_proposal(&id.0, &text)?.into())
    }

    /// As `edit_proposal`, but from no form, as when an edit is taken back: what is being typed
    /// meanwhile stays a draft.
    pub fn adjust_proposal(
        &self,
        id: DocumentId,
        text: String,
    ) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.adjust_proposal(&id.0, &text)?.into())
    }

    /// Takes the own proposal back.
    pub fn withdraw(&self, id: DocumentId) -> Result<(), SharenumError> {
        Ok(self.engine()?.withdraw(&id.0)?)
    }

    /// Takes up a proposal: the ticket goes into discussion, and both get the other's card.
    pub fn accept_proposal(&self, id: DocumentId) -> Result<(), SharenumError> {
        Ok(self.engine()?.accept_proposal(&id.0)?)
    }

    /// The thread under a proposal, oldest first.
    pub fn messages(
        &self,
        proposal: DocumentId,
        page: PageRequest,
    ) -> Result<MessagePage, SharenumError> {
        Ok(self.engine()?.messages(&proposal.0, &page.into())?.into())
    }

    /// The same thread from its end, newest first: the next page holds older lines.
    pub fn latest_messages(
        &self,
        proposal: DocumentId,
        page: PageRequest,
    ) -> Result<MessagePage, SharenumError> {
        Ok(self.engine()?.latest_messages(&proposal.0, &page.into())?.into())
    }

    /// Writes a message under a proposal, at most 3,000 characters.
    pub fn send_message(
        &self,
        proposal: DocumentId,
        body: String,
    ) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.send_message(&proposal.0, &body)?.into())
    }
}
