//! The HTTP client against a real socket on loopback.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use sharenum_ledger::{Channel, DeviceKey};
use sharenum_sync::wire::REPLY_TYPE;
use sharenum_sync::{HttpClient, HttpOptions, SyncError, SyncSummary};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::support::hub::FakeHub;
use crate::support::phone::Phone;
use crate::support::server::{Answer, Server, head, serve, serve_tls};

/// Long enough for anything on loopback.
const BUDGET: Duration = Duration::from_secs(20);

fn region() -> Answer {
    Answer::Hub(Arc::new(Mutex::new(FakeHub::region())), usize::MAX)
}

fn client(timeout: Duration) -> HttpClient {
    HttpClient::new(HttpOptions { timeout, ..HttpOptions::default() }).unwrap()
}

async fn sync(server: &Server, phone: &mut Phone) -> Result<SyncSummary, SyncError> {
    client(BUDGET).sync(&server.url, phone, BUDGET).await
}

#[tokio::test]
async fn a_phone_syncs_over_a_real_connection() {
    let hub = Arc::new(Mutex::new(FakeHub::region()));
    for at in 0..25 {
        hub.lock().unwrap().post(&Channel::Region, &format!("entry {at}"));
    }
    let server = serve(Answer::Hub(Arc::clone(&hub), usize::MAX)).await;
    let mut phone = Phone::new(7);
    phone.write("ticket", 90_000);

    let summary = sync(&server, &mut phone).await.unwrap();
    assert!(summary.finished && phone.outbox.is_empty());
    assert_eq!(phone.received.len(), 25);
    assert_eq!(server.connections.load(Ordering::SeqCst), 1, "one connection for all requests");

    let quiet = sync(&server, &mut phone).await.unwrap();
    assert_eq!(quiet.requests, 1);
}

#[tokio::test]
async fn a_device_joins_over_a_real_connection() {
    let server = serve(region()).await;
    let key = DeviceKey::from_seed([7; 32]);
    let joined = client(BUDGET).join(&server.url, "rose-tulip", &key, None).await.unwrap();
    assert_eq!(joined.certificate.device(), key.device());

    let error = client(BUDGET).join(&server.url, " ", &key, None).await.unwrap_err();
    assert_eq!(error.code(), "invitation-refused");
}

#[tokio::test]
async fn what_answers_in_the_hubs_place_is_a_clear_error() {
    let cut = "content-length: 1000\r\n";
    let chunked = "transfer-encoding: chunked\r\n";
    let page = b"<html>Welcome</html>".as_slice();
    let bytes = |head: Vec<u8>, body: &[u8]| Answer::Bytes([head.as_slice(), body].concat());
    let table = [
        ("a portal", bytes(head("200 OK", "text/html", ""), page), "captive-portal"),
        (
            "a redirect",
            bytes(head("302 Found", "text/html", "location: http://127.0.0.1:1/\r\n"), b""),
            "captive-portal",
        ),
        ("a cut answer", bytes(head("200 OK", REPLY_TYPE, cut), b"only this"), "cut-short"),
        ("a cut piece", bytes(head("200 OK", REPLY_TYPE, chunked), b"5\r\nonly"), "cut-short"),
        (
            "no last piece",
            bytes(head("200 OK", REPLY_TYPE, chunked), b"4\r\nonly\r\n"),
            "cut-short",
        ),
        (
            "a huge answer that says so",
            Answer::Bytes(head("200 OK", REPLY_TYPE, "content-length: 99999999999\r\n")),
            "too-large",
        ),
        ("a huge answer", Answer::Endless(head("200 OK", REPLY_TYPE, "")), "too-large"),
        ("no answer", Answer::Bytes(Vec::new()), "unreachable"),
        ("no HTTP", Answer::Bytes(b"220 mail.example ESMTP\r\n".to_vec()), "unreachable"),
        ("a dead upstream", bytes(head("502 Bad Gateway", "text/html", ""), page), "unreachable"),
    ];
    for (what, answer, code) in table {
        let server = serve(answer).await;
        let mut phone = Phone::new(7);
        phone.write("ticket", 100);
        let error = sync(&server, &mut phone).await.unwrap_err();
        assert_eq!(error.code(), code, "{what}: {error}");
        assert_eq!(phone.outbox.len(), 1, "{what}");
        assert_eq!(server.connections.load(Ordering::SeqCst), 1, "{what}");
    }
}

#[tokio::test]
async fn a_hub_that_hangs_is_given_up_in_time() {
    let server = serve(Answer::Silence).await;
    let mut phone = Phone::new(7);
    let short = Duration::from_millis(50);
    let by_timeout = client(short).sync(&server.url, &mut phone, BUDGET).await.unwrap_err();
    assert!(by_timeout.to_string().contains("in time"), "{by_timeout}");
    let by_budget = client(BUDGET).sync(&server.url, &mut phone, short).await.unwrap_err();
    assert_eq!(by_budget.code(), "unreachable");
}

#[tokio::test]
async fn nobody_at_the_address_is_a_clear_error_without_the_address() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = client(BUDGET).sync(&url, &mut Phone::new(7), BUDGET).await.unwrap_err();
    assert_eq!(error.code(), "unreachable");
    assert!(!error.to_string().contains("http://"), "{error}");
}

#[tokio::test]
async fn no_time_at_all_is_an_unfinished_sync_and_no_request() {
    let server = serve(Answer::Silence).await;
    let mut phone = Phone::new(7);
    let summary = client(BUDGET).sync(&server.url, &mut phone, Duration::ZERO).await.unwrap();
    assert!(!summary.finished);
    assert_eq!((summary.requests, server.connections.load(Ordering::SeqCst)), (0, 0));
}

#[tokio::test]
async fn plain_http_leaves_the_local_network_for_nobody() {
    let error =
        client(BUDGET).sync("http://hub.example", &mut Phone::new(7), BUDGET).await.unwrap_err();
    assert!(error.to_string().contains("https://hub.example"), "{error}");
    assert_eq!(error.code(), "address");
}

#[tokio::test]
async fn a_proxy_is_used_for_the_internet_and_not_for_the_bus() {
    let proxy = serve(Answer::Bytes(b"HTTP/1.1 403 Forbidden\r\n\r\n".to_vec())).await;
    let options = HttpOptions { proxy: Some(proxy.url.clone()), ..HttpOptions::default() };
    let client = HttpClient::new(options).unwrap();
    let mut phone = Phone::new(7);

    let through = client.sync("https://hub.example", &mut phone, BUDGET).await.unwrap_err();
    assert_eq!(through.code(), "unreachable", "{through}");
    assert_eq!(proxy.connections.load(Ordering::SeqCst), 1);

    let hub = serve(Answer::Hub(Arc::new(Mutex::new(FakeHub::bus())), usize::MAX)).await;
    assert!(client.sync(&hub.url, &mut phone, BUDGET).await.unwrap().finished);
    assert_eq!(proxy.connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn time_that_runs_out_ends_unfinished_and_the_next_sync_goes_on() {
    let hub = Arc::new(Mutex::new(FakeHub::region()));
    for at in 0..25 {
        hub.lock().unwrap().post(&Channel::Region, &format!("entry {at}"));
    }
    let stalls = serve(Answer::Hub(Arc::clone(&hub), 4)).await;
    let mut phone = Phone::new(7);
    let short = Duration::from_millis(300);
    let first = client(BUDGET).sync(&stalls.url, &mut phone, short).await.unwrap();
    assert!(!first.finished);
    assert_eq!(phone.received.len(), 20);

    let works = serve(Answer::Hub(hub, usize::MAX)).await;
    assert!(sync(&works, &mut phone).await.unwrap().finished);
    assert_eq!(phone.received.len(), 25);
}

#[tokio::test]
async fn a_certificate_of_no_authority_is_good_only_where_it_is_pinned() {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let other = generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let server = serve_tls(region(), TlsAcceptor::from(Arc::new(config))).await;
    let mut phone = Phone::new(7);

    let pins = vec![cert.der().to_vec()];
    let pinned = HttpClient::new(HttpOptions { pins, ..HttpOptions::default() }).unwrap();
    assert!(pinned.sync(&server.url, &mut phone, BUDGET).await.unwrap().finished);

    let other = HttpOptions { pins: vec![other.cert.der().to_vec()], ..HttpOptions::default() };
    let elsewhere = server.url.replace("127.0.0.1", "localhost");
    for (what, client, url) in [
        ("no pin", client(BUDGET), &server.url),
        ("another pin", HttpClient::new(other).unwrap(), &server.url),
        ("another name", pinned, &elsewhere),
    ] {
        let error = client.sync(url, &mut phone, BUDGET).await.unwrap_err();
        assert_eq!(error.code(), "untrusted-hub", "{what}: {error}");
        assert!(error.to_string().contains("ask whoever runs the hub"), "{what}: {error}");
    }
}

#[test]
fn options_that_cannot_work_are_refused_at_once() {
    let pins = vec![b"-----BEGIN CERTIFICATE-----".to_vec()];
    let pinned = HttpClient::new(HttpOptions { pins, ..HttpOptions::default() }).unwrap_err();
    assert!(pinned.to_string().contains("DER"), "{pinned}");

    let proxy = Some("not a proxy".to_owned());
    let proxied = HttpClient::new(HttpOptions { proxy, ..HttpOptions::default() }).unwrap_err();
    assert!(proxied.to_string().contains("proxy"), "{proxied}");
}
