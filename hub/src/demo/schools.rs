//! The establishments of a demo: the bundled ones, or those of any full directory.

use std::path::Path;

use sharenum_domain::{Establishment, Position, RadiusKm, SchoolCode, directory};

use super::brute;
use super::error::DemoError;
use crate::commands;

const BUNDLED: &[u8] = include_bytes!("establishments.csv");
/// Collège Pasteur in Mâcon: within 20 km there are 9 collèges of Dijon and 8 of Lyon.
const BUNDLED_AROUND: &str = "0711052H";
const BUNDLED_SOURCE: &str = "Establishments: “Adresse et géolocalisation des établissements \
    d'enseignement du premier et second degrés”, Ministère de l'Éducation nationale, \
    Licence Ouverte 2.0 (120 open collèges nearest to Mâcon).";

/// How many establishments a region of the demo serves, if its radius does not hold more.
const REGION: usize = 160;

/// The establishments that the region of a demo serves, and where its story begins.
#[derive(Debug, Clone)]
pub(super) struct Schools {
    /// Establishments with coordinates; nearest to the requester first, so the first is theirs.
    pub all: Vec<Establishment>,
    /// Where they come from, with the licence.
    pub source: String,
}

impl Schools {
    /// Reads the establishments around `around`, by default the place with the most neighbours
    /// within `radius`.
    pub(super) fn read(
        file: Option<&Path>,
        around: Option<&str>,
        radius: RadiusKm,
    ) -> Result<Self, DemoError> {
        let (directory, source) = match file {
            Some(file) => {
                let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
                let source = format!("Establishments: {}.", name.unwrap_or_default());
                (commands::directory::read(file)?, source)
            }
            None => (
                directory::read(BUNDLED).map_err(|error| DemoError::Setup(error.to_string()))?,
                BUNDLED_SOURCE.to_owned(),
            ),
        };
        let mut all = directory.establishments;
        all.retain(|school| !school.places.is_empty());
        let code = match around.or(file.is_none().then_some(BUNDLED_AROUND)) {
            Some(code) => parse(code)?,
            None => busiest(&all, radius).ok_or_else(|| {
                DemoError::Usage(
                    "the directory has no establishment with coordinates; take another".into(),
                )
            })?,
        };
        let centre = all.iter().find(|school| school.code == code).ok_or_else(|| {
            DemoError::Usage(format!(
                "{code} is not an open establishment with coordinates in this directory; give the \
                 code of one that is with --around"
            ))
        })?;
        let centre = first_position(centre);
        Ok(Self { all: nearest(all, code, centre, radius), source })
    }

    /// Where the story begins.
    pub(super) fn centre(&self) -> Option<Position> {
        self.all.first().and_then(first_position)
    }
}

fn parse(code: &str) -> Result<SchoolCode, DemoError> {
    code.parse().map_err(|error| DemoError::Usage(format!("--around {code}: {error}")))
}

/// The building that a requester's radius is drawn around.
pub(super) fn first_position(school: &Establishment) -> Option<Position> {
    school.places.first().map(|place| place.position)
}

/// The requester's establishment first, then the others by distance, as far as the region goes.
fn nearest(
    all: Vec<Establishment>,
    around: SchoolCode,
    centre: Option<Position>,
    radius: RadiusKm,
) -> Vec<Establishment> {
    let Some(centre) = centre else { return Vec::new() };
    let mut by_distance: Vec<(bool, f64, Establishment)> = all
        .into_iter()
        .map(|school| (school.code != around, brute::nearest_km(&centre, &school.places), school))
        .map(|(other, km, school)| (other, km.unwrap_or(f64::INFINITY), school))
        .collect();
    by_distance
        .sort_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap_or(std::cmp::Ordering::Equal));
    let wanted = by_distance
        .iter()
        .take_while(|(_, km, _)| *km <= f64::from(radius.get()) * 1.5)
        .count()
        .max(REGION);
    by_distance.into_iter().take(wanted).map(|(_, _, school)| school).collect()
}

/// The establishment with the most others within the radius; of equal ones, the smallest code.
fn busiest(all: &[Establishment], radius: RadiusKm) -> Option<SchoolCode> {
    /// A little less than a degree of latitude has anywhere.
    const KM_PER_DEGREE: f64 = 111.0;
    let mut by_latitude: Vec<(f64, Position, SchoolCode)> = all
        .iter()
        .filter_map(|school| {
            let position = first_position(school)?;
            Some((position.lat(), position, school.code))
        })
        .collect();
    by_latitude.sort_by(|a, b| a.0.total_cmp(&b.0));
    let reach = f64::from(radius.get());
    let band = reach / KM_PER_DEGREE;
    let mut best: Option<(usize, SchoolCode)> = None;
    for (latitude, centre, code) in &by_latitude {
        let from = by_latitude.partition_point(|(other, ..)| *other < latitude - band);
        let neighbours = by_latitude[from..]
            .iter()
            .take_while(|(other, ..)| *other <= latitude + band)
            .filter(|(_, position, _)| brute::km(centre, position) <= reach)
            .count();
        let better =
            best.is_none_or(|(most, best)| neighbours > most || neighbours == most && *code < best);
        if better {
            best = Some((neighbours, *code));
        }
    }
    best.map(|(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn radius(km: u16) -> RadiusKm {
        RadiusKm::new(km).unwrap()
    }

    #[test]
    fn the_bundled_establishments_are_read_without_a_problem() {
        let directory = directory::read(BUNDLED).unwrap();
        assert_eq!((directory.problems.len(), directory.closed), (0, 0));
        assert!(directory.establishments.len() <= 120);
        assert_eq!(directory.without_coordinates().count(), 0);
    }

    #[test]
    fn the_bundled_story_begins_near_macon() {
        let schools = Schools::read(None, None, radius(20)).unwrap();
        assert_eq!(schools.all[0].code.to_string(), BUNDLED_AROUND);
        let coverage = brute::coverage(&schools.centre().unwrap(), 20.0, &schools.all);
        assert_eq!(
            coverage.into_iter().collect::<Vec<_>>(),
            [("Dijon".into(), 9), ("Lyon".into(), 8)]
        );
    }

    #[test]
    fn the_busiest_place_has_the_most_neighbours() {
        let schools = Schools::read(None, None, radius(20)).unwrap();
        let code = busiest(&schools.all, radius(20)).unwrap();
        let neighbours = |school: &Establishment| {
            let centre = first_position(school).unwrap();
            brute::coverage(&centre, 20.0, &schools.all).values().sum::<usize>()
        };
        let most = schools.all.iter().map(neighbours).max().unwrap();
        let found = schools.all.iter().find(|school| school.code == code).unwrap();
        assert_eq!(neighbours(found), most);
    }

    #[test]
    fn a_place_that_is_not_there_is_said_with_what_to_do() {
        for (around, advice) in
            [("0711052X", "check letter"), ("0710045A", "--around"), ("x", "--around")]
        {
            let error = Schools::read(None, Some(around), radius(20)).unwrap_err();
            assert!(error.to_string().contains(advice), "{around}: {error}");
        }
        let missing = Schools::read(Some(Path::new("no-such.csv")), None, radius(20));
        assert!(missing.unwrap_err().to_string().contains("no-such.csv"));
    }
}
