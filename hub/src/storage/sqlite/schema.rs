//! Numbered migrations, one transaction each.

use rusqlite::{Connection, TransactionBehavior};

use crate::storage::StorageError;

/// "SHub": SQLite's `application_id` of a hub's file.
const APPLICATION: i32 = 0x5348_7562;

const MIGRATIONS: &[&str] = &[include_str!("migrations/001_first.sql")];

/// Brings the file to the newest format.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StorageError> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    // Two processes may start at once: who comes second finds the work done.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let application: i32 = transaction.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let tables: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_master", (), |row| row.get(0))?;
    if application != APPLICATION && (tables > 0 || found > 0) {
        return Err(StorageError::NotOurs);
    }
    if found > known {
        return Err(StorageError::Newer { found, known });
    }
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
