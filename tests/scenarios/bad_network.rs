//! What answers in a hub's place, or stops answering: said clearly, and the outbox is kept.

use sharenum_sync::wire::{PROBLEM_TYPE, REPLY_TYPE};

use crate::common::*;

const PORTAL: &[u8] = b"<!DOCTYPE html><html><body>Accept our terms</body></html>";
const TOO_MANY: usize = 9 * 1024 * 1024;

/// A phone with something to send, before and after its first contact with the hub.
async fn phone(clock: &TestClock) -> (Region, Phone) {
    let region = Region::start(clock).await;
    let phone = region.teacher(1, MACON, novice("scratch")).await;
    phone.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    (region, phone)
}

/// A sync with this hub fails so, loses nothing, and the real hub takes everything after it.
async fn fails(phone: &Phone, url: &str, code: &str, advice: &str) {
    let written = phone.undelivered();
    let error = phone.try_sync(url).await.unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(error.to_string().contains(advice), "{error}");
    assert_eq!(phone.undelivered(), written);
}

async fn recovers(phone: &Phone, region: &Region) {
    phone.sync_with(&region.url).await;
    assert_eq!(phone.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_captive_portal_is_told_from_a_hub() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    for answer in [
        Answer::new("200 OK", "text/html; charset=utf-8", PORTAL),
        // Even one that claims to be a hub.
        Answer::new("200 OK", REPLY_TYPE, PORTAL),
        Answer::new("302 Found", "text/html", b""),
        Answer::new("511 Network Authentication Required", "text/html", PORTAL),
    ] {
        let portal = Imposter::saying(answer).await;
        fails(&phone, &portal.url, "captive-portal", "open a browser").await;
    }
    recovers(&phone, &region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_between_the_phone_and_a_hub_it_knows_is_told_too() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    let portal = Imposter::saying(Answer::new("200 OK", "text/html", PORTAL)).await;
    let to = portal.url.strip_prefix("http://").unwrap().parse().unwrap();
    let hub = region.front().leads_to();
    region.front().lead_to(Some(to));
    fails(&phone, &region.url, "captive-portal", "accept the network's page").await;
    region.front().lead_to(hub);
    recovers(&phone, &region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_that_goes_away_in_mid_answer_is_asked_again() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    region.front().cut(Cut::Half);
    fails(&phone, &region.url, "cut-short", "stay near the network and try again").await;
    region.front().cut(Cut::Whole);
    fails(&phone, &region.url, "unreachable", "try again").await;
    recovers(&phone, &region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_without_an_end_is_given_up() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    for answer in [
        Answer::announced(REPLY_TYPE, 10_000_000_000),
        Answer::unannounced(REPLY_TYPE, &vec![0x40; TOO_MANY]),
        Answer::new("200 OK", REPLY_TYPE, &vec![0x40; TOO_MANY]),
    ] {
        let flood = Imposter::saying(answer).await;
        fails(&phone, &flood.url, "too-large", "check the hub's address").await;
    }
    recovers(&phone, &region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_is_no_hub_of_this_region_is_not_believed() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    let problem = br#"{"type":"urn:sharenum:problem:busy","status":503,"detail":"try later"}"#;
    for (answer, code, advice) in [
        (Answer::new("200 OK", REPLY_TYPE, b"\xd2\x84@\xa0@@"), "bad-reply", "check the hub's"),
        (Answer::new("200 OK", REPLY_TYPE, b"\xd2\x84"), "cut-short", "try again"),
        (Answer::new("200 OK", REPLY_TYPE, b""), "cut-short", "try again"),
        (Answer::new("200 OK", "application/json", b"{}"), "bad-reply", "check the hub's address"),
        (Answer::new("404 Not Found", "text/html", PORTAL), "bad-reply", "check the hub's address"),
        (Answer::new("502 Bad Gateway", "text/html", PORTAL), "unreachable", "try again later"),
        (Answer::new("503 -", PROBLEM_TYPE, problem), "busy", "try later"),
        (Answer::new("503 -", PROBLEM_TYPE, b"{"), "unreachable", "try again later"),
        (Answer::raw(b"SSH-2.0-OpenSSH_9.9\r\n"), "unreachable", "check the network"),
        (Answer::raw(b""), "unreachable", "check the network"),
    ] {
        let imposter = Imposter::saying(answer).await;
        fails(&phone, &imposter.url, code, advice).await;
    }
    recovers(&phone, &region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_leads_nowhere_is_said() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    for (url, code, advice) in [
        ("", "address", "https://hub.example"),
        ("hub.example", "address", "https://hub.example"),
        ("http://hub.example", "address", "write https://hub.example"),
        ("ftp://127.0.0.1", "address", "https://hub.example"),
        ("http://127.0.0.1:1", "unreachable", "check the network"),
    ] {
        fails(&phone, url, code, advice).await;
    }
    recovers(&phone, &region).await;
}
