//! The hub behind TLS of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what only they use"
)]

mod common;

use std::io;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use common::*;
use rcgen::{BasicConstraints, ExtendedKeyUsagePurpose, IsCa, date_time_ymd};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use sharenum_hub::Tls;
use sharenum_ledger::Channel;
use sharenum_sync::{HttpClient, HttpOptions};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// A region that speaks TLS, with the certificate that it shows.
struct Secure {
    region: TestHub,
    served: Served,
    folder: TempDir,
    issued: Issued,
    tls: Arc<Tls>,
}

impl Secure {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let issued = Issued::new(folder.path(), "hub");
        let tls = Arc::new(Tls::read(issued.files.clone()).unwrap());
        let region = region();
        let served = serve_with(&region.hub, None, Some(Arc::clone(&tls))).await;
        Self { region, served, folder, issued, tls }
    }

    fn address(&self) -> &str {
        self.served.url.strip_prefix("https://").unwrap()
    }

    async fn tcp(&self) -> TcpStream {
        TcpStream::connect(self.address()).await.unwrap()
    }

    /// A phone writes something and syncs; its hub is known by this certificate.
    async fn syncs(&self, seed: u8, trusted: &Issued) {
        let mut phone = self.region.member(seed);
        let own = Channel::Member(phone.member());
        phone.create(None, vec![own], &ticket("Help", 20));
        let pins = vec![trusted.der.clone()];
        let client = HttpClient::new(HttpOptions { pins, ..HttpOptions::default() }).unwrap();
        client.sync(&self.served.url, &mut phone, BUDGET).await.unwrap();
        assert!(phone.outbox.is_empty());
    }
}

async fn connect(
    secure: &Secure,
    trusted: &Issued,
    version: &'static SupportedProtocolVersion,
    protocols: &[&str],
) -> io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(trusted.der.clone())).unwrap();
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    let name = ServerName::try_from("127.0.0.1").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, secure.tcp().await).await
}

const HEALTH: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn tls_1_2_and_1_3_are_spoken_with_http_1_1_behind_them() {
    let secure = Secure::start().await;
    for version in [&TLS12, &TLS13] {
        let mut hub = connect(&secure, &secure.issued, version, &["h2", "http/1.1"]).await.unwrap();
        assert_eq!(hub.get_ref().1.protocol_version(), Some(version.version));
        assert_eq!(hub.get_ref().1.alpn_protocol(), Some(b"http/1.1".as_slice()));
        hub.write_all(HEALTH).await.unwrap();
        let mut answer = String::new();
        hub.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"region\""), "{answer}");
    }
    let refused = connect(&secure, &secure.issued, &TLS13, &["h2"]).await.unwrap_err();
    assert!(refused.to_string().contains("NoApplicationProtocol"), "{refused}");
    secure.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_silent_or_says_rubbish_keeps_nobody_waiting() {
    let secure = Secure::start().await;
    // More than may shake hands at once.
    let mut silent = Vec::new();
    for _ in 0..257 {
        silent.push(secure.tcp().await);
    }
    let mut half_said = Vec::new();
    for said in [&[22, 3, 1, 2, 0, 1, 0, 1, 252], [0; 64].as_slice(), &[22; 64], &[b'x'; 64]] {
        let mut stream = secure.tcp().await;
        stream.write_all(said).await.unwrap();
        half_said.push(stream);
    }
    secure.syncs(1, &secure.issued).await;
    // The one that waited longest had to go, the last ones may still speak.
    let mut first = silent.remove(0);
    // At once, not when its time is up.
    let mut heard = [0; 8];
    let let_go = tokio::time::timeout(Duration::from_secs(5), first.read(&mut heard));
    assert_eq!(let_go.await.unwrap().unwrap_or(0), 0);
    let mut last = silent.pop().unwrap();
    last.write_all(HEALTH).await.unwrap();
    let mut answer = String::new();
    last.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    // None of them keeps the hub from stopping either.
    tokio::time::timeout(Duration::from_secs(5), secure.served.stop()).await.unwrap();
    drop((silent, half_said));
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_is_told_to_write_https() {
    let secure = Secure::start().await;
    let mut phone = secure.region.member(1);
    let plain = secure.served.url.replace("https://", "http://");
    let error = client().sync(&plain, &mut phone, BUDGET).await.unwrap_err();
    assert_eq!(error.code(), "bad-request");
    assert!(error.to_string().contains("write https://"), "{error}");
    secure.syncs(2, &secure.issued).await;
    secure.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewed_certificate_is_shown_to_whoever_comes_and_cuts_nobody_off() {
    let secure = Secure::start().await;
    let mut before = connect(&secure, &secure.issued, &TLS13, &[]).await.unwrap();
    let renewed = Issued::new(secure.folder.path(), "renewed");
    renewed.replace(&secure.issued);
    secure.tls.read_again().unwrap();
    secure.syncs(1, &renewed).await;
    assert!(connect(&secure, &secure.issued, &TLS13, &[]).await.is_err());
    before.write_all(HEALTH).await.unwrap();
    let mut answer = String::new();
    before.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    // Files that do not fit change nothing.
    std::fs::write(&secure.issued.files.key, "").unwrap();
    assert_eq!(secure.tls.read_again().unwrap_err().exit_code(), 78);
    secure.syncs(2, &renewed).await;
    secure.served.stop().await;
}

#[test]
fn files_that_cannot_be_used_are_refused_with_advice() {
    let folder = tempfile::tempdir().unwrap();
    let issued = Issued::new(folder.path(), "hub");
    let other = Issued::new(folder.path(), "other");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let (good, key) = (&issued.files.certificate, &issued.files.key);
    let nowhere = folder.path().join("nowhere.pem");
    let der = folder.path().join("hub.der");
    std::fs::write(&der, &issued.der).unwrap();
    let damaged =
        file("damaged.pem", "-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----\n");
    let nonsense = file("nonsense.pem", &pem("CERTIFICATE", b"no certificate"));
    let sealed = file("sealed.pem", &pem("ENCRYPTED PRIVATE KEY", b"sealed"));
    let no_key = file("no-key.pem", &pem("PRIVATE KEY", b"no key"));
    let authority = Issued::with(folder.path(), "authority", |params| {
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    });
    let mail = Issued::with(folder.path(), "mail", |params| {
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::EmailProtection];
    });
    let cases = [
        (&authority.files.certificate, &authority.files.key, 78, "CA:FALSE"),
        (&mail.files.certificate, &mail.files.key, 78, "issued anew for a server"),
        (&nowhere, key, 66, "nowhere.pem cannot be read"),
        (good, &nowhere, 66, "nowhere.pem cannot be read"),
        (key, key, 78, "holds no certificate; give --tls-cert"),
        (&der, key, 78, "holds no certificate; give --tls-cert"),
        (&damaged, key, 78, "is damaged"),
        (&nonsense, key, 78, "issued anew"),
        (good, good, 78, "holds no private key that can be used; give --tls-key"),
        (good, &sealed, 78, "without a passphrase"),
        (good, &no_key, 78, "issued anew"),
        (good, &other.files.key, 78, "issued together"),
        (&other.files.certificate, key, 78, "issued together"),
    ];
    for (certificate, key, exit_code, advice) in cases {
        let files = sharenum_hub::TlsFiles { certificate: certificate.clone(), key: key.clone() };
        let error = Tls::read(files).err().unwrap();
        assert_eq!(error.exit_code(), exit_code, "{error}");
        assert!(error.to_string().contains(advice), "{error}");
    }
    assert!(Tls::read(issued.files).is_ok());
    // The clock may be wrong, and phones have their own.
    let expired = Issued::with(folder.path(), "expired", |params| {
        params.not_after = date_time_ymd(2020, 1, 1);
    });
    assert!(Tls::read(expired.files).is_ok());
}

#[cfg(unix)]
#[test]
fn the_program_says_what_is_missing_and_who_may_read_the_key() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (hub, other) = (Issued::new(folder.path(), "hub"), Issued::new(folder.path(), "other"));
    std::fs::write(path("half.toml"), format!("tls_cert = \"{}\"", hub.certificate())).unwrap();
    let url = "public_url = \"http://hub.example.org\"";
    std::fs::write(path("plain.toml"), url).unwrap();
    let (half, plain) = (path("half.toml"), path("plain.toml"));
    let mode = |mode: u32| {
        for key in [&hub.files.key, &other.files.key] {
            std::fs::set_permissions(key, std::fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    let both = ["--tls-cert", hub.certificate(), "--tls-key", hub.key()];
    let expired = Issued::with(folder.path(), "expired", |params| {
        params.not_after = date_time_ymd(2020, 1, 1);
    });
    let cases: [(&[&str], u32, i32, &str, bool); 8] = [
        (&["--tls-cert", expired.certificate(), both[2], both[3]], 0o600, 78, "renew it", false),
        (&both[..2], 0o600, 2, "--tls-key", false),
        (&both[2..], 0o600, 2, "--tls-cert", false),
        (&["--config", &half], 0o600, 78, "as a flag or in the settings file", false),
        (&["--config", &plain, both[0], both[1], both[2], both[3]], 0o600, 78, "https://", false),
        (&[both[0], both[1], "--tls-key", other.key()], 0o600, 78, "issued together", false),
        (&["--config", &half, "--tls-key", other.key()], 0o640, 78, "issued together", false),
        (&["--config", &half, "--tls-key", other.key()], 0o644, 78, "issued together", true),
    ];
    for (args, key_mode, exit_code, advice, warned) in cases {
        mode(key_mode);
        let output = Command::new(env!("CARGO_BIN_EXE_sharenum-hub"))
            .env_remove("RUST_LOG")
            .args(["serve", "--listen", "127.0.0.1:0", "--data", &path("data")])
            .args(args)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(exit_code), "{args:?}: {said}");
        assert!(said.contains(advice), "{args:?}: {said}");
        assert_eq!(said.contains("chmod o-rwx"), warned, "{args:?}: {said}");
    }
}
