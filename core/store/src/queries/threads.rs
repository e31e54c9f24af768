//! Proposals and what is said under them.

use rusqlite::{Connection, params};
use sharenum_domain::{DocumentId, MemberId, Message, Proposal};

use super::column::{self, Columns, HEAD};
use super::{Answer, Head, Page, PageCursor, PageRequest};

/// An answer to a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposalRow {
    /// What all rows have.
    pub head: Head,
    /// The ticket it answers.
    pub ticket: DocumentId,
    /// The proposal.
    pub proposal: Proposal,
    /// Whether the ticket's author took it up and it stands: withdrawn at the same time, it binds
    /// nobody.
    pub accepted: bool,
}

/// A line of a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageRow {
    /// What all rows have.
    pub head: Head,
    /// The proposal it is written under.
    pub parent: DocumentId,
    /// The message.
    pub message: Message,
    /// When this phone got it, as a number: what was answered always stands before its answer,
    /// whatever the clocks of two phones say.
    pub arrival: i64,
}

fn select(rest: &str) -> String {
    format!(
        "SELECT {HEAD}, t.ticket, t.text, t.status, t.school, t.school_name,
                t.status = 'offered' AND EXISTS (SELECT 1 FROM ticket_accepted a
                         WHERE a.document = t.ticket AND a.proposal = t.document)
           FROM proposal t {rest}"
    )
}

fn read(row: &mut Columns<'_, '_>) -> rusqlite::Result<ProposalRow> {
    let head = row.head()?;
    let ticket = row.document()?;
    let (text, status) = (row.value()?, row.word()?);
    let (school, school_name) = (row.optional_school()?, row.value()?);
    let created = head.created;
    let proposal = Proposal { text, status, school, school_name, created };
    Ok(ProposalRow { head, ticket, proposal, accepted: row.value()? })
}

/// One proposal.
///
/// # Errors
/// When the file cannot be read.
pub fn proposal(conn: &Connection, id: &DocumentId) -> Answer<Option<ProposalRow>> {
    column::first(conn, &select("WHERE t.document = ?1"), [id.as_bytes()], read)
}

/// The proposals under a ticket that this phone may see, oldest first.
///
/// # Errors
/// When the file cannot be read.
pub fn proposals(conn: &Connection, ticket: &DocumentId) -> Answer<Vec<ProposalRow>> {
    let sql = select("WHERE t.ticket = ?1 ORDER BY t.created, t.document");
    column::all(conn, &sql, [ticket.as_bytes()], read)
}

/// What a member proposed, newest first.
///
/// # Errors
/// When the file cannot be read.
pub fn proposals_of(
    conn: &Connection,
    author: &MemberId,
    request: &PageRequest,
) -> Answer<Page<ProposalRow>> {
    column::by_author(conn, "proposal", select, author, request, |row| &row.head, read)
}

fn select_message(rest: &str) -> String {
    format!(
        "SELECT {HEAD}, t.parent, t.body, d.seq
           FROM message t JOIN document d ON d.id = t.document {rest}"
    )
}

fn read_message(row: &mut Columns<'_, '_>) -> rusqlite::Result<MessageRow> {
    let head = row.head()?;
    let parent = row.document()?;
    let message = Message { body: row.value()?, created: head.created };
    Ok(MessageRow { head, parent, message, arrival: row.value()? })
}

/// One message.
///
/// # Errors
/// When the file cannot be read.
pub fn message(conn: &Connection, id: &DocumentId) -> Answer<Option<MessageRow>> {
    column::first(conn, &select_message("WHERE t.document = ?1"), [id.as_bytes()], read_message)
}

/// The thread under a proposal, in the order of arrival.
///
/// # Errors
/// When the file cannot be read.
pub fn messages(
    conn: &Connection,
    proposal: &DocumentId,
    request: &PageRequest,
) -> Answer<Page<MessageRow>> {
    let (key, _) = request.ascending();
    let rest = "WHERE t.parent = ?1 AND d.seq > ?2 ORDER BY d.seq LIMIT ?3";
    page_of_thread(conn, proposal, request, rest, key)
}

/// The thread under a proposal from its end: what arrived last comes first.
///
/// # Errors
/// When the file cannot be read.
pub fn latest_messages(
    conn: &Connection,
    proposal: &DocumentId,
    request: &PageRequest,
) -> Answer<Page<MessageRow>> {
    let (key, _) = request.descending();
    let rest = "WHERE t.parent = ?1 AND d.seq < ?2 ORDER BY d.seq DESC LIMIT ?3";
    page_of_thread(conn, proposal, request, rest, key)
}

fn page_of_thread(
    conn: &Connection,
    proposal: &DocumentId,
    request: &PageRequest,
    rest: &str,
    key: i64,
) -> Answer<Page<MessageRow>> {
    let total = column::count(
        conn,
        "SELECT count(*) FROM message WHERE parent = ?1",
        [proposal.as_bytes()],
    )?;
    column::page(
        conn,
        &select_message(rest),
        params![proposal.as_bytes(), key, request.probe()],
        request,
        total,
        |row| PageCursor::new(row.arrival, row.head.document.as_bytes()),
        read_message,
    )
}
