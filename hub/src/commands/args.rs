//! What can be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use sharenum_domain::{DeviceId, MemberId, SchoolCode, Slug};

use super::directory::KindFilter;
use crate::config::Role;

const EXIT_CODES: &str = "\
Exit codes:
   0  done
   1  nothing found, or problems found (directory)
   2  the command line is wrong
  65  the input is not what the command reads
  66  there is no such input
  69  the service, or the region's hub, cannot be reached now
  73  a file cannot be written
  78  the configuration is wrong";

/// The hub of a region or of a BusNum.
#[derive(Debug, Parser)]
#[command(name = "sharenum-hub", version, max_term_width = 100, after_help = EXIT_CODES)]
#[command(arg_required_else_help = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run a hub until it is told to stop (SIGTERM or Ctrl-C)
    Serve(Serve),
    /// Read, search and publish directories of establishments
    #[command(subcommand)]
    Directory(Directory),
    /// Publish tools, trainings, guides and resources
    #[command(subcommand)]
    Catalogue(Catalogue),
    /// Make an invitation: it admits one device
    Invite(Invite),
    /// Make the codes for the door of a bus: its Wi-Fi, and where its hub is
    Door(Door),
    /// End a lost or stolen device, or every device of a member
    Revoke(Revoke),
    /// Manage what can be booked
    #[command(subcommand)]
    Resource(Resource),
    /// Show what a hub holds and what it has not carried home yet
    Status(Status),
    /// Play the whole story on real schools: phones, a bus and a region, in about a minute
    Demo(crate::demo::DemoArgs),
    /// Print the completions for a shell
    #[command(after_help = "Example:\n  sharenum-hub completions bash \
        > ~/.local/share/bash-completion/completions/sharenum-hub")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Where the hub lives.
#[derive(Debug, Args)]
pub(super) struct Place {
    /// Folder of the hub's file and keys [default: sharenum-data]
    #[arg(long, value_name = "FOLDER")]
    pub(super) data: Option<PathBuf>,
    /// Settings file; every key has a default, and flags go before it
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  sharenum-hub serve --data region --listen 127.0.0.1:8480
  sharenum-hub serve --config region.toml --tls-cert fullchain.pem --tls-key privkey.pem
  sharenum-hub serve --role bus --upstream https://hub.example.org --invitation 7K3F9-QRTM2

With a certificate the hub speaks https (TLS 1.2 and 1.3) and nothing else. A renewed certificate is
read at the next start, or at once on SIGHUP without cutting anybody off.

A bus needs its invitation on the first start only (`sharenum-hub invite --role bus` on the
region's hub). On the bus box itself, `curl -X POST http://127.0.0.1:8480/admin/carry` carries
at once and says how it went.")]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) place: Place,
    /// Hub of a region, or box of a bus [default: region]
    #[arg(long)]
    pub(super) role: Option<Role>,
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:8480]
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(super) listen: Option<SocketAddr>,
    /// Speak https: PEM file with the hub's certificate, then those of its authorities
    #[arg(long, value_name = "FILE")]
    pub(super) tls_cert: Option<PathBuf>,
    /// PEM file with the private key of the certificate
    #[arg(long, value_name = "FILE")]
    pub(super) tls_key: Option<PathBuf>,
    /// Say on the local network that it is here [default: on a bus that phones can reach]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    pub(super) announce: Option<bool>,
    /// The name it is announced under [default: BusNum or Sharenum, and four characters of its id]
    #[arg(long, value_name = "NAME")]
    pub(super) announce_name: Option<String>,
    /// On a bus: the URL of the region's hub
    #[arg(long, value_name = "URL")]
    pub(super) upstream: Option<String>,
    /// On a bus, first start only: the code or link of an invitation
    #[arg(long, value_name = "CODE")]
    pub(super) invitation: Option<String>,
    /// On a bus: seconds between two attempts to carry home [default: 60]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) carry_every: Option<u64>,
    /// Believe this machine's clock, after a stop of more than a year
    #[arg(long)]
    pub(super) trust_clock: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Directory {
    /// Say what a directory file holds and what is wrong with it, by line
    #[command(after_help = "Example:\n  sharenum-hub directory check annuaire.csv")]
    Check {
        /// French CSV or Québec GeoJSON
        file: PathBuf,
    },
    /// List the open establishments near a place, nearest first
    #[command(after_help = "Example:
  sharenum-hub directory near annuaire.csv --at 46.306,4.828 --km 20 --type collège")]
    Near {
        /// French CSV or Québec GeoJSON
        file: PathBuf,
        /// Latitude and longitude in degrees
        #[arg(long, value_name = "LAT,LON", value_parser = read_place, allow_hyphen_values = true)]
        at: (f64, f64),
        /// Radius in km
        #[arg(long)]
        km: f64,
        /// Only this kind of establishment, in French or as the hub says it
        #[arg(long = "type", value_name = "TYPE")]
        kind: Option<KindFilter>,
        /// An object a line: code, name, kind, km
        #[arg(long)]
        json: bool,
    },
    /// Publish a directory to every phone of the region
    #[command(after_help = "Example:
  sharenum-hub directory import annuaire.csv --data region")]
    Import {
        #[command(flatten)]
        place: Place,
        /// French CSV or Québec GeoJSON
        file: PathBuf,
    },
}

fn read_place(text: &str) -> Result<(f64, f64), String> {
    let read = |part: &str| part.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite());
    text.split_once(',')
        .and_then(|(lat, lon)| Some((read(lat)?, read(lon)?)))
        .ok_or_else(|| "give latitude and longitude in degrees, like 46.306,4.828".to_owned())
}

#[derive(Debug, Subcommand)]
pub(super) enum Catalogue {
    /// Publish the entries of a TOML or JSON file; entries that are known are brought up to date
    #[command(after_help = "Example:
  sharenum-hub catalogue import catalogue.toml --data region

The file lists entries of four kinds:
  [[tool]]
  id = \"scratch\"
  fr = \"Scratch\"
  en = \"Scratch\"

  [[training]]
  id = \"scratch-debut\"
  tools = [\"scratch\"]
  academy = \"07\"
  title = \"Débuter avec Scratch\"
  url = \"https://formation.example.org/scratch\"
  summary = \"Trois heures à distance\"

  [[guide]]
  id = \"scratch-boucles\"
  tools = [\"scratch\"]
  title = \"Les boucles\"
  body = \"…\"

  [[resource]]
  id = \"busnum-1\"
  name = \"BusNum\"
  kind = \"bus\"
  hosts = []")]
    Import {
        #[command(flatten)]
        place: Place,
        /// TOML, or JSON of the same shape when its name ends in .json
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  sharenum-hub invite --data region --school 0710045N
  sharenum-hub invite --data region --role bus --url https://hub.example.org
  sharenum-hub invite --data region --count 30 --json

A code admits one device, once. A device that was a member before stays that member.")]
pub(super) struct Invite {
    #[command(flatten)]
    pub(super) place: Place,
    /// What the member is; may be given more than once
    #[arg(long, value_enum, default_value = "member")]
    pub(super) role: Vec<InvitedRole>,
    /// Code of the establishment (UAI, or Québec organisation code)
    #[arg(long, value_name = "CODE")]
    pub(super) school: Option<SchoolCode>,
    /// Another device for this member, instead of a new member
    #[arg(long, value_name = "MEMBER")]
    pub(super) member: Option<MemberId>,
    /// How many invitations
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(super) count: u16,
    /// For how many days they admit
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=365))]
    pub(super) days: u16,
    /// URL of the hub as phones reach it [default: public_url of the settings]
    #[arg(long)]
    pub(super) url: Option<String>,
    /// An object a line: code, link, expires
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  sharenum-hub door --data bus --url http://192.168.4.1:8480 --wifi BusNum --password-file wifi.txt
  sharenum-hub door --config bus.toml --html door.html

The first code is for the camera of any phone, which joins the Wi-Fi; the second opens the app,
which syncs with the bus. The page holds the password of the Wi-Fi, as its code does: print it, hang
it up where guests see it, and delete the file.")]
pub(super) struct Door {
    #[command(flatten)]
    pub(super) place: Place,
    /// URL of the bus on its own Wi-Fi [default: public_url, or the address it listens on]
    #[arg(long)]
    pub(super) url: Option<String>,
    /// Name (SSID) of the bus's Wi-Fi [default: wifi_name of the settings]
    #[arg(long, value_name = "NAME")]
    pub(super) wifi: Option<String>,
    /// File whose first line is the Wi-Fi's password [default: wifi_password_file of the settings]
    #[arg(long, value_name = "FILE", conflicts_with = "open")]
    pub(super) password_file: Option<PathBuf>,
    /// The Wi-Fi has no password
    #[arg(long)]
    pub(super) open: bool,
    /// The Wi-Fi does not show its name
    #[arg(long)]
    pub(super) hidden: bool,
    /// Write a page to print instead of codes for the terminal
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub(super) html: Option<PathBuf>,
    /// One object: what the two codes say
    #[arg(long)]
    pub(super) json: bool,
}

/// The roles that an invitation gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InvitedRole {
    Member,
    Guest,
    TechLeader,
    Adviser,
    Technician,
    BusHost,
    Coordinator,
    /// A school's shared tablet: logs help sessions only
    Brigade,
    /// The box on a bus
    Bus,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  sharenum-hub revoke --data region --device 0123456789abcdef0123456789abcdef
  sharenum-hub revoke --data region --member 0123456789abcdef0123456789abcdef

What the device wrote and the region holds stays; nothing it writes from now on counts. The member
keeps their name and comes back on another device with `sharenum-hub invite --member`.")]
pub(super) struct Revoke {
    #[command(flatten)]
    pub(super) place: Place,
    /// This device
    #[arg(long, required_unless_present = "member", conflicts_with = "member")]
    pub(super) device: Option<DeviceId>,
    /// Every device of this member
    #[arg(long)]
    pub(super) member: Option<MemberId>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Resource {
    /// Publish something that one party at a time can book; this hub decides who
    Add(ResourceAdd),
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  sharenum-hub resource add --data region --slug busnum-1 --name-fr BusNum --kind bus \\
    --host 0123456789abcdef0123456789abcdef")]
pub(super) struct ResourceAdd {
    #[command(flatten)]
    pub(super) place: Place,
    /// Short name that never changes: small letters, digits, hyphens
    #[arg(long)]
    pub(super) slug: Slug,
    /// Its name in French
    #[arg(long)]
    pub(super) name_fr: String,
    /// Its name in English, when it has another one
    #[arg(long)]
    pub(super) name_en: Option<String>,
    /// What it is
    #[arg(long, value_enum)]
    pub(super) kind: BookableKind,
    /// Who looks after it; may be given more than once
    #[arg(long, value_name = "MEMBER", num_args = 1..)]
    pub(super) host: Vec<MemberId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BookableKind {
    Bus,
    Room,
    Equipment,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sharenum-hub status --data bus --json")]
pub(super) struct Status {
    #[command(flatten)]
    pub(super) place: Place,
    /// One object
    #[arg(long)]
    pub(super) json: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        fn walk(command: &clap::Command) {
            let subcommands: Vec<_> =
                command.get_subcommands().filter(|sub| sub.get_name() != "help").collect();
            if subcommands.is_empty() {
                let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
                assert!(help.contains("Example"), "{}", command.get_name());
            }
            subcommands.into_iter().for_each(walk);
        }
        walk(&Cli::command());
    }

    #[test]
    fn a_place_is_two_numbers() {
        assert_eq!(read_place("46.306, 4.828"), Ok((46.306, 4.828)));
        assert_eq!(read_place("-21.1,55.5"), Ok((-21.1, 55.5)));
        for text in ["", "46.3", "46,3,4", "nord,est", "NaN,1"] {
            assert!(read_place(text).is_err(), "{text}");
        }
    }
}
