//! Hours in which nothing sounds.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::{Field, InputProblem, InvalidInput};

/// From one hour to another on the clocks of wherever the phone is; past midnight when the first
/// is the later one. Written `22:00-07:00`.
///
/// The hour at which they begin belongs to them, the one at which they end does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct QuietHours {
    from: Time,
    to: Time,
}

/// The night in which clocks go back may hold the same hours twice; the search ends all the same.
const ROUNDS: usize = 4;

impl QuietHours {
    /// Hours and minutes; a day has at least one minute that is not quiet, or nothing would ever
    /// sound.
    ///
    /// # Errors
    /// When both are the same, or finer than a minute.
    pub fn new(from: Time, to: Time) -> Result<Self, InvalidInput> {
        let fine = |time: Time| time.second() != 0 || time.subsec_nanosecond() != 0;
        if fine(from) || fine(to) {
            return Err(InvalidInput::new(Field::Quiet, InputProblem::Seconds));
        }
        if from == to {
            return Err(InvalidInput::new(Field::Quiet, InputProblem::QuietAllDay));
        }
        Ok(Self { from, to })
    }

    /// When they begin.
    #[must_use]
    pub const fn from(&self) -> Time {
        self.from
    }

    /// When they end.
    #[must_use]
    pub const fn to(&self) -> Time {
        self.to
    }

    /// Whether it is quiet at this instant, on the clocks of `zone`.
    #[must_use]
    pub fn contain(&self, at: Timestamp, zone: &TimeZone) -> bool {
        let time = zone.to_datetime(at).time();
        if self.from < self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }

    /// The end of the quiet hours that hold this instant; the instant itself when none do.
    #[must_use]
    pub fn end(&self, at: Timestamp, zone: &TimeZone) -> Timestamp {
        let mut end = at;
        for _ in 0..ROUNDS {
            if !self.contain(end, zone) {
                break;
            }
            let later = shown(self.to, end, zone).filter(|instant| *instant > end).min();
            end = later.unwrap_or(end);
        }
        end
    }

    /// The last minute before the quiet hours that hold this instant; the instant itself when none
    /// do.
    #[must_use]
    pub fn before(&self, at: Timestamp, zone: &TimeZone) -> Timestamp {
        let mut before = at;
        for _ in 0..ROUNDS {
            if !self.contain(before, zone) {
                break;
            }
            let begun = shown(self.from, before, zone).filter(|instant| *instant <= before).max();
            let minute = SignedDuration::from_mins(1);
            before = begun.and_then(|begun| begun.checked_sub(minute).ok()).unwrap_or(before);
        }
        before
    }
}

/// The instants around another at which the clocks of a zone show this time. An hour that the
/// clocks skip stands before and behind the gap, one that comes twice at both.
fn shown(time: Time, around: Timestamp, zone: &TimeZone) -> impl Iterator<Item = Timestamp> {
    let day = zone.to_datetime(around).date();
    let days = [day.yesterday().ok(), Some(day), day.tomorrow().ok()];
    days.into_iter().flatten().flat_map(move |day: Date| {
        let instant = || zone.to_ambiguous_timestamp(DateTime::from_parts(day, time));
        [instant().earlier().ok(), instant().later().ok()].into_iter().flatten()
    })
}

impl fmt::Display for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        let (from, to) = ((from.hour(), from.minute()), (to.hour(), to.minute()));
        write!(f, "{:02}:{:02}-{:02}:{:02}", from.0, from.1, to.0, to.1)
    }
}

impl FromStr for QuietHours {
    type Err = InvalidInput;

    fn from_str(written: &str) -> Result<Self, InvalidInput> {
        let hours = written.split_once('-');
        let times = hours.and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        let (from, to) =
            times.ok_or_else(|| InvalidInput::new(Field::Quiet, InputProblem::QuietForm))?;
        Self::new(from, to)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn instant(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn quiet_hours_are_read_and_written_back() {
        for written in ["22:00-07:00", "00:00-06:30", "12:15-13:45"] {
            assert_eq!(written.parse::<QuietHours>().unwrap().to_string(), written);
        }
        for written in ["", "22:00", "22:00-22:00", "22:00:01-07:00", "25:00-07:00", "22h-7h"] {
            assert_eq!(written.parse::<QuietHours>().unwrap_err().field, Field::Quiet, "{written}");
        }
    }

    #[test]
    fn they_hold_what_lies_between_also_past_midnight() {
        let paris = zone("Europe/Paris");
        for (hours, at, end, before) in [
            // In winter Paris is an hour ahead.
            ("22:00-07:00", "2026-12-01T20:59:59Z", "2026-12-01T20:59:59Z", "2026-12-01T20:59:59Z"),
            ("22:00-07:00", "2026-12-01T21:00:00Z", "2026-12-02T06:00:00Z", "2026-12-01T20:59:00Z"),
            ("22:00-07:00", "2026-12-02T05:59:59Z", "2026-12-02T06:00:00Z", "2026-12-01T20:59:00Z"),
            ("22:00-07:00", "2026-12-02T06:00:00Z", "2026-12-02T06:00:00Z", "2026-12-02T06:00:00Z"),
            ("12:00-13:00", "2026-12-01T11:30:00Z", "2026-12-01T12:00:00Z", "2026-12-01T10:59:00Z"),
            // The night that is an hour shorter.
            ("22:00-07:00", "2027-03-27T22:00:00Z", "2027-03-28T05:00:00Z", "2027-03-27T20:59:00Z"),
            // The hour at which they end is skipped: 02:30 is 03:30 then.
            ("22:00-02:30", "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z", "2027-03-27T20:59:00Z"),
            // The hour at which they begin is skipped: it is quiet from 03:00 on.
            ("02:30-07:00", "2027-03-28T01:10:00Z", "2027-03-28T05:00:00Z", "2027-03-28T00:29:00Z"),
            // The night that is an hour longer: 02:30 comes at 00:30Z and at 01:30Z.
            ("22:00-07:00", "2026-10-24T22:00:00Z", "2026-10-25T06:00:00Z", "2026-10-24T19:59:00Z"),
            ("22:00-02:30", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z", "2026-10-24T19:59:00Z"),
        ] {
            let quiet: QuietHours = hours.parse().unwrap();
            assert_eq!(quiet.end(instant(at), &paris), instant(end), "end of {hours} at {at}");
            let found = quiet.before(instant(at), &paris);
            assert_eq!(found, instant(before), "before {hours} at {at}");
        }
    }

    proptest! {
        #[test]
        fn neither_the_end_nor_the_moment_before_is_quiet(
            from in 0i8..24, from_minute in 0i8..60, length in 1i64..1440,
            seconds in 1_700_000_000i64..1_800_000_000,
            name in prop::sample::select(vec!["Europe/Paris", "America/Montreal", "Pacific/Apia"]),
        ) {
            let from = jiff::civil::time(from, from_minute, 0, 0);
            let to = from.wrapping_add(SignedDuration::from_mins(length));
            let quiet = QuietHours::new(from, to).unwrap();
            let (at, zone) = (Timestamp::new(seconds, 0).unwrap(), zone(name));
            let (before, end) = (quiet.before(at, &zone), quiet.end(at, &zone));
            prop_assert!(!quiet.contain(end, &zone) && !quiet.contain(before, &zone));
            prop_assert!(before <= at && at <= end);
            prop_assert_eq!(end == at, !quiet.contain(at, &zone));
        }
    }
}
