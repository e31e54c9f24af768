//! Clocks that are set back. What a box does that boots in 1970 stands in the hub's own tests
//! (`order.rs`, `pushing.rs`); here a whole region lives through a week that comes twice.

use sharenum_companion::{Delivery, TicketEdit};

use crate::common::*;

/// When the region took its newest change in, by its file.
fn newest_arrival(region: &Region) -> i64 {
    let path = region.folder.path().join(sharenum_hub::DATABASE);
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.query_row("SELECT max(at) FROM chunk", [], |row| row.get(0)).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_whose_clock_is_set_back_a_week_loses_nothing_and_rings_once() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let theirs = TestClock::new();
    let author = region.teacher_with(1, MACON, novice("scratch"), &theirs).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    let (ticket, _) = author.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    author.sync_with(&region.url).await;
    reader.sync_with(&region.url).await;

    theirs.advance(-WEEK);
    let edit = TicketEdit { title: Some("Lists".to_owned()), ..TicketEdit::default() };
    author.edit_ticket(&ticket, edit).unwrap();
    let (second, _) = author.open_ticket(scratch_ticket("Robots", 20)).unwrap();
    author.sync_with(&region.url).await;
    reader.sync_with(&region.url).await;
    for phone in [&author, &reader] {
        assert_eq!(phone.ticket(&ticket).unwrap().item.title, "Lists", "the later edit stands");
        assert!(phone.ticket(&second).is_ok());
    }
    assert_eq!(author.ticket(&ticket).unwrap().item.common.delivery, Delivery::Received);
    assert_eq!(author.undelivered(), (0, 0));
    let mut rung = reader.ticket_alerts();
    rung.sort();
    assert_eq!(rung, ["Lists", "Robots"], "each once");

    theirs.advance(WEEK);
    author.sync_with(&region.url).await;
    assert_eq!(author.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_whose_clock_is_set_back_a_week_serves_everybody_and_its_time_goes_on() {
    let clock = TestClock::new();
    let mut region = Region::start(&clock).await;
    let phones = TestClock::new();
    let author = region.teacher_with(1, MACON, novice("scratch"), &phones).await;
    let reader = region.teacher_with(2, WEST, expert("scratch"), &phones).await;
    author.open_ticket(scratch_ticket("Before", 20)).unwrap();
    author.sync_with(&region.url).await;
    let before = newest_arrival(&region);
    for restarts in [false, true] {
        clock.advance(-WEEK);
        if restarts {
            region.switch_off().await;
            region.switch_on().await;
        }
        let title = format!("After, restarted: {restarts}");
        let (ticket, _) = author.open_ticket(scratch_ticket(&title, 20)).unwrap();
        author.sync_with(&region.url).await;
        reader.sync_with(&region.url).await;
        assert_eq!(author.ticket(&ticket).unwrap().item.common.delivery, Delivery::Received);
        assert!(reader.ticket(&ticket).is_ok());
        assert!(newest_arrival(&region) > before, "who comes later is later");
    }
    assert_eq!(author.undelivered(), (0, 0));
}
