//! A region in a temporary folder, with phones that have nothing but the protocol.
#![allow(dead_code, unused_imports, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "only tests use it")]

mod documents;
mod net;
mod phone;
mod tls;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sharenum_domain::Role;
use sharenum_hub::invitation::InvitationOrder;
use sharenum_hub::{Clock, Hub, HubOptions};
use sharenum_ledger::HubRole;
use tempfile::TempDir;

pub use documents::*;
pub use net::*;
pub use phone::{Phone, join as phone_join};
pub use tls::{Issued, pem};

/// 2 November 2026, 08:00 UTC: a Monday.
pub const MONDAY: i64 = 1_793_606_400_000;
pub const DAY: i64 = 24 * 3600 * 1000;

/// A clock that the test moves.
#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn new() -> Self {
        Self(Arc::new(AtomicI64::new(MONDAY)))
    }

    pub fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub fn set(&self, ms: i64) {
        self.0.store(ms, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// A hub in a folder of its own.
pub struct TestHub {
    pub folder: TempDir,
    pub clock: TestClock,
    pub hub: Arc<Hub>,
}

pub fn options(clock: &TestClock) -> HubOptions {
    HubOptions { clock: Arc::new(clock.clone()), time_zone: TimeZone::UTC, ..HubOptions::default() }
}

pub fn region() -> TestHub {
    region_at(&TestClock::new())
}

pub fn region_at(clock: &TestClock) -> TestHub {
    let folder = tempfile::tempdir().unwrap();
    let hub = Hub::open(folder.path(), HubRole::Region, options(clock)).unwrap();
    TestHub { folder, clock: clock.clone(), hub: Arc::new(hub) }
}

impl TestHub {
    /// Turns the box off and on.
    pub fn restart(self) -> Self {
        let Self { folder, clock, hub } = self;
        let role = hub.role();
        drop(Arc::into_inner(hub).expect("nobody else holds the hub"));
        let hub = Arc::new(Hub::open(folder.path(), role, options(&clock)).unwrap());
        Self { folder, clock, hub }
    }

    pub fn code(&self, roles: &[Role], school: Option<&str>) -> String {
        let order = InvitationOrder {
            roles: roles.to_vec(),
            school: school.map(|code| code.parse().unwrap()),
            member: None,
            days: 14,
        };
        self.hub.invite(&order).unwrap().code.to_string()
    }

    /// A member who joined.
    pub fn member(&self, seed: u8) -> Phone {
        self.member_with(seed, &[Role::Member], None)
    }

    pub fn member_with(&self, seed: u8, roles: &[Role], school: Option<&str>) -> Phone {
        Phone::join(&self.hub, &self.code(roles, school), seed).unwrap()
    }
}
