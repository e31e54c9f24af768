//! A day of the bus, asked for by two schools offline: one has it, the other is offered more.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, Zoned};
use sharenum_companion::{NewWorkshop, RequestState, Venue};
use sharenum_domain::{DocumentId, RadiusKm, WorkshopStatus};

use super::plan::Planned;
use super::stranger::{self, Stranger};
use super::talk::Talk;
use super::ticket;
use crate::demo::brute;
use crate::demo::cast::{Part, TOOL};
use crate::demo::error::{DemoError, setup};
use crate::demo::play::{At, Play};
use crate::demo::report::{Sign, Theme};
use crate::demo::schools::first_position;
use crate::demo::stage::{bus, slug};

/// What was asked.
#[derive(Debug, Clone)]
pub(super) struct BusDay {
    day: Date,
    /// Who asked the bus first, and what.
    first: (usize, DocumentId),
    /// Who asked the bus second, although written earlier.
    second: (usize, DocumentId),
    /// The workshop that waits for the day.
    pub workshop: DocumentId,
    /// How far it reaches.
    pub radius: RadiusKm,
}

/// Seats of the workshop.
pub(super) const SEATS: u32 = 2;

pub(super) fn asked(play: &mut Play<'_>, talk: &Talk, plan: &Planned) -> Result<BusDay, DemoError> {
    let rival = play.player(Part::ExpertOfOtherTool)?;
    let resource = bus()?;
    let day = plan.slot.start.date();
    // The rival's request is the older one by the clocks of phones, which decide nothing.
    let second = play.does(rival, "asks for a bus day, offline", |engine| {
        engine.ask_bus_day(&resource, day, "Robots pour deux classes de 6e")
    })?;
    let first = play.does(talk.helps, "asks for the same day, offline", |engine| {
        engine.ask_bus_day(&resource, day, "Imprimer un pont")
    })?;
    let radius = workshop_radius(play, talk)?;
    let new = NewWorkshop {
        title: "Imprimer un pont, dans le BusNum".to_owned(),
        description: "Du dessin à l'objet, avec deux imprimantes.".to_owned(),
        tools: BTreeSet::from([slug(TOOL)?]),
        venue: Venue::MySchool,
        radius,
        slot: plan.slot.clone(),
        seats: SEATS,
        plan: Some(plan.id),
        ticket: None,
        booking: Some(first),
    };
    let workshop =
        play.does(talk.helps, "prepares a workshop on it", |engine| engine.publish_workshop(new))?;
    play.sync(talk.helps, At::Bus)?;
    play.sync(rival, At::Bus)?;
    let asked =
        BusDay { day, first: (talk.helps, first), second: (rival, second), workshop, radius };

    for (player, booking) in [asked.first, asked.second] {
        let state = state(play, player, &booking)?;
        let role = play.cast.players[player].part.label();
        play.check(format!("the day as the {role} sees it"), state, "Asked");
    }
    let others: Vec<usize> =
        (0..play.phones.len()).filter(|player| ![talk.helps, rival].contains(player)).collect();
    play.these_sync(&others, At::Region)?;
    play.these_sync(&others, At::Bus)?;
    let status = play.sees(talk.helps, |engine| engine.workshop(&workshop))?.item.status;
    let waits = WorkshopStatus::WaitingForBus;
    play.check("the workshop", status.as_str(), waits.as_str());
    let alerted = Play::numbers(ticket::alerted_of(play, "workshop_nearby")?);
    play.check("alerted by a workshop that waits for its bus", alerted, "nobody");
    let mut holders = Vec::new();
    for (player, _, phone) in play.players() {
        if phone.count("SELECT count(*) FROM workshop")? > 0 {
            holders.push(player);
        }
    }
    let know = Play::numbers([talk.asks, talk.helps, play.player(Part::BusHost)?]);
    play.check(
        "phones that know of it: those of its partners and of the host",
        Play::numbers(holders),
        know,
    );
    play.says("both phones say asked; the workshop waits for its day, and nobody is alerted");
    Ok(asked)
}

fn state(play: &Play<'_>, player: usize, booking: &DocumentId) -> Result<String, DemoError> {
    let state = play.sees(player, |engine| engine.booking(booking))?.state;
    Ok(format!("{state:?}"))
}

/// A radius that leaves some out, but reaches enough people for the seats.
fn workshop_radius(play: &Play<'_>, talk: &Talk) -> Result<RadiusKm, DemoError> {
    let full = play.radius()?;
    for quarters in 2..4 {
        let Ok(radius) = RadiusKm::new(full.get() * quarters / 4) else { continue };
        if near(play, talk, radius)?.len() > SEATS as usize + 1 {
            return Ok(radius);
        }
    }
    Ok(full)
}

/// Those within reach of a workshop at the helper's school, by loops of our own.
pub(super) fn near(
    play: &Play<'_>,
    talk: &Talk,
    radius: RadiusKm,
) -> Result<Vec<usize>, DemoError> {
    let school = |player: usize| play.schools.all.get(play.cast.players[player].school);
    let missing = || DemoError::Setup("the helper's school has no coordinates".to_owned());
    let centre = school(talk.helps).and_then(first_position).ok_or_else(missing)?;
    let near = play.players().filter(|(number, player, _)| {
        let places = school(*number).map(|school| school.places.as_slice()).unwrap_or_default();
        *number != talk.helps
            && player.part.is_person()
            && brute::is_near(&centre, f64::from(radius.get()), places)
    });
    Ok(near.map(|(number, _, _)| number).collect())
}

pub(super) fn decided(play: &mut Play<'_>, talk: &Talk, asked: &BusDay) -> Result<(), DemoError> {
    jump_the_queue(play, asked)?;
    play.bus_drives_home()?;
    play.notes(
        "the region decides in the order of the bus's receipts",
        vec![Play::region_mark(Sign::Decided, Theme::BusDay)],
    );
    play.these_sync(&[asked.first.0, asked.second.0], At::Region)?;
    // The phone that was waiting publishes the workshop by itself; this carries it out.
    play.sync(talk.helps, At::Region)?;

    let first = state(play, asked.first.0, &asked.first.1)?;
    play.check("who asked the bus first", first, format!("{:?}", RequestState::Confirmed));
    let second = play.sees(asked.second.0, |engine| engine.booking(&asked.second.1))?;
    let found = format!("{:?}", second.state);
    play.check("who asked it second", found, format!("{:?}", RequestState::Refused));
    let expected =
        brute::free_days(asked.day, &BTreeSet::from([asked.day]), Zoned::now().date(), 3);
    let days = |days: &[Date]| days.iter().map(Date::to_string).collect::<Vec<_>>().join(", ");
    let offered = days(&second.alternatives);
    play.check("days offered instead", &offered, days(&expected));
    let status = play.sees(talk.helps, |engine| engine.workshop(&asked.workshop))?.item.status;
    play.check("the workshop", status.as_str(), WorkshopStatus::Published.as_str());
    let confirmed = |play: &Play<'_>, (player, _): (usize, DocumentId)| {
        play.phones[player].count(
            "SELECT count(*) FROM decision AS d JOIN booking AS b ON b.document = d.request
             WHERE d.outcome = 'confirmed'",
        )
    };
    let both = confirmed(play, asked.first)? + confirmed(play, asked.second)?;
    play.check("confirmations of one day", both, 1);
    play.says(format!("{}: 1 confirmed, 1 refused and offered {offered}", asked.day));
    Ok(())
}

/// The second forges receipts that say the bus had their request long ago. Were one believed,
/// they would have the day.
fn jump_the_queue(play: &mut Play<'_>, asked: &BusDay) -> Result<(), DemoError> {
    let (rival, booking) = asked.second;
    let mut stranger = Stranger::with_phone_of(play, rival)?;
    let bus = stranger::bus_certificate(&play.phones[rival])?;
    let chunk = stranger::first_chunk(&play.phones[rival], &booking)?;
    let long_ago =
        Timestamp::now().checked_sub(SignedDuration::from_hours(24)).map_err(setup("a time"))?;
    stranger.receipts = vec![
        stranger.receipt(&bus, &bus.id(), chunk, long_ago)?,
        stranger.receipt(&bus, &stranger.certificate_id(), chunk, long_ago)?,
    ];
    stranger.sync(play)?;
    play.notes(
        "forged receipts are not believed",
        vec![
            Play::mark(rival, Sign::Written, Theme::BusDay),
            Play::region_mark(Sign::Refused, Theme::BusDay),
        ],
    );
    play.says("2 forged receipts try to jump the queue");
    Ok(())
}
