//! Everything a maintainer runs: `cargo xtask …`.

mod android;
mod bench;
mod bindings;
mod command;
mod crash;
mod fuzz;
mod ios;
mod mutants;
mod parity;
mod simulate;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::command::{Outcome, cargo, run};
use crate::mutants::Part;

/// Everything a maintainer of Sharenum Companion runs.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run every test: Rust, then Kotlin, Swift and Python where they are installed.
    ///
    /// With a filter, those of Rust alone.
    ///
    /// Example: cargo xtask test -- radius
    Test {
        /// What to pass on to the test programs, such as a part of a test's name
        #[arg(last = true)]
        filter: Vec<String>,
    },
    /// Play cases of the simulation in which everybody must agree in the end, or one of them again.
    ///
    /// Example: cargo xtask simulate --cases 10000 --seed 7
    Simulate(simulate::Cases),
    /// Format, lint, licences and documentation: what a change must pass beside the tests.
    ///
    /// Example: cargo xtask check
    Check,
    /// Kill phones and hubs at named and at random moments, more often than the tests do.
    ///
    /// Example: cargo xtask crash --kills 5000 --seed 7
    Crash {
        /// How many kills
        #[arg(long, default_value_t = 5_000)]
        kills: usize,
        /// Which ones: the same seed gives the same orders, though not the same moments
        #[arg(long, default_value_t = 4)]
        seed: u64,
    },
    /// Run the benchmarks, and write their figures into docs/performance.md and its plot.
    ///
    /// Names: edit, fold, ingest, nothing-new, first-sync, changes, cold-start, radius, search,
    /// served. Rows of benchmarks that are not run stay as they are.
    ///
    /// Example: cargo xtask bench ingest --full
    Bench {
        /// Which ones; all of them without a name
        names: Vec<String>,
        /// Also those that take minutes: a hub with a million changes
        #[arg(long)]
        full: bool,
    },
    /// Generate the code of the three languages, test it, and build what is shipped.
    ///
    /// Example: cargo xtask bindings test-kotlin
    #[command(subcommand)]
    Bindings(bindings::Task),
    /// Compile and test the Android app as far as this machine can: every room but the APK.
    ///
    /// Example: cargo xtask android check --rooms screens --tests 'Help*'
    #[command(subcommand)]
    Android(android::Task),
    /// Open the app in a window, on a small lived-in region that runs as long as the window.
    ///
    /// Example: cargo xtask app --as host --language fr
    App(android::App),
    /// Make what Xcode needs to open the iOS app, or check that app as far as this machine can.
    ///
    /// Example: cargo xtask ios check --fast
    #[command(subcommand)]
    Ios(ios::Task),
    /// Write the pinned vectors under tests/vectors anew. A diff there is a new wire format.
    ///
    /// Example: cargo xtask vectors
    Vectors,
    /// Break the code on purpose, one place at a time, and see that a test fails (hours).
    ///
    /// Example: cargo xtask mutants sync -- --file core/sync/src/reply.rs
    Mutants {
        /// One crate alone
        part: Option<Part>,
        /// What to pass on to cargo-mutants, such as --file, --re or --list
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Throw bytes at the doors: the fuzz targets under tests/fuzz. Needs cargo-fuzz and a nightly
    /// toolchain. Stops at the first finding, which lies in tests/fuzz/artifacts.
    ///
    /// Example: cargo xtask fuzz --smoke
    ///
    /// Example: cargo xtask fuzz payload --minutes 20
    Fuzz {
        /// Which target; admission, certificate, chunk, directory, payload, session or wire
        target: Option<String>,
        /// How long it runs
        #[arg(long, default_value_t = 20)]
        minutes: u64,
        /// Run every target for a minute
        #[arg(long, conflicts_with_all = ["target", "minutes"])]
        smoke: bool,
        /// Rewrite the target's kept corpus from what was found
        #[arg(long, conflicts_with_all = ["minutes", "smoke"], requires = "target")]
        keep: bool,
    },
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().task {
        Task::Test { filter } => test(&filter),
        Task::Simulate(cases) => simulate::run_cases(&cases),
        Task::Check => check(),
        Task::Crash { kills, seed } => crash::crash(kills, seed),
        Task::Bench { names, full } => bench::bench(&names, full),
        Task::Bindings(task) => bindings::bindings(task),
        Task::Android(task) => android::android(task),
        Task::App(app) => android::app(&app),
        Task::Ios(task) => ios::ios(task),
        Task::Vectors => vectors(),
        Task::Mutants { part, arguments } => mutants::mutants(part, &arguments),
        Task::Fuzz { target: Some(target), keep: true, .. } => fuzz::keep(&target),
        Task::Fuzz { target, minutes, smoke, .. } => fuzz::fuzz(target.as_deref(), minutes, smoke),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn test(filter: &[String]) -> Outcome {
    let mut command = cargo(&["test", "--workspace", "--locked"]);
    command.arg("--").args(filter);
    run(command)?;
    if filter.is_empty() { bindings::test_all() } else { Ok(()) }
}

fn check() -> Outcome {
    run(cargo(&["fmt", "--all", "--check"]))?;
    run(cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))?;
    let mut documentation = cargo(&["doc", "--workspace", "--no-deps", "--locked", "--quiet"]);
    documentation.env("RUSTDOCFLAGS", "-D warnings");
    run(documentation)?;
    if cargo(&["deny", "--version"]).output().is_ok_and(|found| found.status.success()) {
        run(cargo(&["deny", "check", "licenses", "bans", "sources"]))
    } else {
        println!("skipped: licences (cargo install --locked cargo-deny)");
        Ok(())
    }
}

fn vectors() -> Outcome {
    let mut command =
        cargo(&["test", "--locked", "--package", "sharenum-tests", "--test", "vectors"]);
    command.args(["--", "the_wire_format_is_the_pinned_one"]);
    command.env("SHARENUM_UPDATE_VECTORS", "1");
    run(command)
}
