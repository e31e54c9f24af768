//! Days of a bus or a room: one holder each, and what to offer the others.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};

use super::seats::{Ask, holds, in_order};
use crate::id::DocumentId;
use crate::words::Outcome;

/// Who gets which day, in the order of receipts: one confirmed request per day.
///
/// Decisions are final. A cancellation frees the day for a new request; those who were
/// refused stay refused, they have been offered another day. A day has no waiting list.
/// The order of `asks` does not matter.
pub fn allot_days(asks: &[(Ask, Date)]) -> BTreeMap<DocumentId, Outcome> {
    // A request stands for one day: of several, its earliest, so that order never matters.
    let mut wanted: BTreeMap<DocumentId, Date> = BTreeMap::new();
    for (ask, day) in asks {
        let known = wanted.entry(ask.request).or_insert(*day);
        *known = (*known).min(*day);
    }
    let asks = in_order(asks.iter().map(|(ask, _)| ask));
    let day_of = |ask: &Ask| wanted.get(&ask.request).copied();
    let mut taken: BTreeSet<Option<Date>> = asks
        .iter()
        .filter(|ask| ask.settled().as_ref().is_some_and(holds))
        .map(|ask| day_of(ask))
        .collect();
    asks.into_iter()
        .map(|ask| {
            let outcome = ask.settled().unwrap_or_else(|| {
                let is_free = taken.insert(day_of(ask));
                if is_free { Outcome::Confirmed } else { Outcome::Refused }
            });
            (ask.request, outcome)
        })
        .collect()
}

/// How far from the wanted day alternatives are looked for, each way.
const SEARCH_DAYS: i64 = 366;

/// The `n` free school days (Monday to Friday) nearest to the wanted one, nearest first.
///
/// Never a day before `today`. Of two equally near, the later one comes first: it leaves
/// more time to prepare. School holidays are not known here.
pub fn nearest_free_days(wanted: Date, taken: &BTreeSet<Date>, today: Date, n: usize) -> Vec<Date> {
    let weekend = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    (0..=SEARCH_DAYS)
        .flat_map(|distance| if distance == 0 { vec![0] } else { vec![distance, -distance] })
        .filter_map(|offset| wanted.checked_add(jiff::Span::new().days(offset)).ok())
        .filter(|day| *day >= today && !weekend(*day) && !taken.contains(day))
        .take(n)
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn ask(n: u8, order: u64, decided: Option<Outcome>) -> Ask {
        Ask { request: DocumentId::from([n; 32]), order, cancelled: false, decided }
    }

    fn outcomes(asks: &[(Ask, Date)]) -> Vec<(u8, Outcome)> {
        allot_days(asks)
            .into_iter()
            .map(|(request, outcome)| (request.as_bytes()[0], outcome))
            .collect()
    }

    /// A Wednesday.
    const DAY: Date = date(2026, 12, 2);

    #[test]
    fn two_who_ask_for_the_same_day_are_not_both_confirmed() {
        let other = date(2026, 12, 3);
        let asks = [(ask(1, 2, None), DAY), (ask(2, 1, None), DAY), (ask(3, 3, None), other)];
        assert_eq!(
            outcomes(&asks),
            [(1, Outcome::Refused), (2, Outcome::Confirmed), (3, Outcome::Confirmed)]
        );
    }

    #[test]
    fn a_confirmed_day_is_kept_against_an_earlier_receipt() {
        let asks = [(ask(1, 1, None), DAY), (ask(2, 9, Some(Outcome::Confirmed)), DAY)];
        assert_eq!(outcomes(&asks), [(1, Outcome::Refused), (2, Outcome::Confirmed)]);
    }

    #[test]
    fn a_day_given_back_goes_to_a_new_request_and_not_to_a_refused_one() {
        let released = Ask { cancelled: true, ..ask(1, 1, Some(Outcome::Confirmed)) };
        let asks =
            [(released, DAY), (ask(2, 2, Some(Outcome::Refused)), DAY), (ask(3, 3, None), DAY)];
        assert_eq!(
            outcomes(&asks),
            [(1, Outcome::Released), (2, Outcome::Refused), (3, Outcome::Confirmed)]
        );
    }

    #[test]
    fn alternatives_are_school_days_nearest_first() {
        let (thursday, friday, tuesday, monday) =
            (date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 1), date(2026, 11, 30));
        let taken = BTreeSet::from([DAY, tuesday]);
        let long_ago = date(2026, 1, 1);
        assert_eq!(
            nearest_free_days(DAY, &taken, long_ago, 4),
            [thursday, friday, monday, date(2026, 12, 7)]
        );
        assert_eq!(nearest_free_days(DAY, &BTreeSet::new(), long_ago, 2), [DAY, thursday]);
        assert_eq!(nearest_free_days(DAY, &taken, long_ago, 0), []);
    }

    #[test]
    fn alternatives_never_lie_in_the_past() {
        let taken = BTreeSet::from([DAY]);
        let thursday = date(2026, 12, 3);
        assert_eq!(nearest_free_days(DAY, &taken, DAY, 2), [thursday, date(2026, 12, 4)]);
        let next_year = date(2028, 1, 1);
        assert_eq!(nearest_free_days(DAY, &taken, next_year, 2), []);
        assert_eq!(nearest_free_days(Date::MAX, &BTreeSet::new(), DAY, 1).len(), 1);
    }

    proptest! {
        #[test]
        fn one_holder_per_day_in_any_order(
            (asks, shuffled) in prop::collection::vec(
                (0..10u8, 0..5u64, any::<bool>(), 0..3u8, 1..4i8),
                0..12,
            ).prop_flat_map(|asks| (Just(asks.clone()), Just(asks).prop_shuffle())),
        ) {
            let read = |asks: &[(u8, u64, bool, u8, i8)]| -> Vec<(Ask, Date)> {
                asks.iter()
                    .map(|(n, order, cancelled, decided, day)| {
                        let decided = match decided {
                            0 => None,
                            1 => Some(Outcome::Refused),
                            _ => Some(Outcome::Waiting),
                        };
                        let ask = Ask { cancelled: *cancelled, ..ask(*n, *order, decided) };
                        (ask, date(2026, 12, *day))
                    })
                    .collect()
            };
            let outcomes = allot_days(&read(&asks));
            prop_assert_eq!(&outcomes, &allot_days(&read(&shuffled)));
            let confirmed = outcomes.values().filter(|o| **o == Outcome::Confirmed).count();
            prop_assert!(confirmed <= 3);
        }
    }
}
