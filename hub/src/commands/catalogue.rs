//! `catalogue import` and `directory import`: what everybody in the region gets.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use serde::Deserialize;
use sharenum_domain::{
    Guide, InvalidSlug, LocalText, MemberId, Resource, ResourceKind, Slug, Tool, Training,
};
use sharenum_ledger::CatalogueEntry;

use super::args::Place;
use super::{directory, written};
use crate::{Hub, HubError, Published};

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CatalogueFile {
    tool: Vec<ToolEntry>,
    training: Vec<TrainingEntry>,
    guide: Vec<GuideEntry>,
    resource: Vec<ResourceEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ToolEntry {
    id: String,
    fr: String,
    en: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TrainingEntry {
    id: String,
    tools: Vec<String>,
    academy: String,
    title: String,
    url: String,
    summary: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GuideEntry {
    id: String,
    tools: Vec<String>,
    title: String,
    body: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResourceEntry {
    id: String,
    name: String,
    kind: String,
    #[serde(default)]
    hosts: Vec<String>,
}

pub(super) fn import(
    place: &Place,
    file: &Path,
    out: &mut dyn Write,
) -> Result<ExitCode, HubError> {
    let text = fs::read_to_string(file)
        .map_err(|error| HubError::NoInput { path: file.to_owned(), reason: error.to_string() })?;
    let not_one = |reason: String| HubError::BadData(format!("{}: {reason}", file.display()));
    let is_json = file.extension().is_some_and(|name| name.eq_ignore_ascii_case("json"));
    let read: CatalogueFile = if is_json {
        serde_json::from_str(&text).map_err(|error| not_one(error.to_string()))?
    } else {
        toml::from_str(&text).map_err(|error| not_one(error.to_string()))?
    };
    let (_, hub) = place.hub()?;
    let entries = read.entries(hub.member()).map_err(not_one)?;
    print("catalogue", hub.publish_catalogue(&entries)?, out)
}

pub(super) fn import_directory(
    place: &Place,
    file: &Path,
    out: &mut dyn Write,
) -> Result<ExitCode, HubError> {
    let read = directory::read(file)?;
    let (_, hub): (_, Hub) = place.hub()?;
    let (open, problems) = (read.establishments.len(), read.problems.len());
    let published = hub.publish_directory(read.establishments)?;
    written(writeln!(out, "{open} open establishments, {problems} rows left out with a reason"))?;
    print("directory pages", published, out)
}

pub(super) fn print(
    what: &str,
    published: Published,
    out: &mut dyn Write,
) -> Result<ExitCode, HubError> {
    let Published { added, changed, unchanged } = published;
    let line = format!("{what}: {added} new, {changed} changed, {unchanged} as before");
    written(writeln!(out, "{line}").and_then(|()| out.flush()))?;
    Ok(ExitCode::SUCCESS)
}

impl CatalogueFile {
    /// Resources are decided by `home`: the hub that publishes them.
    fn entries(self, home: MemberId) -> Result<Vec<CatalogueEntry>, String> {
        let mut entries = Vec::new();
        for ToolEntry { id, fr, en } in self.tool {
            let name = LocalText { fr, en };
            entries.push(CatalogueEntry::Tool(Tool { id: slug(&id)?, name }));
        }
        for TrainingEntry { id, tools, academy, title, url, summary } in self.training {
            let (id, tools) = (slug(&id)?, slugs(&tools)?);
            let training = Training { id, tools, academy, title, url, summary };
            entries.push(CatalogueEntry::Training(training));
        }
        for GuideEntry { id, tools, title, body } in self.guide {
            let (id, tools) = (slug(&id)?, slugs(&tools)?);
            entries.push(CatalogueEntry::Guide(Guide { id, tools, title, body }));
        }
        for ResourceEntry { id, name, kind, hosts } in self.resource {
            let word = ResourceKind::from(kind.as_str());
            if !word.is_known() {
                return Err(format!("`{kind}` cannot be booked; give bus, room or equipment"));
            }
            let hosts = hosts.iter().map(|host| host.parse().map_err(|e| format!("{id}: {e}")));
            entries.push(CatalogueEntry::Resource(Resource {
                hosts: hosts.collect::<Result<_, _>>()?,
                id: slug(&id)?,
                name,
                home,
                kind: word,
            }));
        }
        Ok(entries)
    }
}

fn slug(text: &str) -> Result<Slug, String> {
    Slug::new(text).map_err(|error: InvalidSlug| error.to_string())
}

fn slugs(texts: &[String]) -> Result<BTreeSet<Slug>, String> {
    texts.iter().map(|text| slug(text)).collect()
}
