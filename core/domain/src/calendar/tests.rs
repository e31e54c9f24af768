//! Read back by a parser that shares no code with the writer.

use icalendar::parser::{Component, read_calendar, unfold};
use jiff::civil::{self, DateTime, date};
use jiff::tz::Offset;
use proptest::prelude::*;

use super::*;
use crate::agenda::Slot;

fn event(when: Appointment) -> CalendarEvent {
    CalendarEvent {
        uid: "0123abcd-1".to_owned(),
        sequence: 3,
        changed: "2026-11-02T08:00:00.123Z".parse().unwrap(),
        when,
        title: "Un pont".to_owned(),
        place: "Collège de l'Étang".to_owned(),
        position: Some(Position::new(46.3, -4.83).unwrap()),
        description: "Premiers pas".to_owned(),
        status: EventStatus::Confirmed,
        private: false,
    }
}

fn at(slot: &str) -> Appointment {
    Appointment::At(slot.parse().unwrap())
}

/// One component by its name, which is there once.
fn one<'c>(components: &'c [Component<'c>], name: &str) -> &'c Component<'c> {
    let mut found = components.iter().filter(|component| component.name.as_ref() == name);
    let one = found.next().unwrap();
    assert!(found.next().is_none(), "{name} twice");
    one
}

fn value(component: &Component<'_>, name: &str) -> Option<String> {
    let mut all = component.properties.iter().filter(|property| property.name.as_ref() == name);
    let found = all.next()?;
    assert!(all.next().is_none(), "{name} twice");
    Some(found.val.as_ref().to_owned())
}

fn parameter(component: &Component<'_>, name: &str, parameter: &str) -> Option<String> {
    let property = component.properties.iter().find(|property| property.name.as_ref() == name)?;
    let found = property.params.iter().find(|known| known.key.as_ref() == parameter)?;
    found.val.as_ref().map(|val| val.as_ref().to_owned())
}

fn local(text: &str) -> DateTime {
    DateTime::strptime("%Y%m%dT%H%M%S", text).unwrap()
}

fn offset(text: &str) -> Offset {
    let number =
        |range: std::ops::Range<usize>| text.get(range).map_or(0, |part| part.parse().unwrap());
    let seconds: i32 = number(1..3) * 3600 + number(3..5) * 60 + number(5..7);
    Offset::from_seconds(if text.starts_with('-') { -seconds } else { seconds }).unwrap()
}

/// When the event begins, for a reader who has nothing but the file: what the clocks show twice means
/// the first time (RFC 5545, section 3.3.5).
fn begins(ical: &str) -> Timestamp {
    let unfolded = unfold(ical);
    let calendar = read_calendar(&unfolded).unwrap();
    let event = one(&calendar.components, "VEVENT");
    let zone = one(&calendar.components, "VTIMEZONE");
    assert_eq!(parameter(event, "DTSTART", "TZID"), value(zone, "TZID"));
    let start = local(&value(event, "DTSTART").unwrap());
    let mut changes: Vec<(Timestamp, Offset)> = Vec::new();
    for change in &zone.components {
        let [from, to] =
            ["TZOFFSETFROM", "TZOFFSETTO"].map(|name| offset(&value(change, name).unwrap()));
        let onset = local(&value(change, "DTSTART").unwrap());
        changes.push((from.to_timestamp(onset).unwrap(), to));
    }
    assert!(changes.is_sorted_by_key(|(at, _)| *at));
    let until = changes.iter().skip(1).map(|(at, _)| *at).chain([Timestamp::MAX]);
    let possible = changes.iter().zip(until).filter_map(|((at, to), until)| {
        let instant = to.to_timestamp(start).unwrap();
        (*at..until).contains(&instant).then_some(instant)
    });
    possible.min().unwrap()
}

#[test]
fn an_event_is_read_back_as_it_was_meant() {
    let event = event(at("2026-12-02T14:00[Europe/Paris]/90"));
    let ical = unfold(&event.to_ical().unwrap());
    let calendar = read_calendar(&ical).unwrap();
    for (name, wanted) in [("VERSION", "2.0"), ("PRODID", "-//Sharenum//Companion//EN")] {
        let found = calendar.properties.iter().find(|property| property.name.as_ref() == name);
        assert_eq!(found.unwrap().val.as_ref(), wanted);
    }
    let read = one(&calendar.components, "VEVENT");
    for (name, wanted) in [
        ("UID", "0123abcd-1"),
        ("DTSTAMP", "20261102T080000Z"),
        ("LAST-MODIFIED", "20261102T080000Z"),
        ("SEQUENCE", "3"),
        ("DTSTART", "20261202T140000"),
        ("DURATION", "PT90M"),
        ("SUMMARY", "Un pont"),
        ("LOCATION", "Collège de l'Étang"),
        ("GEO", "46.300000;-4.830000"),
        ("DESCRIPTION", "Premiers pas"),
        ("STATUS", "CONFIRMED"),
    ] {
        assert_eq!(value(read, name).as_deref(), Some(wanted), "{name}");
    }
    for name in ["CLASS", "ORGANIZER", "ATTENDEE", "METHOD", "DTEND"] {
        assert_eq!(value(read, name), None, "{name}");
    }
}

#[test]
fn what_is_empty_is_left_out_and_what_is_private_says_so() {
    let event = CalendarEvent {
        place: " ".to_owned(),
        position: None,
        description: String::new(),
        private: true,
        status: EventStatus::Cancelled,
        ..event(at("2026-12-02T14:00[Europe/Paris]/90"))
    };
    let ical = unfold(&event.to_ical().unwrap());
    let calendar = read_calendar(&ical).unwrap();
    let read = one(&calendar.components, "VEVENT");
    for name in ["LOCATION", "GEO", "DESCRIPTION"] {
        assert_eq!(value(read, name), None, "{name}");
    }
    assert_eq!(value(read, "CLASS").as_deref(), Some("PRIVATE"));
    assert_eq!(value(read, "STATUS").as_deref(), Some("CANCELLED"));
}

#[test]
fn a_whole_day_is_a_date_and_knows_no_zone() {
    let ical = unfold(&event(Appointment::On(date(2026, 12, 31))).to_ical().unwrap());
    let calendar = read_calendar(&ical).unwrap();
    assert_eq!(calendar.components.len(), 1);
    let read = one(&calendar.components, "VEVENT");
    for (name, wanted) in [("DTSTART", "20261231"), ("DTEND", "20270101")] {
        assert_eq!(value(read, name).as_deref(), Some(wanted));
        assert_eq!(parameter(read, name, "VALUE").as_deref(), Some("DATE"));
    }
    assert_eq!(value(read, "DURATION"), None);
}

#[test]
fn montreal_and_paris_agree_between_their_two_changes_of_clocks() {
    for (slot, instant) in [
        // Montréal has changed its clocks by then, Paris has not.
        ("2027-03-17T16:00[America/Montreal]/90", "2027-03-17T20:00:00Z"),
        ("2027-03-17T21:00[Europe/Paris]/90", "2027-03-17T20:00:00Z"),
        ("2027-01-20T16:00[America/Montreal]/90", "2027-01-20T21:00:00Z"),
        ("2027-04-21T16:00[America/Montreal]/90", "2027-04-21T20:00:00Z"),
        // The days of the changes themselves.
        ("2027-03-28T01:59[Europe/Paris]/90", "2027-03-28T00:59:00Z"),
        ("2027-03-28T03:00[Europe/Paris]/90", "2027-03-28T01:00:00Z"),
        // An hour that does not exist, and one that comes twice.
        ("2027-03-28T02:30[Europe/Paris]/90", "2027-03-28T01:30:00Z"),
        ("2027-10-31T02:30[Europe/Paris]/90", "2027-10-31T00:30:00Z"),
        ("2027-10-31T03:00[Europe/Paris]/90", "2027-10-31T02:00:00Z"),
        // No change of clocks any more, or never one.
        ("2027-03-17T16:00[America/Sao_Paulo]/90", "2027-03-17T19:00:00Z"),
        ("2027-03-17T16:00[Etc/GMT+5]/90", "2027-03-17T21:00:00Z"),
        ("2027-03-17T16:00[UTC]/90", "2027-03-17T16:00:00Z"),
    ] {
        let ical = event(at(slot)).to_ical().unwrap();
        assert_eq!(begins(&ical), instant.parse().unwrap(), "{slot}\n{ical}");
    }
}

#[test]
fn the_zone_of_paris_is_written_with_the_changes_around_the_event() {
    let ical = event(at("2027-03-17T21:00[europe/paris]/90")).to_ical().unwrap();
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n\
        BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\n\
        BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n\
        BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\n\
        END:VTIMEZONE\r\n";
    assert!(ical.contains(zone), "{ical}");
}

#[test]
fn a_zone_that_is_not_known_here_has_no_file() {
    let error = event(at("2026-12-02T14:00[Mars/Olympus_Mons]/90")).to_ical().unwrap_err();
    assert!(matches!(error, InvalidSlot::UnknownZone { .. }));
}

#[test]
fn a_hostile_text_stays_a_text() {
    let attack = "Pont\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other\rATTENDEE:mailto:a@b.example\n\
        X-EVIL;A=\"b\":c,d\\n\u{85}\u{2028}BEGIN:VALARM";
    let event = CalendarEvent {
        title: attack.to_owned(),
        place: attack.to_owned(),
        description: attack.to_owned(),
        ..event(at("2026-12-02T14:00[Europe/Paris]/90"))
    };
    let ical = event.to_ical().unwrap();
    // As a careless reader splits lines, too.
    for line in ical.split(['\r', '\n', '\u{85}', '\u{2028}']) {
        for start in ["BEGIN:VALARM", "ATTENDEE", "UID:other", "X-EVIL"] {
            assert!(!line.starts_with(start), "{line}");
        }
    }
    let unfolded = unfold(&ical);
    let calendar = read_calendar(&unfolded).unwrap();
    let read = one(&calendar.components, "VEVENT");
    assert!(read.components.is_empty());
    assert_eq!(value(read, "UID").as_deref(), Some("0123abcd-1"));
    let description = value(read, "DESCRIPTION").unwrap();
    assert!(description.starts_with("Pont\nEND:VEVENT\nBEGIN:VEVENT\nUID:other\nATTENDEE"));
    assert!(description.ends_with("X-EVIL;A=\"b\":c,d\\nBEGIN:VALARM"), "{description}");
    assert!(!value(read, "SUMMARY").unwrap().contains('\n'));
}

proptest! {
    #[test]
    fn any_zone_that_is_known_is_written_so_that_the_event_begins_when_it_does(
        index in any::<prop::sample::Index>(),
        minute in 0i64..60 * 24 * 365 * 30,
        minutes in 1u32..=Slot::MAX_MINUTES,
    ) {
        let zones: Vec<String> =
            jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
        let zone = index.get(&zones);
        let start = civil::date(2015, 1, 1).at(0, 0, 0, 0)
            + jiff::SignedDuration::from_mins(minute);
        let slot = Slot { start, minutes, zone: zone.clone() };
        let ical = event(Appointment::At(slot.clone())).to_ical().unwrap();
        prop_assert_eq!(begins(&ical), slot.instant().unwrap(), "{}\n{}", slot, ical);
    }

    #[test]
    fn any_text_is_read_back(title in "\\PC{0,200}", description in "[\\PC\n]{0,600}") {
        let written = CalendarEvent {
            title: format!("T{title}"),
            description: format!("D{description}"),
            ..event(at("2026-12-02T14:00[Europe/Paris]/90"))
        };
        let ical = unfold(&written.to_ical().unwrap());
        let calendar = read_calendar(&ical).unwrap();
        let read = one(&calendar.components, "VEVENT");
        let summary = crate::text::visible_line(&written.title);
        prop_assert_eq!(value(read, "SUMMARY").unwrap(), summary.trim());
        let description = crate::text::visible(&written.description);
        prop_assert_eq!(value(read, "DESCRIPTION").unwrap(), description);
    }
}
