//! `cargo xtask fuzz`: the fuzz targets under tests/fuzz, which need cargo-fuzz and a nightly.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::{Outcome, cargo, root, run};

/// In the order in which a smoke run takes them.
const TARGETS: [&str; 7] =
    ["admission", "certificate", "chunk", "directory", "payload", "session", "wire"];
/// No input of ours needs a tenth of this. A single allocation of 256 MB, or 1 GB in all, is a finding.
const LIMITS: [&str; 4] =
    ["-rss_limit_mb=1024", "-malloc_limit_mb=256", "-timeout=10", "-print_final_stats=1"];

/// Runs one target, or each of them for a minute.
pub fn fuzz(target: Option<&str>, minutes: u64, smoke: bool) -> Outcome {
    let chosen: Vec<&str> = match target {
        Some(name) => vec![known(name)?],
        None if smoke => TARGETS.to_vec(),
        None => return Err(format!("name a target, or --smoke for all: {}", TARGETS.join(", "))),
    };
    check_tools()?;
    for target in chosen {
        let seconds = if smoke { 60 } else { minutes * 60 };
        println!("fuzz: {target}, {seconds} s");
        run_one(target, seconds)?;
    }
    Ok(())
}

/// So the inputs in a kept corpus are named that once broke something: they stay for good.
const FINDING: &str = "found-";

/// Rewrites a target's kept corpus with the smallest inputs that still reach as much, and what once
/// broke something.
pub fn keep(target: &str) -> Outcome {
    let target = known(target)?;
    check_tools()?;
    let (found, kept) = (found(target), kept(target));
    for input in fs::read_dir(&kept).into_iter().flatten().flatten() {
        let to = Path::new(&found).join(input.file_name());
        fs::copy(input.path(), to).map_err(|error| format!("cannot copy an input: {error}"))?;
    }
    let mut minimise = fuzzer("cmin", target);
    minimise.arg(&found);
    run(minimise)?;
    choose(Path::new(&found), Path::new(&kept))
}

/// Takes the smallest inputs, up to what a repository should carry.
fn choose(from: &Path, to: &Path) -> Outcome {
    const MOST_FILES: usize = 40;
    const MOST_BYTES: u64 = 60_000;
    let failed = |error: std::io::Error| format!("cannot write the corpus: {error}");
    let mut inputs = Vec::new();
    for input in fs::read_dir(from).map_err(failed)? {
        let input = input.map_err(failed)?;
        inputs.push((input.metadata().map_err(failed)?.len(), input.path()));
    }
    inputs.sort();
    fs::create_dir_all(to).map_err(failed)?;
    let mut findings = 0;
    for old in fs::read_dir(to).map_err(failed)? {
        let old = old.map_err(failed)?;
        if old.file_name().to_string_lossy().starts_with(FINDING) {
            findings += 1;
        } else {
            fs::remove_file(old.path()).map_err(failed)?;
        }
    }
    // From small to large: a step through the sizes rather than forty of the smallest.
    let step = inputs.len().div_ceil(MOST_FILES.saturating_sub(findings).max(1)).max(1);
    let mut bytes = 0;
    for (size, input) in inputs.into_iter().step_by(step) {
        bytes += size;
        if bytes > MOST_BYTES {
            break;
        }
        let name = input.file_name().unwrap_or_default().to_owned();
        fs::copy(&input, to.join(name)).map_err(failed)?;
    }
    Ok(())
}

fn known(name: &str) -> Result<&'static str, String> {
    let found = TARGETS.into_iter().find(|target| *target == name);
    found.ok_or_else(|| format!("there is no target `{name}`; there are {}", TARGETS.join(", ")))
}

/// Says what is missing, and how it comes here.
fn check_tools() -> Outcome {
    let works = |mut command: Command| command.output().is_ok_and(|found| found.status.success());
    let mut nightly = Command::new("rustup");
    nightly.args(["run", "nightly", "rustc", "--version"]);
    if !works(nightly) {
        return Err(
            "fuzzing needs a nightly toolchain: rustup toolchain install nightly".to_owned()
        );
    }
    let mut tool = Command::new("cargo-fuzz");
    tool.arg("--version");
    if !works(tool) {
        return Err("cargo-fuzz is missing: cargo install --locked cargo-fuzz".to_owned());
    }
    Ok(())
}

fn run_one(target: &str, seconds: u64) -> Outcome {
    let found = found(target);
    let mut seeds =
        cargo(&["run", "--quiet", "--locked", "-p", "sharenum-properties", "--example", "seeds"]);
    seeds.args(["--", target, &found]);
    run(seeds)?;
    let mut command = fuzzer("run", target);
    // What is found goes into the first folder; the kept corpus is only read.
    command.args([&found, &kept(target)]);
    command.args(["--", &format!("-max_total_time={seconds}")]).args(LIMITS);
    command.arg(format!("-max_len={}", max_len(target)));
    run(command)
}

/// Longer inputs say nothing new and take longer.
const fn max_len(target: &str) -> usize {
    match target.as_bytes() {
        b"payload" | b"admission" => 1_024,
        b"certificate" => 2_048,
        _ => 8_192,
    }
}

fn fuzzer(what: &str, target: &str) -> Command {
    let mut command = Command::new("rustup");
    command.current_dir(root()).args(["run", "nightly", "cargo", "fuzz", what]);
    command.args(["--fuzz-dir", "tests/fuzz", "--target-dir", "target/fuzz", target]);
    // This task itself runs under the stable Cargo, which would be found again through these.
    command.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
    command
}

fn found(target: &str) -> String {
    root().join("target/fuzz-found").join(target).display().to_string()
}

fn kept(target: &str) -> String {
    root().join("tests/fuzz/corpus").join(target).display().to_string()
}
