//! What a person types is there after anything, until it has become what it was typed for.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::*;
use jiff::SignedDuration;
use sharenum_companion::*;
use sharenum_domain::*;

fn fields(title: &str) -> BTreeMap<String, String> {
    [("title", title), ("need", "")].map(|(name, text)| (name.to_owned(), text.to_owned())).into()
}

fn titles(engine: &CompanionEngine, page: &PageRequest) -> Vec<String> {
    let drafts = engine.drafts(page).unwrap().items;
    drafts.into_iter().map(|draft| draft.fields["title"].clone()).collect()
}

#[test]
fn what_was_typed_is_there_after_a_start_the_last_one_first() {
    let region = Region::new();
    let path = region.file("phone.db");
    // Before joining, too: a form may be the first thing that somebody tries.
    let engine = region.open(&path, [9; 32]);
    let about = DocumentId::from([4; 32]);
    engine.save_draft(&DraftForm::NewTicket, None, &fields("first")).unwrap();
    // The clock goes back: the order is that of the saving.
    region.clock.advance(SignedDuration::from_hours(-48));
    engine.save_draft(&DraftForm::Message, Some(&about), &fields("second")).unwrap();
    engine
        .save_draft(&DraftForm::Message, Some(&DocumentId::from([5; 32])), &fields("third"))
        .unwrap();
    engine.save_draft(&DraftForm::NewTicket, None, &fields("first, longer")).unwrap();
    drop(engine);

    let engine = region.open(&path, [9; 32]);
    assert_eq!(titles(&engine, &page()), ["first, longer", "third", "second"]);
    let found = engine.draft(&DraftForm::NewTicket, None).unwrap().unwrap();
    assert_eq!((&found.form, found.about), (&DraftForm::NewTicket, None));
    assert_eq!(found.fields, fields("first, longer"));
    assert_eq!(found.saved, start() - SignedDuration::from_hours(48));
    assert_eq!(engine.draft(&DraftForm::Message, None).unwrap(), None);

    let mut request = page().of(2);
    let first = engine.drafts(&request).unwrap();
    assert_eq!((first.total, titles(&engine, &request).len()), (3, 2));
    request = request.after(first.next.unwrap());
    assert_eq!(titles(&engine, &request), ["second"]);
    assert_eq!(engine.drafts(&request).unwrap().next, None);

    engine.discard_draft(&DraftForm::Message, Some(&about)).unwrap();
    engine.discard_draft(&DraftForm::Message, Some(&about)).unwrap();
    assert_eq!(titles(&engine, &page()), ["first, longer", "third"]);
}

#[test]
fn drafts_of_tickets_are_listed_apart_however_many_others_there_are() {
    let region = Region::new();
    let engine = region.open(&region.file("phone.db"), [9; 32]);
    let about = DocumentId::from([4; 32]);
    for form in DraftForm::ALL {
        engine.save_draft(form, Some(&about), &fields("begun")).unwrap();
    }
    for number in 0..60 {
        let workshop = DocumentId::from([number; 32]);
        engine.save_draft(&DraftForm::WalkIn, Some(&workshop), &fields("begun")).unwrap();
    }
    let found = engine.ticket_drafts().unwrap();
    let forms: Vec<&str> = found.iter().map(|draft| draft.form.as_str()).collect();
    let words =
        ["plan-date", "plan", "message", "edit-proposal", "proposal", "edit-ticket", "new-ticket"];
    assert_eq!(forms, words, "the one saved last stands first");
    assert!(found.iter().all(|draft| draft.fields["title"] == "begun"));
}

#[test]
fn a_form_that_is_empty_again_is_no_draft() {
    let region = Region::new();
    let engine = region.open(&region.file("phone.db"), [9; 32]);
    engine.save_draft(&DraftForm::Card, None, &fields("Camille")).unwrap();
    engine.save_draft(&DraftForm::Card, None, &fields("")).unwrap();
    assert_eq!(engine.drafts(&page()).unwrap().total, 0);
}

#[test]
fn a_draft_has_64_kib_and_what_was_kept_stays_when_more_is_typed() {
    let region = Region::new();
    let engine = region.open(&region.file("phone.db"), [9; 32]);
    let form = DraftForm::NewTicket;
    let room = 64 * 1024 - "new-ticket".len() - "need".len();
    // Two bytes each: bytes count, and not letters.
    let full = BTreeMap::from([("need".to_owned(), "é".repeat(room / 2))]);
    engine.save_draft(&form, None, &full).unwrap();
    let mut over = full.clone();
    over.insert("x".to_owned(), "yy".to_owned());
    let error = engine.save_draft(&form, None, &over).unwrap_err();
    assert_eq!(error.code(), "draft-too-long");
    assert!(error.to_string().contains("shorten"), "{error}");
    assert_eq!(engine.draft(&form, None).unwrap().unwrap().fields, full);
}

#[test]
fn every_form_has_a_word_of_its_own_and_one_of_a_newer_app_survives() {
    let words: BTreeSet<&str> = DraftForm::ALL.iter().map(DraftForm::as_str).collect();
    assert_eq!(words.len(), DraftForm::ALL.len());
    for form in DraftForm::ALL {
        assert_eq!(DraftForm::from(form.as_str()), *form);
    }
    let region = Region::new();
    let engine = region.open(&region.file("phone.db"), [9; 32]);
    let newer = DraftForm::from("survey");
    assert_eq!(newer, DraftForm::Unknown("survey".to_owned()));
    engine.save_draft(&newer, None, &fields("later")).unwrap();
    assert_eq!(engine.drafts(&page()).unwrap().items[0].form, newer);
}

#[test]
fn a_draft_never_leaves_the_phone() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    region.sync(&phone);
    phone.engine.save_draft(&DraftForm::NewTicket, None, &fields("Pont")).unwrap();
    assert_eq!(phone.engine.sync_status().unwrap().undelivered, Undelivered::default());
    assert_eq!(region.sync(&phone).chunks_sent, 0);
    assert!(phone.engine.draft(&DraftForm::NewTicket, None).unwrap().is_some());
}

/// Two who talk about a ticket, and one of each thing that can be written about.
struct Talk {
    region: Region,
    asks: Phone,
    helps: Phone,
    ticket: DocumentId,
}

fn talk() -> Talk {
    let mut region = Region::new();
    let asks = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helps = region.teacher(2, 1, &[(PRINTER, expert())]);
    region.relay.publish_bus(&[]);
    let ticket = asks.ask("Pont", 20);
    region.settle(&[&asks, &helps]);
    Talk { region, asks, helps, ticket }
}

/// Does `intent`, first badly and then well: the draft goes with what it became, and alone.
fn uses<R>(
    phone: &Phone,
    form: &DraftForm,
    about: Option<DocumentId>,
    fails: impl FnOnce(&CompanionEngine) -> Option<EngineError>,
    works: impl FnOnce(&CompanionEngine) -> sharenum_companion::Result<R>,
) -> R {
    let engine = &phone.engine;
    let (about, decoy) = (about.as_ref(), DocumentId::from([0xdd; 32]));
    engine.save_draft(form, about, &fields("typed")).unwrap();
    engine.save_draft(form, Some(&decoy), &fields("something else")).unwrap();
    assert!(fails(engine).is_some(), "{form:?}");
    assert!(engine.draft(form, about).unwrap().is_some(), "{form:?}: a refusal costs the draft");
    let answer = works(engine).unwrap();
    assert_eq!(engine.draft(form, about).unwrap(), None, "{form:?}");
    assert_eq!(titles(engine, &page()), ["something else"], "{form:?}");
    engine.discard_draft(form, Some(&decoy)).unwrap();
    answer
}

fn long() -> String {
    "x".repeat(100_000)
}

#[test]
fn an_intent_of_a_talk_forgets_its_draft_and_a_refused_one_does_not() {
    let Talk { region, asks, helps, ticket } = talk();
    uses(
        &asks,
        &DraftForm::NewTicket,
        None,
        |e| e.open_ticket(new_ticket("", 20)).err(),
        |e| e.open_ticket(new_ticket("Robot", 20)),
    );
    uses(
        &asks,
        &DraftForm::EditTicket,
        Some(ticket),
        |e| {
            e.edit_ticket(&ticket, TicketEdit { title: Some(long()), ..TicketEdit::default() })
                .err()
        },
        |e| e.edit_ticket(&ticket, TicketEdit { radius: Some(km(30)), ..TicketEdit::default() }),
    );
    let proposal = uses(
        &helps,
        &DraftForm::Proposal,
        Some(ticket),
        |e| e.propose(&ticket, &long()).err(),
        |e| e.propose(&ticket, "Je viens"),
    );
    uses(
        &helps,
        &DraftForm::EditProposal,
        Some(proposal),
        |e| e.edit_proposal(&proposal, &long()).err(),
        |e| e.edit_proposal(&proposal, "Je viens mardi"),
    );
    region.settle(&[&helps, &asks]);
    asks.engine.accept_proposal(&proposal).unwrap();
    region.settle(&[&asks, &helps]);
    uses(
        &helps,
        &DraftForm::Message,
        Some(proposal),
        |e| e.send_message(&proposal, " ").err(),
        |e| e.send_message(&proposal, "Bonjour"),
    );
    let what = |text: String| PlanEdit { what: Some(text), ..PlanEdit::default() };
    let plan = uses(
        &asks,
        &DraftForm::Plan,
        Some(proposal),
        |e| e.start_plan(&proposal, what(long())).err(),
        |e| e.start_plan(&proposal, what("Un pont".to_owned())),
    );
    uses(
        &asks,
        &DraftForm::Plan,
        Some(plan),
        |e| e.edit_plan(&plan, what(long())).err(),
        |e| e.edit_plan(&plan, what("Deux ponts".to_owned())),
    );
    let date = |minutes| PlanEdit {
        add_dates: [Slot { minutes, ..slot("2027-03-09T14:00:00") }].into(),
        ..PlanEdit::default()
    };
    uses(
        &asks,
        &DraftForm::PlanDate,
        Some(plan),
        |e| e.edit_plan(&plan, date(0)).err(),
        |e| e.edit_plan(&plan, date(60)),
    );
    let late = "2027-03-10T14:00:00";
    let grown = |title: &str| NewWorkshop { plan: Some(plan), ..new_workshop(title, late) };
    uses(
        &asks,
        &DraftForm::NewWorkshop,
        Some(plan),
        |e| e.publish_workshop(grown("")).err(),
        |e| e.publish_workshop(grown("Ponts")),
    );
}

#[test]
fn what_comes_from_no_form_leaves_what_is_being_typed() {
    let Talk { region, asks, helps, ticket } = talk();
    let proposal = helps.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&[&helps, &asks]);
    asks.engine.save_draft(&DraftForm::EditTicket, Some(&ticket), &fields("typed")).unwrap();
    helps.engine.save_draft(&DraftForm::EditProposal, Some(&proposal), &fields("typed")).unwrap();
    let wider = TicketEdit { radius: Some(km(40)), ..TicketEdit::default() };
    asks.engine.adjust_ticket(&ticket, wider).unwrap();
    assert_eq!(titles(&asks.engine, &page()), typed());
    helps.engine.adjust_proposal(&proposal, "Je viens mardi").unwrap();
    assert_eq!(asks.engine.ticket(&ticket).unwrap().item.radius, km(40));
    assert_eq!(helps.engine.proposal(&proposal).unwrap().text, "Je viens mardi");
    let day: jiff::civil::Date = "2026-12-01".parse().unwrap();
    let booking = asks.engine.ask_bus_day(&slug(BUS), day, "Un pont").unwrap();
    asks.engine.cancel_bus_day(&booking).unwrap();
    asks.engine.discard_draft(&DraftForm::EditTicket, Some(&ticket)).unwrap();
    asks.engine.save_draft(&DraftForm::BusDay, None, &fields("typed")).unwrap();
    let again = asks.engine.ask_bus_day_again(&booking, day).unwrap();
    let view = asks.engine.booking(&again).unwrap();
    assert_eq!((view.day, view.purpose.as_str()), (day, "Un pont"));
    assert!(asks.engine.ask_bus_day_again(&booking, day).is_err(), "asked for already");
    assert!(helps.engine.ask_bus_day_again(&booking, day).is_err(), "somebody else's");
    assert_eq!((titles(&asks.engine, &page()), titles(&helps.engine, &page())), (typed(), typed()));

    let narrower = TicketEdit { radius: Some(km(5)), ..TicketEdit::default() };
    assert_eq!(asks.engine.adjust_ticket(&ticket, narrower).unwrap_err().code(), "not-allowed");
    assert!(asks.engine.adjust_proposal(&proposal, "Ma proposition").is_err(), "somebody else's");
}

fn typed() -> Vec<String> {
    vec!["typed".to_owned()]
}

#[test]
fn every_other_intent_forgets_its_draft_and_a_refused_one_does_not() {
    let Talk { asks, ticket, .. } = talk();
    let late = "2027-03-10T14:00:00";
    let own = |title: &str| NewWorkshop { ticket: Some(ticket), ..new_workshop(title, late) };
    uses(
        &asks,
        &DraftForm::NewWorkshop,
        Some(ticket),
        |e| e.publish_workshop(own("")).err(),
        |e| e.publish_workshop(own("Pont")),
    );
    let workshop = uses(
        &asks,
        &DraftForm::NewWorkshop,
        None,
        |e| e.publish_workshop(new_workshop("", late)).err(),
        |e| e.publish_workshop(new_workshop("Robots", late)),
    );
    let seats = |seats| WorkshopEdit { seats: Some(seats), ..WorkshopEdit::default() };
    uses(
        &asks,
        &DraftForm::EditWorkshop,
        Some(workshop),
        |e| e.edit_workshop(&workshop, seats(0)).err(),
        |e| e.edit_workshop(&workshop, seats(9)),
    );
    uses(
        &asks,
        &DraftForm::WalkIn,
        Some(workshop),
        |e| e.add_walk_in(&workshop, &long()).err(),
        |e| e.add_walk_in(&workshop, "Collège du Moulin"),
    );
    let day = "2027-03-10".parse().unwrap();
    uses(
        &asks,
        &DraftForm::BusDay,
        None,
        |e| e.ask_bus_day(&slug(BUS), day, &long()).err(),
        |e| e.ask_bus_day(&slug(BUS), day, "Atelier"),
    );
    let session = |minutes| NewHelpSession {
        helper: "Pixel".to_owned(),
        class: "6e B".to_owned(),
        pupils: 3,
        tool: slug(PRINTER),
        time: HelpTime::Began { started: start(), minutes },
        what: String::new(),
        solved: true,
    };
    let logged = uses(
        &asks,
        &DraftForm::HelpSession,
        None,
        |e| e.log_help_session(session(0)).err(),
        |e| e.log_help_session(session(5)),
    );
    uses(
        &asks,
        &DraftForm::EditHelpSession,
        Some(logged),
        |e| e.edit_help_session(&logged, session(0)).err(),
        |e| e.edit_help_session(&logged, session(6)),
    );
    let many = (0..10_000).map(|n| (slug(&format!("tool-{n}")), novice())).collect();
    uses(
        &asks,
        &DraftForm::Profile,
        None,
        |e| e.set_profile(Some(schools()[0].code), many).err(),
        |e| e.set_profile(Some(schools()[0].code), tools(&[(ROBOT, expert())])),
    );
    uses(
        &asks,
        &DraftForm::Card,
        None,
        |e| e.set_card("", "").err(),
        |e| e.set_card("Membre 1", "membre@ac-dijon.fr"),
    );
}

#[test]
fn what_only_this_phone_keeps_is_told_to_every_page_that_shows_it() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let events = phone.engine.subscribe();
    let told = || {
        let heard = std::iter::from_fn(|| events.try_next());
        heard.filter(|event| matches!(event, Event::Drafts | Event::Settings)).collect::<Vec<_>>()
    };
    let typed = BTreeMap::from([("field.title".to_owned(), "Un po".to_owned())]);
    phone.engine.save_draft(&DraftForm::NewTicket, None, &typed).unwrap();
    assert_eq!(told(), [Event::Drafts]);
    phone.engine.discard_draft(&DraftForm::NewTicket, None).unwrap();
    assert_eq!(told(), [Event::Drafts]);
    phone.engine.discard_draft(&DraftForm::NewTicket, None).unwrap();
    assert_eq!(told(), [], "there was none");
    phone.engine.save_draft(&DraftForm::NewTicket, None, &typed).unwrap();
    phone.ask("Un pont", 20);
    assert_eq!(told(), [Event::Drafts, Event::Drafts], "kept, and become a ticket");
    phone.ask("Un viaduc", 20);
    assert_eq!(told(), [], "no form led to it");
    phone.engine.start_timer(TimerStart::default()).unwrap();
    phone.engine.stop_timer().unwrap();
    phone.engine.stop_timer().unwrap();
    phone.engine.discard_timer().unwrap();
    phone.engine.discard_timer().unwrap();
    assert_eq!(told(), [Event::Drafts, Event::Drafts, Event::Drafts]);
    phone.engine.set_alert_preferences(&AlertPreferences::default()).unwrap();
    phone.engine.set_place(None).unwrap();
    phone.engine.set_region_url("https://region.test").unwrap();
    assert_eq!(told(), [Event::Settings, Event::Settings, Event::Settings]);
}
