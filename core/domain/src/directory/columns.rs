//! Finds the columns of a French directory by their names.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::{Format, NotADirectory};
use crate::text::{excerpt, plain};

/// What is read from a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Code,
    Name,
    /// What the establishment is called when its official name is missing.
    Denomination,
    /// Collège, Lycée, Ecole …
    Kind,
    /// The official number of the kind: 340 is a collège.
    Nature,
    NatureLabel,
    Nursery,
    Elementary,
    Commune,
    AcademyCode,
    AcademyName,
    State,
    Latitude,
    Longitude,
    /// Latitude and longitude in one cell.
    Position,
}

/// The names a column has in one export or another, in plain writing; the first that is
/// there counts. A state in words is preferred to one in numbers.
const NAMES: [(Column, &[&str]); 15] = [
    (Column::Code, &["numero_uai", "identifiant_de_l_etablissement", "uai", "code_uai"]),
    (Column::Name, &["appellation_officielle", "nom_etablissement", "nom_de_l_etablissement"]),
    (Column::Denomination, &["denomination_principale"]),
    (Column::Kind, &["type_etablissement", "type_d_etablissement"]),
    (Column::Nature, &["nature_uai", "code_nature"]),
    (Column::NatureLabel, &["nature_uai_libe", "libelle_nature"]),
    (Column::Nursery, &["ecole_maternelle"]),
    (Column::Elementary, &["ecole_elementaire"]),
    (Column::Commune, &["libelle_commune", "nom_commune", "commune"]),
    (Column::AcademyCode, &["code_academie"]),
    (Column::AcademyName, &["libelle_academie", "academie"]),
    (Column::State, &["etat_etablissement_libe", "etat", "etat_etablissement"]),
    (Column::Latitude, &["latitude"]),
    (Column::Longitude, &["longitude"]),
    (Column::Position, &["position"]),
];

/// Without one of each group, a table is no directory.
const NEEDED: [(&str, &[&[Column]]); 6] = [
    ("the code", &[&[Column::Code]]),
    ("the name", &[&[Column::Name]]),
    ("the commune", &[&[Column::Commune]]),
    ("the academy", &[&[Column::AcademyCode], &[Column::AcademyName]]),
    ("the state", &[&[Column::State]]),
    ("the coordinates", &[&[Column::Latitude, Column::Longitude], &[Column::Position]]),
];

/// Where each column is.
#[derive(Debug)]
pub(super) struct Columns {
    indices: BTreeMap<Column, usize>,
    pub(super) format: Format,
    pub(super) width: usize,
}

impl Columns {
    /// Finds the columns in a header.
    pub(super) fn find(header: &StringRecord) -> Result<Self, NotADirectory> {
        let written: Vec<String> = header.iter().map(plain).collect();
        let mut indices = BTreeMap::new();
        let mut format = Format::FrenchGeolocation;
        for (column, names) in NAMES {
            let Some(name) = names.iter().find(|name| written.iter().any(|w| w == *name)) else {
                continue;
            };
            let mut places = written.iter().enumerate().filter(|(_, w)| w == name);
            if let Some((index, _)) = places.next() {
                indices.insert(column, index);
            }
            if places.next().is_some() {
                return Err(NotADirectory::AmbiguousColumn { name: (*name).to_owned() });
            }
            if *name == "identifiant_de_l_etablissement" {
                format = Format::FrenchAnnuaire;
            }
        }
        let is_there = |group: &&[Column]| group.iter().all(|c| indices.contains_key(c));
        let sought: Vec<String> = NEEDED
            .iter()
            .filter(|(_, groups)| !groups.iter().any(is_there))
            .map(|(what, groups)| describe(what, groups))
            .collect();
        if sought.is_empty() {
            Ok(Self { indices, format, width: header.len() })
        } else {
            Err(NotADirectory::MissingColumns { sought, found: list(header) })
        }
    }

    /// The cell of a row, trimmed; empty when there is no such column.
    pub(super) fn cell<'r>(&self, row: &'r StringRecord, column: Column) -> &'r str {
        self.indices.get(&column).and_then(|index| row.get(*index)).unwrap_or_default().trim()
    }
}

/// The first columns of a file that is something else, enough to see what it is.
fn list(header: &StringRecord) -> String {
    const SHOWN: usize = 6;
    let mut names: Vec<String> = header.iter().take(SHOWN).map(excerpt).collect();
    if header.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.join(", ")
}

fn describe(what: &str, groups: &[&[Column]]) -> String {
    let names = |column: &Column| {
        let known = NAMES.iter().find(|(named, _)| named == column);
        known.map(|(_, names)| names.join(" or ")).unwrap_or_default()
    };
    let groups: Vec<String> = groups
        .iter()
        .map(|group| group.iter().map(names).collect::<Vec<_>>().join(" and "))
        .collect();
    format!("{what} ({})", groups.join(", or "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(header: &[&str]) -> Result<Columns, NotADirectory> {
        Columns::find(&StringRecord::from(header.to_vec()))
    }

    const HEADER: [&str; 8] = [
        "longitude",
        "LATITUDE",
        "Identifiant de l'établissement",
        "Nom établissement",
        "Nom commune",
        "Code académie",
        "Libellé académie",
        "État",
    ];

    #[test]
    fn columns_are_found_by_name_wherever_and_however_written() {
        let columns = find(&HEADER).unwrap();
        assert_eq!(columns.format, Format::FrenchAnnuaire);
        let row = StringRecord::from(vec!["4.8", " 46.3 ", "0710045N"]);
        assert_eq!(columns.cell(&row, Column::Latitude), "46.3");
        assert_eq!(columns.cell(&row, Column::Code), "0710045N");
        assert_eq!(columns.cell(&row, Column::State), "", "a short row has empty cells");
        assert_eq!(columns.cell(&row, Column::Nature), "", "a missing column has empty cells");
    }

    #[test]
    fn what_is_missing_is_said_with_its_names() {
        let error = find(&HEADER[1..]).unwrap_err().to_string();
        assert!(error.contains("the coordinates (latitude and longitude, or position)"), "{error}");
        assert!(error.contains("the file has: LATITUDE, Identifiant"), "{error}");
        let error = find(&["a", "b"]).unwrap_err().to_string();
        for sought in ["numero_uai", "appellation_officielle", "libelle_commune", "etat"] {
            assert!(error.contains(sought), "{error}");
        }
    }

    #[test]
    fn the_first_columns_show_what_the_file_is() {
        for (columns, shown) in [
            (1, "1"),
            (6, "1, 2, 3, 4, 5, 6"),
            (7, "1, 2, 3, 4, 5, 6, …"),
            (9, "1, 2, 3, 4, 5, 6, …"),
        ] {
            let header: Vec<String> = (1..=columns).map(|n| n.to_string()).collect();
            let header: Vec<&str> = header.iter().map(String::as_str).collect();
            let error = find(&header).unwrap_err().to_string();
            assert!(error.ends_with(&format!("; the file has: {shown}")), "{error}");
        }
    }

    #[test]
    fn one_of_two_equal_columns_is_not_guessed() {
        let header = [HEADER.as_slice(), &["Latitude"]].concat();
        let error = find(&header).unwrap_err();
        assert_eq!(error, NotADirectory::AmbiguousColumn { name: "latitude".into() });
    }
}
