//! What a story leaves behind: the report, and hubs that still run.

use std::path::PathBuf;

use sharenum_domain::areas_within;
use tokio::runtime::Runtime;

use super::ticket::{Ticket, alerted_of};
use crate::demo::brute;
use crate::demo::cast::Part;
use crate::demo::error::{DemoError, Difference};
use crate::demo::play::Play;
use crate::demo::report::{
    Check, DocumentCount, Figure, Map, Person, Point, School, Story, Verdict, bytes,
};
use crate::demo::schools::first_position;
use crate::demo::stage::Stage;

/// A story that was played to its end. Its hubs run until it is dropped.
pub struct Outcome {
    /// The report.
    pub story: Story,
    /// What the files say and should not; none in a good run.
    pub differences: Vec<Difference>,
    stage: Stage,
    program: Option<PathBuf>,
    // After the stage: its tasks run here.
    runtime: Runtime,
}

impl Outcome {
    /// Lets the hubs run on after the program ends, with the way from the bus to its region open;
    /// answers their process ids.
    ///
    /// # Errors
    /// When the bus does not start again.
    pub fn keep(&mut self) -> Result<Vec<u32>, DemoError> {
        self.stage.keep(&self.runtime, self.program.as_deref())
    }

    /// The URL of the region's hub.
    #[must_use]
    pub fn region_url(&self) -> String {
        self.stage.region.url()
    }

    /// The URL of the hub on the bus.
    #[must_use]
    pub fn bus_url(&self) -> String {
        self.stage.bus.url()
    }
}

/// Sums the story up.
pub(super) fn of(play: Play<'_>, ticket: &Ticket) -> Result<Outcome, DemoError> {
    let region = play.logs()?.0;
    let documents = region.by_kind().into_iter().map(|(kind, (documents, changes))| {
        DocumentCount { kind: kind.as_str().replace('-', " "), documents, changes }
    });
    let story = Story {
        title: "A ticket crosses phone, bus and region".to_owned(),
        subtitle: subtitle(&play),
        figures: figures(&play, ticket, region.rows),
        map: map(&play)?,
        people: people(&play, ticket)?,
        timeline: play.timeline(),
        costs: play.costs.clone(),
        documents: documents.collect(),
        checks: play.checks.clone(),
        source: play.schools.source.clone(),
    };
    let differences = play.differences().to_vec();
    let program = play.options.program.clone();
    Ok(Outcome { story, differences, stage: play.stage, program, runtime: play.runtime })
}

fn subtitle(play: &Play<'_>) -> String {
    let begins = play.schools.all.first();
    format!(
        "Around {}, {}, within {} km: {} phones with a file each, a bus and a region. Seed {}.",
        begins.map_or("", |school| school.name.as_str()),
        begins.map_or("", |school| school.commune.as_str()),
        play.options.km,
        play.phones.len(),
        play.options.seed
    )
}

fn figures(play: &Play<'_>, ticket: &Ticket, changes: usize) -> Vec<Figure> {
    let figure = |value: String, label: String| Figure { value, label };
    let carried: u64 = play.costs.iter().map(|cost| cost.bytes_up + cost.bytes_down).sum();
    let took: std::time::Duration = play.costs.iter().map(|cost| cost.took).sum();
    let agree = play.checks.iter().filter(|check| Check::holds(check)).count();
    let schools = play
        .centre()
        .map(|centre| brute::coverage(&centre, f64::from(play.options.km), &play.schools.all));
    let schools = schools.unwrap_or_default();
    let academies: Vec<String> =
        schools.iter().map(|(name, count)| format!("{count} {name}")).collect();
    vec![
        figure(
            ticket.helpers().count().to_string(),
            format!("of {} phones alerted by the ticket, once each", play.phones.len()),
        ),
        figure(
            schools.values().sum::<usize>().to_string(),
            format!("establishments in the radius: {}", academies.join(", ")),
        ),
        figure(changes.to_string(), "signed changes at the region".to_owned()),
        figure(bytes(carried), format!("over the network, in {:.0} s", took.as_secs_f64())),
        figure(
            format!("{agree} of {}", play.checks.len()),
            "numbers agree with an independent answer".to_owned(),
        ),
    ]
}

fn map(play: &Play<'_>) -> Result<Map, DemoError> {
    let centre = play.centre()?;
    let point =
        |position: &sharenum_domain::Position| Point { lat: position.lat(), lon: position.lon() };
    let school = |school: &sharenum_domain::Establishment| {
        let at = first_position(school)?;
        Some(School {
            name: school.name.clone(),
            commune: school.commune.clone(),
            academy: school.academy.name.clone(),
            at: point(&at),
            km: brute::nearest_km(&centre, &school.places)?,
        })
    };
    // Every establishment of the region has coordinates, so the positions in the list stay.
    let schools = play.schools.all.iter().filter_map(school).collect();
    let cells = areas_within(&centre, play.radius()?).into_iter().filter_map(outline).collect();
    Ok(Map { centre: point(&centre), radius_km: f64::from(play.options.km), schools, cells })
}

fn outline(cell: u64) -> Option<Vec<Point>> {
    let cell = h3o::CellIndex::try_from(cell).ok()?;
    let corner = |corner: &h3o::LatLng| Point { lat: corner.lat(), lon: corner.lng() };
    Some(cell.boundary().iter().map(corner).collect())
}

/// What each phone says, with the reason reckoned for those that say nothing.
fn people(play: &Play<'_>, ticket: &Ticket) -> Result<Vec<Person>, DemoError> {
    let alerted = alerted_of(play, "ticket_nearby")?;
    let people = play.cast.players.iter().enumerate().map(|(number, player)| {
        let verdict = match ticket.answers.get(number) {
            _ if player.part == Part::Requester => Verdict::Asks,
            _ if alerted.contains(&number) => Verdict::Alerted,
            Some(Err(reason)) => Verdict::NotAlerted(reason.clone()),
            _ => Verdict::NotAlerted("but should have been".to_owned()),
        };
        Person {
            role: player.part.label().to_owned(),
            school: player.school,
            skill: player.part.skill_words().to_owned(),
            verdict,
        }
    });
    Ok(people.collect())
}
