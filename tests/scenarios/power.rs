//! The real program, killed: what a hub acknowledged survives, what it did not is sent again.

use std::path::Path;

use sharenum_companion::{Delivery, Event, HttpOptions};
use sharenum_hub::{Hub, HubOptions};
use sharenum_ledger::HubRole;
use sharenum_sync::SyncLimits;
use tempfile::TempDir;

use crate::common::*;

/// A region's folder with directory and catalogue, before the hub is first started.
fn region_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let hub = Hub::open(folder.path(), HubRole::Region, HubOptions::default()).unwrap();
    hub.publish_directory(directory()).unwrap();
    hub.publish_catalogue(&catalogue()).unwrap();
    folder
}

async fn teacher(data: &Path, url: &str, seed: u8, school: u32, tools: Tools) -> Phone {
    let phone = Phone::new(seed, &TestClock::of_this_machine());
    let code = Binary::invite(data, &["--school", &uai(school).to_string()]).await;
    phone.join(Some(url), &code).await.unwrap();
    phone.sync_with(url).await;
    phone.set_profile(Some(uai(school)), tools).unwrap();
    phone.sync_with(url).await;
    phone
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bus_box_whose_power_fails_carries_everything_when_it_is_back() {
    let (home, box_of_the_bus) = (region_folder(), tempfile::tempdir().unwrap());
    let region = HubProcess::serve(home.path(), &[]).await;
    let author = teacher(home.path(), &region.url, 1, MACON, novice("scratch")).await;
    let reader = teacher(home.path(), &region.url, 2, WEST, expert("scratch")).await;
    let code = Binary::invite(home.path(), &["--role", "bus"]).await;
    let join = ["--role", "bus", "--upstream", &region.url, "--invitation", &code];
    let bus = HubProcess::serve(box_of_the_bus.path(), &join).await;
    bus.carry().await;
    // Nothing can be carried until both are back.
    region.kill();

    let (ticket, _) = author.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    author.sync_with(&bus.url).await;
    assert_eq!(author.ticket(&ticket).unwrap().item.common.delivery, Delivery::WithBus);
    bus.kill();
    let data = box_of_the_bus.path().to_str().unwrap();
    let status = Binary::printed(["status", "--json", "--data", data]).await;
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    assert!(status["uncarried"].as_u64().unwrap() > 0, "{status}");

    let region = HubProcess::serve(home.path(), &[]).await;
    let again = ["--role", "bus", "--upstream", &region.url];
    let bus = HubProcess::serve(box_of_the_bus.path(), &again).await;
    assert_eq!(bus.carry().await["finished"], true);
    reader.sync_with(&region.url).await;
    assert_eq!(reader.ticket_alerts(), ["Loops"]);
    author.sync_with(&region.url).await;
    assert_eq!(author.ticket(&ticket).unwrap().item.common.delivery, Delivery::Received);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_region_killed_while_it_takes_in_keeps_all_that_it_acknowledged() {
    const TICKETS: usize = 60;
    let home = region_folder();
    let region = HubProcess::serve(home.path(), &[]).await;
    let author = teacher(home.path(), &region.url, 1, MACON, novice("scratch")).await;
    let reader = teacher(home.path(), &region.url, 2, WEST, expert("scratch")).await;
    let open = |n| author.open_ticket(scratch_ticket(&format!("Ticket {n}"), 20)).unwrap().0;
    let tickets: Vec<_> = (0..TICKETS).map(open).collect();
    // A few changes per request, so that there is a middle to be killed in.
    let limits = SyncLimits { upload_bytes: 4 * 1024, ..SyncLimits::default() };
    author.set_network(HttpOptions { limits, ..HttpOptions::default() });

    let events = author.subscribe();
    let url = region.url.clone();
    let (outcome, ()) = tokio::join!(author.try_sync(&url), async {
        for _ in 0..3 {
            while soon(events.next()).await != Event::Delivery {}
        }
        region.kill();
    });
    let error = outcome.unwrap_err();
    assert!(["unreachable", "cut-short"].contains(&error.code()), "{error}");
    let delivery = |ticket| author.ticket(ticket).unwrap().item.common.delivery;
    let acknowledged: Vec<_> =
        tickets.iter().filter(|ticket| delivery(ticket) == Delivery::Received).collect();
    assert!(!acknowledged.is_empty() && acknowledged.len() < TICKETS, "{}", acknowledged.len());

    let region = HubProcess::serve(home.path(), &[]).await;
    reader.sync_with(&region.url).await;
    for ticket in acknowledged {
        assert!(reader.ticket(ticket).is_ok(), "acknowledged and lost");
    }
    author.sync_with(&region.url).await;
    reader.sync_with(&region.url).await;
    assert_eq!(author.undelivered(), (0, 0));
    assert_eq!(reader.ticket_alerts().len(), TICKETS);
}
