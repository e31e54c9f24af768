//! A hub that comes back with less than it had: the phones have the rest.

use jiff::civil::date;
use sharenum_companion::{PageRequest, RequestState, TicketEdit, TicketFilter};

use crate::common::*;

/// A copy of a hub's folder, made while it is off.
struct Copy(tempfile::TempDir);

impl Copy {
    fn of(region: &Region) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(region.folder.path(), folder.path());
        Self(folder)
    }

    fn put_back(&self, region: &Region) {
        for entry in std::fs::read_dir(region.folder.path()).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
        copy(self.0.path(), region.folder.path());
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

async fn restored(moved_on: bool) {
    let clock = TestClock::new();
    let mut region = Region::start(&clock).await;
    let author = region.teacher(1, MACON, novice("scratch")).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    let listener = region.teacher(5, SOUTH, expert("scratch")).await;
    let (old, _) = author.open_ticket(scratch_ticket("Old", 20)).unwrap();
    author.sync_with(&region.url).await;
    region.switch_off().await;
    let copy = Copy::of(&region);
    region.switch_on().await;

    let edit = TicketEdit { title: Some("Old, edited".to_owned()), ..TicketEdit::default() };
    author.edit_ticket(&old, edit).unwrap();
    let (new, _) = author.open_ticket(scratch_ticket("New", 20)).unwrap();
    author.sync_with(&region.url).await;
    assert_eq!(author.undelivered(), (0, 0));
    reader.sync_with(&region.url).await;
    listener.sync_with(&region.url).await;
    let proposal = reader.propose(&new, "I can come").unwrap();
    reader.sync_with(&region.url).await;
    let documents = region.documents();

    clock.advance(DAY);
    region.switch_off().await;
    copy.put_back(&region);
    region.switch_on().await;
    assert!(region.documents() < documents);
    let mut others = 0;
    if moved_on {
        // The log grows past where it was, so that only its checksum tells the difference.
        let other = region.teacher(3, HILL, novice("scratch")).await;
        for n in 0..10 {
            other.open_ticket(scratch_ticket(&format!("Other {n}"), 20)).unwrap();
        }
        other.sync_with(&region.url).await;
        others = 12;
    }

    // Two rounds: what answers a lost ticket waits until its author has brought it back.
    for phone in [&reader, &author, &listener, &reader, &author] {
        phone.sync_with(&region.url).await;
    }
    assert_eq!((author.undelivered(), reader.undelivered()), ((0, 0), (0, 0)));
    assert_eq!(region.documents(), documents + others);
    let newcomer = region.teacher(4, SOUTH, expert("scratch")).await;
    for phone in [&author, &reader, &listener, &newcomer] {
        let all = phone.tickets(TicketFilter::All, &PageRequest::first()).unwrap();
        assert_eq!(all.total, if moved_on { 12 } else { 2 });
        assert_eq!(phone.ticket(&old).unwrap().item.title, "Old, edited");
        assert_eq!(phone.ticket(&new).unwrap().item.title, "New");
        assert_eq!(phone.state_of(&old), author.state_of(&old));
    }
    assert_eq!(author.proposal(&proposal).unwrap().text, "I can come");
    let mut titles = reader.ticket_alerts();
    titles.retain(|title| !title.starts_with("Other"));
    titles.sort();
    assert_eq!(titles, ["New", "Old, edited"], "nobody is alerted twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_restored_from_an_old_copy_gets_everything_back_from_its_phones() {
    restored(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_hub_that_has_moved_on_gets_everything_back_too() {
    restored(true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_reinstalled_with_its_keys_alone_gets_everything_back_from_its_phones() {
    let clock = TestClock::new();
    let mut region = Region::start(&clock).await;
    let author = region.teacher(1, MACON, novice("scratch")).await;
    let (ticket, _) = author.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    author.sync_with(&region.url).await;
    let (epoch, member) = (region.hub().epoch(), region.hub().member());

    region.switch_off().await;
    forget_all_but_the_keys(region.folder.path());
    region.switch_on().await;
    assert_ne!(region.hub().epoch(), epoch);
    assert_eq!(region.hub().member(), member, "it is the same hub");
    region.hub().publish_directory(directory()).unwrap();
    region.hub().publish_catalogue(&catalogue()).unwrap();

    author.sync_with(&region.url).await;
    assert_eq!(author.undelivered(), (0, 0));
    let newcomer = region.teacher(2, WEST, expert("scratch")).await;
    assert_eq!(newcomer.ticket(&ticket).unwrap().item.title, "Loops");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_hub_gets_everything_back_from_its_bus_too() {
    let clock = TestClock::new();
    let mut region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let author = region.teacher(1, MACON, novice("scratch")).await;
    bus.carry(&region).await;
    region.switch_off().await;
    let copy = Copy::of(&region);
    region.switch_on().await;
    let (over_the_bus, _) = author.open_ticket(scratch_ticket("Over the bus", 20)).unwrap();
    author.sync_with(&bus.url).await;
    bus.carry(&region).await;
    let (directly, _) = author.open_ticket(scratch_ticket("Directly", 20)).unwrap();
    author.sync_with(&region.url).await;
    bus.carry(&region).await;
    let documents = region.documents();
    drop(author);

    region.switch_off().await;
    copy.put_back(&region);
    region.switch_on().await;
    assert!(region.documents() < documents);
    bus.carry(&region).await;
    assert_eq!((region.documents(), bus.not_home()), (documents, 0));
    let newcomer = region.teacher(2, WEST, expert("scratch")).await;
    for ticket in [&over_the_bus, &directly] {
        assert!(newcomer.ticket(ticket).is_ok());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_hub_keeps_the_decisions_that_it_has_forgotten() {
    let clock = TestClock::new();
    let mut region = Region::start(&clock).await;
    let first = region.teacher(1, MACON, novice("scratch")).await;
    let second = region.teacher(2, WEST, novice("scratch")).await;
    region.publish_bus(first.member());
    for phone in [&first, &second] {
        phone.sync_with(&region.url).await;
    }
    region.switch_off().await;
    let copy = Copy::of(&region);
    region.switch_on().await;
    let (bus, day) = (slug("busnum-1"), date(2026, 12, 2));
    let won = first.ask_bus_day(&bus, day, "Robots").unwrap();
    first.sync_with(&region.url).await;
    let lost = second.ask_bus_day(&bus, day, "Loops").unwrap();
    second.sync_with(&region.url).await;
    first.sync_with(&region.url).await;

    region.switch_off().await;
    copy.put_back(&region);
    region.switch_on().await;
    // The loser comes first this time.
    for phone in [&second, &first, &second, &first] {
        phone.sync_with(&region.url).await;
    }
    assert_eq!(first.booking(&won).unwrap().state, RequestState::Confirmed);
    assert_eq!(second.booking(&lost).unwrap().state, RequestState::Refused);
    assert_eq!((first.undelivered(), second.undelivered()), ((0, 0), (0, 0)));
}
