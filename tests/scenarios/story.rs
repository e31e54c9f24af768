//! The whole story, from a ticket written offline to help sessions that count.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use sharenum_companion::{
    Delivery, EngineError, NewWorkshop, PageRequest, PlanEdit, RequestState, TicketFilter,
    WorkshopFilter,
};
use sharenum_domain::{
    AlertKind, DocumentId, NotAlerted, Role, TicketStatus, WorkshopStatus, area_of, areas_within,
};

use crate::common::*;

const BUS_DAY: Date = date(2026, 11, 18);

/// Everybody, each with a phone of their own.
struct Cast {
    clock: TestClock,
    region: Region,
    bus: Bus,
    /// A novice near Mâcon, whose phone meets the bus only.
    asker: Phone,
    /// Experienced, within 20 km: one of the same academy, two of the other.
    west: Phone,
    east: Phone,
    south: Phone,
    /// Within 20 km, but a novice; by hand only; with another tool.
    novice: Phone,
    by_hand: Phone,
    other_tool: Phone,
    /// Experienced, in a cell that the ticket goes to, but 21 km away.
    beyond: Phone,
    host: Phone,
    tablet: Phone,
}

impl Cast {
    async fn gather() -> Self {
        let clock = TestClock::new();
        let region = Region::start(&clock).await;
        let host = region.member(9, &[Role::BusHost], FAR, novice("scratch")).await;
        region.publish_bus(host.member());
        Self {
            asker: region.teacher(1, MACON, novice("scratch")).await,
            west: region.teacher(2, WEST, expert("scratch")).await,
            east: region.teacher(3, EAST, expert("scratch")).await,
            south: region.teacher(4, SOUTH, expert("scratch")).await,
            novice: region.teacher(5, HILL, novice("scratch")).await,
            by_hand: region.teacher(6, HILL, by_hand_only("scratch")).await,
            other_tool: region.teacher(7, WEST, expert("microbit")).await,
            beyond: region.teacher(8, BEYOND, expert("scratch")).await,
            tablet: region.tablet(10, MACON).await,
            host,
            bus: Bus::start(&region).await,
            clock,
            region,
        }
    }

    fn neighbours(&self) -> [(&'static str, &Phone); 8] {
        [
            ("west", &self.west),
            ("east", &self.east),
            ("south", &self.south),
            ("novice", &self.novice),
            ("by hand", &self.by_hand),
            ("other tool", &self.other_tool),
            ("beyond", &self.beyond),
            ("host", &self.host),
        ]
    }

    async fn all_meet_the_region(&self) {
        for (_, phone) in self.neighbours() {
            phone.sync_with(&self.region.url).await;
        }
    }

    /// The bus passes by the asker's school, then drives home, and passes by again.
    async fn bus_round(&self) {
        self.asker.sync_with(&self.bus.url).await;
        self.bus.carry(&self.region).await;
        self.asker.sync_with(&self.bus.url).await;
    }

    /// Who has an alert of this kind, by name.
    fn alerted(&self, kind: &AlertKind) -> BTreeSet<&'static str> {
        let all = self.neighbours().into_iter().chain([("asker", &self.asker)]);
        all.filter(|(_, phone)| !phone.alerts_of(kind).is_empty()).map(|(name, _)| name).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_posted_offline_becomes_a_workshop_on_the_bus_and_help_that_counts() {
    let cast = Cast::gather().await;
    let ticket = a_ticket_alerts_the_experienced_within_its_radius(&cast).await;
    let proposal = one_proposes_and_they_talk(&cast, &ticket).await;
    let plan = both_edit_the_plan_offline(&cast, &proposal).await;
    let workshop = two_schools_ask_for_the_same_day(&cast, &ticket, &plan).await;
    let seats = three_ask_for_two_seats(&cast, &workshop).await;
    the_host_checks_people_in_offline(&cast, &workshop, &seats).await;
    what_was_co_signed_counts(&cast).await;
}

async fn a_ticket_alerts_the_experienced_within_its_radius(cast: &Cast) -> DocumentId {
    let reached = areas_within(&position(MACON), km(20));
    assert!(reached.contains(&area_of(&position(BEYOND))));

    // The training of her own academy comes first, and the reason why it does not fit.
    let mut new = scratch_ticket("Loops in Scratch", 20);
    let seen = std::mem::take(&mut new.training);
    let refused = cast.asker.open_ticket(new.clone()).unwrap_err();
    assert!(matches!(refused, EngineError::TrainingFirst(_)), "{refused}");
    new.training = seen;
    let (ticket, coverage) = cast.asker.open_ticket(new).unwrap();
    assert_eq!((coverage.establishments, coverage.academies.len()), (5, 2));
    assert_eq!(coverage.academies, [("07".to_owned(), 3), ("10".to_owned(), 2)]);
    let delivery = || cast.asker.ticket(&ticket).unwrap().item.common.delivery;
    assert_eq!(delivery(), Delivery::OnThisPhone);

    cast.asker.sync_with(&cast.bus.url).await;
    assert_eq!(delivery(), Delivery::WithBus);
    cast.all_meet_the_region().await;
    assert_eq!(cast.alerted(&AlertKind::TicketNearby), BTreeSet::new(), "the bus is on the road");

    cast.bus.carry(&cast.region).await;
    cast.all_meet_the_region().await;
    let alerted = cast.alerted(&AlertKind::TicketNearby);
    assert_eq!(alerted, BTreeSet::from(["west", "east", "south"]));
    let beyond = cast.beyond.ticket(&ticket).unwrap();
    assert!(matches!(beyond.not_alerted, Some(NotAlerted::OutsideRadius { .. })), "{beyond:?}");
    assert_eq!(delivery(), Delivery::WithBus, "only the region's own word counts");
    ticket
}

async fn one_proposes_and_they_talk(cast: &Cast, ticket: &DocumentId) -> DocumentId {
    let proposal = cast.east.propose(ticket, "I can come on a Wednesday").unwrap();
    cast.east.sync_with(&cast.region.url).await;
    cast.bus_round().await;
    let received = cast.asker.alerts_of(&AlertKind::ProposalReceived);
    assert_eq!(received.len(), 1);
    assert_eq!(cast.asker.proposal(&proposal).unwrap().text, "I can come on a Wednesday");

    cast.asker.send_message(&proposal, "With how many laptops?").unwrap();
    cast.asker.accept_proposal(&proposal).unwrap();
    cast.bus_round().await;
    cast.east.sync_with(&cast.region.url).await;
    assert_eq!(cast.east.alerts_of(&AlertKind::ProposalAccepted).len(), 1);
    assert_eq!(cast.east.alerts_of(&AlertKind::MessageReceived).len(), 1);
    cast.east.send_message(&proposal, "Fifteen").unwrap();
    cast.east.sync_with(&cast.region.url).await;
    cast.bus_round().await;
    let thread = cast.asker.messages(&proposal, &PageRequest::first()).unwrap();
    let said: BTreeSet<_> = thread.items.iter().map(|message| message.body.as_str()).collect();
    assert_eq!(said, BTreeSet::from(["Fifteen", "With how many laptops?"]));
    assert_eq!(cast.asker.ticket(ticket).unwrap().item.status, TicketStatus::InDiscussion);

    // Each has the other's card now; a third person has nothing of it.
    let card_of = |phone: &Phone| phone.proposal(&proposal).unwrap().contact.map(|card| card.name);
    assert_eq!(card_of(&cast.asker).as_deref(), Some("Teacher 3"));
    assert_eq!(card_of(&cast.east).as_deref(), Some("Teacher 1"));
    cast.west.sync_with(&cast.region.url).await;
    assert!(cast.west.proposal(&proposal).is_err());
    proposal
}

async fn both_edit_the_plan_offline(cast: &Cast, proposal: &DocumentId) -> DocumentId {
    let first = PlanEdit { what: Some("Loops".to_owned()), ..PlanEdit::default() };
    let plan = cast.asker.start_plan(proposal, first).unwrap();
    cast.bus_round().await;
    cast.east.sync_with(&cast.region.url).await;

    let (tuesday, wednesday) =
        (slot("2026-11-17T14:00[Europe/Paris]/90"), slot("2026-11-18T14:00[Europe/Paris]/90"));
    let hers = PlanEdit {
        for_whom: Some("5e B".to_owned()),
        add_dates: BTreeSet::from([wednesday.clone()]),
        ..PlanEdit::default()
    };
    let his = PlanEdit {
        venue: Some("The BusNum".to_owned()),
        add_dates: BTreeSet::from([tuesday.clone(), wednesday.clone()]),
        ..PlanEdit::default()
    };
    cast.asker.edit_plan(&plan, hers).unwrap();
    cast.east.edit_plan(&plan, his).unwrap();
    cast.asker.vote(&plan, &wednesday, Some(true)).unwrap();
    cast.east.vote(&plan, &wednesday, Some(true)).unwrap();
    cast.east.vote(&plan, &tuesday, Some(false)).unwrap();

    cast.east.sync_with(&cast.region.url).await;
    cast.bus_round().await;
    cast.east.sync_with(&cast.region.url).await;
    assert_eq!(cast.asker.state_of(&plan), cast.east.state_of(&plan));
    for phone in [&cast.asker, &cast.east] {
        let view = phone.plan(&plan).unwrap();
        let written = (view.what.as_str(), view.for_whom.as_str(), view.venue.as_str());
        assert_eq!(written, ("Loops", "5e B", "The BusNum"));
        let tally: Vec<_> = view.dates.iter().map(|date| (&date.slot, date.yes, date.no)).collect();
        assert_eq!(tally, [(&tuesday, 0, 1), (&wednesday, 2, 0)]);
    }
    cast.asker.choose_date(&plan, &wednesday).unwrap();
    plan
}

async fn two_schools_ask_for_the_same_day(
    cast: &Cast,
    ticket: &DocumentId,
    plan: &DocumentId,
) -> DocumentId {
    // South writes first, but the bus hears the asker first: phones' clocks decide nothing.
    let bus = slug("busnum-1");
    let theirs = cast.south.ask_bus_day(&bus, BUS_DAY, "A day of robots").unwrap();
    cast.clock.advance(SignedDuration::from_mins(5));
    let hers = cast.asker.ask_bus_day(&bus, BUS_DAY, "Loops with the 5e B").unwrap();
    let new =
        NewWorkshop { plan: Some(*plan), booking: Some(hers), ..workshop("Loops for all", 20, 2) };
    let workshop = cast.asker.publish_workshop(new).unwrap();
    cast.asker.sync_with(&cast.bus.url).await;
    cast.clock.advance(SignedDuration::from_mins(5));
    cast.south.sync_with(&cast.bus.url).await;
    cast.bus.carry(&cast.region).await;
    cast.all_meet_the_region().await;
    assert_eq!(cast.alerted(&AlertKind::WorkshopNearby), BTreeSet::new(), "it waits for its bus");

    let refused = cast.south.booking(&theirs).unwrap();
    assert_eq!(refused.state, RequestState::Refused);
    assert!(!refused.alternatives.is_empty() && !refused.alternatives.contains(&BUS_DAY));
    assert_eq!(cast.south.alerts_of(&AlertKind::BookingDecided).len(), 1);

    // The confirmation reaches her phone, which publishes by itself; the bus brings it home.
    cast.bus_round().await;
    assert_eq!(cast.asker.booking(&hers).unwrap().state, RequestState::Confirmed);
    cast.bus_round().await;
    cast.all_meet_the_region().await;
    let near = BTreeSet::from(["west", "east", "south", "novice", "by hand", "other tool"]);
    assert_eq!(cast.alerted(&AlertKind::WorkshopNearby), near);
    let status = cast.asker.workshop(&workshop).unwrap().item.status;
    assert_eq!(status, WorkshopStatus::Published);
    assert_eq!(cast.asker.ticket(ticket).unwrap().item.status, TicketStatus::Scheduled);
    workshop
}

async fn three_ask_for_two_seats(cast: &Cast, workshop: &DocumentId) -> [DocumentId; 2] {
    let people = [&cast.novice, &cast.by_hand, &cast.other_tool];
    let seats = people.map(|phone| phone.ask_seat(workshop).unwrap());
    for phone in people {
        phone.sync_with(&cast.region.url).await;
        cast.clock.advance(SignedDuration::from_mins(1));
        phone.sync_with(&cast.region.url).await;
    }
    let my_seat = |phone: &Phone| phone.workshop(workshop).unwrap().item.my_seat.unwrap();
    assert_eq!(my_seat(&cast.novice), RequestState::Confirmed);
    assert_eq!(my_seat(&cast.by_hand), RequestState::Confirmed);
    assert_eq!(my_seat(&cast.other_tool), RequestState::Waiting { position: Some(1) });

    cast.novice.cancel_seat(&seats[0]).unwrap();
    cast.novice.sync_with(&cast.region.url).await;
    cast.all_meet_the_region().await;
    assert_eq!(my_seat(&cast.novice), RequestState::Cancelled);
    assert_eq!(my_seat(&cast.other_tool), RequestState::Confirmed);
    let decided = cast.other_tool.alerts_of(&AlertKind::SeatDecided);
    assert_eq!(decided.len(), 1, "the promotion takes the place of `waiting`");
    assert_eq!(decided[0].body, "confirmed");
    [seats[1], seats[2]]
}

async fn the_host_checks_people_in_offline(
    cast: &Cast,
    workshop: &DocumentId,
    seats: &[DocumentId; 2],
) {
    let noon = BUS_DAY.at(12, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    cast.clock.advance(noon.duration_since(cast.clock.now()));
    let day = cast.host.bus_day(&slug("busnum-1"), BUS_DAY).unwrap();
    assert_eq!(day.workshops.len(), 1);
    let on_list: BTreeSet<_> =
        day.workshops[0].attendees.iter().map(|attendee| attendee.registration).collect();
    assert_eq!(on_list, BTreeSet::from(*seats));
    assert!(day.workshops[0].attendees.iter().all(|attendee| attendee.name.is_some()));
    for seat in seats {
        cast.host.check_in(workshop, seat, true).unwrap();
    }
    cast.host.add_walk_in(workshop, "A librarian of the town").unwrap();
    let day = cast.host.bus_day(&slug("busnum-1"), BUS_DAY).unwrap();
    assert_eq!(day.workshops[0].present, 3);
    assert!(day.not_home.on_this_phone > 0);

    cast.host.sync_with(&cast.bus.url).await;
    cast.bus_round().await;
    let came = cast.asker.workshop(workshop).unwrap();
    assert!(came.attendees.iter().all(|attendee| attendee.present_at.is_some()));
    assert_eq!((came.attendees.len(), came.walk_ins.len()), (2, 1));
    let list = cast.asker.workshops(WorkshopFilter::Mine, &PageRequest::first()).unwrap();
    assert_eq!(list.total, 1);
    let tickets = cast.asker.tickets(TicketFilter::Mine, &PageRequest::first()).unwrap();
    assert_eq!(tickets.total, 1);
}

async fn what_was_co_signed_counts(cast: &Cast) {
    let now = cast.clock.now();
    let log =
        |helper, minutes| cast.tablet.log_help_session(help_session(helper, minutes, now)).unwrap();
    let sessions = [log("Pixel", 10), log("Pixel", 20), log("Robot", 30)];
    cast.tablet.sync_with(&cast.bus.url).await;
    cast.bus_round().await;
    for session in &sessions[..2] {
        let seen = cast.asker.help_session(session).unwrap();
        cast.asker.co_sign(session, &seen.state_hash).unwrap();
    }
    assert_eq!(cast.asker.help_totals().unwrap().sessions, 2);

    // What is changed after the signature is not what was signed.
    cast.tablet.edit_help_session(&sessions[1], help_session("Pixel", 90, now)).unwrap();
    cast.tablet.sync_with(&cast.bus.url).await;
    cast.bus_round().await;
    cast.tablet.sync_with(&cast.bus.url).await;
    for phone in [&cast.asker, &cast.tablet] {
        let totals = phone.help_totals().unwrap();
        assert_eq!((totals.sessions, totals.minutes), (1, 10), "{totals:?}");
        let view = phone.help_session(&sessions[1]).unwrap();
        assert!(view.voided && !view.counts, "{view:?}");
    }
}
