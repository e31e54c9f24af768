//! An invitation admits one device.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what only they use"
)]

mod common;

use common::phone_join as join;
use common::*;
use sharenum_domain::Role;
use sharenum_hub::invitation::InvitationOrder;
use sharenum_sync::SyncError;

fn refused_with(result: Result<sharenum_sync::Joined, SyncError>, expected: &str) {
    match result {
        Err(SyncError::Refused { code, detail }) => {
            assert_eq!(code, expected);
            assert!(!detail.is_empty());
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_invitation_admits_one_device_and_only_that_one() {
    let region = region();
    let code = region.code(&[Role::Member, Role::TechLeader], Some(&school().to_string()));
    let joined = join(&region.hub, &code, 1).unwrap();
    let claims = joined.certificate.claims();
    assert_eq!(claims.member, joined.member);
    assert_eq!(claims.school, Some(school()));
    assert!(claims.roles.contains(Role::TechLeader) && !claims.roles.contains(Role::Coordinator));
    refused_with(join(&region.hub, &code, 2), "invitation-refused");
}

#[test]
fn a_lost_answer_is_asked_for_again_by_the_same_device() {
    let region = region();
    let code = region.code(&[Role::Member], None);
    let first = join(&region.hub, &code, 1).unwrap();
    let region = region.restart();
    let typed = code.to_lowercase().replace('-', " ");
    let again = join(&region.hub, &typed, 1).unwrap();
    assert_eq!(again.member, first.member);
}

#[test]
fn a_code_past_its_date_or_never_given_is_refused() {
    let region = region();
    let code = region.code(&[Role::Member], None);
    region.clock.advance(15 * DAY);
    refused_with(join(&region.hub, &code, 1), "invitation-refused");
    let other = common::region().code(&[Role::Member], None);
    refused_with(join(&region.hub, &other, 1), "invitation-refused");
    refused_with(join(&region.hub, "hello", 1), "invitation-refused");
}

#[test]
fn a_second_device_of_a_member_is_that_member() {
    let region = region();
    let phone = region.member(1);
    let order = InvitationOrder {
        roles: vec![Role::Member],
        school: None,
        member: Some(phone.member()),
        days: 1,
    };
    let code = region.hub.invite(&order).unwrap().code.to_string();
    let tablet = Phone::join(&region.hub, &code, 2).unwrap();
    assert_eq!(tablet.member(), phone.member());
    assert_ne!(tablet.key.device(), phone.key.device());
    assert_eq!(region.hub.devices_of(&phone.member()).unwrap().len(), 2);
}

#[test]
fn guessing_is_stopped_for_a_while_and_not_for_ever() {
    let region = region();
    let elsewhere = common::region();
    let good = region.code(&[Role::Member], None);
    for _ in 0..30 {
        let wrong = elsewhere.code(&[Role::Member], None);
        refused_with(join(&region.hub, &wrong, 1), "invitation-refused");
    }
    refused_with(join(&region.hub, &good, 1), "busy");
    region.clock.advance(60_000);
    join(&region.hub, &good, 1).unwrap();
}

#[test]
fn the_code_itself_is_kept_nowhere() {
    let region = region();
    let code = region.code(&[Role::Member], None);
    let plain = code.replace('-', "");
    for file in std::fs::read_dir(region.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let holds = bytes.windows(plain.len()).any(|window| window == plain.as_bytes());
        assert!(!holds);
    }
}

#[test]
fn a_link_leads_to_the_region_that_made_it() {
    let region = region();
    let order = InvitationOrder { roles: vec![Role::Member], school: None, member: None, days: 1 };
    let link = region.hub.invite(&order).unwrap().link;
    assert_eq!(link.region, Some(region.hub.region()));
    assert!(link.to_string().starts_with("sharenum://join?hub=http%3A%2F%2F127.0.0.1"));
}
