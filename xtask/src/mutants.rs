//! Breaks the code on purpose, one place at a time, and sees that a test fails.

use clap::ValueEnum;

use crate::command::{Outcome, cargo, root, run};

/// A crate whose tests are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The rules.
    Domain,
    /// Signatures, admission, documents.
    Ledger,
    /// The sync state machine and the messages, without the HTTP client.
    Sync,
}

impl Part {
    const ALL: [Self; 3] = [Self::Domain, Self::Ledger, Self::Sync];

    const fn name(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Ledger => "ledger",
            Self::Sync => "sync",
        }
    }

    /// Which of its tests are run on each mutant.
    const fn tests(self) -> &'static str {
        match self {
            // The other tests of this crate read files that are not part of the project.
            Self::Domain => "--lib",
            Self::Ledger | Self::Sync => "--tests",
        }
    }
}

/// Tries one crate, or all three. `arguments` go to cargo-mutants: `--file`, `--re`, `--list`.
pub fn mutants(part: Option<Part>, arguments: &[String]) -> Outcome {
    let found = cargo(&["mutants", "--version"]).output();
    if !found.is_ok_and(|found| found.status.success()) {
        return Err("cargo-mutants is missing: cargo install --locked cargo-mutants".to_owned());
    }
    // Every part is tried, also after one that has survivors.
    let parts = part.map_or_else(|| Part::ALL.to_vec(), |part| vec![part]);
    let outcomes: Vec<Outcome> = parts.into_iter().map(|part| try_one(part, arguments)).collect();
    outcomes.into_iter().collect()
}

fn try_one(part: Part, arguments: &[String]) -> Outcome {
    // The folder outlives a run, so that only the first one builds the dependencies.
    let builds = root().join("target").join("mutants");
    let results = builds.join(part.name());
    std::fs::create_dir_all(&results)
        .map_err(|error| format!("cannot make {}: {error}", results.display()))?;
    let mut command = cargo(&["mutants", "--jobs", "1", "--no-shuffle"]);
    command.args(["--package", &format!("sharenum-{}", part.name())]);
    command.arg("--output").arg(&results);
    command.args(arguments).args(["--", part.tests()]);
    command.env("CARGO_TARGET_DIR", &builds);
    // A few cases are enough to see whether a property notices; with the whole number each mutant
    // would cost several times as much.
    command.env("PROPTEST_CASES", "32");
    run(command)
}
