//! Numbered SQL files, one transaction and one `user_version` each.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::StoreError;

/// In order; a file that was released is never edited, only followed by another.
const STEPS: &[&str] = &[
    concat!(include_str!("schema/001_log.sql"), include_str!("schema/001_screens.sql")),
    include_str!("schema/002_unfinished.sql"),
];

/// The newest format that this build reads and writes.
pub(crate) const FORMAT: u32 = STEPS.len() as u32;

/// Says "one of ours" in the database header ("Shar").
const APPLICATION_ID: i32 = 0x5368_6172;

/// The format of an open database; 0 for a fresh one.
pub(crate) fn format(conn: &Connection) -> Result<u32, StoreError> {
    let format: u32 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if format > FORMAT {
        return Err(StoreError::Newer { found: format, known: FORMAT });
    }
    let id: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if format > 0 && id != APPLICATION_ID {
        return Err(StoreError::NotOurFile);
    }
    Ok(format)
}

/// Brings the database to [`FORMAT`]. A crash leaves it at the format of some whole step.
pub(crate) fn migrate(conn: &Connection) -> Result<(), StoreError> {
    run(conn, STEPS)
}

fn run(conn: &Connection, steps: &[&str]) -> Result<(), StoreError> {
    let done = format(conn)?;
    for (number, sql) in (1_u32..).zip(steps).skip(done as usize) {
        let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
        tx.execute_batch(sql)?;
        tx.execute_batch(&format!(
            "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number};"
        ))?;
        tx.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::mark::Mark;
    use crate::queries::{drafts, settings};
    use crate::{FileKey, Store};

    fn schema(conn: &Connection) -> Vec<(String, String, Option<String>)> {
        let sql = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name";
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn a_migrated_schema_equals_a_fresh_one() {
        let fresh = Connection::open_in_memory().unwrap();
        migrate(&fresh).unwrap();
        for start in 0..STEPS.len() {
            let old = Connection::open_in_memory().unwrap();
            run(&old, &STEPS[..start]).unwrap();
            assert_eq!(format(&old).unwrap() as usize, start);
            migrate(&old).unwrap();
            assert_eq!(schema(&old), schema(&fresh), "from format {start}");
        }
        assert_eq!(format(&fresh).unwrap(), FORMAT);
    }

    #[test]
    fn a_file_of_every_earlier_format_opens_with_what_is_in_it() {
        let key = FileKey::from_bytes([3; 48]);
        for old in 1..FORMAT {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("phone.db");
            let conn = Connection::open(&path).unwrap();
            conn.execute_batch(&key.pragma()).unwrap();
            run(&conn, &STEPS[..old as usize]).unwrap();
            conn.execute("INSERT INTO setting (key, value) VALUES ('a', 'kept')", []).unwrap();
            drop(conn);
            Mark { format: old, key: key.fingerprint(), complete: true }.write(&path).unwrap();

            let store = Store::open(&path, &key).unwrap();
            let kept = store.read(|conn| settings::get(conn, "a")).unwrap();
            assert_eq!(kept.as_deref(), Some("kept"), "from format {old}");
            let fields = BTreeMap::from([("title".to_owned(), "Pont".to_owned())]);
            for _ in 0..2 {
                store
                    .write(|tx| drafts::save(tx.conn(), "new-ticket", None, &fields, tx.now()))
                    .unwrap();
            }
            let count = |conn: &Connection| -> Result<i64, StoreError> {
                Ok(conn.query_row("SELECT count(*) FROM draft_field", [], |row| row.get(0))?)
            };
            assert_eq!(store.read(count).unwrap(), 1, "what was replaced leaves nothing behind");
            let found = store.read(|conn| drafts::find(conn, "new-ticket", None)).unwrap();
            assert_eq!(found.unwrap().fields, fields);
            assert_eq!(Mark::read(&path).unwrap().unwrap().format, FORMAT);
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_at_the_step_before() {
        let conn = Connection::open_in_memory().unwrap();
        let broken =
            ["CREATE TABLE a (x INTEGER) STRICT;", "CREATE TABLE b (x INTEGER) STRICT; nonsense"];
        // Two steps under today's numbers: the second fails halfway.
        assert!(run(&conn, &broken).is_err());
        let names: Vec<_> = schema(&conn).into_iter().map(|(_, name, _)| name).collect();
        assert_eq!(names, ["a"]);
        let version: u32 = conn.query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap();
        assert_eq!(version, 1);
    }

    #[test]
    fn every_table_is_strict() {
        let conn = Connection::open_in_memory().unwrap();
        migrate(&conn).unwrap();
        let sql = "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict \
                   AND name NOT LIKE 'sqlite_%'";
        let mut statement = conn.prepare(sql).unwrap();
        let loose: Vec<String> =
            statement.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(loose, Vec::<String>::new());
    }
}
