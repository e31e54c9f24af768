//! The link on a bus's door, and what a hub says of itself on the local network.

use std::net::IpAddr;

use sharenum_domain::RegionId;
use sharenum_ledger::HubRole;
use sharenum_sync::{Announcement, BusLink, InvalidBus};

const REGION: &str = "07070707070707070707070707070707";

fn region() -> RegionId {
    RegionId::from([7; 16])
}

fn bus() -> Announcement {
    Announcement { role: HubRole::Bus, region: region(), https: false, url: None }
}

fn read(txt: &[(&str, &str)]) -> Result<Announcement, InvalidBus> {
    Announcement::read(txt.iter().map(|(name, value)| (*name, value.as_bytes())))
}

#[test]
fn the_link_on_a_door_is_read_back() {
    let link = BusLink { hub: "http://192.168.4.1:8480".into(), region: region() };
    let shown = link.to_string();
    assert_eq!(
        shown,
        format!("sharenum://bus?hub=http%3A%2F%2F192.168.4.1%3A8480&region={REGION}")
    );
    assert_eq!(shown.parse(), Ok(link.clone()));
    assert_eq!(format!(" {}&later=1\n", shown.replace("sharenum", "SHARENUM")).parse(), Ok(link));
}

#[test]
fn a_link_that_leads_to_no_bus_is_refused() {
    let hub = "hub=http%3A%2F%2F192.168.4.1";
    let half_a_letter = format!("sharenum://bus?{hub}%c3&region={REGION}");
    let long = format!("sharenum://bus?{hub}&region={REGION}&x={}", "y".repeat(2_000));
    for (text, reason) in [
        ("", InvalidBus::Other),
        ("WIFI:T:WPA;S:BusNum;P:secret;;", InvalidBus::Other),
        ("https://hub.example", InvalidBus::Other),
        ("sharenum-evil://bus?hub=http%3A%2F%2Fx", InvalidBus::Other),
        (&format!("sharenum://join?{hub}&code=A&region={REGION}"), InvalidBus::Other),
        (&format!("sharenum://bus.example?{hub}&region={REGION}"), InvalidBus::Other),
        ("sharenum://bus?", InvalidBus::Damaged),
        (&format!("sharenum://bus?{hub}"), InvalidBus::Damaged),
        (&format!("sharenum://bus?{hub}&region="), InvalidBus::Damaged),
        (&format!("sharenum://bus?{hub}&region={}", "0".repeat(1_500)), InvalidBus::Damaged),
        (&format!("sharenum://bus?{hub}&region={REGION}&region=7"), InvalidBus::Damaged),
        (&format!("sharenum://bus?region={REGION}"), InvalidBus::Damaged),
        (&format!("sharenum://bus?hub=javascript%3Aalert&region={REGION}"), InvalidBus::Damaged),
        (&format!("sharenum://bus?hub=file%3A%2F%2F%2Fetc&region={REGION}"), InvalidBus::Damaged),
        (&half_a_letter, InvalidBus::Damaged),
        (&long, InvalidBus::Damaged),
    ] {
        assert_eq!(text.parse::<BusLink>(), Err(reason), "{text}");
    }
}

#[test]
fn a_record_is_read_back_whatever_else_stands_in_it() {
    let url = Some("https://hub.example".to_owned());
    let region_hub = Announcement { role: HubRole::Region, https: true, url, ..bus() };
    for announcement in [bus(), region_hub] {
        let txt = announcement.txt();
        let strings: Vec<_> = txt.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(strings.first(), Some(&("txtvers", "1")));
        assert!(strings.iter().all(|(name, value)| name.len() + 1 + value.len() <= 255));
        assert_eq!(read(&strings), Ok(announcement.clone()));
        let later = [&[("new", "\u{0}")], &strings[..], &[("ROLE", "train")]].concat();
        assert_eq!(read(&later), Ok(announcement));
    }
}

#[test]
fn a_record_that_is_none_of_ours_or_damaged_is_refused() {
    let good = [("txtvers", "1"), ("role", "bus"), ("region", REGION), ("scheme", "http")];
    assert_eq!(read(&good), Ok(bus()));
    let long = format!("https://{}", "a".repeat(Announcement::LONGEST_URL));
    for (name, value, reason) in [
        ("txtvers", "2", InvalidBus::Other),
        ("txtvers", "", InvalidBus::Other),
        ("role", "train", InvalidBus::Damaged),
        ("region", "7", InvalidBus::Damaged),
        ("region", "../../etc/passwd", InvalidBus::Damaged),
        ("scheme", "ftp", InvalidBus::Damaged),
        ("url", "javascript:alert(1)", InvalidBus::Damaged),
        ("url", &long, InvalidBus::Damaged),
    ] {
        let first = [&[(name, value)], &good[..]].concat();
        assert_eq!(read(&first), Err(reason), "{name}={value}");
    }
    for missing in 0..good.len() {
        let mut rest = good.to_vec();
        rest.remove(missing);
        assert!(read(&rest).is_err(), "{rest:?}");
    }
    let no_text = Announcement::read([("txtvers", &b"1"[..]), ("role", &[0xff, 0xfe][..])]);
    assert_eq!(no_text, Err(InvalidBus::Damaged));
}

#[test]
fn the_first_address_that_a_phone_may_speak_to_is_taken() {
    let url = |addresses: &[&str], announcement: &Announcement| {
        let addresses: Vec<IpAddr> = addresses.iter().map(|text| text.parse().unwrap()).collect();
        announcement.url(&addresses, 8480)
    };
    let http = |address: &str| Some(format!("http://{address}:8480"));
    assert_eq!(url(&["192.168.4.1"], &bus()), http("192.168.4.1"));
    assert_eq!(url(&["fe80::1", "fd00::2"], &bus()), http("[fd00::2]"));
    // Plain http to a public address shows everything to everybody on the way.
    assert_eq!(url(&["8.8.8.8", "10.0.0.2"], &bus()), http("10.0.0.2"));
    assert_eq!(url(&["8.8.8.8", "2001:db8::1", "fe80::1"], &bus()), None);
    assert_eq!(url(&[], &bus()), None);
    assert_eq!(bus().url(&["10.0.0.2".parse().unwrap()], 0), None);
    let secure = Announcement { https: true, ..bus() };
    assert_eq!(url(&["8.8.8.8"], &secure).as_deref(), Some("https://8.8.8.8:8480"));
    let named = |url: &str| Announcement { url: Some(url.to_owned()), ..bus() };
    assert_eq!(url(&["10.0.0.2"], &named("https://hub.example")).unwrap(), "https://hub.example");
    assert_eq!(url(&["10.0.0.2"], &named("http://hub.example")), None);
    assert_eq!(url(&["10.0.0.2"], &named("https://hub.example/?x=1")), None);
}
