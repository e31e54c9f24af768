//! The file: what opens, what does not, and that a refusal leaves it as it was.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{Phone, file_key, open};
use sharenum_domain::Role;
use sharenum_store::{FileKey, Store, StoreError, identity, set_aside};

/// Everything in a folder, byte by byte. The shared-memory index is no content: SQLite rebuilds it.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .filter(|(name, _)| !name.ends_with("-shm"))
        .collect()
}

/// A closed file with one ticket in it.
fn written() -> (tempfile::TempDir, std::path::PathBuf) {
    let phone = Phone::joined(2, &[Role::Member]);
    phone.ticket("Découpe laser");
    let path = phone.path();
    let Phone { store, folder, .. } = phone;
    drop(store);
    (folder, path)
}

fn refusal(path: &Path) -> StoreError {
    let before = contents(path.parent().unwrap());
    let error = open(path).unwrap_err();
    assert_eq!(contents(path.parent().unwrap()), before, "the file was touched: {error}");
    error
}

#[test]
fn what_a_call_returned_is_there_after_a_start() {
    let (_folder, path) = written();
    let store = open(&path).unwrap();
    let titles: String = store
        .read(|conn| {
            conn.query_row("SELECT title FROM ticket", [], |r| r.get(0)).map_err(StoreError::from)
        })
        .unwrap();
    assert_eq!(titles, "Découpe laser");
}

#[test]
fn a_file_that_was_never_closed_opens_with_all_that_was_returned() {
    let phone = Phone::joined(2, &[Role::Member]);
    phone.ticket("Découpe laser");
    // As after a kill: a copy of file and journal while the writer still runs.
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in contents(phone.folder.path()) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    let store = open(&copy.path().join("phone.db")).unwrap();
    let count: i64 = store
        .read(|conn| {
            conn.query_row("SELECT count(*) FROM ticket", [], |r| r.get(0))
                .map_err(StoreError::from)
        })
        .unwrap();
    assert_eq!(count, 1);
}

#[test]
fn work_that_fails_or_panics_leaves_nothing_behind() {
    let phone = Phone::joined(2, &[Role::Member]);
    let failed = phone.store.write(|tx| {
        tx.conn().execute("INSERT INTO setting (key, value) VALUES ('a', 1)", [])?;
        Err::<(), StoreError>(StoreError::NotJoined)
    });
    assert!(failed.is_err());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        phone.store.write(|tx| -> Result<(), StoreError> {
            tx.conn().execute("INSERT INTO setting (key, value) VALUES ('b', 1)", [])?;
            panic!("in the middle")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(phone.count("SELECT count(*) FROM setting"), 0);
    phone.ticket("After the panic");
    assert_eq!(phone.count("SELECT count(*) FROM ticket"), 1);
}

#[test]
fn a_wrong_key_is_told_apart_from_damage() {
    let (folder, path) = written();
    let before = contents(folder.path());
    let error = Store::open(&path, &FileKey::from_bytes([8; 48])).unwrap_err();
    assert!(matches!(error, StoreError::WrongKey), "{error}");
    assert_eq!(contents(folder.path()), before);
    open(&path).unwrap();
}

#[test]
fn a_file_cut_short_anywhere_is_damaged_and_stays_as_it_is() {
    let (_folder, path) = written();
    let whole = fs::read(&path).unwrap();
    for length in [0, 1, 100, 4095, 4096, 8192, 10_000, whole.len() - 4096, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = refusal(&path);
        assert!(matches!(error, StoreError::Damaged(_)), "{length} bytes: {error}");
    }
    fs::write(&path, &whole).unwrap();
    open(&path).unwrap();
}

#[test]
fn a_file_cut_short_beside_its_journal_loses_nothing_or_is_left_alone() {
    // Some pages are in the file, later versions of some in its journal.
    let Phone { store, folder, key, member, certificate } = Phone::joined(2, &[Role::Member]);
    drop(store);
    let store = open(&folder.path().join("phone.db")).unwrap();
    let phone = Phone { store, folder, key, member, certificate };
    phone.ticket("Découpe laser");
    let parts = contents(phone.folder.path());
    assert!(parts["phone.db-wal"].len() > 4096);
    let mut damaged = 0;
    for length in [0, 1000, 4096, parts["phone.db"].len() - 4096, parts["phone.db"].len() - 1] {
        let copy = tempfile::tempdir().unwrap();
        for (name, bytes) in &parts {
            let length = if name == "phone.db" { length } else { bytes.len() };
            fs::write(copy.path().join(name), &bytes[..length]).unwrap();
        }
        let before = contents(copy.path());
        match open(&copy.path().join("phone.db")) {
            Ok(store) => {
                let check = |conn: &rusqlite::Connection| {
                    let sql = "SELECT count(*), (SELECT * FROM pragma_quick_check(1)) FROM ticket";
                    let pair = conn.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?)));
                    pair.map_err(StoreError::from)
                };
                let found: (i64, String) = store.read(check).unwrap();
                assert_eq!(found, (1, "ok".to_owned()), "{length} bytes");
            }
            Err(error) => {
                assert!(matches!(error, StoreError::Damaged(_)), "{length} bytes: {error}");
                assert_eq!(contents(copy.path()), before, "{length} bytes: {error}");
                damaged += 1;
            }
        }
    }
    assert!(damaged > 0, "some of these lack pages that the journal does not hold");
}

#[test]
fn an_altered_first_page_is_damaged_and_an_altered_other_page_is_noticed_when_read() {
    let (_folder, path) = written();
    let whole = fs::read(&path).unwrap();
    let mut altered = whole.clone();
    altered[200] ^= 1;
    fs::write(&path, &altered).unwrap();
    assert!(matches!(refusal(&path), StoreError::Damaged(_)));

    // Every page but the first: nothing is read from them as if it were sound.
    let mut altered = whole;
    for page in altered.chunks_mut(4096).skip(1) {
        page[2000] ^= 1;
    }
    fs::write(&path, &altered).unwrap();
    match open(&path) {
        Err(error) => assert!(matches!(error, StoreError::Damaged(_)), "{error}"),
        Ok(store) => {
            let read = store.read(|conn| {
                conn.query_row("SELECT title FROM ticket", [], |r| r.get::<_, String>(0))
                    .map_err(StoreError::from)
            });
            assert!(read.is_err());
        }
    }
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let (folder, path) = written();
    // As a newer app would: its mark first says so.
    let mark = folder.path().join("phone.db.mark");
    let text = fs::read_to_string(&mark).unwrap();
    fs::write(&mark, text.replace("format 2", "format 9")).unwrap();
    assert!(matches!(refusal(&path), StoreError::Newer { found: 9, known: 2 }));
    fs::write(&mark, text).unwrap();

    // And where the mark is an old one, the file itself says so.
    let store = open(&path).unwrap();
    store
        .write(|tx| tx.conn().execute_batch("PRAGMA user_version = 9").map_err(StoreError::from))
        .unwrap();
    drop(store);
    let error = refusal(&path);
    assert!(matches!(error, StoreError::Newer { found: 9, known: 2 }), "{error}");
}

#[test]
fn a_file_that_is_not_ours_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1);").unwrap();
    drop(other);
    assert!(matches!(refusal(&path), StoreError::NotOurFile));
    fs::write(&path, "<html>portal</html>").unwrap();
    assert!(matches!(refusal(&path), StoreError::NotOurFile));
}

#[test]
fn a_lost_mark_is_written_again() {
    let (folder, path) = written();
    fs::remove_file(folder.path().join("phone.db.mark")).unwrap();
    drop(open(&path).unwrap());
    assert!(folder.path().join("phone.db.mark").exists());
    let error = Store::open(&path, &FileKey::from_bytes([8; 48])).unwrap_err();
    assert!(matches!(error, StoreError::WrongKey), "{error}");
}

#[test]
fn a_missing_file_is_said_and_a_start_that_failed_at_once_is_not() {
    let (folder, path) = written();
    fs::remove_file(&path).unwrap();
    assert!(matches!(refusal(&path), StoreError::Missing));
    // A key that was made for a fresh start is welcome in its place.
    Store::open(&path, &FileKey::from_bytes([9; 48])).unwrap();

    // The power failed between mark and file: nothing was ever in it.
    let mark = folder.path().join("phone.db.mark");
    let text = fs::read_to_string(&mark).unwrap();
    let fresh = folder.path().join("fresh.db");
    fs::write(folder.path().join("fresh.db.mark"), text.replace("complete", "new")).unwrap();
    Store::open(&fresh, &FileKey::from_bytes([9; 48])).unwrap();
}

#[test]
fn a_file_set_aside_keeps_every_byte_and_makes_room() {
    let (folder, path) = written();
    let before = fs::read(&path).unwrap();
    let aside = set_aside(&path).unwrap();
    assert_eq!(fs::read(&aside).unwrap(), before);
    let store = Store::open(&path, &FileKey::from_bytes([9; 48])).unwrap();
    assert_eq!(store.read(identity).unwrap(), None);
    drop(store);
    assert_ne!(set_aside(&path).unwrap(), aside);
    assert!(open(&aside).unwrap().read(identity).unwrap().is_some());
    drop(folder);
}

#[test]
fn a_place_that_cannot_be_written_is_said() {
    let error = Store::open(Path::new("/nowhere/at/all/phone.db"), &file_key()).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error}");
}

#[test]
fn a_reader_cannot_write() {
    let phone = Phone::joined(2, &[Role::Member]);
    let written =
        phone.store.read(|conn| conn.execute("DELETE FROM meta", []).map_err(StoreError::from));
    assert!(matches!(written, Err(StoreError::ReadOnly)));
}

#[test]
fn nothing_readable_is_on_the_disk() {
    let phone = Phone::joined(2, &[Role::Member]);
    phone.ticket("Découpe laser");
    for (name, bytes) in contents(phone.folder.path()) {
        let found = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(!found("Découpe".as_bytes()) && !found(b"CREATE TABLE"), "{name}");
    }
}

#[test]
fn another_members_certificate_does_not_take_over_a_file() {
    let phone = Phone::joined(2, &[Role::Member]);
    let other = Phone::joined(3, &[Role::Member]);
    let root = common::root().public();
    let taken = phone.store.write(|tx| tx.set_identity(&root, &other.certificate, 1));
    assert!(matches!(taken, Err(StoreError::OtherIdentity)));
}

#[test]
fn the_first_files_of_a_process_may_be_opened_at_once() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for number in 0..4 {
            let path = folder.path().join(format!("{number}.db"));
            scope.spawn(move || open(&path).unwrap());
        }
    });
}
