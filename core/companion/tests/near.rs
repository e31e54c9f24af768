//! What is near: the picture, its list, and why each thing is on it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests and what only they use")]

mod common;

use std::collections::BTreeSet;

use common::*;
use sharenum_companion::*;
use sharenum_domain::*;

fn titles(view: &NearView) -> Vec<&str> {
    view.points.iter().map(|point| point.title.as_str()).collect()
}

fn near(phone: &Phone) -> NearView {
    phone.engine.near(100).unwrap()
}

fn away(title: &str, lat: f64, lon: f64, radius: u16) -> NewWorkshop {
    let venue =
        Venue::Elsewhere { label: format!("Salle de {title}"), position: position(lat, lon) };
    NewWorkshop { venue, radius: km(radius), ..new_workshop(title, "2026-12-01T14:00") }
}

/// Of the second school, which has trainings of its own.
fn ask_in_lyon(phone: &Phone) {
    let shown = BTreeSet::from([slug("impression-lyon")]);
    let ticket = new_ticket("Un pont", 20);
    let training = TrainingStep { shown, ..ticket.training.clone() };
    phone.engine.open_ticket(NewTicket { training, ..ticket }).unwrap();
}

#[test]
fn the_picture_and_its_list_hold_what_reaches_the_reader_nearest_first() {
    let mut region = Region::new();
    let reader = region.teacher(1, 0, &[(PRINTER, expert()), (ROBOT, novice())]);
    let other = region.teacher(2, 1, &[(PRINTER, expert())]);
    let third = region.teacher(3, 2, &[(PRINTER, expert())]);
    for new in [
        away("Est", 46.30, 4.96, 50),
        away("Sud", 46.255, 4.83, 50),
        away("Loin", 46.01, 4.83, 50),
        away("Ailleurs", 46.46, 4.83, 10),
        away("Chez nous", 46.30, 4.83, 10),
    ] {
        other.engine.publish_workshop(new).unwrap();
    }
    ask_in_lyon(&other);
    let offer = NewTicket {
        direction: Direction::Offer,
        tools: BTreeSet::from([slug(ROBOT)]),
        training: TrainingStep::default(),
        ..new_ticket("Un robot", 20)
    };
    third.engine.open_ticket(offer).unwrap();
    reader.ask("Le mien", 20);
    region.settle(&[&other, &third, &reader]);

    let view = near(&reader);
    assert_eq!(view.label, "Collège de l'Étang");
    assert_eq!(view.centre, position(46.30, 4.83));
    let rings = view.rings.map(|ring| (ring.km, ring.radius));
    assert_eq!(rings, [(5, 0.25), (10, 0.5), (20, 1.0)]);
    assert_eq!(titles(&view), ["Chez nous", "Sud", "Est", "Un pont", "Un robot", "Loin"]);
    assert_eq!(view.total, 6);
    assert!(view.points.is_sorted_by(|a, b| a.km <= b.km));
    let expected = [
        (NearKind::Workshop, None, "near.workshop-here", "why.workshop-near"),
        (NearKind::Workshop, Some(CompassPoint::South), "near.workshop", "why.workshop-near"),
        (NearKind::Workshop, Some(CompassPoint::East), "near.workshop", "why.workshop-near"),
        (NearKind::Request, Some(CompassPoint::North), "near.request", "why.can-help"),
        (NearKind::Offer, Some(CompassPoint::North), "near.offer", "why.help-offered"),
        (NearKind::Workshop, Some(CompassPoint::South), "near.workshop", "why.workshop-near"),
    ];
    for (point, (kind, direction, key, why)) in view.points.iter().zip(expected) {
        assert_eq!((point.kind, point.direction), (kind, direction), "{}", point.title);
        assert_eq!((point.phrase.key, point.why.key()), (key, why), "{}", point.title);
        assert_eq!(point.slot.is_some(), kind == NearKind::Workshop);
        // An answer of the test's own: flat, and good enough for 30 km.
        let east =
            (point.position.lon() - 4.83) * 111.195 * point.position.lat().to_radians().cos();
        let south = (46.30 - point.position.lat()) * 111.195;
        let length = east.hypot(south);
        assert!((point.km - length).abs() < 0.05, "{} {length}", point.km);
        let scale = if length > 20.0 { 1.1 / length } else { 1.0 / 20.0 };
        assert!((point.on_disc.x - east * scale).abs() < 0.01, "{point:?}");
        assert!((point.on_disc.y - south * scale).abs() < 0.01, "{point:?}");
        assert_eq!(point.on_disc.beyond, length > 20.0);
    }
    assert!(view.points[5].on_disc.beyond && !view.points[4].on_disc.beyond);
    let why = view.points[3].why.phrase();
    let Some(PhraseArg::Name(tool)) = why.arg("tool") else { panic!("{why:?}") };
    assert_eq!(tool.fr, "Imprimante 3D");

    // A shorter list holds the nearest and knows how many there are.
    let short = reader.engine.near(2).unwrap();
    assert_eq!((titles(&short), short.total), (vec!["Chez nous", "Sud"], 6));
    assert_eq!(short.rings, view.rings);
}

#[test]
fn what_one_school_asks_stands_with_the_newest_first() {
    let mut region = Region::new();
    let reader = region.teacher(1, 1, &[(PRINTER, expert())]);
    let asker = region.teacher(2, 0, &[(PRINTER, novice())]);
    let asked = ["Un", "Deux", "Trois", "Quatre", "Cinq", "Six"];
    for title in asked {
        asker.ask(title, 20);
        region.pass(1);
    }
    region.settle(&[&asker, &reader]);
    // Ids are drawn by lot: they stand in this order once in 720 times.
    let newest_first: Vec<_> = asked.into_iter().rev().collect();
    assert_eq!(titles(&near(&reader)), newest_first);
}

#[test]
fn the_rings_grow_when_nothing_is_within_them() {
    let mut region = Region::new();
    let reader = region.teacher(1, 0, &[(PRINTER, novice())]);
    let other = region.teacher(2, 1, &[(PRINTER, expert())]);
    let rings = || near(&reader).rings.map(|ring| ring.km);
    assert_eq!((rings(), near(&reader).total), ([5, 10, 20], 0));
    let publish = |title, lat| {
        other.engine.publish_workshop(away(title, lat, 4.83, 100)).unwrap();
        region.settle(&[&other, &reader]);
    };
    publish("À 67 km", 46.9);
    assert_eq!(rings(), [25, 50, 100]);
    publish("À 33 km", 46.6);
    assert_eq!(rings(), [10, 25, 50]);
    assert!(near(&reader).points[1].on_disc.beyond);
    publish("À 11 km", 46.4);
    assert_eq!(rings(), [5, 10, 20]);
}

#[test]
fn preferences_narrow_the_picture_but_not_what_is_ones_own() {
    let mut region = Region::new();
    let reader = region.teacher(1, 0, &[(PRINTER, expert())]);
    let other = region.teacher(2, 1, &[(PRINTER, expert())]);
    other.engine.publish_workshop(away("Sud", 46.255, 4.83, 50)).unwrap();
    ask_in_lyon(&other);
    reader.engine.publish_workshop(away("Le mien", 46.40, 4.83, 20)).unwrap();
    region.settle(&[&other, &reader]);
    assert_eq!(titles(&near(&reader)), ["Sud", "Un pont", "Le mien"]);
    assert_eq!(near(&reader).points[2].why, WhyShown::Own);
    let set = |preferences: AlertPreferences| {
        reader.engine.set_alert_preferences(&preferences).unwrap();
    };
    set(AlertPreferences { nearer_than: Some(km(7)), ..Default::default() });
    assert_eq!(titles(&near(&reader)), ["Sud", "Le mien"]);
    set(AlertPreferences { muted: [AlertKind::WorkshopNearby].into(), ..Default::default() });
    assert_eq!(titles(&near(&reader)), ["Un pont", "Le mien"]);
}

#[test]
fn around_a_place_everything_is_measured_from_there_and_no_export_knows_the_place() {
    let mut region = Region::new();
    let reader = region.teacher(1, 0, &[(PRINTER, expert())]);
    let other = region.teacher(2, 1, &[(PRINTER, expert())]);
    other.engine.publish_workshop(away("Ailleurs", 46.52, 4.83, 20)).unwrap();
    other.engine.publish_workshop(away("Sud", 46.255, 4.83, 50)).unwrap();
    ask_in_lyon(&other);
    region.settle(&[&other, &reader]);
    let here = position(46.517654, 4.812345);
    let view = reader.engine.near_place(here, km(10), 100).unwrap();
    assert_eq!((view.centre, view.label.as_str()), (here, ""));
    assert_eq!(titles(&view), ["Ailleurs"], "the others are farther away from there");
    assert!(view.points[0].km < 3.0);
    // Why it is there is said from the establishment, as anywhere.
    let why = view.points[0].why.clone();
    assert!(matches!(why, WhyShown::NotReached(NotAlerted::OutsideRadius { .. })), "{why:?}");
    let wide = reader.engine.near_place(here, km(100), 100).unwrap();
    assert_eq!(titles(&wide), ["Ailleurs", "Un pont", "Sud"]);

    let export = reader.engine.near_geojson().unwrap();
    assert!(!export.contains("46.517654") && !export.contains("Ailleurs"), "{export}");
    assert_eq!(near(&reader).centre, position(46.30, 4.83));
}

#[test]
fn an_establishment_without_a_place_says_so() {
    let mut region = Region::new();
    let nowhere = region.teacher(1, 4, &[(PRINTER, expert())]);
    assert_eq!(nowhere.engine.near(10).unwrap_err().code(), "no-coordinates");
    let without = region.joined(2, None, &[Role::Member]);
    assert_eq!(without.engine.near(10).unwrap_err().code(), "profile-incomplete");
    // Around a place, neither is needed.
    assert_eq!(without.engine.near_place(position(46.3, 4.8), km(10), 10).unwrap().total, 0);
}

#[test]
fn the_export_is_geojson_with_the_same_points_in_the_same_order() {
    let mut region = Region::new();
    let reader = region.teacher(1, 0, &[(PRINTER, expert())]);
    let other = region.teacher(2, 1, &[(PRINTER, expert())]);
    other.engine.publish_workshop(away("Sud \"\u{e9}\"", 46.255, 4.83, 50)).unwrap();
    ask_in_lyon(&other);
    region.settle(&[&other, &reader]);
    let view = near(&reader);
    let export: geojson::GeoJson = reader.engine.near_geojson().unwrap().parse().unwrap();
    let collection = geojson::FeatureCollection::try_from(export).unwrap();
    let (centre, features) = collection.features.split_first().unwrap();
    let coordinates = |feature: &geojson::Feature| {
        let geometry = feature.geometry.as_ref().unwrap();
        let geojson::GeometryValue::Point { coordinates } = &geometry.value else {
            panic!("{geometry:?}")
        };
        (coordinates[0], coordinates[1])
    };
    assert_eq!(coordinates(centre), (4.83, 46.30));
    assert_eq!(centre.property("title").unwrap(), "Collège de l'Étang");
    assert_eq!(features.len(), view.points.len());
    for (feature, point) in features.iter().zip(&view.points) {
        assert_eq!(coordinates(feature), (point.position.lon(), point.position.lat()));
        let id = geojson::feature::Id::String(point.subject.to_string());
        assert_eq!(feature.id, Some(id));
        assert_eq!(feature.property("title").unwrap(), point.title.as_str());
        let exported = feature.property("km").unwrap().as_f64().unwrap();
        assert!((exported - point.km).abs() <= 0.0005, "{exported}");
    }
    assert_eq!(features[0].property("start").unwrap(), "2026-12-01T14:00:00");
    assert_eq!(features[1].property("start"), None);
}

#[test]
fn a_ticket_and_a_workshop_say_why_they_are_shown() {
    let mut region = Region::new();
    let host = region.person(9, 3, &[(ROBOT, expert())], &[Role::Member, Role::BusHost]);
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let far = region.teacher(3, 3, &[(PRINTER, expert())]);
    let learner = region.teacher(4, 1, &[(PRINTER, novice())]);
    let all = [&host, &author, &helper, &far, &learner];
    let ticket = author.ask("Un pont", 20);
    let workshop =
        author.engine.publish_workshop(new_workshop("Un pont", "2026-12-01T14:00")).unwrap();
    region.settle(&all);
    let of_ticket = |phone: &Phone| phone.engine.ticket(&ticket).unwrap().item.why;
    let of_workshop = |phone: &Phone| phone.workshop_item(&workshop).why;
    assert_eq!((of_ticket(&author), of_workshop(&author)), (WhyShown::Own, WhyShown::Own));
    let WhyShown::CanHelp { tool, km: away, radius } = of_ticket(&helper) else {
        panic!("{:?}", of_ticket(&helper))
    };
    assert_eq!((&*tool.en, radius), ("3D printer", km(20)));
    assert!((away - 10.0).abs() < 0.1, "{away}");
    let near = of_workshop(&helper);
    assert!(
        matches!(near, WhyShown::WorkshopNear { km, radius }
        if (km - away).abs() < 0.01 && radius == RadiusKm::new(20).unwrap()),
        "{near:?}"
    );
    let why = of_ticket(&far);
    assert!(matches!(why, WhyShown::NotReached(NotAlerted::OutsideRadius { .. })), "{why:?}");
    assert_eq!(of_ticket(&learner), WhyShown::NotReached(NotAlerted::NotExperienced));

    helper.engine.propose(&ticket, "Je viens").unwrap();
    learner.engine.ask_seat(&workshop).unwrap();
    region.settle(&all);
    assert_eq!(of_ticket(&helper), WhyShown::Answered);
    assert_eq!(of_workshop(&learner), WhyShown::Seat);
    assert!(!helper.ticket_actions(&ticket).contains(&Action::Propose));
}

#[test]
fn a_new_ticket_begins_with_a_radius_that_reaches_somebody() {
    let mut region = Region::new();
    let usual = region.teacher(1, 0, &[(PRINTER, novice())]);
    assert_eq!(usual.engine.first_radius().unwrap(), km(20));
    let nowhere = region.teacher(2, 4, &[(PRINTER, novice())]);
    assert_eq!(nowhere.engine.first_radius().unwrap(), km(20), "its place is not known");
    // 40 km north of the first, 25 km from the next one.
    let mut far = schools().remove(3);
    far.code = code(710_006);
    far.places[0].position = position(46.79, 4.83);
    region.relay.publish_directory(vec![far.clone()]);
    let alone = region.joined(3, Some(far.code), &[Role::Member]);
    alone.engine.set_profile(Some(far.code), tools(&[(PRINTER, novice())])).unwrap();
    assert_eq!(alone.engine.coverage(None, km(20)).unwrap().others, 0);
    assert_eq!(alone.engine.first_radius().unwrap(), km(30));
}
