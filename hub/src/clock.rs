//! The hub's clock, handed in.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use jiff::Timestamp;

pub use sharenum_companion::{Clock, SystemClock};

/// A clock that never goes back and never stands still: a box without a battery boots in 1970,
/// and receipts decide who asked first.
#[derive(Debug)]
pub(crate) struct Forward(Mutex<State>);

#[derive(Debug)]
struct State {
    /// A time that was right, or later, at the moment `since`.
    floor: i64,
    since: Instant,
    /// The last answer.
    last: i64,
    /// No clock is believed beyond this.
    limit: i64,
}

impl State {
    fn raise(&mut self, floor: i64, since: Instant) {
        (self.floor, self.since) = (floor, since);
    }
}

impl Forward {
    /// Starts from the highest time that is known to have passed, and believes a clock up to
    /// `limit` (milliseconds since 1970).
    pub(crate) fn new(floor: i64, limit: i64) -> Self {
        Self(Mutex::new(State { floor, since: Instant::now(), last: floor, limit }))
    }

    /// Now; by a clock that is behind what is known, or far beyond what can be, the time that has
    /// passed since the floor (milliseconds since 1970).
    pub(crate) fn now_ms(&self, clock: &dyn Clock) -> i64 {
        self.told(clock.now().as_millisecond(), Instant::now())
    }

    /// The time when the machine's clock says `told` and the monotonic one `instant`.
    fn told(&self, told: i64, instant: Instant) -> i64 {
        let mut state = self.lock();
        let now = if told >= state.floor && told <= state.limit {
            state.raise(told, instant);
            told
        } else {
            let passed = instant.saturating_duration_since(state.since).as_millis();
            state.floor.saturating_add(i64::try_from(passed).unwrap_or(i64::MAX))
        };
        state.last = state.last.max(now);
        state.last
    }

    /// It is at least this late, as another process or the region's certificate shows.
    pub(crate) fn at_least(&self, floor: i64) {
        let mut state = self.lock();
        if floor > state.last {
            state.raise(floor, Instant::now());
        }
    }

    /// Believes a clock up to here from now on.
    pub(crate) fn believe_until(&self, limit: i64) {
        self.lock().limit = limit;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A time as jiff has it; out of its range, the nearest that it has.
pub(crate) fn timestamp(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(if ms < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_clock_of_a_box_that_boots_in_1970_goes_on_from_where_it_was() {
        let forward = Forward::new(1_000_000, i64::MAX);
        let start = Instant::now();
        let later = |ms| start + Duration::from_millis(ms);
        let first = forward.told(0, start);
        assert!(first >= 1_000_000);
        assert_eq!(forward.told(0, later(300)), first + 300, "who asks later is later");
        assert_eq!(forward.told(2_000_000, later(400)), 2_000_000);
        assert_eq!(forward.told(1_500_000, later(500)), 2_000_100);
        forward.at_least(3_000_000);
        assert!(forward.told(0, later(600)) >= 3_000_000);
    }

    #[test]
    fn a_clock_that_jumped_out_of_reason_is_not_believed() {
        let forward = Forward::new(1_000_000, 5_000_000);
        let now = Instant::now();
        assert!(forward.told(9_000_000, now) < 2_000_000);
        forward.believe_until(10_000_000);
        assert_eq!(forward.told(9_000_000, now), 9_000_000);
    }
}
