//! How many establishments a radius covers, told to the author of a ticket.

use std::collections::BTreeMap;

use crate::place::{Position, RadiusKm};
use crate::school::Establishment;

/// What lies within a radius.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many establishments.
    pub establishments: usize,
    /// How many in each academy, by its name.
    pub academies: BTreeMap<String, usize>,
}

/// Counts the establishments whose nearest building lies within the radius.
///
/// No border of an academy or a degree limits it; those without coordinates don't count.
pub fn coverage<'a>(
    centre: &Position,
    radius: RadiusKm,
    establishments: impl IntoIterator<Item = &'a Establishment>,
) -> Coverage {
    let mut coverage = Coverage::default();
    for establishment in establishments {
        if establishment.nearest(centre).is_some_and(|(km, _)| radius.covers(km)) {
            coverage.establishments += 1;
            *coverage.academies.entry(establishment.academy.name.clone()).or_default() += 1;
        }
    }
    coverage
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{self, place_at};
    use crate::place::Place;

    #[test]
    fn a_school_with_several_buildings_counts_once() {
        let school = |academy: &str, places: Vec<Place>| {
            fixtures::establishment("0071168G", academy, places)
        };
        let inside = place_at(46.40407, 4.82823);
        let outside = place_at(46.58407, 4.82823);
        let all = [
            school("Dijon", vec![inside.clone(), inside.clone(), outside.clone()]),
            school("Dijon", vec![outside]),
            school("Lyon", vec![inside]),
            school("Lyon", vec![]),
        ];
        let centre = fixtures::ticket().centre;
        let found = coverage(&centre, RadiusKm::new(20).unwrap(), &all);
        assert_eq!(found.establishments, 2);
        assert_eq!(found.academies, BTreeMap::from([("Dijon".into(), 1), ("Lyon".into(), 1)]));
        assert_eq!(coverage(&centre, RadiusKm::MIN, &all), Coverage::default());
    }
}
