//! The Québec directory: a GeoJSON point for each building of a school.

use std::collections::BTreeMap;

use serde_json::Value;

use super::coordinates::{Country, believable};
use super::{Directory, Format, NotADirectory, RowProblem, check_problems};
use crate::place::{Place, Position};
use crate::school::{Academy, Establishment, QuebecCode, SchoolCode};
use crate::text::{excerpt, visible_line};
use crate::words::EstablishmentKind;

pub(super) fn read(text: &str) -> Result<Directory, NotADirectory> {
    let json: Value = serde_json::from_str(text)
        .map_err(|error| NotADirectory::BadJson { line: error.line() })?;
    let is_collection = json["type"] == "FeatureCollection";
    let Some(features) = json["features"].as_array().filter(|_| is_collection) else {
        return Err(NotADirectory::NotSchools);
    };
    if features.is_empty() {
        return Err(NotADirectory::NoRows);
    }
    let is_school = |feature: &Value| !word(feature, "code").is_empty();
    if !features.iter().any(is_school) {
        return Err(NotADirectory::NotSchools);
    }

    let mut schools = Schools::default();
    let mut problems = Vec::new();
    for (line, feature) in (1..).zip(features) {
        let code = Some(word(feature, "code")).filter(|code| !code.is_empty());
        let mut report = |reason: String, skipped| {
            let code = code.as_deref().map(excerpt);
            problems.push(RowProblem { line, code, reason, skipped });
        };
        match read_building(feature) {
            Ok((building, doubt)) => {
                doubt.into_iter().for_each(|doubt| report(doubt, false));
                if let Err(doubt) = schools.add(building, line) {
                    report(doubt, false);
                }
            }
            Err(reason) => report(reason, true),
        }
        check_problems(&problems)?;
    }
    Ok(Directory {
        format: Format::Quebec,
        establishments: schools.establishments(),
        problems,
        closed: 0,
        rows: features.len(),
    })
}

/// One feature: a building of a school.
struct Building {
    code: QuebecCode,
    name: String,
    commune: String,
    centre: String,
    levels: Levels,
    place: Option<Place>,
}

fn read_building(feature: &Value) -> Result<(Building, Option<String>), String> {
    let code = QuebecCode::parse(&word(feature, "code")).map_err(|error| error.to_string())?;
    let name = word(feature, "nom");
    if name.is_empty() {
        return Err("it has no name".to_owned());
    }
    let centre = word(feature, "originales/CD_CS");
    if centre.is_empty() {
        return Err("it has no service centre (CD_CS)".to_owned());
    }
    let (position, doubt) = match position(&feature["geometry"]) {
        Ok(position) => (position, None),
        Err(reason) => (None, Some(format!("{reason}; this building is left out"))),
    };
    let building = Building {
        code,
        name,
        commune: word(feature, "originales/NOM_MUNCP_GDUNO_ORGNS"),
        centre,
        levels: Levels::of(feature),
        place: position
            .map(|position| Place { position, label: word(feature, "originales/NOM_IMM") }),
    };
    Ok((building, doubt))
}

/// A property as text: codes are texts in one export and numbers in another. Without what cannot be
/// shown.
fn word(feature: &Value, path: &str) -> String {
    match feature.pointer(&format!("/properties/{path}")) {
        Some(Value::String(text)) => visible_line(text).trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn position(geometry: &Value) -> Result<Option<Position>, String> {
    if geometry.is_null() {
        return Ok(None);
    }
    let coordinates = geometry["coordinates"].as_array().map(Vec::as_slice);
    match (geometry["type"].as_str(), coordinates) {
        (Some("Point"), Some([lon, lat, ..])) => match (lat.as_f64(), lon.as_f64()) {
            (Some(lat), Some(lon)) => believable(lat, lon, Country::Quebec).map(Some),
            _ => Err("its coordinates are not numbers".to_owned()),
        },
        _ => Err("its geometry is not a point".to_owned()),
    }
}

/// Which pupils a school has.
#[derive(Debug, Clone, Copy, Default)]
struct Levels {
    nursery: bool,
    primary: bool,
    secondary: bool,
    adults: bool,
    vocational: bool,
}

impl Levels {
    fn of(feature: &Value) -> Self {
        let has = |level| word(feature, level) == "1";
        Self {
            nursery: has("prescolaire"),
            primary: has("primaire"),
            secondary: has("secondaire"),
            adults: has("adulte"),
            vocational: has("formationProfessionnelle"),
        }
    }

    /// Those of both: the buildings of a school may serve different ages.
    fn and(self, other: Self) -> Self {
        Self {
            nursery: self.nursery || other.nursery,
            primary: self.primary || other.primary,
            secondary: self.secondary || other.secondary,
            adults: self.adults || other.adults,
            vocational: self.vocational || other.vocational,
        }
    }

    fn kind(self) -> EstablishmentKind {
        match self {
            Self { nursery: false, primary: false, secondary: true, .. } => {
                EstablishmentKind::Secondary
            }
            Self { secondary: true, .. } => EstablishmentKind::AllLevels,
            Self { primary: true, .. } => EstablishmentKind::PrimarySchool,
            Self { nursery: true, .. } => EstablishmentKind::NurserySchool,
            Self { vocational: true, .. } => EstablishmentKind::Vocational,
            Self { adults: true, .. } => EstablishmentKind::AdultEducation,
            _ => EstablishmentKind::Other,
        }
    }
}

/// Schools in the order of the file, each with all its buildings.
#[derive(Default)]
struct Schools {
    found: Vec<(Establishment, Levels, usize)>,
    indices: BTreeMap<QuebecCode, usize>,
}

impl Schools {
    /// Adds a building to its school; says so when the two do not agree.
    fn add(&mut self, building: Building, line: usize) -> Result<(), String> {
        let index = *self.indices.entry(building.code).or_insert(self.found.len());
        let Some((school, levels, first_line)) = self.found.get_mut(index) else {
            self.found.push((school_of(&building), building.levels, line));
            return Ok(());
        };
        *levels = levels.and(building.levels);
        school.places.extend(building.place.filter(|place| !school.places.contains(place)));
        if school.name != building.name || school.academy.code != building.centre {
            return Err(format!(
                "its name or service centre differs from feature {first_line}, which is kept"
            ));
        }
        Ok(())
    }

    fn establishments(self) -> Vec<Establishment> {
        self.found
            .into_iter()
            .map(|(school, levels, _)| Establishment { kind: levels.kind(), ..school })
            .collect()
    }
}

fn school_of(building: &Building) -> Establishment {
    Establishment {
        code: SchoolCode::Quebec(building.code),
        name: building.name.clone(),
        kind: building.levels.kind(),
        commune: building.commune.clone(),
        academy: Academy {
            code: building.centre.clone(),
            // The file gives no name.
            name: format!("Centre de services scolaire {}", building.centre),
        },
        places: building.place.iter().cloned().collect(),
    }
}

#[cfg(test)]
mod tests;
