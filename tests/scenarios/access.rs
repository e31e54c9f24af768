//! Who may read what.

use sharenum_companion::{RequestState, State};
use sharenum_domain::{DocumentId, Role, area_of};
use sharenum_ledger::{Channel, Chunk, DeviceKey, HubRole, Receipt};
use sharenum_sync::SyncError;
use sharenum_sync::wire::Entry;

use crate::common::*;

fn documents(entries: &[Entry]) -> Vec<DocumentId> {
    let chunk = |entry: &Entry| match entry {
        Entry::Chunk(bytes) => Some(Chunk::decode(bytes).unwrap().document()),
        _ => None,
    };
    entries.iter().filter_map(chunk).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_strangers_certificate_cannot_read_what_is_for_others() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let teacher = region.teacher(1, MACON, novice("scratch")).await;
    let tablet = region.tablet(2, MACON).await;
    tablet.log_help_session(help_session("Pixel", 10, clock.now())).unwrap();
    let (ticket, _) = teacher.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    for url in [&bus.url, &region.url] {
        tablet.sync_with(url).await;
        teacher.sync_with(url).await;
    }

    let mut stranger = Scribe::join(&region, 3, &[Role::Coordinator], Some(WEST)).await;
    let closed = [
        Channel::Member(teacher.member()),
        Channel::Member(tablet.member()),
        Channel::School(uai(MACON)),
        Channel::Everything,
    ];
    for url in [&region.url, &bus.url] {
        for channel in &closed {
            // One open channel beside it opens nothing.
            stranger.channels = vec![Channel::Region, channel.clone()];
            let error = stranger.sync(url).await.unwrap_err();
            assert!(matches!(error, SyncError::Refused { .. }), "{channel}: {error}");
            assert_eq!(error.code(), "channel-refused");
            assert!(error.to_string().contains("join again"), "{error}");
            assert_eq!(stranger.received, [], "{channel}");
        }
    }

    let area = Channel::Area(area_of(&position(MACON)));
    let own = [Channel::Member(stranger.member()), Channel::School(uai(WEST)), area];
    stranger.channels = own.to_vec();
    stranger.sync(&region.url).await.unwrap();
    let documents = documents(&stranger.received);
    assert_eq!(documents, [ticket], "what is public in an area, and nothing more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_is_told_at_once_that_it_was_revoked_and_keeps_what_it_wrote() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let lost = region.teacher(1, MACON, novice("scratch")).await;
    let reader = region.teacher(2, WEST, expert("scratch")).await;
    let State::Joined { device, .. } = lost.state() else { panic!("it has joined") };
    region.hub().revoke(device, 100).unwrap();
    lost.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    let written = lost.undelivered();

    let error = lost.try_sync(&region.url).await.unwrap_err();
    assert_eq!(error.code(), "revoked");
    assert!(error.to_string().contains("ask your coordinator"), "{error}");
    assert_eq!(lost.undelivered(), written);
    reader.sync_with(&region.url).await;
    assert_eq!(reader.ticket_alerts(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_that_no_hub_signed_moves_nobody_up() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let host = region.teacher(9, FAR, novice("scratch")).await;
    region.publish_bus(host.member());
    let first = region.teacher(1, MACON, novice("scratch")).await;
    let cheat = region.teacher(2, WEST, novice("scratch")).await;
    let day = jiff::civil::date(2026, 11, 18);
    let honest = first.ask_bus_day(&slug("busnum-1"), day, "Robots").unwrap();
    first.sync_with(&region.url).await;
    clock.advance(DAY);

    // A phone writes itself a receipt from last week, with its own key and certificate.
    let late = cheat.ask_bus_day(&slug("busnum-1"), day, "Loops").unwrap();
    let store = cheat.store();
    let certificate = store.read(sharenum_store::own_certificate).unwrap();
    let forged = Receipt {
        hub: region.hub().member(),
        role: HubRole::Bus,
        at: clock.now() - WEEK,
        first_seq: 1,
        chunks: vec![(*late.as_bytes()).into()],
    };
    let bytes = forged.sign(&DeviceKey::from_seed([2; 32]), &certificate.id()).unwrap();
    store.write(|tx| tx.acknowledge(&forged, &bytes)).unwrap();
    drop(store);
    for phone in [&cheat, &first] {
        phone.sync_with(&region.url).await;
    }
    assert_eq!(first.booking(&honest).unwrap().state, RequestState::Confirmed);
    assert_eq!(cheat.booking(&late).unwrap().state, RequestState::Refused);
}
