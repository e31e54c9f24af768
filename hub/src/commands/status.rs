//! `status`.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use sharenum_ledger::HubRole;

use super::args::Status as Args;
use super::written;
use crate::keys::role_word;
use crate::{HubError, Status};

/// A hub's time may be a little ahead of the clock; more is worth a look.
const CLOCKS_AGREE: Duration = Duration::from_secs(60);

pub(super) fn run(args: &Args, out: &mut dyn Write) -> Result<ExitCode, HubError> {
    let (_, hub) = args.place.hub()?;
    let status = hub.status()?;
    written(if args.json { print_json(&status, out) } else { print(&status, out) })?;
    Ok(ExitCode::SUCCESS)
}

fn print(status: &Status, out: &mut dyn Write) -> std::io::Result<()> {
    let totals = &status.totals;
    writeln!(out, "role                 {}", role_word(status.role))?;
    writeln!(out, "hub                  {}", status.member)?;
    writeln!(out, "region               {}", status.region)?;
    writeln!(out, "certificate until    {}", status.certificate_expires)?;
    if status.time.duration_since(status.clock).unsigned_abs() > CLOCKS_AGREE {
        writeln!(out, "hub's time           {}", status.time)?;
        writeln!(out, "this machine's clock {}  (set it right)", status.clock)?;
    }
    writeln!(out, "documents            {}", totals.documents)?;
    writeln!(out, "changes              {} ({} bytes)", totals.chunks, totals.bytes)?;
    writeln!(out, "waiting              {}", totals.waiting)?;
    writeln!(out, "set aside            {}", totals.quarantined)?;
    match status.role {
        HubRole::Region => writeln!(out, "invitations left     {}", totals.invitations)?,
        HubRole::Bus => {
            let contact = status.last_contact.map(|at| at.to_string());
            writeln!(out, "last contact         {}", contact.as_deref().unwrap_or("never"))?;
            writeln!(out, "not carried home     {}", totals.uncarried)?;
            writeln!(out, "refused by region    {}", totals.refused_upstream)?;
        }
    }
    out.flush()
}

fn print_json(status: &Status, out: &mut dyn Write) -> std::io::Result<()> {
    let totals = &status.totals;
    let object = serde_json::json!({
        "role": role_word(status.role),
        "hub": status.member.to_string(),
        "region": status.region.to_string(),
        "time": status.time.to_string(),
        "clock": status.clock.to_string(),
        "certificate_expires": status.certificate_expires.to_string(),
        "last_contact": status.last_contact.map(|at| at.to_string()),
        "documents": totals.documents,
        "chunks": totals.chunks,
        "bytes": totals.bytes,
        "certificates": totals.certificates,
        "waiting": totals.waiting,
        "quarantined": totals.quarantined,
        "uncarried": totals.uncarried,
        "refused_upstream": totals.refused_upstream,
        "invitations": totals.invitations,
    });
    writeln!(out, "{object}")?;
    out.flush()
}
