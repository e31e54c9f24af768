//! What the programs under test have in common: they are armed and told to go on by lines on their
//! standard input, and end by `SIGKILL` at the fail point that they are armed with.

use std::io::{BufRead, stdin};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, PoisonError};

use rustix::process::{Signal, getpid, kill_process};

/// The file that each passed fail point is added to, a line each; for a run in which nobody dies.
pub const TRACE: &str = "SHARENUM_TRACE";

/// Where to die, and how often to come past it first.
static ORDER: Mutex<Option<(String, usize)>> = Mutex::new(None);

/// Listens on standard input from now on. `arm NAME COUNT` is obeyed; other lines are handed on.
pub fn listen() -> Receiver<String> {
    match std::env::var_os(TRACE) {
        Some(path) => sharenum_store::fail_point::arm(move |name| note(&path, name)),
        None => sharenum_store::fail_point::arm(come_to),
    }
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in stdin().lock().lines().map_while(Result::ok) {
            match line.strip_prefix("arm ").and_then(|order| order.split_once(' ')) {
                Some((name, count)) => {
                    let order = count.parse().ok().map(|count| (name.to_owned(), count));
                    *ORDER.lock().unwrap_or_else(PoisonError::into_inner) = order;
                }
                // A hub has no ears for anything else.
                None => drop(tell.send(line.clone())),
            }
        }
    });
    told
}

fn come_to(name: &'static str) {
    let mut order = ORDER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((wanted, left)) = &mut *order
        && wanted == name
    {
        *left = left.saturating_sub(1);
        if *left == 0 {
            // Nothing of this process runs after this call.
            let _ = kill_process(getpid(), Signal::KILL);
        }
    }
}

fn note(path: &std::ffi::OsStr, name: &str) {
    use std::io::Write as _;
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    let _ = file.and_then(|mut file| writeln!(file, "{name}"));
}
