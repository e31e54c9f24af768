//! What a member has agreed to and what will take place: what they are reminded of.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, params};
use sharenum_domain::{DocumentId, MemberId};

use super::agenda::{decision_on_day, decision_on_seat};
use super::column::{self, Columns};
use super::workshops::{WorkshopRow, workshop};
use super::{Answer, agenda::BookingRow, agenda::booking};

/// A workshop that its member organises or has a seat in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The workshop.
    pub workshop: DocumentId,
    /// Since when this phone has known all of it: the last change of the workshop, of the seat or
    /// of the decision on it (UTC).
    pub known: Timestamp,
}

/// A day that is theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct BookedDay {
    /// The request.
    pub booking: BookingRow,
    /// Since when this phone has known all of it (UTC).
    pub known: Timestamp,
}

fn read(row: &mut Columns<'_, '_>) -> rusqlite::Result<(DocumentId, Timestamp)> {
    Ok((row.document()?, row.time()?))
}

/// Published workshops that begin after `from` and that this member organises or has a confirmed
/// seat in, each once, soonest first. What the region refused takes place nowhere.
///
/// # Errors
/// When the file cannot be read.
pub fn meetings(conn: &Connection, member: &MemberId, from: Timestamp) -> Answer<Vec<Meeting>> {
    let sql = format!(
        "WITH mine (workshop, known) AS (
            SELECT w.document, w.updated FROM workshop w WHERE w.author = ?1
            UNION ALL
            SELECT t.workshop, max(t.updated, x.updated) FROM registration t {}
             WHERE t.author = ?1 AND t.status <> 'cancelled' AND x.outcome = 'confirmed'
         )
         SELECT w.document, max(w.updated, min(m.known))
           FROM mine m JOIN workshop w ON w.document = m.workshop
           JOIN document d ON d.id = w.document
          WHERE w.status = 'published' AND w.start_ms > ?2 AND d.refused IS NULL
          GROUP BY w.document ORDER BY w.start_ms, w.document",
        decision_on_seat()
    );
    let found = column::all(conn, &sql, params![member.as_bytes(), from.as_millisecond()], read)?;
    Ok(found.into_iter().map(|(workshop, known)| Meeting { workshop, known }).collect())
}

/// Confirmed days of this member on `from` and later, soonest first; those left out for which a
/// published workshop of their own stands, since that one is spoken of.
///
/// # Errors
/// When the file cannot be read.
pub fn days(conn: &Connection, member: &MemberId, from: Date) -> Answer<Vec<BookedDay>> {
    let sql = format!(
        "SELECT t.document, max(t.updated, x.updated) FROM booking t {}
          WHERE t.author = ?1 AND t.status <> 'cancelled' AND x.outcome = 'confirmed'
            AND t.day >= ?2
            AND NOT EXISTS (SELECT 1 FROM workshop w WHERE w.author = ?1
                AND w.booking = t.document AND w.status = 'published')
          ORDER BY t.day, t.document",
        decision_on_day()
    );
    let found = column::all(conn, &sql, params![member.as_bytes(), from.to_string()], read)?;
    let mut days = Vec::new();
    for (document, known) in found {
        let row = booking(conn, &document)?;
        days.extend(row.map(|booking| BookedDay { booking, known }));
    }
    Ok(days)
}

/// Workshops that begin after `from` and that this member organises, before or after they are
/// published, or asked a seat in that they have not taken back; each once, soonest first. Whether
/// the seat was given is another matter. One in a zone that this phone does not know has no
/// beginning, and is not among them.
///
/// # Errors
/// When the file cannot be read.
pub fn expected_in(
    conn: &Connection,
    member: &MemberId,
    from: Timestamp,
) -> Answer<Vec<WorkshopRow>> {
    let found = column::all(
        conn,
        "SELECT w.document FROM workshop w
          WHERE w.start_ms > ?2
            AND ((w.author = ?1 AND w.status IN ('published', 'waiting_for_bus'))
              OR (w.status = 'published' AND w.document IN
                    (SELECT r.workshop FROM registration r
                      WHERE r.author = ?1 AND r.status <> 'cancelled')))
          ORDER BY w.start_ms, w.document",
        params![member.as_bytes(), from.as_millisecond()],
        |row| row.document(),
    )?;
    let mut rows = Vec::new();
    for document in found {
        rows.extend(workshop(conn, &document)?);
    }
    Ok(rows)
}

/// The days on `from` and later that this member asked for and did not give back, soonest first;
/// those left out for which a workshop of their own stands, or waits for them. What was decided is
/// another matter.
///
/// # Errors
/// When the file cannot be read.
pub fn asked_days(conn: &Connection, member: &MemberId, from: Date) -> Answer<Vec<BookingRow>> {
    let found = column::all(
        conn,
        "SELECT t.document FROM booking t
          WHERE t.author = ?1 AND t.status <> 'cancelled' AND t.day >= ?2
            AND NOT EXISTS (SELECT 1 FROM workshop w WHERE w.author = ?1
                AND w.booking = t.document AND w.status IN ('published', 'waiting_for_bus'))
          ORDER BY t.day, t.document",
        params![member.as_bytes(), from.to_string()],
        |row| row.document(),
    )?;
    let mut days = Vec::new();
    for document in found {
        days.extend(booking(conn, &document)?);
    }
    Ok(days)
}
