//! A push that the region refuses stays editable, visible, and can be sent again.

use sharenum_companion::{Action, Delivery, PageRequest, PhraseArg, TicketEdit, TicketFilter};
use sharenum_ledger::{Chunk, Kind};

use crate::common::*;

/// Tickets with this word in them, under any field.
fn has_the_word(chunk: &Chunk) -> bool {
    let word = b"urgent";
    chunk.header().kind == Kind::Ticket
        && chunk.payload().windows(word.len()).any(|bytes| bytes == word)
}

fn titled(title: &str) -> TicketEdit {
    TicketEdit { title: Some(title.to_owned()), ..TicketEdit::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_ticket_stays_editable_and_is_accepted_after_an_edit() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let strict = StricterHub::before(&region, has_the_word).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    let (ticket, _) = asker.open_ticket(scratch_ticket("Loops, urgent", 20)).unwrap();

    let summary = asker.sync_with(&strict.url).await;
    assert_eq!(summary.refused.len(), 1);
    let seen = asker.ticket(&ticket).unwrap().item;
    assert_eq!(seen.title, "Loops, urgent");
    let said = seen.common.refused.unwrap();
    assert_eq!((said.code.as_str(), said.detail.as_str()), ("stricter-rule", StricterHub::REASON));
    let phrase = said.phrase();
    assert_eq!(phrase.key, "refused.unknown", "no word of this version's, so in the hub's own");
    assert_eq!(phrase.arg("detail"), Some(&PhraseArg::Text(StricterHub::REASON.to_owned())));
    for action in [Action::Edit, Action::SendAgain, Action::Discard] {
        assert!(seen.common.actions.contains(&action), "{:?}", seen.common.actions);
    }
    let refused = asker.refused().unwrap();
    assert_eq!(refused.len(), 1);
    assert_eq!((refused[0].document, refused[0].code.as_str()), (Some(ticket), "stricter-rule"));
    assert_eq!(refused[0].phrase(), phrase);
    let again = asker.sync_with(&strict.url).await;
    assert_eq!((again.chunks_sent, again.refused.len()), (0, 0), "it is not sent in vain");

    // As it is, it is refused again; it stays one ticket.
    let ticket = asker.resubmit(&ticket).unwrap();
    assert_eq!(asker.sync_with(&strict.url).await.refused.len(), 1);
    let ticket = asker.edit_ticket(&ticket, titled("Loops")).unwrap();
    assert_eq!(asker.refused().unwrap(), []);
    let summary = asker.sync_with(&strict.url).await;
    assert_eq!(summary.refused, []);
    let seen = asker.ticket(&ticket).unwrap().item.common;
    assert_eq!((seen.refused, seen.delivery), (None, Delivery::Received));
    for phone in [&asker, &reader] {
        phone.sync_with(&region.url).await;
        let all = phone.tickets(TicketFilter::All, &PageRequest::first()).unwrap();
        assert_eq!((all.total, all.items[0].title.as_str()), (1, "Loops"));
    }
    assert_eq!(reader.ticket_alerts(), ["Loops"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_edit_of_an_accepted_ticket_is_sent_again_after_another() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let strict = StricterHub::before(&region, has_the_word).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    let (ticket, _) = asker.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    asker.sync_with(&strict.url).await;
    asker.edit_ticket(&ticket, titled("Loops, urgent")).unwrap();
    assert_eq!(asker.sync_with(&strict.url).await.refused.len(), 1);
    reader.sync_with(&region.url).await;
    assert_eq!(reader.ticket(&ticket).unwrap().item.title, "Loops");
    assert_eq!(asker.ticket(&ticket).unwrap().item.title, "Loops, urgent", "one's own is visible");

    let same = asker.edit_ticket(&ticket, titled("Loops, please")).unwrap();
    assert_eq!(same, ticket, "the region knows it under this id");
    assert_eq!(asker.sync_with(&strict.url).await.refused, []);
    reader.sync_with(&region.url).await;
    assert_eq!(reader.ticket(&ticket).unwrap().item.title, "Loops, please");
    assert_eq!(reader.state_of(&ticket), asker.state_of(&ticket));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_edit_that_is_given_up_leaves_what_the_region_has() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let strict = StricterHub::before(&region, has_the_word).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let (kept, _) = asker.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    asker.sync_with(&strict.url).await;
    asker.edit_ticket(&kept, titled("Loops, urgent")).unwrap();
    let (gone, _) = asker.open_ticket(scratch_ticket("Robots, urgent", 20)).unwrap();
    assert_eq!(asker.sync_with(&strict.url).await.refused.len(), 2);

    asker.discard(&kept).unwrap();
    asker.discard(&gone).unwrap();
    assert_eq!(asker.ticket(&kept).unwrap().item.title, "Loops");
    assert!(asker.ticket(&gone).is_err());
    assert_eq!(asker.refused().unwrap(), []);
    asker.sync_with(&region.url).await;
    assert_eq!(asker.undelivered(), (0, 0));
}
