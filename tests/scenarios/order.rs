//! What arrives before what it needs waits, and is not lost.

use sharenum_companion::{HttpOptions, TicketEdit};
use sharenum_domain::{AlertKind, Role, Ticket};
use sharenum_ledger::{Channel, routes};
use sharenum_sync::SyncLimits;
use sharenum_sync::wire::Verdict;

use crate::common::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proposal_that_is_home_before_its_ticket_waits_for_it() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let helper = region.teacher(2, EAST, expert("scratch")).await;
    let (ticket, _) = asker.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    asker.sync_with(&bus.url).await;
    helper.sync_with(&bus.url).await;

    // The helper goes home by train; the bus still stands in Mâcon.
    let proposal = helper.propose(&ticket, "I can come").unwrap();
    let documents = region.documents();
    helper.sync_with(&region.url).await;
    assert_eq!(region.documents(), documents, "it waits for its ticket");
    assert_ne!(helper.undelivered(), (0, 0), "and is not acknowledged");

    bus.carry(&region).await;
    asker.sync_with(&region.url).await;
    helper.sync_with(&region.url).await;
    assert_eq!(asker.proposal(&proposal).unwrap().text, "I can come");
    assert_eq!(asker.alerts_of(&AlertKind::ProposalReceived).len(), 1);
    assert_eq!(helper.undelivered(), (0, 0));
    assert_eq!(asker.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proposal_that_waited_on_the_bus_is_carried_home_once_its_ticket_has_come() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let helper = region.teacher(2, EAST, expert("scratch")).await;
    let (ticket, _) = asker.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    asker.sync_with(&region.url).await;
    helper.sync_with(&region.url).await;

    // The bus left before the ticket was posted.
    let proposal = helper.propose(&ticket, "I can come").unwrap();
    helper.sync_with(&bus.url).await;
    assert_eq!(helper.undelivered(), (1, 0), "the bus cannot answer for it yet");
    bus.carry(&region).await;
    bus.carry(&region).await;
    asker.sync_with(&region.url).await;
    assert_eq!(asker.proposal(&proposal).unwrap().text, "I can come");

    helper.sync_with(&bus.url).await;
    assert_eq!(helper.undelivered(), (0, 1));
    helper.sync_with(&region.url).await;
    assert_eq!(helper.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_for_something_does_not_hold_up_what_comes_after_it() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let helper = region.teacher(2, WEST, expert("scratch")).await;
    let titles = ["One", "Two", "Three", "Four"];
    let tickets = titles.map(|title| asker.open_ticket(scratch_ticket(title, 20)).unwrap().0);
    asker.sync_with(&bus.url).await;
    helper.sync_with(&bus.url).await;
    for ticket in &tickets {
        helper.propose(ticket, &"I can come. ".repeat(50)).unwrap();
    }
    helper.open_ticket(scratch_ticket("And mine", 20)).unwrap();
    // No request has room for all that waits.
    let limits = SyncLimits { upload_bytes: 1_024, ..SyncLimits::default() };
    helper.set_network(HttpOptions { limits, ..HttpOptions::default() });

    helper.sync_with(&region.url).await;
    assert_eq!(helper.undelivered(), (titles.len(), 0), "all but the ticket, which needs nothing");
    bus.carry(&region).await;
    helper.sync_with(&region.url).await;
    assert_eq!(helper.undelivered(), (0, 0));
    asker.sync_with(&region.url).await;
    assert_eq!(asker.alerts_of(&AlertKind::ProposalReceived).len(), titles.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_is_home_before_the_one_it_builds_on_waits_for_it() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let first = region.teacher(1, MACON, novice("scratch")).await;
    let second = region.second_phone(2, &first, MACON).await;
    let reader = region.teacher(3, WEST, expert("scratch")).await;
    let (ticket, _) = first.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    first.sync_with(&region.url).await;
    bus.carry(&region).await;
    reader.sync_with(&region.url).await;

    let titled = |title: &str| TicketEdit { title: Some(title.to_owned()), ..Default::default() };
    first.edit_ticket(&ticket, titled("Loops, second thoughts")).unwrap();
    first.sync_with(&bus.url).await;
    second.sync_with(&region.url).await;
    second.sync_with(&bus.url).await;
    assert_eq!(second.ticket(&ticket).unwrap().item.title, "Loops, second thoughts");
    second.edit_ticket(&ticket, titled("Loops, third thoughts")).unwrap();
    second.sync_with(&region.url).await;
    reader.sync_with(&region.url).await;
    assert_eq!(reader.ticket(&ticket).unwrap().item.title, "Loops", "the middle is missing");

    bus.carry(&region).await;
    for phone in [&reader, &first, &second] {
        phone.sync_with(&region.url).await;
        assert_eq!(phone.ticket(&ticket).unwrap().item.title, "Loops, third thoughts");
    }
    assert_eq!(reader.state_of(&ticket), second.state_of(&ticket));
    assert_eq!(second.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_keeps_changes_that_come_in_any_order() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let reader = region.teacher(1, WEST, expert("scratch")).await;
    let mut author = Scribe::join(&region, 2, &[Role::Member], Some(MACON)).await;
    let reach = routes::for_ticket(&position(MACON), km(20), author.member());
    let mut ticket = plain_ticket("One", &clock);
    let (id, begin) = author.write(&ticket, None, reach);
    let mut changes = Vec::new();
    for title in ["Two", "Three"] {
        ticket.title = title.to_owned();
        changes.push(author.change(id, &ticket));
    }

    let verdicts = author.push(&region.url, vec![changes[1].clone()]).await;
    assert_eq!(verdicts, [Verdict::Waiting]);
    let verdicts = author.push(&region.url, vec![changes[0].clone(), begin.clone()]).await;
    assert_eq!(verdicts, [Verdict::Waiting, Verdict::Accepted]);
    let verdicts =
        author.push(&region.url, vec![begin, changes.remove(0), changes.remove(0)]).await;
    assert_eq!(verdicts, [const { Verdict::AlreadyThere }; 3]);

    reader.sync_with(&region.url).await;
    assert_eq!(reader.ticket(&id).unwrap().item.title, "Three");
    assert_eq!(reader.ticket_alerts(), ["Three"]);
    author.channels = vec![Channel::Member(author.member())];
    author.sync(&region.url).await.unwrap();
    assert_eq!(author.read::<Ticket>(&id).title, "Three");
}
