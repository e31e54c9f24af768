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
