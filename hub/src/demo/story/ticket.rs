//! The ticket: written offline, carried by the bus, and alerting exactly those who can help.

use std::collections::BTreeSet;

use sharenum_companion::{Delivery, NewTicket};
use sharenum_domain::{Direction, DocumentId, Pedagogy, Slug, TrainingStep};

use super::join;
use crate::demo::brute;
use crate::demo::cast::{Part, TOOL};
use crate::demo::error::DemoError;
use crate::demo::phone::Phone;
use crate::demo::play::{At, Play};
use crate::demo::stage::slug;

/// The ticket of the story.
#[derive(Debug, Clone)]
pub(super) struct Ticket {
    /// Its document.
    pub id: DocumentId,
    /// For each player: how far they are if they can help, or why they are not alerted.
    pub answers: Vec<Result<f64, String>>,
}

impl Ticket {
    /// Those who can help.
    pub(super) fn helpers(&self) -> impl Iterator<Item = usize> {
        self.answers
            .iter()
            .enumerate()
            .filter_map(|(player, answer)| answer.is_ok().then_some(player))
    }
}

pub(super) fn opened(play: &mut Play<'_>) -> Result<Ticket, DemoError> {
    let asks = play.player(Part::Requester)?;
    let tools = BTreeSet::from([slug(TOOL)?]);
    let radius = play.radius()?;
    let trainings = play.sees(asks, |engine| engine.trainings_for(&tools))?;
    play.check("trainings of the own academy that are shown first", trainings.len(), 2);
    play.may_not(asks, "a ticket without the training step", "training-first", |engine| {
        engine.open_ticket(draft(radius, &tools, BTreeSet::new()))
    });
    let shown = trainings.iter().map(|training| training.id.clone()).collect();
    let new = draft(radius, &tools, shown);
    let (id, coverage) = play.does(asks, "opens a ticket", |engine| engine.open_ticket(new))?;

    let (centre, km) = (play.centre()?, f64::from(play.options.km));
    let expected = brute::coverage(&centre, km, &play.schools.all);
    let list = |academies: Vec<(String, usize)>| {
        let parts: Vec<String> =
            academies.into_iter().map(|(name, count)| format!("{count} {name}")).collect();
        parts.join(", ")
    };
    let found = list(coverage.academies.clone());
    play.check(
        "establishments in the radius",
        coverage.establishments,
        expected.values().sum::<usize>(),
    );
    play.check("by academy", &found, list(expected.into_iter().collect()));
    delivery(play, asks, &id, Delivery::OnThisPhone)?;
    let answers = answers(play)?;
    play.says(format!(
        "2 trainings shown, none fits; {km} km reach {} establishments: {found}",
        coverage.establishments
    ));
    Ok(Ticket { id, answers })
}

fn draft(
    radius: sharenum_domain::RadiusKm,
    tools: &BTreeSet<Slug>,
    shown: BTreeSet<Slug>,
) -> NewTicket {
    let reason = if shown.is_empty() { "" } else { "Both are full until June." };
    NewTicket {
        direction: Direction::Request,
        title: "Imprimer un pont avec une classe de 5e".to_owned(),
        need: "Quelqu'un qui l'a déjà fait avec des élèves.".to_owned(),
        pedagogy: Pedagogy {
            class_level: "5e".to_owned(),
            learning_goal: "Du plan à l'objet : échelles et solides".to_owned(),
            tried: "Un cube de test, qui s'est décollé".to_owned(),
            obstacle: "Vingt-six élèves et une seule imprimante".to_owned(),
        },
        training: TrainingStep { shown, reason: reason.to_owned() },
        tools: tools.clone(),
        radius,
    }
}

/// Compares the way that a ticket has come, by its author's phone.
fn delivery(
    play: &mut Play<'_>,
    asks: usize,
    id: &DocumentId,
    expected: Delivery,
) -> Result<(), DemoError> {
    let detail = play.sees(asks, |engine| engine.ticket(id))?;
    let found = detail.item.common.delivery;
    play.check(
        "where the author's phone says the ticket is",
        format!("{found:?}"),
        format!("{expected:?}"),
    );
    Ok(())
}

/// What the ticket means for each player, by loops and a formula of our own.
fn answers(play: &Play<'_>) -> Result<Vec<Result<f64, String>>, DemoError> {
    let (centre, km) = (play.centre()?, f64::from(play.options.km));
    let answer = |player: &crate::demo::cast::Player| match player.part {
        Part::Requester => Err("asks herself".to_owned()),
        Part::BrigadeTablet => Err("a tablet has no profile".to_owned()),
        _ => {
            let places = play.schools.all.get(player.school).map(|school| school.places.as_slice());
            brute::answer(&centre, km, places.unwrap_or_default(), player.skill())
        }
    };
    Ok(play.cast.players.iter().map(answer).collect())
}

pub(super) fn on_the_bus(play: &mut Play<'_>, ticket: &Ticket) -> Result<(), DemoError> {
    let asks = play.player(Part::Requester)?;
    play.sync(asks, At::Bus)?;
    delivery(play, asks, &ticket.id, Delivery::WithBus)?;
    let (region, bus) = play.logs()?;
    let held = |log: &crate::demo::stage::HubLog| log.documents.contains_key(ticket.id.as_bytes());
    play.check("the bus holds the ticket", held(&bus), true);
    play.check("the region holds it", held(&region), false);
    let others: Vec<usize> = (0..play.phones.len()).filter(|player| *player != asks).collect();
    play.these_sync(&others, At::Region)?;
    let alerts = join::alerts(play)?;
    play.check("alerts while only the bus knows", alerts, 0);
    play.says("the bus gave a custody receipt; the region knows nothing yet, nobody is alerted");
    Ok(())
}

pub(super) fn carried(play: &mut Play<'_>, ticket: &Ticket) -> Result<(), DemoError> {
    let carried = play.bus_drives_home()?;
    let (region, bus) = play.logs()?;
    let changes = |log: &crate::demo::stage::HubLog| {
        log.documents.get(ticket.id.as_bytes()).cloned().unwrap_or_default()
    };
    play.check("changes of the ticket at home", changes(&region).len(), changes(&bus).len());
    play.check("changes that were carried", carried.chunks_sent, changes(&bus).len());
    play.check("changes that the region refused", carried.refused, 0);
    play.says(format!("carried home and accepted: {}", carried.chunks_sent));
    Ok(())
}

pub(super) fn alerted(play: &mut Play<'_>, ticket: &Ticket) -> Result<(), DemoError> {
    play.everyone_syncs(At::Region)?;
    let expected: Vec<usize> = ticket.helpers().collect();
    let found = alerted_of(play, "ticket_nearby")?;
    play.check(
        "phones that the ticket alerted",
        Play::numbers(found.iter().copied()),
        Play::numbers(expected.iter().copied()),
    );
    distances(play, ticket)?;
    received(play, ticket)?;
    // Again, and over the other way: the same change is no news.
    play.everyone_syncs(At::Region)?;
    play.everyone_syncs(At::Bus)?;
    let alerts = join::alerts(play)?;
    play.check("alerts after everybody synced three times", alerts, expected.len());
    let rang: usize = play.phones.iter().map(Phone::rung).sum();
    play.check("how often phones rang", rang, expected.len());
    let asks = play.player(Part::Requester)?;
    delivery(play, asks, &ticket.id, Delivery::Received)?;
    say_who(play, &found);
    Ok(())
}

fn say_who(play: &mut Play<'_>, found: &[usize]) {
    let mut academies = std::collections::BTreeMap::<String, usize>::new();
    for player in found {
        let school = play.schools.all.get(play.cast.players[*player].school);
        *academies
            .entry(school.map(|s| s.academy.name.clone()).unwrap_or_default())
            .or_default() += 1;
    }
    let by_academy: Vec<String> =
        academies.into_iter().map(|(name, count)| format!("{count} of {name}")).collect();
    let others = play.phones.len() - found.len() - 1;
    play.says(format!(
        "alerted, once each: {} ({}); {others} others left in peace",
        found.len(),
        by_academy.join(", ")
    ));
}

/// Those whose phones hold an alert of this kind.
pub(super) fn alerted_of(play: &Play<'_>, kind: &str) -> Result<Vec<usize>, DemoError> {
    let sql = format!("SELECT count(*) FROM alert WHERE kind = '{kind}'");
    let mut found = Vec::new();
    for (player, _, phone) in play.players() {
        if phone.count(&sql)? > 0 {
            found.push(player);
        }
    }
    Ok(found)
}

/// Every alert states the distance, to a metre.
fn distances(play: &mut Play<'_>, ticket: &Ticket) -> Result<(), DemoError> {
    let mut agree = 0;
    for (player, _, phone) in play.players() {
        let Some(Ok(km)) = ticket.answers.get(player) else { continue };
        let metres = (km * 1000.0).round();
        let sql = format!(
            "SELECT count(*) FROM alert WHERE kind = 'ticket_nearby' AND abs(km * 1000 - {metres}) <= 1"
        );
        agree += phone.count(&sql)?;
    }
    play.check("alerts that state the right distance", agree, ticket.helpers().count());
    Ok(())
}

/// Who holds the ticket: everybody within the radius, and who shares a cell with it.
fn received(play: &mut Play<'_>, ticket: &Ticket) -> Result<(), DemoError> {
    let sql = format!("SELECT count(*) FROM ticket WHERE document = x'{}'", ticket.id);
    let mut holders = BTreeSet::new();
    for (player, _, phone) in play.players() {
        if phone.count(&sql)? > 0 {
            holders.insert(player);
        }
    }
    let within: BTreeSet<usize> = play
        .players()
        .filter(|(_, player, _)| player.part.is_person() && player.part.is_within())
        .map(|(number, _, _)| number)
        .collect();
    play.check(
        "people within the radius whose phone received the ticket",
        Play::numbers(holders.intersection(&within).copied()),
        Play::numbers(within.iter().copied()),
    );
    for (part, expected) in
        [(Part::BeyondInCell, true), (Part::JustBeyond, true), (Part::FarAway, false)]
    {
        if let Some(player) = play.cast.first(part) {
            let what = format!("the phone of the {} holds the ticket", part.label());
            play.check(what, holders.contains(&player), expected);
        }
    }
    Ok(())
}
