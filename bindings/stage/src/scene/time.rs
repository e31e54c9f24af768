//! The scene's clock and calendar: weeks that end at the moment the screens show.

use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use jiff::civil::{Date, DateTime, Weekday, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use sharenum_companion::Clock;
use sharenum_domain::Slot;

/// Where everybody in the scene is.
const ZONE: &str = "Europe/Paris";
/// How far apart the two workshops of today's bus are.
const BETWEEN_WORKSHOPS: SignedDuration = SignedDuration::from_hours(5);

/// The one clock of all phones and hubs.
pub(super) struct SceneClock(Mutex<Timestamp>);

impl SceneClock {
    pub(super) const fn at(at: Timestamp) -> Self {
        Self(Mutex::new(at))
    }

    pub(super) fn go_on_to(&self, at: Timestamp) -> Result<()> {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ensure!(*now <= at, "the scene goes back from {now} to {at}", now = *now);
        *now = at;
        Ok(())
    }
}

impl Clock for SceneClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The days around the moment that screens show.
#[derive(Clone)]
pub(super) struct Days {
    zone: TimeZone,
    now: Timestamp,
}

impl Days {
    pub(super) fn around(now: Timestamp) -> Result<Self> {
        let zone = TimeZone::get(ZONE).context("the time zone of the scene is unknown")?;
        Ok(Self { zone, now })
    }

    pub(super) const fn now(&self) -> Timestamp {
        self.now
    }

    pub(super) const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    pub(super) fn today(&self) -> Date {
        self.here().date()
    }

    fn here(&self) -> DateTime {
        self.now.to_zoned(self.zone.clone()).datetime()
    }

    /// The `n`th day from Monday to Friday after today, or before it where `n` is negative.
    pub(super) fn school_day(&self, n: i32) -> Result<Date> {
        let mut day = self.today();
        for _ in 0..n.unsigned_abs() {
            day = if n < 0 { day.yesterday()? } else { day.tomorrow()? };
            while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                day = if n < 0 { day.yesterday()? } else { day.tomorrow()? };
            }
        }
        Ok(day)
    }

    /// A moment of a day, on the clocks of the place.
    pub(super) fn instant(&self, day: Date, hour: i8, minute: i8) -> Result<Timestamp> {
        Ok(day.at(hour, minute, 0, 0).to_zoned(self.zone.clone())?.timestamp())
    }

    pub(super) fn ago(&self, minutes: i64) -> Result<Timestamp> {
        Ok(self.now.checked_sub(SignedDuration::from_mins(minutes))?)
    }

    /// When the two workshops of today's bus begin: the first a few minutes ago, both today.
    pub(super) fn on_the_bus_today(&self) -> Result<(DateTime, DateTime)> {
        let here = self.here();
        let five = time(here.hour(), here.minute() - here.minute() % 5, 0, 0);
        let day = here.date();
        let first = day.to_datetime(five).checked_sub(5.minutes())?.max(day.at(0, 0, 0, 0));
        let second = first.checked_add(BETWEEN_WORKSHOPS)?.min(day.at(23, 55, 0, 0));
        Ok((first, second))
    }

    /// So many minutes on a school day.
    pub(super) fn slot(&self, n: i32, hour: i8, minute: i8, minutes: u32) -> Result<Slot> {
        Ok(slot(self.school_day(n)?.at(hour, minute, 0, 0), minutes))
    }
}

pub(super) fn slot(start: DateTime, minutes: u32) -> Slot {
    Slot { start, minutes, zone: ZONE.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(now: &str) -> Days {
        Days::around(now.parse().unwrap()).unwrap()
    }

    #[test]
    fn school_days_leave_weekends_out_both_ways() {
        let wednesday = at("2026-10-14T07:05:00Z");
        for (n, day) in
            [(0, "2026-10-14"), (1, "2026-10-15"), (3, "2026-10-19"), (-3, "2026-10-09")]
        {
            assert_eq!(wednesday.school_day(n).unwrap().to_string(), day, "{n}");
        }
        let sunday = at("2026-10-11T10:00:00Z");
        assert_eq!(sunday.school_day(-1).unwrap().to_string(), "2026-10-09");
        assert_eq!(sunday.school_day(1).unwrap().to_string(), "2026-10-12");
    }

    #[test]
    fn the_workshops_of_the_bus_are_today_at_any_hour() {
        for (now, first, second) in [
            ("2026-10-14T07:05:00Z", "2026-10-14T09:00:00", "2026-10-14T14:00:00"),
            ("2026-10-13T22:01:00Z", "2026-10-14T00:00:00", "2026-10-14T05:00:00"),
            ("2026-10-14T21:59:00Z", "2026-10-14T23:50:00", "2026-10-14T23:55:00"),
        ] {
            let (one, two) = at(now).on_the_bus_today().unwrap();
            assert_eq!((one.to_string(), two.to_string()), (first.to_owned(), second.to_owned()));
        }
    }

    #[test]
    fn the_clock_never_goes_back() {
        let clock = SceneClock::at(Timestamp::UNIX_EPOCH);
        let later = Timestamp::from_second(60).unwrap();
        clock.go_on_to(later).unwrap();
        assert_eq!(clock.now(), later);
        assert!(clock.go_on_to(Timestamp::UNIX_EPOCH).is_err());
    }
}
