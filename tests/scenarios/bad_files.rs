//! A phone's file that cannot be opened: said clearly, and left exactly as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sharenum_companion::{CompanionEngine, EngineError, FileKey, PageRequest, TicketFilter};
use sharenum_store::StoreError;
use zeroize::Zeroizing;

use crate::common::*;

/// A joined phone with a ticket in its outbox, switched off.
async fn phone(clock: &TestClock) -> (Region, Phone) {
    let region = Region::start(clock).await;
    let mut phone = region.teacher(1, MACON, novice("scratch")).await;
    phone.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    phone.switch_off();
    (region, phone)
}

fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Opening fails with this code and advice and changes no byte.
fn refuses(phone: &Phone, seed: u8, clock: &TestClock, code: &str, advice: &str) -> EngineError {
    let before = bytes(phone.folder.path());
    let error = opening(&phone.path(), seed, clock).unwrap_err();
    assert_eq!((error.code(), error.key()), (code, &*format!("storage.{code}")), "{error}");
    assert!(error.to_string().contains(advice), "{error}");
    assert!(bytes(phone.folder.path()) == before, "the file was touched");
    error
}

fn is_whole(mut phone: Phone) {
    phone.switch_on();
    let tickets = phone.tickets(TicketFilter::Mine, &PageRequest::first()).unwrap();
    assert_eq!(tickets.items[0].title, "Loops");
    assert_eq!(phone.undelivered(), (1, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_key_is_said_and_the_right_one_still_opens() {
    let clock = TestClock::new();
    let (_region, phone) = phone(&clock).await;
    let error = refuses(&phone, 2, &clock, "wrong-key", "restore the key");
    assert!(matches!(error, EngineError::Storage(StoreError::WrongKey)), "{error:?}");
    is_whole(phone);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_truncated_file_is_said_to_be_damaged_and_kept() {
    let clock = TestClock::new();
    let (_region, phone) = phone(&clock).await;
    let whole = fs::read(phone.path()).unwrap();
    for left in [1, 100, 4_096, whole.len() / 2, whole.len() - 1] {
        fs::write(phone.path(), &whole[..left]).unwrap();
        let error = refuses(&phone, 1, &clock, "damaged", "set it aside, join again and sync");
        assert!(matches!(error, EngineError::Storage(StoreError::Damaged(_))), "{left}: {error:?}");
    }
    fs::write(phone.path(), whole).unwrap();
    is_whole(phone);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_a_newer_version_is_left_to_the_newer_app() {
    let clock = TestClock::new();
    let (_region, phone) = phone(&clock).await;
    let mark = phone.folder.path().join("phone.db.mark");
    let written = fs::read_to_string(&mark).unwrap();
    assert!(written.contains("format 2\n"), "{written}");
    fs::write(&mark, written.replace("format 2\n", "format 9\n")).unwrap();
    let error = refuses(&phone, 1, &clock, "newer", "update the app, the file is untouched");
    let newer = matches!(error, EngineError::Storage(StoreError::Newer { found: 9, .. }));
    assert!(newer, "{error:?}");
    fs::write(&mark, written).unwrap();
    is_whole(phone);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_says_only_inside_that_it_is_newer_is_left_alone_too() {
    let clock = TestClock::new();
    let (_region, phone) = phone(&clock).await;
    let version = |number: u32| {
        let sql = format!("PRAGMA user_version = {number};");
        phone.store().write(|tx| Ok::<_, StoreError>(tx.conn().execute_batch(&sql)?)).unwrap();
    };
    version(9);
    let mark = phone.folder.path().join("phone.db.mark");
    for has_mark in [true, false] {
        if !has_mark {
            fs::remove_file(&mark).unwrap();
        }
        let error = refuses(&phone, 1, &clock, "newer", "update the app, the file is untouched");
        let newer = matches!(error, EngineError::Storage(StoreError::Newer { found: 9, .. }));
        assert!(newer, "{error:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn something_that_is_no_file_of_ours_is_not_overwritten() {
    let clock = TestClock::new();
    for rubbish in [b"Dear diary".to_vec(), vec![0; 8_192], b"SQLite format 3\0".repeat(512)] {
        let mut phone = Phone::new(1, &clock);
        phone.switch_off();
        for path in bytes(phone.folder.path()).into_keys() {
            fs::remove_file(path).unwrap();
        }
        fs::write(phone.path(), &rubbish).unwrap();
        let error =
            refuses(&phone, 1, &clock, "not-our-file", "choose another file, or set it aside");
        assert!(matches!(error, EngineError::Storage(StoreError::NotOurFile)), "{error:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_devices_seed_does_not_write_in_this_file() {
    let clock = TestClock::new();
    let (_region, phone) = phone(&clock).await;
    let key = FileKey::from_bytes([1; 48]);
    let seed = Zeroizing::new([7; 32]);
    let error = CompanionEngine::open(&phone.path(), &key, seed, Arc::new(clock)).unwrap_err();
    assert!(matches!(error, EngineError::Storage(StoreError::OtherIdentity)), "{error:?}");
    is_whole(phone);
}
