//! What two members prepare together.

use rusqlite::Connection;
use sharenum_domain::{DocumentId, MemberId, Plan, Slot};

use super::column::{self, Columns, HEAD};
use super::{Answer, Head};

/// A plan with its dates and votes.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    /// What all rows have.
    pub head: Head,
    /// The proposal it grew from.
    pub proposal: Option<DocumentId>,
    /// The plan.
    pub plan: Plan,
    /// Who may write it.
    pub writers: Vec<MemberId>,
}

struct Bare {
    head: Head,
    proposal: Option<DocumentId>,
    what: String,
    for_whom: String,
    venue: String,
    chosen: Option<String>,
}

fn read(row: &mut Columns<'_, '_>) -> rusqlite::Result<Bare> {
    Ok(Bare {
        head: row.head()?,
        proposal: row.optional_document()?,
        what: row.value()?,
        for_whom: row.value()?,
        venue: row.value()?,
        chosen: row.value()?,
    })
}

fn select(rest: &str) -> String {
    format!("SELECT {HEAD}, t.parent, t.what, t.for_whom, t.venue, t.chosen FROM plan t {rest}")
}

fn complete(conn: &Connection, bare: Bare) -> Answer<PlanRow> {
    let id = bare.head.document;
    let dates: Vec<Slot> = column::all(
        conn,
        "SELECT slot FROM plan_date WHERE document = ?1 ORDER BY start_ms, slot",
        [id.as_bytes()],
        |row| row.read("a slot"),
    )?;
    let votes: Vec<(Slot, MemberId, bool)> = column::all(
        conn,
        "SELECT slot, member, yes FROM plan_vote WHERE document = ?1",
        [id.as_bytes()],
        |row| Ok((row.read("a slot")?, row.member()?, row.value()?)),
    )?;
    let writers = column::all(
        conn,
        "SELECT member FROM document_writer WHERE document = ?1 ORDER BY member",
        [id.as_bytes()],
        |row| row.member(),
    )?;
    let plan = Plan {
        what: bare.what,
        for_whom: bare.for_whom,
        venue: bare.venue,
        dates: dates.into_iter().collect(),
        votes: votes.into_iter().map(|(slot, member, yes)| ((slot, member), yes)).collect(),
        chosen: bare.chosen.and_then(|slot| slot.parse().ok()),
    };
    Ok(PlanRow { head: bare.head, proposal: bare.proposal, plan, writers })
}

/// One plan.
///
/// # Errors
/// When the file cannot be read.
pub fn plan(conn: &Connection, id: &DocumentId) -> Answer<Option<PlanRow>> {
    let found = column::first(conn, &select("WHERE t.document = ?1"), [id.as_bytes()], read)?;
    found.map(|bare| complete(conn, bare)).transpose()
}

/// The plan that grew from a proposal. Both parties may have begun one offline: the smallest
/// document id is the one to go on with, on each phone alike.
///
/// # Errors
/// When the file cannot be read.
pub fn of_proposal(conn: &Connection, proposal: &DocumentId) -> Answer<Option<PlanRow>> {
    let sql = select("WHERE t.parent = ?1 ORDER BY t.document LIMIT 1");
    let found = column::first(conn, &sql, [proposal.as_bytes()], read)?;
    found.map(|bare| complete(conn, bare)).transpose()
}

/// All plans that grew from a proposal, the one to go on with first.
///
/// # Errors
/// When the file cannot be read.
pub fn all_of_proposal(conn: &Connection, proposal: &DocumentId) -> Answer<Vec<PlanRow>> {
    let sql = select("WHERE t.parent = ?1 ORDER BY t.document");
    let found = column::all(conn, &sql, [proposal.as_bytes()], read)?;
    found.into_iter().map(|bare| complete(conn, bare)).collect()
}
