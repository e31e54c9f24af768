//! What each job costs, beside the floors of `docs/performance.md`. `cargo xtask bench` runs it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "only benchmarks use it"
)]

mod changes;
mod cold_start;
mod edit;
mod first_sync;
mod fold;
mod ingest;
mod lists;
mod nothing_new;
mod radius;
mod samod;
mod search;
mod served;
mod town;

use sharenum_benches::Report;

/// A benchmark: its rows go to the report.
type Bench = fn(&Report);

const BENCHES: [(&str, Bench); 11] = [
    ("edit", edit::run),
    ("fold", fold::run),
    ("ingest", ingest::run),
    ("nothing-new", nothing_new::run),
    ("first-sync", first_sync::run),
    ("changes", changes::run),
    ("cold-start", cold_start::run),
    ("radius", radius::run),
    ("search", search::run),
    ("lists", lists::run),
    ("served", served::run),
];

fn main() {
    // Some measurements are of a process of its own, which is this program again.
    if cold_start::is_child() || served::is_child() {
        return;
    }
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let mut report = Report::from_environment();
    for (name, run) in BENCHES {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            report.begin(name);
            run(&report);
        }
    }
}
