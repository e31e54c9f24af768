//! Logging a help session, and signing what was logged.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use sharenum_domain::{
    CoSignature, DocumentId, Field, HelpSession, InvalidInput, Pseudonym, ToolId,
};
use sharenum_ledger::routes;
use sharenum_store::queries::{help, timer};

use super::{require, require_staff};
use crate::commit::Writing;
use crate::engine::CompanionEngine;
use crate::views::{Context, find_help_session, own_school};
use crate::{DraftForm, EngineError, NotAllowed, Result};

/// When a help session was, as far as whoever logs it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpTime {
    /// It began then (UTC) and took so many minutes, 1 to 1,440.
    Began {
        /// When it began (UTC).
        started: Timestamp,
        /// How long it took.
        minutes: u32,
    },
    /// A length alone. A new session ends as it is logged, unless there is a timer: then what that
    /// measured counts, and one that runs is stopped, also when the session is refused. A session
    /// that is changed ended when it ended: another length moves its beginning.
    Lasted {
        /// How long it took.
        minutes: u32,
    },
}

impl HelpTime {
    /// When it began and how long it took, given when it ended if only its length is known.
    fn until(self, ended: Timestamp) -> (Timestamp, u32) {
        match self {
            Self::Began { started, minutes } => (started, minutes),
            Self::Lasted { minutes } => {
                let length = SignedDuration::from_mins(minutes.into());
                (ended.saturating_sub(length).unwrap_or(ended), minutes)
            }
        }
    }
}

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
    /// When it was.
    pub time: HelpTime,
    /// What was done.
    pub what: String,
    /// Whether it helped.
    pub solved: bool,
}

impl NewHelpSession {
    fn filled_in(
        self,
        context: &Context<'_>,
        (started, minutes): (Timestamp, u32),
    ) -> Result<HelpSession> {
        let helper = Pseudonym::new(&self.helper)
            .map_err(|error| InvalidInput::new(Field::Helper, error))?;
        let session = HelpSession {
            helper,
            class: self.class.trim().to_owned(),
            pupils: self.pupils,
            tool: self.tool,
            started,
            minutes,
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
    /// goes with it; one that runs measures another session, except for
    /// [`HelpTime::Lasted`]. That one stays stopped when the session is refused: the help ended when
    /// somebody said so, not when the form was right.
    ///
    /// # Errors
    /// [`EngineError::Input`] for what is no pseudonym, class or length,
    /// [`EngineError::NotAllowed`] when the certificate names no school.
    pub fn log_help_session(&self, new: NewHelpSession) -> Result<DocumentId> {
        let measured = match new.time {
            HelpTime::Lasted { .. } => self.stop_if_timed()?,
            HelpTime::Began { .. } => None,
        };
        self.write(|writing| {
            let time = measured.unwrap_or_else(|| new.time.until(writing.now));
            let session = new.filled_in(&writing.context()?, time)?;
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
                let took = SignedDuration::from_mins(row.session.minutes.into());
                let ended = row.session.started.saturating_add(took).unwrap_or(Timestamp::MAX);
                let time = new.time.until(ended);
                HelpSession { school: row.session.school, ..new.filled_in(&context, time)? }
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
        self.write(|writing| co_sign(writing, session, state_hash))
    }

    /// Co-signs several sessions at once, each as [`co_sign`](Self::co_sign) does: all of them, or
    /// none when one is refused. `seen` has the state of each.
    ///
    /// # Errors
    /// As [`co_sign`](Self::co_sign).
    pub fn co_sign_all(&self, seen: &BTreeMap<DocumentId, [u8; 32]>) -> Result<()> {
        self.write(|writing| {
            for (session, state_hash) in seen {
                co_sign(writing, session, state_hash)?;
            }
            Ok(())
        })
    }
}

fn co_sign(
    writing: &mut Writing<'_, '_>,
    session: &DocumentId,
    state_hash: &[u8; 32],
) -> Result<DocumentId> {
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
        Some((document, _)) => writing.edit::<CoSignature>(&document, None, |_| Ok(signature)),
        None => writing.create(&signature, Some(*session), routes::for_school(school)),
    }
}
