//! A phone that is a process of its own and does nothing but write, until it is killed.

use std::io::{BufRead, Write};
use std::path::Path;

use data_encoding::HEXLOWER;
use sharenum_domain::MemberId;

use super::help::session;
use crate::demo::error::{DemoError, setup};
use crate::demo::phone::{Phone, Vault};

/// More than anybody waits for.
const MOST: u32 = 100_000;

/// Opens the phone that `input` describes, a line each for path, member and keys, and logs help
/// sessions without a pause. Says `saved ID` when a call returned: from then on it must be on
/// disk, whatever happens.
pub(in crate::demo) fn scribble(
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<(), DemoError> {
    let mut line = || {
        let mut line = String::new();
        input.read_line(&mut line).map_err(setup("the phone"))?;
        Ok::<_, DemoError>(line.trim_end().to_owned())
    };
    let (path, member, seed, file) = (line()?, line()?, line()?, line()?);
    let member: MemberId = member.parse().map_err(setup("the phone"))?;
    let vault = Vault { seed: bytes(&seed)?, file: bytes(&file)? };
    let phone = Phone::open(Path::new(&path), vault, member)?;
    for minutes in (1..=90).cycle().take(MOST as usize) {
        let id = phone.engine.log_help_session(session("Pixel", minutes)?);
        let id = id.map_err(setup("the phone"))?;
        writeln!(out, "saved {id}").and_then(|()| out.flush()).map_err(setup("the phone"))?;
    }
    Ok(())
}

/// What [`scribble`] reads.
pub(super) fn description(phone: &Phone) -> String {
    let Phone { path, member, vault, .. } = phone;
    let (seed, file) = (HEXLOWER.encode(&vault.seed), HEXLOWER.encode(&vault.file));
    format!("{}\n{member}\n{seed}\n{file}\n", path.display())
}

fn bytes<const N: usize>(hex: &str) -> Result<[u8; N], DemoError> {
    let bytes = HEXLOWER.decode(hex.as_bytes()).map_err(setup("the phone"))?;
    bytes.try_into().map_err(|_| DemoError::Setup("the phone: a key of another size".to_owned()))
}
