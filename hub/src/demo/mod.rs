//! `cargo demo`: a ticket crosses phone, bus and region, on real schools.
//!
//! [`story`] plays it and says what happens to whoever listens; [`report`] draws it. What the
//! phones' and hubs' files say is compared with answers that were reckoned without them, so a
//! check that is switched off anywhere below makes the demo fail.

mod args;
mod brute;
mod cast;
mod chance;
mod console;
mod error;
mod phone;
mod play;
pub mod report;
mod schools;
mod stage;
pub mod story;

pub use args::{DemoArgs, run};
pub use error::{DemoError, Difference};
