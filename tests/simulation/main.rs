//! Any order, same result: phones, a bus and a region in one process, with a network that loses,
//! repeats, delays and mixes up, and steps drawn from a seed.
//!
//! However the steps fell, once everybody has synced in peace all must agree: equal tables, each
//! alert once, no seat and no day with two holders, nothing left in an outbox, nothing lost that a
//! call had returned. What must be there is worked out apart from the product (`checks`). A case
//! that fails is shortened and printed, with the command that plays it again.
//!
//! `cargo xtask simulate --cases 10000 --seed 7` plays more.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod cast;
mod chance;
mod checks;
mod clock;
mod deeds;
mod hubs;
mod log;
mod network;
mod phone;
mod play;
mod rings;
mod run;
#[path = "../scenarios/common/schools.rs"]
#[allow(dead_code, reason = "the scenarios need the rest")]
mod schools;
mod seen;
mod shrink;
mod step;
mod way;
mod world;

/// What the shared schools expect of a clock.
use clock::DeviceClock as TestClock;

#[test]
fn any_order_of_edits_and_syncs_ends_in_the_same_for_everybody() {
    run::Run::from_environment().play();
}

#[test]
fn a_case_is_played_again_from_its_seed_alone() {
    run::a_case_is_the_same_again();
}
