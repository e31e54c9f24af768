//! Readers for the school directories that ministries publish.
//!
//! Columns are found by name, since exports differ. What cannot be trusted is reported
//! with its line and left out, never guessed; a file that is not a directory is refused
//! as a whole.

use std::fmt;

use crate::school::Establishment;

mod columns;
mod coordinates;
mod french;
mod quebec;
mod source;

use source::Source;

/// What a directory file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// Which of the known shapes it has.
    pub format: Format,
    /// The establishments that are open now, in the order of the file, each code once.
    pub establishments: Vec<Establishment>,
    /// What was wrong with rows, in the order of the file.
    pub problems: Vec<RowProblem>,
    /// How many rows are of establishments that are closed, or not open yet.
    pub closed: usize,
    /// How many rows, or features, the file has.
    pub rows: usize,
}

impl Directory {
    /// The establishments that no radius can reach, for want of coordinates.
    pub fn without_coordinates(&self) -> impl Iterator<Item = &Establishment> {
        self.establishments.iter().filter(|establishment| establishment.places.is_empty())
    }

    /// How many rows were left out because of a problem.
    pub fn skipped(&self) -> usize {
        self.problems.iter().filter(|problem| problem.skipped).count()
    }
}

/// The shapes of directories that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// "Adresse et géolocalisation des établissements", France: CSV.
    FrenchGeolocation,
    /// "Annuaire de l'éducation", France: CSV.
    FrenchAnnuaire,
    /// School buildings of a service centre, Québec: GeoJSON.
    Quebec,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FrenchGeolocation => "French directory with geolocation (CSV)",
            Self::FrenchAnnuaire => "French directory of education (CSV)",
            Self::Quebec => "Québec school buildings (GeoJSON)",
        })
    }
}

/// Something wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The line where the row begins, from 1 with the header; in GeoJSON the number of
    /// the feature, from 1.
    pub line: usize,
    /// The code of the establishment as the file has it.
    pub code: Option<String>,
    /// What is wrong, and what can be done.
    pub reason: String,
    /// Whether the row was left out; otherwise it was taken without what is wrong.
    pub skipped: bool,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(code) = &self.code {
            write!(f, ", {code}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Why a file is not a directory of schools.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotADirectory {
    /// There is nothing in it.
    #[error("the file is empty: download the directory again")]
    Empty,
    /// A web page, of a portal or a failed download.
    #[error(
        "this is a web page and not a directory: check the connection, \
         then download the CSV or GeoJSON file itself"
    )]
    Html,
    /// A workbook of a spreadsheet program, or an archive.
    #[error(
        "this is a spreadsheet workbook or an archive: unpack it, or save it as \
         \"CSV UTF-8\" with the codes as text"
    )]
    Workbook,
    /// Not a text at all.
    #[error("this is not a text file: download the directory as CSV or GeoJSON")]
    Binary,
    /// A text in another encoding, or cut inside a character.
    #[error(
        "line {line} is not UTF-8 text, so accents would be guessed: save the file as \
         \"CSV UTF-8\", or download it again if it was cut short"
    )]
    NotUtf8 {
        /// The first line that is not.
        line: usize,
    },
    /// A table, but not one of schools.
    #[error("no column was found for {}; the file has: {found}", .sought.join(", "))]
    MissingColumns {
        /// What was sought, each with the names it may have.
        sought: Vec<String>,
        /// The columns that are there, shortened.
        found: String,
    },
    /// Two columns of the same name, and no way to tell which counts.
    #[error("the column `{name}` is there twice: remove the one that does not belong")]
    AmbiguousColumn {
        /// Its name.
        name: String,
    },
    /// A header and nothing else.
    #[error("the file has a header but no establishments: download the directory again")]
    NoRows,
    /// Text that begins like JSON and is not.
    #[error("the GeoJSON breaks off or is damaged at line {line}: download the file again")]
    BadJson {
        /// Where reading stopped.
        line: usize,
    },
    /// A table, or a list of features, of which hardly anything can be used.
    #[error(
        "more than {most} rows cannot be used as they are, the first on line {line}: this is not a \
         directory, or it was damaged; download it again"
    )]
    TooManyProblems {
        /// How many are reported at most.
        most: usize,
        /// Where the first of them is.
        line: usize,
    },
    /// JSON of something else.
    #[error(
        "this JSON is not a directory of schools: a GeoJSON FeatureCollection was expected, whose \
         features have the properties `code` and `nom`"
    )]
    NotSchools,
}

/// Problems that are reported one by one. The directory of a country has fewer rows than this.
const MOST_PROBLEMS: usize = 100_000;

/// Stops when a file has nothing but problems: each takes more room in memory than in the file.
fn check_problems(problems: &[RowProblem]) -> Result<(), NotADirectory> {
    match problems.first() {
        Some(first) if problems.len() > MOST_PROBLEMS => {
            Err(NotADirectory::TooManyProblems { most: MOST_PROBLEMS, line: first.line })
        }
        _ => Ok(()),
    }
}

/// Reads a directory, of whichever known shape.
pub fn read(bytes: &[u8]) -> Result<Directory, NotADirectory> {
    match source::recognise(bytes)? {
        Source::Table(text) => french::read(text),
        Source::Json(text) => quebec::read(text),
    }
}
