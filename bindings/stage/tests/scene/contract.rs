//! What each phone of the scene has, so that there is a screen to draw.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use sharenum_companion::{
    Action, AlertState, Delivery, DraftForm, HelpWay, PageRequest, RequestState, State,
    TicketFilter, WorkshopFilter,
};
use sharenum_domain::{Direction, Role, Slug, TicketStatus, WorkshopStatus};
use sharenum_ledger::HubRole;

use crate::phones::Scene;

const ALL: PageRequest = PageRequest { after: None, limit: 500 };

/// How long ago something was, seen from the moment of the scene.
fn ago(scene: &Scene, at: Option<jiff::Timestamp>) -> SignedDuration {
    let now: jiff::Timestamp = scene.value("now").parse().unwrap();
    now.duration_since(at.expect("it never happened"))
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

#[test]
fn the_region_has_a_catalogue_in_two_languages() {
    let scene = Scene::of_now();
    let teacher = scene.phone("teacher");
    let tools = teacher.tools().unwrap();
    assert_eq!(tools.len(), 8);
    assert!(tools.iter().any(|tool| tool.name.fr != tool.name.en));
    assert_eq!(teacher.guides_for(&[].into()).unwrap().len(), 4);
    let (dijon, lyon) = (teacher, scene.phone("colleague"));
    let all: BTreeSet<Slug> = tools.into_iter().map(|tool| tool.id).collect();
    let trainings = [&dijon, &lyon].map(|phone| phone.trainings_for(&all).unwrap().len());
    assert_eq!(trainings, [3, 1], "each academy shows its own");
    let host = scene.phone("host");
    let hosted: Vec<_> =
        host.resources().unwrap().into_iter().map(|it| (it.name, it.i_host)).collect();
    let expected = [("Atelier numérique de Mâcon".to_owned(), false), ("BusNum".to_owned(), true)];
    assert_eq!(hosted, expected);
}

#[test]
fn the_teacher_has_tickets_in_every_state_and_one_half_written() {
    let scene = Scene::of_now();
    let teacher = scene.phone("teacher");
    let profile = teacher.profile().unwrap();
    assert_eq!((profile.tools.len(), profile.card.unwrap().name), (5, "Mme Durand".to_owned()));
    let mine = teacher.tickets(TicketFilter::Mine, &ALL).unwrap().items;
    let states: Vec<_> = mine.iter().map(|item| (item.status.clone(), item.proposals)).collect();
    let expected = [
        (TicketStatus::Open, 0),
        (TicketStatus::InDiscussion, 2),
        (TicketStatus::Scheduled, 1),
        (TicketStatus::Done, 1),
    ];
    assert_eq!(states, expected, "newest first");
    for (item, name) in mine.iter().zip(["open", "discussed", "scheduled", "done"]) {
        assert_eq!(item.common.id, scene.id(&format!("ticket_{name}")));
        assert!(!item.title.is_empty() && item.common.mine);
    }

    let discussed = teacher.ticket(&scene.id("ticket_discussed")).unwrap();
    let proposal = &discussed.proposals[0];
    assert_eq!((proposal.common.id, proposal.accepted), (scene.id("proposal"), true));
    assert_eq!(proposal.contact.as_ref().unwrap().name, "M. Martin");
    assert_eq!(teacher.messages(&scene.id("proposal"), &ALL).unwrap().total, 5);
    let plan = teacher.plan(&scene.id("plan")).unwrap();
    let votes: Vec<_> = plan.dates.iter().map(|it| (it.yes, it.no, it.my_vote)).collect();
    assert_eq!(votes, [(2, 0, Some(true)), (1, 1, Some(false)), (1, 1, Some(true))]);
    let scheduled = teacher.ticket(&scene.id("ticket_scheduled")).unwrap();
    assert_eq!(scheduled.workshops.len(), 1);

    let drafts = teacher.drafts(&ALL).unwrap().items;
    assert_eq!((drafts.len(), &drafts[0].form), (1, &DraftForm::NewTicket));
    assert!(drafts[0].fields["field.learning-goal"].is_empty(), "half filled in");
    assert!(!drafts[0].fields["field.title"].is_empty());
}

#[test]
fn the_teacher_has_alerts_read_and_unread() {
    let scene = Scene::of_now();
    let teacher = scene.phone("teacher");
    let alerts = teacher.alerts(&ALL).unwrap().items;
    let unread = alerts.iter().filter(|alert| alert.state != AlertState::Read).count();
    assert_eq!(unread, teacher.unread_alerts().unwrap());
    assert!((3..=8).contains(&unread), "{unread} unread");
    assert!(alerts.len() - unread >= 10, "{} read", alerts.len() - unread);
    let kinds: BTreeSet<_> = alerts.iter().map(|alert| alert.kind.clone()).collect();
    assert!(kinds.len() >= 6, "{kinds:?}");
    let times: BTreeSet<_> = alerts.iter().map(|alert| alert.updated).collect();
    assert_eq!(times.len(), alerts.len(), "no two came at once, so they have one order");
}

pub fn of_the_teachers_agenda(scene: &Scene) {
    let teacher = scene.phone("teacher");
    let seats = teacher.my_registrations(&ALL).unwrap().items;
    let state = |name: &str| {
        let seat = seats.iter().find(|seat| seat.workshop == scene.id(name));
        let seat = seat.unwrap_or_else(|| panic!("no seat in {name}"));
        (seat.state.clone(), seat.common.delivery)
    };
    assert_eq!(seats.len(), 3);
    assert_eq!(state("workshop_soon"), (RequestState::Confirmed, Delivery::Received));
    let waits = RequestState::Waiting { position: Some(1) };
    assert_eq!(state("workshop_full"), (waits, Delivery::Received));
    assert_eq!(state("workshop_asked"), (RequestState::Asked, Delivery::OnThisPhone));

    let bookings = teacher.my_bookings(&ALL).unwrap().items;
    assert_eq!(bookings.len(), 3);
    let booking = |name: &str| teacher.booking(&scene.id(name)).unwrap();
    assert_eq!(booking("booking_confirmed").state, RequestState::Confirmed);
    let refused = booking("booking_refused");
    assert_eq!((refused.state.clone(), refused.alternatives.len()), (RequestState::Refused, 3));
    assert!(refused.why().is_some());
    let asked = booking("booking_asked");
    assert_eq!((asked.state, asked.common.delivery), (RequestState::Asked, Delivery::OnThisPhone));

    let mine = teacher.workshops(WorkshopFilter::Mine, &ALL).unwrap().items;
    let states: Vec<_> = mine.iter().map(|item| item.status.clone()).collect();
    let published = WorkshopStatus::Published;
    assert_eq!(states, [WorkshopStatus::Done, published.clone(), published]);
    let organised = teacher.workshop(&scene.id("workshop_organised")).unwrap();
    assert_eq!(organised.attendees.len(), 5);
    assert!(organised.attendees.iter().all(|attendee| attendee.name.is_some()));
    let taken = organised.item.taken.unwrap();
    assert_eq!((taken.total, taken.confirmed, taken.waiting), (4, 4, 1));
    assert_eq!(teacher.workshop(&scene.id("workshop_bus")).unwrap().attendees.len(), 2);
    let done = teacher.workshop(&scene.id("workshop_done")).unwrap();
    assert!(done.attendees.iter().all(|attendee| attendee.present_at.is_some()));
}

#[test]
fn the_teacher_has_seats_days_and_workshops_in_every_state() {
    of_the_teachers_agenda(Scene::of_now());
}

#[test]
fn the_teacher_has_help_to_co_sign_and_help_given_and_received() {
    let scene = Scene::of_now();
    let teacher = scene.phone("teacher");
    let waiting = teacher.help_sessions_to_co_sign(&ALL).unwrap().items;
    let days: BTreeSet<_> =
        waiting.iter().map(|it| it.started.to_string()[..10].to_owned()).collect();
    assert_eq!((waiting.len(), days.len()), (5, 2));
    let voided: Vec<_> = waiting.iter().filter(|it| it.voided).map(|it| it.common.id).collect();
    assert_eq!(voided, [scene.id("session_corrected")]);
    let totals = teacher.help_totals().unwrap();
    assert_eq!((totals.helpers.len(), totals.sessions, totals.minutes), (4, 6, 145));
    let exchanges = teacher.given_and_received(&ALL).unwrap().items;
    let given = exchanges.iter().filter(|it| it.way == HelpWay::Given).count();
    assert_eq!((given, exchanges.len() - given), (2, 3));
    assert!(exchanges.iter().all(|it| it.contact.is_some()));
}

#[test]
fn one_change_of_the_teacher_was_refused_with_its_reason() {
    let scene = Scene::of_now();
    let teacher = scene.phone("teacher");
    let refused = teacher.refused().unwrap();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].document, Some(scene.id("refused")));
    assert!(refused[0].reason.contains("numéro de téléphone"), "{}", refused[0].reason);
    let proposal = teacher.proposal(&scene.id("refused")).unwrap();
    assert_eq!(proposal.ticket, scene.id("ticket_answered"));
    assert!(proposal.text.contains("06 39 98 00 00"), "what was typed is not lost");
    for action in [Action::Edit, Action::SendAgain, Action::Discard] {
        assert!(proposal.common.actions.contains(&action), "{:?}", proposal.common.actions);
    }
}

#[test]
fn the_teacher_has_neighbours_on_every_ring_and_beyond() {
    let scene = Scene::of_now();
    let near = scene.phone("teacher").near(100).unwrap();
    let within =
        |from: f64, to: f64| near.points.iter().filter(move |it| it.km >= from && it.km < to);
    let counts = [(0.05, 5.0), (5.0, 10.0), (10.0, 20.0), (20.0, 100.0)]
        .map(|(from, to)| within(from, to).count());
    assert!(counts.iter().zip([3, 2, 3, 1]).all(|(count, least)| *count >= least), "{counts:?}");
    assert!(within(0.05, 100.0).count() >= 9);
    let directions: BTreeSet<_> = near.points.iter().filter_map(|it| it.direction).collect();
    assert!(directions.len() >= 5, "{directions:?}");
    let kinds: BTreeSet<_> = near.points.iter().map(|it| it.kind).collect();
    assert_eq!(kinds.len(), 3, "workshops, requests and offers");
}

#[test]
fn the_colleague_can_help_with_six_tickets_and_has_proposed() {
    let scene = Scene::of_now();
    let colleague = scene.phone("colleague");
    let open = colleague.tickets(TicketFilter::WhereICanHelp, &ALL).unwrap().items;
    assert_eq!(open.len(), 6, "{:?}", open.iter().map(|it| &it.title).collect::<Vec<_>>());
    let may = |action| open.iter().filter(|it| it.common.actions.contains(&action)).count();
    assert_eq!(may(Action::Propose), 4);
    let km = colleague.ticket(&scene.id("ticket_open")).unwrap().item.km.unwrap();
    assert!(km > 0.0 && km <= 20.0, "{km}");
    let proposals = colleague.my_proposals(&ALL).unwrap().items;
    let states: Vec<_> = proposals.iter().map(|it| it.accepted).collect();
    assert_eq!(states, [false, true], "newest first");
    let offers = open.iter().filter(|it| it.direction == Direction::Offer).count();
    assert_eq!(offers, 0);
}

pub fn of_the_host(scene: &Scene) {
    let host = scene.phone("host");
    let State::Joined { roles, .. } = host.state() else { panic!("not joined") };
    assert!(roles.contains(Role::BusHost));
    let bus = Slug::new(scene.value("resource_bus")).unwrap();
    let day = host.bus_day(&bus, scene.value("bus_day").parse().unwrap()).unwrap();
    assert_eq!((day.bookings.len(), day.workshops.len()), (1, 2));
    let [morning, afternoon] = [&day.workshops[0], &day.workshops[1]];
    assert_eq!(morning.workshop.common.id, scene.id("bus_morning"));
    assert_eq!(afternoon.workshop.common.id, scene.id("workshop_soon"));
    assert_eq!((morning.attendees.len(), morning.walk_ins.len(), morning.present), (6, 2, 5));
    assert_eq!((afternoon.attendees.len(), afternoon.present), (4, 0));
    let named = morning.attendees.iter().chain(&afternoon.attendees);
    assert!(named.clone().all(|attendee| attendee.name.is_some()));
    assert_eq!((day.not_home.on_this_phone, day.not_home.with_bus), (2, 3));
    assert_eq!(ago(scene, day.last_region_contact), minutes(120));
    assert_eq!(ago(scene, day.last_bus_contact), minutes(8));
}

#[test]
fn the_host_has_a_day_of_the_bus_that_is_under_way() {
    of_the_host(Scene::of_now());
}

#[test]
fn the_tablet_logs_for_its_brigade_and_its_timer_runs() {
    let scene = Scene::of_now();
    let tablet = scene.phone("tablet");
    let sessions = tablet.help_sessions(&ALL).unwrap().items;
    assert_eq!(sessions.len(), 12);
    let undelivered = sessions.iter().filter(|it| it.common.delivery == Delivery::OnThisPhone);
    assert_eq!(undelivered.count(), 1);
    let timer = tablet.timer().unwrap().unwrap();
    assert_eq!((timer.elapsed.as_secs(), timer.minutes), (7 * 60, None));
    assert!(!timer.helper.is_empty() && timer.tool.is_some());
}

#[test]
fn two_hubs_are_known_and_one_of_them_was_met_yesterday() {
    let scene = Scene::of_now();
    let hubs = scene.phone("teacher").sync_status().unwrap().hubs;
    let met: Vec<_> =
        hubs.into_iter().map(|hub| (hub.url, hub.role, ago(scene, hub.last_contact))).collect();
    let expected = [
        (scene.value("region_url").to_owned(), HubRole::Region, minutes(60)),
        (scene.value("bus_url").to_owned(), HubRole::Bus, minutes(16 * 60 + 25)),
    ];
    assert_eq!(met, expected);
}

#[test]
fn the_newcomer_has_an_invitation_and_no_file() {
    let scene = Scene::of_now();
    assert!(!std::path::Path::new(scene.value("newcomer")).exists());
    let newcomer = scene.phone("newcomer");
    assert_eq!(newcomer.state(), State::NotJoined);
    for invitation in ["newcomer_invitation", "newcomer_code"] {
        assert!(newcomer.join_request(scene.value(invitation)).is_ok(), "{invitation}");
    }
}
