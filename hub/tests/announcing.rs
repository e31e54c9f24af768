//! A hub process that says on the local network that it is there, seen by a browser of that network.
//!
//! Multicast goes over the loopback interface here, whatever networks the machine has. Where even that
//! is not possible, a service that the test itself announces is not seen either: then this test says so
//! and demands nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what only they use"
)]
#![cfg(unix)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use mdns_sd::{IfKind, Receiver, ResolvedService, ServiceDaemon, ServiceEvent, ServiceInfo};
use sharenum_hub::{Hub, HubOptions};
use sharenum_ledger::HubRole;
use sharenum_sync::Announcement;

/// Three probes, an announcement, and a slow machine; far less than the two minutes after which an
/// address is forgotten without a goodbye.
const PATIENCE: Duration = Duration::from_secs(20);

/// A served hub; killed if the test ends early.
struct Running {
    child: Child,
    port: u16,
}

impl Running {
    fn start(data: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sharenum-hub"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data", data.to_str().unwrap()])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().rsplit(':').next().unwrap().parse().unwrap();
        Self { child, port }
    }

    fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Takes part on the loopback interface, and nowhere else.
fn loopback() -> mdns_sd::Result<ServiceDaemon> {
    let daemon = ServiceDaemon::new()?;
    daemon.disable_interface(IfKind::All)?;
    daemon.enable_interface(IfKind::LoopbackV4)?;
    Ok(daemon)
}

/// What was seen so far.
struct Browser {
    events: Receiver<ServiceEvent>,
    here: BTreeMap<String, ResolvedService>,
}

impl Browser {
    /// Hears what happens until `wanted` holds; whether it came to that.
    fn until(&mut self, wanted: impl Fn(&BTreeMap<String, ResolvedService>) -> bool) -> bool {
        let end = Instant::now() + PATIENCE;
        while !wanted(&self.here) {
            match self.events.recv_deadline(end) {
                Ok(ServiceEvent::ServiceResolved(service)) => {
                    self.here.insert(service.get_fullname().to_owned(), *service);
                }
                Ok(ServiceEvent::ServiceRemoved(_, name)) => drop(self.here.remove(&name)),
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        true
    }

    fn at(&self, port: u16) -> Option<&ResolvedService> {
        self.here.values().find(|service| service.get_port() == port)
    }
}

/// Whether this machine carries multicast at all: a service of the test's own is seen.
fn carries_multicast(browser: &mut Browser, daemon: &ServiceDaemon, service: &str) -> bool {
    let name = format!("control {}", std::process::id());
    let control = ServiceInfo::new(service, &name, "control.local.", "127.0.0.1", 9, None).unwrap();
    let full = control.get_fullname().to_owned();
    daemon.register(control).is_ok() && browser.until(|here| here.contains_key(&full))
}

#[test]
fn a_hub_is_seen_on_the_network_while_it_runs_and_only_when_it_is_told_to() {
    let service = format!("{}.local.", Announcement::SERVICE);
    let [own, ours] = [loopback(), loopback()].map(Result::unwrap);
    let mut browser = Browser { events: ours.browse(&service).unwrap(), here: BTreeMap::new() };
    if !carries_multicast(&mut browser, &own, &service) {
        println!("skipped: this machine carries no multicast, not even on its loopback interface");
        return;
    }

    let folder = tempfile::tempdir().unwrap();
    let [silent_path, path] = ["silent", "region"].map(|name| folder.path().join(name));
    let hub = Hub::open(&path, HubRole::Region, HubOptions::default()).unwrap();
    let region = hub.region();
    drop(hub);
    // On loopback, and no bus: silent unless it is told to speak, and up before the other.
    let silent = Running::start(&silent_path, &[]);
    let name = format!("Car d’été {}", std::process::id());
    let running = Running::start(&path, &["--announce", "--announce-name", &name]);
    let port = running.port;
    let by_port = |here: &BTreeMap<String, ResolvedService>| {
        here.values().any(|service| service.get_port() == port)
    };
    assert!(browser.until(by_port), "a service of the test's own was seen, and the hub was not");

    let seen = browser.at(port).unwrap();
    assert!(seen.get_fullname().starts_with(&name), "{}", seen.get_fullname());
    assert!(seen.get_hostname().starts_with("sharenum-"), "{}", seen.get_hostname());
    let addresses: Vec<IpAddr> =
        seen.get_addresses().iter().map(mdns_sd::ScopedIp::to_ip_addr).collect();
    assert_eq!(addresses, [Ipv4Addr::LOCALHOST]);
    let txt = seen.get_properties().iter();
    let txt: Vec<_> =
        txt.map(|property| (property.key(), property.val().unwrap_or_default())).collect();
    let said = Announcement::read(txt.iter().copied()).unwrap();
    let expected = Announcement { role: HubRole::Region, region, https: false, url: None };
    assert_eq!((txt.len(), &said), (4, &expected));
    let url = said.url(&addresses, port);
    assert_eq!(url, Some(format!("http://127.0.0.1:{port}")));
    assert!(browser.at(silent.port).is_none(), "nobody told it to say that it is there");

    assert_eq!(running.stop(), Some(0));
    assert!(browser.until(|here| !by_port(here)), "it left without a goodbye");
    assert_eq!(silent.stop(), Some(0));
}
