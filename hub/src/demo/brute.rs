//! The independent answer: plain loops and a haversine of their own.
//!
//! Nothing here calls a rule of the domain, a store or a hub: what the demo reads back from the
//! files is compared with this, so a check that is switched off there shows here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use sharenum_domain::{Establishment, Place, Position};

/// Mean radius of the Earth (IUGG), in km.
const EARTH_KM: f64 = 6371.0088;

/// Great-circle distance in km, by the haversine formula.
pub(super) fn km(from: &Position, to: &Position) -> f64 {
    let [lat1, lon1, lat2, lon2] =
        [from.lat(), from.lon(), to.lat(), to.lon()].map(f64::to_radians);
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let h = half(lat2 - lat1) + lat1.cos() * lat2.cos() * half(lon2 - lon1);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

/// The distance of the nearest of several buildings, in km.
pub(super) fn nearest_km(from: &Position, places: &[Place]) -> Option<f64> {
    let mut nearest = None;
    for place in places {
        let distance = km(from, &place.position);
        if nearest.is_none_or(|known| distance < known) {
            nearest = Some(distance);
        }
    }
    nearest
}

/// How many establishments of each academy lie within a radius.
pub(super) fn coverage(
    centre: &Position,
    radius_km: f64,
    schools: &[Establishment],
) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for school in schools {
        if nearest_km(centre, &school.places).is_some_and(|km| km <= radius_km) {
            *counts.entry(school.academy.name.clone()).or_insert(0) += 1;
        }
    }
    counts
}

/// What somebody knows of the tool that a ticket is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Skill {
    /// As in the profile: `experienced`.
    pub level: &'static str,
    /// Has handled it.
    pub by_hand: bool,
    /// Has used it with pupils.
    pub in_class: bool,
}

/// What a request for help means to somebody at `at`.
pub(super) fn answer(
    centre: &Position,
    radius_km: f64,
    at: &[Place],
    skill: Option<Skill>,
) -> Result<f64, String> {
    let km = nearest_km(centre, at).ok_or("the establishment has no coordinates")?;
    let Some(skill) = skill else { return Err("does not know the tool".to_owned()) };
    if skill.level != "experienced" {
        return Err(format!("{} with the tool, not experienced", skill.level));
    }
    if !skill.by_hand {
        return Err("has not handled the tool".to_owned());
    }
    if !skill.in_class {
        return Err("has not used the tool with pupils".to_owned());
    }
    if km > radius_km {
        return Err(format!("{km:.2} km away, beyond {radius_km} km"));
    }
    Ok(km)
}

/// Whether a workshop at `centre` is near somebody at `at`.
pub(super) fn is_near(centre: &Position, radius_km: f64, at: &[Place]) -> bool {
    nearest_km(centre, at).is_some_and(|km| km <= radius_km)
}

/// Seats in the order of asking, before and after some give theirs back: the position of each
/// asker among those who hold a seat or, from `seats` on, among those who wait; `None` when given
/// back.
pub(super) fn seats(seats: usize, cancelled: &[bool]) -> Vec<Option<SeatIs>> {
    let mut held = 0;
    let mut waiting = 0;
    let mut outcomes = Vec::new();
    for gave_back in cancelled {
        outcomes.push(if *gave_back {
            None
        } else if held < seats {
            held += 1;
            Some(SeatIs::Held)
        } else {
            waiting += 1;
            Some(SeatIs::Waiting(waiting))
        });
    }
    outcomes
}

/// Whether somebody has a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SeatIs {
    /// They have one.
    Held,
    /// They wait, at this place from 1.
    Waiting(u32),
}

/// The `n` weekdays nearest to a day that are free, the later of two equally near first.
pub(super) fn free_days(wanted: Date, taken: &BTreeSet<Date>, today: Date, n: usize) -> Vec<Date> {
    let mut days = Vec::new();
    for distance in 1..1_000_i32 {
        for offset in [distance, -distance] {
            let Ok(day) = wanted.checked_add(offset.days()) else { continue };
            let weekend = day.weekday() == Weekday::Saturday || day.weekday() == Weekday::Sunday;
            if !weekend && day >= today && !taken.contains(&day) && days.len() < n {
                days.push(day);
            }
        }
    }
    days
}

/// A help session as the story played it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Session {
    /// How long it took.
    pub minutes: u32,
    /// A teacher signed it.
    pub signed: bool,
    /// It was edited after that.
    pub edited_since: bool,
}

/// How many sessions count for recognition, and how many minutes they have.
pub(super) fn recognised(sessions: &[Session]) -> (usize, u32) {
    let mut count = 0;
    let mut minutes = 0;
    for session in sessions {
        if session.signed && !session.edited_since {
            count += 1;
            minutes += session.minutes;
        }
    }
    (count, minutes)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }

    #[test]
    fn the_haversine_agrees_with_known_distances() {
        // A degree of a great circle, and Paris to Dijon by another program.
        assert!((km(&at(0.0, 0.0), &at(0.0, 1.0)) - 111.195_08).abs() < 1e-4);
        assert!((km(&at(48.8566, 2.3522), &at(47.322, 5.0415)) - 262.8).abs() < 1.0);
        assert_eq!(km(&at(46.3, 4.8), &at(46.3, 4.8)), 0.0);
    }

    #[test]
    fn the_next_in_line_takes_a_seat_that_is_given_back() {
        use SeatIs::{Held, Waiting};
        assert_eq!(seats(2, &[false; 3]), [Some(Held), Some(Held), Some(Waiting(1))]);
        assert_eq!(seats(2, &[true, false, false]), [None, Some(Held), Some(Held)]);
    }

    #[test]
    fn free_days_are_weekdays_that_nobody_has() {
        let friday = date(2026, 12, 4);
        let monday = date(2026, 12, 7);
        let days = free_days(friday, &BTreeSet::from([friday, monday]), date(2026, 12, 3), 3);
        assert_eq!(days, [date(2026, 12, 3), date(2026, 12, 8), date(2026, 12, 9)]);
    }

    #[test]
    fn only_what_was_signed_and_left_as_it_was_is_recognised() {
        let session = |signed, edited_since| Session { minutes: 10, signed, edited_since };
        let sessions = [session(true, false), session(true, true), session(false, false)];
        assert_eq!(recognised(&sessions), (1, 10));
    }
}
