//! The hub behind real HTTP.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what only they use"
)]

mod common;

use std::sync::Arc;
use std::time::Duration;

use common::*;
use sharenum_hub::carry::Rounds;
use sharenum_ledger::Channel;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Sends raw bytes and reads until the hub closes.
async fn raw(url: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn request(method: &str, path: &str, headers: &str, body: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n{headers}\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_syncs_over_http() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let mut phone = region.member(1);
    let own = Channel::Member(phone.member());
    phone.create(None, vec![own], &ticket("Help", 20));
    let summary = client().sync(&served.url, &mut phone, BUDGET).await.unwrap();
    assert!(summary.finished && phone.outbox.is_empty());
    let again = client().sync(&served.url, &mut phone, BUDGET).await.unwrap();
    assert_eq!(again.requests, 1);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn health_is_said_and_the_rest_is_a_problem_document() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let health = raw(&served.url, &request("GET", "/healthz", "", "")).await;
    assert!(health.starts_with("HTTP/1.1 200") && health.contains("\"region\""), "{health}");
    let strange = [
        request("GET", "/", "", ""),
        request("GET", "/v1/exchange", "", ""),
        request("POST", "/admin/carry", "", ""),
        request("POST", "/v1/challenge", "Content-Type: text/html\r\n", "x"),
        request("POST", "/v1/challenge", "Content-Type: application/vnd.sharenum.v1+cbor\r\n", "x"),
    ];
    for request in strange {
        let answer = raw(&served.url, &request).await;
        assert!(answer.contains("application/problem+json"), "{answer}");
        assert!(answer.contains("urn:sharenum:problem:"), "{answer}");
    }
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_too_long_is_refused() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let headers = "Content-Type: application/vnd.sharenum.v1+cbor\r\n";
    let answer =
        raw(&served.url, &request("POST", "/v1/exchange", headers, &"x".repeat(1_048_577))).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{}", &answer[..answer.len().min(200)]);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bus_makes_its_rounds_and_carries_when_asked() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let hour = Duration::from_secs(3_600);
    let (rounds, trigger) = Rounds::new(Arc::clone(&bus.hub), client(), served.url.clone(), hour);
    let rounds = tokio::spawn(rounds.run());
    let bus_box = serve(&bus.hub, Some(trigger)).await;
    let mut phone = region.member(1);
    let own = Channel::Member(phone.member());
    phone.create(None, vec![own], &ticket("Help", 20));
    client().sync(&bus_box.url, &mut phone, BUDGET).await.unwrap();

    let answer = raw(&bus_box.url, &request("POST", "/admin/carry", "", "")).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"finished\":true"), "{answer}");
    assert_eq!(bus.hub.status().unwrap().totals.uncarried, 0);
    let forwarded = request("POST", "/admin/carry", "X-Forwarded-For: 203.0.113.7\r\n", "");
    assert!(raw(&bus_box.url, &forwarded).await.starts_with("HTTP/1.1 421"));

    served.stop().await;
    let answer = raw(&bus_box.url, &request("POST", "/admin/carry", "", "")).await;
    assert!(answer.starts_with("HTTP/1.1 502"), "{answer}");
    bus_box.stop().await;
    // The last trigger went with the server.
    rounds.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn many_phones_at_once_are_all_answered() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let mut syncs = Vec::new();
    for seed in 1..=40 {
        let mut phone = region.member(seed);
        let own = Channel::Member(phone.member());
        phone.create(None, vec![own], &ticket(&format!("Help {seed}"), 20));
        let url = served.url.clone();
        syncs.push(tokio::spawn(async move {
            client().sync(&url, &mut phone, BUDGET).await.unwrap();
            phone.outbox.is_empty()
        }));
    }
    for sync in syncs {
        assert!(sync.await.unwrap());
    }
    assert_eq!(region.hub.status().unwrap().totals.documents, 40);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_is_told_to_stop_lets_a_kept_connection_go() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let mut phone = region.member(1);
    let client = client();
    client.sync(&served.url, &mut phone, BUDGET).await.unwrap();
    // The client keeps its connection; stopping must not wait for it.
    tokio::time::timeout(Duration::from_secs(5), served.stop()).await.unwrap();
    drop(client);
}
