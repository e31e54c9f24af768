//! Seats and days that were asked for, with what the home hub decided.
//!
//! Only the decision of the resource's home hub counts: another hub of the region may carry a
//! request, it has no say in it. Of two, the one decided last.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, params};
use sharenum_domain::{
    Booking, Decision, DocumentId, MemberId, Outcome, Registration, RequestStatus, ResourceId,
};

use super::column::{self, Columns, HEAD};
use super::{Answer, Head, Page, PageRequest};

/// A seat that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct RegistrationRow {
    /// What all rows have.
    pub head: Head,
    /// The workshop.
    pub workshop: DocumentId,
    /// The request.
    pub registration: Registration,
    /// What its author wants now, concurrent wishes resolved.
    pub status: RequestStatus,
    /// What was decided; `None` while it is only asked.
    pub decision: Option<Decision>,
}

/// A day that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct BookingRow {
    /// What all rows have.
    pub head: Head,
    /// The request.
    pub booking: Booking,
    /// What its author wants now, concurrent wishes resolved.
    pub status: RequestStatus,
    /// What was decided; `None` while it is only asked.
    pub decision: Option<Decision>,
}

const DECISION: &str = "x.outcome, x.day, x.position, x.alternatives, x.reason, x.created";

/// The decision that counts for the request `t`: made by the hub that `home` selects, and `about`
/// what is asked for now.
fn counting(home: &str, about: &str) -> String {
    format!(
        "LEFT JOIN decision x ON x.document =
            (SELECT y.document FROM decision y
              WHERE y.request = t.document AND y.author = ({home}) AND {about}
              ORDER BY y.created DESC, y.document DESC LIMIT 1)"
    )
}

fn read_decision(row: &mut Columns<'_, '_>) -> rusqlite::Result<Option<Decision>> {
    let outcome: Option<String> = row.value()?;
    let (day, position): (Option<String>, _) = (row.value()?, row.value()?);
    let alternatives: Option<String> = row.value()?;
    let (reason, decided): (Option<String>, Option<i64>) = (row.value()?, row.value()?);
    let decided = decided.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    Ok(outcome.zip(decided).map(|(outcome, decided)| Decision {
        outcome: Outcome::from(outcome.as_str()),
        day: day.and_then(|day| day.parse().ok()),
        position,
        alternatives: alternatives
            .unwrap_or_default()
            .split_whitespace()
            .filter_map(|day| day.parse().ok())
            .collect(),
        reason: reason.unwrap_or_default(),
        decided,
    }))
}

/// The decision `x` that counts for the registration `t`.
pub(super) fn decision_on_seat() -> String {
    counting("SELECT w.home FROM workshop w WHERE w.document = t.workshop", "TRUE")
}

fn select_registration(rest: &str) -> String {
    let decision = decision_on_seat();
    format!(
        "SELECT {HEAD}, t.workshop, t.school, t.status, t.statuses, {DECISION}
           FROM registration t {decision} {rest}"
    )
}

fn read_registration(row: &mut Columns<'_, '_>) -> rusqlite::Result<RegistrationRow> {
    let head = row.head()?;
    let (workshop, school) = (row.document()?, row.optional_school()?);
    let (status, statuses) = (row.word()?, row.words()?);
    let created = head.created;
    let registration = Registration { status: statuses, school, created };
    Ok(RegistrationRow { head, workshop, registration, status, decision: read_decision(row)? })
}

/// One registration.
///
/// # Errors
/// When the file cannot be read.
pub fn registration(conn: &Connection, id: &DocumentId) -> Answer<Option<RegistrationRow>> {
    let sql = select_registration("WHERE t.document = ?1");
    column::first(conn, &sql, [id.as_bytes()], read_registration)
}

/// Who asked for a seat, as far as this phone may see, oldest first.
///
/// # Errors
/// When the file cannot be read.
pub fn registrations(conn: &Connection, workshop: &DocumentId) -> Answer<Vec<RegistrationRow>> {
    let sql = select_registration("WHERE t.workshop = ?1 ORDER BY t.created, t.document");
    column::all(conn, &sql, [workshop.as_bytes()], read_registration)
}

/// A member's own request for a seat. Of several, from two phones or one after the other, the one
/// that stands counts: one person has one seat, and the hub refuses what they asked again.
///
/// # Errors
/// When the file cannot be read.
pub fn registration_by(
    conn: &Connection,
    workshop: &DocumentId,
    author: &MemberId,
) -> Answer<Option<RegistrationRow>> {
    let sql = select_registration(
        "WHERE t.workshop = ?1 AND t.author = ?2
         ORDER BY t.status = 'cancelled', coalesce(x.outcome IN ('refused', 'released'), FALSE),
                  t.created DESC, t.document LIMIT 1",
    );
    let found = params![workshop.as_bytes(), author.as_bytes()];
    column::first(conn, &sql, found, read_registration)
}

/// The seats a member asked for, newest first.
///
/// # Errors
/// When the file cannot be read.
pub fn registrations_of(
    conn: &Connection,
    author: &MemberId,
    request: &PageRequest,
) -> Answer<Page<RegistrationRow>> {
    column::by_author(
        conn,
        "registration",
        select_registration,
        author,
        request,
        |row| &row.head,
        read_registration,
    )
}

/// The decision `x` that counts for the booking `t`.
pub(super) fn decision_on_day() -> String {
    // The catalogue document that the booking answers says which hub decides.
    counting(
        "SELECT r.home FROM document d JOIN resource r ON r.document = d.parent
          WHERE d.id = t.document",
        // A confirmation holds for its day only; a day that was given back is so for all.
        "(y.day = t.day OR y.outcome = 'released')",
    )
}

fn select_booking(rest: &str) -> String {
    let decision = decision_on_day();
    format!(
        "SELECT {HEAD}, t.resource, t.day, t.purpose, t.status, t.statuses, {DECISION}
           FROM booking t {decision} {rest}"
    )
}

fn read_booking(row: &mut Columns<'_, '_>) -> rusqlite::Result<BookingRow> {
    let head = row.head()?;
    let (resource, day, purpose) = (row.slug()?, row.day()?, row.value()?);
    let (status, statuses) = (row.word()?, row.words()?);
    let created = head.created;
    let booking = Booking { resource, day, purpose, status: statuses, created };
    Ok(BookingRow { head, booking, status, decision: read_decision(row)? })
}

/// One booking.
///
/// # Errors
/// When the file cannot be read.
pub fn booking(conn: &Connection, id: &DocumentId) -> Answer<Option<BookingRow>> {
    let sql = select_booking("WHERE t.document = ?1");
    column::first(conn, &sql, [id.as_bytes()], read_booking)
}

/// The days a member asked for, newest first.
///
/// # Errors
/// When the file cannot be read.
pub fn bookings_of(
    conn: &Connection,
    author: &MemberId,
    request: &PageRequest,
) -> Answer<Page<BookingRow>> {
    column::by_author(
        conn,
        "booking",
        select_booking,
        author,
        request,
        |row| &row.head,
        read_booking,
    )
}

/// What was asked on a resource for one day, as far as this phone may see.
///
/// # Errors
/// When the file cannot be read.
pub fn bookings_on(conn: &Connection, resource: &ResourceId, day: Date) -> Answer<Vec<BookingRow>> {
    let sql = select_booking("WHERE t.resource = ?1 AND t.day = ?2 ORDER BY t.created, t.document");
    column::all(conn, &sql, params![resource.as_str(), day.to_string()], read_booking)
}

/// The request that a decision is about.
///
/// # Errors
/// When the file cannot be read.
pub fn request_of(conn: &Connection, decision: &DocumentId) -> Answer<Option<DocumentId>> {
    let sql = "SELECT request FROM decision WHERE document = ?1";
    column::first(conn, sql, [decision.as_bytes()], |row| row.document())
}
