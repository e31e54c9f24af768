//! The scene is a contract: what screens are drawn from is there, and the same at each run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what fails here fails the test"
)]

mod contract;
mod phones;
mod shown;

use phones::{NOW, Scene};

#[test]
fn two_scenes_of_one_moment_show_the_same() {
    let (one, other) = (Scene::make(NOW), Scene::make(NOW));
    for name in ["teacher", "colleague", "host", "tablet"] {
        let day = one.value("bus_day").parse().unwrap();
        let (shown, again) = (shown::by(&one.phone(name), day), shown::by(&other.phone(name), day));
        assert!(shown.len() > 2_000, "{name} shows next to nothing: {shown}");
        let first = shown.lines().zip(again.lines()).find(|(line, other)| line != other);
        assert_eq!(first, None, "{name}");
        assert_eq!(shown.lines().count(), again.lines().count(), "{name}");
    }
    for name in ["now", "region_url", "bus_url", "teacher_key", "tablet_seed", "bus_day"] {
        assert_eq!(one.value(name), other.value(name), "{name}");
    }
}

#[test]
fn a_scene_is_made_at_any_hour_of_any_day() {
    // A night, the end of an evening, a Sunday, a Monday, the hours in which clocks change.
    for now in [
        "2026-10-13T22:01:00Z",
        "2026-10-14T21:59:30Z",
        "2026-10-11T10:00:00Z",
        "2026-10-26T07:00:00Z",
        "2027-03-28T01:30:00Z",
        "2026-10-25T01:30:00Z",
    ] {
        let scene = Scene::make(now);
        contract::of_the_host(&scene);
        contract::of_the_teachers_agenda(&scene);
    }
}

#[test]
fn the_region_of_a_scene_goes_on_with_its_phones_and_lets_the_newcomer_in() {
    use std::sync::Arc;

    use sharenum_companion::{RequestState, State};
    use sharenum_hub::{Hub, HubOptions};
    use sharenum_ledger::HubRole;
    use sharenum_sync::{HttpReply, HttpRequest, SyncLimits, wire};

    let scene = Scene::make(NOW);
    let clock = Arc::new(sharenum_companion::ManualClock::at(NOW.parse().unwrap()));
    let options = HubOptions { clock, ..HubOptions::default() };
    let region = Hub::open(scene.value("region").as_ref(), HubRole::Region, options).unwrap();
    let answer = |request: &HttpRequest| {
        let bearer = request.bearer.as_ref().map(wire::bearer);
        let reply = region.handle(request.path, bearer.as_deref(), &request.body);
        let content_type = reply.content_type.to_owned();
        HttpReply { status: reply.status, content_type, body: reply.body }
    };
    let url = scene.value("region_url");
    let teacher = scene.phone("teacher");
    let refused = scene.id("refused");
    let again = teacher.resubmit(&refused).unwrap();
    let summary =
        teacher.sync_over(url, SyncLimits::default(), |request| Ok(answer(&request))).unwrap();
    assert!(summary.finished && summary.refused.is_empty(), "{summary:?}");
    assert_eq!(teacher.proposal(&again).unwrap().common.refused, None);
    let asked = teacher.workshop(&scene.id("workshop_asked")).unwrap().item;
    assert_eq!(asked.my_seat, Some(RequestState::Confirmed));

    let newcomer = scene.phone("newcomer");
    let request = newcomer.join_request(scene.value("newcomer_invitation")).unwrap();
    newcomer.complete_join(url, &request, &answer(request.request())).unwrap();
    assert!(matches!(newcomer.state(), State::Joined { .. }));
}

#[test]
fn what_lies_in_the_way_is_left_alone_and_an_earlier_scene_is_replaced() {
    use sharenum_stage::scene::{Addresses, PROPERTIES, make};
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear reader").unwrap();
    let now = NOW.parse().unwrap();
    assert!(make(folder.path(), now, Addresses::default()).is_err());
    assert_eq!(std::fs::read_to_string(&letter).unwrap(), "Dear reader");
    std::fs::remove_file(&letter).unwrap();
    let first = make(folder.path(), now, Addresses::default()).unwrap();
    let second = make(folder.path(), now, Addresses::default()).unwrap();
    assert_ne!(first, second, "the ids are others");
    assert_eq!(std::fs::read_to_string(folder.path().join(PROPERTIES)).unwrap(), second);
}
