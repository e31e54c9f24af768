//! What the benchmarks are made of: clocks that count processor time, a region with its hub, devices
//! that write, phones that read, and the rows that `cargo xtask bench` puts into
//! `docs/performance.md`.
//!
//! The machine that runs this is rarely idle, so processor time counts more than the wall clock,
//! and a figure stands beside a baseline that took turns with it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "only benchmarks use it"
)]

mod clock;
mod content;
mod criterion_time;
mod memory;
mod pen;
mod phone;
mod region;
mod report;
mod spread;

pub use clock::{Cost, CpuTime, process_cpu, thread_cpu};
pub use content::{SCHOOL, catalogue, directory, near, need, school_number, slug, ticket};
pub use criterion_time::time;
pub use memory::{cpu_of, peak_kb, resident_kb};
pub use pen::{Pen, Written};
pub use phone::{Phone, Synced, file_key};
pub use region::{Ask, Link, Region, answer, open_session};
pub use report::{Report, Row, us};
pub use spread::{Spread, turns};
