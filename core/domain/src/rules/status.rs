//! Which status counts when several were written at the same time, and which may follow.
//!
//! Two phones of one author, both offline, can write two values; a CRDT keeps both. The
//! one that counts is the highest by rank, never the latest by clock: a maximum is the
//! same in any order, on every replica. Ranks follow the life of a thing, and the end
//! wins over what goes on, because people act on an end (they stay at home) and a missed
//! "go on" is seen and written again.

use crate::words::{RequestStatus, TicketStatus, WorkshopStatus};

/// The status that counts: Cancelled, Done, Scheduled, InDiscussion, Open, in this order.
///
/// A word of a newer app counts only when it stands alone; with nothing written, Open.
pub fn resolve_status(values: &[TicketStatus]) -> TicketStatus {
    highest(values, TicketStatus::Open, |status| match status {
        TicketStatus::Unknown(_) => 0,
        TicketStatus::Open => 1,
        TicketStatus::InDiscussion => 2,
        TicketStatus::Scheduled => 3,
        TicketStatus::Done => 4,
        TicketStatus::Cancelled => 5,
    })
}

/// What the author of a request wants: Cancelled wins; with nothing written, Asked.
pub fn resolve_request(values: &[RequestStatus]) -> RequestStatus {
    highest(values, RequestStatus::Asked, |status| match status {
        RequestStatus::Unknown(_) => 0,
        RequestStatus::Asked => 1,
        RequestStatus::Cancelled => 2,
    })
}

/// The status that counts: Cancelled, Done, Published, WaitingForBus, in this order.
///
/// With nothing written it waits for its bus, so that nobody is alerted.
pub fn resolve_workshop(values: &[WorkshopStatus]) -> WorkshopStatus {
    highest(values, WorkshopStatus::WaitingForBus, |status| match status {
        WorkshopStatus::Unknown(_) => 0,
        WorkshopStatus::WaitingForBus => 1,
        WorkshopStatus::Published => 2,
        WorkshopStatus::Done => 3,
        WorkshopStatus::Cancelled => 4,
    })
}

/// The value of the highest rank; the word itself decides between two unknown ones.
fn highest<S: Clone + Ord>(values: &[S], absent: S, rank: impl Fn(&S) -> u8) -> S {
    values.iter().max_by_key(|value| (rank(value), *value)).cloned().unwrap_or(absent)
}

/// Whether a ticket may go from one status to the next.
///
/// Open, InDiscussion, Scheduled, Done, one step at a time; or Cancelled before it is done.
pub fn may_become(from: &TicketStatus, to: &TicketStatus) -> bool {
    use TicketStatus::{Cancelled, Done, InDiscussion, Open, Scheduled};
    matches!(
        (from, to),
        (Open, InDiscussion)
            | (InDiscussion, Scheduled)
            | (Scheduled, Done)
            | (Open | InDiscussion | Scheduled, Cancelled)
    )
}

/// Whether a ticket still looks for somebody: help may be proposed, and alerts go out.
///
/// A status of a newer app may mean anything, so it does not ring on this one.
pub fn accepts_proposals(status: &TicketStatus) -> bool {
    matches!(status, TicketStatus::Open | TicketStatus::InDiscussion)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unknown(word: &str) -> TicketStatus {
        TicketStatus::Unknown(word.to_owned())
    }

    #[test]
    fn the_end_of_a_ticket_wins() {
        use TicketStatus::{Cancelled, Done, InDiscussion, Open, Scheduled};
        for (values, counts) in [
            (vec![], Open),
            (vec![Open, InDiscussion], InDiscussion),
            (vec![Scheduled, InDiscussion], Scheduled),
            (vec![Done, Scheduled], Done),
            (vec![Done, Cancelled], Cancelled),
            (vec![unknown("paused"), Open], Open),
            (vec![unknown("paused")], unknown("paused")),
        ] {
            assert_eq!(resolve_status(&values), counts, "{values:?}");
        }
    }

    #[test]
    fn a_request_taken_back_on_one_phone_is_taken_back() {
        use RequestStatus::{Asked, Cancelled};
        assert_eq!(resolve_request(&[]), Asked);
        assert_eq!(resolve_request(&[Asked, Cancelled]), Cancelled);
        assert_eq!(resolve_request(&[Asked, RequestStatus::Unknown("held".into())]), Asked);
    }

    #[test]
    fn a_workshop_without_status_alerts_nobody_yet() {
        use WorkshopStatus::{Cancelled, Done, Published, WaitingForBus};
        assert_eq!(resolve_workshop(&[]), WaitingForBus);
        assert_eq!(resolve_workshop(&[WaitingForBus, Published]), Published);
        assert_eq!(resolve_workshop(&[Cancelled, Done]), Cancelled);
        assert_eq!(resolve_workshop(&[Done, Published]), Done);
    }

    #[test]
    fn a_ticket_goes_one_step_at_a_time_or_is_cancelled() {
        use TicketStatus::{Cancelled, Done, InDiscussion, Open, Scheduled};
        let allowed = [
            (Open, InDiscussion),
            (InDiscussion, Scheduled),
            (Scheduled, Done),
            (Open, Cancelled),
            (InDiscussion, Cancelled),
            (Scheduled, Cancelled),
        ];
        let all = [Open, InDiscussion, Scheduled, Done, Cancelled, unknown("paused")];
        for from in &all {
            for to in &all {
                let expected = allowed.contains(&(from.clone(), to.clone()));
                assert_eq!(may_become(from, to), expected, "{from} to {to}");
            }
        }
    }

    #[test]
    fn help_is_proposed_until_a_date_is_set() {
        let open: Vec<&TicketStatus> =
            TicketStatus::KNOWN.iter().filter(|status| accepts_proposals(status)).collect();
        assert_eq!(open, [&TicketStatus::Open, &TicketStatus::InDiscussion]);
        assert!(!accepts_proposals(&unknown("paused")));
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_never_matters(
            (values, shuffled) in prop::collection::vec(0..8usize, 0..6)
                .prop_flat_map(|values| (Just(values.clone()), Just(values).prop_shuffle())),
        ) {
            fn words<W: From<String> + Clone>(known: &[W], indices: &[usize]) -> Vec<W> {
                let word = |i: &usize| known.get(*i).cloned().unwrap_or(W::from(format!("new{i}")));
                indices.iter().map(word).collect()
            }
            let tickets = |indices: &[usize]| resolve_status(&words(TicketStatus::KNOWN, indices));
            let requests =
                |indices: &[usize]| resolve_request(&words(RequestStatus::KNOWN, indices));
            let workshops =
                |indices: &[usize]| resolve_workshop(&words(WorkshopStatus::KNOWN, indices));
            prop_assert_eq!(tickets(&values), tickets(&shuffled));
            prop_assert_eq!(requests(&values), requests(&shuffled));
            prop_assert_eq!(workshops(&values), workshops(&shuffled));
        }
    }
}
