//! `cargo xtask bench`: runs the benchmarks, and puts their figures into `docs/performance.md` and a
//! plot beside it.

mod plot;
mod table;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};

use crate::command::{Outcome, cargo, root, run};

/// Every figure of the last runs: what the table and the plot are drawn from.
const FIGURES: &str = "docs/performance.json";
const PAGE: &str = "docs/performance.md";
const PLOT: &str = "docs/performance.svg";

/// Runs all benchmarks, or those that are named.
pub fn bench(names: &[String], full: bool) -> Outcome {
    let rows = root().join("target/bench-rows.jsonl");
    match fs::remove_file(&rows) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(format!("{}: {error}", rows.display()));
        }
        _ => {}
    }
    let mut command = cargo(&["bench", "--locked", "--package", "sharenum-benches"]);
    command.args(["--bench", "floors", "--"]).args(names);
    command.env("SHARENUM_BENCH_ROWS", &rows).env("SHARENUM_BENCH_SAMOD", peer()?);
    if full {
        command.env("SHARENUM_BENCH_FULL", "1");
    }
    run(command)?;
    let fresh = fs::read_to_string(&rows).map_err(|error| failed(&rows, &error))?;
    let figures = merge(read_figures()?, &fresh)?;
    write(FIGURES, &(serde_json::to_string_pretty(&figures).unwrap_or_default() + "\n"))?;
    write(PLOT, &plot::svg(&figures))?;
    let page = root().join(PAGE);
    let text = fs::read_to_string(&page).map_err(|error| failed(&page, &error))?;
    write(PAGE, &table::put_into(&text, &figures)?)
}

/// Builds the program that does the same through samod. It has its own lock file and stands outside
/// the workspace, so that nobody else builds it.
fn peer() -> Result<std::path::PathBuf, String> {
    let target = root().join("target/peers");
    let mut command = cargo(&["build", "--release", "--locked"]);
    command.arg("--manifest-path").arg(root().join("tests/peers/samod/Cargo.toml"));
    command.env("CARGO_TARGET_DIR", &target);
    run(command)?;
    Ok(target.join("release/samod-peer"))
}

fn read_figures() -> Result<Value, String> {
    let path = root().join(FIGURES);
    match fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str(&text).map_err(|error| failed(&path, &error)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(json!({})),
        Err(error) => Err(failed(&path, &error)),
    }
}

/// Rows and points of this run take the place of those of earlier ones; the others stay, each with
/// the commit that it was measured on.
fn merge(old: Value, fresh: &str) -> Result<Value, String> {
    let mut rows = named(&old, "rows");
    let mut points = named(&old, "points");
    let commit = commit();
    for line in fresh.lines() {
        let mut line: Value =
            serde_json::from_str(line).map_err(|error| format!("a row cannot be read: {error}"))?;
        if let Some(row) = line["row"].as_str().map(str::to_owned) {
            line["commit"] = commit.clone().into();
            rows.insert(row, line);
        } else if let Some(series) = line["point"].as_str() {
            points.insert(format!("{series} {:>7}", line["documents"]), line);
        }
    }
    let list = |map: BTreeMap<String, Value>| Value::Array(map.into_values().collect());
    Ok(json!({ "machine": machine(), "rows": list(rows), "points": list(points) }))
}

fn named(figures: &Value, list: &str) -> BTreeMap<String, Value> {
    let entries = figures[list].as_array().cloned().unwrap_or_default();
    let name = |entry: &Value| match entry["row"].as_str() {
        Some(row) => row.to_owned(),
        None => format!("{} {:>7}", entry["point"].as_str().unwrap_or(""), entry["documents"]),
    };
    entries.into_iter().map(|entry| (name(&entry), entry)).collect()
}

/// The commit that is measured; with a `+` when something in the tree differs from it.
fn commit() -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").current_dir(root()).args(arguments).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let name = git(&["rev-parse", "--short=8", "HEAD"]).unwrap_or_default();
    let changed = git(&["status", "--porcelain", "--", "core", "hub", "tests", "Cargo.toml"]);
    if changed.is_none_or(|changed| changed.is_empty()) { name } else { name + "+" }
}

/// What this machine is, as far as the kernel says.
fn machine() -> Value {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let value = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key));
        line.and_then(|line| Some(line.split_once(':')?.1.trim().to_owned())).unwrap_or_default()
    };
    let processor = value(&read("/proc/cpuinfo"), "model name");
    let memory = value(&read("/proc/meminfo"), "MemTotal");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = read("/proc/sys/kernel/osrelease").trim().to_owned();
    let mut machine = Map::new();
    machine.insert("processor".to_owned(), processor.into());
    machine.insert("cores".to_owned(), cores.into());
    machine.insert("memory".to_owned(), memory.into());
    machine.insert("kernel".to_owned(), kernel.into());
    Value::Object(machine)
}

fn write(path: &str, text: &str) -> Outcome {
    let path = root().join(path);
    fs::write(&path, text).map_err(|error| failed(&path, &error))
}

fn failed(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
