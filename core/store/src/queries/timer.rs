//! The help session that is being timed: of this phone only, written by the engine.

use jiff::Timestamp;
use rusqlite::{Connection, params};
use sharenum_domain::ToolId;

use super::Answer;
use super::column;

/// The one timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerRow {
    /// When it was started (UTC).
    pub started: Timestamp,
    /// What it came to when it was stopped; `None` while it runs.
    pub minutes: Option<u32>,
    /// The mini-tech's pseudonym, as far as it was typed.
    pub helper: String,
    /// The class, as far as it was typed.
    pub class: String,
    /// With what, once it was chosen.
    pub tool: Option<ToolId>,
}

/// The timer, if there is one.
///
/// # Errors
/// When the file cannot be read.
pub fn find(conn: &Connection) -> Answer<Option<TimerRow>> {
    let sql = "SELECT started, minutes, helper, class, tool FROM timer";
    column::first(conn, sql, [], |columns| {
        Ok(TimerRow {
            started: columns.time()?,
            minutes: columns.value()?,
            helper: columns.value()?,
            class: columns.value()?,
            tool: columns.optional_slug()?,
        })
    })
}

/// Keeps the timer in place of what was kept of it.
///
/// # Errors
/// When the file cannot be written.
pub fn save(conn: &Connection, timer: &TimerRow) -> Answer<()> {
    let sql = "INSERT OR REPLACE INTO timer (id, started, minutes, helper, class, tool)
               VALUES (1, ?1, ?2, ?3, ?4, ?5)";
    conn.prepare_cached(sql)?.execute(params![
        timer.started.as_millisecond(),
        timer.minutes,
        timer.helper,
        timer.class,
        timer.tool.as_ref().map(ToString::to_string),
    ])?;
    Ok(())
}

/// Forgets the timer; answers whether there was one.
///
/// # Errors
/// When the file cannot be written.
pub fn discard(conn: &Connection) -> Answer<bool> {
    Ok(conn.prepare_cached("DELETE FROM timer")?.execute([])? > 0)
}

/// Forgets the timer when it was stopped, and answers whether it was; one that runs measures
/// something else.
///
/// # Errors
/// When the file cannot be written.
pub fn use_up(conn: &Connection) -> Answer<bool> {
    let sql = "DELETE FROM timer WHERE minutes IS NOT NULL";
    Ok(conn.prepare_cached(sql)?.execute([])? > 0)
}
