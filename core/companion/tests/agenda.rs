//! What comes next, and what is done next.
#![allow(clippy::unwrap_used, reason = "tests and what only they use")]

mod common;

use std::collections::BTreeSet;

use common::*;
use jiff::civil::date;
use sharenum_companion::*;
use sharenum_domain::*;

const PARIS: &str = "Europe/Paris";

/// The titles of workshops and the days of bookings, page by page of two.
fn coming(phone: &Phone, zone: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let mut next = Some(page().of(2));
    while let Some(request) = next {
        let found = phone.engine.agenda(zone, &request).unwrap();
        seen.extend(found.items.iter().map(|item| match item {
            AgendaItem::Workshop(workshop) => workshop.title.clone(),
            AgendaItem::Day(booking) => booking.day.to_string(),
        }));
        assert!(seen.len() <= found.total);
        next = found.next.map(|cursor| page().of(2).after(cursor));
    }
    seen
}

#[test]
fn the_agenda_holds_where_one_is_expected_in_the_order_of_days_and_hours() {
    let mut region = Region::new();
    let me = region.teacher(1, 0, &[(PRINTER, expert())]);
    let other = region.teacher(2, 1, &[(PRINTER, expert())]);
    region.relay.publish_bus(&[]);
    let all = [&me, &other];
    region.settle(&all);
    let publish = |phone: &Phone, title: &str, at: &str| {
        phone.engine.publish_workshop(new_workshop(title, at)).unwrap()
    };
    publish(&me, "Le mien, tard", "2026-12-08T14:00");
    publish(&me, "Le mien, tôt", "2026-12-01T09:00");
    let called_off = publish(&me, "Annulé", "2026-12-01T10:00");
    me.engine.cancel_workshop(&called_off).unwrap();
    let seat = publish(&other, "Une place", "2026-12-03T14:00");
    let full = publish(&other, "Complet", "2026-12-03T16:00");
    publish(&other, "Sans moi", "2026-12-02T14:00");
    let given_back = publish(&other, "Rendue", "2026-12-02T16:00");
    region.settle(&all);
    for workshop in [&seat, &full, &given_back] {
        me.engine.ask_seat(workshop).unwrap();
    }
    let mine = me.engine.my_registrations(&page()).unwrap().items;
    let of = |workshop| mine.iter().find(|view| view.workshop == workshop).unwrap().common.id;
    me.engine.cancel_seat(&of(given_back)).unwrap();
    let day = |day| me.engine.ask_bus_day(&slug(BUS), day, "Un pont").unwrap();
    day(date(2026, 12, 3));
    let used = day(date(2026, 12, 4));
    let refused = day(date(2026, 12, 5));
    let today = day(date(2026, 11, 2));
    let new = new_workshop("Attend le bus", "2026-12-04T14:00");
    me.engine.publish_workshop(NewWorkshop { booking: Some(used), ..new }).unwrap();
    region.settle(&all);
    region.relay.decide(&of(full), Outcome::Refused, &[]);
    region.relay.decide(&refused, Outcome::Refused, &[]);
    region.relay.decide(&today, Outcome::Confirmed, &[]);
    region.settle(&all);
    let expected =
        ["2026-11-02", "Le mien, tôt", "2026-12-03", "Une place", "Attend le bus", "Le mien, tard"];
    assert_eq!(coming(&me, PARIS), expected);
    assert_eq!(me.engine.agenda(PARIS, &page().of(1)).unwrap().total, expected.len());
}

#[test]
fn what_goes_on_is_on_the_agenda_until_it_is_over() {
    let mut region = Region::new();
    region.relay.publish_bus(&[]);
    let me = region.teacher(1, 0, &[(PRINTER, expert())]);
    // It is 08:00 in Greenwich, nine in Paris; the workshop lasts 90 minutes.
    me.engine.publish_workshop(new_workshop("Maintenant", "2026-11-02T10:00")).unwrap();
    me.engine.ask_bus_day(&slug(BUS), date(2026, 11, 2), "Un pont").unwrap();
    assert_eq!(coming(&me, PARIS), ["2026-11-02", "Maintenant"]);
    region.pass(2);
    assert_eq!(coming(&me, PARIS), ["2026-11-02", "Maintenant"]);
    region.pass(1);
    assert_eq!(coming(&me, PARIS), ["2026-11-02"]);
    region.pass(13);
    assert_eq!(coming(&me, PARIS), [""; 0], "midnight in Paris");
    assert_eq!(coming(&me, "America/Toronto"), ["2026-11-02"], "there the day goes on");
    assert_eq!(me.engine.agenda("Mars/Olympus", &page()).unwrap_err().code(), "input");
}

#[test]
fn one_step_leads_on_from_a_ticket_to_its_workshop() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let both = [&author, &helper];
    let ticket = author.ask("Pont", 20);
    region.settle(&both);
    let next = |phone: &Phone| {
        let step = phone.engine.ticket(&ticket).unwrap().next_step;
        step.map(|step| (step.action, step.document))
    };
    assert_eq!(next(&author), Some((Action::Widen, ticket)));
    assert_eq!(next(&helper), Some((Action::Propose, ticket)));

    let proposal = helper.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&both);
    assert_eq!(next(&author), Some((Action::Accept, proposal)));
    assert_eq!(next(&helper), None, "the author's turn");
    let of_proposal =
        |phone: &Phone| phone.engine.proposal(&proposal).unwrap().next_step.map(|step| step.action);
    assert_eq!((of_proposal(&author), of_proposal(&helper)), (Some(Action::Accept), None));

    author.engine.accept_proposal(&proposal).unwrap();
    region.settle(&both);
    assert_eq!(next(&author), Some((Action::StartPlan, proposal)));
    assert_eq!(next(&helper), Some((Action::StartPlan, proposal)));

    let plan = helper.engine.start_plan(&proposal, PlanEdit::default()).unwrap();
    region.settle(&both);
    assert_eq!(of_proposal(&author), None, "the plan goes on from here");
    assert_eq!(next(&author), Some((Action::AddDate, plan)));
    let day = slot("2026-12-01T14:00");
    let add = PlanEdit { add_dates: BTreeSet::from([day.clone()]), ..PlanEdit::default() };
    helper.engine.edit_plan(&plan, add).unwrap();
    region.settle(&both);
    assert_eq!(next(&author), Some((Action::ChooseDate, plan)));
    author.engine.choose_date(&plan, &day).unwrap();
    assert_eq!(next(&author), Some((Action::PublishWorkshop, plan)));
    let of_plan = || author.engine.plan(&plan).unwrap().next_step.map(|step| step.action);
    assert_eq!(of_plan(), Some(Action::PublishWorkshop));
    let new = NewWorkshop { plan: Some(plan), ..new_workshop("Un pont", "2026-12-01T14:00") };
    author.engine.publish_workshop(new).unwrap();
    assert_eq!((next(&author), of_plan()), (None, None), "it is settled and published");
}
