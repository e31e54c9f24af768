//! What a shell has handed to the system as notifications.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};

use super::Answer;
use super::column::{self, Columns};

/// What is past and was said is remembered for so long: what still shows is taken away when the
/// phone next plans.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// One thing that a notification says. A shell hands it back as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Of what: an alert's notification id, or a reminder's, which is negative.
    pub id: i64,
    /// Which news of it; it is said once. Of a reminder, when it begins (UTC, ms).
    pub stamp: i64,
    /// Hash of the words in which it is said.
    pub words: i64,
    /// When it is said (UTC).
    pub at: Timestamp,
    /// The notification that says it: its own, or one that gathers several.
    pub within: i64,
    /// Whether it counts toward how many alerts may sound on one day.
    pub counts: bool,
}

fn read(row: &mut Columns<'_, '_>) -> rusqlite::Result<Saying> {
    Ok(Saying {
        id: row.value()?,
        stamp: row.value()?,
        words: row.value()?,
        at: row.time()?,
        within: row.value()?,
        counts: row.value()?,
    })
}

/// What was said by `now`, of the alerts that nobody read yet and of reminders.
///
/// # Errors
/// When the file cannot be read.
pub fn said(conn: &Connection, now: Timestamp) -> Answer<Vec<Saying>> {
    let sql = "SELECT s.id, s.stamp, s.words, s.at, s.within, s.counts FROM saying s
                WHERE s.at <= max(?1, s.handed)
                  AND (s.id < 0 OR s.id IN (SELECT a.id FROM alert a WHERE a.state = 'rung'))
                ORDER BY s.at, s.id, s.stamp";
    column::all(conn, sql, [now.as_millisecond()], read)
}

/// How many alerts that count were said from `from` to before `to`, and by `now`.
///
/// # Errors
/// When the file cannot be read.
pub fn counted(
    conn: &Connection,
    (from, to): (Timestamp, Timestamp),
    now: Timestamp,
) -> Answer<usize> {
    let sql = "SELECT count(*) FROM saying WHERE counts AND at >= ?1 AND at < ?2 AND at <= max(?3, handed)";
    let (from, to) = (from.as_millisecond(), to.as_millisecond());
    column::count(conn, sql, params![from, to, now.as_millisecond()])
}

/// The notifications that were shown by `now` and are remembered, whether they say anything any
/// longer or not.
///
/// # Errors
/// When the file cannot be read.
pub fn shown(conn: &Connection, now: Timestamp) -> Answer<Vec<i64>> {
    let sql = "SELECT DISTINCT within FROM saying WHERE at <= max(?1, handed) ORDER BY within";
    column::all(conn, sql, [now.as_millisecond()], |row| row.value())
}

/// Keeps what a shell has handed to the system, in place of what was still to come; what was said
/// by `now` stays.
///
/// # Errors
/// When the file cannot be written.
pub fn replace(conn: &Connection, sayings: &[Saying], now: Timestamp) -> Answer<()> {
    let now_ms = now.as_millisecond();
    conn.execute("DELETE FROM saying WHERE at > max(?1, handed)", [now_ms])?;
    let mut keep = conn.prepare_cached(
        "INSERT INTO saying (id, stamp, words, at, within, counts, handed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id, stamp) DO UPDATE SET words = excluded.words, at = excluded.at,
            within = excluded.within, counts = excluded.counts, handed = excluded.handed",
    )?;
    for Saying { id, stamp, words, at, within, counts } in sayings {
        keep.execute(params![id, stamp, words, at.as_millisecond(), within, counts, now_ms])?;
    }
    let old = now.checked_sub(REMEMBERED).unwrap_or(Timestamp::MIN).as_millisecond();
    // What nobody has read is not said again, however long ago it was.
    conn.execute(
        "DELETE FROM saying WHERE at < ?1
            AND id NOT IN (SELECT a.id FROM alert a WHERE a.state = 'rung')",
        [old],
    )?;
    Ok(())
}
