//! What must hold for any bytes, one function per door: the bodies of the fuzz targets under
//! `tests/fuzz`, which `cargo test` replays over the kept corpus.
//!
//! Each function takes whatever bytes there are and panics when a property does not hold. Beside
//! "no panic" they say: what decodes has one encoding, a verdict does not depend on the order of
//! arrival, an answer is no larger than what it was made of, and a failure loses nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a property that does not hold is a panic"
)]

pub mod admission;
mod bytes;
pub mod certificate;
pub mod chunk;
pub mod directory;
pub mod payload;
mod phone;
pub mod region;
pub mod script;
pub mod seeds;
pub mod session;
pub mod wire;

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

/// A door, by the name of its fuzz target.
pub type Property = fn(&[u8]);

/// Every property with the name of its fuzz target and of its corpus.
pub const ALL: [(&str, Property); 7] = [
    ("admission", admission::check),
    ("certificate", certificate::check),
    ("chunk", chunk::check),
    ("directory", directory::check),
    ("payload", payload::check),
    ("session", session::check),
    ("wire", wire::check),
];

thread_local! {
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps what a panic says instead of printing it. The ledger catches panics of automerge on
/// purpose, and a fuzzer's own hook would take each of them for a finding.
pub fn keep_panics_quiet() {
    panic::set_hook(Box::new(|info| SAID.set(info.to_string())));
}

/// What the last panic of this thread said, caught or not.
#[must_use]
pub fn last_panic() -> String {
    SAID.with_borrow(Clone::clone)
}

/// Runs a property and lets only a panic that nothing caught be seen.
pub fn fuzz(property: Property, data: &[u8]) {
    if panic::catch_unwind(AssertUnwindSafe(|| property(data))).is_err() {
        eprintln!("{}", SAID.take());
        std::process::abort();
    }
}
