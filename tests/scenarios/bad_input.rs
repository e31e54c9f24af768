//! Input that no phone of today would make: refused with advice, or kept as it is.

use sharenum_companion::{EngineError, PageRequest, State, TicketEdit, TicketFilter};
use sharenum_domain::{Direction, Level, Profile, Role, Ticket, TicketStatus};
use sharenum_ledger::{Channel, Document, routes};
use sharenum_sync::wire::{self, ExchangeRequest, MAX_REQUEST_BYTES, REQUEST_TYPE, Verdict, path};

use crate::common::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_of_a_newer_app_is_shown_as_it_is_and_stops_nothing() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let reader = region.teacher(1, WEST, expert("scratch")).await;
    let mut newer = Scribe::join(&region, 2, &[Role::Member], Some(MACON)).await;
    let reach = routes::for_ticket(&position(MACON), km(20), newer.member());
    let odd = Ticket {
        direction: Direction::from("swap"),
        status: vec![TicketStatus::from("in_review")],
        ..plain_ticket("From the future", &clock)
    };
    let (odd, first) = newer.write(&odd, None, reach.clone());
    let (plain, second) = newer.write(&plain_ticket("From today", &clock), None, reach);
    let verdicts = newer.push(&region.url, vec![first, second]).await;
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Accepted]);

    reader.sync_with(&region.url).await;
    let seen = reader.ticket(&odd).unwrap().item;
    assert_eq!(seen.status, TicketStatus::Unknown("in_review".to_owned()));
    assert_eq!(seen.direction, Direction::Unknown("swap".to_owned()));
    assert_eq!(reader.ticket(&plain).unwrap().item.title, "From today");
    assert_eq!(reader.ticket_alerts(), ["From today"], "nobody knows whether the other is open");
    let all = reader.tickets(TicketFilter::All, &PageRequest::first()).unwrap();
    assert_eq!(all.total, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_newer_app_wrote_survives_an_edit_by_this_one() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let phone = region.teacher(1, MACON, novice("scratch")).await;
    let mut newer = Scribe::join_as(&region, 2, phone.member(), MACON).await;
    newer.channels = vec![Channel::Member(newer.member())];
    newer.sync(&region.url).await.unwrap();

    // A ticket with a field that this version has no name for.
    let reach = routes::for_ticket(&position(MACON), km(20), newer.member());
    let fields = plain_ticket("Loops", &clock).to_fields().with("mood", "hopeful");
    let (ticket, bytes) = newer.write_fields(Ticket::KIND, &fields, None, reach);
    // And a profile with a level that it does not know.
    let profile = newer.documents_of(Profile::KIND)[0];
    let mut content: Profile = newer.read(&profile);
    content.tools.get_mut(&slug("scratch")).unwrap().level = Level::from("ambassador");
    let level = newer.change(profile, &content);
    let verdicts = newer.push(&region.url, vec![bytes, level]).await;
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Accepted]);

    phone.sync_with(&region.url).await;
    let mut tools = phone.profile().unwrap().tools;
    assert_eq!(tools[&slug("scratch")].level, Level::Unknown("ambassador".to_owned()));
    tools.extend(expert("microbit"));
    phone.set_profile(Some(uai(MACON)), tools).unwrap();
    let edit = TicketEdit { title: Some("Loops, edited".to_owned()), ..TicketEdit::default() };
    phone.edit_ticket(&ticket, edit).unwrap();
    phone.sync_with(&region.url).await;

    newer.sync(&region.url).await.unwrap();
    let fields = newer.fields(&ticket);
    assert_eq!(fields.text("title"), Some("Loops, edited"));
    assert_eq!(fields.text("mood"), Some("hopeful"));
    let tools = newer.read::<Profile>(&profile).tools;
    assert_eq!(tools[&slug("scratch")].level, Level::Unknown("ambassador".to_owned()));
    assert_eq!(tools[&slug("microbit")].level, Level::Experienced);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_ten_megabytes_is_refused_and_the_hub_goes_on() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let phone = region.teacher(1, MACON, novice("scratch")).await;
    let before = region.hub().status().unwrap().totals;
    let session = Scribe::join(&region, 2, &[Role::Member], None).await.session(&region).await;
    let headers = format!("content-type: {REQUEST_TYPE}\r\nauthorization: {session}\r\n");
    let push = |bytes: usize| {
        let chunks = vec![vec![0x55; bytes]];
        wire::encode(&ExchangeRequest { chunks, ..ExchangeRequest::default() })
    };

    let (status, body) = post(&region.url, path::EXCHANGE, &headers, &push(10_000_000)).await;
    assert_eq!(status, 413, "{body}");
    assert!(body.contains("too-large") && body.contains("send less at a time"), "{body}");
    // One that fits a request and is larger than any change may be.
    let large = push(500_000);
    assert!(large.len() < MAX_REQUEST_BYTES);
    let (status, body) = post(&region.url, path::EXCHANGE, &headers, &large).await;
    assert_eq!(status, 400, "{body}");
    assert!(body.contains("bad-request"), "{body}");

    let after = region.hub().status().unwrap().totals;
    assert_eq!((after.chunks, after.quarantined), (before.chunks, before.quarantined));
    phone.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    phone.sync_with(&region.url).await;
    assert_eq!(phone.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rubbish_at_any_door_of_the_hub_gets_a_problem_and_no_more() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let typed = format!("content-type: {REQUEST_TYPE}\r\n");
    for path in [path::CHALLENGE, path::SESSION, path::EXCHANGE, path::JOIN, path::RENEW] {
        for body in [b"".as_slice(), b"{}", b"\xff\xff\xff\xff", &[0xa1; 5_000]] {
            let (status, body) = post(&region.url, path, &typed, body).await;
            assert_eq!(status, 400, "{path}: {body}");
            assert!(body.contains("urn:sharenum:problem:bad-request"), "{path}: {body}");
        }
        let (status, body) = post(&region.url, path, "content-type: text/plain\r\n", b"x").await;
        assert_eq!(status, 400, "{path}: {body}");
    }
    let (status, body) = post(&region.url, "/v1/nothing", &typed, b"").await;
    assert_eq!(status, 421, "{body}");
    let (status, body) = post(&region.url, "/admin/carry", "", b"").await;
    assert_eq!(status, 421, "a region carries nowhere: {body}");
    let teacher = region.teacher(1, MACON, novice("scratch")).await;
    assert_eq!(teacher.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_that_is_none_says_what_to_do() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let bus = Bus::start(&region).await;
    let elsewhere = Region::start(&clock).await;
    let code = region.invite(&[Role::Member], None, None);
    let encoded = region.url.replace(':', "%3A").replace('/', "%2F");
    let link = |more: &str| format!("sharenum://join?hub={encoded}{more}");
    let other = elsewhere.hub().region();
    let long = "A".repeat(5_000);

    let phone = Phone::new(1, &clock);
    for (at, text, error_code, advice) in [
        (Some(&region.url), "", "invitation", "copy it again"),
        (Some(&region.url), "<script>", "invitation", "copy it again"),
        (Some(&region.url), long.as_str(), "invitation", "copy it again"),
        (Some(&region.url), "AAAAA-AAAAA", "invitation-refused", ""),
        (Some(&region.url), "hello", "invitation-refused", ""),
        (None, code.as_str(), "invitation", "enter its address"),
        (None, "https://example.org/join", "invitation", "scan the QR code again"),
        (None, "sharenum://join", "invitation", "scan the QR code again"),
        (None, "sharenum://join?code=A", "invitation", "which hub"),
        (None, &link(""), "invitation", "no code"),
        (None, &link("&code=%ff"), "invitation", "damaged"),
        (None, &link("&code=A&region=zz"), "invitation", "region"),
        (None, &link(&format!("&code={long}")), "invitation", "too long"),
        (None, &link(&format!("&code={code}&region={other}")), "other-region", "own region"),
        (Some(&bus.url), code.as_str(), "not-served-here", "region's hub"),
    ] {
        let error = phone.join(at.map(String::as_str), text).await.unwrap_err();
        let short: String = text.chars().take(60).collect();
        assert_eq!(error.code(), error_code, "{short}: {error}");
        assert!(error.to_string().contains(advice), "{short}: {error}");
        assert_eq!(phone.state(), State::NotJoined);
    }
    let error = phone.open_ticket(scratch_ticket("Loops", 20)).unwrap_err();
    assert!(matches!(error, EngineError::NotJoined), "{error}");
    // None of it used the invitation up, and a link is as good as its code.
    let spare = region.invite(&[Role::Member], None, None);
    let own = region.hub().region();
    phone.join(None, &link(&format!("&code={spare}&region={own}"))).await.unwrap();
    let error = phone.join(Some(&region.url), &code).await.unwrap_err();
    assert!(matches!(error, EngineError::AlreadyJoined), "{error}");
}
