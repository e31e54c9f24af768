//! Everybody's phones, from the moment they join.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use sharenum_companion::{Clock, CompanionEngine, FileKey, State};
use sharenum_domain::{MemberId, Proficiency, Resource, ResourceKind, Slug};
use sharenum_hub::Hub;
use sharenum_hub::keys::Keys;
use sharenum_ledger::CatalogueEntry;
use sharenum_sync::{HttpReply, HttpRequest, SyncError, SyncLimits};
use zeroize::Zeroizing;

use super::cast::{PARTS, Part};
use super::hubs::{Hubs, answer};
use super::strict::stricter;

/// The bus.
pub(super) const BUS: &str = "busnum-1";
/// A room that is booked like the bus.
const ROOM: &str = "atelier-macon";
/// The secrets of a phone that exists to be looked at.
#[derive(Clone, Copy)]
pub(super) struct Secrets {
    pub(super) key: [u8; 48],
    pub(super) seed: [u8; 32],
}

impl Secrets {
    /// Those of the `number`th phone.
    pub(super) const fn of(number: u8) -> Self {
        Self { key: [number; 48], seed: [number.wrapping_add(0x80); 32] }
    }
}

/// Somebody's phone, joined.
pub(super) struct Phone {
    pub(super) file: PathBuf,
    pub(super) secrets: Secrets,
    pub(super) member: MemberId,
    engine: CompanionEngine,
    region: (String, Arc<Hub>),
}

impl Deref for Phone {
    type Target = CompanionEngine;

    fn deref(&self) -> &CompanionEngine {
        &self.engine
    }
}

impl Phone {
    /// Meets the region.
    pub(super) fn sync(&self) -> Result<()> {
        self.meet(&self.region.0, &self.region.1)
    }

    /// Meets a hub until nothing is left either way.
    pub(super) fn meet(&self, url: &str, hub: &Hub) -> Result<()> {
        self.talk(url, |request| Ok(answer(hub, &request)))
    }

    /// Meets the region with its rule of tomorrow.
    pub(super) fn meet_stricter(&self, keys: &Keys) -> Result<()> {
        let (url, hub) = &self.region;
        self.talk(url, |request| {
            let answered = stricter(hub, keys, &request);
            answered.map_err(|error| SyncError::Unreachable { reason: format!("{error:#}") })
        })
    }

    fn talk(
        &self,
        url: &str,
        ask: impl FnMut(HttpRequest) -> Result<HttpReply, SyncError>,
    ) -> Result<()> {
        let summary = self.engine.sync_over(url, SyncLimits::default(), ask)?;
        ensure!(summary.finished, "a sync of {} came to no end", self.file.display());
        Ok(())
    }
}

/// The phones that screens are drawn from.
pub(super) const KEPT: [&str; 4] = ["teacher", "colleague", "host", "tablet"];
/// Who has an invitation, and no file yet.
pub(super) const NEWCOMER: &str = "newcomer";
/// The newcomer's secrets, for the file to be.
pub(super) const NEWCOMER_NUMBER: u8 = PARTS.len() as u8 + 1;

/// Everybody's phones.
pub(super) struct People(Vec<(&'static str, Phone)>);

impl People {
    /// Everybody joins; those of [`KEPT`] have their files in `folder`, the others in `elsewhere`.
    pub(super) fn arrive(
        hubs: &Hubs,
        clock: &Arc<impl Clock + 'static>,
        folder: &Path,
        elsewhere: &Path,
    ) -> Result<Self> {
        let mut people = Self(Vec::new());
        for (number, part) in (1..).zip(&PARTS) {
            let folder = if KEPT.contains(&part.name) { folder } else { elsewhere };
            let file = folder.join(format!("{}.sharenum", part.name));
            let phone = join(hubs, clock, file, Secrets::of(number), part);
            people.0.push((part.name, phone.with_context(|| part.name)?));
        }
        Ok(people)
    }

    pub(super) fn phone(&self, name: &str) -> Result<&Phone> {
        match self.0.iter().find(|(known, _)| *known == name) {
            Some((_, phone)) => Ok(phone),
            None => bail!("nobody in the scene is called {name}"),
        }
    }

    /// Declares schools, tools and cards, as the catalogue and the directory allow it.
    pub(super) fn introduce_themselves(&self) -> Result<()> {
        for ((_, phone), part) in self.0.iter().zip(&PARTS) {
            phone.sync()?;
            let Some((name, mail)) = part.card else { continue };
            let mut tools = std::collections::BTreeMap::new();
            for (tool, level, by_hand, in_class) in part.tools {
                let (by_hand, in_class) = (*by_hand, *in_class);
                let known = Proficiency { level: level.clone(), by_hand, in_class };
                tools.insert(Slug::new(tool)?, known);
            }
            phone.set_profile(Some(part.school.parse()?), tools)?;
            phone.set_card(name, mail)?;
            phone.sync()?;
        }
        Ok(())
    }

    /// Everybody closes their phone.
    pub(super) fn leave(self) {
        for (_, phone) in self.0 {
            phone.close();
        }
    }
}

fn join(
    hubs: &Hubs,
    clock: &Arc<impl Clock + 'static>,
    file: PathBuf,
    secrets: Secrets,
    part: &Part,
) -> Result<Phone> {
    let key = FileKey::from_bytes(secrets.key);
    let clock = Arc::clone(clock) as Arc<dyn Clock>;
    let engine = CompanionEngine::open(&file, &key, Zeroizing::new(secrets.seed), clock)?;
    let invited = hubs.invite(&[part.role], Some(part.school.parse()?))?;
    let request = engine.join_request(&invited.link.to_string())?;
    let reply = answer(&hubs.region, request.request());
    engine.complete_join(&hubs.addresses.region, &request, &reply)?;
    let State::Joined { member, .. } = engine.state() else { bail!("the region let nobody in") };
    let region = (hubs.addresses.region.clone(), Arc::clone(&hubs.region));
    Ok(Phone { file, secrets, member, engine, region })
}

/// What can be booked: the bus with its host, and a room that nobody hosts.
pub(super) fn bookable(hubs: &Hubs, host: &Phone) -> Result<()> {
    let home = hubs.region.member();
    let entries = [
        CatalogueEntry::Resource(Resource {
            id: Slug::new(BUS)?,
            name: "BusNum".to_owned(),
            hosts: [host.member].into(),
            home,
            kind: ResourceKind::Bus,
        }),
        CatalogueEntry::Resource(Resource {
            id: Slug::new(ROOM)?,
            name: "Atelier numérique de Mâcon".to_owned(),
            hosts: [].into(),
            home,
            kind: ResourceKind::Room,
        }),
    ];
    hubs.region.publish_catalogue(&entries)?;
    Ok(())
}
