//! Tickets: asking for help and giving it.

use sharenum_companion as engine;
use sharenum_domain as domain;

use crate::common::{all, pages};
use crate::directory::radius;
use crate::{
    Common, Contact, Coverage, Direction, DocumentId, NextStep, PageRequest, Phrase, Position,
    Proposal, SchoolCode, SharenumApp, SharenumError, TicketStatus, Tool, ToolId, TrainingId,
    WorkshopItem,
};

/// Which tickets a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum TicketFilter {
    /// This member's own.
    Mine,
    /// Those that alert this member: within the radius, with a tool they can help with.
    WhereICanHelp,
    /// Every ticket on this phone.
    All,
}

impl From<TicketFilter> for engine::TicketFilter {
    fn from(filter: TicketFilter) -> Self {
        match filter {
            TicketFilter::Mine => Self::Mine,
            TicketFilter::WhereICanHelp => Self::WhereICanHelp,
            TicketFilter::All => Self::All,
        }
    }
}

/// What frames a ticket: pedagogy, and not technique alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Pedagogy {
    /// Which class; at most 80 characters. A request needs it.
    pub class_level: String,
    /// What pupils should learn; at most 800 characters. A request needs it.
    pub learning_goal: String,
    /// What was tried; at most 800 characters.
    pub tried: String,
    /// What stands in the way; at most 800 characters.
    pub obstacle: String,
}

impl From<domain::Pedagogy> for Pedagogy {
    fn from(frame: domain::Pedagogy) -> Self {
        let domain::Pedagogy { class_level, learning_goal, tried, obstacle } = frame;
        Self { class_level, learning_goal, tried, obstacle }
    }
}

impl From<Pedagogy> for domain::Pedagogy {
    fn from(frame: Pedagogy) -> Self {
        let Pedagogy { class_level, learning_goal, tried, obstacle } = frame;
        Self { class_level, learning_goal, tried, obstacle }
    }
}

/// The trainings that were shown before the ticket, and why none fits.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct TrainingStep {
    /// What `trainings_for` gave and was shown.
    pub shown: Vec<TrainingId>,
    /// Why none fits, at most 500 characters; empty when there was none to show.
    pub reason: String,
}

impl From<domain::TrainingStep> for TrainingStep {
    fn from(step: domain::TrainingStep) -> Self {
        Self { shown: all(step.shown), reason: step.reason }
    }
}

impl From<TrainingStep> for domain::TrainingStep {
    fn from(step: TrainingStep) -> Self {
        Self { shown: step.shown.into_iter().map(Into::into).collect(), reason: step.reason }
    }
}

/// A ticket as its author fills it in.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct NewTicket {
    /// Request or offer.
    pub direction: Direction,
    /// Its title, at most 120 characters.
    pub title: String,
    /// What is needed or offered, at most 2,000 characters.
    pub need: String,
    /// Its frame.
    pub pedagogy: Pedagogy,
    /// The trainings that were shown, and why none fits.
    pub training: TrainingStep,
    /// The tools it is about, 1 to 10.
    pub tools: Vec<ToolId>,
    /// How far it reaches around the establishment, 1 to 100 km.
    pub radius_km: u16,
}

impl TryFrom<NewTicket> for engine::NewTicket {
    type Error = SharenumError;

    fn try_from(new: NewTicket) -> Result<Self, SharenumError> {
        Ok(Self {
            direction: new.direction.into(),
            title: new.title,
            need: new.need,
            pedagogy: new.pedagogy.into(),
            training: new.training.into(),
            tools: new.tools.into_iter().map(Into::into).collect(),
            radius: radius(new.radius_km)?,
        })
    }
}

/// What changes in a ticket; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct TicketEdit {
    /// Its title.
    #[uniffi(default = None)]
    pub title: Option<String>,
    /// What is needed or offered.
    #[uniffi(default = None)]
    pub need: Option<String>,
    /// Its frame.
    #[uniffi(default = None)]
    pub pedagogy: Option<Pedagogy>,
    /// The trainings that were shown, and why none fits; needed again when the tools change.
    #[uniffi(default = None)]
    pub training: Option<TrainingStep>,
    /// The tools it is about.
    #[uniffi(default = None)]
    pub tools: Option<Vec<ToolId>>,
    /// How far it reaches, in km.
    #[uniffi(default = None)]
    pub radius_km: Option<u16>,
}

impl TryFrom<TicketEdit> for engine::TicketEdit {
    type Error = SharenumError;

    fn try_from(edit: TicketEdit) -> Result<Self, SharenumError> {
        Ok(Self {
            title: edit.title,
            need: edit.need,
            pedagogy: edit.pedagogy.map(Into::into),
            training: edit.training.map(Into::into),
            tools: edit.tools.map(|tools| tools.into_iter().map(Into::into).collect()),
            radius: edit.radius_km.map(radius).transpose()?,
        })
    }
}

/// A ticket in a list.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct TicketItem {
    /// Id, delivery, actions.
    pub common: Common,
    /// Request or offer.
    pub direction: Direction,
    /// Its title.
    pub title: String,
    /// What is needed or offered.
    pub need: String,
    /// The tools it is about.
    pub tools: Vec<Tool>,
    /// The author's establishment: "a teacher of".
    pub school: SchoolCode,
    /// Its name.
    pub school_name: String,
    /// The code of its academy.
    pub academy: String,
    /// Where its radius is drawn.
    pub centre: Position,
    /// How far it reaches, in km.
    pub radius_km: u16,
    /// How far it is from the reader's establishment, in km.
    pub km: Option<f64>,
    /// Why the reader sees it: within whose radius, how far away, by which tool; or why it does not
    /// reach them.
    pub why: Phrase,
    /// Its status.
    pub status: TicketStatus,
    /// Standing proposals that this phone may see: all of them on the author's, one's own elsewhere.
    pub proposals: u32,
}

impl From<engine::TicketItem> for TicketItem {
    fn from(item: engine::TicketItem) -> Self {
        Self {
            common: item.common.into(),
            direction: item.direction.into(),
            title: item.title,
            need: item.need,
            tools: all(item.tools),
            school: item.school.into(),
            school_name: item.school_name,
            academy: item.academy,
            centre: item.centre.into(),
            radius_km: item.radius.get(),
            km: item.km,
            why: item.why.phrase().into(),
            status: item.status.into(),
            proposals: item.proposals,
        }
    }
}

/// Why a ticket does not alert this member.
#[derive(Clone, Copy, Debug, PartialEq, uniffi::Enum)]
pub enum NotAlerted {
    /// It is their own.
    Own,
    /// They declared no establishment, or one that the directory does not hold.
    NoEstablishment,
    /// The directory gives no coordinates for their establishment.
    NoCoordinates,
    /// Their nearest building is farther than the radius.
    OutsideRadius {
        /// How far it is, in km.
        km: f64,
    },
    /// The tool is not in their profile.
    ToolUnknown,
    /// They know the tool, but are not experienced.
    NotExperienced,
    /// They are experienced, but have not handled it.
    NotByHand,
    /// They are experienced, but have not used it with pupils.
    NotInClass,
    /// Help is found, the date is not sure yet, or it is over.
    Closed,
}

impl From<domain::NotAlerted> for NotAlerted {
    fn from(why: domain::NotAlerted) -> Self {
        match why {
            domain::NotAlerted::OwnTicket => Self::Own,
            domain::NotAlerted::NoEstablishment => Self::NoEstablishment,
            domain::NotAlerted::NoCoordinates => Self::NoCoordinates,
            domain::NotAlerted::OutsideRadius { km } => Self::OutsideRadius { km },
            domain::NotAlerted::ToolUnknown => Self::ToolUnknown,
            domain::NotAlerted::NotExperienced => Self::NotExperienced,
            domain::NotAlerted::NotByHand => Self::NotByHand,
            domain::NotAlerted::NotInClass => Self::NotInClass,
            domain::NotAlerted::Closed => Self::Closed,
        }
    }
}

/// A ticket with everything around it.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct TicketDetail {
    /// The ticket.
    pub item: TicketItem,
    /// Its frame.
    pub pedagogy: Pedagogy,
    /// The trainings that were shown, and why none fits.
    pub training: TrainingStep,
    /// The proposals that this phone may see, oldest first.
    pub proposals: Vec<Proposal>,
    /// The workshops that grew from it.
    pub workshops: Vec<WorkshopItem>,
    /// On the author's phone: what the radius covers, with the next one that reaches more.
    pub coverage: Option<Coverage>,
    /// On others' phones: why it does not alert this member; none when it does.
    pub not_alerted: Option<NotAlerted>,
    /// What most likely comes next: with the ticket, one of its proposals or one of their plans.
    pub next_step: Option<NextStep>,
}

impl From<engine::TicketDetail> for TicketDetail {
    fn from(detail: engine::TicketDetail) -> Self {
        Self {
            item: detail.item.into(),
            pedagogy: detail.pedagogy.into(),
            training: detail.training.into(),
            proposals: all(detail.proposals),
            workshops: all(detail.workshops),
            coverage: detail.coverage.map(Into::into),
            not_alerted: detail.not_alerted.map(Into::into),
            next_step: detail.next_step.map(Into::into),
        }
    }
}

/// A ticket that was opened, and what its radius covers.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct OpenedTicket {
    /// The ticket.
    pub id: DocumentId,
    /// What its radius covers.
    pub coverage: Coverage,
}

/// Which way help went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum HelpWay {
    /// This member helped.
    Given,
    /// This member was helped.
    Received,
}

/// Help that went from one member to another.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Exchange {
    /// Which way.
    pub way: HelpWay,
    /// The ticket.
    pub ticket: TicketItem,
    /// The proposal that was taken up.
    pub proposal: DocumentId,
    /// The other party, once they shared their card.
    pub contact: Option<Contact>,
}

impl From<engine::Exchange> for Exchange {
    fn from(exchange: engine::Exchange) -> Self {
        Self {
            way: match exchange.way {
                engine::HelpWay::Given => HelpWay::Given,
                engine::HelpWay::Received => HelpWay::Received,
            },
            ticket: exchange.ticket.into(),
            proposal: exchange.proposal.into(),
            contact: exchange.contact.map(Into::into),
        }
    }
}

pages! {
    /// A page of tickets.
    TicketPage of TicketItem;
    /// A page of help given and received.
    ExchangePage of Exchange;
}

#[uniffi::export]
impl SharenumApp {
    /// Tickets, newest first.
    pub fn tickets(
        &self,
        filter: TicketFilter,
        page: PageRequest,
    ) -> Result<TicketPage, SharenumError> {
        Ok(self.engine()?.tickets(filter.into(), &page.into())?.into())
    }

    /// One ticket with everything around it.
    pub fn ticket(&self, id: DocumentId) -> Result<TicketDetail, SharenumError> {
        Ok(self.engine()?.ticket(&id.0)?.into())
    }

    /// Opens a ticket around the member's establishment. The draft of a new ticket goes with it.
    ///
    /// Errors: `CompleteProfile`; `NotPossible` until every training of the own academy for these
    /// tools was shown and a reason is kept; `CorrectInput` names the field.
    pub fn open_ticket(&self, new: NewTicket) -> Result<OpenedTicket, SharenumError> {
        let new = new.try_into()?;
        let (id, coverage) = self.engine()?.open_ticket(new)?;
        Ok(OpenedTicket { id: id.into(), coverage: coverage.into() })
    }

    /// Changes a ticket while it looks for somebody. Answers its id, which is a new one only when
    /// the region had refused it.
    pub fn edit_ticket(
        &self,
        id: DocumentId,
        edit: TicketEdit,
    ) -> Result<DocumentId, SharenumError> {
        let edit = edit.try_into()?;
        Ok(self.engine()?.edit_ticket(&id.0, edit)?.into())
    }

    /// As `edit_ticket`, but from no form, as when it is widened by a button or an edit is taken back:
    /// what is being typed meanwhile stays a draft.
    pub fn adjust_ticket(
        &self,
        id: DocumentId,
        edit: TicketEdit,
    ) -> Result<DocumentId, SharenumError> {
        let edit = edit.try_into()?;
        Ok(self.engine()?.adjust_ticket(&id.0, edit)?.into())
    }

    /// Moves an own ticket along: in discussion, scheduled, done, or cancelled.
    pub fn set_ticket_status(
        &self,
        id: DocumentId,
        status: TicketStatus,
    ) -> Result<(), SharenumError> {
        Ok(self.engine()?.set_ticket_status(&id.0, &status.into())?)
    }

    /// What this member gave and received, newest first.
    pub fn given_and_received(&self, page: PageRequest) -> Result<ExchangePage, SharenumError> {
        Ok(self.engine()?.given_and_received(&page.into())?.into())
    }
}
