//! Workshops, seats, and the days of the bus.

mod common;

use common::*;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use sharenum_companion::*;
use sharenum_domain::*;

#[test]
fn seats_are_shown_to_those_who_welcome_and_a_cancellation_promotes() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let guests = [2, 3, 4].map(|number| region.teacher(number, 1, &[(PRINTER, novice())]));
    let all: Vec<&Phone> = guests.iter().chain([&organiser]).collect();
    let workshop =
        organiser.engine.publish_workshop(new_workshop("Un pont", "2026-12-01T14:00")).unwrap();
    region.settle(&all);
    let seats = guests.each_ref().map(|guest| {
        assert_eq!(guest.kinds(), [AlertKind::WorkshopNearby]);
        assert_eq!(guest.workshop_item(&workshop).common.actions, [Action::AskSeat]);
        guest.engine.ask_seat(&workshop).unwrap()
    });
    assert!(guests[0].engine.ask_seat(&workshop).is_err());
    assert!(organiser.engine.ask_seat(&workshop).is_err());
    assert_eq!(guests[0].workshop_item(&workshop).my_seat, Some(RequestState::Asked));
    region.settle(&all);
    assert_eq!(region.relay.seats_asked(&workshop).len(), 3);
    region.relay.decide(&seats[0], Outcome::Confirmed, &[]);
    region.relay.decide(&seats[1], Outcome::Confirmed, &[]);
    region.relay.decide(&seats[2], Outcome::Waiting, &[]);
    region.settle(&all);

    let taken = organiser.workshop_item(&workshop).taken.unwrap();
    assert_eq!((taken.total, taken.confirmed, taken.waiting, taken.free), (2, 2, 1, 0));
    // Others see their own seat, not who else comes.
    assert_eq!(guests[0].workshop_item(&workshop).taken, None);
    assert_eq!(
        guests[2].workshop_item(&workshop).my_seat,
        Some(RequestState::Waiting { position: None })
    );
    let mut names: Vec<_> = organiser
        .engine
        .workshop(&workshop)
        .unwrap()
        .attendees
        .into_iter()
        .filter_map(|attendee| attendee.name)
        .collect();
    names.sort();
    assert_eq!(names, ["Membre 2", "Membre 3", "Membre 4"]);

    guests[0].engine.cancel_seat(&seats[0]).unwrap();
    region.settle(&all);
    region.relay.decide(&seats[0], Outcome::Released, &[]);
    region.relay.decide(&seats[2], Outcome::Confirmed, &[]);
    region.settle(&all);
    assert_eq!(guests[2].workshop_item(&workshop).my_seat, Some(RequestState::Confirmed));
    assert_eq!(guests[0].workshop_item(&workshop).common.actions, [Action::AskSeat]);
    let decided = |guest: &Phone| {
        guest.kinds().iter().filter(|kind| **kind == AlertKind::SeatDecided).count()
    };
    // Who gave the seat back is not told so.
    assert_eq!(guests.each_ref().map(decided), [1, 1, 1]);
    assert_eq!(guests[2].alerts()[0].body, "confirmed");
    let mine = guests[2].engine.my_registrations(&page()).unwrap();
    assert_eq!(mine.items[0].common.actions, [Action::CancelSeat]);
}

#[test]
fn a_cancelled_workshop_alerts_those_who_meant_to_come() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let comes = region.teacher(2, 1, &[(PRINTER, novice())]);
    let stays = region.teacher(3, 1, &[(PRINTER, novice())]);
    let workshop =
        organiser.engine.publish_workshop(new_workshop("Un pont", "2026-12-01T14:00")).unwrap();
    region.settle(&[&organiser, &comes, &stays]);
    comes.engine.ask_seat(&workshop).unwrap();
    region.settle(&[&comes, &organiser]);
    organiser.engine.cancel_workshop(&workshop).unwrap();
    region.settle(&[&organiser, &comes, &stays]);
    assert!(comes.kinds().contains(&AlertKind::WorkshopCancelled));
    assert_eq!(stays.kinds(), [AlertKind::WorkshopNearby]);
    assert_eq!(comes.workshop_item(&workshop).common.actions, [Action::CancelSeat]);
    assert!(stays.engine.ask_seat(&workshop).is_err());
    assert_eq!(stays.engine.workshops(WorkshopFilter::Upcoming, &page()).unwrap().total, 0);
}

#[test]
fn a_workshop_on_the_bus_waits_for_its_day_and_is_then_published_by_itself() {
    let mut region = Region::new();
    let host = region.person(9, 0, &[(PRINTER, expert())], &[Role::Member, Role::BusHost]);
    region.relay.publish_bus(&[host.member]);
    let first = region.teacher(1, 0, &[(PRINTER, expert())]);
    let second = region.teacher(2, 1, &[(PRINTER, expert())]);
    let near = region.teacher(3, 2, &[(PRINTER, novice())]);
    let all = [&host, &first, &second, &near];
    region.settle(&all);
    let (bus, day) = (slug(BUS), date(2026, 12, 1));
    assert!(first.engine.ask_bus_day(&bus, date(2026, 10, 1), "Pont").is_err());
    let booking = first.engine.ask_bus_day(&bus, day, "Un pont").unwrap();
    assert!(first.engine.ask_bus_day(&bus, day, "Encore").is_err());
    let late = second.engine.ask_bus_day(&bus, day, "Un robot").unwrap();

    let waits =
        NewWorkshop { booking: Some(booking), ..new_workshop("Un pont", "2026-12-01T14:00") };
    let other_day = NewWorkshop { slot: slot("2026-12-02T14:00"), ..waits.clone() };
    assert_eq!(first.engine.publish_workshop(other_day).unwrap_err().code(), "input");
    assert!(second.engine.publish_workshop(waits.clone()).is_err());
    let workshop = first.engine.publish_workshop(waits).unwrap();
    region.settle(&all);
    assert_eq!(first.workshop_item(&workshop).status, WorkshopStatus::WaitingForBus);
    assert_eq!(near.kinds(), []);
    assert!(near.engine.workshop(&workshop).is_err(), "nobody near hears of it yet");

    region.relay.decide(&booking, Outcome::Confirmed, &[]);
    region.relay.decide(&late, Outcome::Refused, &[date(2026, 12, 2), date(2026, 11, 30)]);
    region.settle(&all);
    assert_eq!(first.workshop_item(&workshop).status, WorkshopStatus::Published);
    assert_eq!(near.kinds(), [AlertKind::WorkshopNearby]);
    assert!(first.kinds().contains(&AlertKind::BookingDecided));

    let refused = second.engine.booking(&late).unwrap();
    assert_eq!(refused.state, RequestState::Refused);
    assert_eq!(refused.alternatives, [date(2026, 12, 2), date(2026, 11, 30)]);
    assert_eq!(refused.common.actions, [Action::AskDay]);
    assert!(first.engine.cancel_bus_day(&booking).is_err(), "a published workshop counts on it");
    first.engine.cancel_workshop(&workshop).unwrap();
    first.engine.cancel_bus_day(&booking).unwrap();
    assert_eq!(first.engine.booking(&booking).unwrap().state, RequestState::Cancelled);
}

#[test]
fn only_the_home_hub_has_a_say() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let guest = region.teacher(2, 1, &[(PRINTER, novice())]);
    let workshop =
        organiser.engine.publish_workshop(new_workshop("Un pont", "2026-12-01T14:00")).unwrap();
    region.settle(&[&organiser, &guest]);
    let seat = guest.engine.ask_seat(&workshop).unwrap();
    region.settle(&[&guest, &organiser]);

    let folder = tempfile::tempdir().unwrap();
    let bus = Relay::bus(folder.path(), region.clock.clone());
    bus.carry_from(&region.relay);
    // A bus carries a request; the door itself keeps it from deciding.
    assert!(bus.try_decide(&seat, Outcome::Confirmed, &[]).is_err());
    // Another hub of the region may write, and is not listened to.
    let other = Relay::other_region(folder.path(), region.clock.clone());
    other.carry_from(&region.relay);
    other.decide(&seat, Outcome::Confirmed, &[]);
    region.relay.carry_from(&other);
    region.settle(&[&guest, &organiser]);
    assert_eq!(guest.workshop_item(&workshop).my_seat, Some(RequestState::Asked));
    assert_eq!(guest.kinds(), [AlertKind::WorkshopNearby]);
    region.relay.decide(&seat, Outcome::Confirmed, &[]);
    region.settle(&[&guest, &organiser]);
    assert_eq!(guest.workshop_item(&workshop).my_seat, Some(RequestState::Confirmed));
}

#[test]
fn the_host_checks_people_in_offline() {
    let mut region = Region::new();
    let host = region.person(9, 2, &[(PRINTER, expert())], &[Role::Member, Role::BusHost]);
    region.relay.publish_bus(&[host.member]);
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let guest = region.teacher(2, 1, &[(PRINTER, novice())]);
    let all = [&host, &organiser, &guest];
    region.settle(&all);
    let day = date(2026, 12, 1);
    let booking = organiser.engine.ask_bus_day(&slug(BUS), day, "Un pont").unwrap();
    region.settle(&all);
    region.relay.decide(&booking, Outcome::Confirmed, &[]);
    region.settle(&all);
    let new = NewWorkshop { booking: Some(booking), ..new_workshop("Un pont", "2026-12-01T14:00") };
    let workshop = organiser.engine.publish_workshop(new).unwrap();
    region.settle(&all);
    let seat = guest.engine.ask_seat(&workshop).unwrap();
    region.settle(&all);
    region.relay.decide(&seat, Outcome::Confirmed, &[]);
    region.settle(&all);
    assert!(guest.engine.check_in(&workshop, &seat, true).is_err());

    // From here on, no hub.
    let today = host.engine.bus_day(&slug(BUS), day).unwrap();
    assert_eq!((today.workshops.len(), today.bookings.len()), (1, 1));
    assert_eq!(today.workshops[0].attendees[0].name.as_deref(), Some("Membre 2"));
    assert_eq!(today.workshops[0].attendees[0].school_name, "Collège Saint-Exupéry");
    assert_eq!(today.not_home.on_this_phone, 0);
    assert!(today.resource.i_host);
    let asked = &today.bookings[0];
    assert_eq!(asked.contact.as_ref().map(|contact| contact.name.as_str()), Some("Membre 1"));
    assert_eq!(asked.school_name, "Collège de l'Étang");
    let own = organiser.engine.booking(&asked.common.id).unwrap();
    assert_eq!((own.contact, own.school_name.as_str()), (None, ""));
    host.engine.check_in(&workshop, &seat, true).unwrap();
    host.engine.add_walk_in(&workshop, "Lycée voisin").unwrap();
    assert!(host.engine.add_walk_in(&workshop, "  ").is_err());
    let today = host.engine.bus_day(&slug(BUS), day).unwrap();
    assert_eq!(today.workshops[0].present, 2);
    assert_eq!(today.workshops[0].walk_ins[0].label, "Lycée voisin");
    assert!(today.not_home.on_this_phone >= 2);
    assert!(today.last_region_contact.is_some());
    host.engine.check_in(&workshop, &seat, false).unwrap();
    assert_eq!(host.engine.bus_day(&slug(BUS), day).unwrap().workshops[0].present, 1);
    let twice = host.engine.add_walk_in(&workshop, "Lycée voisin").unwrap();
    host.engine.take_back_walk_in(&workshop, &twice).unwrap();
    let today = host.engine.bus_day(&slug(BUS), day).unwrap();
    assert_eq!((today.workshops[0].present, today.workshops[0].walk_ins.len()), (1, 1));
    host.engine.take_back_walk_in(&workshop, &twice).unwrap();

    region.settle(&all);
    let detail = organiser.engine.workshop(&workshop).unwrap();
    assert_eq!((detail.walk_ins.len(), detail.attendees[0].present_at), (1, None));
    let entry = detail.walk_ins[0].entry.as_str();
    let error = organiser.engine.take_back_walk_in(&workshop, entry).unwrap_err();
    assert_eq!(error.code(), "not-allowed");
    host.engine.take_back_walk_in(&workshop, entry).unwrap();
    region.settle(&all);
    assert_eq!(organiser.engine.workshop(&workshop).unwrap().walk_ins, []);
}

#[test]
fn workshops_are_listed_by_date_and_by_distance() {
    let mut region = Region::new();
    let near = region.teacher(1, 0, &[(PRINTER, expert())]);
    let far = region.teacher(2, 2, &[(PRINTER, expert())]);
    let reader = region.teacher(3, 0, &[(PRINTER, novice())]);
    far.engine.publish_workshop(new_workshop("Tôt et loin", "2026-12-01T14:00")).unwrap();
    near.engine.publish_workshop(new_workshop("Tard et près", "2026-12-08T14:00")).unwrap();
    region.settle(&[&near, &far, &reader]);
    let titles = |filter| {
        let found = reader.engine.workshops(filter, &page()).unwrap().items;
        found.into_iter().map(|workshop| workshop.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(WorkshopFilter::Upcoming), ["Tôt et loin", "Tard et près"]);
    assert_eq!(titles(WorkshopFilter::NearMe), ["Tard et près", "Tôt et loin"]);
    let there = position(46.46, 4.83);
    assert_eq!(titles(WorkshopFilter::Around(there, km(5))), ["Tôt et loin"]);
    region.pass(24 * 40);
    assert_eq!(titles(WorkshopFilter::Upcoming), Vec::<String>::new());
    let mine = near.engine.workshops(WorkshopFilter::Mine, &page()).unwrap();
    assert_eq!(mine.items[0].common.actions[0], Action::Close);
    near.engine.close_workshop(&mine.items[0].common.id).unwrap();
}

#[test]
fn what_happens_at_one_place_stands_in_the_order_of_its_dates() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let near = region.teacher(2, 1, &[(PRINTER, novice())]);
    region.relay.publish_bus(&[]);
    region.settle(&[&organiser, &near]);
    let day = date(2026, 12, 1);
    let booking = organiser.engine.ask_bus_day(&slug(BUS), day, "Des ponts").unwrap();
    let ticket = organiser.ask("Des ponts", 20);
    region.settle(&[&organiser, &near]);
    region.relay.decide(&booking, Outcome::Confirmed, &[]);
    region.settle(&[&organiser, &near]);
    // Ids are drawn by lot: of six, they stand in this order once in 720 times.
    for hour in [15, 9, 17, 11, 14, 10] {
        let new = new_workshop("Un pont", &format!("2026-12-01T{hour:02}:00"));
        let new = NewWorkshop { booking: Some(booking), ticket: Some(ticket), ..new };
        organiser.engine.publish_workshop(new).unwrap();
    }
    region.settle(&[&organiser, &near]);
    let hours = |items: &[WorkshopItem]| -> Vec<i8> {
        items.iter().map(|item| item.slot.start.hour()).collect()
    };
    let in_order = [9, 10, 11, 14, 15, 17];
    let nearby = |page: &PageRequest| near.engine.workshops(WorkshopFilter::NearMe, page).unwrap();
    assert_eq!(hours(&nearby(&page()).items), in_order);
    let mut paged = Vec::new();
    let mut next = Some(page().of(2));
    while let Some(request) = next {
        let found = nearby(&request);
        paged.extend(hours(&found.items));
        next = found.next.map(|cursor| page().of(2).after(cursor));
    }
    assert_eq!(paged, in_order, "page by page");
    let grown = organiser.engine.ticket(&ticket).unwrap().workshops;
    assert_eq!(hours(&grown), in_order);
    let on_the_bus = organiser.engine.booking(&booking).unwrap().workshops;
    let on_the_bus: Vec<_> = on_the_bus.iter().map(|id| organiser.workshop_item(id)).collect();
    assert_eq!(hours(&on_the_bus), in_order);
}

#[test]
fn a_day_offers_what_its_workshops_allow() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    region.relay.publish_bus(&[]);
    region.settle(&[&organiser]);
    let booking = organiser.engine.ask_bus_day(&slug(BUS), date(2026, 12, 1), "Un pont").unwrap();
    let actions = || organiser.engine.booking(&booking).unwrap().common.actions;
    let publish = || {
        let new = new_workshop("Un pont", "2026-12-01T14:00");
        organiser.engine.publish_workshop(NewWorkshop { booking: Some(booking), ..new }).unwrap()
    };
    assert_eq!(actions(), [Action::CancelDay, Action::PublishWorkshop]);
    let first = publish();
    assert_eq!(actions(), [Action::CancelDay]);

    region.settle(&[&organiser]);
    region.relay.decide(&booking, Outcome::Confirmed, &[]);
    region.settle(&[&organiser]);
    assert_eq!(organiser.workshop_item(&first).status, WorkshopStatus::Published);
    assert_eq!(actions(), []);
    organiser.engine.cancel_workshop(&first).unwrap();
    assert_eq!(actions(), [Action::CancelDay, Action::PublishWorkshop]);
    let second = publish();
    assert_eq!(actions(), []);
    organiser.engine.cancel_workshop(&second).unwrap();
    organiser.engine.cancel_bus_day(&booking).unwrap();
    assert_eq!(actions(), []);
}

#[test]
fn a_workshop_can_be_put_on_the_own_days_that_are_free_and_to_come() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let other = region.teacher(2, 1, &[(PRINTER, expert())]);
    region.relay.publish_bus(&[]);
    region.settle(&[&organiser, &other]);
    let ask = |day| organiser.engine.ask_bus_day(&slug(BUS), day, "Un pont").unwrap();
    let later = ask(date(2026, 12, 8));
    let soon = ask(date(2026, 12, 1));
    let given_back = ask(date(2026, 12, 3));
    organiser.engine.cancel_bus_day(&given_back).unwrap();
    other.engine.ask_bus_day(&slug(BUS), date(2026, 12, 2), "Un autre").unwrap();
    region.settle(&[&organiser, &other]);
    let days = |workshop: Option<&DocumentId>| -> Vec<DocumentId> {
        let days = organiser.engine.days_for_workshop(workshop).unwrap();
        days.into_iter().map(|day| day.common.id).collect()
    };
    assert_eq!(days(None), [soon, later]);

    let new = new_workshop("Un pont", "2026-12-01T14:00");
    let workshop =
        organiser.engine.publish_workshop(NewWorkshop { booking: Some(soon), ..new }).unwrap();
    assert_eq!(days(None), [later], "one workshop a day");
    assert_eq!(days(Some(&workshop)), [soon, later], "where it stands, it may stay");
    let error = organiser.engine.days_for_workshop(Some(&later)).unwrap_err();
    assert!(matches!(error, EngineError::NotFound(Missing::Workshop)), "{error}");

    // The day after, it may still be the 8th somewhere.
    region
        .clock
        .advance("2026-12-09T23:00:00Z".parse::<Timestamp>().unwrap().duration_since(start()));
    assert_eq!(days(None), [later]);
    region.clock.advance(SignedDuration::from_hours(1));
    assert!(days(None).is_empty());
}

#[test]
fn what_a_host_welcomes_people_on_is_listed_for_them_alone() {
    let mut region = Region::new();
    let host = region.person(9, 2, &[(PRINTER, expert())], &[Role::Member, Role::BusHost]);
    let guest = region.teacher(1, 0, &[(PRINTER, expert())]);
    region.relay.publish_bus(&[host.member]);
    region.settle(&[&host, &guest]);
    let hosted = host.engine.hosted_resources().unwrap();
    assert_eq!(hosted.iter().map(|found| found.id.as_str()).collect::<Vec<_>>(), [BUS]);
    assert!(guest.engine.hosted_resources().unwrap().is_empty());
    assert_eq!(guest.engine.resources().unwrap().len(), 1);
}

#[test]
fn a_mark_is_taken_back_by_the_host_who_made_it() {
    let mut region = Region::new();
    let host = region.person(9, 2, &[(PRINTER, expert())], &[Role::Member, Role::BusHost]);
    region.relay.publish_bus(&[host.member]);
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let guest = region.teacher(2, 1, &[(PRINTER, novice())]);
    let all = [&host, &organiser, &guest];
    region.settle(&all);
    let day = date(2026, 12, 1);
    let booking = organiser.engine.ask_bus_day(&slug(BUS), day, "Un pont").unwrap();
    region.settle(&all);
    region.relay.decide(&booking, Outcome::Confirmed, &[]);
    region.settle(&all);
    let new = NewWorkshop { booking: Some(booking), ..new_workshop("Un pont", "2026-12-01T14:00") };
    let workshop = organiser.engine.publish_workshop(new).unwrap();
    region.settle(&all);
    let seat = guest.engine.ask_seat(&workshop).unwrap();
    region.settle(&all);
    host.engine.check_in(&workshop, &seat, true).unwrap();
    region.settle(&all);

    let present =
        |phone: &Phone| phone.engine.workshop(&workshop).unwrap().attendees[0].present_at.is_some();
    assert!(present(&organiser));
    let error = organiser.engine.check_in(&workshop, &seat, false).unwrap_err();
    assert_eq!(error.code(), "not-allowed");
    assert!(error.to_string().contains("another host marked this person"), "{error}");
    // An own mark beside it can be taken back, and so can the host's, by the host.
    organiser.engine.check_in(&workshop, &seat, true).unwrap();
    organiser.engine.check_in(&workshop, &seat, false).unwrap();
    host.engine.check_in(&workshop, &seat, false).unwrap();
    region.settle(&all);
    assert!(!present(&organiser) && !present(&host));
}

#[test]
fn a_workshop_moves_to_another_room_and_takes_another_tool() {
    let mut region = Region::new();
    let organiser = region.teacher(1, 0, &[(PRINTER, expert())]);
    let guest = region.teacher(2, 1, &[(PRINTER, novice())]);
    let workshop = organiser.engine.publish_workshop(new_workshop("Un pont", "2026-12-01T14:00"));
    let workshop = workshop.unwrap();
    region.settle(&[&organiser, &guest]);
    guest.engine.ask_seat(&workshop).unwrap();
    let before = guest.workshop_item(&workshop);
    region.settle(&[&organiser, &guest]);
    let edit = WorkshopEdit {
        tools: Some([slug(ROBOT)].into()),
        place_label: Some(" CDI, au premier étage ".to_owned()),
        ..WorkshopEdit::default()
    };
    organiser.engine.edit_workshop(&workshop, edit).unwrap();
    region.settle(&[&organiser, &guest]);
    let after = guest.workshop_item(&workshop);
    assert_eq!(after.place_label, "CDI, au premier étage");
    assert_eq!(after.tools.iter().map(|tool| tool.id.as_str()).collect::<Vec<_>>(), [ROBOT]);
    assert_eq!(
        (after.title, after.centre, after.seats),
        (before.title, before.centre, before.seats)
    );
    let nowhere = WorkshopEdit { place_label: Some(" ".to_owned()), ..WorkshopEdit::default() };
    let error = organiser.engine.edit_workshop(&workshop, nowhere).unwrap_err();
    assert_eq!(error.code(), "input");
}
