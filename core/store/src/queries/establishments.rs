//! The directory: by name, by town, by code, by distance.

use rusqlite::Connection;
use sharenum_domain::{Academy, Establishment, Place, SchoolCode};

use super::column::{self, Columns};
use super::{Answer, Page, PageCursor, PageRequest};

mod index;
mod letters;
pub(crate) use index::PLACES_GENERATION;
pub use index::{Near, PlaceIndex};
pub use letters::fold;
pub(crate) use letters::respelled;
pub(crate) use letters::{MOST_WORDS, beginning};

const COLUMNS: &str = "e.code, e.name, e.kind, e.commune, e.academy, e.academy_name";

fn read(row: &mut Columns<'_, '_>) -> rusqlite::Result<Establishment> {
    Ok(Establishment {
        code: row.school()?,
        name: row.value()?,
        kind: row.word()?,
        commune: row.value()?,
        academy: Academy { code: row.value()?, name: row.value()? },
        places: Vec::new(),
    })
}

/// The buildings of an establishment; none when the directory has no coordinates.
///
/// # Errors
/// When the file cannot be read.
pub fn places(conn: &Connection, code: &SchoolCode) -> Answer<Vec<Place>> {
    column::all(
        conn,
        "SELECT p.lat, p.lon, p.label FROM place p
           JOIN establishment e ON e.code = p.code AND e.document = p.document
          WHERE p.code = ?1 ORDER BY p.id",
        [code.to_string()],
        read_place,
    )
}

fn read_place(row: &mut Columns<'_, '_>) -> rusqlite::Result<Place> {
    Ok(Place { position: row.position()?, label: row.value()? })
}

/// One establishment with its buildings.
///
/// # Errors
/// When the file cannot be read.
pub fn establishment(conn: &Connection, code: &SchoolCode) -> Answer<Option<Establishment>> {
    let sql = format!("SELECT {COLUMNS} FROM establishment e WHERE e.code = ?1");
    let found = column::first(conn, &sql, [code.to_string()], read)?;
    found.map(|found| with_places(conn, found)).transpose()
}

fn with_places(conn: &Connection, found: Establishment) -> Answer<Establishment> {
    Ok(Establishment { places: places(conn, &found.code)?, ..found })
}

/// Establishments of which name, town or code hold every word of `query`, accents and case
/// ignored, by name. All of them for an empty query.
///
/// # Errors
/// When the file cannot be read.
pub fn search(
    conn: &Connection,
    query: &str,
    request: &PageRequest,
) -> Answer<Page<Establishment>> {
    // Each word is looked for in each row, so a pasted page must not become a thousand searches.
    let folded = fold(beginning(query));
    let words: Vec<&str> = folded.split_whitespace().take(MOST_WORDS).collect();
    // The directory of a region is a few thousand rows: reading it costs less than an index
    // that each page of it would have to keep.
    let sql = format!("SELECT {COLUMNS} FROM establishment e");
    let mut found: Vec<(String, Establishment)> = column::all(conn, &sql, [], read)?
        .into_iter()
        .filter_map(|school| {
            let text = format!("{} {} {}", school.name, school.commune, school.code);
            let text = fold(&text);
            words.iter().all(|word| text.contains(word)).then_some((text, school))
        })
        .collect();
    found.sort_by(|a, b| (&a.0, &a.1.code).cmp(&(&b.0, &b.1.code)));
    let page = Page::slice(found, request, |(text, school)| {
        PageCursor::new(0, format!("{text}\u{0}{}", school.code).as_bytes())
    });
    page.try_map(|(_, school)| with_places(conn, school))
}

/// Where other establishments of the same town stand: what somebody may choose whose own
/// establishment has no coordinates.
///
/// # Errors
/// When the file cannot be read.
pub fn places_in_commune(conn: &Connection, commune: &str) -> Answer<Vec<Place>> {
    column::all(
        conn,
        "SELECT p.lat, p.lon, e.name FROM establishment e
           JOIN place p ON p.code = e.code AND p.document = e.document
          WHERE e.commune = ?1 ORDER BY e.name, p.id",
        [commune],
        read_place,
    )
}
