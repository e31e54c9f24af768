//! Sets the stage of the binding tests, and runs one of them on it:
//!
//! ```text
//! sharenum-stage --hub target/release/sharenum-hub -- python3 -m unittest
//! ```
//!
//! The command finds `SHARENUM_STAGE` in its environment: a file of `name=value` lines, which every
//! language reads without a library. Its exit code is the stage's.
//!
//! It also makes the scene that screens are shown with, at a moment that is given or on running hubs:
//!
//! ```text
//! sharenum-stage scene --out FOLDER --now 2026-10-14T07:05:00Z
//! sharenum-stage live --hub target/release/sharenum-hub --folder FOLDER -- some-window
//! ```

mod hubs;
mod live;
mod many;
mod road;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;
use sharenum_stage::scene::{self, Addresses};

use hubs::{Hub, Tls};

/// Sets the stage of the binding tests, and runs one of them on it.
#[derive(Parser)]
#[command(name = "sharenum-stage")]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Arguments {
    #[command(subcommand)]
    scene: Option<Scene>,
    #[command(flatten)]
    stage: Option<OnStage>,
}

#[derive(Args)]
struct OnStage {
    /// The program of the hub, a release build.
    #[arg(long)]
    hub: PathBuf,
    /// How many tickets the full phone holds.
    #[arg(long, default_value_t = 10_000)]
    tickets: u32,
    /// Where the stage lies; a new folder of the system by default. Kept when given.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// What is run on the stage.
    #[arg(last = true, required = true)]
    command: Vec<String>,
}

#[derive(Subcommand)]
enum Scene {
    /// Make the scene that screens are shown with: phones and hubs as closed files
    Scene {
        /// Where it lies; an earlier scene there is replaced.
        #[arg(long)]
        out: PathBuf,
        /// The moment that screens show (UTC); the system's time by default.
        #[arg(long)]
        now: Option<Timestamp>,
    },
    /// Make the scene of this moment, and run a command on it while its hubs run
    Live {
        /// The program of the hub, a release build.
        #[arg(long)]
        hub: PathBuf,
        /// Where the scene lies; an earlier one there is replaced.
        #[arg(long)]
        folder: PathBuf,
        /// What is run; it finds the scene in SHARENUM_SCENE.
        #[arg(last = true, required = true)]
        command: Vec<String>,
    },
}

/// Where the requester, her pupils' tablet and the cosigner are: Mâcon, académie de Dijon.
const HER_SCHOOL: &str = "0711052H";
/// Where the helper is: 5 km away, académie de Lyon.
const HIS_SCHOOL: &str = "0010086N";
/// The name that the secure hub's certificate is for; only the proxy knows where it is.
const SECURE_NAME: &str = "hub.sharenum.example";

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    match (arguments.scene, arguments.stage) {
        (Some(Scene::Scene { out, now }), _) => {
            let now = now.map_or_else(live::this_second, Ok)?;
            scene::make(&out, now, Addresses::default())?;
            Ok(ExitCode::SUCCESS)
        }
        (Some(Scene::Live { hub, folder, command }), _) => {
            Ok(code(live::run(&hub, &folder, &command)?))
        }
        (None, Some(stage)) => on_stage(&stage),
        (None, None) => bail!("nothing to run: give --hub and a command, or see --help"),
    }
}

fn on_stage(arguments: &OnStage) -> Result<ExitCode> {
    let temporary = tempfile::tempdir().context("no folder for the stage")?;
    let folder = arguments.folder.clone().unwrap_or_else(|| temporary.path().to_owned());
    std::fs::create_dir_all(&folder)?;
    let stage = Stage::set(&arguments.hub, &folder, arguments.tickets)?;
    let file = folder.join("stage.properties");
    std::fs::write(&file, &stage.properties)?;
    let (program, rest) = arguments.command.split_first().context("no command to run")?;
    let status = Command::new(program)
        .args(rest)
        .env("SHARENUM_STAGE", &file)
        .status()
        .with_context(|| format!("{program} cannot be run"))?;
    drop(stage);
    Ok(code(status))
}

fn code(status: ExitStatus) -> ExitCode {
    status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1).into()
}

/// Everything that runs while a test does.
struct Stage {
    properties: String,
    _region: Hub,
    _secure: Hub,
}

impl Stage {
    fn set(program: &Path, folder: &Path, tickets: u32) -> Result<Self> {
        let region = Hub::start(program, &folder.join("region"), None)?;
        region.publish(&folder.join("catalogue.toml"))?;
        let tls = Tls::make(folder, SECURE_NAME)?;
        let secure = Hub::start(program, &folder.join("secure"), Some(&tls))?;
        let full = many::phone(&region, folder, HER_SCHOOL, tickets)?;

        let mut properties = String::new();
        let mut line = |name: &str, value: &dyn std::fmt::Display| {
            // Writing to a string cannot fail.
            let _ = writeln!(properties, "{name}={value}");
        };
        let work = folder.join("work");
        std::fs::create_dir_all(&work)?;
        line("folder", &work.display());
        line("region", &region.url);
        line("slow", &road::slow(region.address)?);
        line("requester", &region.invite("member", Some(HER_SCHOOL))?);
        line("helper", &region.invite("member", Some(HIS_SCHOOL))?);
        line("tablet", &region.invite("brigade", Some(HER_SCHOOL))?);
        line("hello", &region.invite("member", Some(HER_SCHOOL))?);
        line("example", &region.invite("member", Some(HER_SCHOOL))?);
        line("cycles", &region.invite("member", Some(HER_SCHOOL))?);
        line("spare", &region.invite("member", Some(HER_SCHOOL))?);
        // Each admits one device, and the rooms of the app are tested on one stage.
        let hers = [
            "screens_code",
            "screens_link",
            "screens_picture",
            "screens_sync",
            "platform_requester",
        ];
        for name in hers {
            line(name, &region.invite("member", Some(HER_SCHOOL))?);
        }
        for name in ["platform_helper", "platform_guest", "platform_traveller"] {
            line(name, &region.invite("member", Some(HIS_SCHOOL))?);
        }
        line("her_school", &HER_SCHOOL);
        line("his_school", &HIS_SCHOOL);
        line("secure", &format!("https://localhost:{}", secure.address.port()));
        line("secure_far", &format!("https://{SECURE_NAME}:{}", secure.address.port()));
        line("secure_pin", &tls.der.display());
        line("secure_member", &secure.invite("member", Some(HER_SCHOOL))?);
        line("secure_far_member", &secure.invite("member", Some(HER_SCHOOL))?);
        line("proxy", &road::proxy()?);
        line("full_phone", &full.file.display());
        line("full_phone_key", &full.key);
        line("full_phone_seed", &full.seed);
        line("full_phone_tickets", &tickets);
        Ok(Self { properties, _region: region, _secure: secure })
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn read(line: &str) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(line.split(' '))
    }

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_stage_is_set_without_a_subcommand() {
        let read = read("sharenum-stage --hub hub --tickets 7 -- python3 -m unittest").unwrap();
        let stage = read.stage.unwrap();
        assert!(read.scene.is_none());
        assert_eq!((stage.tickets, stage.command.join(" ")), (7, "python3 -m unittest".to_owned()));
    }

    #[test]
    fn a_scene_asks_for_no_hub_and_a_moment_is_optional() {
        let moment = "sharenum-stage scene --out x --now 2026-10-14T07:05:00Z";
        let Some(Scene::Scene { now, .. }) = read(moment).unwrap().scene else {
            panic!("{moment}")
        };
        assert_eq!(now, Some("2026-10-14T07:05:00Z".parse().unwrap()));
        let Some(Scene::Scene { now, .. }) = read("sharenum-stage scene --out x").unwrap().scene
        else {
            panic!("no scene")
        };
        assert_eq!(now, None);
    }

    #[test]
    fn what_is_missing_is_said() {
        for line in [
            "sharenum-stage",
            "sharenum-stage --hub hub",
            "sharenum-stage scene",
            "sharenum-stage live --hub hub -- window",
            "sharenum-stage live --hub hub --folder x",
            "sharenum-stage --hub hub scene --out x",
        ] {
            let refused = read(line).and_then(|read| match (read.scene, read.stage) {
                (None, None) => Err(Arguments::command()
                    .error(clap::error::ErrorKind::MissingRequiredArgument, "nothing to run")),
                _ => Ok(()),
            });
            assert!(refused.is_err(), "{line}");
        }
    }
}
