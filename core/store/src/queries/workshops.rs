//! Workshops.

use jiff::Timestamp;
use rusqlite::{Connection, params};
use sharenum_domain::{DocumentId, MemberId, Workshop, WorkshopStatus};

use super::column::{self, Columns, HEAD};
use super::{Answer, Head, Page, PageCursor, PageRequest, tickets};

/// A workshop as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkshopRow {
    /// What all rows have.
    pub head: Head,
    /// The workshop.
    pub workshop: Workshop,
    /// Its status, concurrent ones resolved.
    pub status: WorkshopStatus,
    /// When it starts (UTC), by this phone's time-zone rules; `None` for an unknown zone.
    pub start: Option<Timestamp>,
}

impl WorkshopRow {
    /// Where it stands in a list by date.
    #[must_use]
    pub fn place(&self) -> PageCursor {
        PageCursor::new(sort_key(self.start), self.head.document.as_bytes())
    }
}

/// What cannot be placed in time comes last.
fn sort_key(start: Option<Timestamp>) -> i64 {
    start.map_or(i64::MAX - 1, Timestamp::as_millisecond)
}

const SORT_KEY: &str = "coalesce(t.start_ms, 9223372036854775806)";

fn select(rest: &str) -> String {
    format!(
        "SELECT {HEAD}, t.title, t.description, t.school, t.place_label, t.lat, t.lon,
                t.radius_km, t.slot, t.start_ms, t.seats, t.resource, t.booking, t.ticket,
                t.home, t.status, t.statuses,
                (SELECT group_concat(x.tool, ' ') FROM workshop_tool x
                  WHERE x.document = t.document)
           FROM workshop t {rest}"
    )
}

fn read(row: &mut Columns<'_, '_>) -> rusqlite::Result<WorkshopRow> {
    let head = row.head()?;
    let (title, description) = (row.value()?, row.value()?);
    let (school, place_label) = (row.optional_school()?, row.value()?);
    let centre = row.position()?;
    let radius = tickets::radius(row)?;
    let slot = row.read("a slot")?;
    let start: Option<i64> = row.value()?;
    let seats = row.value()?;
    let (resource, booking) = (row.optional_slug()?, row.optional_document()?);
    let (ticket, home) = (row.optional_document()?, row.member()?);
    let (status, statuses) = (row.word()?, row.words()?);
    let workshop = Workshop {
        title,
        description,
        tools: row.slugs()?,
        school,
        place_label,
        centre,
        radius,
        slot,
        seats,
        resource,
        booking,
        ticket,
        home,
        status: statuses,
    };
    let start = start.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    Ok(WorkshopRow { head, workshop, status, start })
}

/// One workshop.
///
/// # Errors
/// When the file cannot be read.
pub fn workshop(conn: &Connection, id: &DocumentId) -> Answer<Option<WorkshopRow>> {
    column::first(conn, &select("WHERE t.document = ?1"), [id.as_bytes()], read)
}

/// Published workshops that start at `from` or later, soonest first.
///
/// # Errors
/// When the file cannot be read.
pub fn upcoming(
    conn: &Connection,
    from: Timestamp,
    request: &PageRequest,
) -> Answer<Page<WorkshopRow>> {
    let total = column::count(
        conn,
        "SELECT count(*) FROM workshop WHERE status = 'published' AND start_ms >= ?1",
        [from.as_millisecond()],
    )?;
    let (key, id) = request.ascending();
    column::page(
        conn,
        &select(
            "WHERE t.status = 'published' AND t.start_ms >= ?1
               AND (t.start_ms, t.document) > (?2, ?3)
             ORDER BY t.start_ms, t.document LIMIT ?4",
        ),
        params![from.as_millisecond(), key, id, request.probe()],
        request,
        total,
        WorkshopRow::place,
        read,
    )
}

/// All published workshops that start at `from` or later, soonest first.
///
/// # Errors
/// When the file cannot be read.
pub fn all_upcoming(conn: &Connection, from: Timestamp) -> Answer<Vec<WorkshopRow>> {
    let sql =
        select("WHERE t.status = 'published' AND t.start_ms >= ?1 ORDER BY t.start_ms, t.document");
    column::all(conn, &sql, [from.as_millisecond()], read)
}

/// What a member organises, soonest first, whatever the status.
///
/// # Errors
/// When the file cannot be read.
pub fn of_author(
    conn: &Connection,
    author: &MemberId,
    request: &PageRequest,
) -> Answer<Page<WorkshopRow>> {
    let total = column::count(
        conn,
        "SELECT count(*) FROM workshop WHERE author = ?1",
        [author.as_bytes()],
    )?;
    let (key, id) = request.ascending();
    column::page(
        conn,
        &select(&format!(
            "WHERE t.author = ?1 AND ({SORT_KEY}, t.document) > (?2, ?3)
             ORDER BY {SORT_KEY}, t.document LIMIT ?4"
        )),
        params![author.as_bytes(), key, id, request.probe()],
        request,
        total,
        WorkshopRow::place,
        read,
    )
}

/// The workshops that grew from a ticket, soonest first, cancelled ones included.
///
/// # Errors
/// When the file cannot be read.
pub fn of_ticket(conn: &Connection, ticket: &DocumentId) -> Answer<Vec<WorkshopRow>> {
    let sql = select("WHERE t.ticket = ?1 ORDER BY t.start_ms, t.document");
    column::all(conn, &sql, [ticket.as_bytes()], read)
}

/// A member's workshops that name this booking, soonest first.
///
/// # Errors
/// When the file cannot be read.
pub fn of_booking(
    conn: &Connection,
    author: &MemberId,
    booking: &DocumentId,
) -> Answer<Vec<WorkshopRow>> {
    column::all(
        conn,
        &select("WHERE t.author = ?1 AND t.booking = ?2 ORDER BY t.start_ms, t.document"),
        params![author.as_bytes(), booking.as_bytes()],
        read,
    )
}

/// Workshops on a resource of which the local day is `day`, soonest first, cancelled ones left
/// out.
///
/// # Errors
/// When the file cannot be read.
pub fn on_resource(
    conn: &Connection,
    resource: &sharenum_domain::ResourceId,
    day: jiff::civil::Date,
) -> Answer<Vec<WorkshopRow>> {
    column::all(
        conn,
        &select(
            "WHERE t.resource = ?1 AND substr(t.slot, 1, 10) = ?2 AND t.status <> 'cancelled'
             ORDER BY t.start_ms, t.document",
        ),
        params![resource.as_str(), day.to_string()],
        read,
    )
}
