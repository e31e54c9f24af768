//! What goes into `docs/performance.md`: a line of JSON per row, for `cargo xtask bench` to read.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use serde_json::{Value, json};

/// A row of the table.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Names it for good: another run replaces it.
    pub id: &'a str,
    /// What is done.
    pub job: &'a str,
    /// What it may cost, in words.
    pub floor: &'a str,
    /// What it cost, in words.
    pub measured: String,
    /// Beside what, and how many times that.
    pub ratio: String,
    /// Whether the floor is met; `None` where there is none.
    pub met: Option<bool>,
}

/// Where rows and points of the plot go.
pub struct Report {
    file: Option<PathBuf>,
    /// Whether the heavy ones are wanted.
    pub full: bool,
    bench: String,
}

impl Report {
    /// As `cargo xtask bench` set it up; without it rows are only printed.
    #[must_use]
    pub fn from_environment() -> Self {
        Self {
            file: std::env::var_os("SHARENUM_BENCH_ROWS").map(PathBuf::from),
            full: std::env::var_os("SHARENUM_BENCH_FULL").is_some(),
            bench: String::new(),
        }
    }

    /// The benchmark whose rows follow: the NAME of the command that repeats it.
    pub fn begin(&mut self, bench: &str) {
        bench.clone_into(&mut self.bench);
    }

    /// Adds a row.
    pub fn row(&self, row: &Row<'_>) {
        let verdict = row.met.map_or("", |met| if met { "met" } else { "missed" });
        println!("{}: {} ({}) {verdict}", row.id, row.measured, row.ratio);
        self.write(&json!({
            "row": row.id,
            "bench": self.bench,
            "job": row.job,
            "floor": row.floor,
            "measured": row.measured,
            "ratio": row.ratio,
            "met": row.met,
            "load": load(),
        }));
    }

    /// Adds a point of the plot: processor time of both sides and bytes both ways of one sync.
    pub fn point(&self, series: &str, documents: usize, cpu_us: f64, bytes: f64) {
        println!("{series}, {documents} documents: {} and {bytes} B", us(cpu_us));
        self.write(&json!({
            "point": series,
            "documents": documents,
            "cpu_us": cpu_us,
            "bytes": bytes,
        }));
    }

    fn write(&self, line: &Value) {
        let Some(path) = &self.file else { return };
        let mut file = OpenOptions::new().create(true).append(true).open(path).unwrap();
        writeln!(file, "{line}").unwrap();
    }
}

/// How many programs wanted to run in the last minute, this one included.
fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

/// Microseconds in the unit that reads best.
#[must_use]
pub fn us(us: f64) -> String {
    match us {
        us if us >= 1e6 => format!("{:.2} s", us / 1e6),
        us if us >= 1e4 => format!("{:.0} ms", us / 1e3),
        us if us >= 1e3 => format!("{:.1} ms", us / 1e3),
        us if us >= 10.0 => format!("{us:.0} µs"),
        us => format!("{us:.1} µs"),
    }
}
