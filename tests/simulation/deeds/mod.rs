//! What members do, on whatever there is when their turn comes.

mod agenda;
mod at_school;
mod talk;

use std::collections::BTreeMap;

use sharenum_companion::{EngineError, PageRequest};
use sharenum_domain::{DocumentId, MemberId, Slot};

pub use agenda::workshop;
pub use at_school::help_session;
pub use talk::scratch_ticket;

use crate::phone::Phone;
use crate::schools::Tools;
use crate::step::Deed;

/// What calls have returned so far, to be found again at the end.
#[derive(Default)]
pub struct Facts {
    names: BTreeMap<DocumentId, String>,
    counted: BTreeMap<&'static str, usize>,
    /// Taken back or called off, once and for all: table and status.
    pub ended: BTreeMap<DocumentId, (&'static str, &'static str)>,
    /// The most seats that a workshop ever had.
    pub seats: BTreeMap<DocumentId, u32>,
    /// The widest that a ticket ever reached, in km.
    pub radius: BTreeMap<DocumentId, u16>,
    /// Every profile that a member ever had.
    pub profiles: BTreeMap<MemberId, Vec<(u32, Tools)>>,
    /// Which phone asked for a seat, and the slot that it showed.
    pub asked: Vec<(usize, DocumentId, DocumentId, Slot)>,
    /// Ticket and proposal that was taken up.
    pub accepted: Vec<(DocumentId, DocumentId)>,
    /// Proposal, and a date added to its plan.
    pub dates: Vec<(DocumentId, Slot)>,
}

impl Facts {
    /// A short name for a trace.
    pub fn name(&mut self, what: &'static str, id: &DocumentId) -> String {
        let counted = &mut self.counted;
        let new = || {
            let number = counted.entry(what).or_default();
            *number += 1;
            format!("{what} {number}")
        };
        self.names.entry(*id).or_insert_with(new).clone()
    }
}

/// Why a deed ended otherwise than in words.
pub enum Trip {
    /// The engine did not do it, with its reason.
    NotDone(EngineError),
    /// What may never happen.
    Fault(String),
}

impl From<EngineError> for Trip {
    fn from(error: EngineError) -> Self {
        Self::NotDone(error)
    }
}

/// In words; `None` when there is nothing to do it to.
pub type Told = Result<Option<String>, Trip>;

/// Somebody about to do something.
pub struct Actor<'a> {
    pub number: usize,
    pub phone: &'a Phone,
    pub facts: &'a mut Facts,
    pub pick: usize,
    pub how: usize,
}

impl Actor<'_> {
    pub fn act(&mut self, deed: Deed) -> Told {
        match deed {
            Deed::OpenTicket => self.open_ticket(),
            Deed::EditTicket => self.edit_ticket(),
            Deed::MoveTicket => self.move_ticket(),
            Deed::Propose => self.propose(),
            Deed::EditProposal => self.edit_proposal(),
            Deed::Withdraw => self.withdraw(),
            Deed::Accept => self.accept(),
            Deed::Message => self.message(),
            Deed::StartPlan => self.start_plan(),
            Deed::EditPlan => self.edit_plan(),
            Deed::Vote => self.vote(),
            Deed::ChooseDate => self.choose_date(),
            Deed::PublishWorkshop => self.publish_workshop(),
            Deed::EditWorkshop => self.edit_workshop(),
            Deed::CancelWorkshop => self.cancel_workshop(),
            Deed::CloseWorkshop => self.close_workshop(),
            Deed::AskSeat => self.ask_seat(),
            Deed::CancelSeat => self.cancel_seat(),
            Deed::AskDay => self.ask_day(),
            Deed::CancelDay => self.cancel_day(),
            Deed::CheckIn => self.check_in(),
            Deed::WalkIn => self.walk_in(),
            Deed::LogHelp => self.log_help(),
            Deed::EditHelp => self.edit_help(),
            Deed::CoSign => self.co_sign(),
            Deed::Profile => self.change_profile(),
            Deed::Card => self.change_card(),
        }
    }

    /// The one that is meant, of those there are.
    fn one<T: Clone>(&self, of: &[T]) -> Option<T> {
        of.get(self.pick.checked_rem(of.len())?).cloned()
    }

    fn way<T: Clone>(&self, of: &[T]) -> T {
        of[self.how % of.len()].clone()
    }
}

/// Everything on one page.
pub fn all() -> PageRequest {
    PageRequest::first().of(PageRequest::MOST)
}

/// What was just written must be on the screen at once.
fn seen<T>(view: Result<T, EngineError>, right: impl FnOnce(&T) -> bool) -> Result<(), Trip> {
    match view {
        Ok(view) if right(&view) => Ok(()),
        Ok(_) => Err(Trip::Fault("what was just written does not stand on the screen".to_owned())),
        Err(error) => Err(Trip::Fault(format!("what was just written cannot be seen: {error}"))),
    }
}
