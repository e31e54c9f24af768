//! Weeks without any hub, two phones of one person, answers that are lost.

use std::time::Duration;

use sharenum_companion::{CompanionEngine, EngineError, PageRequest, TicketEdit, TicketFilter};
use sharenum_domain::{AlertKind, Establishment, Role};

use crate::common::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn weeks_without_a_hub_are_delivered_by_one_sync() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let author = region.teacher(1, MACON, novice("scratch")).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;

    let mut tickets = Vec::new();
    for week in 0..3 {
        for n in 0..4 {
            let title = format!("Week {week}, question {n}");
            tickets.push(author.open_ticket(scratch_ticket(&title, 20)).unwrap().0);
        }
        for edit in 0..10 {
            for ticket in &tickets {
                let need = Some(format!("What was thought of on day {week}.{edit}"));
                author.edit_ticket(ticket, TicketEdit { need, ..TicketEdit::default() }).unwrap();
            }
        }
        clock.advance(WEEK);
    }
    let (on_this_phone, _) = author.undelivered();
    assert!(on_this_phone > 240, "{on_this_phone}");

    author.sync_with(&region.url).await;
    assert_eq!(author.undelivered(), (0, 0));
    reader.sync_with(&region.url).await;
    assert_eq!(reader.alerts_of(&AlertKind::TicketNearby).len(), tickets.len());
    for ticket in &tickets {
        assert_eq!(reader.state_of(ticket), author.state_of(ticket));
        assert_eq!(reader.ticket(ticket).unwrap().item.need, "What was thought of on day 2.9");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_left_in_a_drawer_all_summer_hands_its_work_to_the_bus() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let author = region.teacher(1, MACON, novice("scratch")).await;
    let (ticket, _) = author.open_ticket(scratch_ticket("Before the summer", 20)).unwrap();
    let written = author.undelivered();

    clock.advance(DAY * 90);
    let error = author.try_sync(&region.url).await.unwrap_err();
    assert_eq!(error.code(), "expired-certificate");
    assert!(error.to_string().contains("new invitation"), "{error}");
    assert_eq!(author.undelivered(), written);

    author.sync_with(&bus.url).await;
    bus.carry(&region).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    assert_eq!(reader.ticket(&ticket).unwrap().item.title, "Before the summer");

    // The advice holds: with a new invitation she is who she was, and has all that she had.
    let member = author.member();
    let code = region.invite(&[Role::Member], Some(MACON), None);
    author.join(Some(&region.url), &code).await.unwrap();
    assert_eq!(author.member(), member);
    author.open_ticket(scratch_ticket("After the summer", 20)).unwrap();
    author.sync_with(&region.url).await;
    assert_eq!(author.undelivered(), (0, 0));
    reader.sync_with(&region.url).await;
    assert_eq!(reader.alerts_of(&AlertKind::TicketNearby).len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_edited_on_its_authors_two_phones_is_the_same_on_both() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let first = region.teacher(1, MACON, novice("scratch")).await;
    let second = region.second_phone(2, &first, MACON).await;
    let reader = region.teacher(3, WEST, expert("scratch")).await;
    let (ticket, _) = first.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    first.sync_with(&region.url).await;
    second.sync_with(&region.url).await;

    let edit = |title: Option<&str>, need: Option<&str>| TicketEdit {
        title: title.map(str::to_owned),
        need: need.map(str::to_owned),
        ..TicketEdit::default()
    };
    first.edit_ticket(&ticket, edit(Some("Loops, on the train"), None)).unwrap();
    first.edit_ticket(&ticket, edit(None, Some("An hour is enough"))).unwrap();
    let seen = second.ticket(&ticket).unwrap().item;
    assert_eq!(seen.title, "Loops", "the second phone has heard of nothing yet");
    second.edit_ticket(&ticket, edit(None, Some("Two hours"))).unwrap();

    for phone in [&first, &second, &first, &reader] {
        phone.sync_with(&region.url).await;
    }
    let views = [&first, &second, &reader].map(|phone| phone.ticket(&ticket).unwrap().item);
    assert_eq!(first.state_of(&ticket), second.state_of(&ticket));
    assert_eq!(first.state_of(&ticket), reader.state_of(&ticket));
    for view in &views {
        assert_eq!(view.title, "Loops, on the train", "what only one of them changed stays");
        assert_eq!(view.need, views[0].need);
    }
    assert!(["An hour is enough", "Two hours"].contains(&views[0].need.as_str()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_retry_after_a_lost_answer_makes_no_duplicate() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let author = region.teacher(1, MACON, novice("scratch")).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    let documents = region.documents();

    for (n, cut) in [Cut::Whole, Cut::Half].into_iter().enumerate() {
        author.open_ticket(scratch_ticket(&format!("Question {n}"), 20)).unwrap();
        let written = author.undelivered();
        region.front().cut(cut);
        let error = author.try_sync(&region.url).await.unwrap_err();
        assert!(matches!(error, EngineError::Sync(_)), "{error}");
        assert_eq!(region.front().cuts(), n + 1);
        assert_eq!(region.documents(), documents + n as u64 + 1, "the hub took it in");
        assert_eq!(author.undelivered(), written, "no receipt, so it stays in the outbox");

        author.sync_with(&region.url).await;
        assert_eq!(author.undelivered(), (0, 0));
        assert_eq!(region.documents(), documents + n as u64 + 1);
    }
    reader.sync_with(&region.url).await;
    let all = reader.tickets(TicketFilter::All, &PageRequest::first()).unwrap();
    assert_eq!(all.total, 2);
    assert_eq!(reader.ticket_alerts().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_sync_of_many_pages_that_is_cut_goes_on_from_there() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let mut schools = directory();
    let school = schools[0].clone();
    schools.extend((0..3_000).map(|n| Establishment {
        code: uai(710_000 + n),
        name: format!("Collège numéro {n} de la ville"),
        ..school.clone()
    }));
    region.hub().publish_directory(schools).unwrap();

    let phone = Phone::new(1, &clock);
    let code = region.invite(&[Role::Member], Some(MACON), None);
    phone.join(Some(&region.url), &code).await.unwrap();
    let page = PageRequest::first().of(1);
    let known = || phone.establishments("collège", &page).unwrap().total;
    let hurried = phone.sync(&region.url, Duration::ZERO).await.unwrap();
    assert!(!hurried.finished, "no time is no failure");
    let mut before = 0;
    for cut in [Cut::Half, Cut::Whole] {
        region.front().cut_after(1, cut);
        let error = phone.try_sync(&region.url).await.unwrap_err();
        assert!(matches!(error, EngineError::Sync(_)), "{error}");
        assert!(known() > before, "the page before the cut is kept");
        before = known();
    }
    let summary = phone.sync_with(&region.url).await;
    assert!(known() >= 3_000, "{}", known());
    let again = summary.chunks_received;
    let nothing_new = phone.sync_with(&region.url).await;
    assert_eq!((nothing_new.requests, nothing_new.chunks_received), (1, 0));
    assert!(again > 0 && again < region.documents() as u32, "it went on, not from the start");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_goes_on_writing_while_the_phone_syncs() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let author = region.teacher(1, MACON, novice("scratch")).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    let engine = CompanionEngine::clone(&author);
    let writing = tokio::task::spawn_blocking(move || {
        for n in 0..40 {
            engine.open_ticket(scratch_ticket(&format!("Question {n}"), 20)).unwrap();
        }
    });
    while !writing.is_finished() {
        author.sync_with(&region.url).await;
    }
    soon(writing).await.unwrap();
    author.sync_with(&region.url).await;
    assert_eq!(author.undelivered(), (0, 0));
    reader.sync_with(&region.url).await;
    assert_eq!(reader.ticket_alerts().len(), 40);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_whose_answer_was_lost_admits_the_same_phone_again() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let code = region.invite(&[Role::Member], Some(MACON), None);
    // The answer gets lost behind the hub's back: the phone of the first try forgets it.
    let lost = Phone::new(1, &clock);
    lost.join(Some(&region.url), &code).await.unwrap();
    let again = Phone::new(1, &clock);
    again.join(Some(&region.url), &code).await.unwrap();
    assert_eq!(again.member(), lost.member());

    let other = Phone::new(2, &clock);
    let error = other.join(Some(&region.url), &code).await.unwrap_err();
    assert_eq!(error.code(), "invitation-refused");
}
