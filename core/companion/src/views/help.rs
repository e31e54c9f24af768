//! Help sessions of mini-techs, and what counts of them.

use jiff::Timestamp;
use sharenum_domain::{DocumentId, Pseudonym, SchoolCode};
use sharenum_store::queries::help::{self, HelpSessionRow, HelperTotal};
use sharenum_store::queries::{Page, PageRequest, catalogue};

use crate::engine::CompanionEngine;
use crate::{EngineError, Missing, NotAllowed, Result};

use super::{Action, Common, Context, Offering, ToolName};

/// A help session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpSessionView {
    /// Id, delivery, actions.
    pub common: Common,
    /// The mini-tech, by pseudonym.
    pub helper: Pseudonym,
    /// Whom they helped: the class.
    pub class: String,
    /// How many pupils.
    pub pupils: u32,
    /// With what.
    pub tool: Option<ToolName>,
    /// When it began (UTC).
    pub started: Timestamp,
    /// How long it took.
    pub minutes: u32,
    /// What was done.
    pub what: String,
    /// Whether it helped.
    pub solved: bool,
    /// Names exactly this state: hand it to `co_sign`.
    pub state_hash: [u8; 32],
    /// Somebody co-signed exactly this.
    pub counts: bool,
    /// Somebody had co-signed, and an edit voided it.
    pub voided: bool,
}

/// What counts at a school.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpTotals {
    /// Per mini-tech, most minutes first.
    pub helpers: Vec<HelperTotal>,
    /// Sessions that count, of the whole brigade.
    pub sessions: u32,
    /// Minutes in them.
    pub minutes: u32,
}

/// What a form offers to whoever logs: what the school logged before, the last first, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpChoices {
    /// Pseudonyms.
    pub helpers: Vec<Pseudonym>,
    /// Classes that were helped.
    pub classes: Vec<String>,
    /// Tools: those that were helped with, then the others of the catalogue.
    pub tools: Vec<ToolName>,
}

impl HelpSessionView {
    fn new(context: &Context<'_>, row: HelpSessionRow) -> Result<Self> {
        let mine = context.is_me(&row.head.author);
        let same_school = context.me.school == Some(row.session.school);
        let mut actions = Vec::new();
        if mine {
            actions.push(Action::Edit);
        } else if context.me.roles.is_staff() && same_school && !row.counts {
            actions.push(Action::CoSign);
        }
        let session = row.session;
        Ok(Self {
            common: Common::new(row.head, context, Offering::HelpSession, actions),
            helper: session.helper,
            class: session.class,
            pupils: session.pupils,
            tool: context.tool_names([&session.tool])?.pop(),
            started: session.started,
            minutes: session.minutes,
            what: session.what,
            solved: session.solved,
            state_hash: row.state_hash,
            counts: row.counts,
            voided: row.voided,
        })
    }
}

/// The school whose sessions this phone may see.
pub(crate) fn own_school(context: &Context<'_>) -> Result<SchoolCode> {
    context.me.school.ok_or(EngineError::NotAllowed(NotAllowed::NoSchool))
}

/// A session, or why it cannot be shown.
pub(crate) fn find(context: &Context<'_>, id: &DocumentId) -> Result<HelpSessionRow> {
    let missing = EngineError::NotFound(Missing::HelpSession);
    help::session(context.conn, id)?.ok_or(missing)
}

impl CompanionEngine {
    /// The help sessions of the own school, newest first.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] when the certificate names no school.
    pub fn help_sessions(&self, page: &PageRequest) -> Result<Page<HelpSessionView>> {
        self.read(|context| {
            let found = help::of_school(context.conn, &own_school(context)?, page)?;
            found.try_map(|row| HelpSessionView::new(context, row))
        })
    }

    /// The help sessions that this member may co-sign, newest first.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] when the certificate names no school, or for a brigade's tablet.
    pub fn help_sessions_to_co_sign(&self, page: &PageRequest) -> Result<Page<HelpSessionView>> {
        self.read(|context| {
            if !context.me.roles.is_staff() {
                return Err(EngineError::NotAllowed(NotAllowed::TeacherOnly));
            }
            let school = own_school(context)?;
            let found = help::to_co_sign(context.conn, &school, &context.me.member, page)?;
            found.try_map(|row| HelpSessionView::new(context, row))
        })
    }

    /// One help session.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when it is not on this phone.
    pub fn help_session(&self, id: &DocumentId) -> Result<HelpSessionView> {
        self.read(|context| HelpSessionView::new(context, find(context, id)?))
    }

    /// What a form offers to whoever logs a session at the own school: at most `limit` of each.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] when the certificate names no school.
    pub fn help_choices(&self, limit: u32) -> Result<HelpChoices> {
        self.read(|context| {
            let school = own_school(context)?;
            let mut tools = help::recent_tools(context.conn, &school, limit)?;
            let others = catalogue::tools(context.conn)?.into_iter().map(|tool| tool.id);
            tools.extend(others.filter(|id| !tools.contains(id)).collect::<Vec<_>>());
            tools.truncate(limit.try_into().unwrap_or(usize::MAX));
            Ok(HelpChoices {
                helpers: help::recent_helpers(context.conn, &school, limit)?,
                classes: help::recent_classes(context.conn, &school, limit)?,
                tools: context.tool_names(&tools)?,
            })
        })
    }

    /// What counts at the own school: co-signed sessions only, as they stand.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] when the certificate names no school.
    pub fn help_totals(&self) -> Result<HelpTotals> {
        self.read(|context| {
            let helpers = help::totals(context.conn, &own_school(context)?)?;
            Ok(HelpTotals {
                sessions: helpers.iter().map(|helper| helper.sessions).sum(),
                minutes: helpers.iter().fold(0, |sum, helper| helper.minutes.saturating_add(sum)),
                helpers,
            })
        })
    }
}
