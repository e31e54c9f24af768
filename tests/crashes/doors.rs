//! Files and folders that cannot be written, and two who want the same ones.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sharenum_companion::EngineError;
use sharenum_disk::{Disk, Forbids};
use sharenum_hub::{DATABASE, Hub, HubError, HubOptions};
use sharenum_ledger::HubRole;
use sharenum_store::{Store, StoreError};

use crate::check::{HubFile, PhoneFile};
use crate::common::{help_session, scratch_ticket};
use crate::process::{Heard, PATIENCE, Process};
use crate::story::{self, Order, STORY, Step};
use crate::template::{Folders, Template, scratch};

/// Every byte of every file, but for SQLite's shared memory, which belongs to processes. A journal
/// that SQLite made and wrote nothing to has no byte.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| !path.to_str().unwrap().ends_with("-shm"))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .filter(|(_, bytes)| !bytes.is_empty())
        .collect()
}

fn same(before: &BTreeMap<PathBuf, Vec<u8>>, after: &BTreeMap<PathBuf, Vec<u8>>, forbids: Forbids) {
    let names = |all: &BTreeMap<PathBuf, Vec<u8>>| -> Vec<String> {
        all.iter().map(|(path, bytes)| format!("{} {}", path.display(), bytes.len())).collect()
    };
    assert!(before == after, "{forbids:?}: {:?} became {:?}", names(before), names(after));
}

const FORBIDDEN: [Forbids; 3] = [Forbids::Files, Forbids::Folders, Forbids::Both];

#[test]
fn a_phones_file_or_folder_that_cannot_be_written_is_said_and_left_as_it_is() {
    for forbids in FORBIDDEN {
        let folder = scratch();
        let folders = Template::get().copy_to(&folder.path().canonicalize().unwrap());
        let disk = Disk::watch(&folders.phone).unwrap();
        let before = contents(&folders.phone);
        disk.forbid(forbids);
        // A file that may be read is read, and says so at the first write.
        let phone = story::open(&folders.file(), Template::get().epoch_ms, 0);
        let error = match phone {
            Ok(phone) => phone.engine.open_ticket(scratch_ticket("Loops", 20)).unwrap_err(),
            Err(error) => error,
        };
        let said = matches!(error, EngineError::Storage(StoreError::ReadOnly));
        assert!(said, "{forbids:?}: {error:?}");
        assert!(error.to_string().contains("permissions"), "{error}");
        same(&before, &contents(&folders.phone), forbids);
        disk.forbid(Forbids::Nothing);
        PhoneFile::check(&folders.file()).unwrap();
    }
}

#[test]
fn a_hubs_file_or_folder_that_cannot_be_written_is_said_and_left_as_it_is() {
    for forbids in FORBIDDEN {
        let folder = scratch();
        let folders = Template::get().copy_to(&folder.path().canonicalize().unwrap());
        let disk = Disk::watch(&folders.region).unwrap();
        let before = contents(&folders.region);
        disk.forbid(forbids);
        let opened = Hub::open(&folders.region, HubRole::Region, HubOptions::default());
        let error = opened.err().expect("it cannot be written");
        assert_eq!(error.exit_code(), 73, "{forbids:?}: {error}");
        assert!(error.to_string().contains("permissions"), "{error}");
        same(&before, &contents(&folders.region), forbids);
        disk.forbid(Forbids::Nothing);
        HubFile::check(&folders.region).unwrap();
        drop(Hub::open(&folders.region, HubRole::Region, HubOptions::default()).unwrap());
    }
}

#[test]
fn another_programs_database_in_a_hubs_folder_is_refused_before_a_byte_changes() {
    for journal in ["DELETE", "WAL"] {
        let folder = scratch();
        let folders = Template::get().copy_to(folder.path());
        let path = folders.region.join(DATABASE);
        for part in ["", "-wal"] {
            let _ = fs::remove_file(folders.region.join(format!("{DATABASE}{part}")));
        }
        let other = rusqlite::Connection::open(&path).unwrap();
        other.pragma_update(None, "journal_mode", journal).unwrap();
        other
            .execute_batch("CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('bread')")
            .unwrap();
        // In use, with something in its journal that is not in the file yet.
        let before = contents(&folders.region);
        let opened = Hub::open(&folders.region, HubRole::Region, HubOptions::default());
        let error = opened.err().expect("it is not a hub's");
        assert_eq!(error.exit_code(), 78, "{journal}: {error}");
        assert!(contents(&folders.region) == before, "{journal}: something was written");
        let mode: String = other.pragma_query_value(None, "journal_mode", |r| r.get(0)).unwrap();
        assert_eq!(mode, journal.to_lowercase());
    }
}

#[test]
fn a_second_hub_on_a_data_folder_is_refused_and_the_first_one_goes_on() {
    let folder = scratch();
    let folders = Template::get().copy_to(folder.path());
    let data = folders.region.to_str().unwrap().to_owned();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", &data].map(str::to_owned);
    let mut first = Process::hub(&serve, None);
    let listening = |process: &Process| match process.hear(PATIENCE) {
        Heard::Line(line) => line.starts_with("listening http://"),
        _ => false,
    };
    assert!(listening(&first));
    let before = contents(&folders.region);
    let mut second = Command::new(env!("CARGO_BIN_EXE_hub-under-test"))
        .args(&serve)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut listens = String::new();
    BufReader::new(second.stdout.take().unwrap()).read_line(&mut listens).unwrap();
    if !listens.is_empty() {
        // It would do so for ever.
        second.kill().unwrap();
    }
    let second = second.wait_with_output().unwrap();
    assert_eq!(listens, "", "two hubs serve one folder");
    let said = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(69), "{said}");
    assert!(said.contains("another hub serves") && said.contains("--data"), "{said}");
    assert!(contents(&folders.region) == before, "something was written");
    // The administrator's commands are no second hub, and the first one is well.
    let invite = ["invite", "--data", &data];
    let invited = Command::new(env!("CARGO_BIN_EXE_hub-under-test")).args(invite).output().unwrap();
    assert!(invited.status.success(), "{}", String::from_utf8_lossy(&invited.stderr));
    assert!(!first.is_dead());
    // Killed, it holds nothing back.
    first.kill();
    first.wait();
    assert!(listening(&Process::hub(&serve, None)));
    HubFile::check(&folders.region).unwrap();
}

/// A phone in a process of its own that lives through the part of the story without hubs.
fn phone_process(folders: &Folders, held_at: Option<&str>) -> Process {
    let mut phone = Process::phone(None);
    held_at.iter().for_each(|place| phone.tell(&format!("hold {place}")));
    let order = Order {
        file: folders.file().to_str().unwrap().to_owned(),
        region: "http://127.0.0.1:9".to_owned(),
        bus: "http://127.0.0.1:9".to_owned(),
        epoch_ms: Template::get().epoch_ms,
        from: 0,
    };
    phone.tell(&order.line());
    phone
}

/// The steps before the first hub is needed.
fn alone() -> usize {
    STORY.iter().position(|step| matches!(step, Step::Sync(_))).unwrap()
}

#[test]
fn while_one_process_writes_another_is_told_that_the_file_is_held_and_neither_harms_the_other() {
    let folder = scratch();
    let folders = Template::get().copy_to(folder.path());
    let before = PhoneFile::check(&folders.file()).unwrap().own.len();
    // In the middle of the second step's transaction, its first change in the log and not committed.
    let mut phone = phone_process(&folders, Some("phone.edit.inside 2"));
    assert!(matches!(phone.hear(PATIENCE), Heard::Line(line) if line.starts_with("returned 0 ")));
    assert_eq!(phone.hear(PATIENCE), Heard::Line("held".to_owned()));
    let error = Store::open(&folders.file(), &story::file_key()).unwrap_err();
    assert!(matches!(error, StoreError::Locked), "{error:?}");
    assert!(error.to_string().contains("another running copy"), "{error}");
    phone.go_on();
    for step in 1..alone() {
        let line = phone.hear(PATIENCE);
        assert!(
            matches!(&line, Heard::Line(line) if line.starts_with(&format!("returned {step} "))),
            "{line:?}"
        );
    }
    phone.kill();
    phone.wait();
    let after = PhoneFile::check(&folders.file()).unwrap().own.len();
    assert_eq!(after, before + alone());
}

#[test]
fn two_processes_that_write_one_phones_file_in_turn_lose_nothing_and_number_nothing_twice() {
    const MOST: usize = 200;
    let folder = scratch();
    let folders = Template::get().copy_to(folder.path());
    let before = PhoneFile::check(&folders.file()).unwrap().own.len();
    let here = story::open(&folders.file(), Template::get().epoch_ms, 0).unwrap();
    let mut there = phone_process(&folders, None);
    let (mut mine, mut theirs) = (0, 0);
    while theirs < alone() && mine < MOST {
        let started = jiff::Timestamp::from_millisecond(Template::get().epoch_ms).unwrap();
        here.engine.log_help_session(help_session("Pixel", 5, started)).unwrap();
        mine += 1;
        while let Heard::Line(line) = there.hear(std::time::Duration::ZERO) {
            theirs += usize::from(line.starts_with("returned "));
        }
    }
    while theirs < alone() {
        let Heard::Line(line) = there.hear(PATIENCE) else { panic!("it hangs") };
        theirs += usize::from(line.starts_with("returned "));
    }
    there.kill();
    there.wait();
    drop(here);
    let after = PhoneFile::check(&folders.file()).unwrap().own.len();
    assert_eq!(after, before + mine + theirs);
}

#[test]
fn a_folder_without_keys_that_cannot_be_written_says_so() {
    let folder = scratch();
    let disk = Disk::watch(folder.path()).unwrap();
    disk.forbid(Forbids::Both);
    let opened = Hub::open(&disk.root().join("new"), HubRole::Region, HubOptions::default());
    let error = opened.err().expect("nothing can be made there");
    assert!(matches!(error, HubError::CannotCreate { .. }), "{error}");
}
