//! The two shapes of the French directory: rows of a CSV file.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::columns::{Column, Columns};
use super::{Directory, NotADirectory, RowProblem, check_problems, coordinates};
use crate::place::Place;
use crate::school::{Academy, Establishment, FrenchCode, SchoolCode};
use crate::text::{excerpt, is_hidden, plain, visible_line};

mod kind;

use kind::kind_of;

/// What separates cells: the published files have semicolons, spreadsheets make others.
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

pub(super) fn read(text: &str) -> Result<Directory, NotADirectory> {
    let (delimiter, columns) = find_columns(text)?;
    let mut directory = Directory {
        format: columns.format,
        establishments: Vec::new(),
        problems: Vec::new(),
        closed: 0,
        rows: 0,
    };
    let mut lines_of_codes = BTreeMap::new();
    let mut lines = Lines { text, line: 1, counted: 0 };
    let mut reader = reader(text, delimiter);
    // The first is the header.
    for row in reader.records().skip(1) {
        // Text of any width is a row, so nothing but damage is left to be refused here.
        let row = row.map_err(|_| NotADirectory::Binary)?;
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        directory.rows += 1;
        let line = lines.at(row.position().map_or(0, |position| position.byte()));
        let code =
            Some(columns.cell(&row, Column::Code)).filter(|code| !code.is_empty()).map(excerpt);
        let mut report = |reason: String, skipped| {
            directory.problems.push(RowProblem { line, code: code.clone(), reason, skipped });
        };
        match read_row(&columns, delimiter, &row, line, &mut lines_of_codes) {
            Ok(Row::Open { establishment, doubts }) => {
                directory.establishments.push(establishment);
                doubts.into_iter().for_each(|doubt| report(doubt, false));
            }
            Ok(Row::Closed) => directory.closed += 1,
            Err(reason) => report(reason, true),
        }
        check_problems(&directory.problems)?;
    }
    if directory.rows == 0 { Err(NotADirectory::NoRows) } else { Ok(directory) }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    // Flexible: rows of another width are reported one by one, with their line.
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The delimiter with which the header makes sense. When none does, the error is that of
/// the one which splits it most.
fn find_columns(text: &str) -> Result<(u8, Columns), NotADirectory> {
    let mut refusal = (0, NotADirectory::Empty);
    for delimiter in DELIMITERS {
        let Some(Ok(header)) = reader(text, delimiter).records().next() else { continue };
        match Columns::find(&header) {
            Ok(columns) => return Ok((delimiter, columns)),
            Err(error) if header.len() > refusal.0 => refusal = (header.len(), error),
            Err(_) => {}
        }
    }
    Err(refusal.1)
}

/// Counts lines on the way through a text. The reader's own count stands before a line
/// end of two characters that it has not finished, so it is one too low for such files.
struct Lines<'a> {
    text: &'a str,
    line: usize,
    counted: usize,
}

impl Lines<'_> {
    /// The line of the first character that is not a line end, from this byte on.
    fn at(&mut self, byte: u64) -> usize {
        let bytes = self.text.as_bytes();
        let start = usize::try_from(byte).unwrap_or(bytes.len()).min(bytes.len());
        let line_ends =
            bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = &bytes[self.counted..start + line_ends];
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.counted = start + line_ends;
        self.line
    }
}

enum Row {
    Open { establishment: Establishment, doubts: Vec<String> },
    Closed,
}

/// Reads one row, or says why it is left out.
fn read_row(
    columns: &Columns,
    delimiter: u8,
    row: &StringRecord,
    line: usize,
    lines_of_codes: &mut BTreeMap<FrenchCode, usize>,
) -> Result<Row, String> {
    check_shape(columns, delimiter, row)?;
    let cell = |column| columns.cell(row, column);

    let code = FrenchCode::parse(cell(Column::Code)).map_err(|error| error.to_string())?;
    if let Some(earlier) = lines_of_codes.get(&code) {
        return Err(format!("this code was already on line {earlier}, which is kept"));
    }
    let is_open = is_open(cell(Column::State))?;
    let academy = academy(cell(Column::AcademyCode), cell(Column::AcademyName))?;
    lines_of_codes.insert(code, line);
    if !is_open {
        return Ok(Row::Closed);
    }

    let mut doubts = Vec::new();
    let name = name(columns, row).unwrap_or_else(|| {
        doubts.push("it has no name, so its code stands for it".to_owned());
        cell(Column::Code).to_owned()
    });
    let shown = [Column::Name, Column::Commune, Column::AcademyCode, Column::AcademyName];
    let is_lost = |c: char| is_hidden(c) && !matches!(c, '\n' | '\r' | '\t');
    if shown.into_iter().any(|column| cell(column).contains(is_lost)) {
        doubts.push("it holds invisible characters, which are left out".to_owned());
    }
    if is_garbled(&name) || is_garbled(cell(Column::Commune)) {
        doubts.push("its accents are damaged, download the file again as UTF-8".to_owned());
    }
    let (lat, lon) = (cell(Column::Latitude), cell(Column::Longitude));
    let position = match (lat, lon) {
        ("", "") => coordinates::from_pair(cell(Column::Position)),
        _ => coordinates::from_cells(lat, lon),
    };
    let position = position.unwrap_or_else(|reason| {
        doubts.push(format!("{reason}; taken without coordinates"));
        None
    });
    let establishment = Establishment {
        code: SchoolCode::French(code),
        kind: kind_of(columns, row),
        commune: visible_line(cell(Column::Commune)),
        academy: Academy { code: visible_line(&academy.code), name: visible_line(&academy.name) },
        places: position
            .map(|position| Place { position, label: name.clone() })
            .into_iter()
            .collect(),
        name,
    };
    Ok(Row::Open { establishment, doubts })
}

/// A row of another width has its cells under the wrong names.
fn check_shape(columns: &Columns, delimiter: u8, row: &StringRecord) -> Result<(), String> {
    // A cell that holds line breaks and delimiters has swallowed other rows.
    let swallowed =
        row.iter().any(|cell| cell.contains('\n') && cell.contains(char::from(delimiter)));
    if swallowed {
        return Err("a quotation mark is not closed, so this row runs over others".to_owned());
    }
    // Spreadsheets add empty cells at the end.
    let extra_is_empty = row.iter().skip(columns.width).all(str::is_empty);
    if row.len() < columns.width || !extra_is_empty {
        return Err(format!(
            "it has {} cells where the header has {}: the file was cut short, or a cell holds \
             a delimiter",
            row.len(),
            columns.width
        ));
    }
    Ok(())
}

/// Whether an establishment is open now: one that is to close still is, one that is to
/// open is not.
fn is_open(state: &str) -> Result<bool, String> {
    match plain(state).as_str() {
        "ouvert" | "1" | "a_fermer" => Ok(true),
        "a_ouvrir" | "3" | "ferme" => Ok(false),
        "" => Err("it has no state, so it may be closed".to_owned()),
        _ => Err(format!("its state `{}` is not known, so it may be closed", excerpt(state))),
    }
}

/// Code and name of the academy; where there is no column for one, the other stands for it.
fn academy(code: &str, name: &str) -> Result<Academy, String> {
    if code.is_empty() && name.is_empty() {
        return Err("it has no academy".to_owned());
    }
    if code.len() == 1 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!(
            "the code of its academy `{code}` has lost its leading zero, it is probably 0{code}: \
             import that column as text"
        ));
    }
    let (code, name) =
        (if code.is_empty() { name } else { code }, if name.is_empty() { code } else { name });
    Ok(Academy { code: code.to_owned(), name: name.to_owned() })
}

fn name(columns: &Columns, row: &StringRecord) -> Option<String> {
    [Column::Name, Column::Denomination, Column::NatureLabel]
        .into_iter()
        .map(|column| visible_line(columns.cell(row, column)).trim().to_owned())
        .find(|name| !name.is_empty())
}

/// Whether UTF-8 was read as something else on the way here: `CollÃ¨ge`.
fn is_garbled(text: &str) -> bool {
    let pairs = text.chars().zip(text.chars().skip(1));
    text.contains('\u{fffd}')
        || pairs.into_iter().any(|(a, b)| a == 'Ã' && ('\u{80}'..='\u{bf}').contains(&b))
}

#[cfg(test)]
mod tests;
