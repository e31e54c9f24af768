//! Logging a help session, and signing what was logged.

use jiff::Timestamp;
use sharenum_domain::{
    CoSignature, DocumentId, Field, HelpSession, InvalidInput, Pseudonym, ToolId,
};
use sharenum_ledger::routes;
use sharenum_store::queries::{help, timer};

use super::{require, require_staff};
use crate::engine::CompanionEngine;
use crate::views::{Context, find_help_session, own_school};
use crate::{DraftForm, EngineError, NotAllowed, Result};

/// A help session as it is logged: no name of a pupil, ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHelpSession {
    /// The mini-tech's pseudonym.
    pub helper: String,
    /// Whom they helped: the class.
    pub class: String,
    /// How many pupils.
    pub pupils: u32,
    /// With what.
    pub tool: ToolId,
    /// When it began (UTC).
    pub started: Timestamp,
    /// How long it took.
    pub minutes: u32,
    /// What was done.
    pub what: String,
    /// Whether it helped.
    pub solved: bool,
}

impl NewHelpSession {
    fn filled_in(self, context: &Context<'_>) -> Result<HelpSession> {
        let helper = Pseudonym::new(&self.helper)
            .map_err(|error| InvalidInput::new(Field::Helper, error))?;
        let session = HelpSession {
            helper,
            class: self.class.trim().to_owned(),
            pupils: self.pupils,
            tool: self.tool,
            started: self.started,
            minutes: self.minutes,
            what: self.what,
            solved: self.solved,
            school: own_school(context)?,
        };
        session.check()?;
        Ok(session)
    }
}

impl CompanionEngine {
    /// Logs a help session, on a brigade's tablet or a member's phone. A timer that was stopped
    /// goes with it; one that runs measures another session.
    ///
    /// # Errors
    /// [`EngineError::Input`] for what is no pseudonym, class or length,
    /// [`EngineError::NotAllowed`] when the certificate names no school.
    pub fn log_help_session(&self, new: NewHelpSession) -> Result<DocumentId> {
        self.write(|writing| {
            let session = new.filled_in(&writing.context()?)?;
            let routes = routes::for_school(session.school);
            writing.used_draft(&DraftForm::HelpSession, None)?;
            writing.drafts_differ |= timer::use_up(writing.conn())?;
            writing.create(&session, None, routes)
        })
    }

    /// Changes what was logged here. A co-signature of the earlier state counts no more.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for a session logged by somebody else, [`EngineError::Input`].
    pub fn edit_help_session(&self, id: &DocumentId, new: NewHelpSession) -> Result<DocumentId> {
        self.write(|writing| {
            let session = {
                let context = writing.context()?;
                let row = find_help_session(&context, id)?;
                require(context.is_me(&row.head.author), NotAllowed::OthersSession)?;
                HelpSession { school: row.session.school, ..new.filled_in(&context)? }
            };
            writing.used_draft(&DraftForm::EditHelpSession, Some(id))?;
            writing.edit::<HelpSession>(id, None, |_| Ok(session))
        })
    }

    /// Co-signs a session exactly as it was seen: `state_hash` comes from its view.
    ///
    /// # Errors
    /// [`EngineError::ChangedSince`] when it stands differently now, and
    /// [`EngineError::NotAllowed`] for the own session, another school's, or a shared tablet.
    pub fn co_sign(&self, session: &DocumentId, state_hash: &[u8; 32]) -> Result<DocumentId> {
        self.write(|writing| {
            require_staff(writing)?;
            let (row, school) = {
                let context = writing.context()?;
                (find_help_session(&context, session)?, own_school(&context)?)
            };
            let me = writing.me.member;
            require(row.head.author != me, NotAllowed::OwnSession)?;
            require(row.session.school == school, NotAllowed::OtherSchool)?;
            if row.state_hash != *state_hash {
                return Err(EngineError::ChangedSince);
            }
            let signature = CoSignature { state_hash: *state_hash };
            match help::co_signature_by(writing.conn(), session, &me)? {
                Some((document, _)) => {
                    writing.edit::<CoSignature>(&document, None, |_| Ok(signature))
                }
                None => writing.create(&signature, Some(*session), routes::for_school(school)),
            }
        })
    }
}
