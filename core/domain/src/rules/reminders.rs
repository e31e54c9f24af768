//! When somebody is reminded of what they have agreed to.

use jiff::civil::{Date, Time, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::QuietHours;
use crate::agenda::{Slot, time_zone};
use crate::words::words;

/// The evening before, at home and before dinner: early enough to charge a tablet or to ask a
/// colleague, too late to be forgotten again.
const EVENING: Time = time(18, 0, 0, 0);

/// Time to finish a lesson and to drive 20 km.
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// What quiet hours must leave before the start, or the reminder comes too late to set out.
const TO_SET_OUT: SignedDuration = SignedDuration::from_mins(30);

words! {
    /// Which reminder of a thing.
    ReminderKind {
        /// The evening before.
        DayBefore = "day_before",
        /// An hour before it begins.
        HourBefore = "hour_before",
    }
}

/// When something takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appointment {
    /// At an hour, in its own zone.
    At(Slot),
    /// All day; a date, wherever one looks at it from.
    On(Date),
}

impl Appointment {
    /// When it begins: the hour in the zone of its slot, the day on the clocks of `here`; `None`
    /// for a zone that is not known to this machine.
    #[must_use]
    pub fn begins(&self, here: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::At(slot) => slot.instant().ok(),
            Self::On(day) => Some(day.to_zoned(here.clone()).ok()?.timestamp()),
        }
    }

    /// The evening before, in the zone of the thing itself.
    fn evening_before(&self, here: &TimeZone) -> Option<Timestamp> {
        let (day, zone) = match self {
            Self::At(slot) => (slot.start.date(), time_zone(&slot.zone).ok()?),
            Self::On(day) => (*day, here.clone()),
        };
        Some(day.yesterday().ok()?.to_datetime(EVENING).to_zoned(zone).ok()?.timestamp())
    }

    fn is_all_day(&self) -> bool {
        match self {
            Self::At(slot) => {
                slot.start.time() == Time::midnight() && slot.minutes == Slot::MAX_MINUTES
            }
            Self::On(_) => true,
        }
    }
}

/// One reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Which.
    pub kind: ReminderKind,
    /// When it comes.
    pub at: Timestamp,
    /// From then on it says nothing any more.
    pub until: Timestamp,
    /// Whether it sounds; one for which quiet hours leave no other moment is shown without.
    pub sounds: bool,
}

/// The reminders of a thing that its member `knew` of at some instant, in the order in which they
/// come; `here` is the zone of the phone, whose quiet hours count.
///
/// A moment that had passed when they learned of it is not made up for: what told them of it has
/// just said when it is. One in quiet hours comes at their end if that leaves time to set out,
/// else in the last minute before they begin, and if that has passed too, in its moment without a
/// sound: whoever looks at the phone sees it.
#[must_use]
pub fn reminders(
    thing: &Appointment,
    knew: Timestamp,
    quiet: Option<&QuietHours>,
    here: &TimeZone,
) -> Vec<Reminder> {
    let mut found: Vec<Reminder> = Vec::new();
    let Some(begins) = thing.begins(here) else { return found };
    let place = |kind, moment: Timestamp, latest: Timestamp, until: Timestamp| {
        if moment <= knew {
            return None;
        }
        let reminder = |at, sounds| Some(Reminder { kind, at, until, sounds });
        let Some(quiet) = quiet else { return reminder(moment, true) };
        let (before, end) = (quiet.before(moment, here), quiet.end(moment, here));
        if end <= latest {
            reminder(end, true)
        } else if before > knew {
            reminder(before, true)
        } else {
            reminder(moment, false)
        }
    };
    let sooner = |by: SignedDuration| begins.checked_sub(by).unwrap_or(begins);
    let all_day = thing.is_all_day();
    // A whole day is spoken of before it begins, an hour until the next reminder would come.
    let stale = if all_day { begins } else { sooner(HOUR) };
    if let Some(evening) = thing.evening_before(here) {
        found.extend(place(ReminderKind::DayBefore, evening, stale, stale));
    }
    if !all_day {
        let soon = place(ReminderKind::HourBefore, sooner(HOUR), sooner(TO_SET_OUT), begins);
        // Moved before quiet hours, it may meet the other one: once is enough.
        let said = |soon: &Reminder| found.iter().any(|day| day.at >= soon.at);
        found.extend(soon.filter(|soon| !said(soon)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn told(thing: &Appointment, knew: &str, quiet: &str, here: &str) -> Vec<String> {
        let quiet = (!quiet.is_empty()).then(|| quiet.parse().unwrap());
        let here = TimeZone::get(here).unwrap();
        let found = reminders(thing, instant(knew), quiet.as_ref(), &here);
        let line = |reminder: Reminder| {
            assert!(reminder.at <= reminder.until, "{reminder:?}");
            let silent = if reminder.sounds { "" } else { " silently" };
            format!("{} {}{silent}", reminder.kind, reminder.at)
        };
        found.into_iter().map(line).collect()
    }

    fn at(slot: &str) -> Appointment {
        Appointment::At(slot.parse().unwrap())
    }

    #[test]
    fn one_is_reminded_the_evening_and_an_hour_before_in_the_zone_of_the_thing() {
        for (slot, expected) in [
            (
                "2026-12-02T14:00[Europe/Paris]/90",
                ["day_before 2026-12-01T17:00:00Z", "hour_before 2026-12-02T12:00:00Z"],
            ),
            // The clocks go forward in the night between: 18:00 in winter, 09:00 in summer.
            (
                "2027-03-28T09:00[Europe/Paris]/90",
                ["day_before 2027-03-27T17:00:00Z", "hour_before 2027-03-28T06:00:00Z"],
            ),
            // An hour before is an hour of the watch, also across the gap: 03:30 less 1 h is 01:30.
            (
                "2027-03-28T03:30[Europe/Paris]/90",
                ["day_before 2027-03-27T17:00:00Z", "hour_before 2027-03-28T00:30:00Z"],
            ),
            // And back.
            (
                "2026-10-25T09:00[Europe/Paris]/90",
                ["day_before 2026-10-24T16:00:00Z", "hour_before 2026-10-25T07:00:00Z"],
            ),
            (
                "2021-03-17T16:00[America/Montreal]/90",
                ["day_before 2021-03-16T22:00:00Z", "hour_before 2021-03-17T19:00:00Z"],
            ),
            // Montréal changes two weeks before Paris.
            (
                "2027-03-14T09:00[America/Montreal]/90",
                ["day_before 2027-03-13T23:00:00Z", "hour_before 2027-03-14T12:00:00Z"],
            ),
        ] {
            let found = told(&at(slot), "2020-01-01T00:00:00Z", "", "Europe/Paris");
            assert_eq!(found, expected, "{slot}");
        }
    }

    #[test]
    fn a_whole_day_is_spoken_of_the_evening_before_and_never_shifts() {
        let day = Appointment::On(jiff::civil::date(2027, 3, 28));
        for (here, quiet, expected) in [
            ("Europe/Paris", "", "day_before 2027-03-27T17:00:00Z"),
            ("America/Montreal", "", "day_before 2027-03-27T22:00:00Z"),
            // The next morning would be too late.
            ("Europe/Paris", "17:00-07:00", "day_before 2027-03-27T15:59:00Z"),
            ("Europe/Paris", "17:30-19:00", "day_before 2027-03-27T18:00:00Z"),
        ] {
            assert_eq!(told(&day, "2020-01-01T00:00:00Z", quiet, here), [expected]);
        }
        let slot = at("2027-03-28T00:00[Europe/Paris]/1440");
        let found = told(&slot, "2020-01-01T00:00:00Z", "", "Europe/Paris");
        assert_eq!(found, ["day_before 2027-03-27T17:00:00Z"]);
    }

    #[test]
    fn quiet_hours_move_a_reminder_and_swallow_none() {
        let known = "2026-11-01T00:00:00Z";
        let evening = "day_before 2026-12-01T17:00:00Z";
        for (slot, knew, quiet, expected) in [
            // 06:30 to 07:00 leaves half an hour.
            ("07:30", known, "22:00-07:00", vec![evening, "hour_before 2026-12-02T06:00:00Z"]),
            // Their end leaves too little: the last minute before they begin.
            ("07:15", known, "22:00-07:00", vec![evening, "hour_before 2026-12-01T20:59:00Z"]),
            ("06:30", known, "22:00-07:00", vec![evening, "hour_before 2026-12-01T20:59:00Z"]),
            // That has passed as well.
            (
                "06:30",
                "2026-12-01T22:00:00Z",
                "22:00-07:00",
                vec!["hour_before 2026-12-02T04:30:00Z silently"],
            ),
            // Both would come at the same moment.
            ("06:30", known, "17:00-08:00", vec!["day_before 2026-12-01T15:59:00Z"]),
            // The evening is quiet, the morning is not.
            (
                "14:00",
                known,
                "17:30-07:00",
                vec!["day_before 2026-12-02T06:00:00Z", "hour_before 2026-12-02T12:00:00Z"],
            ),
        ] {
            let thing = at(&format!("2026-12-02T{slot}[Europe/Paris]/60"));
            assert_eq!(told(&thing, knew, quiet, "Europe/Paris"), expected, "{slot} {quiet}");
        }
    }

    #[test]
    fn what_was_learned_later_than_its_reminder_is_not_reminded_of() {
        let thing = at("2026-12-02T14:00[Europe/Paris]/90");
        for (knew, expected) in [
            ("2026-12-01T16:59:59Z", 2),
            ("2026-12-01T17:00:00Z", 1),
            ("2026-12-02T12:00:00Z", 0),
            ("2026-12-02T18:00:00Z", 0),
        ] {
            assert_eq!(told(&thing, knew, "", "Europe/Paris").len(), expected, "{knew}");
        }
        let nowhere = at("2026-12-02T14:00[Mars/Olympus_Mons]/90");
        assert_eq!(told(&nowhere, "2020-01-01T00:00:00Z", "", "Europe/Paris"), [""; 0]);
    }
}
