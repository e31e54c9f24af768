//! Help sessions of mini-techs, who are known by a pseudonym and never by name.

use std::collections::BTreeMap;
use std::time::SystemTime;

use sharenum_companion as engine;

use crate::common::{all, pages};
use crate::time::{instant, timestamp};
use crate::{Common, DocumentId, PageRequest, SharenumApp, SharenumError, Tool, ToolId};

/// When a help session was, as far as whoever logs it knows. Lengths are 1 to 1,440 minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum HelpTime {
    /// It began then and took so many minutes.
    Began {
        /// When it began.
        started: SystemTime,
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

impl From<HelpTime> for engine::HelpTime {
    fn from(time: HelpTime) -> Self {
        match time {
            HelpTime::Began { started, minutes } => {
                Self::Began { started: timestamp(started), minutes }
            }
            HelpTime::Lasted { minutes } => Self::Lasted { minutes },
        }
    }
}

/// A help session as it was seen, to be co-signed as that.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SeenHelpSession {
    /// Which.
    pub session: DocumentId,
    /// How it stood, from its view.
    pub state: Vec<u8>,
}

/// A help session as it is logged: no name of a pupil, ever.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct NewHelpSession {
    /// The mini-tech's pseudonym, chosen by the school; at most 40 characters.
    pub helper: String,
    /// Whom they helped: the class, at most 60 characters.
    pub class_name: String,
    /// How many pupils, 1 to 500.
    pub pupils: u32,
    /// With what.
    pub tool: ToolId,
    /// When it was.
    pub time: HelpTime,
    /// What was done; may stay empty.
    pub what: String,
    /// Whether it helped.
    pub solved: bool,
}

impl From<NewHelpSession> for engine::NewHelpSession {
    fn from(new: NewHelpSession) -> Self {
        Self {
            helper: new.helper,
            class: new.class_name,
            pupils: new.pupils,
            tool: new.tool.into(),
            time: new.time.into(),
            what: new.what,
            solved: new.solved,
        }
    }
}

/// A help session.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct HelpSession {
    /// Id, delivery, actions.
    pub common: Common,
    /// The mini-tech, by pseudonym.
    pub helper: String,
    /// Whom they helped: the class.
    pub class_name: String,
    /// How many pupils.
    pub pupils: u32,
    /// With what.
    pub tool: Option<Tool>,
    /// When it began.
    pub started: SystemTime,
    /// How long it took.
    pub minutes: u32,
    /// What was done.
    pub what: String,
    /// Whether it helped.
    pub solved: bool,
    /// Names exactly this state: hand it to `co_sign`.
    pub state: Vec<u8>,
    /// Somebody co-signed exactly this.
    pub counts: bool,
    /// Somebody had co-signed, and an edit voided it.
    pub voided: bool,
}

impl From<engine::HelpSessionView> for HelpSession {
    fn from(view: engine::HelpSessionView) -> Self {
        Self {
            common: view.common.into(),
            helper: view.helper.to_string(),
            class_name: view.class,
            pupils: view.pupils,
            tool: view.tool.map(Into::into),
            started: instant(view.started),
            minutes: view.minutes,
            what: view.what,
            solved: view.solved,
            state: view.state_hash.to_vec(),
            counts: view.counts,
            voided: view.voided,
        }
    }
}

/// What counts of one mini-tech: co-signed sessions only.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct HelperTotal {
    /// The mini-tech, by pseudonym.
    pub helper: String,
    /// Sessions that count.
    pub sessions: u32,
    /// Minutes in them.
    pub minutes: u32,
    /// Pupils helped in them.
    pub pupils: u32,
    /// Sessions that solved the problem.
    pub solved: u32,
}

impl From<engine::HelperTotal> for HelperTotal {
    fn from(total: engine::HelperTotal) -> Self {
        Self {
            helper: total.helper.to_string(),
            sessions: total.sessions,
            minutes: total.minutes,
            pupils: total.pupils,
            solved: total.solved,
        }
    }
}

/// What counts at a school.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct HelpTotals {
    /// Per mini-tech, most minutes first.
    pub helpers: Vec<HelperTotal>,
    /// Sessions that count, of the whole brigade.
    pub sessions: u32,
    /// Minutes in them.
    pub minutes: u32,
}

/// What a form offers to whoever logs: what the school logged before, the last first, each once.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct HelpChoices {
    /// Pseudonyms.
    pub helpers: Vec<String>,
    /// Classes that were helped.
    pub classes: Vec<String>,
    /// Tools: those that were helped with, then the others of the catalogue.
    pub tools: Vec<Tool>,
}

pages! {
    /// A page of help sessions.
    HelpSessionPage of HelpSession;
}

#[uniffi::export]
impl SharenumApp {
    /// The help sessions of the own school, newest first.
    pub fn help_sessions(&self, page: PageRequest) -> Result<HelpSessionPage, SharenumError> {
        Ok(self.engine()?.help_sessions(&page.into())?.into())
    }

    /// The help sessions that this member may co-sign, newest first.
    pub fn help_sessions_to_co_sign(
        &self,
        page: PageRequest,
    ) -> Result<HelpSessionPage, SharenumError> {
        Ok(self.engine()?.help_sessions_to_co_sign(&page.into())?.into())
    }

    /// One help session.
    pub fn help_session(&self, id: DocumentId) -> Result<HelpSession, SharenumError> {
        Ok(self.engine()?.help_session(&id.0)?.into())
    }

    /// What a form offers to whoever logs a session at the own school: at most `limit` of each.
    pub fn help_choices(&self, limit: u32) -> Result<HelpChoices, SharenumError> {
        let choices = self.engine()?.help_choices(limit)?;
        Ok(HelpChoices {
            helpers: choices.helpers.iter().map(ToString::to_string).collect(),
            classes: choices.classes,
            tools: all(choices.tools),
        })
    }

    /// What counts at the own school: co-signed sessions only, as they stand.
    pub fn help_totals(&self) -> Result<HelpTotals, SharenumError> {
        let totals = self.engine()?.help_totals()?;
        Ok(HelpTotals {
            helpers: all(totals.helpers),
            sessions: totals.sessions,
            minutes: totals.minutes,
        })
    }

    /// Logs a help session, on a brigade's tablet or a member's phone. A timer that was stopped goes
    /// with it; one that runs measures another session, except for a length alone.
    pub fn log_help_session(&self, new: NewHelpSession) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.log_help_session(new.into())?.into())
    }

    /// Changes what was logged here. A co-signature of the earlier state counts no more. Answers its
    /// id, which is a new one only when the region had refused it.
    pub fn edit_help_session(
        &self,
        id: DocumentId,
        new: NewHelpSession,
    ) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.edit_help_session(&id.0, new.into())?.into())
    }

    /// Co-signs a session exactly as it was seen: `state` comes from its view.
    ///
    /// Errors: `LookAgain` when it stands differently now.
    pub fn co_sign(
        &self,
        session: DocumentId,
        state: Vec<u8>,
    ) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.co_sign(&session.0, &hash(&state)?)?.into())
    }

    /// Co-signs several sessions at once, a day of them: all, or none when one is refused.
    ///
    /// Errors: `LookAgain` when one of them stands differently now.
    pub fn co_sign_all(&self, seen: Vec<SeenHelpSession>) -> Result<(), SharenumError> {
        let seen = seen.iter().map(|seen| Ok((seen.session.0, hash(&seen.state)?)));
        let seen = seen.collect::<Result<BTreeMap<_, _>, SharenumError>>()?;
        Ok(self.engine()?.co_sign_all(&seen)?)
    }
}

fn hash(state: &[u8]) -> Result<[u8; 32], SharenumError> {
    state.try_into().map_err(|_| SharenumError::not_a_name("state"))
}
