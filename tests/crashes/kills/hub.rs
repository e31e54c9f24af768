//! A hub's folder, its command line, and its process while it runs.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use crate::process::{Heard, PATIENCE, Process};

/// A process that has closed its connections closes its output in the same breath.
const A_BREATH: Duration = Duration::from_secs(1);

/// Below the ports that the system gives to those who call: on these addresses a caller calls from
/// the hub's own, and while the hub is dead it could be given the hub's port as well.
const FIRST_PORT: u16 = 20_000;
const PORTS: u16 = 10_000;
static NEXT: AtomicU16 = AtomicU16::new(0);

pub struct Hub {
    arguments: Vec<String>,
    /// The same through all its lives: phones know it by its address.
    pub url: String,
    pub trace: Option<PathBuf>,
    pub process: Option<Process>,
}

impl Hub {
    pub fn new(data: &Path, ip: &str, more: &[&str]) -> Self {
        let mut ports =
            (0..PORTS).map(|_| FIRST_PORT + NEXT.fetch_add(1, Ordering::SeqCst) % PORTS);
        let free = ports.find_map(|port| TcpListener::bind((ip, port)).ok());
        let address = free.unwrap().local_addr().unwrap().to_string();
        let serve = ["serve", "--listen", &address, "--data", data.to_str().unwrap()];
        let arguments = serve.iter().chain(more).map(|word| (*word).to_owned()).collect();
        Self { arguments, url: format!("http://{address}"), trace: None, process: None }
    }

    /// Starts it, and waits until it listens.
    pub fn start(&mut self) {
        let process = Process::hub(&self.arguments, self.trace.as_deref());
        let heard = process.hear(PATIENCE);
        assert_eq!(heard, Heard::Line(format!("listening {}", self.url)));
        self.process = Some(process);
    }

    /// Whether it is dead, or will be in a moment.
    pub fn is_ending(&self) -> bool {
        self.process.as_ref().is_some_and(|process| process.hear(A_BREATH) == Heard::End)
    }

    pub fn is_dead(&mut self) -> bool {
        self.process.as_mut().is_some_and(Process::is_dead)
    }

    pub fn stop(&mut self) {
        self.process = None;
    }
}
