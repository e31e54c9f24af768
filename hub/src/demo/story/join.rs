//! Everybody joins with an invitation, says what they know, and gets the directory.

use std::collections::{BTreeMap, BTreeSet};

use sharenum_companion::State;
use sharenum_domain::{Level, Proficiency, ToolId};

use crate::demo::cast::{OTHER_TOOL, Part, TOOL};
use crate::demo::error::DemoError;
use crate::demo::play::{At, Play};
use crate::demo::report::{Sign, Theme};
use crate::demo::stage::{Traffic, slug};

/// A card holds so many characters of a name.
const LONGEST_NAME: usize = 80;

pub(super) fn everybody(play: &mut Play<'_>) -> Result<(), DemoError> {
    let url = play.stage.region.url();
    for player in 0..play.phones.len() {
        let code = play.stage.invitations[player].clone();
        let engine = play.phones[player].engine.clone();
        let joined = play.runtime.block_on(engine.join(Some(&url), &code));
        play.sees(player, |_| joined)?;
        introduce(play, player)?;
    }
    let people: Vec<usize> = play
        .players()
        .filter(|(_, player, _)| player.part.is_person())
        .map(|(number, _, _)| number)
        .collect();
    let marks = people.iter().map(|player| Play::mark(*player, Sign::Written, Theme::Basics));
    let marks = marks.collect();
    play.notes(&format!("{} people say where they are and what they know", people.len()), marks);
    // The first brings the directory, the second what the own area has.
    play.everyone_syncs(At::Region)?;
    play.everyone_syncs(At::Region)?;
    play.bus_drives_home()?;
    play.stage.road.set(Traffic::Closed);

    let joined = play
        .players()
        .filter(|(_, _, phone)| matches!(phone.engine.state(), State::Joined { member, .. } if member == phone.member))
        .count();
    let expected = play.cast.players.len();
    play.check("phones that joined as their member", joined, expected);
    let mut held = BTreeSet::new();
    for (_, _, phone) in play.players() {
        held.insert(phone.count("SELECT count(*) FROM establishment")?);
    }
    let held: Vec<String> = held.iter().map(u64::to_string).collect();
    let schools = play.schools.all.len();
    play.check("establishments in each phone's file", held.join(", "), schools);
    let alerts = alerts(play)?;
    play.check("alerts of a first sync", alerts, 0);
    let academies: BTreeSet<&str> =
        play.schools.all.iter().map(|school| school.academy.name.as_str()).collect();
    let academies = academies.len();
    play.says(format!(
        "{joined} phones joined; each holds {schools} establishments of {academies} academies"
    ));
    Ok(())
}

/// Sets profile and card.
fn introduce(play: &mut Play<'_>, player: usize) -> Result<(), DemoError> {
    let member = play.cast.players[player].clone();
    if !member.part.is_person() {
        return Ok(());
    }
    let school = play.schools.all.get(member.school).map(|school| school.code);
    let tools = tools(member.part)?;
    let name: String = member.role.chars().take(LONGEST_NAME).collect();
    play.sees(player, |engine| {
        engine.set_profile(school, tools)?;
        engine.set_card(&name, &member.mail)
    })
}

fn tools(part: Part) -> Result<BTreeMap<ToolId, Proficiency>, DemoError> {
    let mut tools = BTreeMap::new();
    if let Some(skill) = part.skill() {
        let level = Level::from(skill.level);
        let known = Proficiency { level, by_hand: skill.by_hand, in_class: skill.in_class };
        tools.insert(slug(TOOL)?, known);
    }
    if part == Part::ExpertOfOtherTool {
        let known = Proficiency { level: Level::Experienced, by_hand: true, in_class: true };
        tools.insert(slug(OTHER_TOOL)?, known);
    }
    Ok(tools)
}

/// How many alerts there are on all phones.
pub(super) fn alerts(play: &Play<'_>) -> Result<u64, DemoError> {
    play.players().map(|(_, _, phone)| phone.count("SELECT count(*) FROM alert")).sum()
}
