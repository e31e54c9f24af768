//! Joining: papers that the region vouches for, or none.

use sharenum_domain::MemberId;
use sharenum_ledger::DeviceKey;
use sharenum_sync::{JoinExchange, SyncError};

use crate::support::hub::FakeHub;
use crate::support::root;

fn device() -> DeviceKey {
    DeviceKey::from_seed([7; 32])
}

#[test]
fn an_invitation_becomes_papers_that_the_region_vouches_for() {
    for region in [None, Some(root().public().region())] {
        let join = JoinExchange::new(" rose-tulip ", &device(), region);
        let joined = join.accept(&FakeHub::region().answer(join.request())).unwrap();
        assert_eq!(joined.member, MemberId::from([7; 16]));
        assert_eq!(joined.certificate.claims().device_key, device().public());
        assert_eq!(joined.root, root().public());
    }
}

#[test]
fn papers_of_another_region_than_the_invitations_are_refused() {
    let elsewhere = DeviceKey::from_seed([2; 32]).public().region();
    let join = JoinExchange::new("rose-tulip", &device(), Some(elsewhere));
    let result = join.accept(&FakeHub::region().answer(join.request()));
    assert!(matches!(result, Err(SyncError::OtherRegion)));
}

#[test]
fn papers_for_another_device_are_refused() {
    let join = JoinExchange::new("rose-tulip", &DeviceKey::from_seed([8; 32]), None);
    let result = join.accept(&FakeHub::region().answer(join.request()));
    assert!(matches!(result, Err(SyncError::BadReply { .. })));
}

#[test]
fn an_answer_to_another_request_is_refused() {
    let asked = JoinExchange::new("rose-tulip", &device(), None);
    let answer = FakeHub::region().answer(asked.request());
    let other = JoinExchange::new("another-code", &device(), None);
    assert!(matches!(other.accept(&answer), Err(SyncError::BadReply { .. })));
}

#[test]
fn a_spent_invitation_and_a_bus_are_told_apart() {
    let wrong = JoinExchange::new("daisy", &device(), None);
    let error = wrong.accept(&FakeHub::region().answer(wrong.request())).unwrap_err();
    assert_eq!(error.code(), "invitation-refused");

    let join = JoinExchange::new("rose-tulip", &device(), None);
    let error = join.accept(&FakeHub::bus().answer(join.request())).unwrap_err();
    assert_eq!(error.code(), "not-served-here");
}
