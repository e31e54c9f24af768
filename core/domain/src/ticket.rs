//! Tickets (TicketNum), the proposals they get, and the thread between two members.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::id::{DocumentId, ToolId, TrainingId};
use crate::place::{Position, RadiusKm};
use crate::school::SchoolCode;
use crate::text::{Need, check_count, check_line, check_prose};
use crate::words::{Direction, ProposalStatus, TicketStatus};
use crate::{Field, InputProblem, InvalidInput};

/// What frames a ticket: pedagogy, and not technique alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pedagogy {
    /// Which class.
    pub class_level: String,
    /// What pupils should learn.
    pub learning_goal: String,
    /// What was tried.
    pub tried: String,
    /// What stands in the way.
    pub obstacle: String,
}

/// What the author was shown before the ticket: trainings come first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrainingStep {
    /// The trainings that were shown.
    pub shown: BTreeSet<TrainingId>,
    /// Why none of them fits; empty when there was none to show.
    pub reason: String,
}

/// A request for help, or an offer of it, around an establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Whether help is looked for or offered.
    pub direction: Direction,
    /// In one line.
    pub title: String,
    /// The need, in the author's words.
    pub need: String,
    /// The class, the goal, what was tried, what stands in the way.
    pub pedagogy: Pedagogy,
    /// The trainings that were shown first.
    pub training: TrainingStep,
    /// The tools it is about; knowing one of them is enough to be reached.
    pub tools: BTreeSet<ToolId>,
    /// The author's establishment.
    pub school: SchoolCode,
    /// Its name, for readers whose directory lacks it.
    pub school_name: String,
    /// Code of its academy.
    pub academy: String,
    /// Where the radius starts: the establishment, never the phone.
    pub centre: Position,
    /// How far it reaches.
    pub radius: RadiusKm,
    /// Every value written at the same time; [`crate::resolve_status`] tells which counts.
    pub status: Vec<TicketStatus>,
    /// The proposals its author accepted.
    pub accepted: BTreeSet<DocumentId>,
    /// When it was written, for display only.
    pub created: Timestamp,
}

impl Ticket {
    /// Longest title, in characters.
    pub const MAX_TITLE: usize = 120;
    /// Longest need, in characters.
    pub const MAX_NEED: usize = 2000;
    /// Longest class level, in characters.
    pub const MAX_CLASS_LEVEL: usize = 80;
    /// Longest answer to each of the other pedagogical questions, in characters.
    pub const MAX_PEDAGOGY: usize = 800;
    /// Longest reason why no training fits, in characters.
    pub const MAX_REASON: usize = 500;
    /// Most tools in a ticket.
    pub const MAX_TOOLS: usize = 10;

    /// Checks the limits of what was typed; [`crate::check_training_step`] checks the trainings.
    ///
    /// A request also needs the class and what pupils should learn.
    pub fn check(&self) -> Result<(), InvalidInput> {
        if !self.direction.is_known() {
            return Err(InvalidInput::new(Field::Direction, InputProblem::NewerDirection));
        }
        check_line(Field::Title, &self.title, Self::MAX_TITLE, Need::Required)?;
        check_prose(Field::Need, &self.need, Self::MAX_NEED, Need::Required)?;
        check_count(Field::Tools, self.tools.len(), 1..=Self::MAX_TOOLS)?;
        let framed = match self.direction {
            Direction::Offer => Need::Optional,
            _ => Need::Required,
        };
        let Pedagogy { class_level, learning_goal, tried, obstacle } = &self.pedagogy;
        check_line(Field::ClassLevel, class_level, Self::MAX_CLASS_LEVEL, framed)?;
        check_prose(Field::LearningGoal, learning_goal, Self::MAX_PEDAGOGY, framed)?;
        check_prose(Field::Tried, tried, Self::MAX_PEDAGOGY, Need::Optional)?;
        check_prose(Field::Obstacle, obstacle, Self::MAX_PEDAGOGY, Need::Optional)?;
        check_prose(Field::Reason, &self.training.reason, Self::MAX_REASON, Need::Optional)
    }
}

/// Help offered to the author of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What is proposed.
    pub text: String,
    /// Whether it still stands.
    pub status: ProposalStatus,
    /// The helper's establishment.
    pub school: Option<SchoolCode>,
    /// Its name, for readers whose directory lacks it.
    pub school_name: String,
    /// When it was written, for display only.
    pub created: Timestamp,
}

impl Proposal {
    /// Longest text, in characters.
    pub const MAX_TEXT: usize = 2000;

    /// Checks the limits of what was typed.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check_prose(Field::Text, &self.text, Self::MAX_TEXT, Need::Required)
    }
}

/// One message in the thread of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub body: String,
    /// When it was written, for display only.
    pub created: Timestamp,
}

impl Message {
    /// Longest message, in characters.
    pub const MAX_BODY: usize = 3000;

    /// Checks the limits of what was typed.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check_prose(Field::Body, &self.body, Self::MAX_BODY, Need::Required)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{self, Spoiled};
    use crate::id::Slug;

    #[test]
    fn a_ticket_has_limits() {
        assert_eq!(fixtures::ticket().check(), Ok(()));
        let cases: [Spoiled<Ticket>; 12] = [
            ("direction", |t| t.direction = Direction::Unknown("swap".into())),
            ("title", |t| t.title = " ".into()),
            ("title", |t| t.title = "x".repeat(121)),
            ("title", |t| t.title = "two\nlines".into()),
            ("need", |t| t.need.clear()),
            ("need", |t| t.need = "x".repeat(2001)),
            ("tools", |t| t.tools.clear()),
            ("tools", |t| {
                t.tools = (0..11).map(|n| Slug::new(&format!("tool-{n}")).unwrap()).collect();
            }),
            ("class_level", |t| t.pedagogy.class_level.clear()),
            ("learning_goal", |t| t.pedagogy.learning_goal.clear()),
            ("obstacle", |t| t.pedagogy.obstacle = "x".repeat(801)),
            ("reason", |t| t.training.reason = "x".repeat(501)),
        ];
        for (field, spoil) in cases {
            let mut ticket = fixtures::ticket();
            spoil(&mut ticket);
            assert_eq!(ticket.check().unwrap_err().field.as_str(), field);
        }
    }

    #[test]
    fn an_offer_need_not_name_a_class() {
        let offer = Ticket {
            direction: Direction::Offer,
            pedagogy: Pedagogy::default(),
            ..fixtures::ticket()
        };
        assert_eq!(offer.check(), Ok(()));
    }

    #[test]
    fn proposals_and_messages_say_something() {
        let created = Timestamp::UNIX_EPOCH;
        let proposal = |text: &str| Proposal {
            text: text.to_owned(),
            status: ProposalStatus::Offered,
            school: None,
            school_name: String::new(),
            created,
        };
        assert_eq!(proposal("I can come\non Tuesday").check(), Ok(()));
        assert!(proposal("").check().is_err());
        assert!(proposal(&"x".repeat(2001)).check().is_err());
        let message = |body: &str| Message { body: body.to_owned(), created };
        assert_eq!(message("Thank you").check(), Ok(()));
        assert!(message("\n").check().is_err());
        assert!(message(&"x".repeat(3001)).check().is_err());
    }
}
