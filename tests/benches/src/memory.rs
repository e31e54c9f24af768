//! What the kernel says of a process (Linux only).

use std::fs;
use std::time::Duration;

/// The kernel counts processor time in hundredths of a second.
const TICKS_PER_S: u64 = 100;

fn status(key: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    line.and_then(|rest| rest.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}

/// Resident memory of this process, in KB.
#[must_use]
pub fn resident_kb() -> u64 {
    status("VmRSS")
}

/// The most resident memory that this process has had, in KB.
#[must_use]
pub fn peak_kb() -> u64 {
    status("VmHWM")
}

/// Processor time that another process has used, and its resident memory in KB.
#[must_use]
pub fn cpu_of(process: u32) -> (Duration, u64) {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The second field is a name in brackets, which may hold spaces.
    let fields: Vec<&str> = stat
        .rsplit_once(')')
        .map(|(_, rest)| rest.split_whitespace().collect())
        .unwrap_or_default();
    let number = |at: usize| fields.get(at).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0);
    let ticks = number(11) + number(12);
    (Duration::from_millis(ticks * 1_000 / TICKS_PER_S), number(21) * 4)
}
