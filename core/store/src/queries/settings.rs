//! Preferences of this phone, which are never synced.

use rusqlite::{Connection, OptionalExtension, params};

use super::Answer;

/// What was kept under `key`.
///
/// # Errors
/// When the file cannot be read.
pub fn get(conn: &Connection, key: &str) -> Answer<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// Keeps `value` under `key`; `None` forgets it.
///
/// # Errors
/// When the file cannot be written.
pub fn set(conn: &Connection, key: &str, value: Option<&str>) -> Answer<()> {
    match value {
        Some(value) => conn.execute(
            "INSERT INTO setting (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            params![key, value],
        )?,
        None => conn.execute("DELETE FROM setting WHERE key = ?1", [key])?,
    };
    Ok(())
}

/// Forgets what is kept under every key with this beginning and this end.
///
/// # Errors
/// When the file cannot be written.
pub fn forget_between(conn: &Connection, start: &str, end: &str) -> Answer<()> {
    conn.execute(
        "DELETE FROM setting WHERE length(key) >= length(?1) + length(?2)
            AND substr(key, 1, length(?1)) = ?1 AND substr(key, -length(?2)) = ?2",
        params![start, end],
    )?;
    Ok(())
}
