//! How many establishments a radius covers, told to the author of a ticket.

use std::collections::BTreeMap;

use crate::place::RadiusKm;

/// What lies within a radius.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many establishments.
    pub establishments: usize,
    /// How many in each academy, by its name.
    pub academies: BTreeMap<String, usize>,
}

/// Counts the establishments whose nearest building lies within the radius, given how far that one is
/// in km, and the name of the academy.
///
/// No border of an academy or a degree limits it; those without coordinates don't count.
pub fn coverage<'a>(
    radius: RadiusKm,
    establishments: impl IntoIterator<Item = (f64, &'a str)>,
) -> Coverage {
    let mut coverage = Coverage::default();
    for (_, academy) in establishments.into_iter().filter(|(km, _)| radius.covers(*km)) {
        coverage.establishments += 1;
        match coverage.academies.get_mut(academy) {
            Some(count) => *count += 1,
            None => drop(coverage.academies.insert(academy.to_owned(), 1)),
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
        let coverage = |radius| {
            let near = all.iter().filter_map(|school| {
                let (km, _) = school.nearest(&centre)?;
                Some((km, school.academy.name.as_str()))
            });
            coverage(radius, near)
        };
        let found = coverage(RadiusKm::new(20).unwrap());
        assert_eq!(found.establishments, 2);
        assert_eq!(found.academies, BTreeMap::from([("Dijon".into(), 1), ("Lyon".into(), 1)]));
        assert_eq!(coverage(RadiusKm::MIN), Coverage::default());
    }

    #[test]
    fn schools_of_one_academy_are_counted_together() {
        let near = [(1.0, "Dijon"), (19.0, "Lyon"), (2.0, "Dijon"), (21.0, "Lyon"), (3.0, "Dijon")];
        let found = coverage(RadiusKm::new(20).unwrap(), near);
        assert_eq!(found.establishments, 4);
        assert_eq!(found.academies, BTreeMap::from([("Dijon".into(), 3), ("Lyon".into(), 1)]));
    }
}
