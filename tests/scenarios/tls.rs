//! Phones and a bus reach a region that speaks TLS itself, and pin its certificate.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use data_encoding::BASE64;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustix::process::Signal;
use sharenum_companion::HttpOptions;
use tempfile::TempDir;
use tokio::io::{AsyncWriteExt, copy_bidirectional};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use crate::common::*;

/// A name that nobody but a proxy of ours can resolve (RFC 2606).
const NAME: &str = "hub.example";

/// A region's hub in a process of its own, with a certificate of no authority for its address and
/// for [`NAME`].
struct Region {
    folder: TempDir,
    process: HubProcess,
    certificate: Vec<u8>,
}

impl Region {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let certificate = issue(folder.path());
        let data = folder.path().join("data");
        // In the settings, where `invite` finds them too.
        let settings = format!(
            "tls_cert = {:?}\ntls_key = {:?}\n",
            folder.path().join("cert.pem"),
            folder.path().join("key.pem")
        );
        fs::write(folder.path().join("hub.toml"), settings).unwrap();
        let config = folder.path().join("hub.toml").to_str().unwrap().to_owned();
        let process = HubProcess::serve(&data, &["--config", &config]).await;
        assert!(process.url.starts_with("https://"), "{}", process.url);
        Self { folder, process, certificate }
    }

    fn address(&self) -> SocketAddr {
        self.process.url.strip_prefix("https://").unwrap().parse().unwrap()
    }

    async fn code(&self, more: &[&str]) -> String {
        Binary::invite(&self.folder.path().join("data"), more).await
    }

    /// How many changes it holds.
    async fn chunks(&self) -> u64 {
        let data = self.folder.path().join("data");
        let line = Binary::printed(["status", "--json", "--data", data.to_str().unwrap()]).await;
        let status: serde_json::Value = serde_json::from_str(&line).unwrap();
        status["chunks"].as_u64().unwrap()
    }

    /// How a phone reaches it.
    fn pinned(&self) -> HttpOptions {
        HttpOptions { pins: vec![self.certificate.clone()], ..HttpOptions::default() }
    }
}

/// Puts a new certificate and its key into a folder, and answers the certificate.
fn issue(folder: &Path) -> Vec<u8> {
    let names = vec!["127.0.0.1".to_owned(), NAME.to_owned()];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names).unwrap();
    for (file, label, der) in [
        ("cert.pem", "CERTIFICATE", cert.der().to_vec()),
        ("key.pem", "PRIVATE KEY", signing_key.serialize_der()),
    ] {
        let body = BASE64.encode(&der);
        let pem = format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n");
        fs::write(folder.join(file), pem).unwrap();
    }
    cert.der().to_vec()
}

/// A proxy as a school's network has one: it resolves names and sees no more than them.
struct Tunnel {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
    accepting: JoinHandle<()>,
}

impl Tunnel {
    /// Leads [`NAME`] to this address and refuses everything else.
    async fn to(hub: SocketAddr) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&asked);
        let (url, accepting) = accept(move |phone| dig(phone, hub, Arc::clone(&heard))).await;
        Self { url, asked, accepting }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Tunnel {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn dig(
    mut phone: TcpStream,
    hub: SocketAddr,
    heard: Arc<Mutex<Vec<String>>>,
) -> io::Result<()> {
    let Some(request) = HttpMessage::read(&mut phone).await? else { return Ok(()) };
    let line = request.head.lines().next().unwrap_or_default().to_owned();
    heard.lock().unwrap().push(line.clone());
    if line != format!("CONNECT {NAME}:443 HTTP/1.1") {
        return phone.write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").await;
    }
    let mut hub = TcpStream::connect(hub).await?;
    phone.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    copy_bidirectional(&mut phone, &mut hub).await.map(drop)
}

fn through(proxy: &Tunnel, options: HttpOptions) -> HttpOptions {
    HttpOptions { proxy: Some(proxy.url.clone()), ..options }
}

fn write_profile(phone: &Phone) {
    phone.set_profile(Some(uai(MACON)), novice("scratch")).unwrap();
    phone.set_card("Teacher", "teacher@example.org").unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_that_pins_the_hubs_certificate_joins_and_syncs_over_https() {
    let region = Region::start().await;
    let phone = Phone::new(1, &TestClock::new());
    phone.set_network(region.pinned());
    phone.join(Some(&region.process.url), &region.code(&[]).await).await.unwrap();
    write_profile(&phone);
    assert_ne!(phone.undelivered(), (0, 0));
    phone.sync_with(&region.process.url).await;
    assert_eq!(phone.undelivered(), (0, 0));

    let config = region.folder.path().join("hub.toml");
    let data = region.folder.path().join("data");
    let link = Binary::printed([
        "invite".as_ref(),
        "--json".as_ref(),
        "--data".as_ref(),
        data.as_os_str(),
        "--config".as_ref(),
        config.as_os_str(),
    ])
    .await;
    assert!(link.contains("hub=https%3A%2F%2F"), "{link}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_without_the_pin_is_told_what_to_ask_for_and_loses_nothing() {
    let region = Region::start().await;
    let phone = Phone::new(1, &TestClock::new());
    let code = region.code(&[]).await;
    let refused = phone.join(Some(&region.process.url), &code).await.unwrap_err();
    assert_eq!(refused.code(), "untrusted-hub");
    assert!(refused.to_string().contains("ask whoever runs the hub"), "{refused}");

    // The code was not spent on somebody who may not be the hub.
    phone.set_network(region.pinned());
    phone.join(Some(&region.process.url), &code).await.unwrap();
    write_profile(&phone);
    let written = phone.undelivered();
    let stranger = issue(tempfile::tempdir().unwrap().path());
    phone.set_network(HttpOptions { pins: vec![stranger], ..HttpOptions::default() });
    let refused = phone.try_sync(&region.process.url).await.unwrap_err();
    assert_eq!(refused.code(), "untrusted-hub");
    assert_eq!(phone.undelivered(), written);
    phone.set_network(region.pinned());
    phone.sync_with(&region.process.url).await;
    assert_eq!(phone.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_internet_is_reached_through_the_proxy_and_only_through_it() {
    let region = Region::start().await;
    let proxy = Tunnel::to(region.address()).await;
    let url = format!("https://{NAME}");
    let phone = Phone::new(1, &TestClock::new());
    phone.set_network(through(&proxy, region.pinned()));
    phone.join(Some(&url), &region.code(&[]).await).await.unwrap();
    write_profile(&phone);
    phone.sync_with(&url).await;
    assert_eq!(phone.undelivered(), (0, 0));
    let asked = proxy.asked();
    assert!(!asked.is_empty());

    // The proxy is no way around the certificate, and a name that it refuses is said.
    phone.set_network(through(&proxy, HttpOptions::default()));
    assert_eq!(phone.try_sync(&url).await.unwrap_err().code(), "untrusted-hub");
    phone.set_network(through(&proxy, region.pinned()));
    let refused = phone.try_sync("https://other.example").await.unwrap_err();
    assert_eq!(refused.code(), "unreachable", "{refused}");

    // On the local network it is left out.
    let asked = proxy.asked();
    phone.sync_with(&region.process.url).await;
    assert_eq!(proxy.asked(), asked);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bus_carries_home_over_https_through_a_proxy() {
    let region = Region::start().await;
    let proxy = Tunnel::to(region.address()).await;
    let folder = tempfile::tempdir().unwrap();
    let pin = folder.path().join("region.der");
    fs::write(&pin, &region.certificate).unwrap();
    let settings = format!(
        "role = \"bus\"\nupstream = \"https://{NAME}\"\nupstream_pins = [{pin:?}]\n\
         upstream_proxy = \"{}\"\n",
        proxy.url
    );
    let config = folder.path().join("bus.toml");
    fs::write(&config, settings).unwrap();
    let code = region.code(&["--role", "bus"]).await;
    let data = folder.path().join("data");
    let more = ["--config", config.to_str().unwrap(), "--invitation", &code];
    let bus = HubProcess::serve(&data, &more).await;

    let phone = Phone::new(1, &TestClock::new());
    phone.set_network(region.pinned());
    phone.join(Some(&region.process.url), &region.code(&[]).await).await.unwrap();
    write_profile(&phone);
    let held = region.chunks().await;
    phone.sync_with(&bus.url).await;
    // The bus makes rounds of its own as well: this one may find nothing left to carry.
    let carried = bus.carry().await;
    assert_eq!(carried["finished"], true, "{carried}");
    assert_eq!(carried["refused"], 0, "{carried}");
    assert!(region.chunks().await > held, "{carried}");
    assert!(!proxy.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_renewed_certificate_is_taken_up_on_sighup_without_a_restart() {
    let region = Region::start().await;
    let phone = Phone::new(1, &TestClock::new());
    phone.set_network(region.pinned());
    phone.join(Some(&region.process.url), &region.code(&[]).await).await.unwrap();

    let renewed = issue(region.folder.path());
    region.process.tell(Signal::HUP);
    phone.set_network(HttpOptions { pins: vec![renewed], ..HttpOptions::default() });
    // A signal is not answered: the hub is asked until it shows the new one.
    let taken_up = async {
        while let Err(error) = phone.try_sync(&region.process.url).await {
            assert_eq!(error.code(), "untrusted-hub");
        }
    };
    soon(taken_up).await;
    phone.set_network(region.pinned());
    let refused = phone.try_sync(&region.process.url).await.unwrap_err();
    assert_eq!(refused.code(), "untrusted-hub");
}
