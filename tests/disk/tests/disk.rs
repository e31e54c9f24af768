//! The disk itself: that its notes are true, and that what it forgets is what it may forget.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use sharenum_disk::{Chance, Disk, Forgets, SECTOR};

/// A folder and the watch over it; the watch ends first.
struct Watched {
    disk: Disk,
    folder: tempfile::TempDir,
}

fn watched() -> Watched {
    let folder = tempfile::tempdir().unwrap();
    Watched { disk: Disk::watch(folder.path()).unwrap(), folder }
}

fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else if !path.to_str().unwrap().ends_with("-shm") {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// What a cut now leaves, by path below the folder.
fn image(disk: &Disk, seed: u64, forgets: Forgets) -> BTreeMap<PathBuf, Vec<u8>> {
    let into = tempfile::tempdir().unwrap();
    let journal = disk.journal();
    let chance = &mut Chance::new(seed);
    journal.image(journal.moments(), chance, |_| forgets, into.path()).unwrap();
    let found = contents(into.path()).into_iter();
    found.map(|(path, bytes)| (path.strip_prefix(into.path()).unwrap().to_owned(), bytes)).collect()
}

fn rows(path: &Path) -> i64 {
    let count = "SELECT count(*) FROM t";
    Connection::open(path).unwrap().query_row(count, [], |row| row.get(0)).unwrap()
}

/// A database with a row for each commit.
fn write_rows(path: &Path, synchronous: &str, from: i64, to: i64) {
    let conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "journal_mode", "WAL").unwrap();
    conn.pragma_update(None, "synchronous", synchronous).unwrap();
    conn.execute_batch("CREATE TABLE IF NOT EXISTS t (x)").unwrap();
    for x in from..to {
        conn.execute("INSERT INTO t VALUES (?1)", [x]).unwrap();
    }
}

#[test]
fn the_notes_tell_the_whole_truth() {
    let Watched { disk, folder } = watched();
    let at = |name: &str| folder.path().join(name);
    write_rows(&at("a.db"), "FULL", 0, 30);
    Connection::open(at("a.db")).unwrap().execute_batch("PRAGMA wal_checkpoint; VACUUM").unwrap();
    fs::create_dir(at("sub")).unwrap();
    fs::write(at("sub/draft"), "first").unwrap();
    fs::rename(at("sub/draft"), at("sub/final")).unwrap();
    fs::write(at("gone"), "x").unwrap();
    fs::remove_file(at("gone")).unwrap();
    let mut file = OpenOptions::new().append(true).open(at("sub/final")).unwrap();
    file.write_all(b", second").unwrap();
    file.set_len(9).unwrap();
    let seen = image(&disk, 1, Forgets::NOTHING);
    let real = contents(folder.path());
    let real: BTreeMap<_, _> = real
        .into_iter()
        .map(|(path, bytes)| (path.strip_prefix(folder.path()).unwrap().to_owned(), bytes))
        .collect();
    assert!(seen.len() >= 2 && seen == real, "{:?} {:?}", seen.keys(), real.keys());
}

#[test]
fn what_was_synced_with_its_name_is_there_and_the_rest_may_be_gone() {
    let Watched { disk, folder } = watched();
    let kept = folder.path().join("kept");
    let mut file = File::create(&kept).unwrap();
    file.write_all(b"synced").unwrap();
    file.sync_all().unwrap();
    assert!(image(&disk, 1, Forgets::ALL).is_empty(), "its name was not");
    File::open(folder.path()).unwrap().sync_all().unwrap();
    file.write_all(b", not synced").unwrap();
    fs::write(folder.path().join("other"), "not synced").unwrap();
    let left = image(&disk, 1, Forgets::ALL);
    assert_eq!(left, BTreeMap::from([(PathBuf::from("kept"), b"synced".to_vec())]));
}

#[test]
fn a_torn_write_is_torn_at_sectors() {
    let Watched { disk, folder } = watched();
    fs::write(folder.path().join("file"), vec![7; 5_000]).unwrap();
    let torn = Forgets { writes: 0, torn: 100, names: 0 };
    let mut different = 0;
    for seed in 0..20 {
        let bytes = image(&disk, seed, torn).into_values().next().unwrap();
        let sectors = bytes.chunks(usize::try_from(SECTOR).unwrap());
        assert!(sectors.clone().all(|sector| sector.windows(2).all(|two| two[0] == two[1])));
        different += usize::from(sectors.filter(|sector| sector[0] == 0).count() > 0);
    }
    assert!(different > 10, "{different}");
}

#[test]
fn a_database_that_syncs_keeps_each_commit_and_one_that_does_not_loses_some() {
    let mut lost = BTreeMap::from([("FULL", 0), ("OFF", 0)]);
    for (synchronous, lost) in &mut lost {
        for seed in 0..30 {
            let Watched { disk, folder } = watched();
            write_rows(&folder.path().join("a.db"), "FULL", 0, 1);
            let open = Connection::open(folder.path().join("a.db")).unwrap();
            write_rows(&folder.path().join("a.db"), synchronous, 1, 10);
            let into = tempfile::tempdir().unwrap();
            let journal = disk.journal();
            let mut chance = Chance::new(seed);
            let forgets = Forgets::by(&mut chance);
            journal.image(journal.moments(), &mut chance, |_| forgets, into.path()).unwrap();
            *lost += i64::from(rows(&into.path().join("a.db")) < 10);
            drop(open);
        }
    }
    assert_eq!(lost["FULL"], 0);
    assert!(lost["OFF"] > 5, "{lost:?}");
}

#[test]
fn a_disk_without_room_says_so_and_takes_what_it_can() {
    let Watched { disk, folder } = watched();
    let path = folder.path().join("a.db");
    write_rows(&path, "FULL", 0, 3);
    disk.set_room(Some(6_000));
    let conn = Connection::open(&path).unwrap();
    let big = vec![1_u8; 9_000];
    let error = conn.execute("INSERT INTO t VALUES (?1)", [&big]).unwrap_err();
    assert_eq!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::DiskFull), "{error}");
    disk.set_room(None);
    conn.execute("INSERT INTO t VALUES (?1)", [&big]).unwrap();
    assert_eq!(rows(&path), 4);
}
