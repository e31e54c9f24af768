//! Sets the stage of the binding tests, and runs one of them on it:
//!
//! ```text
//! sharenum-stage --hub target/release/sharenum-hub -- python3 -m unittest
//! ```
//!
//! The command finds `SHARENUM_STAGE` in its environment: a file of `name=value` lines, which every
//! language reads without a library. Its exit code is the stage's.

mod hubs;
mod many;
mod road;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::Parser;

use hubs::{Hub, Tls};

/// Sets the stage of the binding tests, and runs one of them on it.
#[derive(Parser)]
#[command(name = "sharenum-stage")]
struct Arguments {
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

/// Where the requester, her pupils' tablet and the cosigner are: Mâcon, académie de Dijon.
const HER_SCHOOL: &str = "0711052H";
/// Where the helper is: 5 km away, académie de Lyon.
const HIS_SCHOOL: &str = "0010086N";
/// The name that the secure hub's certificate is for; only the proxy knows where it is.
const SECURE_NAME: &str = "hub.sharenum.example";

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
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
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok(ExitCode::from(code))
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
