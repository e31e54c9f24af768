//! Numbered migrations, one transaction each.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::storage::StorageError;

/// "SHub": SQLite's `application_id` of a hub's file.
const APPLICATION: i32 = 0x5348_7562;

const MIGRATIONS: &[&str] = &[include_str!("migrations/001_first.sql")];

/// What SQLite writes at the start of a file, and where in it the numbers stand that say whose it
/// is (<https://www.sqlite.org/fileformat2.html#the_database_header>).
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEADER_BYTES: usize = 100;
const SCHEMA_COOKIE: usize = 40;
const APPLICATION_ID: usize = 68;

/// Looks at a file before SQLite opens it, which may change it: bring a journal of another program
/// to its end, or make an index beside it.
///
/// A file in which nothing was ever written may be ours, its content still in the journal.
pub(super) fn check_header(path: &Path) -> Result<(), StorageError> {
    let mut header = [0; HEADER_BYTES];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    match read {
        Ok(()) => {}
        // SQLite says what is in the way of the others.
        Err(error) if error.kind() != ErrorKind::UnexpectedEof => return Ok(()),
        Err(_) => {
            let empty = path.metadata().is_ok_and(|found| found.len() == 0);
            return if empty { Ok(()) } else { Err(StorageError::NotOurs) };
        }
    }
    let number = |at: usize| header[at..].first_chunk().map_or(0, |four| u32::from_be_bytes(*four));
    let ours = number(APPLICATION_ID) == APPLICATION.cast_unsigned();
    let never_written = header.starts_with(MAGIC) && number(SCHEMA_COOKIE) == 0;
    // The power failed while the first page was written; its journal takes it back.
    let never_begun = header == [0; HEADER_BYTES];
    if ours || never_written || never_begun { Ok(()) } else { Err(StorageError::NotOurs) }
}

/// The format of a file that is ours or empty; 0 for an empty one. Writes nothing.
pub(super) fn found(connection: &Connection) -> Result<u32, StorageError> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let application: i32 = connection.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let found: u32 = connection.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_master", (), |row| row.get(0))?;
    if application != APPLICATION && (tables > 0 || found > 0) {
        return Err(StorageError::NotOurs);
    }
    if found > known {
        return Err(StorageError::Newer { found, known });
    }
    Ok(found)
}

/// Brings the file to the newest format.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StorageError> {
    // Two processes may start at once: who comes second finds the work done.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = found(&transaction)?;
    for (number, sql) in (1u32..).zip(MIGRATIONS) {
        if number > found {
            transaction.execute_batch(sql)?;
            transaction.pragma_update(None, "user_version", number)?;
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_program_is_left_alone() {
        let mut other = Connection::open_in_memory().unwrap();
        other.execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
        assert!(matches!(migrate(&mut other), Err(StorageError::NotOurs)));
    }

    #[test]
    fn a_file_of_a_newer_version_is_named_as_such() {
        let mut file = Connection::open_in_memory().unwrap();
        migrate(&mut file).unwrap();
        file.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(migrate(&mut file), Err(StorageError::Newer { found: 99, known: 1 })));
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut file = Connection::open_in_memory().unwrap();
        migrate(&mut file).unwrap();
        migrate(&mut file).unwrap();
    }
}
