//! A bus box that was stolen is not met any more.

mod common;

use common::*;
use sharenum_companion::*;
use sharenum_ledger::{Revocation, routes};
use sharenum_sync::{SyncError, SyncLimits};

#[test]
fn a_box_that_the_region_revoked_is_told_nothing() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let folder = tempfile::tempdir().unwrap();
    let bus = Relay::bus(folder.path(), region.clock.clone());
    sync_with(&phone.engine, &bus, "http://bus.test");

    let revocation = Revocation { device: bus.key.public().device(), last_seq: 0 };
    region
        .relay
        .store
        .write(|tx| tx.create(&region.relay.key, &revocation, vec![], None, routes::for_region()))
        .unwrap();
    region.sync(&phone);

    phone.ask("Un pont", 20);
    let answer = |request| Ok(bus.answer(request));
    let refused = phone.engine.sync_over("http://bus.test", SyncLimits::default(), answer);
    assert!(matches!(refused, Err(EngineError::Sync(SyncError::HubRevoked))), "{refused:?}");
    assert_eq!(phone.engine.sync_status().unwrap().undelivered.on_this_phone, 1);
}
