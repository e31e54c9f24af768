//! Crashes, power cuts, full disks: what a call had returned is there, what was acknowledged is at
//! the hub, the files open, nothing is there twice, and the work goes on to the same end.
//!
//! `kills` ends processes at named and at random moments; `power` cuts the power on a disk that
//! forgets; `full`, `doors` and `clocks` take room, permissions and time away. What all of them
//! judge by is in `check`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../scenarios/common/mod.rs"]
#[allow(dead_code, unused_imports, reason = "shared with the scenarios")]
mod common;

mod check;
mod clocks;
mod doors;
mod full;
mod home;
mod kills;
mod power;
mod process;
mod story;
mod template;

use common as schools;
