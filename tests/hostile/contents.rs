//! Contents that no app of today writes, in changes of the right shape: integers and times at their
//! limits, texts that hide something, places off the Earth.

use sharenum_domain::{HelpSession, Role, Workshop, WorkshopStatus};
use sharenum_ledger::{Channel, Document, Fields, Kind, Scalar, routes};
use sharenum_sync::wire::Verdict;

use crate::cases;
use crate::common::*;
use crate::evil::*;

/// Changes the fields of a good document.
type Bend = fn(Fields) -> Fields;

/// What a hub takes, since it never reads a document, a phone takes too; the rest of its lists is
/// as before, and what is shown of it deceives nobody.
async fn a_phone_lives_with_the_ticket(bend: Bend) {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let reader = region.teacher(1, WEST, expert("scratch")).await;
    let mut attacker = attacker(&region).await;
    let routes = reach(&attacker);
    let fields = bend(plain_ticket("Loops", &clock).to_fields());
    let (odd, first) = attacker.write_fields(Kind::Ticket, &fields, None, routes.clone());
    let (_, good) = attacker.write(&plain_ticket("Beside it", &clock), None, routes);
    let verdicts = attacker.push(&region.url, vec![first, good]).await;
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Accepted]);
    reader.sync_with(&region.url).await;
    look_at_everything(&reader, &odd);
    assert!(titles(&reader).contains(&"Beside it".to_owned()));
    let shown: Vec<String> = titles(&reader)
        .into_iter()
        .chain(reader.all_alerts().into_iter().map(|a| a.title))
        .collect();
    for text in shown {
        assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{0}']), "{text:?}");
    }
}

cases! { a_phone_lives_with_the_ticket:
    a_title_that_moves_the_cursor_of_a_terminal:
        |f| f.with("title", "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31mLoops");
    a_title_that_turns_the_direction_of_writing:
        |f| f.with("title", "Loops \u{202e}gpj.elif\u{202c}");
    a_title_with_a_zero_byte: |f| f.with("title", "Loops\u{0}; DROP TABLE ticket");
    a_title_of_fifteen_thousand_letters: |f| f.with("title", "A".repeat(15_000)).with("need", "");
    a_title_that_is_a_number: |f| f.with("title", 7_i64);
    no_title: |f| f.with("title", Scalar::Null);
    a_ticket_of_the_last_moment_there_is: |f| f.with("created", i64::MAX);
    a_ticket_of_the_year_minus_nine_thousand: |f| f.with("created", -377_705_023_201_000_i64);
    a_ticket_of_the_year_nine_thousand_nine_hundred_and_ninety_nine:
        |f| f.with("created", 253_402_207_200_000_i64);
    a_place_at_the_pole: |f| f.with("lat", 90_000_000_i64).with("lon", 180_000_000_i64);
    a_place_beyond_the_pole: |f| f.with("lat", 90_000_001_i64);
    a_place_at_the_limit_of_numbers: |f| f.with("lat", i64::MIN).with("lon", i64::MAX);
    a_radius_of_nothing: |f| f.with("radius_km", 0_i64);
    a_radius_around_the_world: |f| f.with("radius_km", 40_000_i64);
    a_radius_below_nothing: |f| f.with("radius_km", i64::MIN);
    a_status_as_long_as_a_page: |f| f.with("status", "x".repeat(10_000));
    a_school_in_full_width_digits: |f| f.with("school", "０７１００４５Ｎ");
    five_hundred_tools: |f| {
        let tools = (0..500).map(|n| (format!("tool-{n}"), Scalar::Bool(true)));
        f.with_map("tools", tools)
    };
    tools_with_names_that_are_paths: |f| {
        let tools = ["../../etc/passwd", "a'; --", "\u{202e}", "C:\\aux"];
        f.with_map("tools", tools.map(|name| (name.to_owned(), Scalar::Bool(true))))
    };
    accepted_proposals_that_are_no_ids: |f| {
        f.with_map("accepted", [("z".repeat(150), Scalar::Int(i64::MAX))])
    };
    bytes_in_place_of_every_text: |f| {
        ["title", "need", "school", "academy", "status"]
            .iter()
            .fold(f, |fields, key| fields.with(key, [0xff_u8; 64].as_slice()))
    };
}

/// The same for an event.
async fn a_phone_lives_with_the_workshop(bend: Bend) {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let reader = region.teacher(1, WEST, expert("scratch")).await;
    let mut attacker = attacker(&region).await;
    let event = |title: &str| Workshop {
        title: title.to_owned(),
        description: String::new(),
        tools: [slug("scratch")].into(),
        school: Some(uai(MACON)),
        place_label: "Room 1".to_owned(),
        centre: position(MACON),
        radius: km(20),
        slot: slot("2026-11-18T14:00[Europe/Paris]/90"),
        seats: 10,
        resource: None,
        booking: None,
        ticket: None,
        home: region.hub().member(),
        status: vec![WorkshopStatus::Published],
    };
    let to = routes::for_workshop(Some((&position(MACON), km(20))), attacker.member(), &[].into());
    let fields = bend(event("Odd").to_fields());
    let (odd, first) = attacker.write_fields(Kind::Workshop, &fields, None, to.clone());
    let (good, second) = attacker.write(&event("Beside it"), None, to);
    let verdicts = attacker.push(&region.url, vec![first, second]).await;
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Accepted]);
    reader.sync_with(&region.url).await;
    look_at_everything(&reader, &odd);
    assert_eq!(reader.workshop(&good).unwrap().item.title, "Beside it");
    // A seat in either may be asked for, and the hub goes on whatever it decides.
    let _ = reader.ask_seat(&odd);
    reader.ask_seat(&good).unwrap();
    reader.sync_with(&region.url).await;
    look_at_everything(&reader, &odd);
    assert_eq!(reader.undelivered(), (0, 0));
}

cases! { a_phone_lives_with_the_workshop:
    a_workshop_at_the_end_of_the_calendar:
        |f| f.with("slot", "9999-12-31T23:59[Europe/Paris]/1440");
    a_workshop_before_the_beginning_of_the_calendar:
        |f| f.with("slot", "-009999-01-01T00:00[Pacific/Kiritimati]/90");
    a_workshop_that_lasts_for_ever: |f| f.with("slot", "2026-11-18T14:00[Europe/Paris]/4294967295");
    a_workshop_of_no_minutes: |f| f.with("slot", "2026-11-18T14:00[Europe/Paris]/0");
    a_workshop_in_a_zone_that_is_a_device: |f| f.with("slot", "2026-11-18T14:00[/dev/zero]/90");
    a_workshop_in_a_zone_that_climbs: |f| f.with("slot", "2026-11-18T14:00[../../../etc/passwd]/90");
    a_workshop_in_an_hour_that_does_not_exist:
        |f| f.with("slot", "2026-03-29T02:30[Europe/Paris]/90");
    a_workshop_with_more_seats_than_people: |f| f.with("seats", u32::MAX);
    a_workshop_with_seats_below_nothing: |f| f.with("seats", -1_i64);
    a_workshop_without_a_seat: |f| f.with("seats", 0_i64);
    a_workshop_whose_home_is_nobody: |f| f.with("home", "00");
    a_workshop_that_says_it_is_a_path: |f| f.with("place_label", "../../../../etc/passwd\u{0}.png");
    a_workshop_on_a_resource_that_is_none: |f| f.with("resource", "busnum-404");
    a_workshop_with_ids_of_itself: |f| f.with("ticket", "f".repeat(64)).with("booking", "0".repeat(64));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn help_of_four_billion_minutes_does_not_overflow_the_totals() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let teacher = region.teacher(1, MACON, novice("scratch")).await;
    let mut tablet = Scribe::join(&region, 2, &[Role::Brigade], Some(MACON)).await;
    let good = HelpSession {
        helper: sharenum_domain::Pseudonym::new("Pixel").unwrap(),
        class: "6e B".to_owned(),
        pupils: 2,
        tool: slug("microbit"),
        started: clock.now(),
        minutes: 10,
        what: "The cable was loose".to_owned(),
        solved: true,
        school: uai(MACON),
    };
    let to = vec![Channel::School(uai(MACON))];
    let mut chunks = vec![tablet.write(&good, None, to.clone()).1];
    for started in [i64::from(u32::MAX), 253_402_207_200_000, -377_705_023_201_000] {
        let fields = good
            .to_fields()
            .with("minutes", u32::MAX)
            .with("pupils", u32::MAX)
            .with("started", started);
        chunks.push(tablet.write_fields(Kind::HelpSession, &fields, None, to.clone()).1);
    }
    assert!(tablet.push(&region.url, chunks).await.iter().all(|v| *v == Verdict::Accepted));
    teacher.sync_with(&region.url).await;
    let page = sharenum_companion::PageRequest::first();
    let sessions = teacher.help_sessions_to_co_sign(&page).unwrap().items;
    for session in &sessions {
        teacher.co_sign(&session.common.id, &session.state_hash).unwrap();
    }
    let totals = teacher.help_totals().unwrap();
    assert_eq!((totals.sessions, totals.minutes), (4, u32::MAX));
    teacher.sync_with(&region.url).await;
    assert_eq!(teacher.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_of_a_hub_is_shown_without_what_it_hides() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let phone = region.teacher(1, MACON, novice("scratch")).await;
    phone.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    let hidden = "{\"type\":\"urn:sharenum:problem:\\u202egone\\u001b[2J\",\
                   \"detail\":\"call \\u001b]8;;http://evil.example\\u0007this\\u202e number\"}";
    let answer = Answer::new("403 -", sharenum_sync::wire::PROBLEM_TYPE, hidden.as_bytes());
    let imposter = Imposter::saying(answer).await;
    let error = phone.try_sync(&imposter.url).await.unwrap_err();
    assert_eq!(error.code(), "gone2J");
    assert!(!error.to_string().contains(['\u{1b}', '\u{7}', '\u{202e}']), "{error}");
    assert_eq!(phone.undelivered(), (1, 0));
    phone.sync_with(&region.url).await;
    assert_eq!(phone.undelivered(), (0, 0));
}
