//! Opening the file: every check that can be made before SQLite may write to it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Once;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::mark::{Mark, beside, io_error};
use crate::{FileKey, StoreError, migrate};

/// How long a call waits for another process before it says [`StoreError::Locked`].
const PATIENCE: Duration = Duration::from_secs(5);
/// SQLCipher's page; a file that is not a whole number of them was cut short.
pub(crate) const PAGE_BYTES: u64 = 4096;
const STATEMENTS: usize = 128;
/// A second, a thousand times what it takes; then the file's own error says what is wrong.
const CIPHER_ATTEMPTS: u32 = 1_000;

/// Opens the file for writing, creates it when there is none, and brings it to today's format.
pub(crate) fn writer(path: &Path, key: &FileKey) -> Result<Connection, StoreError> {
    let mark = Mark::read(path)?;
    let bytes = match fs::metadata(path) {
        Ok(found) => found.len(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
        Err(error) => return Err(io_error(error)),
    };
    let ours = Mark { format: migrate::FORMAT, key: key.fingerprint(), complete: true };
    let doubt = match &mark {
        Some(mark) => check_marked(path, key, mark, &ours, bytes)?,
        None if bytes > 0 => check_unmarked(path, key)?,
        None => false,
    };
    if bytes == 0 {
        // Before the file: should the power fail now, the next start knows that nothing was lost.
        Mark { complete: false, ..ours.clone() }.write(path)?;
    }
    let conn = prepare(path, key, doubt)?;
    if mark.as_ref() != Some(&ours) {
        ours.write(path)?;
    }
    Ok(conn)
}

/// A connection that cannot write.
pub(crate) fn reader(path: &Path, key: &FileKey) -> Result<Connection, StoreError> {
    let conn = keyed(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -2000;")?;
    Ok(conn)
}

/// Checks a file that has a mark. `Ok(true)`: it could not be judged without its journal.
fn check_marked(
    path: &Path,
    key: &FileKey,
    mark: &Mark,
    ours: &Mark,
    bytes: u64,
) -> Result<bool, StoreError> {
    if mark.key != ours.key {
        // A mark alone protects nothing: its file was set aside or deleted by its owner.
        return if bytes == 0 { Ok(false) } else { Err(StoreError::WrongKey) };
    }
    if mark.format > migrate::FORMAT {
        return Err(StoreError::Newer { found: mark.format, known: migrate::FORMAT });
    }
    match (bytes, mark.complete) {
        (0, true) if path.exists() => Err(StoreError::damaged("it is empty")),
        (0, true) => Err(StoreError::Missing),
        (0, false) => Ok(false),
        _ => match probe(path, key) {
            Ok(()) => Ok(false),
            Err(error @ (StoreError::Newer { .. } | StoreError::NotOurFile)) => Err(error),
            // A checkpoint that a crash cut short leaves the pages it missed in the journal.
            Err(_) if has_journal(path) => Ok(true),
            Err(StoreError::Damaged(what)) => Err(StoreError::Damaged(what)),
            Err(StoreError::Sqlite(error)) => Err(StoreError::Damaged(error.to_string())),
            Err(error) => Err(error),
        },
    }
}

/// Checks a file without a mark: it is ours when our key opens it, else nobody can say.
fn check_unmarked(path: &Path, key: &FileKey) -> Result<bool, StoreError> {
    match probe(path, key) {
        Ok(()) => Ok(false),
        Err(error @ (StoreError::Newer { .. } | StoreError::ReadOnly)) => Err(error),
        Err(_) => Err(StoreError::NotOurFile),
    }
}

/// The write-ahead log; or, when the power failed while the file was made, the journal that takes
/// its first page back.
fn has_journal(path: &Path) -> bool {
    ["-wal", "-journal"]
        .iter()
        .any(|part| fs::metadata(beside(path, part)).is_ok_and(|journal| journal.len() > 0))
}

/// Reads the header and the schema as if the file stood on a read-only disk: no lock, no
/// journal, no byte written.
fn probe(path: &Path, key: &FileKey) -> Result<(), StoreError> {
    if fs::metadata(path).map_err(io_error)?.len() % PAGE_BYTES != 0 {
        return Err(StoreError::damaged("it is cut short"));
    }
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                uri.push(char::from(*byte));
            }
            // Writing to a string cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let conn = keyed(Path::new(&uri), key, flags)?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    migrate::format(&conn).map(|_| ())
}

/// Waits until SQLCipher is ready, once per process. SQLite says that it is initialised before the
/// cipher registered itself, so of two threads that open their first connections at the same
/// time, one would find no cipher and fail.
fn await_cipher() {
    static READY: Once = Once::new();
    READY.call_once(|| {
        for _ in 0..CIPHER_ATTEMPTS {
            let keyed = Connection::open_in_memory()
                .and_then(|conn| conn.execute_batch("PRAGMA key = 'probe';"));
            if keyed.is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    });
}

fn keyed(path: &Path, key: &FileKey, flags: OpenFlags) -> Result<Connection, StoreError> {
    await_cipher();
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // It would write to the host's standard error; what matters comes back as an error.
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    conn.execute_batch(&key.pragma())?;
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // In memory: a temporary file would not be encrypted.
    conn.execute_batch("PRAGMA temp_store = MEMORY;")?;
    Ok(conn)
}

fn prepare(path: &Path, key: &FileKey, doubt: bool) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let conn = keyed(path, key, flags)?;
    // Closing must not write the journal into a file that turns out to be damaged.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    if doubt {
        check_whole(&conn)?;
    }
    migrate::format(&conn)?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -4000;",
    )?;
    migrate::migrate(&conn)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(conn)
}

/// Reads every page: slow, so only for a file that gave reason to.
fn check_whole(conn: &Connection) -> Result<(), StoreError> {
    let verdict: String = conn
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::Damaged(verdict)) }
}
