//! A clock that the test moves, for phones and hubs alike.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

pub const DAY: SignedDuration = SignedDuration::from_hours(24);
pub const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Monday, 2 November 2026, 08:00 UTC.
const START_MS: i64 = 1_793_606_400_000;

#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn new() -> Self {
        Self(Arc::new(AtomicI64::new(START_MS)))
    }

    /// Stands at the present, for tests with hubs in processes of their own.
    pub fn of_this_machine() -> Self {
        Self(Arc::new(AtomicI64::new(Timestamp::now().as_millisecond())))
    }

    pub fn advance(&self, by: SignedDuration) {
        let ms = i64::try_from(by.as_millis()).unwrap();
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

impl sharenum_companion::Clock for TestClock {
    fn now(&self) -> Timestamp {
        Self::now(self)
    }
}
