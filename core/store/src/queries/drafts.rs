//! Forms as they are typed: of this phone only, written by the engine.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, params};
use sharenum_domain::DocumentId;

use super::column::{self, Columns};
use super::{Answer, Page, PageCursor, PageRequest};

/// A form with what was typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Its place in the order of saving.
    pub number: i64,
    /// Which form, as a word of the engine.
    pub form: String,
    /// What it is about.
    pub about: Option<DocumentId>,
    /// The fields by name.
    pub fields: BTreeMap<String, String>,
    /// When it was saved last (UTC).
    pub saved: Timestamp,
}

/// Keeps a form in place of what was kept of it.
///
/// # Errors
/// When the file cannot be written.
pub fn save(
    conn: &Connection,
    form: &str,
    about: Option<&DocumentId>,
    fields: &BTreeMap<String, String>,
    now: Timestamp,
) -> Answer<()> {
    discard(conn, form, about)?;
    let sql = "INSERT INTO draft (form, about, saved) VALUES (?1, ?2, ?3)";
    conn.prepare_cached(sql)?.execute(params![form, id(about), now.as_millisecond()])?;
    let number = conn.last_insert_rowid();
    let sql = "INSERT INTO draft_field (draft, name, value) VALUES (?1, ?2, ?3)";
    let mut statement = conn.prepare_cached(sql)?;
    for (name, value) in fields {
        statement.execute(params![number, name, value])?;
    }
    Ok(())
}

/// Forgets a form; `false` when nothing was kept of it.
///
/// # Errors
/// When the file cannot be written.
pub fn discard(conn: &Connection, form: &str, about: Option<&DocumentId>) -> Answer<bool> {
    let sql = "DELETE FROM draft WHERE form = ?1 AND about = ?2";
    Ok(conn.prepare_cached(sql)?.execute(params![form, id(about)])? > 0)
}

/// What is kept of a form.
///
/// # Errors
/// When the file cannot be read.
pub fn find(conn: &Connection, form: &str, about: Option<&DocumentId>) -> Answer<Option<DraftRow>> {
    let sql = "SELECT number, form, about, saved FROM draft WHERE form = ?1 AND about = ?2";
    let found = column::first(conn, sql, params![form, id(about)], read)?;
    found.map(|row| filled(conn, row)).transpose()
}

/// All drafts, the one saved last first.
///
/// # Errors
/// When the file cannot be read.
pub fn page(conn: &Connection, request: &PageRequest) -> Answer<Page<DraftRow>> {
    let total = column::count(conn, "SELECT count(*) FROM draft", [])?;
    let sql = "SELECT number, form, about, saved FROM draft WHERE number < ?1
               ORDER BY number DESC LIMIT ?2";
    let from = params![request.descending().0, request.probe()];
    let place = |row: &DraftRow| PageCursor::new(row.number, &[]);
    column::page(conn, sql, from, request, total, place, read)?.try_map(|row| filled(conn, row))
}

/// All drafts of these forms, the one saved last first.
///
/// # Errors
/// When the file cannot be read.
pub fn of_forms(conn: &Connection, forms: &[&str]) -> Answer<Vec<DraftRow>> {
    let sql = "SELECT number, form, about, saved FROM draft ORDER BY number DESC";
    let mut found = column::all(conn, sql, [], read)?;
    found.retain(|row| forms.contains(&row.form.as_str()));
    found.into_iter().map(|row| filled(conn, row)).collect()
}

fn id(about: Option<&DocumentId>) -> &[u8] {
    about.map_or(&[], |about| about.as_bytes().as_slice())
}

fn read(columns: &mut Columns<'_, '_>) -> rusqlite::Result<DraftRow> {
    Ok(DraftRow {
        number: columns.value()?,
        form: columns.value()?,
        about: columns.value::<Vec<u8>>()?.try_into().ok().map(<[u8; 32]>::into),
        saved: columns.time()?,
        fields: BTreeMap::new(),
    })
}

fn filled(conn: &Connection, row: DraftRow) -> Answer<DraftRow> {
    let sql = "SELECT name, value FROM draft_field WHERE draft = ?1";
    let fields =
        column::all(conn, sql, [row.number], |columns| Ok((columns.value()?, columns.value()?)))?;
    Ok(DraftRow { fields: fields.into_iter().collect(), ..row })
}
