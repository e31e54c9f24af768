//! A command on a scene of now, with its hubs running.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use anyhow::{Context, Result};
use jiff::{Timestamp, Unit};
use sharenum_stage::scene::{self, Addresses};

use crate::hubs::{Hub, Serving};

/// This second: what is shown has no fractions.
pub fn this_second() -> Result<Timestamp> {
    Ok(Timestamp::now().round(Unit::Second)?)
}

/// Makes the scene in `folder`, runs its hubs from the release `program`, and `command` until it
/// ends. The command finds `SHARENUM_SCENE` in its environment: the file of properties.
pub fn run(program: &Path, folder: &Path, command: &[String]) -> Result<ExitStatus> {
    let (region, bus) = (free_address()?, free_address()?);
    let url = |address: SocketAddr| format!("http://{address}");
    let addresses = Addresses { region: url(region), bus: url(bus) };
    fs::create_dir_all(folder)?;
    // Whatever folder the command runs in.
    let folder: PathBuf = folder.canonicalize()?;
    scene::make(&folder, this_second()?, addresses.clone())?;
    let serve = |data: &str, serving: &Serving<'_>| {
        Hub::serve(program, &folder.join(data), serving).with_context(|| data.to_owned())
    };
    let _region = serve("region", &Serving { listen: region, tls: None, upstream: None })?;
    let upstream = Some(addresses.region.as_str());
    let _bus = serve("bus", &Serving { listen: bus, tls: None, upstream })?;
    let (program, rest) = command.split_first().context("no command to run")?;
    Command::new(program)
        .args(rest)
        .env("SHARENUM_SCENE", folder.join(scene::PROPERTIES))
        .status()
        .with_context(|| format!("{program} cannot be run"))
}

/// A port that is free now. The hubs take theirs a few seconds later: phones must know the address
/// before they join.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
