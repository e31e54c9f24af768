//! `resource add`.

use std::io::Write;
use std::process::ExitCode;

use sharenum_domain::{Resource, ResourceKind};
use sharenum_ledger::CatalogueEntry;

use super::args::{BookableKind, ResourceAdd};
use super::catalogue::print;
use crate::HubError;

pub(super) fn add(args: ResourceAdd, out: &mut dyn Write) -> Result<ExitCode, HubError> {
    let (_, hub) = args.place.hub()?;
    let name = match args.name_en {
        Some(en) if en != args.name_fr => format!("{} / {en}", args.name_fr),
        _ => args.name_fr,
    };
    let resource = Resource {
        id: args.slug,
        name,
        hosts: args.host.into_iter().collect(),
        home: hub.member(),
        kind: match args.kind {
            BookableKind::Bus => ResourceKind::Bus,
            BookableKind::Room => ResourceKind::Room,
            BookableKind::Equipment => ResourceKind::Equipment,
        },
    };
    let published = hub.publish_catalogue(&[CatalogueEntry::Resource(resource)])?;
    print("resource", published, out)
}
