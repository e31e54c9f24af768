//! A phone's file and what lies beside it, as a thief or a broken backup leaves it.

use std::fs;
use std::path::Path;

use sharenum_companion::{PageRequest, TicketFilter};
use tempfile::TempDir;

use crate::cases;
use crate::common::*;

/// What is done to the folder of a phone that is off.
type Deed = fn(&Path);

/// Opening says what to do, or opens as if nothing had been done; what was written is there once
/// the deed is undone.
async fn is_survived(deed: (Deed, &str)) {
    let (deed, advice) = deed;
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let mut phone = region.teacher(1, MACON, novice("scratch")).await;
    phone.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    phone.switch_off();
    let kept = copy(phone.folder.path());
    deed(phone.folder.path());
    match opening(&phone.path(), 1, &clock) {
        Ok(engine) => {
            assert!(advice.is_empty(), "it opens");
            drop(engine);
        }
        Err(error) => {
            assert!(!advice.is_empty(), "{error}");
            assert!(error.to_string().contains(advice), "{error}");
            assert!(error.to_string().len() < 600, "{error}");
            restore(kept.path(), phone.folder.path());
        }
    }
    phone.switch_on();
    let mine = phone.tickets(TicketFilter::Mine, &PageRequest::first()).unwrap();
    assert_eq!(mine.items[0].title, "Loops");
    assert_eq!(phone.undelivered(), (1, 0));
    phone.sync_with(&region.url).await;
    assert_eq!(phone.undelivered(), (0, 0));
}

fn copy(folder: &Path) -> TempDir {
    let kept = tempfile::tempdir().unwrap();
    restore(folder, kept.path());
    kept
}

fn restore(from: &Path, to: &Path) {
    for entry in fs::read_dir(to).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap()
        } else {
            fs::remove_file(path).unwrap()
        }
    }
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

fn mark(folder: &Path, write: impl Fn(String) -> String) {
    let path = folder.join("phone.db.mark");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, write(text)).unwrap();
}

cases! { is_survived:
    a_mark_of_a_hundred_megabytes: (|f| fs::write(f.join("phone.db.mark"), vec![b'x'; 100_000_000]).unwrap(), "");
    a_mark_that_is_no_text: (|f| fs::write(f.join("phone.db.mark"), [0xff; 64]).unwrap(), "");
    a_mark_with_a_format_beyond_numbers: (|f| mark(f, |t| t.replace("format 2", "format 99999999999")), "");
    a_mark_with_the_greatest_format: (|f| mark(f, |t| t.replace("format 2", "format 4294967295")), "update the app");
    a_mark_with_another_key: (|f| mark(f, |t| t.replace("key ", "key 00")), "restore the key");
    a_mark_that_is_a_folder: (|f| {
        fs::remove_file(f.join("phone.db.mark")).unwrap();
        fs::create_dir(f.join("phone.db.mark")).unwrap();
    }, "check that it is connected");
    a_file_that_is_a_folder: (|f| {
        fs::remove_file(f.join("phone.db")).unwrap();
        fs::create_dir(f.join("phone.db")).unwrap();
    }, "set it aside");
    a_journal_of_rubbish: (|f| fs::write(f.join("phone.db-wal"), vec![0x55; 40_000]).unwrap(), "");
    a_journal_with_the_magic_of_one: (|f| {
        let journal = [[0x37, 0x7f, 0x06, 0x82].as_slice(), &[0xff; 40_000]].concat();
        fs::write(f.join("phone.db-wal"), journal).unwrap();
    }, "");
    an_index_of_a_journal_of_rubbish: (|f| fs::write(f.join("phone.db-shm"), vec![0xff; 32_768]).unwrap(), "");
    a_first_line_of_another_file: (|f| {
        let mut bytes = fs::read(f.join("phone.db")).unwrap();
        bytes[..16].copy_from_slice(b"SQLite format 3\0");
        fs::write(f.join("phone.db"), bytes).unwrap();
    }, "");
    two_pages_that_changed_places: (|f| {
        let mut bytes = fs::read(f.join("phone.db")).unwrap();
        let (first, second) = bytes.split_at_mut(8_192);
        first[..4_096].swap_with_slice(&mut second[..4_096]);
        fs::write(f.join("phone.db"), bytes).unwrap();
    }, "set it aside");
}
