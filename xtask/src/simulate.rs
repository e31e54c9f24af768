//! `cargo xtask simulate`: more cases than the tests play, or one of them again.

use clap::Args;

use crate::command::{Outcome, cargo, run};

/// Which cases to play.
#[derive(Args)]
pub struct Cases {
    /// How many
    #[arg(long, default_value_t = 1_000)]
    cases: u64,
    /// What they are drawn from; without it, those that the tests play
    #[arg(long)]
    seed: Option<u64>,
    /// From which on: many cases can be played in parts
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// Only the case of this number
    #[arg(long, conflicts_with_all = ["cases", "first"])]
    case: Option<u64>,
}

/// Plays them.
pub fn run_cases(cases: &Cases) -> Outcome {
    let mut command =
        cargo(&["test", "--locked", "--package", "sharenum-tests", "--test", "simulation"]);
    command.args(["--", "any_order"]);
    command.env("SHARENUM_SIMULATE_CASES", cases.cases.to_string());
    command.env("SHARENUM_SIMULATE_FIRST", cases.first.to_string());
    if let Some(seed) = cases.seed {
        command.env("SHARENUM_SIMULATE_SEED", seed.to_string());
    }
    if let Some(case) = cases.case {
        command.env("SHARENUM_SIMULATE_CASE", case.to_string());
    }
    run(command)
}
