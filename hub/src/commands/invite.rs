//! `invite`.

use std::io::Write;
use std::process::ExitCode;

use sharenum_domain::Role;

use super::args::{Invite, InvitedRole};
use super::written;
use crate::invitation::{InvitationOrder, qr_code};
use crate::{Hub, HubError, Invited};

pub(super) fn run(args: &Invite, out: &mut dyn Write) -> Result<ExitCode, HubError> {
    let config = args.place.config()?;
    let mut options = config.hub_options()?;
    if let Some(url) = &args.url {
        options.public_url = url.trim_end_matches('/').to_owned();
    }
    let hub = Hub::open_existing(&config.data, options)?;
    let order = InvitationOrder {
        roles: args.role.iter().map(|role| role.domain()).collect(),
        school: args.school,
        member: args.member,
        days: args.days,
    };
    if order.roles.contains(&Role::BusHub) && order.roles.len() > 1 {
        return Err(HubError::Usage("a bus has no other role; invite it alone".to_owned()));
    }
    for _ in 0..args.count {
        let invited = hub.invite(&order)?;
        written(if args.json { print_json(&invited, out) } else { print(&invited, out) })?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print(invited: &Invited, out: &mut dyn Write) -> std::io::Result<()> {
    let link = invited.link.to_string();
    writeln!(out, "code     {}", invited.code)?;
    writeln!(out, "link     {link}")?;
    writeln!(out, "expires  {}", invited.expires)?;
    if let Some(picture) = qr_code(&link) {
        writeln!(out, "\n{picture}\n")?;
    }
    out.flush()
}

fn print_json(invited: &Invited, out: &mut dyn Write) -> std::io::Result<()> {
    let line = serde_json::json!({
        "code": invited.code.to_string(),
        "link": invited.link.to_string(),
        "expires": invited.expires.to_string(),
    });
    writeln!(out, "{line}")?;
    out.flush()
}

impl InvitedRole {
    const fn domain(self) -> Role {
        match self {
            Self::Member => Role::Member,
            Self::Guest => Role::Guest,
            Self::TechLeader => Role::TechLeader,
            Self::Adviser => Role::Adviser,
            Self::Technician => Role::Technician,
            Self::BusHost => Role::BusHost,
            Self::Coordinator => Role::Coordinator,
            Self::Brigade => Role::Brigade,
            Self::Bus => Role::BusHub,
        }
    }
}
