//! Who is near a point, from memory: whoever moves a slider asks again with each step.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};
use sharenum_domain::{Position, RadiusKm, SchoolCode, bounding_box};

use super::super::{Answer, column};

/// The row of `meta` that counts how often the places of the file changed.
pub(crate) const PLACES_GENERATION: &str = "places_generation";

/// The places of all establishments, some 50 bytes each. It is a copy: ask
/// [`is_current`](Self::is_current) before each use, in the same transaction.
#[derive(Debug)]
pub struct PlaceIndex {
    generation: i64,
    /// From south to north, with the place of the establishment in `schools`.
    places: Vec<(Position, u32)>,
    schools: Vec<School>,
    academies: Vec<String>,
}

#[derive(Debug)]
struct School {
    code: SchoolCode,
    academy: usize,
}

/// An establishment within a radius.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near<'i> {
    /// How far its nearest building is, in km.
    pub km: f64,
    /// Its code.
    pub code: &'i SchoolCode,
    /// The name of its academy.
    pub academy: &'i str,
}

impl PlaceIndex {
    /// Reads the places of the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load(conn: &Connection) -> Answer<Self> {
        let generation = generation(conn)?;
        let (mut places, mut schools, mut academies) = (Vec::new(), Vec::<School>::new(), vec![]);
        let mut known = HashMap::<String, usize>::new();
        let rows = column::all(
            conn,
            "SELECT e.code, e.academy_name, p.lat, p.lon FROM establishment e
               JOIN place p ON p.code = e.code AND p.document = e.document
              ORDER BY e.code, p.id",
            [],
            |row| Ok((row.school()?, row.value::<String>()?, row.position()?)),
        )?;
        for (code, academy, position) in rows {
            if schools.last().is_none_or(|last| last.code != code) {
                let academy = *known.entry(academy).or_insert_with_key(|name| {
                    academies.push(name.clone());
                    academies.len() - 1
                });
                schools.push(School { code, academy });
            }
            // A file of more than four billion establishments would not fit in memory.
            places.push((position, u32::try_from(schools.len() - 1).unwrap_or(u32::MAX)));
        }
        places.sort_by(|(a, _), (b, _)| a.lat().total_cmp(&b.lat()));
        Ok(Self { generation, places, schools, academies })
    }

    /// Whether the file still has the places that were read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_current(&self, conn: &Connection) -> Answer<bool> {
        Ok(self.generation == generation(conn)?)
    }

    /// Establishments with a building within `radius` of `centre`, nearest first, each once.
    #[must_use]
    pub fn within(&self, centre: &Position, radius: RadiusKm) -> Vec<Near<'_>> {
        let bounds = bounding_box(centre, f64::from(radius.get()));
        let from = self.places.partition_point(|(place, _)| place.lat() < bounds.min_lat);
        let mut found: Vec<(f64, u32)> = self.places[from..]
            .iter()
            .take_while(|(place, _)| place.lat() <= bounds.max_lat)
            .filter(|(place, _)| (bounds.min_lon..=bounds.max_lon).contains(&place.lon()))
            .map(|(place, school)| (centre.distance_km(place), *school))
            .filter(|(km, _)| radius.covers(*km))
            .collect();
        // Of several buildings the nearest counts.
        found.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.total_cmp(&b.0)));
        found.dedup_by_key(|(_, school)| *school);
        // Schools stand in the order of their codes.
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let near = found.into_iter().filter_map(|(km, school)| {
            let School { code, academy } = self.schools.get(school as usize)?;
            Some(Near { km, code, academy: self.academies.get(*academy)? })
        });
        near.collect()
    }
}

fn generation(conn: &Connection) -> Answer<i64> {
    let mut statement = conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    let counted = statement.query_row([PLACES_GENERATION], |row| row.get(0)).optional()?;
    // No page of a directory has come yet.
    Ok(counted.unwrap_or_default())
}
