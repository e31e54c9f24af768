//! Seats of a workshop: who has one, and who waits.

use std::collections::BTreeMap;

use crate::id::DocumentId;
use crate::words::Outcome;

/// One request for a seat or a day, as its home hub knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The request.
    pub request: DocumentId,
    /// Its place in the order of first signed receipts, of a bus or the region.
    pub order: u64,
    /// Whether its author no longer wants it.
    pub cancelled: bool,
    /// What was decided before.
    pub decided: Option<Outcome>,
}

impl Ask {
    /// The outcome that stands whatever else is asked for; `None` when it is still open.
    ///
    /// Somebody who waits is open: a seat that falls free promotes them. An outcome of a
    /// newer hub is kept.
    pub(super) fn settled(&self) -> Option<Outcome> {
        if self.cancelled {
            return Some(Outcome::Released);
        }
        self.decided.clone().filter(|outcome| *outcome != Outcome::Waiting)
    }
}

/// Whether an outcome takes the seat or the day. One of a newer hub might, and nothing
/// may have two holders.
pub(super) fn holds(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Confirmed | Outcome::Unknown(_))
}

/// Each request once, in the order of receipts; the id decides between equal ones, and
/// of a request that is listed twice the earlier receipt counts.
pub(super) fn in_order<'a>(asks: impl IntoIterator<Item = &'a Ask>) -> Vec<&'a Ask> {
    let mut first: BTreeMap<DocumentId, &Ask> = BTreeMap::new();
    for ask in asks {
        let known = first.entry(ask.request).or_insert(ask);
        let rank = |ask: &Ask| (ask.order, !ask.cancelled, ask.decided.clone());
        if rank(ask) < rank(known) {
            *known = ask;
        }
    }
    let mut asks: Vec<&Ask> = first.into_values().collect();
    asks.sort_by_key(|ask| (ask.order, ask.request));
    asks
}

/// Who gets a seat, in the order of receipts; those who wait get their place from 1.
///
/// Decisions are final: who was confirmed keeps the seat, even when seats are taken away
/// later; who was refused stays refused. A cancellation releases the seat and promotes
/// the next who waits. The order of `asks` does not matter.
pub fn allot_seats(seats: u32, asks: &[Ask]) -> BTreeMap<DocumentId, (Outcome, Option<u32>)> {
    let asks = in_order(asks);
    let taken = asks.iter().filter_map(|ask| ask.settled()).filter(holds).count();
    let mut free = u32::try_from(taken).map_or(0, |taken| seats.saturating_sub(taken));
    let mut waiting = 0;
    asks.into_iter()
        .map(|ask| {
            let outcome = match ask.settled() {
                Some(outcome) => (outcome, None),
                None if free > 0 => {
                    free -= 1;
                    (Outcome::Confirmed, None)
                }
                None => {
                    waiting += 1;
                    (Outcome::Waiting, Some(waiting))
                }
            };
            (ask.request, outcome)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(n: u8) -> DocumentId {
        DocumentId::from([n; 32])
    }

    fn ask(n: u8, order: u64) -> Ask {
        Ask { request: id(n), order, cancelled: false, decided: None }
    }

    fn decided(n: u8, order: u64, outcome: Outcome) -> Ask {
        Ask { decided: Some(outcome), ..ask(n, order) }
    }

    fn cancelled(ask: Ask) -> Ask {
        Ask { cancelled: true, ..ask }
    }

    fn outcomes(seats: u32, asks: &[Ask]) -> Vec<(u8, Outcome, Option<u32>)> {
        allot_seats(seats, asks)
            .into_iter()
            .map(|(request, (outcome, place))| (request.as_bytes()[0], outcome, place))
            .collect()
    }

    #[test]
    fn three_ask_for_two_seats_and_the_last_receipt_waits() {
        assert_eq!(
            outcomes(2, &[ask(1, 30), ask(2, 10), ask(3, 20)]),
            [
                (1, Outcome::Waiting, Some(1)),
                (2, Outcome::Confirmed, None),
                (3, Outcome::Confirmed, None)
            ]
        );
    }

    #[test]
    fn a_cancellation_promotes_the_next_who_waits() {
        let asks = [
            cancelled(decided(1, 1, Outcome::Confirmed)),
            decided(2, 2, Outcome::Confirmed),
            decided(3, 3, Outcome::Waiting),
            decided(4, 4, Outcome::Waiting),
        ];
        assert_eq!(
            outcomes(2, &asks),
            [
                (1, Outcome::Released, None),
                (2, Outcome::Confirmed, None),
                (3, Outcome::Confirmed, None),
                (4, Outcome::Waiting, Some(1))
            ]
        );
    }

    #[test]
    fn who_was_confirmed_keeps_the_seat_whatever_happens() {
        // Seats were taken away, and a request with an earlier receipt came in late.
        let asks =
            [ask(1, 1), decided(2, 5, Outcome::Confirmed), decided(3, 6, Outcome::Confirmed)];
        assert_eq!(
            outcomes(1, &asks),
            [
                (1, Outcome::Waiting, Some(1)),
                (2, Outcome::Confirmed, None),
                (3, Outcome::Confirmed, None)
            ]
        );
    }

    #[test]
    fn a_decision_is_final() {
        let asks = [decided(1, 1, Outcome::Refused), decided(2, 2, Outcome::Released), ask(3, 3)];
        assert_eq!(
            outcomes(5, &asks),
            [
                (1, Outcome::Refused, None),
                (2, Outcome::Released, None),
                (3, Outcome::Confirmed, None)
            ]
        );
    }

    #[test]
    fn an_outcome_of_a_newer_hub_is_kept_and_its_seat_not_given_away() {
        let leased = Outcome::Unknown("leased".into());
        let asks = [decided(1, 1, leased.clone()), ask(2, 2)];
        assert_eq!(outcomes(1, &asks), [(1, leased, None), (2, Outcome::Waiting, Some(1))]);
    }

    #[test]
    fn a_request_that_is_listed_twice_gets_one_seat() {
        assert_eq!(
            outcomes(1, &[ask(1, 3), ask(2, 2), ask(1, 1)]),
            [(1, Outcome::Confirmed, None), (2, Outcome::Waiting, Some(1))]
        );
    }

    #[test]
    fn of_a_request_that_is_listed_twice_with_one_receipt_the_cancellation_counts() {
        for asks in [[ask(1, 1), cancelled(ask(1, 1))], [cancelled(ask(1, 1)), ask(1, 1)]] {
            assert_eq!(outcomes(1, &asks), [(1, Outcome::Released, None)]);
        }
    }

    fn any_ask() -> impl Strategy<Value = Ask> {
        let decision = prop_oneof![
            Just(None),
            Just(Some(Outcome::Confirmed)),
            Just(Some(Outcome::Waiting)),
            Just(Some(Outcome::Refused)),
            Just(Some(Outcome::Released)),
            Just(Some(Outcome::Unknown("leased".into()))),
        ];
        (0..12u8, 0..6u64, any::<bool>(), decision).prop_map(|(n, order, cancelled, decided)| Ask {
            request: id(n),
            order,
            cancelled,
            decided,
        })
    }

    proptest! {
        #[test]
        fn the_order_of_the_list_never_matters(
            seats in 0..6u32,
            (asks, shuffled) in prop::collection::vec(any_ask(), 0..15)
                .prop_flat_map(|asks| (Just(asks.clone()), Just(asks).prop_shuffle())),
        ) {
            prop_assert_eq!(allot_seats(seats, &asks), allot_seats(seats, &shuffled));
        }

        #[test]
        fn no_seat_has_two_holders_and_none_stays_empty_while_somebody_waits(
            seats in 0..6u32, asks in prop::collection::vec(any_ask(), 0..15),
        ) {
            let before = in_order(&asks).iter().filter_map(|ask| ask.settled()).filter(holds).count();
            let allotted = allot_seats(seats, &asks);
            let holding = allotted.values().filter(|(outcome, _)| holds(outcome)).count();
            let mut waiting: Vec<u32> = allotted.values().filter_map(|(_, place)| *place).collect();
            waiting.sort_unstable();
            prop_assert!(holding <= before.max(seats as usize));
            prop_assert!(waiting.is_empty() || holding >= seats as usize);
            prop_assert_eq!(&waiting, &(1..).take(waiting.len()).collect::<Vec<u32>>());
        }

        #[test]
        fn deciding_again_changes_nothing(
            seats in 0..6u32, asks in prop::collection::vec(any_ask(), 0..15),
        ) {
            let first = allot_seats(seats, &asks);
            let again: Vec<Ask> = in_order(&asks)
                .into_iter()
                .map(|ask| Ask { decided: Some(first[&ask.request].0.clone()), ..ask.clone() })
                .collect();
            prop_assert_eq!(allot_seats(seats, &again), first);
        }
    }
}
