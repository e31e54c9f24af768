//! A region, its bus and its phones, and what can go wrong between them.

mod clock;
mod front;
mod hubs;
mod phone;
mod process;
mod schools;
mod scribe;
mod strict;
mod wire;

use std::future::Future;
use std::time::Duration;

pub use clock::{DAY, TestClock, WEEK};
pub use front::Front;
pub use hubs::{Bus, Region, forget_all_but_the_keys};
pub use phone::{Phone, opening};
pub use process::{Binary, HubProcess};
pub use schools::*;
pub use scribe::Scribe;
pub use strict::StricterHub;
#[allow(unused_imports, reason = "the hostile tests use all of it")]
pub use wire::{Answer, Cut, HttpMessage, Imposter, Proxy, accept, post};

/// How long one sync may take before the test is given up.
pub const BUDGET: Duration = Duration::from_secs(30);

/// Waits for what must happen, but not for ever.
pub async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(BUDGET, what).await.expect("it takes too long")
}
