//! A moment in local time, as people agree on it.

use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned, civil};

use crate::text::{self, check_number};
use crate::{Field, InputProblem, InvalidInput};

crate::phrases! {
    /// A slot that cannot be read, or whose zone is not known here.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum InvalidSlot {
        /// Not in the written form.
        Form {
            /// What was read, shortened.
            found: String,
        } = "input.slot",
            "`{found}` is not a date: write it as 2026-12-02T14:00[Europe/Paris]/90";
        /// No such zone in the time zone database of this machine.
        UnknownZone {
            /// The zone, shortened.
            zone: String,
        } = "input.time-zone",
            "the time zone `{zone}` is not known here: take one like Europe/Paris";
        /// Beyond the years that can be reckoned with.
        OutOfRange {
            /// The local start.
            start: civil::DateTime,
        } = "input.date-too-far" [start], "{start} is too far away, choose another year";
    }
}

impl std::error::Error for InvalidSlot {}

/// A start in local time, a zone and a length.
///
/// Local time and zone are kept, and not an instant, so that 14:00 stays 14:00 when a
/// country changes its rules. Written `2026-12-02T14:00[Europe/Paris]/90`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// When it begins, on the clocks of the zone.
    pub start: civil::DateTime,
    /// How long it lasts.
    pub minutes: u32,
    /// The IANA zone: `Europe/Paris`.
    pub zone: String,
}

impl Slot {
    /// Longest slot: a day.
    pub const MAX_MINUTES: u32 = 1440;

    /// When it begins, everywhere.
    ///
    /// An hour that the clocks skip is moved behind the gap, and of an hour that comes
    /// twice the first one counts.
    pub fn instant(&self) -> Result<Timestamp, InvalidSlot> {
        self.zoned().map(|zoned| zoned.timestamp())
    }

    /// When it begins on the clocks of another zone.
    pub fn in_zone(&self, zone: &str) -> Result<civil::DateTime, InvalidSlot> {
        let there = time_zone(zone)?;
        self.zoned().map(|zoned| zoned.with_time_zone(there).datetime())
    }

    /// Checks the limits of what was typed.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check_number(Field::Minutes, self.minutes, 1..=Self::MAX_MINUTES)?;
        if self.start.second() != 0 || self.start.subsec_nanosecond() != 0 {
            return Err(InvalidInput::new(Field::Start, InputProblem::Seconds));
        }
        self.instant().map(drop).map_err(|error| InvalidInput::new(Field::Start, error))
    }

    pub(crate) fn zoned(&self) -> Result<Zoned, InvalidSlot> {
        self.start
            .to_zoned(time_zone(&self.zone)?)
            .map_err(|_| InvalidSlot::OutOfRange { start: self.start })
    }
}

/// The zone of this IANA name.
///
/// # Errors
/// [`InvalidSlot::UnknownZone`] when the time zone database of this machine has no such name.
pub fn time_zone(zone: &str) -> Result<TimeZone, InvalidSlot> {
    TimeZone::get(zone).map_err(|_| InvalidSlot::UnknownZone { zone: text::excerpt(zone) })
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { start, minutes, zone } = self;
        if start.second() == 0 && start.subsec_nanosecond() == 0 {
            write!(f, "{}T{:02}:{:02}", start.date(), start.hour(), start.minute())?;
        } else {
            write!(f, "{start}")?;
        }
        write!(f, "[{zone}]/{minutes}")
    }
}

impl FromStr for Slot {
    type Err = InvalidSlot;

    /// Reads the form alone: a zone that this machine does not know stays readable.
    fn from_str(written: &str) -> Result<Self, InvalidSlot> {
        let read = || {
            let (start, rest) = written.split_once('[')?;
            let (zone, minutes) = rest.split_once("]/")?;
            let zone_is_plain = |byte: u8| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/' | b'-' | b'+')
            };
            if zone.is_empty() || !zone.bytes().all(zone_is_plain) {
                return None;
            }
            if !minutes.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            Some(Self {
                start: start.contains('T').then(|| start.parse().ok())??,
                minutes: minutes.parse().ok()?,
                zone: zone.to_owned(),
            })
        };
        read().ok_or_else(|| InvalidSlot::Form { found: text::excerpt(written) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slot(written: &str) -> Slot {
        written.parse().unwrap()
    }

    #[test]
    fn a_slot_is_read_and_written_back() {
        for written in [
            "2026-12-02T14:00[Europe/Paris]/90",
            "2026-12-02T14:00:30[Europe/Paris]/90",
            "2021-03-17T16:00[America/Toronto]/1440",
            "2026-12-02T00:05[Etc/GMT+12]/1",
            "2026-12-02T14:00[Mars/Olympus_Mons]/1",
        ] {
            assert_eq!(slot(written).to_string(), written);
        }
    }

    #[test]
    fn what_is_not_a_slot_is_refused_with_an_example() {
        for written in [
            "",
            "2026-12-02",
            "2026-12-02T14:00",
            "2026-12-02T14:00[Europe/Paris]",
            "2026-12-02[Europe/Paris]/90",
            "2026-12-02T14:00Z[Europe/Paris]/90",
            "02/12/2026 14:00[Europe/Paris]/90",
            "2026-13-02T14:00[Europe/Paris]/90",
            "2026-02-30T14:00[Europe/Paris]/90",
            "2026-12-02T14:00[]/90",
            "2026-12-02T14:00[a]b]/90",
            "2026-12-02T14:00[Europe/Paris]/-90",
            "2026-12-02T14:00[Europe/Paris]/+90",
            "2026-12-02T14:00[Europe/Paris]/",
            "2026-12-02T14:00[Europe/Paris]/99999999999",
        ] {
            let error = written.parse::<Slot>().unwrap_err().to_string();
            assert!(error.contains("2026-12-02T14:00[Europe/Paris]/90"), "{written}: {error}");
        }
    }

    #[test]
    fn montreal_and_paris_change_their_clocks_on_different_days() {
        for (written, paris) in [
            ("2020-10-21T16:00[America/Toronto]/90", "2020-10-21T22:00"),
            ("2020-12-02T16:00[America/Toronto]/90", "2020-12-02T22:00"),
            ("2021-03-17T16:00[America/Toronto]/90", "2021-03-17T21:00"),
            ("2021-04-21T16:00[America/Toronto]/90", "2021-04-21T22:00"),
        ] {
            assert_eq!(slot(written).in_zone("Europe/Paris"), Ok(paris.parse().unwrap()));
        }
    }

    #[test]
    fn an_hour_that_does_not_exist_is_moved_behind_the_gap() {
        let skipped = slot("2026-03-29T02:30[Europe/Paris]/60");
        assert_eq!(skipped.instant(), Ok("2026-03-29T01:30:00Z".parse().unwrap()));
        let twice = slot("2026-10-25T02:30[Europe/Paris]/60");
        assert_eq!(twice.instant(), Ok("2026-10-25T00:30:00Z".parse().unwrap()));
    }

    #[test]
    fn a_slot_has_limits() {
        assert_eq!(slot("2026-12-02T14:00[Europe/Paris]/1440").check(), Ok(()));
        for (written, field) in [
            ("2026-12-02T14:00[Europe/Paris]/0", "minutes"),
            ("2026-12-02T14:00[Europe/Paris]/1441", "minutes"),
            ("2026-12-02T14:00:01[Europe/Paris]/90", "start"),
            ("2026-12-02T14:00[Mars/Olympus_Mons]/90", "start"),
            ("9999-12-31T23:59[America/Toronto]/90", "start"),
        ] {
            assert_eq!(slot(written).check().unwrap_err().field.as_str(), field, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_slot_survives_its_text(
            seconds in 0i64..4_000_000_000, nanos in 0i32..2, minutes in any::<u32>(),
        ) {
            let start = TimeZone::UTC.to_datetime(Timestamp::new(seconds, nanos).unwrap());
            let slot = Slot { start, minutes, zone: "Europe/Paris".to_owned() };
            prop_assert_eq!(slot.to_string().parse(), Ok(slot));
        }
    }
}
