//! Help sessions and what of them counts.

use rusqlite::{Connection, params};
use sharenum_domain::{DocumentId, HelpSession, MemberId, Pseudonym, SchoolCode, ToolId};

use super::column::{self, Columns, HEAD, unreadable};
use super::{Answer, Head, Page, PageCursor, PageRequest};

/// A help session.
#[derive(Clone, Debug, PartialEq)]
pub struct HelpSessionRow {
    /// What all rows have.
    pub head: Head,
    /// What was logged.
    pub session: HelpSession,
    /// What a co-signature must name.
    pub state_hash: [u8; 32],
    /// Somebody co-signed exactly this state.
    pub counts: bool,
    /// Somebody co-signed an earlier state, and an edit voided it.
    pub voided: bool,
}

/// What a mini-tech did, co-signed sessions only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelperTotal {
    /// The pseudonym.
    pub helper: Pseudonym,
    /// Sessions that count.
    pub sessions: u32,
    /// Minutes in them.
    pub minutes: u32,
    /// Pupils helped in them.
    pub pupils: u32,
    /// How many of them solved the problem.
    pub solved: u32,
}

/// Somebody other than the one who logged it signed what stands in it now.
const COUNTS: &str = "EXISTS (SELECT 1 FROM co_signature s WHERE s.session = t.document
        AND s.state_hash = t.state_hash AND s.author <> t.author)";
const SIGNED: &str = "EXISTS (SELECT 1 FROM co_signature s WHERE s.session = t.document
        AND s.author <> t.author)";

fn select(rest: &str) -> String {
    format!(
        "SELECT {HEAD}, t.helper, t.class, t.pupils, t.tool, t.started, t.minutes, t.what,
                t.solved, t.school, t.state_hash, {COUNTS}, {SIGNED}
           FROM help_session t {rest}"
    )
}

fn pseudonym(row: &mut Columns<'_, '_>) -> rusqlite::Result<Pseudonym> {
    let text: String = row.value()?;
    Pseudonym::new(&text).map_err(|_| unreadable(0, rusqlite::types::Type::Text, "a pseudonym"))
}

fn read(row: &mut Columns<'_, '_>) -> rusqlite::Result<HelpSessionRow> {
    let head = row.head()?;
    let (helper, class, pupils) = (pseudonym(row)?, row.value()?, row.value()?);
    let (tool, started, minutes) = (row.slug()?, row.time()?, row.value()?);
    let (what, solved, school) = (row.value()?, row.value()?, row.school()?);
    let session =
        HelpSession { helper, class, pupils, tool, started, minutes, what, solved, school };
    let state_hash = row.value()?;
    let counts: bool = row.value()?;
    let signed: bool = row.value()?;
    Ok(HelpSessionRow { head, session, state_hash, counts, voided: signed && !counts })
}

/// One session.
///
/// # Errors
/// When the file cannot be read.
pub fn session(conn: &Connection, id: &DocumentId) -> Answer<Option<HelpSessionRow>> {
    column::first(conn, &select("WHERE t.document = ?1"), [id.as_bytes()], read)
}

/// The sessions of a school, newest first.
///
/// # Errors
/// When the file cannot be read.
pub fn of_school(
    conn: &Connection,
    school: &SchoolCode,
    request: &PageRequest,
) -> Answer<Page<HelpSessionRow>> {
    paged(conn, "t.school = ?1", params![school.to_string()], request)
}

/// The sessions of a school that `signer` may co-sign, newest first.
///
/// # Errors
/// When the file cannot be read.
pub fn to_co_sign(
    conn: &Connection,
    school: &SchoolCode,
    signer: &MemberId,
    request: &PageRequest,
) -> Answer<Page<HelpSessionRow>> {
    let filter = format!("t.school = ?1 AND t.author <> ?2 AND NOT {COUNTS}");
    paged(conn, &filter, params![school.to_string(), signer.as_bytes()], request)
}

fn paged(
    conn: &Connection,
    filter: &str,
    filtered: &[&dyn rusqlite::ToSql],
    request: &PageRequest,
) -> Answer<Page<HelpSessionRow>> {
    let total = column::count(
        conn,
        &format!("SELECT count(*) FROM help_session t WHERE {filter}"),
        filtered,
    )?;
    let (key, id) = request.descending();
    let probe = request.probe();
    let mut all = filtered.to_vec();
    let at = all.len();
    all.extend([&key as &dyn rusqlite::ToSql, &id, &probe]);
    let sql = select(&format!(
        "WHERE {filter} AND (t.started, t.document) < (?{}, ?{})
         ORDER BY t.started DESC, t.document DESC LIMIT ?{}",
        at + 1,
        at + 2,
        at + 3
    ));
    let place = |row: &HelpSessionRow| {
        PageCursor::new(row.session.started.as_millisecond(), row.head.document.as_bytes())
    };
    column::page(conn, &sql, all.as_slice(), request, total, place, read)
}

/// Totals per mini-tech of a school, most minutes first.
///
/// # Errors
/// When the file cannot be read.
pub fn totals(conn: &Connection, school: &SchoolCode) -> Answer<Vec<HelperTotal>> {
    // A tampered app may have written any number, and somebody may have signed it: a sum that has no
    // room must not take the others' totals away.
    let sql = format!(
        "SELECT t.helper, count(*), min(sum(t.minutes), 4294967295),
                min(sum(t.pupils), 4294967295), sum(t.solved)
           FROM help_session t WHERE t.school = ?1 AND {COUNTS}
          GROUP BY t.helper ORDER BY sum(t.minutes) DESC, t.helper"
    );
    column::all(conn, &sql, [school.to_string()], |row| {
        Ok(HelperTotal {
            helper: pseudonym(row)?,
            sessions: row.value()?,
            minutes: row.value()?,
            pupils: row.value()?,
            solved: row.value()?,
        })
    })
}

/// Pseudonyms that a school logged, the one logged last first, each once, at most `limit`.
///
/// # Errors
/// When the file cannot be read.
pub fn recent_helpers(
    conn: &Connection,
    school: &SchoolCode,
    limit: u32,
) -> Answer<Vec<Pseudonym>> {
    column::all(conn, &recent("helper"), params![school.to_string(), limit], pseudonym)
}

/// Classes that a school helped, the one helped last first, each once, at most `limit`.
///
/// # Errors
/// When the file cannot be read.
pub fn recent_classes(conn: &Connection, school: &SchoolCode, limit: u32) -> Answer<Vec<String>> {
    column::all(conn, &recent("class"), params![school.to_string(), limit], |row| row.value())
}

/// Tools that a school helped with, the last one first, each once, at most `limit`.
///
/// # Errors
/// When the file cannot be read.
pub fn recent_tools(conn: &Connection, school: &SchoolCode, limit: u32) -> Answer<Vec<ToolId>> {
    column::all(conn, &recent("tool"), params![school.to_string(), limit], |row| row.slug())
}

fn recent(field: &str) -> String {
    format!(
        "SELECT t.{field} FROM help_session t WHERE t.school = ?1
          GROUP BY t.{field} ORDER BY max(t.started) DESC, t.{field} LIMIT ?2"
    )
}

/// A signer's own co-signature of a session, if there is one: its document and the state it names.
///
/// # Errors
/// When the file cannot be read.
pub fn co_signature_by(
    conn: &Connection,
    session: &DocumentId,
    signer: &MemberId,
) -> Answer<Option<(DocumentId, [u8; 32])>> {
    column::first(
        conn,
        "SELECT document, state_hash FROM co_signature WHERE session = ?1 AND author = ?2
          ORDER BY document LIMIT 1",
        params![session.as_bytes(), signer.as_bytes()],
        |row| Ok((row.document()?, row.value()?)),
    )
}

#[cfg(test)]
mod tests {
    use sharenum_domain::{CoSignature, counts};

    use super::*;

    /// SQL answers for whole lists; the domain's rule says what the answer must be.
    #[test]
    fn the_query_counts_what_the_rule_of_the_domain_counts() {
        let conn = Connection::open_in_memory().unwrap();
        crate::migrate::migrate(&conn).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let school: SchoolCode = "762217".parse().unwrap();
        let mut minutes = 0;
        for case in 0_u8..16 {
            let (state, signed) = (case & 1, case >> 1);
            let id = [case + 1; 32];
            conn.execute(
                "INSERT INTO help_session (document, author, created, updated, helper, class, pupils,
                     tool, started, minutes, what, solved, school, state_hash)
                 VALUES (?1, ?2, 0, 0, 'Pixel', '6e', 1, 'robot', 0, ?3, '', 1, ?4, ?5)",
                params![id, [1_u8; 16], 1_u32 << case, school.to_string(), [state; 32]],
            )
            .unwrap();
            let states = (0..3).filter(|bit| signed & (1 << bit) != 0).map(|bit| [bit; 32]);
            let signatures: Vec<_> = states.map(|state_hash| CoSignature { state_hash }).collect();
            for (at, signature) in (0_u8..).zip(&signatures) {
                conn.execute(
                    "INSERT INTO co_signature
                         (document, author, created, updated, session, state_hash)
                     VALUES (?1, ?2, 0, 0, ?3, ?4)",
                    params![[100 + case * 4 + at; 32], [2_u8; 16], id, signature.state_hash],
                )
                .unwrap();
            }
            let expected = counts(&[state; 32], &signatures);
            let row = session(&conn, &DocumentId::from(id)).unwrap().unwrap();
            assert_eq!(row.counts, expected, "state {state}, signed {signed:03b}");
            assert_eq!(row.voided, !expected && !signatures.is_empty());
            minutes += if expected { 1_u32 << case } else { 0 };
        }
        assert_eq!(totals(&conn, &school).unwrap()[0].minutes, minutes);
    }
}
