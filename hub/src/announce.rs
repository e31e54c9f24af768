//! The hub on the local network, by DNS-SD over multicast DNS (RFC 6763, RFC 6762).
//!
//! A convenience: phones find the bus by the code on its door as well, so a network that carries no
//! multicast is worth a warning and stops nothing. What is announced is in
//! [`Announcement`]; anybody on that network can read it, and anybody can
//! announce something else, which is why a phone believes the region's signature and no announcement.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use mdns_sd::{DaemonEvent, IfKind, IfPredicate, ServiceDaemon, ServiceInfo};
use sharenum_ledger::HubRole;
use sharenum_sync::{Announcement, check_address};
use tokio::time::timeout;

use crate::Hub;

/// With a label of DNS one may say so many bytes.
pub const LONGEST_NAME: usize = 63;
/// Three probes of 250 ms come before the first announcement (RFC 6762, section 8.1).
const PATIENCE: Duration = Duration::from_secs(10);
/// The goodbye is on its way within a millisecond, or never.
const GOODBYE: Duration = Duration::from_secs(2);

/// Says on the local network that a hub is there, until it is withdrawn.
pub struct Announcer(ServiceDaemon);

impl Announcer {
    /// Announces `hub`, which listens at `local`, under `name`, or under one of its own. Nothing that can
    /// go wrong stops the hub: it is logged.
    ///
    /// Must be called within the hub's runtime, on which it listens for what becomes of the announcement.
    #[must_use]
    pub fn start(
        hub: &Hub,
        local: SocketAddr,
        name: Option<&str>,
        announcement: &Announcement,
    ) -> Option<Self> {
        let known = hub.member().to_string();
        let short = known.get(..4).unwrap_or_default();
        let name = name.map_or_else(|| own_name(hub.role(), short), str::to_owned);
        match Self::try_start(&known, local, &name, announcement) {
            Ok(announcer) => Some(announcer),
            Err(error) => {
                unannounced(&error);
                None
            }
        }
    }

    fn try_start(
        known: &str,
        local: SocketAddr,
        name: &str,
        announcement: &Announcement,
    ) -> mdns_sd::Result<Self> {
        let service = format!("{}.local.", Announcement::SERVICE);
        // Not the machine's name, which may well be its owner's.
        let host = format!("sharenum-{}.local.", known.get(..12).unwrap_or_default());
        let https = announcement.https;
        let reached = IfPredicate::new(move |interface| reaches(local.ip(), interface.ip(), https));
        let reached = IfKind::Predicate(reached);
        let txt = announcement.txt();
        let mut service =
            ServiceInfo::new(&service, name, &host, "", local.port(), &txt[..])?.enable_addr_auto();
        service.set_interfaces(vec![reached.clone()]);
        let daemon = ServiceDaemon::new()?;
        let announcer = Self(daemon.clone());
        daemon.disable_interface(IfKind::All)?;
        daemon.enable_interface(reached)?;
        let events = daemon.monitor()?;
        daemon.register(service)?;
        tokio::spawn(async move {
            let (mut patience, mut announced) = (PATIENCE, false);
            loop {
                match timeout(patience, events.recv_async()).await {
                    Ok(Ok(DaemonEvent::Announce(name, addresses))) if !announced => {
                        (patience, announced) = (Duration::MAX, true);
                        tracing::info!(%name, %addresses, "announced on the local network");
                    }
                    Ok(Ok(DaemonEvent::NameChange(change))) => {
                        tracing::info!(name = %change.new_name, "another has this name already");
                    }
                    Ok(Ok(DaemonEvent::Error(error))) => unannounced(&error),
                    Ok(Ok(_)) => {}
                    // It was withdrawn.
                    Ok(Err(_)) => return,
                    // It is as soon as there is a network.
                    Err(_) => {
                        patience = Duration::MAX;
                        unannounced(&"no network that phones could reach it by takes part");
                    }
                }
            }
        });
        Ok(announcer)
    }

    /// Says goodbye, so that phones forget this hub at once and not in two minutes. A second call does
    /// nothing.
    pub async fn withdraw(&self) {
        let Ok(gone) = self.0.shutdown() else { return };
        if timeout(GOODBYE, gone.recv_async()).await.is_err() {
            tracing::warn!("no goodbye was said on the local network");
        }
    }
}

impl Drop for Announcer {
    fn drop(&mut self) {
        // Its thread would go on announcing.
        let _ = self.0.shutdown();
    }
}

fn unannounced(why: &dyn std::fmt::Display) {
    tracing::warn!(%why, "not announced on the local network; phones scan the code on the door");
}

fn own_name(role: HubRole, short: &str) -> String {
    match role {
        HubRole::Bus => format!("BusNum {short}"),
        HubRole::Region => format!("Sharenum {short}"),
    }
}

/// Whether phones reach a hub that listens at `listens` through this address of the machine, and would
/// speak to it there: with plain HTTP, to local addresses only.
fn reaches(listens: IpAddr, address: IpAddr, https: bool) -> bool {
    if !listens.is_unspecified() {
        return listens == address;
    }
    // `[::]` takes in IPv4 as well.
    let heard = listens.is_ipv6() || address.is_ipv4();
    let said = match address {
        IpAddr::V4(_) => address.to_string(),
        // It means nothing without its interface, which no URL tells.
        IpAddr::V6(v6) if v6.is_unicast_link_local() => return false,
        IpAddr::V6(v6) => format!("[{v6}]"),
    };
    let spoken_to = https || check_address(&format!("http://{said}")).is_ok();
    heard && !address.is_loopback() && spoken_to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_announced_where_phones_reach_it() {
        for (listens, address, plain, secure) in [
            ("192.168.4.1", "192.168.4.1", true, true),
            ("192.168.4.1", "10.0.0.2", false, false),
            ("127.0.0.1", "127.0.0.1", true, true),
            ("0.0.0.0", "192.168.4.1", true, true),
            ("0.0.0.0", "127.0.0.1", false, false),
            ("0.0.0.0", "fd00::1", false, false),
            ("0.0.0.0", "8.8.8.8", false, true),
            ("::", "192.168.4.1", true, true),
            ("::", "fd00::1", true, true),
            ("::", "fe80::1", false, false),
            ("::", "2001:db8::1", false, true),
            ("::", "::1", false, false),
        ] {
            let [listen, at] = [listens, address].map(|text| text.parse().unwrap());
            assert_eq!(reaches(listen, at, false), plain, "{listens} by {address}");
            assert_eq!(reaches(listen, at, true), secure, "{listens} by {address}, https");
        }
    }
}
