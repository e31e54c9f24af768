//! What a person typed that cannot be taken.

use crate::agenda::InvalidSlot;
use crate::school::InvalidSchoolCode;
use crate::{Field, InvalidId, InvalidPosition, InvalidPseudonym, InvalidSlug};
use crate::{Phrase, PhraseKey};

/// Something a person typed that cannot be taken, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct InvalidInput {
    /// The field, as in the type that was checked.
    pub field: Field,
    /// What is wrong with it.
    pub problem: InputProblem,
}

crate::phrases! {
    /// What is wrong with a field, as what the person can do. What they typed stays out of the
    /// phrases: the field shows it, and a log need not.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum InputProblem including {
        /// A date.
        Slot(InvalidSlot),
        /// A school's code.
        SchoolCode(InvalidSchoolCode),
    } {
        /// Nothing written where something is needed.
        Empty = "input.empty", "this is needed, write a few words";
        /// More characters than allowed.
        TooLong {
            /// Characters found.
            chars: usize,
            /// Characters allowed.
            max: usize,
        } = "input.too-long" [chars, max], "{chars} characters are too many, shorten it to {max}";
        /// More bytes than that many characters may take.
        TooMuchRoom = "input.too-much-room", "it takes too much room, use fewer emoji or shorten it";
        /// Characters that hide or deceive.
        Invisible = "input.invisible",
            "it holds invisible characters, type it again instead of pasting it";
        /// A number beyond its limits, both included.
        OutOfRange {
            /// The number given.
            number: u32,
            /// The smallest.
            least: u32,
            /// The largest.
            most: u32,
        } = "input.out-of-range" [number, least, most], "{number} is not between {least} and {most}";
        /// Too few or too many entries.
        Count {
            /// How many were given.
            count: usize,
            /// The fewest.
            least: usize,
            /// The most.
            most: usize,
        } = "input.count" [count, least, most], "{count} given, choose {least} to {most}";
        /// A radius beyond its limits.
        Radius {
            /// The radius given, in km.
            km: u16,
        } = "input.radius" [km], "{km} km is not possible, choose 1 to 100 km";
        /// A ticket that neither asks nor offers.
        NewerDirection = "input.newer-direction",
            "this app does not know this kind of ticket, update it first";
        /// A date that the plan does not hold.
        NotProposed = "input.date-not-proposed",
            "this date is not among the proposed ones, add it first";
        /// A date that has been.
        PastDate = "input.date-past", "this date is past, choose a later one";
        /// A workshop on another day than the bus was asked for.
        OtherDay {
            /// The day of the bus.
            day: jiff::civil::Date,
        } = "input.other-day" [day], "the day that was asked for is {day}, choose a time on it";
        /// Seconds in a start.
        Seconds = "input.seconds", "give hours and minutes only";
        /// Quiet hours of no length, or of a whole day.
        QuietAllDay = "input.quiet-all-day",
            "the quiet hours end when they begin: choose two different hours";
        /// No quiet hours.
        QuietForm = "input.quiet-form", "write them as 22:00-07:00";
        /// No mail address.
        Mail = "input.mail", "give an address like first.last@ac-dijon.fr";
        /// No pseudonym.
        Pseudonym = "input.pseudonym",
            "this pseudonym cannot be used: take 1 to 40 visible characters, with at least one letter or digit";
        /// No short name.
        ShortName {
            /// What was read, shortened.
            found: String,
        } = "input.short-name",
            "`{found}` cannot be used as a short name: take 1 to 64 lowercase letters, digits and hyphens, and start with a letter or a digit";
        /// No identifier.
        Identifier {
            /// What was read, shortened.
            found: String,
            /// How many hexadecimal digits it should have.
            digits: usize,
        } = "input.identifier" [digits],
            "`{found}` is not an identifier: {digits} hexadecimal digits were expected";
        /// Not on Earth.
        Position = "input.position",
            "give a latitude from -90 to 90 and a longitude from -180 to 180, in degrees";
    }
}

impl std::error::Error for InputProblem {}

impl InvalidInput {
    /// A problem with `field`.
    pub fn new(field: Field, problem: impl Into<InputProblem>) -> Self {
        Self { field, problem: problem.into() }
    }

    /// The stable key of the sentence.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.problem.key()
    }

    /// The sentence as a key and its arguments; `field` names the field.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        self.problem.phrase().with("field", &self.field)
    }

    /// Every key that may occur.
    #[must_use]
    pub fn phrases() -> Vec<PhraseKey> {
        let mut all = InputProblem::phrases();
        for line in &mut all {
            line.args.push("field");
        }
        all
    }
}

impl From<InvalidSlot> for InputProblem {
    fn from(error: InvalidSlot) -> Self {
        Self::Slot(error)
    }
}

impl From<InvalidSchoolCode> for InputProblem {
    fn from(error: InvalidSchoolCode) -> Self {
        Self::SchoolCode(error)
    }
}

impl From<InvalidPseudonym> for InputProblem {
    fn from(InvalidPseudonym: InvalidPseudonym) -> Self {
        Self::Pseudonym
    }
}

impl From<InvalidSlug> for InputProblem {
    fn from(error: InvalidSlug) -> Self {
        Self::ShortName { found: error.found }
    }
}

impl From<InvalidId> for InputProblem {
    fn from(error: InvalidId) -> Self {
        Self::Identifier { found: error.found, digits: error.digits }
    }
}

impl From<InvalidPosition> for InputProblem {
    fn from(_: InvalidPosition) -> Self {
        Self::Position
    }
}
