//! Establishments and the codes that name them.

use crate::place::{self, Place, Position};
use crate::words::EstablishmentKind;

mod code;
mod kind;

pub use code::{FrenchCode, InvalidSchoolCode, QuebecCode, SchoolCode};

/// Who an establishment answers to: an academy in France, a service centre in Québec.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Academy {
    /// Its code: `07`, `762000`.
    pub code: String,
    /// Its name: `Dijon`.
    pub name: String,
}

/// A school, as the directory states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Establishment {
    /// Its official code.
    pub code: SchoolCode,
    /// Its official name.
    pub name: String,
    /// What kind of school it is.
    pub kind: EstablishmentKind,
    /// The commune or municipality.
    pub commune: String,
    /// Who it answers to.
    pub academy: Academy,
    /// Its buildings; empty when the directory gives no coordinates.
    pub places: Vec<Place>,
}

impl Establishment {
    /// The building nearest to a position, with its distance in km; `None` without coordinates.
    pub fn nearest(&self, from: &Position) -> Option<(f64, &Place)> {
        place::nearest(&self.places, from)
    }
}
