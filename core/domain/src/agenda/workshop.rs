//! Workshops, who asks for a seat, and who came.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::Slot;
use crate::id::{DocumentId, MemberId, ResourceId, ToolId};
use crate::place::{Position, RadiusKm};
use crate::school::SchoolCode;
use crate::text::{Need, check_count, check_line, check_number, check_prose};
use crate::words::{RequestStatus, WorkshopStatus};
use crate::{Field, InvalidInput};

/// A meeting around tools, which members near it may join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workshop {
    /// In one line.
    pub title: String,
    /// What happens there.
    pub description: String,
    /// The tools it is about.
    pub tools: BTreeSet<ToolId>,
    /// The establishment where it takes place.
    pub school: Option<SchoolCode>,
    /// The place, in words.
    pub place_label: String,
    /// Where the radius starts.
    pub centre: Position,
    /// How far it reaches.
    pub radius: RadiusKm,
    /// When.
    pub slot: Slot,
    /// How many can take part.
    pub seats: u32,
    /// The bus or room it needs.
    pub resource: Option<ResourceId>,
    /// The request for that resource.
    pub booking: Option<DocumentId>,
    /// The ticket it answers.
    pub ticket: Option<DocumentId>,
    /// The hub that alone decides who gets a seat.
    pub home: MemberId,
    /// Every value written at the same time; [`crate::resolve_workshop`] tells which counts.
    pub status: Vec<WorkshopStatus>,
}

impl Workshop {
    /// Longest title, in characters.
    pub const MAX_TITLE: usize = 120;
    /// Longest description, in characters.
    pub const MAX_DESCRIPTION: usize = 4000;
    /// Longest name of the place, in characters.
    pub const MAX_PLACE_LABEL: usize = 120;
    /// Most seats.
    pub const MAX_SEATS: u32 = 500;
    /// Most tools.
    pub const MAX_TOOLS: usize = 10;

    /// Checks the limits of what was typed.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check_line(Field::Title, &self.title, Self::MAX_TITLE, Need::Required)?;
        check_prose(Field::Description, &self.description, Self::MAX_DESCRIPTION, Need::Optional)?;
        check_count(Field::Tools, self.tools.len(), 0..=Self::MAX_TOOLS)?;
        check_line(Field::PlaceLabel, &self.place_label, Self::MAX_PLACE_LABEL, Need::Required)?;
        self.slot.check()?;
        check_number(Field::Seats, self.seats, 1..=Self::MAX_SEATS)
    }
}

/// Somebody asks for a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Every value written at the same time; [`crate::resolve_request`] tells which counts.
    pub status: Vec<RequestStatus>,
    /// Their establishment.
    pub school: Option<SchoolCode>,
    /// When it was written, for display only.
    pub created: Timestamp,
}

/// Who came, as the host ticks it off, also offline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckIn {
    /// When somebody came: by the id of their registration in hexadecimal digits, or by
    /// that of a walk-in.
    pub present: BTreeMap<String, Timestamp>,
    /// Who came without a registration: id and a label such as their school, never a
    /// pupil's name.
    pub walk_ins: BTreeMap<String, String>,
}

impl CheckIn {
    /// Longest label of a walk-in, in characters.
    pub const MAX_LABEL: usize = 80;
    /// Most people in one list.
    pub const MAX_PEOPLE: usize = 500;

    /// Checks the limits of what was typed.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check_count(Field::Present, self.present.len(), 0..=Self::MAX_PEOPLE)?;
        check_count(Field::WalkIns, self.walk_ins.len(), 0..=Self::MAX_PEOPLE)?;
        self.walk_ins.values().try_for_each(|label| {
            check_line(Field::WalkIns, label, Self::MAX_LABEL, Need::Required)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{Spoiled, workshop};

    #[test]
    fn a_workshop_has_limits() {
        assert_eq!(workshop().check(), Ok(()));
        let cases: [Spoiled<Workshop>; 8] = [
            ("title", |w| w.title = "  ".into()),
            ("title", |w| w.title = "x".repeat(121)),
            ("description", |w| w.description = "x".repeat(4001)),
            ("place_label", |w| w.place_label.clear()),
            ("minutes", |w| w.slot.minutes = 0),
            ("start", |w| w.slot.zone = "Mars/Olympus_Mons".into()),
            ("seats", |w| w.seats = 0),
            ("seats", |w| w.seats = 501),
        ];
        for (field, spoil) in cases {
            let mut workshop = workshop();
            spoil(&mut workshop);
            assert_eq!(workshop.check().unwrap_err().field.as_str(), field);
        }
    }

    #[test]
    fn a_walk_in_has_a_short_label() {
        let list = |label: &str| CheckIn {
            walk_ins: BTreeMap::from([("1".to_owned(), label.to_owned())]),
            ..CheckIn::default()
        };
        assert_eq!(list("Collège de Jastres").check(), Ok(()));
        assert!(list("").check().is_err());
        assert!(list(&"x".repeat(81)).check().is_err());
    }
}
