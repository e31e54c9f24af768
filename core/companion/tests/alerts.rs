//! Who is alerted, of what, and how often.

mod common;

use std::collections::BTreeSet;

use common::*;
use sharenum_companion::*;
use sharenum_domain::*;

#[test]
fn exactly_the_experienced_within_the_radius_are_alerted_once() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice()), (ROBOT, expert())]);
    let own_academy = region.teacher(2, 2, &[(PRINTER, expert())]);
    let other_academy = region.teacher(3, 1, &[(PRINTER, expert()), (ROBOT, novice())]);
    let nobody_else = [
        region.teacher(4, 1, &[(PRINTER, novice())]),
        region.teacher(5, 1, &[(PRINTER, able(Level::Experienced, true, false))]),
        region.teacher(6, 1, &[(PRINTER, able(Level::Experienced, false, true))]),
        region.teacher(7, 1, &[(ROBOT, expert())]),
        region.teacher(8, 3, &[(PRINTER, expert())]),
        region.teacher(9, 4, &[(PRINTER, expert())]),
    ];
    let ticket = author.ask("Un pont", 20);
    for _ in 0..3 {
        region.settle(&[&author, &own_academy, &other_academy]);
        region.settle(&nobody_else.iter().collect::<Vec<_>>());
    }
    for phone in [&own_academy, &other_academy] {
        let alerts = phone.alerts();
        assert_eq!(phone.kinds(), [AlertKind::TicketNearby]);
        assert_eq!((alerts[0].document, alerts[0].state), (ticket, AlertState::Rung));
        assert_eq!((&*alerts[0].title, &*alerts[0].body), ("Un pont", "Collège de l'Étang"));
        assert!(alerts[0].km.is_some_and(|km| km < 20.0));
        let phrase = &alerts[0].phrase;
        assert_eq!(phrase.key, "alert.request-nearby");
        assert_eq!(phrase.arg("title"), Some(&PhraseArg::Text("Un pont".to_owned())));
        assert_eq!(phrase.arg("km"), alerts[0].km.map(PhraseArg::Km).as_ref());
    }
    for phone in nobody_else.iter().chain([&author]) {
        assert_eq!(phone.kinds(), [], "member {}", phone.member);
    }
}

#[test]
fn a_correction_rings_again_under_the_same_notification_and_a_repetition_does_not() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let ticket = author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    let first = helper.alerts()[0].id;
    helper.engine.mark_alert_read(first).unwrap();
    assert_eq!(helper.engine.unread_alerts().unwrap(), 0);

    let retitle = |title: &str| {
        let edit = TicketEdit { title: Some(title.into()), ..TicketEdit::default() };
        author.engine.edit_ticket(&ticket, edit).unwrap();
        region.settle(&[&author, &helper]);
        let alerts = helper.alerts();
        assert_eq!(alerts.len(), 1);
        (alerts[0].id, alerts[0].title.clone(), alerts[0].state)
    };
    assert_eq!(retitle("Un viaduc"), (first, "Un viaduc".into(), AlertState::Rung));
    helper.engine.mark_all_alerts_read().unwrap();
    // Changed back: the list says what stands there, and nothing rings a third time.
    assert_eq!(retitle("Un pont"), (first, "Un pont".into(), AlertState::Read));
    // What the alert does not state is no news.
    let edit = TicketEdit { need: Some("Deux ponts".into()), ..TicketEdit::default() };
    author.engine.edit_ticket(&ticket, edit).unwrap();
    region.settle(&[&author, &helper]);
    assert_eq!(helper.engine.unread_alerts().unwrap(), 0);
}

#[test]
fn another_title_shows_in_what_was_said_and_rings_of_nothing_twice() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let guest = region.teacher(2, 1, &[(PRINTER, novice())]);
    let workshop =
        organiser.engine.publish_workshop(new_workshop("Un pont", "2026-12-01T14:00")).unwrap();
    region.settle(&[&organiser, &guest]);
    let seat = guest.engine.ask_seat(&workshop).unwrap();
    region.settle(&[&guest, &organiser]);
    region.relay.decide(&seat, Outcome::Waiting, &[]);
    region.settle(&[&guest, &organiser]);
    guest.engine.mark_all_alerts_read().unwrap();

    let edit = WorkshopEdit { title: Some("Un viaduc".into()), ..WorkshopEdit::default() };
    organiser.engine.edit_workshop(&workshop, edit).unwrap();
    let events = guest.engine.subscribe();
    region.settle(&[&organiser, &guest]);
    // What was decided carries the new title at once, and has been read.
    assert!(guest.kinds().contains(&AlertKind::SeatDecided));
    for alert in guest.alerts() {
        assert_eq!((&*alert.title, alert.state), ("Un viaduc", AlertState::Read));
    }
    // The next decision is news for what it says, not for the title.
    region.relay.decide(&seat, Outcome::Confirmed, &[]);
    region.settle(&[&guest, &organiser]);
    let rung: usize = std::iter::from_fn(|| events.try_next())
        .map(|event| if let Event::Alerts { rung } = event { rung.len() } else { 0 })
        .sum();
    assert_eq!(rung, 1);
}

#[test]
fn nobody_is_alerted_of_their_own_edits_on_either_phone() {
    let mut region = Region::new();
    let first = region.teacher(1, 0, &[(PRINTER, expert())]);
    let second = region.teacher(1, 0, &[(PRINTER, expert())]);
    let other = region.teacher(2, 1, &[(PRINTER, expert())]);
    let ticket = first.ask("Un pont", 20);
    region.settle(&[&first, &second, &other]);
    let proposal = other.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&[&other, &first, &second]);
    second.engine.accept_proposal(&proposal).unwrap();
    second.engine.send_message(&proposal, "Merci").unwrap();
    first.engine.publish_workshop(new_workshop("Un pont", "2026-12-01T14:00")).unwrap();
    region.settle(&[&first, &second, &other]);

    for phone in [&first, &second] {
        assert_eq!(phone.kinds(), [AlertKind::ProposalReceived]);
    }
    let of_other: BTreeSet<_> = other.kinds().into_iter().collect();
    let expected = [
        AlertKind::TicketNearby,
        AlertKind::WorkshopNearby,
        AlertKind::MessageReceived,
        AlertKind::ProposalAccepted,
    ];
    assert_eq!(of_other, BTreeSet::from(expected));
    assert_eq!(other.alerts().len(), 4);
}

#[test]
fn what_a_first_sync_brings_is_listed_and_not_rung() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    for n in 0..5 {
        author.ask(&format!("Besoin {n}"), 20);
    }
    region.sync(&author);
    let late = region.teacher(2, 1, &[(PRINTER, expert())]);
    let events = late.engine.subscribe();
    region.sync(&late);
    assert_eq!(late.alerts().len(), 5);
    assert!(late.alerts().iter().all(|alert| alert.state == AlertState::Listed));
    assert_eq!(late.engine.alerts_to_ring(10).unwrap(), []);
    assert_eq!(late.engine.unread_alerts().unwrap(), 5);
    while let Some(event) = events.try_next() {
        assert!(!matches!(event, Event::Alerts { rung } if !rung.is_empty()));
    }
    // What comes after it rings, although the channel had never moved in between.
    author.ask("Besoin urgent", 20);
    region.settle(&[&author, &late]);
    let ring = late.engine.alerts_to_ring(10).unwrap();
    assert_eq!(ring.iter().map(|alert| &*alert.title).collect::<Vec<_>>(), ["Besoin urgent"]);
}

#[test]
fn the_first_news_in_a_channel_that_was_empty_rings() {
    let mut region = Region::new();
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    assert_eq!(helper.engine.alerts_to_ring(10).unwrap().len(), 1);
}

#[test]
fn becoming_experienced_later_brings_the_tickets_that_are_still_open() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let learner = region.teacher(2, 1, &[(PRINTER, able(Level::Intermediate, true, true))]);
    let open = author.ask("Encore ouvert", 20);
    let closed = author.ask("Déjà retiré", 20);
    author.engine.set_ticket_status(&closed, &TicketStatus::Cancelled).unwrap();
    author.ask("Trop loin", 5);
    region.settle(&[&author, &learner]);
    assert_eq!(learner.kinds(), []);

    let school = Some(schools()[1].code);
    learner.engine.set_profile(school, tools(&[(PRINTER, expert())])).unwrap();
    let alerts = learner.alerts();
    assert_eq!(alerts.iter().map(|alert| alert.document).collect::<Vec<_>>(), [open]);
    assert_eq!(learner.ticket_actions(&open), [Action::Propose]);
    // Once, whatever the profile does afterwards.
    learner.engine.mark_all_alerts_read().unwrap();
    learner.engine.set_profile(school, tools(&[(PRINTER, novice())])).unwrap();
    learner.engine.set_profile(school, tools(&[(PRINTER, expert())])).unwrap();
    assert_eq!(learner.engine.unread_alerts().unwrap(), 0);
}

#[test]
fn preferences_only_narrow() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 2, &[(PRINTER, expert())]);
    let near = AlertPreferences { nearer_than: Some(km(5)), ..AlertPreferences::default() };
    helper.engine.set_alert_preferences(&near).unwrap();
    assert_eq!(helper.engine.alert_preferences().unwrap(), near);
    author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    assert_eq!(helper.kinds(), []);
    let muted = BTreeSet::from([AlertKind::TicketNearby]);
    let muted = AlertPreferences { muted, ..AlertPreferences::default() };
    helper.engine.set_alert_preferences(&muted).unwrap();
    assert_eq!(helper.kinds(), []);
    helper.engine.set_alert_preferences(&AlertPreferences::default()).unwrap();
    assert_eq!(helper.kinds(), [AlertKind::TicketNearby]);
}

#[test]
fn the_first_reading_from_the_region_is_listed_after_a_bus_was_met_first() {
    let mut region = Region::new();
    let folder = tempfile::tempdir().unwrap();
    let bus = Relay::bus(folder.path(), region.clock.clone());
    let by_bus = |phone: &Phone| sync_with(&phone.engine, &bus, "http://bus.test");
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.joined(2, Some(schools()[1].code), &[Role::Member]);
    helper.engine.set_profile(Some(schools()[1].code), tools(&[(PRINTER, expert())])).unwrap();
    // The area is read from the bus alone, first when it is empty, then with news.
    by_bus(&helper);
    author.ask("Par le bus", 20);
    by_bus(&author);
    by_bus(&helper);
    let rung = || helper.engine.alerts_to_ring(10).unwrap();
    assert_eq!(rung().iter().map(|a| &*a.title).collect::<Vec<_>>(), ["Par le bus"]);
    helper.engine.mark_all_alerts_read().unwrap();
    author.ask("Par la région", 20);
    region.settle(&[&author, &helper]);
    assert_eq!((rung().len(), helper.alerts().len()), (0, 2));
    author.ask("Ensuite", 20);
    region.settle(&[&author, &helper]);
    assert_eq!(rung().len(), 1);
    // A bus that was never met brings news to somebody who knows the region.
    let other = Relay::other_bus(folder.path(), region.clock.clone());
    author.ask("Par un autre bus", 20);
    sync_with(&author.engine, &other, "http://other.test");
    sync_with(&helper.engine, &other, "http://other.test");
    assert_eq!(rung().len(), 2);
    let contacts = helper.engine.sync_status().unwrap().hubs;
    assert_eq!(contacts.iter().filter(|hub| hub.last_contact.is_some()).count(), 3);
}

fn titled(title: &str) -> TicketEdit {
    TicketEdit { title: Some(title.into()), ..TicketEdit::default() }
}

fn moved_to(day: &str) -> WorkshopEdit {
    WorkshopEdit { slot: Some(slot(day)), ..WorkshopEdit::default() }
}

#[test]
fn an_accepted_helper_hears_of_it_from_any_distance() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 2, &[(PRINTER, expert())]);
    let ticket = author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    let near = AlertPreferences { nearer_than: Some(km(5)), ..AlertPreferences::default() };
    helper.engine.set_alert_preferences(&near).unwrap();
    let proposal = helper.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&[&helper, &author]);
    author.engine.accept_proposal(&proposal).unwrap();
    region.settle(&[&author, &helper]);
    assert_eq!(helper.kinds(), [AlertKind::ProposalAccepted]);
}

#[test]
fn another_title_does_not_accept_a_helper_again_nor_ask_for_their_help() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let ticket = author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    let proposal = helper.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&[&helper, &author]);
    author.engine.accept_proposal(&proposal).unwrap();
    region.settle(&[&author, &helper]);
    helper.engine.mark_all_alerts_read().unwrap();
    author.engine.edit_ticket(&ticket, titled("Un viaduc")).unwrap();
    region.settle(&[&author, &helper]);
    assert_eq!(helper.engine.unread_alerts().unwrap(), 0);
    let accepted = |alert: &AlertView| alert.kind == AlertKind::ProposalAccepted;
    assert_eq!(helper.alerts().into_iter().find(accepted).unwrap().title, "Un viaduc");
}

#[test]
fn who_asked_for_a_seat_hears_of_each_new_date_whatever_they_narrowed() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let guest = region.teacher(2, 2, &[(PRINTER, novice())]);
    let both = [&organiser, &guest];
    let workshop = new_workshop("Un pont", "2026-12-01T14:00");
    let workshop = organiser.engine.publish_workshop(workshop).unwrap();
    region.settle(&both);
    let seat = guest.engine.ask_seat(&workshop).unwrap();
    let narrow = AlertPreferences {
        muted: BTreeSet::from([AlertKind::WorkshopNearby]),
        nearer_than: Some(km(5)),
        ..AlertPreferences::default()
    };
    guest.engine.set_alert_preferences(&narrow).unwrap();
    region.settle(&both);
    assert_eq!(guest.kinds(), [], "what stood there when they asked is no news");

    let rung = |edit: WorkshopEdit| {
        guest.engine.mark_all_alerts_read().unwrap();
        organiser.engine.edit_workshop(&workshop, edit).unwrap();
        region.settle(&both);
        region.settle(&both);
        let ring = guest.engine.alerts_to_ring(10).unwrap();
        ring.into_iter().map(|alert| (alert.kind, alert.body)).collect::<Vec<_>>()
    };
    let said = |day: &str| vec![(AlertKind::WorkshopChanged, slot(day).to_string())];
    let words = WorkshopEdit { description: Some("Suite".into()), ..WorkshopEdit::default() };
    assert_eq!(rung(words), []);
    for day in ["2026-12-02T14:00", "2026-12-01T14:00", "2026-12-02T14:00"] {
        assert_eq!(rung(moved_to(day)), said(day));
    }
    assert_eq!(guest.alerts().len(), 1);
    guest.engine.cancel_seat(&seat).unwrap();
    region.settle(&both);
    assert_eq!(rung(moved_to("2026-12-03T14:00")), []);
}

#[test]
fn a_date_that_is_changed_back_rings_those_nearby_and_a_title_does_not() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let reader = region.teacher(2, 1, &[(PRINTER, novice())]);
    let both = [&organiser, &reader];
    let workshop = new_workshop("Un pont", "2026-12-01T14:00");
    let workshop = organiser.engine.publish_workshop(workshop).unwrap();
    region.settle(&both);
    let title = |title: &str| WorkshopEdit { title: Some(title.into()), ..WorkshopEdit::default() };
    for (edit, rings) in [
        (moved_to("2026-12-02T14:00"), 1),
        (moved_to("2026-12-01T14:00"), 1),
        (title("Un viaduc"), 1),
        (title("Un pont"), 0),
    ] {
        reader.engine.mark_all_alerts_read().unwrap();
        organiser.engine.edit_workshop(&workshop, edit.clone()).unwrap();
        region.settle(&both);
        assert_eq!(reader.engine.alerts_to_ring(10).unwrap().len(), rings, "{edit:?}");
    }
    assert_eq!(reader.kinds(), [AlertKind::WorkshopNearby]);
}

#[test]
fn what_is_over_rings_no_longer() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, expert())]);
    let reader = region.teacher(2, 1, &[(PRINTER, expert())]);
    let ticket = author.ask("Un pont", 20);
    let workshop = new_workshop("Un pont", "2026-12-01T14:00");
    let workshop = author.engine.publish_workshop(workshop).unwrap();
    region.settle(&[&author, &reader]);
    assert_eq!(reader.engine.alerts_to_ring(10).unwrap().len(), 2);
    let events = reader.engine.subscribe();
    author.engine.set_ticket_status(&ticket, &TicketStatus::Cancelled).unwrap();
    author.engine.cancel_workshop(&workshop).unwrap();
    region.settle(&[&author, &reader]);
    assert_eq!(reader.engine.alerts_to_ring(10).unwrap(), []);
    assert_eq!((reader.engine.unread_alerts().unwrap(), reader.alerts().len()), (0, 2));
    let mut told = std::iter::from_fn(|| events.try_next());
    assert!(told.any(|event| event == Event::Alerts { rung: Vec::new() }));
}

#[test]
fn what_came_while_its_kind_was_muted_is_listed_afterwards() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let ticket = author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    let muted = BTreeSet::from([AlertKind::ProposalReceived, AlertKind::MessageReceived]);
    let muted = AlertPreferences { muted, ..AlertPreferences::default() };
    author.engine.set_alert_preferences(&muted).unwrap();
    let proposal = helper.engine.propose(&ticket, "Je viens").unwrap();
    helper.engine.send_message(&proposal, "Mardi ?").unwrap();
    region.settle(&[&helper, &author]);
    assert_eq!((author.kinds(), author.engine.unread_alerts().unwrap()), (vec![], 0));
    author.engine.set_alert_preferences(&AlertPreferences::default()).unwrap();
    let kinds: BTreeSet<_> = author.kinds().into_iter().collect();
    assert_eq!(kinds, muted.muted);
    assert_eq!(author.engine.alerts_to_ring(10).unwrap(), []);
}
