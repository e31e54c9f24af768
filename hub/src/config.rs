//! Settings: a TOML file in which every key has a default, and flags that go before it.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::tz::TimeZone;
use serde::Deserialize;
use sharenum_domain::RegionId;
use sharenum_ledger::HubRole;
use sharenum_sync::{Announcement, HttpClient, HttpOptions, check_address};

use crate::announce::LONGEST_NAME;
use crate::server::scheme;
use crate::{HubError, HubOptions, TlsFiles};

/// The settings of a hub.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder of the hub's file and keys.
    pub data: PathBuf,
    /// `region` or `bus`.
    pub role: Role,
    /// Address and port to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// PEM file with the hub's certificate and those of its authorities; with it the hub speaks
    /// https, and nothing else.
    pub tls_cert: Option<PathBuf>,
    /// PEM file with the certificate's private key.
    pub tls_key: Option<PathBuf>,
    /// URL under which phones reach this hub, for invitation links; by default `http://`, or
    /// `https://` with a certificate, and the address it listens on.
    pub public_url: Option<String>,
    /// Whether the hub says on the local network, by DNS-SD, that it is there. By default a bus does
    /// that listens on another address than loopback: it is met on its own Wi-Fi, which it shares with
    /// nobody but its guests. A region's hub has an address that invitations tell; on a school's network
    /// it need not draw the attention of every device.
    pub announce: Option<bool>,
    /// The name that it is announced under; by default `BusNum` or `Sharenum` and four characters of
    /// the hub's id.
    pub announce_name: Option<String>,
    /// On a bus: the name (SSID) of its Wi-Fi, for the codes on its door.
    pub wifi_name: Option<String>,
    /// On a bus: the file whose first line is the password of its Wi-Fi; none for a Wi-Fi without one.
    pub wifi_password_file: Option<PathBuf>,
    /// On a bus: the URL of the region's hub.
    pub upstream: Option<String>,
    /// On a bus: certificates (DER files) trusted for the upstream beside the public ones.
    pub upstream_pins: Vec<PathBuf>,
    /// On a bus: `http://host:port` of a proxy on the way to the region.
    pub upstream_proxy: Option<String>,
    /// On a bus: seconds between two attempts to carry home.
    pub carry_every_s: u64,
    /// How many hours a session lasts.
    pub session_hours: u32,
    /// How many days a member's certificate opens sessions with the region.
    pub certificate_days: u16,
    /// IANA time zone in which "today" is reckoned for bookings; by default this machine's.
    pub time_zone: Option<String>,
    /// What is logged, as in `RUST_LOG`: `info`, `sharenum_hub=debug`.
    pub log: String,
}

/// Region or bus, as files and flags say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The hub of a region: admits members, decides, answers for what it holds.
    #[default]
    Region,
    /// The box on a bus: takes everything in, also offline, and carries it home.
    Bus,
}

impl From<Role> for HubRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Region => Self::Region,
            Role::Bus => Self::Bus,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("sharenum-data"),
            role: Role::Region,
            listen: SocketAddr::from(([127, 0, 0, 1], 8480)),
            tls_cert: None,
            tls_key: None,
            public_url: None,
            announce: None,
            announce_name: None,
            wifi_name: None,
            wifi_password_file: None,
            upstream: None,
            upstream_pins: Vec::new(),
            upstream_proxy: None,
            carry_every_s: 60,
            session_hours: 12,
            certificate_days: 30,
            time_zone: None,
            log: "info".to_owned(),
        }
    }
}

impl Config {
    /// Reads a settings file; without one, every key has its default.
    ///
    /// # Errors
    /// When the file cannot be read, or has a key or a value that does not fit: the message names
    /// the line and the keys that there are.
    pub fn read(file: Option<&Path>) -> Result<Self, HubError> {
        let Some(path) = file else { return Ok(Self::default()) };
        let text = fs::read_to_string(path).map_err(|error| HubError::NoInput {
            path: path.to_owned(),
            reason: error.to_string(),
        })?;
        let config: Self = toml::from_str(&text)
            .map_err(|error| HubError::Config(format!("{}: {error}", path.display())))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), HubError> {
        let in_range = |key: &str, value: u64, from: u64, to: u64| {
            if (from..=to).contains(&value) {
                return Ok(());
            }
            Err(HubError::Config(format!("{key} is {value}; give a number from {from} to {to}")))
        };
        in_range("carry_every_s", self.carry_every_s, 1, 86_400)?;
        in_range("session_hours", self.session_hours.into(), 1, 24 * 30)?;
        in_range("certificate_days", self.certificate_days.into(), 1, 400)?;
        self.check_name()
    }

    /// Whether the name can be announced.
    ///
    /// # Errors
    /// When it is empty, too long for a label of DNS, or holds what no list can show.
    pub fn check_name(&self) -> Result<(), HubError> {
        match &self.announce_name {
            Some(name) if !is_label(name) => Err(HubError::Config(format!(
                "announce_name is {name:?}; give a name of 1 to {LONGEST_NAME} bytes, on one line"
            ))),
            _ => Ok(()),
        }
    }

    /// Whether a hub that listens at `local` says on the local network that it is there.
    #[must_use]
    pub fn announces(&self, local: SocketAddr) -> bool {
        let by_itself = self.role == Role::Bus && !local.ip().to_canonical().is_loopback();
        self.announce.unwrap_or(by_itself)
    }

    /// What it says there: nothing of a person, and no secret. A URL of its own only when one is set,
    /// for a certificate is good for a name and not for the address that phones see.
    #[must_use]
    pub fn announcement(&self, region: RegionId) -> Announcement {
        let url = self.public_url.as_deref().map(|url| url.trim_end_matches('/'));
        let told =
            |url: &&str| url.len() <= Announcement::LONGEST_URL && check_address(url).is_ok();
        Announcement {
            role: self.role.into(),
            region,
            https: self.tls_cert.is_some(),
            url: url.filter(told).map(str::to_owned),
        }
    }

    /// What a hub is opened with.
    ///
    /// # Errors
    /// When the time zone is not known, or the public URL is not one of a hub with a certificate.
    pub fn hub_options(&self) -> Result<HubOptions, HubError> {
        let defaults = HubOptions::default();
        Ok(HubOptions {
            time_zone: match &self.time_zone {
                None => defaults.time_zone,
                Some(name) => TimeZone::get(name).map_err(|_| {
                    HubError::Config(format!(
                        "time_zone `{name}` is not known; write it like Europe/Paris"
                    ))
                })?,
            },
            session_s: self.session_hours.saturating_mul(3_600),
            certificate_days: self.certificate_days,
            public_url: self.public_url()?,
            ..defaults
        })
    }

    fn public_url(&self) -> Result<String, HubError> {
        let tls = self.tls_cert.is_some();
        match &self.public_url {
            Some(url) if tls && url.starts_with("http://") => Err(HubError::Config(format!(
                "public_url is {url}, and with a certificate the hub speaks https only; write https:// \
                 at its start"
            ))),
            Some(url) => Ok(url.trim_end_matches('/').to_owned()),
            None => Ok(format!("{}://{}", scheme(tls), self.listen)),
        }
    }

    /// The files for TLS, `None` when the hub is to speak plain HTTP.
    ///
    /// # Errors
    /// When there is one without the other.
    pub fn tls_files(&self) -> Result<Option<TlsFiles>, HubError> {
        let missing = |has: &str, needs: &str, what: &str| {
            Err(HubError::Config(format!(
                "{has} is given without {needs}; add {what}, as a flag or in the settings file"
            )))
        };
        match (&self.tls_cert, &self.tls_key) {
            (None, None) => Ok(None),
            (Some(certificate), Some(key)) => {
                Ok(Some(TlsFiles { certificate: certificate.clone(), key: key.clone() }))
            }
            (Some(_), None) => missing("--tls-cert", "--tls-key", "the file of its private key"),
            (None, Some(_)) => missing("--tls-key", "--tls-cert", "the file of its certificate"),
        }
    }

    /// The client with which a bus reaches its region.
    ///
    /// # Errors
    /// When a pinned certificate cannot be read or the proxy is no address.
    pub fn upstream_client(&self) -> Result<HttpClient, HubError> {
        let pins = self.upstream_pins.iter().map(|path| {
            fs::read(path).map_err(|error| HubError::NoInput {
                path: path.clone(),
                reason: error.to_string(),
            })
        });
        Ok(HttpClient::new(HttpOptions {
            pins: pins.collect::<Result<_, _>>()?,
            proxy: self.upstream_proxy.clone(),
            ..HttpOptions::default()
        })?)
    }

    /// Between two attempts to carry.
    #[must_use]
    pub const fn carry_every(&self) -> Duration {
        Duration::from_secs(self.carry_every_s)
    }
}

/// Whether it can be the name of a service (RFC 6763, section 4.1.1).
fn is_label(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.len()) && !name.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, HubError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hub.toml");
        fs::write(&path, text).unwrap();
        Config::read(Some(&path))
    }

    #[test]
    fn every_key_has_a_default() {
        assert_eq!(read("").unwrap(), Config::default());
        assert_eq!(Config::read(None).unwrap(), Config::default());
        Config::default().hub_options().unwrap();
    }

    #[test]
    fn the_example_names_every_key_and_the_true_defaults() {
        let example = include_str!("../sharenum-hub.example.toml");
        assert_eq!(read(example).unwrap(), Config::default());
        let all = example.replace("\n# public_url", "\npublic_url").replace("\n# up", "\nup");
        let all = all.replace("\n# tls", "\ntls").replace("\n# announce", "\nannounce");
        let all = all.replace("\n# wifi", "\nwifi");
        let all = read(&all.replace("\n# time_zone", "\ntime_zone")).unwrap();
        assert!(all.public_url.is_some() && all.upstream.is_some() && all.time_zone.is_some());
        assert!(all.upstream_proxy.is_some() && all.tls_files().unwrap().is_some());
        assert!(all.announce.is_some() && all.announce_name.is_some());
        assert!(all.wifi_name.is_some() && all.wifi_password_file.is_some());
    }

    #[test]
    fn with_a_certificate_invitations_lead_to_https() {
        let url = |text: &str| read(text).unwrap().hub_options().map(|options| options.public_url);
        let tls = "tls_cert = \"c.pem\"\ntls_key = \"k.pem\"\n";
        assert_eq!(url("").unwrap(), "http://127.0.0.1:8480");
        assert_eq!(url(tls).unwrap(), "https://127.0.0.1:8480");
        let named = format!("{tls}public_url = \"https://hub.example.org/\"");
        assert_eq!(url(&named).unwrap(), "https://hub.example.org");
        let plain = url(&format!("{tls}public_url = \"http://hub.example.org\"")).unwrap_err();
        assert_eq!(plain.exit_code(), 78);
        assert!(plain.to_string().contains("write https://"), "{plain}");
    }

    #[test]
    fn a_key_that_does_not_exist_is_named_with_those_that_do() {
        let error = read("roel = \"bus\"").unwrap_err();
        assert_eq!(error.exit_code(), 78);
        let message = error.to_string();
        assert!(message.contains("roel") && message.contains("carry_every_s"), "{message}");
        assert!(message.contains("line 1"), "{message}");
    }

    #[test]
    fn a_value_that_does_not_fit_is_refused() {
        for text in
            ["role = \"train\"", "listen = \"here\"", "carry_every_s = 0", "session_hours = -1"]
        {
            assert_eq!(read(text).unwrap_err().exit_code(), 78, "{text}");
        }
        let zone = read("time_zone = \"Europe/Macon\"").unwrap();
        assert_eq!(zone.hub_options().err().unwrap().exit_code(), 78);
        let missing = Config::read(Some(Path::new("/nowhere/hub.toml"))).unwrap_err();
        assert_eq!(missing.exit_code(), 66);
    }

    #[test]
    fn a_bus_on_its_wifi_is_announced_and_others_when_they_are_told_to() {
        let [wifi, loopback]: [SocketAddr; 2] =
            ["192.168.4.1:8480", "127.0.0.1:8480"].map(|address| address.parse().unwrap());
        for (text, on_wifi, on_loopback) in [
            ("", false, false),
            ("role = \"bus\"", true, false),
            ("announce = true", true, true),
            ("role = \"bus\"\nannounce = false", false, false),
        ] {
            let config = read(text).unwrap();
            assert_eq!(config.announces(wifi), on_wifi, "{text}");
            assert_eq!(config.announces(loopback), on_loopback, "{text}");
        }
        for name in ["", "a\\nb", &"é".repeat(32)] {
            let error = read(&format!("announce_name = \"{name}\"")).unwrap_err();
            assert_eq!(error.exit_code(), 78, "{name}");
        }
        read(&format!("announce_name = \"{}\"", "é".repeat(31))).unwrap();
    }

    #[test]
    fn an_announcement_tells_the_url_that_was_set_and_that_phones_accept() {
        let region = RegionId::from([7; 16]);
        let said = |text: &str| read(text).unwrap().announcement(region);
        assert_eq!(said("role = \"bus\"").url, None);
        let named =
            said("public_url = \"https://hub.example/\"\ntls_cert = \"c\"\ntls_key = \"k\"");
        assert_eq!((named.url.as_deref(), named.https), (Some("https://hub.example"), true));
        assert_eq!((named.role, named.region), (HubRole::Region, region));
        assert_eq!(said("public_url = \"http://hub.example\"").url, None);
        let long = format!("https://{}.example", "a".repeat(250));
        assert_eq!(said(&format!("public_url = \"{long}\"")).url, None);
    }
}
