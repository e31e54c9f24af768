//! What the programs under test have in common: they are armed and told to go on by lines on their
//! standard input, and end at the fail point that they are armed with by `SIGKILL`, or are held
//! there by `SIGSTOP`.

use std::io::{BufRead, stdin};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, PoisonError};

use rustix::process::{Signal, getpid, kill_process};

/// The file that each passed fail point is added to, a line each; for a run in which nobody dies.
pub const TRACE: &str = "SHARENUM_TRACE";

/// What is to happen where, when it is come to for the so manieth time.
struct Order {
    signal: Signal,
    name: String,
    left: usize,
}

static ORDER: Mutex<Option<Order>> = Mutex::new(None);

/// Listens on standard input from now on. `arm NAME COUNT` and `hold NAME COUNT` are obeyed; other
/// lines are handed on.
pub fn listen() -> Receiver<String> {
    match std::env::var_os(TRACE) {
        Some(path) => sharenum_store::fail_point::arm(move |name| note(&path, name)),
        None => sharenum_store::fail_point::arm(come_to),
    }
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in stdin().lock().lines().map_while(Result::ok) {
            match order(&line) {
                Some(order) => {
                    *ORDER.lock().unwrap_or_else(PoisonError::into_inner) = Some(order);
                }
                // A hub has no ears for anything else.
                None => drop(tell.send(line)),
            }
        }
    });
    told
}

fn order(line: &str) -> Option<Order> {
    let mut words = line.split(' ');
    let signal = match words.next()? {
        "arm" => Signal::KILL,
        "hold" => Signal::STOP,
        _ => return None,
    };
    Some(Order { signal, name: words.next()?.to_owned(), left: words.next()?.parse().ok()? })
}

fn come_to(name: &'static str) {
    let mut order = ORDER.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(Order { signal, left, .. }) = order.as_mut().filter(|order| order.name == name) else {
        return;
    };
    *left = left.saturating_sub(1);
    if *left == 0 {
        let signal = *signal;
        *order = None;
        if signal == Signal::STOP {
            println!("held");
        }
        // After a kill, nothing of this process runs any more.
        let _ = kill_process(getpid(), signal);
    }
}

fn note(path: &std::ffi::OsStr, name: &str) {
    use std::io::Write as _;
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    let _ = file.and_then(|mut file| writeln!(file, "{name}"));
}
