//! What is typed is kept as it is typed, and what is timed runs on: a killed app loses nothing.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use sharenum_companion as engine;

use crate::common::{all, pages};
use crate::time::instant;
use crate::{DocumentId, PageRequest, SharenumApp, SharenumError, ToolId};

macro_rules! forms {
    ($($(#[$doc:meta])* $form:ident,)+) => {
        /// A form that a person fills in, with what its draft is about and the call that forgets it.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
        pub enum DraftForm {
            $($(#[$doc])* $form,)+
            /// A form of a newer app.
            Unknown {
                /// The word it is kept under.
                word: String,
            },
        }

        impl From<engine::DraftForm> for DraftForm {
            fn from(form: engine::DraftForm) -> Self {
                match form {
                    $(engine::DraftForm::$form => Self::$form,)+
                    other => Self::Unknown { word: other.as_str().to_owned() },
                }
            }
        }

        impl From<DraftForm> for engine::DraftForm {
            fn from(form: DraftForm) -> Self {
                match form {
                    $(DraftForm::$form => Self::$form,)+
                    DraftForm::Unknown { word } => Self::from(word.as_str()),
                }
            }
        }
    };
}

forms! {
    /// A ticket to open, about nothing; `open_ticket`.
    NewTicket,
    /// About a ticket; `edit_ticket`.
    EditTicket,
    /// About the ticket that it answers; `propose`.
    Proposal,
    /// About the own proposal; `edit_proposal`.
    EditProposal,
    /// About the proposal it is written under; `send_message`.
    Message,
    /// The texts of a plan: about the proposal before there is one, then about the plan;
    /// `start_plan`, and `edit_plan` with a text.
    Plan,
    /// A date to propose, about the same; `start_plan`, and `edit_plan` with a date.
    PlanDate,
    /// About the plan or the own ticket it grows from, or nothing; `publish_workshop`.
    NewWorkshop,
    /// About a workshop; `edit_workshop`.
    EditWorkshop,
    /// A day of the bus to ask for, about nothing; `ask_day`.
    BusDay,
    /// Somebody who came unannounced, about the workshop; `add_walk_in`.
    WalkIn,
    /// A help session to log, about nothing; `log_help_session`.
    HelpSession,
    /// About a help session; `edit_help_session`.
    EditHelpSession,
    /// Establishment and tools, about nothing; `set_profile`.
    Profile,
    /// Name and mail, about nothing; `set_card`.
    Card,
}

/// What was typed into a form so far. It stays on this phone.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Draft {
    /// Which form.
    pub form: DraftForm,
    /// What it is about.
    pub about: Option<DocumentId>,
    /// The fields by the names that the shell gave them.
    pub fields: HashMap<String, String>,
    /// When it was saved last.
    pub saved: SystemTime,
}

impl From<engine::Draft> for Draft {
    fn from(draft: engine::Draft) -> Self {
        Self {
            form: draft.form.into(),
            about: draft.about.map(Into::into),
            fields: draft.fields.into_iter().collect(),
            saved: instant(draft.saved),
        }
    }
}

pages! {
    /// A page of drafts.
    DraftPage of Draft;
}

/// What is known of a help session when its timer starts; the rest is filled in when it is logged.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct TimerStart {
    /// The mini-tech's pseudonym, or nothing yet.
    pub helper: String,
    /// The class, or nothing yet.
    pub class_name: String,
    /// With what, once it was chosen.
    pub tool: Option<ToolId>,
}

/// A help session that is being timed, or was and is not logged yet.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HelpTimer {
    /// When it began.
    pub started: SystemTime,
    /// Since then, while it runs; what it came to, once it was stopped. Never negative.
    pub elapsed: Duration,
    /// What it came to, in minutes; none while it runs.
    pub minutes: Option<u32>,
    /// As it was given at the start.
    pub helper: String,
    /// As it was given at the start.
    pub class_name: String,
    /// As it was given at the start.
    pub tool: Option<ToolId>,
}

impl From<engine::TimerView> for HelpTimer {
    fn from(view: engine::TimerView) -> Self {
        Self {
            started: instant(view.started),
            elapsed: view.elapsed,
            minutes: view.minutes,
            helper: view.helper,
            class_name: view.class,
            tool: view.tool.map(Into::into),
        }
    }
}

#[uniffi::export]
impl SharenumApp {
    /// Keeps a form as it stands, in place of what was kept of it; one in which nothing is filled in
    /// is forgotten. At most 64 KiB in all. Works before joining, too.
    ///
    /// A shell that saves a while after the last key must not do so once the call was made that the
    /// form leads to: the draft would be there again.
    pub fn save_draft(
        &self,
        form: DraftForm,
        about: Option<DocumentId>,
        fields: HashMap<String, String>,
    ) -> Result<(), SharenumError> {
        let about = about.map(Into::into);
        let fields = fields.into_iter().collect();
        Ok(self.engine()?.save_draft(&form.into(), about.as_ref(), &fields)?)
    }

    /// What is kept of a form.
    #[uniffi::method(default(about = None))]
    pub fn draft(
        &self,
        form: DraftForm,
        about: Option<DocumentId>,
    ) -> Result<Option<Draft>, SharenumError> {
        let about = about.map(Into::into);
        Ok(self.engine()?.draft(&form.into(), about.as_ref())?.map(Into::into))
    }

    /// All drafts, the one saved last first.
    pub fn drafts(&self, page: PageRequest) -> Result<DraftPage, SharenumError> {
        Ok(self.engine()?.drafts(&page.into())?.into())
    }

    /// The drafts of tickets, and of what is written under them: proposals, messages and plans. The
    /// one saved last stands first.
    pub fn ticket_drafts(&self) -> Result<Vec<Draft>, SharenumError> {
        Ok(all(self.engine()?.ticket_drafts()?))
    }

    /// Forgets what is kept of a form; nothing kept is no error.
    #[uniffi::method(default(about = None))]
    pub fn discard_draft(
        &self,
        form: DraftForm,
        about: Option<DocumentId>,
    ) -> Result<(), SharenumError> {
        let about = about.map(Into::into);
        Ok(self.engine()?.discard_draft(&form.into(), about.as_ref())?)
    }

    /// Starts to time a help session. It runs on while the app is killed or the phone off.
    ///
    /// Errors: `NotPossible` until the one before was logged or discarded.
    pub fn start_timer(&self, start: TimerStart) -> Result<HelpTimer, SharenumError> {
        let start = engine::TimerStart {
            helper: start.helper,
            class: start.class_name,
            tool: start.tool.map(Into::into),
        };
        Ok(self.engine()?.start_timer(start)?.into())
    }

    /// The help session that is being timed, or was stopped and is not logged yet.
    pub fn timer(&self) -> Result<Option<HelpTimer>, SharenumError> {
        Ok(self.engine()?.timer()?.map(Into::into))
    }

    /// Stops it and answers its minutes, begun ones counted; they stay with the timer until a
    /// session is logged.
    pub fn stop_timer(&self) -> Result<u32, SharenumError> {
        Ok(self.engine()?.stop_timer()?)
    }

    /// Gives the timer up, running or stopped; none is no error.
    pub fn discard_timer(&self) -> Result<(), SharenumError> {
        Ok(self.engine()?.discard_timer()?)
    }
}
