//! `revoke`.

use std::io::Write;
use std::process::ExitCode;

use super::args::Revoke;
use super::written;
use crate::HubError;

pub(super) fn run(args: &Revoke, out: &mut dyn Write) -> Result<ExitCode, HubError> {
    let (_, hub) = args.place.hub()?;
    let devices = match &args.member {
        Some(member) => hub.devices_of(member)?,
        None => args.device.into_iter().collect(),
    };
    if devices.is_empty() {
        return Err(HubError::BadData("this region knows no device of that member".to_owned()));
    }
    if devices.contains(&hub.certificate().device()) {
        return Err(HubError::Usage(
            "that is this hub itself; without it nobody of the region could sync".to_owned(),
        ));
    }
    for device in devices {
        let last_seq = hub.last_seq_of(&device)?;
        hub.revoke(device, last_seq)?;
        written(writeln!(out, "revoked {device}; what it wrote up to change {last_seq} stays"))?;
    }
    Ok(ExitCode::SUCCESS)
}
