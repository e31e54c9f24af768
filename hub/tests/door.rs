//! The codes for the door of a bus, as an administrator types for them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what only they use"
)]

mod common;

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use common::*;
use sharenum_companion::{CompanionEngine, FileKey, HubSign, ManualClock, MetHub};
use sharenum_domain::Role;
use sharenum_hub::Clock as _;
use sharenum_hub::door::{Door, Wifi};
use sharenum_ledger::HubRole;
use sharenum_sync::BusLink;
use zeroize::Zeroizing;

const URL: &str = "http://192.168.4.1:8480";

fn door(data: &Path, args: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sharenum-hub"));
    program.arg("door").arg("--data").arg(data).args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_says_its_wifi_and_where_the_hub_of_its_region_is() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let data = bus.folder.path();
    let password = data.join("wifi.txt");
    std::fs::write(&password, "semi;colon\nnot this\n").unwrap();
    let password = password.to_str().unwrap();
    let known = ["--url", "http://192.168.4.1:8480/", "--wifi", "BusNum", "--password-file"];
    let known = [&known[..], &[password]].concat();

    let json = said(&door(data, &[&known[..], &["--json"]].concat()));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["wifi"], r"WIFI:T:WPA;S:BusNum;P:semi\;colon;;");
    let link: BusLink = json["link"].as_str().unwrap().parse().unwrap();
    assert_eq!(link, BusLink { hub: URL.to_owned(), region: region.hub.region() });

    let terminal = said(&door(data, &known));
    assert!(terminal.contains(&link.to_string()) && terminal.lines().count() > 40, "{terminal}");
    assert!(!terminal.contains("colon"), "the password is in its code only");

    let page = data.join("door.html");
    let html = [&known[..], &["--html", page.to_str().unwrap()]].concat();
    assert_eq!(said(&door(data, &html)), "");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains(URL) && page.matches("<svg").count() == 2);

    // The same from the settings, on a Wi-Fi that hides.
    let settings = data.join("bus.toml");
    let text = "role = \"bus\"\nlisten = \"192.168.4.1:8480\"\nwifi_name = \"BusNum\"\n";
    std::fs::write(&settings, format!("{text}wifi_password_file = {password:?}\n")).unwrap();
    let config = ["--config", settings.to_str().unwrap(), "--hidden", "--json"];
    let json: serde_json::Value = serde_json::from_str(&said(&door(data, &config))).unwrap();
    assert_eq!(json["wifi"], r"WIFI:T:WPA;S:BusNum;P:semi\;colon;H:true;;");
    assert_eq!(json["link"], link.to_string());

    let missing = data.join("nowhere");
    let wrong: [(&[&str], i32, &str); 9] = [
        (&["--wifi", "BusNum", "--open"], 2, "add --url"),
        (&["--wifi", "BusNum", "--open", "--url", "http://hub.example"], 2, "https://"),
        (&["--wifi", "BusNum", "--open", "--url", "http://0.0.0.0:1"], 2, "https://"),
        (&["--wifi", "BusNum", "--url", URL], 2, "--open if it has none"),
        (&["--open", "--url", URL], 2, "--wifi"),
        (&["--wifi", "", "--open", "--url", URL], 2, "1 to 32 bytes"),
        (&["--wifi", "B", "--url", URL, "--password-file", "/dev/null"], 2, "8 to 63"),
        (
            &["--wifi", "B", "--url", URL, "--password-file", missing.to_str().unwrap()],
            66,
            "nowhere",
        ),
        (&["--wifi", "B", "--open", "--password-file", password], 2, "cannot be used with"),
    ];
    for (args, code, advice) in wrong {
        let output = door(data, args);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {error}");
        assert!(error.contains(advice) && output.stdout.is_empty(), "{args:?}: {error}");
    }
    let open = ["--url", URL, "--wifi", "BusNum", "--open", "--json"];
    assert!(said(&door(data, &open)).contains("WIFI:T:nopass;S:BusNum;;"));
    let output = door(region.folder.path(), &open);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a region's hub has no door"));
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_reads_a_door_syncs_with_a_bus_of_its_region_and_with_no_other() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let on_board = serve(&bus.hub, None).await;
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(region.clock.now()));
    let (key, seed) = (FileKey::from_bytes([5; 48]), Zeroizing::new([5; 32]));
    let phone = CompanionEngine::open(&folder.path().join("phone"), &key, seed, clock).unwrap();
    phone.join(Some(&served.url), &region.code(&[Role::Member], None)).await.unwrap();

    let door = Door::of(&bus.hub, &on_board.url, Wifi::new("BusNum", None, false).unwrap());
    let link = door.unwrap().link;
    let met = phone.meet(&HubSign::Link(&link.to_string())).unwrap();
    assert_eq!(met, MetHub { url: on_board.url.clone(), role: HubRole::Bus });
    assert!(phone.sync(&met.url, BUDGET).await.unwrap().finished);

    let abroad = common::region();
    let stranger = serve(&abroad.hub, None).await;
    let honest = BusLink { hub: stranger.url.clone(), region: abroad.hub.region() };
    let refused = phone.meet(&HubSign::Link(&honest.to_string())).unwrap_err();
    assert_eq!(refused.key(), "sync.other-region");
    // Anybody can print a code; what counts is the signature of the hub that answers.
    let lying = BusLink { region: link.region, ..honest };
    let met = phone.meet(&HubSign::Link(&lying.to_string())).unwrap();
    let refused = phone.sync(&met.url, BUDGET).await.unwrap_err();
    assert_eq!(refused.key(), "sync.other-region");
    for served in [stranger, on_board, served] {
        served.stop().await;
    }
}
