//! Where a ticket goes when its author changes how far it reaches.

use sharenum_companion::{EngineError, Event, TicketEdit, WorkshopEdit};
use sharenum_domain::{AlertKind, area_of, areas_within};

use crate::common::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_radius_that_shrinks_takes_the_ticket_from_those_outside_and_from_no_one_else() {
    let cell = area_of(&position(AWAY));
    assert!(areas_within(&position(MACON), km(40)).contains(&cell));
    assert!(!areas_within(&position(MACON), km(5)).contains(&cell));

    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let near = region.teacher(2, HILL, expert("scratch")).await;
    let helper = region.teacher(3, AWAY, expert("scratch")).await;
    let outsider = region.teacher(4, AWAY, expert("scratch")).await;
    let (ticket, _) = asker.open_ticket(scratch_ticket("Loops", 40)).unwrap();
    asker.sync_with(&region.url).await;
    for phone in [&near, &helper, &outsider] {
        phone.sync_with(&region.url).await;
        assert_eq!(phone.ticket_alerts(), ["Loops"]);
    }
    // The helper answers while the asker, who has not heard of it, asks around nearer.
    let proposal = helper.propose(&ticket, "I can come").unwrap();
    let edit = TicketEdit { radius: Some(km(5)), ..TicketEdit::default() };
    asker.edit_ticket(&ticket, edit).unwrap();
    asker.sync_with(&region.url).await;
    for phone in [&near, &helper, &outsider] {
        phone.sync_with(&region.url).await;
    }
    assert!(matches!(outsider.ticket(&ticket), Err(EngineError::NotFound { .. })));
    assert_eq!(near.ticket(&ticket).unwrap().item.radius, km(5));
    assert_eq!(helper.ticket(&ticket).unwrap().item.title, "Loops", "who takes part keeps it");
    asker.sync_with(&region.url).await;
    assert_eq!(asker.proposal(&proposal).unwrap().text, "I can come");
    assert_eq!(asker.ticket(&ticket).unwrap().item.radius, km(5));
    helper.sync_with(&region.url).await;
    assert_eq!(helper.ticket(&ticket).unwrap().item.radius, km(5), "as it stands now");

    // Once somebody has proposed, it can only grow; then it comes back, and rings nobody twice.
    let edit = |radius| TicketEdit { radius: Some(km(radius)), ..TicketEdit::default() };
    let error = asker.edit_ticket(&ticket, edit(4)).unwrap_err();
    assert!(error.to_string().contains("only grow"), "{error}");
    asker.edit_ticket(&ticket, edit(50)).unwrap();
    asker.sync_with(&region.url).await;
    for phone in [&near, &helper, &outsider] {
        phone.sync_with(&region.url).await;
        assert_eq!(phone.ticket(&ticket).unwrap().item.radius, km(50));
        assert_eq!(phone.state_of(&ticket), asker.state_of(&ticket));
        assert_eq!(phone.ticket_alerts(), ["Loops"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_document_reaches_a_phone_whichever_hub_it_hears_of_the_change_from() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let outsider = region.teacher(2, AWAY, expert("scratch")).await;
    let (ticket, _) = asker.open_ticket(scratch_ticket("Loops", 40)).unwrap();
    asker.sync_with(&region.url).await;
    bus.carry(&region).await;
    outsider.sync_with(&bus.url).await;
    assert_eq!(outsider.ticket_alerts(), ["Loops"]);

    let edit = TicketEdit { radius: Some(km(5)), ..TicketEdit::default() };
    asker.edit_ticket(&ticket, edit).unwrap();
    asker.sync_with(&region.url).await;
    outsider.sync_with(&region.url).await;
    bus.carry(&region).await;
    outsider.sync_with(&bus.url).await;
    assert!(outsider.ticket(&ticket).is_err(), "the bus does not bring it back");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_moves_leaves_behind_what_only_the_old_school_was_near_to() {
    assert_ne!(area_of(&position(FAR)), area_of(&position(MACON)));
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let mover = region.teacher(2, WEST, expert("scratch")).await;
    let (ticket, _) = asker.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    asker.sync_with(&region.url).await;
    mover.sync_with(&region.url).await;
    assert_eq!(mover.ticket_alerts(), ["Loops"]);

    mover.set_profile(Some(uai(FAR)), expert("scratch")).unwrap();
    assert!(mover.ticket(&ticket).is_ok(), "offline nothing changes");
    mover.sync_with(&region.url).await;
    let missing = mover.ticket(&ticket).unwrap_err();
    assert!(matches!(missing, EngineError::NotFound { .. }), "nobody would say when it is over");

    // Back again, it is as it stands now, and rings for nothing.
    let edit = TicketEdit { title: Some("Loops in class".to_owned()), ..TicketEdit::default() };
    asker.edit_ticket(&ticket, edit).unwrap();
    asker.sync_with(&region.url).await;
    let bell = mover.subscribe();
    mover.set_profile(Some(uai(WEST)), expert("scratch")).unwrap();
    mover.sync_with(&region.url).await;
    assert_eq!(mover.ticket(&ticket).unwrap().item.title, "Loops in class");
    assert_eq!(mover.ticket_alerts(), ["Loops in class"]);
    let rung = std::iter::from_fn(|| bell.try_next()).filter(|event| match event {
        Event::Alerts { rung } => !rung.is_empty(),
        _ => false,
    });
    assert_eq!(rung.count(), 0, "the first reading of a channel is listed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_answered_hears_what_becomes_of_it_wherever_they_move_to() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let asker = region.teacher(1, MACON, novice("scratch")).await;
    let mover = region.teacher(2, WEST, expert("scratch")).await;
    let (ticket, _) = asker.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    let show = asker.publish_workshop(workshop("Robots", 20, 5)).unwrap();
    asker.sync_with(&region.url).await;
    mover.sync_with(&region.url).await;
    let proposal = mover.propose(&ticket, "I can come").unwrap();
    mover.ask_seat(&show).unwrap();
    mover.set_profile(Some(uai(FAR)), expert("scratch")).unwrap();
    for _ in 0..2 {
        mover.sync_with(&region.url).await;
    }

    asker.sync_with(&region.url).await;
    asker.accept_proposal(&proposal).unwrap();
    asker.cancel_workshop(&show).unwrap();
    asker.sync_with(&region.url).await;
    bus.carry(&region).await;
    mover.sync_with(&bus.url).await;
    assert_eq!(mover.alerts_of(&AlertKind::ProposalAccepted).len(), 1);
    assert_eq!(mover.alerts_of(&AlertKind::WorkshopCancelled).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_two_phones_change_a_radius_at_once_it_goes_as_far_as_the_one_that_stands() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let first = region.teacher(1, MACON, novice("scratch")).await;
    let second = region.second_phone(2, &first, MACON).await;
    let far = region.teacher(3, AWAY, expert("scratch")).await;
    // Which radius stands and which channels count is as good as tossed for each: the same by
    // chance for one or two, and not for all.
    let tickets: Vec<_> = (0..12)
        .map(|n| first.open_ticket(scratch_ticket(&format!("Loops {n}"), 5)).unwrap().0)
        .collect();
    let workshops: Vec<_> = (0..12)
        .map(|n| first.publish_workshop(workshop(&format!("Robots {n}"), 5, 2)).unwrap())
        .collect();
    for phone in [&first, &second] {
        phone.sync_with(&region.url).await;
    }
    // Now the one and now the other goes far: of equals, the words of one phone win each time.
    for (phone, radii) in [(&first, [50, 20]), (&second, [20, 50])] {
        for (n, (ticket, workshop)) in tickets.iter().zip(&workshops).enumerate() {
            let radius = Some(km(radii[n % 2]));
            phone.edit_ticket(ticket, TicketEdit { radius, ..TicketEdit::default() }).unwrap();
            let edit = WorkshopEdit { radius, ..WorkshopEdit::default() };
            phone.edit_workshop(workshop, edit).unwrap();
        }
    }
    for phone in [&first, &second, &first, &second, &far] {
        phone.sync_with(&region.url).await;
    }
    for ticket in &tickets {
        let wide = first.ticket(ticket).unwrap().item.radius == km(50);
        assert_eq!(far.ticket(ticket).is_ok(), wide, "a ticket");
        assert_eq!(first.state_of(ticket), second.state_of(ticket));
    }
    for workshop in &workshops {
        // Who has heard of a workshop keeps it.
        let wide = first.workshop(workshop).unwrap().item.radius == km(50);
        assert!(far.workshop(workshop).is_ok() || !wide, "a workshop");
        assert_eq!(first.state_of(workshop), second.state_of(workshop));
    }
    // And that is all that there was to say.
    for phone in [&first, &second] {
        assert_eq!(phone.undelivered(), (0, 0));
    }
}
