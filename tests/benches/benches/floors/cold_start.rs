//! From nothing to the first list, in a process of its own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use rusqlite::Connection;
use serde_json::{Value, json};
use sharenum_benches::{Phone, Report, Row, Spread, peak_kb, process_cpu, resident_kb, turns, us};
use sharenum_companion::{PageRequest, TicketFilter};

use crate::town::{SEED, TICKETS, Town};

const ROUNDS: usize = 15;
const OURS: &str = "SHARENUM_BENCH_COLD_START";
const RAW: &str = "SHARENUM_BENCH_COLD_RAW";

pub fn run(report: &Report) {
    let town = Town::get();
    // A copy: the phone of the town still has its file open.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    town.phone.store().read(has_all).unwrap();
    for suffix in ["", "-wal", ".mark"] {
        let from = PathBuf::from(format!("{}{suffix}", town.phone.path().display()));
        let to = format!("{}{suffix}", path.display());
        if from.exists() {
            std::fs::copy(from, to).unwrap();
        }
    }
    // The first opening writes the journal back, as the app's last closing would have.
    child(OURS, &path);
    let rounds = turns(ROUNDS, |_| child(OURS, &path), |_| child(RAW, &path));
    let of = |key: &str| {
        let ours = Spread::of(rounds.iter().map(|(ours, _)| ours[key].as_f64().unwrap()));
        let raw = Spread::of(rounds.iter().map(|(_, raw)| raw[key].as_f64().unwrap()));
        (ours, raw)
    };
    let ((wall, raw_wall), (cpu, _)) = (of("wall_us"), of("cpu_us"));
    let ((peak, _), (grown, _)) = (of("peak_kb"), of("grown_kb"));
    report.row(&Row {
        id: "cold-start",
        job: "cold start to the first list of 50, 10,000 documents",
        floor: "50 ms, no document loaded",
        measured: format!(
            "{} by the clock (least {}), {} of processor time",
            us(wall.median()),
            us(wall.min()),
            us(cpu.median())
        ),
        ratio: format!(
            "raw SQLite opening the same file and reading 50 rows {}: {:.1} times that",
            us(raw_wall.median()),
            wall.median() / raw_wall.median()
        ),
        met: Some(wall.median() <= 50_000.0),
    });
    report.row(&Row {
        id: "cold-start-memory",
        job: "resident memory while doing it",
        floor: "",
        measured: format!(
            "{:.1} MB at most, {:.1} MB of it for the file and the list",
            peak.median() / 1e3,
            grown.median() / 1e3
        ),
        ratio: String::new(),
        met: None,
    });
}

fn has_all(conn: &Connection) -> Result<(), sharenum_store::StoreError> {
    let tickets: i64 = conn.query_row("SELECT count(*) FROM ticket", [], |row| row.get(0))?;
    assert_eq!(tickets, TICKETS as i64);
    Ok(())
}

fn child(what: &str, path: &Path) -> Value {
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program).env(what, path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether this process is the one that starts; then it has done so.
pub fn is_child() -> bool {
    let Some((ours, path)) = [(true, OURS), (false, RAW)]
        .into_iter()
        .find_map(|(ours, key)| Some((ours, std::env::var_os(key)?)))
    else {
        return false;
    };
    let (before, cpu, wall) = (resident_kb(), process_cpu(), Instant::now());
    let rows = if ours { first_list(Path::new(&path)) } else { raw_list(Path::new(&path)) };
    let (wall, cpu) = (wall.elapsed(), process_cpu() - cpu);
    assert_eq!(rows, 50);
    println!(
        "{}",
        json!({
            "wall_us": wall.as_secs_f64() * 1e6,
            "cpu_us": cpu.as_secs_f64() * 1e6,
            "peak_kb": peak_kb(),
            "grown_kb": peak_kb().saturating_sub(before),
        })
    );
    true
}

fn first_list(path: &Path) -> usize {
    let engine = Phone::open(path, SEED);
    engine.tickets(TicketFilter::All, &PageRequest::first()).unwrap().items.len()
}

/// The least that anything could do: open the file with its key and read as many rows.
fn raw_list(path: &Path) -> usize {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(&crate::edit::key_pragma()).unwrap();
    conn.execute_batch("PRAGMA journal_mode = WAL;").unwrap();
    let mut statement =
        conn.prepare("SELECT * FROM ticket ORDER BY created DESC, document DESC LIMIT 50").unwrap();
    let rows = statement.query_map([], |row| row.get::<_, String>("title")).unwrap();
    rows.map(Result::unwrap).count()
}
