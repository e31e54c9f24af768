//! The bus: custody, weeks without power, and phones that are not of its region.

use sharenum_companion::{Delivery, RequestState};
use sharenum_domain::AlertKind;

use crate::common::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bus_refuses_another_regions_phone_clearly_and_its_outbox_stays() {
    let clock = TestClock::new();
    let here = Region::start(&clock).await;
    let elsewhere = Region::start(&clock).await;
    let bus = Bus::start(&here).await;
    let visitor = elsewhere.teacher(1, MACON, novice("scratch")).await;
    let (ticket, _) = visitor.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    let written = visitor.undelivered();
    let before = bus.hub().status().unwrap().totals;

    let error = visitor.try_sync(&bus.url).await.unwrap_err();
    assert_eq!(error.code(), "other-region");
    assert!(error.to_string().contains("hub of your own region"), "{error}");
    assert_eq!(visitor.undelivered(), written);
    assert_eq!(bus.hub().status().unwrap().totals, before);

    visitor.sync_with(&elsewhere.url).await;
    assert_eq!(visitor.ticket(&ticket).unwrap().item.common.delivery, Delivery::Received);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bus_that_was_off_for_a_week_has_lost_nothing() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let mut bus = Bus::start(&region).await;
    let author = region.teacher(1, MACON, novice("scratch")).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    let (ticket, _) = author.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    author.sync_with(&bus.url).await;
    assert!(bus.not_home() > 0);

    bus.switch_off().await;
    let error = author.try_sync(&bus.url).await.unwrap_err();
    assert_eq!(error.code(), "unreachable");
    assert!(error.to_string().contains("try again"), "{error}");
    clock.advance(WEEK);
    bus.switch_on().await;
    assert!(bus.not_home() > 0);
    bus.carry(&region).await;
    assert_eq!(bus.not_home(), 0);

    reader.sync_with(&region.url).await;
    assert_eq!(reader.alerts_of(&AlertKind::TicketNearby).len(), 1);
    assert_eq!(author.ticket(&ticket).unwrap().item.common.delivery, Delivery::WithBus);
    author.sync_with(&region.url).await;
    assert_eq!(author.ticket(&ticket).unwrap().item.common.delivery, Delivery::Received);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_bus_lost_with_its_disk_is_given_to_it_again() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let mut bus = Bus::start(&region).await;
    let author = region.teacher(1, MACON, novice("scratch")).await;
    author.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    author.sync_with(&bus.url).await;
    assert_eq!(author.undelivered(), (0, 1));

    bus.lose_its_disk(&region).await;
    assert_eq!(bus.not_home(), 0);
    author.sync_with(&bus.url).await;
    assert!(bus.not_home() > 0);
    bus.carry(&region).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    assert_eq!(reader.ticket_alerts(), ["Loops"]);
    author.sync_with(&region.url).await;
    assert_eq!(author.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_bus_has_is_given_to_no_other_and_reaches_the_region_all_the_same() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let (one, other) = (Bus::start(&region).await, Bus::start(&region).await);
    let author = region.teacher(1, MACON, novice("scratch")).await;
    let (ticket, _) = author.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    author.sync_with(&one.url).await;
    author.sync_with(&other.url).await;
    assert_eq!(author.undelivered(), (0, 1));
    for bus in [&other, &one, &other] {
        bus.carry(&region).await;
        assert_eq!(bus.not_home(), 0);
    }
    author.sync_with(&region.url).await;
    assert_eq!(author.ticket(&ticket).unwrap().item.common.delivery, Delivery::Received);
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    for bus in [&one, &other] {
        reader.sync_with(&bus.url).await;
    }
    assert_eq!(reader.ticket_alerts(), ["Loops"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_met_the_bus_first_comes_first_though_another_wrote_first() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let host = region.teacher(9, FAR, novice("scratch")).await;
    region.publish_bus(host.member());
    let bus = Bus::start(&region).await;
    let early = region.teacher(1, MACON, novice("scratch")).await;
    let late = region.teacher(2, WEST, novice("scratch")).await;
    let day = jiff::civil::date(2026, 11, 18);

    let wrote_first = early.ask_bus_day(&slug("busnum-1"), day, "Robots").unwrap();
    clock.advance(DAY);
    let met_first = late.ask_bus_day(&slug("busnum-1"), day, "Loops").unwrap();
    late.sync_with(&bus.url).await;
    clock.advance(DAY);
    early.sync_with(&bus.url).await;
    bus.carry(&region).await;
    for phone in [&early, &late] {
        phone.sync_with(&region.url).await;
    }
    assert_eq!(late.booking(&met_first).unwrap().state, RequestState::Confirmed);
    let loser = early.booking(&wrote_first).unwrap();
    assert_eq!(loser.state, RequestState::Refused);
    assert!(!loser.alternatives.is_empty() && !loser.alternatives.contains(&day));
}
