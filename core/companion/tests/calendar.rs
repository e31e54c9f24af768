//! What is put into a calendar, and what takes its place there later.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests and what only they use")]

mod common;

use std::collections::BTreeSet;

use common::*;
use icalendar::parser::{read_calendar, unfold};
use jiff::civil::date;
use sharenum_companion::*;
use sharenum_domain::*;

/// The one event of a file, as a calendar keeps it.
#[derive(Debug)]
struct Entry {
    file: CalendarFile,
    lines: Vec<(String, String)>,
}

impl Entry {
    fn of(phone: &Phone, document: &DocumentId) -> Self {
        let words = CalendarWords {
            cancelled: "Annulé : ".to_owned(),
            tentative: "À confirmer : ".to_owned(),
            for_whom: "Pour : ".to_owned(),
        };
        let file = phone.engine.calendar_event(document, &words).unwrap();
        let unfolded = unfold(&file.text);
        let calendar = read_calendar(&unfolded).unwrap();
        let mut events =
            calendar.components.iter().filter(|component| component.name.as_ref() == "VEVENT");
        let event = events.next().unwrap();
        assert!(events.next().is_none());
        let lines = event.properties.iter();
        let lines = lines.map(|line| (line.name.as_ref().to_owned(), line.val.as_ref().to_owned()));
        let lines = lines.collect();
        Self { file, lines }
    }

    fn value(&self, name: &str) -> &str {
        let mut found = self.lines.iter().filter(|(known, _)| known == name);
        let (_, value) = found.next().unwrap_or_else(|| panic!("no {name} in {self:?}"));
        assert!(found.next().is_none(), "{name} twice");
        value
    }

    fn has(&self, name: &str) -> bool {
        self.lines.iter().any(|(known, _)| known == name)
    }

    fn sequence(&self) -> u32 {
        self.value("SEQUENCE").parse().unwrap()
    }

    /// Whether a calendar that holds `earlier` puts this one in its place.
    fn replaces(&self, earlier: &Self) -> bool {
        self.value("UID") == earlier.value("UID")
            && self.sequence() > earlier.sequence()
            && self.value("DTSTAMP") >= earlier.value("DTSTAMP")
    }
}

fn no_date(phone: &Phone, document: &DocumentId) -> String {
    let words = CalendarWords::default();
    phone.engine.calendar_event(document, &words).unwrap_err().code().to_owned()
}

#[test]
fn a_later_file_of_a_workshop_takes_the_place_of_the_earlier_one_on_every_phone() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let guest = region.teacher(2, 1, &[(PRINTER, novice())]);
    let all = [&organiser, &guest];
    let workshop =
        organiser.engine.publish_workshop(new_workshop("Un pont", "2026-12-01T14:00")).unwrap();
    region.settle(&all);
    assert!(guest.workshop_item(&workshop).calendar);
    let first = Entry::of(&guest, &workshop);
    assert_eq!(first.value("UID"), workshop.to_string());
    assert_eq!(first.file.uid, workshop.to_string());
    let short = &workshop.to_string()[..8];
    assert_eq!(first.file.file_name, format!("sharenum-2026-12-01-{short}.ics"));
    for (name, value) in [
        ("SUMMARY", "Un pont"),
        ("DTSTART", "20261201T140000"),
        ("DURATION", "PT90M"),
        ("LOCATION", "Collège de l'Étang"),
        ("GEO", "46.300000;4.830000"),
        ("DESCRIPTION", "Premiers pas"),
        ("STATUS", "CONFIRMED"),
    ] {
        assert_eq!(first.value(name), value);
    }
    // Whoever asked for a seat, and their name, is in no file; and it is not about the reader.
    guest.engine.ask_seat(&workshop).unwrap();
    region.settle(&all);
    for phone in all {
        let file = Entry::of(phone, &workshop).file.text;
        assert!(!file.contains("Membre") && !file.contains("ac-dijon"), "{file}");
        assert_eq!(Entry::of(phone, &workshop).lines, Entry::of(&organiser, &workshop).lines);
    }

    region.pass(1);
    let moved = WorkshopEdit { slot: Some(slot("2026-12-02T10:00")), ..Default::default() };
    organiser.engine.edit_workshop(&workshop, moved).unwrap();
    region.settle(&all);
    let second = Entry::of(&guest, &workshop);
    assert!(second.replaces(&first), "{second:?}");
    assert_eq!(second.value("DTSTART"), "20261202T100000");
    // Two phones that hold the same changes number them alike.
    assert_eq!(second.sequence(), Entry::of(&organiser, &workshop).sequence());

    region.pass(1);
    organiser.engine.cancel_workshop(&workshop).unwrap();
    region.settle(&all);
    let third = Entry::of(&guest, &workshop);
    assert!(third.replaces(&second));
    assert_eq!((third.value("STATUS"), third.value("SUMMARY")), ("CANCELLED", "Annulé : Un pont"));
    assert!(guest.workshop_item(&workshop).calendar);
}

#[test]
fn a_day_of_the_bus_is_for_a_calendar_once_it_is_confirmed() {
    let mut region = Region::new();
    region.relay.publish_bus(&[]);
    let author = region.teacher(1, 0, &[(PRINTER, expert())]);
    let all = [&author];
    region.settle(&all);
    let booking = author.engine.ask_bus_day(&slug(BUS), date(2026, 12, 1), "Un pont").unwrap();
    let refused = author.engine.ask_bus_day(&slug(BUS), date(2026, 12, 2), "Un pont").unwrap();
    region.settle(&all);
    assert_eq!(no_date(&author, &booking), "not-allowed");
    assert!(!author.engine.booking(&booking).unwrap().calendar);
    region.relay.decide(&booking, Outcome::Confirmed, &[]);
    region.relay.decide(&refused, Outcome::Refused, &[]);
    region.settle(&all);
    assert_eq!(no_date(&author, &refused), "not-allowed");

    assert!(author.engine.booking(&booking).unwrap().calendar);
    let first = Entry::of(&author, &booking);
    assert_eq!((first.value("DTSTART"), first.value("DTEND")), ("20261201", "20261202"));
    assert_eq!((first.value("STATUS"), first.value("DESCRIPTION")), ("CONFIRMED", "Un pont"));
    assert!(first.file.text.contains("DTSTART;VALUE=DATE:20261201"));
    assert!(!first.has("LOCATION"), "nobody has said where");

    region.pass(1);
    let new = NewWorkshop { booking: Some(booking), ..new_workshop("Un pont", "2026-12-01T14:00") };
    let workshop = author.engine.publish_workshop(new).unwrap();
    region.settle(&all);
    let second = Entry::of(&author, &booking);
    assert_eq!(second.value("LOCATION"), "Collège de l'Étang");
    assert!(second.replaces(&first));

    region.pass(1);
    author.engine.cancel_workshop(&workshop).unwrap();
    author.engine.cancel_bus_day(&booking).unwrap();
    let third = Entry::of(&author, &booking);
    assert!(third.replaces(&second));
    assert_eq!(third.value("STATUS"), "CANCELLED");
    assert!(third.value("SUMMARY").starts_with("Annulé : "));
    // A day that was never theirs leaves no trace.
    let asked = author.engine.ask_bus_day(&slug(BUS), date(2026, 12, 3), "Un pont").unwrap();
    author.engine.cancel_bus_day(&asked).unwrap();
    assert!(!author.engine.booking(&asked).unwrap().calendar);
    assert_eq!(no_date(&author, &asked), "not-allowed");
}

#[test]
fn a_workshop_that_waits_for_its_bus_is_not_sure_yet() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, expert())]);
    region.relay.publish_bus(&[]);
    region.settle(&[&author]);
    let booking = author.engine.ask_bus_day(&slug(BUS), date(2026, 12, 1), "Un pont").unwrap();
    let new = NewWorkshop { booking: Some(booking), ..new_workshop("Un pont", "2026-12-01T14:00") };
    let workshop = author.engine.publish_workshop(new).unwrap();
    let waits = Entry::of(&author, &workshop);
    assert_eq!(waits.value("STATUS"), "TENTATIVE");
    assert_eq!(waits.value("SUMMARY"), "À confirmer : Un pont");
    region.settle(&[&author]);
    region.relay.decide(&booking, Outcome::Confirmed, &[]);
    region.settle(&[&author]);
    let sure = Entry::of(&author, &workshop);
    assert!(sure.replaces(&waits));
    assert_eq!((sure.value("STATUS"), sure.value("SUMMARY")), ("CONFIRMED", "Un pont"));
}

#[test]
fn the_settled_date_of_a_plan_is_private_and_follows_the_plan() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let all = [&author, &helper];
    let ticket = author.ask("Pont", 20);
    region.settle(&all);
    let proposal = helper.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&all);
    author.engine.accept_proposal(&proposal).unwrap();
    let (tuesday, friday) = (slot("2026-12-01T14:00"), slot("2026-12-04T09:00"));
    let first = PlanEdit {
        what: Some("Un pont\nEND:VEVENT".into()),
        for_whom: Some("Deux 5e".into()),
        venue: Some("Salle 12".into()),
        add_dates: BTreeSet::from([tuesday.clone(), friday.clone()]),
    };
    let plan = author.engine.start_plan(&proposal, first).unwrap();
    assert_eq!(no_date(&author, &plan), "not-allowed");
    assert!(!author.engine.plan(&plan).unwrap().calendar);

    author.engine.choose_date(&plan, &tuesday).unwrap();
    region.settle(&all);
    assert!(author.engine.plan(&plan).unwrap().calendar);
    let first = Entry::of(&helper, &plan);
    for (name, value) in [
        ("SUMMARY", "Pont"),
        ("DTSTART", "20261201T140000"),
        ("LOCATION", "Salle 12"),
        ("DESCRIPTION", "Un pont\nEND:VEVENT\n\nPour : Deux 5e"),
        ("CLASS", "PRIVATE"),
    ] {
        assert_eq!(first.value(name), value);
    }
    assert!(!first.file.text.contains("Membre"));

    region.pass(1);
    helper.engine.choose_date(&plan, &friday).unwrap();
    region.settle(&all);
    let second = Entry::of(&author, &plan);
    assert!(second.replaces(&first));
    assert_eq!(second.value("DTSTART"), "20261204T090000");

    region.pass(1);
    author.engine.set_ticket_status(&ticket, &TicketStatus::Cancelled).unwrap();
    region.settle(&all);
    let third = Entry::of(&helper, &plan);
    assert!(third.replaces(&second));
    assert_eq!(third.value("STATUS"), "CANCELLED");
}

#[test]
fn what_has_no_date_is_not_for_a_calendar() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let ticket = author.ask("Pont", 20);
    assert_eq!(no_date(&author, &ticket), "not-found");
    assert_eq!(no_date(&author, &DocumentId::from([7; 32])), "not-found");
}
