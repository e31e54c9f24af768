//! Forms saved as they are typed, so that a killed app, a call or a rotation costs no word.
//!
//! The intent that a form leads to forgets its draft in the same transaction: a kill leaves either
//! the draft or what it became, never both and never neither.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sharenum_domain::DocumentId;
use sharenum_store::queries::drafts::{self, DraftRow};
use sharenum_store::{StoreError, WriteTx};

use crate::commit::Writing;
use crate::engine::CompanionEngine;
use crate::{EngineError, Event, Page, PageRequest, Result};

/// What a draft may hold in all, names included: every form has room, and a shell that goes wrong
/// does not fill the phone.
pub(crate) const MAX_DRAFT_BYTES: usize = 64 * 1024;

macro_rules! forms {
    ($($(#[$about:meta])* $form:ident = $word:literal,)+) => {
        /// A form that a person fills in. What it is about and which intent forgets its draft
        /// stands at each.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum DraftForm {
            $($(#[$about])* $form,)+
            /// A form of a newer app, by its word.
            Unknown(String),
        }

        impl DraftForm {
            /// Every form that this version knows.
            pub const ALL: &[Self] = &[$(Self::$form,)+];

            /// The word that it is kept under.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$form => $word,)+
                    Self::Unknown(word) => word,
                }
            }
        }

        impl From<&str> for DraftForm {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$form,)+
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }
    };
}

forms! {
    /// A ticket to open, about nothing; `open_ticket`.
    NewTicket = "new-ticket",
    /// About a ticket; `edit_ticket`.
    EditTicket = "edit-ticket",
    /// About the ticket that it answers; `propose`.
    Proposal = "proposal",
    /// About the own proposal; `edit_proposal`.
    EditProposal = "edit-proposal",
    /// About the proposal it is written under; `send_message`.
    Message = "message",
    /// The texts of a plan: about the proposal before there is one, then about the plan;
    /// `start_plan`, and `edit_plan` with a text.
    Plan = "plan",
    /// A date to propose, about the same; `start_plan`, and `edit_plan` with a date.
    PlanDate = "plan-date",
    /// About the plan or the own ticket it grows from, or nothing; `publish_workshop`.
    NewWorkshop = "new-workshop",
    /// About a workshop; `edit_workshop`.
    EditWorkshop = "edit-workshop",
    /// A day of the bus to ask for, about nothing; `ask_bus_day`.
    BusDay = "bus-day",
    /// Somebody who came unannounced, about the workshop; `add_walk_in`.
    WalkIn = "walk-in",
    /// A help session to log, about nothing; `log_help_session`.
    HelpSession = "help-session",
    /// About a help session; `edit_help_session`.
    EditHelpSession = "edit-help-session",
    /// Establishment and tools, about nothing; `set_profile`.
    Profile = "profile",
    /// Name and mail, about nothing; `set_card`.
    Card = "card",
}

/// What was typed into a form so far. It stays on this phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Which form.
    pub form: DraftForm,
    /// What it is about.
    pub about: Option<DocumentId>,
    /// The fields by the names that the shell gave them.
    pub fields: BTreeMap<String, String>,
    /// When it was saved last (UTC).
    pub saved: Timestamp,
}

impl From<DraftRow> for Draft {
    fn from(row: DraftRow) -> Self {
        Self {
            form: DraftForm::from(row.form.as_str()),
            about: row.about,
            fields: row.fields,
            saved: row.saved,
        }
    }
}

impl CompanionEngine {
    /// Keeps a form as it stands, in place of what was kept of it. One in which nothing is filled
    /// in is no draft: it is forgotten. Works before joining, too.
    ///
    /// A shell that saves a while after the last key must not do so once the intent was called:
    /// the draft would be there again.
    ///
    /// # Errors
    /// [`EngineError::DraftTooLong`] beyond 64 KiB of UTF-8 in all; what was kept stays.
    pub fn save_draft(
        &self,
        form: &DraftForm,
        about: Option<&DocumentId>,
        fields: &BTreeMap<String, String>,
    ) -> Result<()> {
        if fields.values().all(String::is_empty) {
            return self.discard_draft(form, about);
        }
        let bytes = fields.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
        if bytes + form.as_str().len() > MAX_DRAFT_BYTES {
            return Err(EngineError::DraftTooLong);
        }
        self.write_draft(|tx| {
            drafts::save(tx.conn(), form.as_str(), about, fields, tx.now())?;
            Ok(true)
        })
    }

    /// What is kept of a form.
    ///
    /// # Errors
    /// Those of the file.
    pub fn draft(&self, form: &DraftForm, about: Option<&DocumentId>) -> Result<Option<Draft>> {
        let find = |conn: &_| drafts::find(conn, form.as_str(), about);
        Ok(self.inner.store.read::<_, StoreError>(find)?.map(Draft::from))
    }

    /// All drafts, the one saved last first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn drafts(&self, page: &PageRequest) -> Result<Page<Draft>> {
        let found = self.inner.store.read::<_, StoreError>(|conn| drafts::page(conn, page))?;
        Ok(found.map(Draft::from))
    }

    /// The drafts of tickets, and of what is written under them: proposals, messages and plans. The
    /// one saved last stands first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn ticket_drafts(&self) -> Result<Vec<Draft>> {
        use DraftForm::{EditProposal, EditTicket, Message, NewTicket, Plan, PlanDate, Proposal};
        let forms = [NewTicket, EditTicket, Proposal, EditProposal, Message, Plan, PlanDate];
        let words = forms.each_ref().map(DraftForm::as_str);
        let found =
            self.inner.store.read::<_, StoreError>(|conn| drafts::of_forms(conn, &words))?;
        Ok(found.into_iter().map(Draft::from).collect())
    }

    /// Forgets what is kept of a form; nothing kept is no error.
    ///
    /// # Errors
    /// Those of the file.
    pub fn discard_draft(&self, form: &DraftForm, about: Option<&DocumentId>) -> Result<()> {
        self.write_draft(|tx| drafts::discard(tx.conn(), form.as_str(), about))
    }

    /// `work` answers whether it changed anything.
    fn write_draft(
        &self,
        work: impl FnOnce(&mut WriteTx<'_>) -> std::result::Result<bool, StoreError>,
    ) -> Result<()> {
        let (changed, _) = self.inner.store.write(work)?;
        if changed {
            self.inner.tell(&Event::Drafts);
        }
        Ok(())
    }
}

impl Writing<'_, '_> {
    /// What was typed into this form has become what the intent wrote.
    pub fn used_draft(&mut self, form: &DraftForm, about: Option<&DocumentId>) -> Result<()> {
        self.drafts_differ |= drafts::discard(self.conn(), form.as_str(), about)?;
        Ok(())
    }
}
