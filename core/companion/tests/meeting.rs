//! A bus that is met: by the code on its door, or on its network.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::*;
use sharenum_companion::*;
use sharenum_domain::*;
use sharenum_ledger::HubRole;
use sharenum_sync::{Announcement, BusLink};

const URL: &str = "http://192.168.4.1:8480";

fn link(hub: &str, region: RegionId) -> String {
    BusLink { hub: hub.to_owned(), region }.to_string()
}

/// What the phone makes of an announcement.
fn announced(engine: &CompanionEngine, said: &Announcement, at: &[&str]) -> Result<MetHub> {
    let addresses: Vec<_> = at.iter().map(ToString::to_string).collect();
    let txt = said.txt();
    let txt: Vec<_> = txt.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    engine.meet(&HubSign::Announced { addresses: &addresses, port: 8480, txt: &txt })
}

#[test]
fn a_bus_of_the_own_region_is_met_by_its_door_and_on_its_network() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[]);
    let own = region.relay.region_id();
    let bus = MetHub { url: URL.to_owned(), role: HubRole::Bus };

    assert_eq!(phone.engine.meet(&HubSign::Link(&link(URL, own))).unwrap(), bus);
    let said = Announcement { role: HubRole::Bus, region: own, https: false, url: None };
    let at = ["fe80::1%wlan0", "no address", "/192.168.4.1"];
    assert_eq!(announced(&phone.engine, &said, &at).unwrap(), bus);
    let named = Announcement {
        role: HubRole::Region,
        https: true,
        url: Some("https://hub.example".to_owned()),
        ..said
    };
    let met = announced(&phone.engine, &named, &[]).unwrap();
    assert_eq!(met, MetHub { url: "https://hub.example".to_owned(), role: HubRole::Region });
}

#[test]
fn a_sign_that_leads_to_no_hub_of_the_region_is_refused_before_anything_is_asked() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[]);
    let own = region.relay.region_id();
    let other = RegionId::from([9; 16]);
    let by_link = |text: &str| phone.engine.meet(&HubSign::Link(text)).unwrap_err().key();

    assert_eq!(by_link(&link(URL, other)), "sync.other-region");
    assert_eq!(by_link(&link("http://hub.example", own)), "sync.address.plain-http");
    assert_eq!(by_link(&link("http://me@192.168.4.1", own)), "sync.address.user-info");
    assert_eq!(by_link("WIFI:T:WPA;S:BusNum;P:secret;;"), "bus.other-code");
    assert_eq!(by_link("sharenum://bus?hub=http%3A%2F%2Fx"), "bus.damaged");

    let said = Announcement { role: HubRole::Bus, region: own, https: false, url: None };
    let by_network =
        |said: &Announcement, at: &[&str]| announced(&phone.engine, said, at).unwrap_err().key();
    assert_eq!(by_network(&said, &[]), "bus.no-address");
    assert_eq!(by_network(&said, &["8.8.8.8", "fe80::1"]), "bus.no-address");
    let stranger = Announcement { region: other, ..said };
    assert_eq!(by_network(&stranger, &["192.168.4.1"]), "sync.other-region");
    let newer = [("txtvers", &b"2"[..])];
    let newer = HubSign::Announced { addresses: &[], port: 8480, txt: &newer };
    assert_eq!(phone.engine.meet(&newer).unwrap_err().key(), "bus.other-code");

    let stranger = region.open(&region.file("stranger.db"), [77; 32]);
    let error = stranger.meet(&HubSign::Link(&link(URL, own))).unwrap_err();
    assert_eq!(error.remedy(), Remedy::Join);
}
