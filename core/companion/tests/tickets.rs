//! From a need to a plan: tickets, proposals, threads, cards.

mod common;

use std::collections::BTreeSet;

use common::*;
use sharenum_companion::*;
use sharenum_domain::*;
use sharenum_store::queries::members;

#[test]
fn a_ticket_cannot_be_opened_before_the_profile_is_complete() {
    let mut region = Region::new();
    let phone = region.joined(1, Some(schools()[0].code), &[Role::Member]);
    let open = || phone.engine.open_ticket(new_ticket("Pont", 20)).unwrap_err();
    assert_eq!(open().code(), "profile-incomplete");
    assert!(open().to_string().contains("choose your establishment"));

    phone.engine.set_profile(Some(schools()[0].code), tools(&[])).unwrap();
    assert!(open().to_string().contains("at least one tool"));
    phone.engine.set_profile(Some(code(999_999)), tools(&[(PRINTER, novice())])).unwrap();
    assert!(open().to_string().contains("not in the directory"));

    phone.engine.set_profile(Some(schools()[0].code), tools(&[(PRINTER, novice())])).unwrap();
    assert_eq!(phone.engine.profile().unwrap().missing, None);
    phone.engine.open_ticket(new_ticket("Pont", 20)).unwrap();
}

#[test]
fn the_trainings_of_the_own_academy_come_first() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let printer = BTreeSet::from([slug(PRINTER)]);
    let shown = phone.engine.trainings_for(&printer).unwrap();
    assert_eq!(shown.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), ["impression-1"]);

    let mut ticket = new_ticket("Pont", 20);
    ticket.training = TrainingStep::default();
    let error = phone.engine.open_ticket(ticket.clone()).unwrap_err();
    assert_eq!(error.code(), "training-first");
    ticket.training.shown = shown.into_iter().map(|training| training.id).collect();
    let error = phone.engine.open_ticket(ticket.clone()).unwrap_err();
    assert!(error.to_string().contains("why none of these trainings fits"), "{error}");
    ticket.training.reason = "Elle porte sur le dessin".to_owned();
    phone.engine.open_ticket(ticket).unwrap();

    // No training for this tool: nothing to show, no reason needed.
    let mut robot = new_ticket("Robot", 20);
    robot.tools = BTreeSet::from([slug(ROBOT)]);
    robot.training = TrainingStep::default();
    phone.engine.open_ticket(robot).unwrap();
}

#[test]
fn the_author_is_told_what_the_radius_covers_and_how_to_reach_more() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    for (radius, establishments, others, academies, widen) in
        [(2, 1, 0, 1, Some((15, 2, 2))), (20, 3, 2, 2, Some((30, 3 + 1, 2))), (30, 4, 3, 2, None)]
    {
        let coverage = phone.engine.coverage(None, km(radius)).unwrap();
        assert_eq!((coverage.establishments, coverage.others), (establishments, others));
        assert_eq!(coverage.academies.len(), academies);
        let found = coverage.widen.map(|w| (w.radius.get(), w.establishments, w.academies));
        assert_eq!(found, widen, "{radius} km");
    }
    let (ticket, coverage) = phone.engine.open_ticket(new_ticket("Pont", 2)).unwrap();
    assert_eq!((coverage.others, coverage.widen.unwrap().radius), (0, km(15)));
    assert!(phone.ticket_actions(&ticket).contains(&Action::Widen));
    let wider = TicketEdit { radius: Some(km(15)), ..TicketEdit::default() };
    phone.engine.edit_ticket(&ticket, wider).unwrap();
    assert_eq!(phone.engine.ticket(&ticket).unwrap().coverage.unwrap().others, 1);
}

#[test]
fn an_establishment_without_coordinates_asks_for_its_place() {
    let mut region = Region::new();
    let phone = region.teacher(1, 4, &[(PRINTER, novice())]);
    let error = phone.engine.open_ticket(new_ticket("Pont", 20)).unwrap_err();
    assert_eq!(error.code(), "no-coordinates");
    let places = phone.engine.places_in_my_town().unwrap();
    assert_eq!(places.len(), 4);
    phone.engine.set_place(places.first()).unwrap();
    phone.engine.open_ticket(new_ticket("Pont", 20)).unwrap();
}

#[test]
fn a_view_says_what_each_person_may_do() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let near = region.teacher(2, 1, &[(PRINTER, expert())]);
    let far = region.teacher(3, 3, &[(PRINTER, expert())]);
    let learner = region.teacher(4, 2, &[(PRINTER, able(Level::Experienced, true, false))]);
    let ticket = author.ask("Pont", 20);
    region.settle(&[&author, &near, &far, &learner]);

    let edit = [Action::Edit, Action::Widen, Action::StartDiscussion, Action::Cancel];
    assert_eq!(author.ticket_actions(&ticket), edit);
    assert_eq!(near.ticket_actions(&ticket), [Action::Propose]);
    assert_eq!(learner.ticket_actions(&ticket), []);
    let reason = learner.engine.ticket(&ticket).unwrap().not_alerted;
    assert_eq!(reason, Some(NotAlerted::NotInClass));
    assert_eq!(learner.engine.propose(&ticket, "Moi").unwrap_err().code(), "not-allowed");
    assert!(author.engine.propose(&ticket, "Moi").is_err());
    assert!(near.engine.set_ticket_status(&ticket, &TicketStatus::Cancelled).is_err());

    let proposal = near.engine.propose(&ticket, "Je viens avec deux imprimantes").unwrap();
    assert_eq!(near.ticket_actions(&ticket), []);
    assert!(near.engine.propose(&ticket, "Encore moi").is_err());
    let mine = near.engine.proposal(&proposal).unwrap();
    assert_eq!(mine.common.actions, [Action::Edit, Action::Withdraw, Action::Write]);
    region.settle(&[&near, &author]);
    let seen = author.engine.proposal(&proposal).unwrap();
    assert_eq!(seen.common.actions, [Action::Accept, Action::Write]);
    // Somebody has answered, so widening is not offered any more, and shrinking not possible.
    assert!(!author.ticket_actions(&ticket).contains(&Action::Widen));
    let smaller = TicketEdit { radius: Some(km(5)), ..TicketEdit::default() };
    assert!(author.engine.edit_ticket(&ticket, smaller).is_err());
    // A third person sees the ticket and not the proposal.
    assert_eq!(learner.engine.ticket(&ticket).unwrap().proposals, []);
}

#[test]
fn taking_help_up_shares_both_cards_and_begins_the_discussion() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let other = region.teacher(3, 2, &[(PRINTER, expert())]);
    let ticket = author.ask("Pont", 20);
    region.settle(&[&author, &helper, &other]);
    let proposal = helper.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&[&helper, &author]);
    assert_eq!(author.engine.proposal(&proposal).unwrap().contact, None);

    author.engine.accept_proposal(&proposal).unwrap();
    region.settle(&[&author, &helper, &other]);
    let name = |phone: &Phone| phone.engine.proposal(&proposal).unwrap().contact.map(|c| c.name);
    assert_eq!(name(&author).as_deref(), Some("Membre 2"));
    assert_eq!(name(&helper).as_deref(), Some("Membre 1"));
    let status = author.engine.ticket(&ticket).unwrap().item.status;
    assert_eq!(status, TicketStatus::InDiscussion);
    // A new name reaches those who had the old one, and nobody else.
    author.engine.set_card("Membre Un", "un@ac-dijon.fr").unwrap();
    region.settle(&[&author, &helper, &other]);
    assert_eq!(name(&helper).as_deref(), Some("Membre Un"));

    author.engine.send_message(&proposal, "Mardi ?").unwrap();
    region.settle(&[&author, &helper]);
    helper.engine.send_message(&proposal, "Oui").unwrap();
    region.settle(&[&helper, &author]);
    let thread = author.engine.messages(&proposal, &page()).unwrap();
    let lines: Vec<_> = thread.items.iter().map(|m| (m.common.mine, m.body.as_str())).collect();
    assert_eq!(lines, [(true, "Mardi ?"), (false, "Oui")]);
    assert!(other.engine.send_message(&proposal, "Et moi ?").is_err());
}

#[test]
fn a_thread_is_read_from_its_end_while_lines_arrive() {
    let mut region = Region::new();
    let Proposed { author, helper, proposal, .. } = region.proposed();
    author.engine.accept_proposal(&proposal).unwrap();
    region.settle(&[&author, &helper]);
    for n in 0..7 {
        author.engine.send_message(&proposal, &format!("Ligne {n}")).unwrap();
    }
    region.settle(&[&author, &helper]);
    let bodies = |found: &Page<MessageView>| -> Vec<String> {
        found.items.iter().map(|line| line.body.clone()).collect()
    };
    let newest = author.engine.latest_messages(&proposal, &page().of(3)).unwrap();
    assert_eq!(bodies(&newest), ["Ligne 6", "Ligne 5", "Ligne 4"]);
    assert_eq!(newest.total, 7);
    // What arrives meanwhile stands before what was read, and moves nothing of what follows.
    helper.engine.send_message(&proposal, "Réponse").unwrap();
    region.settle(&[&helper, &author]);
    let older = page().of(3).after(newest.next.unwrap());
    let older = author.engine.latest_messages(&proposal, &older).unwrap();
    assert_eq!(bodies(&older), ["Ligne 3", "Ligne 2", "Ligne 1"]);
    let oldest = page().of(3).after(older.next.unwrap());
    let oldest = author.engine.latest_messages(&proposal, &oldest).unwrap();
    assert_eq!((bodies(&oldest), oldest.next), (vec!["Ligne 0".to_owned()], None));
    let again = author.engine.latest_messages(&proposal, &page().of(1)).unwrap();
    assert_eq!((bodies(&again), again.total), (vec!["Réponse".to_owned()], 8));
}

#[test]
fn both_edit_the_plan_offline_and_it_merges() {
    let mut region = Region::new();
    let Proposed { author, helper, proposal, ticket } = region.proposed();
    assert!(helper.engine.start_plan(&proposal, PlanEdit::default()).is_err());
    author.engine.accept_proposal(&proposal).unwrap();
    region.settle(&[&author, &helper]);

    let (tuesday, friday) = (slot("2026-12-01T14:00"), slot("2026-12-04T09:00"));
    let dates = BTreeSet::from([tuesday.clone()]);
    let first = PlanEdit { what: Some("Un pont".into()), add_dates: dates, ..Default::default() };
    let plan = helper.engine.start_plan(&proposal, first).unwrap();
    region.settle(&[&helper, &author]);
    let edit = PlanEdit { for_whom: Some("Deux 5e".into()), ..Default::default() };
    author.engine.edit_plan(&plan, edit).unwrap();
    author.engine.vote(&plan, &tuesday, Some(true)).unwrap();
    let edit = PlanEdit {
        venue: Some("Salle 12".into()),
        add_dates: BTreeSet::from([friday.clone()]),
        ..Default::default()
    };
    helper.engine.edit_plan(&plan, edit).unwrap();
    helper.engine.vote(&plan, &tuesday, Some(true)).unwrap();
    region.settle(&[&author, &helper]);

    author.engine.choose_date(&plan, &tuesday).unwrap();
    assert!(author.engine.choose_date(&plan, &slot("2026-12-09T09:00")).is_err());
    region.settle(&[&author, &helper]);
    for phone in [&author, &helper] {
        let seen = phone.engine.plan(&plan).unwrap();
        assert_eq!(
            (&*seen.what, &*seen.for_whom, &*seen.venue),
            ("Un pont", "Deux 5e", "Salle 12")
        );
        let dates: Vec<_> = seen.dates.iter().map(|d| (&d.slot, d.yes, d.my_vote)).collect();
        assert_eq!(dates, [(&tuesday, 2, Some(true)), (&friday, 0, None)]);
        assert_eq!(seen.chosen.as_ref(), Some(&tuesday));
        assert!(seen.common.actions.contains(&Action::PublishWorkshop));
    }

    // The helper publishes, and the requester's own phone sees that a date is set.
    let workshop = NewWorkshop { plan: Some(plan), ..new_workshop("Un pont", "2026-12-01T14:00") };
    helper.engine.publish_workshop(workshop).unwrap();
    region.settle(&[&helper, &author]);
    let detail = author.engine.ticket(&ticket).unwrap();
    assert_eq!((detail.item.status, detail.workshops.len()), (TicketStatus::Scheduled, 1));
    author.engine.set_ticket_status(&ticket, &TicketStatus::Done).unwrap();
    let error = author.engine.set_ticket_status(&ticket, &TicketStatus::Cancelled).unwrap_err();
    assert_eq!(error.code(), "transition");

    region.settle(&[&author, &helper]);
    let way = |phone: &Phone| {
        let exchanges = phone.engine.given_and_received(&page()).unwrap();
        exchanges.items.into_iter().map(|exchange| exchange.way).collect::<Vec<_>>()
    };
    assert_eq!((way(&author), way(&helper)), (vec![HelpWay::Received], vec![HelpWay::Given]));
}

#[test]
fn who_answers_an_offer_receives() {
    let mut region = Region::new();
    let giver = region.teacher(1, 0, &[(PRINTER, expert())]);
    let taker = region.teacher(2, 1, &[(PRINTER, novice())]);
    let offer = NewTicket { direction: Direction::Offer, ..new_ticket("Je prête", 20) };
    let (ticket, _) = giver.engine.open_ticket(offer).unwrap();
    region.settle(&[&giver, &taker]);
    let answer = taker.engine.propose(&ticket, "Volontiers").unwrap();
    region.settle(&[&taker, &giver]);
    giver.engine.accept_proposal(&answer).unwrap();
    region.settle(&[&giver, &taker]);
    for (phone, way) in [(&giver, HelpWay::Given), (&taker, HelpWay::Received)] {
        assert_eq!(phone.engine.given_and_received(&page()).unwrap().items[0].way, way);
    }
}

#[test]
fn a_partner_out_of_the_workshops_reach_hears_of_it_while_it_waits() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 2, &[(PRINTER, expert())]);
    region.relay.publish_bus(&[]);
    let ticket = author.ask("Pont", 20);
    region.settle(&[&author, &helper]);
    let proposal = helper.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&[&helper, &author]);
    author.engine.accept_proposal(&proposal).unwrap();
    let day = jiff::civil::date(2026, 12, 1);
    let booking = author.engine.ask_bus_day(&slug(BUS), day, "Pont").unwrap();
    let workshop = NewWorkshop {
        ticket: Some(ticket),
        booking: Some(booking),
        radius: km(2),
        ..new_workshop("Pont", "2026-12-01T14:00")
    };
    let workshop = author.engine.publish_workshop(workshop).unwrap();
    region.settle(&[&author, &helper]);
    assert_eq!(author.engine.ticket(&ticket).unwrap().item.status, TicketStatus::Scheduled);
    let seen = helper.workshop_item(&workshop);
    assert_eq!((seen.status, seen.common.actions), (WorkshopStatus::WaitingForBus, vec![]));
    let smaller = WorkshopEdit { radius: Some(km(1)), ..WorkshopEdit::default() };
    assert!(author.engine.edit_workshop(&workshop, smaller).is_err());
}

#[test]
fn a_proposal_is_changed_or_taken_back_until_it_is_taken_up() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let ticket = author.ask("Pont", 20);
    region.settle(&[&author, &helper]);
    let first = helper.engine.propose(&ticket, "Je viens").unwrap();
    helper.engine.edit_proposal(&first, "Je viens mardi").unwrap();
    region.settle(&[&helper, &author]);
    assert_eq!(author.engine.proposal(&first).unwrap().text, "Je viens mardi");
    helper.engine.withdraw(&first).unwrap();
    region.settle(&[&helper, &author]);
    assert!(author.engine.accept_proposal(&first).is_err());
    assert_eq!(author.engine.ticket(&ticket).unwrap().item.proposals, 0);
    let second = helper.engine.propose(&ticket, "Finalement oui").unwrap();
    region.settle(&[&helper, &author]);
    author.engine.accept_proposal(&second).unwrap();
    region.settle(&[&author, &helper]);
    assert!(helper.engine.withdraw(&second).is_err());
    assert!(helper.engine.edit_proposal(&second, "Trop tard").is_err());
    assert_eq!(helper.engine.my_proposals(&page()).unwrap().total, 2);
    let mine = helper.engine.proposal(&second).unwrap();
    assert_eq!(mine.common.actions, [Action::Write, Action::StartPlan]);
}

#[test]
fn a_proposal_withdrawn_while_it_is_taken_up_gives_no_name_away() {
    let mut region = Region::new();
    let Proposed { author, helper, proposal, .. } = region.proposed();

    helper.engine.withdraw(&proposal).unwrap();
    author.engine.accept_proposal(&proposal).unwrap();
    region.settle(&[&author, &helper]);
    for phone in [&author, &helper] {
        let seen = phone.engine.proposal(&proposal).unwrap();
        assert_eq!((seen.accepted, seen.contact), (false, None));
        assert!(!seen.common.actions.contains(&Action::StartPlan));
        assert_eq!(phone.engine.given_and_received(&page()).unwrap().total, 0);
    }
    assert!(!helper.kinds().contains(&AlertKind::ProposalAccepted));
    // The helper's card went nowhere: the one there is, is their own.
    let cards = region.relay.store.read(|conn| members::cards(conn, &helper.member)).unwrap();
    assert_eq!(cards.len(), 1);
}

#[test]
fn a_cancelled_ticket_or_seat_shares_no_card_any_more() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, expert())]);
    let guest = region.joined(2, Some(schools()[1].code), &[Role::Member]);
    guest.engine.set_profile(Some(schools()[1].code), tools(&[(PRINTER, expert())])).unwrap();
    let ticket = author.ask("Pont", 20);
    let workshop = new_workshop("Un pont", "2026-12-01T14:00");
    let workshop = author.engine.publish_workshop(workshop).unwrap();
    region.settle(&[&author, &guest]);
    let proposal = guest.engine.propose(&ticket, "Je viens").unwrap();
    let seat = guest.engine.ask_seat(&workshop).unwrap();
    region.settle(&[&guest, &author]);
    author.engine.accept_proposal(&proposal).unwrap();
    author.engine.set_ticket_status(&ticket, &TicketStatus::Cancelled).unwrap();
    guest.engine.cancel_seat(&seat).unwrap();
    region.settle(&[&author, &guest]);

    guest.engine.set_card("Membre 2", "membre@ac-lyon.fr").unwrap();
    region.settle(&[&guest, &author]);
    let cards = region.relay.store.read(|conn| members::cards(conn, &guest.member)).unwrap();
    assert_eq!(cards.len(), 1);
    assert_eq!(author.engine.proposal(&proposal).unwrap().contact, None);
}

#[test]
fn a_place_chosen_for_one_establishment_is_not_used_for_another() {
    let mut region = Region::new();
    let other = Establishment { code: code(710_006), ..schools().remove(4) };
    region.relay.publish_directory(vec![other.clone()]);
    let phone = region.teacher(1, 4, &[(PRINTER, novice())]);
    let own = |school| phone.engine.set_profile(Some(school), tools(&[(PRINTER, novice())]));
    let places = phone.engine.places_in_my_town().unwrap();
    phone.engine.set_place(places.first()).unwrap();

    own(other.code).unwrap();
    assert_eq!(phone.engine.profile().unwrap().at, []);
    let error = phone.engine.open_ticket(new_ticket("Pont", 20)).unwrap_err();
    assert_eq!(error.code(), "no-coordinates");
    own(schools()[4].code).unwrap();
    assert_eq!(phone.engine.profile().unwrap().at, places[..1]);

    phone.engine.set_profile(None, tools(&[])).unwrap();
    assert_eq!(phone.engine.set_place(places.first()).unwrap_err().code(), "profile-incomplete");
}

#[test]
fn a_ticket_can_be_widened_after_the_region_publishes_another_training() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let ticket = phone.ask("Pont", 2);
    region.relay.publish_training("impression-2", PRINTER, "dijon");
    region.settle(&[&phone]);
    let actions = phone.ticket_actions(&ticket);
    assert!(actions.contains(&Action::Widen) && actions.contains(&Action::Edit));
    let wider = TicketEdit { radius: Some(km(15)), ..TicketEdit::default() };
    phone.engine.edit_ticket(&ticket, wider).unwrap();
    let named = TicketEdit { title: Some("Un pont".to_owned()), ..TicketEdit::default() };
    phone.engine.edit_ticket(&ticket, named).unwrap();
    // Other tools are another question, and the new training may be the answer.
    let tools = Some(BTreeSet::from([slug(PRINTER), slug(ROBOT)]));
    let more = TicketEdit { tools, ..TicketEdit::default() };
    assert_eq!(phone.engine.edit_ticket(&ticket, more).unwrap_err().code(), "training-first");
}
