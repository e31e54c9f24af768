//! The shared plan: both edit it offline, and it merges.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, Zoned};
use sharenum_companion::PlanEdit;
use sharenum_domain::{DocumentId, SchoolCode, Slot};
use sharenum_store::table_digest;

use super::talk::{Talk, to_and_fro};
use crate::demo::error::{DemoError, setup};
use crate::demo::play::Play;

/// The plan of the story.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    /// Its document.
    pub id: DocumentId,
    /// The date they settled on.
    pub slot: Slot,
}

const WHAT: &str = "Imprimer un pont : préparer, trancher, lancer";
const FOR_WHOM: &str = "Une classe de 5e, en deux groupes";
const VENUE: &str = "Dans le BusNum, devant le collège";

pub(super) fn merged(play: &mut Play<'_>, talk: &Talk) -> Result<Planned, DemoError> {
    let [first, second, third] = dates(play)?;
    let begin = PlanEdit {
        what: Some("Imprimer un pont".to_owned()),
        for_whom: Some("Une classe de 5e".to_owned()),
        add_dates: BTreeSet::from([first.clone()]),
        ..PlanEdit::default()
    };
    let id =
        play.does(talk.asks, "begins a plan", |engine| engine.start_plan(&talk.proposal, begin))?;
    to_and_fro(play, talk)?;

    // From here on neither hears of the other.
    let hers = PlanEdit {
        for_whom: Some(FOR_WHOM.to_owned()),
        add_dates: BTreeSet::from([second.clone()]),
        ..PlanEdit::default()
    };
    play.does(talk.asks, "edits the plan, offline", |engine| {
        engine.edit_plan(&id, hers)?;
        engine.vote(&id, &first, Some(true))
    })?;
    let theirs = PlanEdit {
        what: Some(WHAT.to_owned()),
        venue: Some(VENUE.to_owned()),
        add_dates: BTreeSet::from([third.clone()]),
        ..PlanEdit::default()
    };
    play.does(talk.helps, "edits the plan, offline", |engine| {
        engine.edit_plan(&id, theirs)?;
        engine.vote(&id, &first, Some(true))
    })?;
    to_and_fro(play, talk)?;

    let wanted = {
        let dates = BTreeSet::from([&first, &second, &third].map(Slot::to_string));
        let dates: Vec<String> = dates.into_iter().collect();
        format!("{WHAT} | {FOR_WHOM} | {VENUE} | {} | 2 for {first}", dates.join(" "))
    };
    for (whose, player) in [("the requester's", talk.asks), ("the helper's", talk.helps)] {
        let found = read(play, player, &id, &first)?;
        play.check(format!("the merged plan on {whose} phone"), found, &wanted);
    }
    let digests = [talk.asks, talk.helps].map(|player| {
        let digest =
            play.phones[player].file.read(table_digest).map_err(setup("reading a phone's file"));
        digest.map(|digest| digest.get(&id).map(|lines| format!("{lines:?}")).unwrap_or_default())
    });
    let [hers, theirs] = digests;
    play.check("the plan's tables, byte by byte", hers?, theirs?);

    play.does(talk.asks, "settles the date", |engine| engine.choose_date(&id, &first))?;
    to_and_fro(play, talk)?;
    let chosen = play.sees(talk.helps, |engine| engine.plan(&id))?.chosen;
    let found = chosen.map(|slot| slot.to_string()).unwrap_or_default();
    play.check("the settled date on the helper's phone", &found, &first);
    play.says(format!(
        "what, for whom, where, 3 dates and 2 votes merged, nobody was asked; settled: {found}"
    ));
    Ok(Planned { id, slot: first })
}

fn read(
    play: &Play<'_>,
    player: usize,
    id: &DocumentId,
    voted: &Slot,
) -> Result<String, DemoError> {
    let plan = play.sees(player, |engine| engine.plan(id))?;
    let yes = plan.dates.iter().find(|date| date.slot == *voted).map_or(0, |date| date.yes);
    let dates: BTreeSet<String> = plan.dates.iter().map(|date| date.slot.to_string()).collect();
    let dates: Vec<String> = dates.into_iter().collect();
    Ok(format!(
        "{} | {} | {} | {} | {yes} for {voted}",
        plan.what,
        plan.for_whom,
        plan.venue,
        dates.join(" ")
    ))
}

/// A Wednesday in four weeks, the day after, and the Monday after that.
fn dates(play: &Play<'_>) -> Result<[Slot; 3], DemoError> {
    let zone = match play.schools.all.first().map(|school| school.code) {
        Some(SchoolCode::Quebec(_)) => "America/Toronto",
        _ => "Europe/Paris",
    };
    let mut wednesday = Zoned::now().date();
    let next = |day: Date, days: i64| day.checked_add(days.days()).map_err(setup("a date"));
    wednesday = next(wednesday, 28)?;
    while wednesday.weekday() != Weekday::Wednesday {
        wednesday = next(wednesday, 1)?;
    }
    let slot =
        |day: Date, hour| Slot { start: day.at(hour, 0, 0, 0), minutes: 90, zone: zone.to_owned() };
    Ok([slot(wednesday, 14), slot(next(wednesday, 1)?, 10), slot(next(wednesday, 5)?, 15)])
}
