//! [`Storage`] in one SQLite file: WAL, `synchronous = FULL`, one writer, pooled readers.
//!
//! A second process (an administrator's command) may write the same file: every writing
//! transaction begins `IMMEDIATE`, so that the channel logs stay serial across processes.

mod channels;
mod column;
mod custody;
mod log;
mod people;
mod requests;
mod schema;
mod seen;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use sharenum_store::fail_point;

use super::{Job, Storage, StorageError, Tables, Totals};
use crate::HubError;
use seen::Seen;

/// How long a writer waits for another process.
const BUSY: Duration = Duration::from_secs(10);
/// Readers kept open; more may be open for a moment.
const IDLE_READERS: usize = 8;
const PREPARED_STATEMENTS: usize = 64;
/// SQLite's page cache of one connection; negative means KB.
const CACHE_KB: i32 = -16_000;

/// A hub's file.
pub struct SqliteStorage {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl SqliteStorage {
    /// Opens the file, creating or migrating it.
    ///
    /// # Errors
    /// When it is not a hub's file, a newer build wrote it, or the disk says no; the file is as it
    /// was.
    pub fn open(path: &Path) -> Result<Self, StorageError> {
        schema::check_header(path)?;
        let mut writer = Connection::open(path)?;
        writer.busy_timeout(BUSY)?;
        // Whose file it is comes first: neither the switch to WAL nor a checkpoint at the end may
        // touch another's.
        writer.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        schema::found(&writer)?;
        configure(&writer)?;
        schema::migrate(&mut writer)?;
        writer.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
        })
    }

    fn reader(&self) -> Result<Connection, StorageError> {
        // Last in, first out: the connection whose page cache is warm.
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(reader) => Ok(reader),
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let reader = Connection::open_with_flags(&self.path, flags)?;
                configure(&reader)?;
                reader.pragma_update(None, "query_only", true)?;
                Ok(reader)
            }
        }
    }
}

fn configure(connection: &Connection) -> Result<(), StorageError> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // What a hub acknowledges must survive a power cut: a bus is switched off by its key.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // Ids are spread evenly over the indexes: with little memory, each chunk reads pages anew.
    connection.pragma_update(None, "cache_size", CACHE_KB)?;
    Ok(())
}

impl Storage for SqliteStorage {
    fn write(&self, job: &mut Job<'_>) -> Result<(), HubError> {
        // A panic inside a job dropped its transaction, which rolled it back: the connection
        // itself is sound.
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StorageError::from)?;
        let tables = SqliteTables::new(&transaction);
        job(&tables)?;
        tables.write_channel_ends()?;
        fail_point!("hub.commit.before");
        transaction.commit().map_err(StorageError::from)?;
        fail_point!("hub.commit.after");
        Ok(())
    }

    fn read(&self, job: &mut Job<'_>) -> Result<(), HubError> {
        let mut reader = self.reader()?;
        let snapshot = reader.transaction().map_err(StorageError::from)?;
        let done = job(&SqliteTables::new(&snapshot));
        drop(snapshot);
        let mut idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_READERS {
            idle.push(reader);
        }
        done
    }
}

/// The tables through one connection, inside its transaction.
struct SqliteTables<'c> {
    connection: &'c Connection,
    seen: Seen,
}

impl<'c> SqliteTables<'c> {
    fn new(connection: &'c Connection) -> Self {
        Self { connection, seen: Seen::default() }
    }
}

impl Tables for SqliteTables<'_> {
    fn meta(&self, key: &str) -> Result<Option<Vec<u8>>, StorageError> {
        column::optional(self.connection, "SELECT value FROM meta WHERE key = ?1", [key], |row| {
            row.get(0)
        })
    }

    fn set_meta(&self, key: &str, value: &[u8]) -> Result<(), StorageError> {
        column::execute(
            self.connection,
            "INSERT INTO meta (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )?;
        Ok(())
    }

    fn totals(&self) -> Result<Totals, StorageError> {
        let count = |sql: &str| -> Result<u64, StorageError> {
            let n: i64 = self.connection.query_row(sql, (), |row| row.get(0))?;
            Ok(n.unsigned_abs())
        };
        Ok(Totals {
            documents: count("SELECT count(*) FROM document")?,
            chunks: count("SELECT count(*) FROM chunk")?,
            bytes: count("SELECT coalesce(sum(length(bytes)), 0) FROM chunk")?,
            certificates: count("SELECT count(*) FROM certificate")?,
            waiting: count("SELECT count(*) FROM waiting")?,
            quarantined: count("SELECT count(*) FROM quarantine")?,
            uncarried: count("SELECT count(*) FROM uncarried WHERE refused IS NULL")?,
            refused_upstream: count("SELECT count(*) FROM uncarried WHERE refused IS NOT NULL")?,
            invitations: count(
                "SELECT count(*) FROM invitation
                 WHERE used_by IS NULL AND expires > unixepoch()",
            )?,
        })
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode, ffi};
        // The index of the journal finds no room before the journal itself does.
        let extended = error.sqlite_error().map(|error| error.extended_code);
        match error.sqlite_error_code() {
            _ if extended == Some(ffi::SQLITE_IOERR_SHMSIZE) => Self::Full,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly
            }
            Some(ErrorCode::NotADatabase) => Self::NotOurs,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged("SQLite found a bad page".to_owned()),
            _ => Self::Engine(error.to_string()),
        }
    }
}
