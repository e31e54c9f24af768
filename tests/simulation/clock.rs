//! One time for the whole case, and a clock per device that is ahead or behind.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Monday, 2 November 2026, 08:00 UTC.
pub const START_MS: i64 = 1_793_606_400_000;
pub const MINUTE_MS: i64 = 60_000;

/// What time it really is.
#[derive(Clone)]
pub struct Time(Arc<AtomicI64>);

impl Time {
    pub fn at(ms: i64) -> Self {
        Self(Arc::new(AtomicI64::new(ms)))
    }

    pub fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub fn ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    pub fn clock(&self, ahead_minutes: i64) -> Arc<DeviceClock> {
        Arc::new(DeviceClock { time: self.clone(), ahead_ms: ahead_minutes * MINUTE_MS })
    }
}

/// What a device takes it for.
pub struct DeviceClock {
    time: Time,
    ahead_ms: i64,
}

impl DeviceClock {
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.time.ms() + self.ahead_ms).unwrap()
    }
}

impl sharenum_companion::Clock for DeviceClock {
    fn now(&self) -> Timestamp {
        Self::now(self)
    }
}
