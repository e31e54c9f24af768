//! Tickets.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use sharenum_domain::{
    DocumentId, MemberId, Pedagogy, RadiusKm, Ticket, TicketCall, TicketStatus, ToolId,
    TrainingStep,
};

use super::column::{self, Columns, HEAD, unreadable};
use super::{Answer, Head, Page, PageCursor, PageRequest};

/// A ticket as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketRow {
    /// What all rows have.
    pub head: Head,
    /// The ticket.
    pub ticket: Ticket,
    /// Its status, concurrent ones resolved.
    pub status: TicketStatus,
    /// How many offers of help stand.
    pub proposals: u32,
}

impl TicketRow {
    fn place(&self) -> PageCursor {
        self.head.place()
    }
}

fn select(rest: &str) -> String {
    format!(
        "SELECT {HEAD}, t.direction, t.title, t.need, t.class_level, t.learning_goal, t.tried,
                t.obstacle, t.training_reason, t.school, t.school_name, t.academy, t.lat, t.lon,
                t.radius_km, t.status, t.statuses,
                (SELECT group_concat(x.tool, ' ') FROM ticket_tool x
                  WHERE x.document = t.document),
                (SELECT group_concat(x.training, ' ') FROM ticket_training x
                  WHERE x.document = t.document),
                (SELECT group_concat(hex(x.proposal), ' ') FROM ticket_accepted x
                  WHERE x.document = t.document),
                (SELECT count(*) FROM proposal p
                  WHERE p.ticket = t.document AND p.status = 'offered')
         FROM ticket t {rest}"
    )
}

fn read(row: &mut Columns<'_, '_>) -> rusqlite::Result<TicketRow> {
    let head = row.head()?;
    let (direction, title, need) = (row.word()?, row.value()?, row.value()?);
    let pedagogy = Pedagogy {
        class_level: row.value()?,
        learning_goal: row.value()?,
        tried: row.value()?,
        obstacle: row.value()?,
    };
    let reason: String = row.value()?;
    let (school, school_name, academy) = (row.school()?, row.value()?, row.value()?);
    let centre = row.position()?;
    let radius = radius(row)?;
    let (status, statuses) = (row.word()?, row.words()?);
    let (tools, shown, accepted) = (row.slugs()?, row.slugs()?, row.documents()?);
    let proposals = row.value()?;
    let created = head.created;
    let ticket = Ticket {
        direction,
        title,
        need,
        pedagogy,
        training: TrainingStep { shown, reason },
        tools,
        school,
        school_name,
        academy,
        centre,
        radius,
        status: statuses,
        accepted,
        created,
    };
    Ok(TicketRow { head, ticket, status, proposals })
}

/// A radius as tickets and workshops keep it.
pub(super) fn radius(row: &mut Columns<'_, '_>) -> rusqlite::Result<RadiusKm> {
    let km: u16 = row.value()?;
    RadiusKm::new(km).map_err(|_| unreadable(0, rusqlite::types::Type::Integer, "a radius"))
}

/// One ticket.
///
/// # Errors
/// When the file cannot be read.
pub fn ticket(conn: &Connection, id: &DocumentId) -> Answer<Option<TicketRow>> {
    column::first(conn, &select("WHERE t.document = ?1"), [id.as_bytes()], read)
}

/// The tickets of one member, newest first.
///
/// # Errors
/// When the file cannot be read.
pub fn of_author(
    conn: &Connection,
    author: &MemberId,
    request: &PageRequest,
) -> Answer<Page<TicketRow>> {
    column::by_author(conn, "ticket", select, author, request, |row| &row.head, read)
}

/// Every ticket on this phone, newest first.
///
/// # Errors
/// When the file cannot be read.
pub fn all(conn: &Connection, request: &PageRequest) -> Answer<Page<TicketRow>> {
    let total = column::count(conn, "SELECT count(*) FROM ticket", [])?;
    let (key, id) = request.descending();
    column::page(
        conn,
        &select(
            "WHERE (t.created, t.document) < (?1, ?2)
             ORDER BY t.created DESC, t.document DESC LIMIT ?3",
        ),
        params![key, id, request.probe()],
        request,
        total,
        TicketRow::place,
        read,
    )
}

/// Tickets of others that still take help with at least one of `tools`, newest first.
///
/// # Errors
/// When the file cannot be read.
pub fn open_for<'t>(
    conn: &Connection,
    reader: &MemberId,
    tools: impl IntoIterator<Item = &'t ToolId>,
) -> Answer<Vec<TicketRow>> {
    let tools: Vec<_> = tools.into_iter().map(ToolId::as_str).collect();
    // A slug has no space, so a list of them is one parameter: the statement stays cached.
    let tools = format!(" {} ", tools.join(" "));
    column::all(
        conn,
        &select(
            "WHERE t.status IN ('open', 'in_discussion') AND t.author <> ?1
               AND EXISTS (SELECT 1 FROM ticket_tool x WHERE x.document = t.document
                             AND instr(?2, ' ' || x.tool || ' ') > 0)
             ORDER BY t.created DESC, t.document DESC",
        ),
        params![reader.as_bytes(), tools],
        read,
    )
}

/// A ticket of which only what decides whom it alerts was read.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCall {
    /// The ticket.
    pub document: DocumentId,
    /// When it was written, in milliseconds since 1970 (UTC).
    pub created: i64,
    /// Whom it alerts.
    pub call: TicketCall,
}

/// The same as [`open_for`], in the order of the file and without the texts: thousands of them are
/// read to choose the few that are shown.
///
/// # Errors
/// When the file cannot be read.
pub fn calls_for<'t>(
    conn: &Connection,
    reader: &MemberId,
    tools: impl IntoIterator<Item = &'t ToolId>,
) -> Answer<Vec<OpenCall>> {
    // Both tables stand in the order of their documents, so each page of the file is read once: of
    // several tools of a ticket one row follows the other.
    let rows = column::all(
        conn,
        "SELECT t.document, t.created, t.author, t.direction, t.status, t.lat, t.lon, t.radius_km,
                x.tool
           FROM ticket t CROSS JOIN ticket_tool x ON x.document = t.document
          WHERE t.status IN ('open', 'in_discussion') AND t.author <> ?1
          ORDER BY t.document",
        [reader.as_bytes()],
        |row| {
            let (document, created) = (row.document()?, row.value()?);
            let (author, direction, status) = (row.member()?, row.word()?, row.word()?);
            let (centre, radius) = (row.position()?, radius(row)?);
            let tools = row.slugs()?;
            let call = TicketCall { author, direction, status, centre, radius, tools };
            Ok(OpenCall { document, created, call })
        },
    )?;
    let wanted: BTreeSet<&ToolId> = tools.into_iter().collect();
    let mut calls: Vec<OpenCall> = Vec::new();
    for mut row in rows {
        match calls.last_mut().filter(|last| last.document == row.document) {
            Some(last) => last.call.tools.append(&mut row.call.tools),
            None => calls.push(row),
        }
    }
    calls.retain(|row| row.call.tools.iter().any(|tool| wanted.contains(tool)));
    Ok(calls)
}

/// Tickets of others that this member answered, newest first; and so those in which help was
/// given or received.
///
/// # Errors
/// When the file cannot be read.
pub fn accepted_between(conn: &Connection, member: &MemberId) -> Answer<Vec<TicketRow>> {
    column::all(
        conn,
        &select(
            "WHERE EXISTS (SELECT 1 FROM ticket_accepted a
                             JOIN proposal p ON p.document = a.proposal
                            WHERE a.document = t.document AND p.ticket = t.document
                              AND (p.author = ?1 OR t.author = ?1))
             ORDER BY t.created DESC, t.document DESC",
        ),
        [member.as_bytes()],
        read,
    )
}
