//! Many kills: the crash test of `tests/crashes`, told to go on for longer.

use crate::command::{Outcome, cargo, run};

const TEST: &str =
    "kills::killed_anywhere_nothing_that_was_said_is_lost_and_the_work_goes_on_to_the_same_end";

/// Kills phones and hubs so often. What was killed where is printed at the end.
pub fn crash(kills: usize, seed: u64) -> Outcome {
    let mut command =
        cargo(&["test", "--locked", "--package", "sharenum-tests", "--test", "crashes"]);
    command.args(["--", "--exact", TEST, "--nocapture"]);
    command.env("SHARENUM_KILLS", kills.to_string()).env("SHARENUM_SEED", seed.to_string());
    run(command)
}
