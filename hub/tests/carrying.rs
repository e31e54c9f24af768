//! A bus takes everything in, offline, and carries it home.

mod common;

use common::*;
use sharenum_domain::{Decision, Outcome, RequestStatus, Role};
use sharenum_hub::carry::carry;
use sharenum_hub::{Hub, HubError, join_region};
use sharenum_ledger::{Channel, HubRole, routes};
use sharenum_sync::SyncError;
use sharenum_sync::wire::Verdict;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_bus_took_in_offline_reaches_the_region_and_comes_back() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let mut phone = region.member(1);
    let own = Channel::Member(phone.member());
    let need = phone.create(None, vec![own], &ticket("Help", 20));

    phone.sync(&bus.hub).unwrap();
    assert_eq!(phone.receipts[0].role, HubRole::Bus);
    assert_eq!(phone.outbox.len(), 1, "custody is not the region's receipt");
    assert_eq!(bus.hub.status().unwrap().totals.uncarried, 1);
    assert_eq!(bus.hub.status().unwrap().last_contact, None);

    region.hub.publish_catalogue(&[tool("scratch")]).unwrap();
    let carried = carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    assert!(carried.finished && carried.chunks_sent == 1, "{carried:?}");
    let status = bus.hub.status().unwrap();
    assert_eq!(status.totals.uncarried, 0);
    assert!(status.last_contact.is_some());
    let again = carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    assert_eq!((again.requests, again.chunks_sent, again.chunks_received), (1, 0, 0));

    phone.sync(&bus.hub).unwrap();
    assert_eq!(phone.chunks.len(), 2, "the region's catalogue came by bus");
    let mut tablet = region.member(1);
    tablet.sync(&region.hub).unwrap();
    assert!(tablet.has(&need));
    phone.sync(&region.hub).unwrap();
    assert!(phone.outbox.is_empty());
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_lay_in_a_drawer_all_summer_still_finds_custody_on_the_bus() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let mut phone = region.member(1);
    let own = Channel::Member(phone.member());
    phone.create(None, vec![own], &ticket("Help", 20));
    region.clock.advance(90 * DAY);
    assert!(matches!(phone.sync(&region.hub), Err(SyncError::ExpiredCertificate)));
    phone.sync(&bus.hub).unwrap();
    assert_eq!(*phone.last_verdict(), Verdict::Accepted);
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    assert_eq!(bus.hub.status().unwrap().totals.uncarried, 0);
    assert_eq!(region.hub.status().unwrap().totals.documents, 1);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_met_the_bus_first_gets_the_seat_whatever_the_order_at_home() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let mut host = region.member(1);
    let to = routes::for_members([host.member()]);
    let event = host.create(None, to, &workshop(2, region.hub.member()));
    host.sync(&bus.hub).unwrap();

    let mut guests = Vec::new();
    for seed in 2..8 {
        let mut guest = region.member(seed);
        guest.origins.insert(event, host.origins[&event].clone());
        let to = routes::for_members([guest.member(), host.member()]);
        let seat = guest.create(Some(event), to, &registration(RequestStatus::Asked));
        // The last one reaches the region itself, before the bus comes home.
        let hub = if seed == 7 { &region.hub } else { &bus.hub };
        guest.sync(hub).unwrap();
        region.clock.advance(1_000);
        guests.push((guest, seat));
    }
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    let mut outcomes = Vec::new();
    for (guest, seat) in &mut guests {
        guest.sync(&region.hub).unwrap();
        outcomes.push(guest.answers::<Decision>(seat)[0].clone());
    }
    let places: Vec<_> = outcomes.iter().map(|d| (d.outcome.clone(), d.position)).collect();
    let (confirmed, waiting) = (|| (Outcome::Confirmed, None), |n| (Outcome::Waiting, Some(n)));
    let expected = [confirmed(), confirmed(), waiting(1), waiting(2), waiting(3), waiting(4)];
    assert_eq!(places, expected);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bus_refuses_a_phone_of_another_region_and_admits_nobody() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let stranger_region = common::region();
    let mut stranger = stranger_region.member(1);
    let own = Channel::Member(stranger.member());
    stranger.create(None, vec![own], &ticket("Help", 20));
    assert!(matches!(stranger.sync(&bus.hub), Err(SyncError::OtherRegion)));
    assert_eq!(stranger.outbox.len(), 1);

    let code = region.code(&[Role::Member], None);
    let joined = phone_join(&bus.hub, &code, 2);
    assert!(
        matches!(&joined, Err(SyncError::Refused { code, .. }) if code == "not-served-here"),
        "{joined:?}"
    );
    assert!(bus.hub.publish_catalogue(&[tool("scratch")]).is_err());
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_whose_certificate_is_unknown_waits_on_the_bus_for_its_author() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let (mut carrier, mut writer) = (region.member(1), region.member(2));
    let own = Channel::Member(writer.member());
    writer.create(None, vec![own], &ticket("Help", 20));
    let chunk = writer.outbox[0].clone();
    carrier.outbox.push(chunk.clone());
    carrier.sync(&bus.hub).unwrap();
    assert_eq!(carrier.verdicts[&chunk.0], Verdict::Waiting);
    let bus = bus.restart();
    // The author brings the certificate, with something else to say.
    writer.outbox.clear();
    let other = Channel::Member(writer.member());
    writer.create(None, vec![other], &ticket("Another", 20));
    writer.sync(&bus.hub).unwrap();
    let totals = bus.hub.status().unwrap().totals;
    assert_eq!((totals.waiting, totals.documents, totals.uncarried), (0, 2, 2));
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_out_of_reach_costs_nothing_but_time() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let url = served.url.clone();
    let bus = bus(&region, &url, &region.clock).await;
    let mut phone = region.member(1);
    let own = Channel::Member(phone.member());
    phone.create(None, vec![own], &ticket("Help", 20));
    phone.sync(&bus.hub).unwrap();
    served.stop().await;
    let failed = carry(&bus.hub, &client(), &url, BUDGET).await.unwrap_err();
    assert!(matches!(failed, HubError::Sync(SyncError::Unreachable { .. })), "{failed:?}");
    assert_eq!(failed.exit_code(), 69);

    let bus = bus.restart();
    let served = serve(&region.hub, None).await;
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    assert_eq!(bus.hub.status().unwrap().totals.uncarried, 0);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_that_lost_its_file_is_given_everything_again() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let mut phone = region.member(1);
    let own = Channel::Member(phone.member());
    phone.create(None, vec![own], &ticket("Help", 20));
    phone.sync(&bus.hub).unwrap();
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    let member = region.hub.member();
    served.stop().await;
    let TestHub { folder, clock, hub } = region;
    drop(std::sync::Arc::into_inner(hub));
    for file in ["hub.sqlite", "hub.sqlite-wal", "hub.sqlite-shm"] {
        let _ = std::fs::remove_file(folder.path().join(file));
    }
    let hub = Hub::open(folder.path(), HubRole::Region, options(&clock)).unwrap();
    assert_eq!(hub.member(), member, "its keys say who it is");
    let hub = std::sync::Arc::new(hub);
    let served = serve(&hub, None).await;
    assert_eq!(hub.status().unwrap().totals.documents, 0);
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    assert_eq!(hub.status().unwrap().totals.documents, 1);
    assert_eq!(bus.hub.status().unwrap().totals.uncarried, 0);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bus_joins_with_an_invitation_for_a_bus() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let folder = tempfile::tempdir().unwrap();
    let open = || Hub::open(folder.path(), HubRole::Bus, options(&region.clock));
    assert_eq!(open().err().unwrap().exit_code(), 78);
    let code = region.code(&[Role::Member], None);
    let refused = join_region(folder.path(), &client(), &served.url, &code).await.unwrap_err();
    assert_eq!(refused.exit_code(), 65, "{refused}");
    let code = region.code(&[Role::BusHub], None);
    join_region(folder.path(), &client(), &served.url, &code).await.unwrap();
    let member = open().unwrap().member();
    // A second start with the same command line joins nothing.
    join_region(folder.path(), &client(), &served.url, &code).await.unwrap();
    assert_eq!(open().unwrap().member(), member);
    let wrong = Hub::open(folder.path(), HubRole::Region, options(&region.clock));
    assert_eq!(wrong.err().unwrap().exit_code(), 78);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_something_the_bus_has_not_heard_of_is_carried_once_it_has() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let (mut asks, mut helps) = (region.member(1), region.member(2));
    let own = Channel::Member(asks.member());
    let need = asks.create(None, vec![own.clone()], &ticket("Help", 20));
    asks.sync(&region.hub).unwrap();

    helps.origins.insert(need, asks.origins[&need].clone());
    let both = vec![own, Channel::Member(helps.member())];
    let offer = helps.create(Some(need), both, &proposal());
    helps.sync(&bus.hub).unwrap();
    assert_eq!(*helps.last_verdict(), Verdict::Waiting);
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    let totals = bus.hub.status().unwrap().totals;
    assert_eq!((totals.waiting, totals.uncarried, totals.documents), (0, 0, 2));
    asks.sync(&region.hub).unwrap();
    assert!(asks.has(&offer), "home in the same round");
    served.stop().await;
}
