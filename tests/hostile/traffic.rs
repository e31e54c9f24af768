//! Requests that no client of ours makes, over real HTTP.

use std::net::SocketAddr;

use sharenum_domain::Role;
use sharenum_ledger::Channel;
use sharenum_sync::wire::{
    self, Cursor, ExchangeReply, ExchangeRequest, MAX_REQUEST_BYTES, PAGE_BYTES, REQUEST_TYPE, path,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::cases;
use crate::common::*;
use crate::evil::*;

fn address(region: &Region) -> SocketAddr {
    // Past the proxy, which speaks better HTTP than these.
    region.front().leads_to().unwrap()
}

/// Says these bytes and reads what comes back until the hub hangs up or has answered once.
async fn say(region: &Region, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address(region)).await.unwrap();
    // A hub that has heard enough hangs up.
    let _ = stream.write_all(bytes).await;
    let mut answer = vec![0; 64 * 1_024];
    let read = soon(stream.read(&mut answer)).await.unwrap_or_default();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}

/// The status is one of these, or there is no answer at all; and the hub goes on.
async fn is_turned_away(request: (Vec<u8>, &[&str])) {
    let (request, statuses) = request;
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let before = region.hub().status().unwrap().totals;
    let answer = say(&region, &request).await;
    let status = answer.split(' ').nth(1).unwrap_or("none");
    assert!(statuses.contains(&status), "{answer}");
    assert_eq!(region.hub().status().unwrap().totals.chunks, before.chunks);
    let phone = region.teacher(1, MACON, novice("scratch")).await;
    assert_eq!(phone.undelivered(), (0, 0));
}

fn request(head: &str, body: &[u8]) -> Vec<u8> {
    let head = head.replace("TYPED", &format!("content-type: {REQUEST_TYPE}\r\nhost: hub"));
    [format!("{head}\r\n\r\n").as_bytes(), body].concat()
}

cases! { is_turned_away:
    a_head_of_a_thousand_lines: (request(
        &format!("POST /v1/join HTTP/1.1\r\nTYPED\r\n{}x: y", "a: b\r\n".repeat(1_000)), b""), &["431", "none"]);
    a_head_line_of_a_megabyte: (request(
        &format!("POST /v1/join HTTP/1.1\r\nTYPED\r\nx: {}", "y".repeat(1_000_000)), b""), &["431", "none"]);
    a_path_of_a_megabyte: (request(
        &format!("POST /v1/{} HTTP/1.1\r\nTYPED", "y".repeat(1_000_000)), b""), &["414", "431", "none"]);
    a_path_that_climbs: (request(
        "POST /v1/../admin/carry HTTP/1.1\r\nTYPED\r\ncontent-length: 0", b""), &["421"]);
    a_path_that_climbs_in_disguise: (request(
        "POST /v1/%2e%2e%2fadmin%2fcarry HTTP/1.1\r\nTYPED\r\ncontent-length: 0", b""), &["400", "421"]);
    a_body_that_is_announced_twice: (request(
        "POST /v1/join HTTP/1.1\r\nTYPED\r\ncontent-length: 4\r\ncontent-length: 400", b"aaaa"), &["400", "none"]);
    a_body_that_is_announced_in_two_ways: (request(
        "POST /v1/join HTTP/1.1\r\nTYPED\r\ncontent-length: 4\r\ntransfer-encoding: chunked",
        b"0\r\n\r\nPOST /admin/carry HTTP/1.1\r\n\r\n"), &["400", "none"]);
    a_body_of_more_bytes_than_there_are: (request(
        "POST /v1/join HTTP/1.1\r\nTYPED\r\ncontent-length: 99999999999999999999", b"a"), &["400", "413", "none"]);
    a_part_of_a_body_longer_than_the_address_space: (request(
        "POST /v1/join HTTP/1.1\r\nTYPED\r\ntransfer-encoding: chunked", b"ffffffffffffffffff\r\na"), &["400", "413", "none"]);
    a_compressed_body: (request(
        "POST /v1/join HTTP/1.1\r\nTYPED\r\ncontent-encoding: gzip\r\ncontent-length: 4", b"\x1f\x8b\x08\x00"), &["400"]);
    another_protocol: (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), &["400", "505", "none"]);
    a_greeting_of_another_service: (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".repeat(8), &["400", "none"]);
    a_large_body_without_a_session: (request(
        &format!("POST /v1/exchange HTTP/1.1\r\nTYPED\r\ncontent-length: {MAX_REQUEST_BYTES}"),
        &vec![0x55; MAX_REQUEST_BYTES]), &["401"]);
    a_large_body_with_a_token_that_is_none: (request(
        &format!("POST /v1/exchange HTTP/1.1\r\nTYPED\r\nauthorization: Bearer {}\r\ncontent-length: 500000", "é".repeat(16)),
        &vec![0x55; 500_000]), &["401"]);
    a_large_invitation: (request(
        "POST /v1/join HTTP/1.1\r\nTYPED\r\ncontent-length: 500000", &vec![0x55; 500_000]), &["413"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn phones_that_stop_in_the_middle_of_a_body_hold_up_nobody() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let session = Scribe::join(&region, 2, &[Role::Member], None).await.session(&region).await;
    let head = format!(
        "POST /v1/exchange HTTP/1.1\r\nTYPED\r\nauthorization: {session}\r\ncontent-length: 500000"
    );
    let mut stalled = Vec::new();
    // More than requests are answered at once, fewer than fit in the memory for bodies.
    for _ in 0..48 {
        let mut stream = TcpStream::connect(address(&region)).await.unwrap();
        stream.write_all(&request(&head, &[0x55; 10_000])).await.unwrap();
        stalled.push(stream);
    }
    let phone = region.teacher(1, MACON, novice("scratch")).await;
    phone.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    phone.sync_with(&region.url).await;
    assert_eq!(phone.undelivered(), (0, 0));
    drop(stalled);
}

/// One exchange by hand, with a session.
async fn exchange(region: &Region, session: &str, asked: &ExchangeRequest) -> (u16, Vec<u8>) {
    let headers = format!("content-type: {REQUEST_TYPE}\r\nauthorization: {session}\r\n");
    let hub = region.hub();
    let reply = hub.handle(path::EXCHANGE, Some(session), &wire::encode(asked));
    let (status, _) = post(&region.url, path::EXCHANGE, &headers, &wire::encode(asked)).await;
    assert_eq!(status, reply.status);
    (status, reply.body)
}

fn said(body: &[u8]) -> ExchangeReply {
    let (_, body) = sharenum_ledger::envelope::peek(body).unwrap();
    wire::decode(&body).unwrap()
}

/// A cursor that never was: the hub says so and serves the channel from its first entry.
async fn starts_again(bend: fn(Cursor) -> Cursor) {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let session = attacker(&region).await.session(&region).await;
    let start = Cursor::start(Channel::Region, region.hub().epoch());
    let all =
        ExchangeRequest { pull: vec![start.clone()], max_bytes: 1 << 20, ..Default::default() };
    let (_, body) = exchange(&region, &session, &all).await;
    let whole = said(&body).feeds.remove(0);
    let asked = ExchangeRequest { pull: vec![bend(whole.next.clone())], ..all };
    let (status, body) = exchange(&region, &session, &asked).await;
    assert_eq!(status, 200);
    let feed = said(&body).feeds.remove(0);
    assert!(feed.reset);
    assert_eq!((feed.entries, feed.next), (whole.entries, whole.next));
}

cases! { starts_again:
    a_cursor_from_the_future: |at| Cursor { seq: at.seq + 1, ..at };
    a_cursor_at_the_end_of_numbers: |at| Cursor { seq: u64::MAX, ..at };
    a_cursor_at_the_end_of_signed_numbers: |at| Cursor { seq: i64::MAX as u64, ..at };
    a_cursor_with_another_checksum: |at| Cursor { checksum: [0xff; 8], ..at };
    a_cursor_with_the_first_checksum: |at| Cursor { checksum: [0; 8], ..at };
    a_cursor_of_another_log: |at| Cursor { epoch: [0xff; 8], ..at };
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_is_bounded_whatever_size_is_asked_for() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let mut attacker = attacker(&region).await;
    let to = vec![Channel::Member(attacker.member())];
    let long = plain_ticket(&"A".repeat(10_000), &clock);
    let chunks = (0..40).map(|_| attacker.write(&long, None, to.clone()).1).collect();
    attacker.push(&region.url, chunks).await;
    let session = attacker.session(&region).await;
    let start = Cursor::start(to[0].clone(), region.hub().epoch());
    for max_bytes in [0, 1, u32::MAX] {
        // The same channel as often as a request may name one.
        let pull = vec![start.clone(); wire::MAX_CHANNELS_PER_REQUEST];
        let asked = ExchangeRequest { pull, max_bytes, ..Default::default() };
        let (status, body) = exchange(&region, &session, &asked).await;
        assert_eq!(status, 200);
        let most = PAGE_BYTES + wire::MAX_CHANNELS_PER_REQUEST * 16 * 1_024;
        assert!(body.len() <= most, "{} bytes for {max_bytes}", body.len());
    }
    let pull = vec![start; wire::MAX_CHANNELS_PER_REQUEST + 1];
    let asked = ExchangeRequest { pull, max_bytes: 1, ..Default::default() };
    assert_eq!(exchange(&region, &session, &asked).await.0, 400);
}
