//! Hostile bytes through the public doors: a change of a member in good standing who means harm, a
//! hub that signs anything, a file, a directory and an invitation that are not what they seem.
//!
//! Each case is a test with a name. What must hold: nobody panics, what is refused says what to do,
//! the file and the outbox are as they were, and what is good beside the bad still gets in.
//! Captive portals, cut answers, damaged files and rubbish at the hub's doors are in
//! `tests/scenarios/bad_*.rs`; what the parts refuse by themselves is in `core/ledger/tests/hostile.rs`
//! and `core/sync/tests/protocol/hostile.rs`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../scenarios/common/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the scenarios use the rest of it")]
mod common;

mod changes;
mod contents;
mod directory;
mod evil;
mod feed;
mod file;
mod invitation;
mod push;
mod search;
mod traffic;

/// Tests that run one function over a table, each row a test with a name.
macro_rules! cases {
    ($run:path: $($name:ident: $case:expr;)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                $run($case).await;
            }
        )+
    };
}
use cases;
