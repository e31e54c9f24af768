//! What the story is played on: a folder, two hubs, and the road between them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sharenum_domain::{
    Establishment, Guide, LocalText, MemberId, Resource, ResourceId, ResourceKind, Role, Slug,
    Tool, Training,
};
use sharenum_ledger::{CatalogueEntry, HubRole};
use tokio::runtime::Runtime;

mod hubs;
mod log;
mod road;

pub(super) use hubs::Carried;
use hubs::{Joining, RunningHub};
pub(super) use log::HubLog;
pub(super) use road::{Road, Traffic};

use super::cast::{Cast, OTHER_TOOL, TOOL};
use super::error::{DemoError, setup};
use super::schools::Schools;
use crate::invitation::InvitationOrder;
use crate::{Hub, HubOptions};

/// The bus, as it is booked.
pub(super) const BUS: &str = "busnum-1";

/// Hubs that run, and the network between them.
pub(super) struct Stage {
    /// The hub of the region.
    pub region: RunningHub,
    /// The hub on the bus.
    pub bus: RunningHub,
    /// The way from the bus to the region.
    pub road: Road,
    /// An invitation for each player, in their order.
    pub invitations: Vec<String>,
}

impl Stage {
    /// Prepares a region, and starts its hub and that of a bus.
    pub(super) fn set(
        runtime: &Runtime,
        program: Option<&Path>,
        folder: &Path,
        schools: &Schools,
        cast: &Cast,
        members: &[MemberId],
    ) -> Result<Self, DemoError> {
        let (region, bus) = (folder.join("region"), folder.join("bus"));
        fs::create_dir_all(folder).map_err(setup("the demo's folder"))?;
        let (invitations, bus_invitation) = prepare(&region, schools, cast, members)?;
        let region = RunningHub::start(runtime, program, region, None)?;
        let road = Road::to(region.address).map_err(setup("the road"))?;
        let upstream = road.url();
        let joining = Joining { upstream: &upstream, invitation: Some(&bus_invitation) };
        let bus = RunningHub::start(runtime, program, bus, Some(joining))?;
        Ok(Self { region, bus, road, invitations })
    }
}

impl Stage {
    /// Lets the hubs run on after this process ends, the bus with the way home open; answers their
    /// process ids.
    pub(super) fn keep(
        &mut self,
        runtime: &Runtime,
        program: Option<&Path>,
    ) -> Result<Vec<u32>, DemoError> {
        let upstream = self.region.url();
        let joining = Joining { upstream: &upstream, invitation: None };
        self.bus.stop();
        self.bus = RunningHub::start(runtime, program, self.bus.data.clone(), Some(joining))?;
        Ok([&mut self.region, &mut self.bus].into_iter().filter_map(RunningHub::keep).collect())
    }
}

/// What an administrator does once: the directory, the catalogue, the invitations.
fn prepare(
    data: &Path,
    schools: &Schools,
    cast: &Cast,
    members: &[MemberId],
) -> Result<(Vec<String>, String), DemoError> {
    let hub = Hub::open(data, HubRole::Region, HubOptions::default())?;
    hub.publish_directory(schools.all.clone())?;
    let hosts = cast
        .players
        .iter()
        .zip(members)
        .filter(|(player, _)| player.roles().contains(&Role::BusHost))
        .map(|(_, member)| *member)
        .collect();
    hub.publish_catalogue(&catalogue(&hub, schools, hosts)?)?;
    let invite = |roles: &[Role], school, member| {
        let order = InvitationOrder { roles: roles.to_vec(), school, member, days: 1 };
        Ok::<_, DemoError>(hub.invite(&order)?.code.to_string())
    };
    let invitations = cast.players.iter().zip(members).map(|(player, member)| {
        let school = schools.all.get(player.school).map(|school| school.code);
        invite(player.roles(), school, Some(*member))
    });
    Ok((invitations.collect::<Result<_, _>>()?, invite(&[Role::BusHub], None, None)?))
}

pub(super) fn slug(text: &str) -> Result<Slug, DemoError> {
    Slug::new(text).map_err(|error| DemoError::Setup(error.to_string()))
}

/// The bus, as the catalogue names it.
pub(super) fn bus() -> Result<ResourceId, DemoError> {
    slug(BUS)
}

fn catalogue(
    hub: &Hub,
    schools: &Schools,
    hosts: BTreeSet<MemberId>,
) -> Result<Vec<CatalogueEntry>, DemoError> {
    let tool = |id: &str, fr: &str, en: &str| {
        let name = LocalText { fr: fr.to_owned(), en: en.to_owned() };
        Ok::<_, DemoError>(CatalogueEntry::Tool(Tool { id: slug(id)?, name }))
    };
    let tools = BTreeSet::from([slug(TOOL)?]);
    let mut entries = vec![
        tool(TOOL, "Imprimante 3D", "3D printer")?,
        tool(OTHER_TOOL, "Robot éducatif", "Educational robot")?,
        CatalogueEntry::Guide(Guide {
            id: slug("first-print")?,
            tools: tools.clone(),
            title: "Préparer une première impression".to_owned(),
            body: "Vérifier le plateau, charger le filament, lancer un cube de test.".to_owned(),
        }),
        CatalogueEntry::Resource(Resource {
            id: bus()?,
            name: "BusNum".to_owned(),
            hosts,
            home: hub.member(),
            kind: ResourceKind::Bus,
        }),
    ];
    entries.extend(trainings(&schools.all, &tools)?);
    Ok(entries)
}

/// Two trainings in the first academy, one in each other.
fn trainings(
    schools: &[Establishment],
    tools: &BTreeSet<Slug>,
) -> Result<Vec<CatalogueEntry>, DemoError> {
    let first = schools.first().map(|school| school.academy.code.clone());
    let academies: BTreeSet<&str> =
        schools.iter().map(|school| school.academy.code.as_str()).collect();
    let mut entries = Vec::new();
    for (number, academy) in academies.into_iter().enumerate() {
        let titles: &[&str] = if Some(academy) == first.as_deref() {
            &["Découvrir l'impression 3D", "Modéliser avec ses élèves"]
        } else {
            &["L'impression 3D en classe"]
        };
        for (which, title) in titles.iter().enumerate() {
            entries.push(CatalogueEntry::Training(Training {
                id: slug(&format!("printing-{number}-{which}"))?,
                tools: tools.clone(),
                academy: academy.to_owned(),
                title: (*title).to_owned(),
                url: "https://formation.example.org/impression-3d".to_owned(),
                summary: "Trois heures à distance, puis une journée sur site.".to_owned(),
            }));
        }
    }
    Ok(entries)
}
