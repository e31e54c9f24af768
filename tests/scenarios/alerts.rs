//! Alerts: exactly once, never of one's own, and never a flood.

use sharenum_companion::{AlertState, Event, RequestState, Subscription, WorkshopEdit};
use sharenum_domain::{AlertKind, Role, TicketStatus};

use crate::common::*;

/// How many alerts rang since the subscription was last asked.
fn rung(subscription: &Subscription) -> usize {
    let events = std::iter::from_fn(|| subscription.try_next());
    events.map(|event| if let Event::Alerts { rung } = event { rung.len() } else { 0 }).sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn becoming_experienced_later_brings_the_alerts_still_open() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let learner = region.teacher(2, WEST, novice("scratch")).await;
    let far = region.teacher(3, BEYOND, novice("scratch")).await;
    for title in ["Open", "Taken back", "Another one"] {
        let (ticket, _) = asker.open_ticket(scratch_ticket(title, 20)).unwrap();
        if title == "Taken back" {
            asker.set_ticket_status(&ticket, &TicketStatus::Cancelled).unwrap();
        }
    }
    asker.sync_with(&region.url).await;
    for phone in [&learner, &far] {
        phone.sync_with(&region.url).await;
        assert_eq!(phone.ticket_alerts(), [""; 0]);
    }

    // Offline: all that is needed is on the phone already.
    for (phone, school) in [(&learner, WEST), (&far, BEYOND)] {
        phone.set_profile(Some(uai(school)), by_hand_only("scratch")).unwrap();
        assert_eq!(phone.ticket_alerts(), [""; 0], "by hand is not enough");
        phone.set_profile(Some(uai(school)), expert("scratch")).unwrap();
    }
    let mut alerts = learner.ticket_alerts();
    alerts.sort();
    assert_eq!(alerts, ["Another one", "Open"]);
    assert_eq!(far.ticket_alerts(), [""; 0]);

    learner.set_profile(Some(uai(WEST)), expert("scratch")).unwrap();
    learner.sync_with(&region.url).await;
    assert_eq!(learner.ticket_alerts().len(), 2, "once each");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_profile_that_was_changed_on_another_phone_brings_the_alerts_to_this_one() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let first = region.teacher(2, WEST, novice("scratch")).await;
    let second = region.second_phone(3, &first, WEST).await;
    asker.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    asker.sync_with(&region.url).await;
    first.sync_with(&region.url).await;
    assert_eq!(first.ticket_alerts(), [""; 0]);

    second.set_profile(Some(uai(WEST)), expert("scratch")).unwrap();
    second.sync_with(&region.url).await;
    first.sync_with(&region.url).await;
    assert_eq!(first.ticket_alerts(), ["Loops"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_over_the_bus_and_the_region_rings_once() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let mut helper = region.teacher(2, WEST, expert("scratch")).await;
    let bell = helper.subscribe();

    let (ticket, _) = asker.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    asker.sync_with(&bus.url).await;
    helper.sync_with(&bus.url).await;
    assert_eq!(rung(&bell), 1);
    bus.carry(&region).await;
    for url in [&region.url, &bus.url, &region.url] {
        helper.sync_with(url).await;
    }
    assert_eq!(rung(&bell), 0);
    // Nor after a restart.
    helper.switch_off();
    helper.switch_on();
    let bell = helper.subscribe();
    helper.sync_with(&region.url).await;
    assert_eq!(rung(&bell), 0);
    assert_eq!(helper.ticket_alerts(), ["Loops"]);

    // The other way round, with an answer this time.
    let proposal = helper.propose(&ticket, "I can come").unwrap();
    let asked = asker.subscribe();
    helper.sync_with(&region.url).await;
    bus.carry(&region).await;
    for url in [&region.url, &bus.url, &region.url] {
        asker.sync_with(url).await;
    }
    asker.send_message(&proposal, "Thank you").unwrap();
    asker.sync_with(&bus.url).await;
    asker.sync_with(&region.url).await;
    assert_eq!(rung(&asked), 1);
    assert_eq!(asker.all_alerts().len(), 1);
    bus.carry(&region).await;
    for url in [&bus.url, &region.url] {
        helper.sync_with(url).await;
    }
    assert_eq!(rung(&bell), 1);
    assert_eq!(helper.alerts_of(&AlertKind::MessageReceived).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_alerted_of_what_they_wrote_on_another_phone() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let first = region.teacher(1, MACON, expert("scratch")).await;
    let second = region.second_phone(2, &first, MACON).await;
    let helper = region.teacher(3, WEST, expert("scratch")).await;
    let (bell, other_bell) = (first.subscribe(), second.subscribe());

    let (ticket, _) = first.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    first.sync_with(&region.url).await;
    second.sync_with(&region.url).await;
    helper.sync_with(&region.url).await;
    let proposal = helper.propose(&ticket, "I can come").unwrap();
    helper.sync_with(&region.url).await;
    second.sync_with(&region.url).await;
    second.accept_proposal(&proposal).unwrap();
    second.send_message(&proposal, "Thank you").unwrap();
    second.publish_workshop(workshop("Loops for all", 20, 10)).unwrap();
    second.sync_with(&region.url).await;
    first.sync_with(&region.url).await;

    // Both hear of the proposal, of which neither is the author, and of nothing else.
    for (phone, bell) in [(&first, &bell), (&second, &other_bell)] {
        let kinds: Vec<_> = phone.all_alerts().into_iter().map(|alert| alert.kind).collect();
        assert_eq!(kinds, [AlertKind::ProposalReceived]);
        assert_eq!(rung(bell), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_first_sync_brings_is_listed_and_does_not_ring() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    for n in 0..5 {
        asker.open_ticket(scratch_ticket(&format!("Question {n}"), 20)).unwrap();
    }
    asker.sync_with(&region.url).await;

    let newcomer = Phone::new(2, &clock);
    let bell = newcomer.subscribe();
    let code = region.invite(&[Role::Member], Some(WEST), None);
    newcomer.join(Some(&region.url), &code).await.unwrap();
    newcomer.sync_with(&region.url).await;
    newcomer.set_profile(Some(uai(WEST)), expert("scratch")).unwrap();
    newcomer.sync_with(&region.url).await;
    let alerts = newcomer.all_alerts();
    assert_eq!(alerts.len(), 5);
    assert!(alerts.iter().all(|alert| alert.state == AlertState::Listed));
    assert_eq!(rung(&bell), 0);

    asker.open_ticket(scratch_ticket("Question 5", 20)).unwrap();
    asker.sync_with(&region.url).await;
    newcomer.sync_with(&region.url).await;
    assert_eq!(rung(&bell), 1, "from now on there is news");
    assert_eq!(newcomer.all_alerts().len(), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asked_on_two_phones_sees_the_seat_they_have_and_hears_of_another_date() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let organiser = region.teacher(1, MACON, novice("scratch")).await;
    let first = region.teacher(2, WEST, novice("scratch")).await;
    let second = region.second_phone(3, &first, WEST).await;
    let show = organiser.publish_workshop(workshop("Robots", 20, 5)).unwrap();
    for phone in [&organiser, &first, &second] {
        phone.sync_with(&region.url).await;
    }
    first.ask_seat(&show).unwrap();
    clock.advance(DAY);
    second.ask_seat(&show).unwrap();
    for phone in [&first, &second, &first] {
        phone.sync_with(&region.url).await;
    }
    for phone in [&first, &second] {
        // The region confirmed what came first and refused what was asked again.
        let seen = phone.workshop(&show).unwrap().item.my_seat;
        assert_eq!(seen, Some(RequestState::Confirmed));
        let again = phone.ask_seat(&show).unwrap_err();
        assert!(again.to_string().contains("already"), "{again}");
    }

    let later = Some(slot("2026-11-25T14:00[Europe/Paris]/90"));
    organiser.edit_workshop(&show, WorkshopEdit { slot: later, ..Default::default() }).unwrap();
    organiser.sync_with(&region.url).await;
    for phone in [&first, &second] {
        phone.sync_with(&region.url).await;
        assert_eq!(phone.alerts_of(&AlertKind::WorkshopChanged).len(), 1);
    }
}
