//! Who plays in the story: parts, at real establishments, chosen by a seed.

use std::collections::BTreeSet;

use sharenum_domain::{Establishment, RadiusKm, Role, area_of, areas_within};

use super::brute::{self, Skill};
use super::chance::Chance;
use super::error::DemoError;
use super::schools::Schools;

mod part;

pub(super) use part::Part;

/// The tool that the ticket is about.
pub(super) const TOOL: &str = "3d-printer";
/// The tool that somebody else is an expert of.
pub(super) const OTHER_TOOL: &str = "educational-robot";

/// Somebody with a phone.
#[derive(Debug, Clone)]
pub(super) struct Player {
    /// What they do in the story.
    pub part: Part,
    /// What they are called; nobody has a name.
    pub role: String,
    /// Position of their establishment in [`Schools::all`].
    pub school: usize,
    /// Their address.
    pub mail: String,
}

impl Player {
    /// What they know of [`TOOL`].
    pub(super) const fn skill(&self) -> Option<Skill> {
        self.part.skill()
    }

    /// What their certificate lets them do.
    pub(super) const fn roles(&self) -> &'static [Role] {
        self.part.roles()
    }
}

/// Everybody who plays.
#[derive(Debug, Clone)]
pub(super) struct Cast {
    /// In the order of their numbers; the requester first.
    pub players: Vec<Player>,
}

/// Fewer establishments around the requester make no story.
const FEWEST: usize = 4;

impl Cast {
    /// Chooses who plays. The same schools, radius and seed choose the same.
    pub(super) fn choose(
        schools: &Schools,
        radius: RadiusKm,
        seed: u64,
    ) -> Result<Self, DemoError> {
        let stage = Stage::around(schools, radius, &mut Chance::new(seed))?;
        let mut cast = Self { players: Vec::new() };
        cast.add(Part::Requester, 0, schools);
        let mut own = Turns::new(&stage.own);
        let mut other = Turns::new(if stage.other.is_empty() { &stage.own } else { &stage.other });
        let elsewhere =
            if stage.other.is_empty() { Part::Expert } else { Part::ExpertOfOtherAcademy };
        for (part, turns) in [
            (Part::Expert, 0),
            (Part::Expert, 0),
            (elsewhere, 1),
            (elsewhere, 1),
            (Part::Novice, 0),
            (Part::ByHandOnly, 1),
            (Part::ExpertOfOtherTool, 1),
            (Part::Intermediate, 0),
            (Part::BusHost, 0),
            (Part::BrigadeTeacher, 0),
        ] {
            let school = if turns == 0 { own.next(&mut other) } else { other.next(&mut own) };
            cast.add(part, school, schools);
            if part == Part::BrigadeTeacher {
                cast.add(Part::BrigadeTablet, school, schools);
            }
        }
        for (part, school) in [
            (Part::BeyondInCell, stage.beyond),
            (Part::JustBeyond, stage.just_beyond),
            (Part::FarAway, stage.far),
        ] {
            if let Some(school) = school {
                cast.add(part, school, schools);
            }
        }
        Ok(cast)
    }

    fn add(&mut self, part: Part, school: usize, schools: &Schools) {
        let same = self.players.iter().filter(|player| player.part == part).count();
        let base = part.mail();
        let mail = match (same, part.comes_twice()) {
            (0, false) => format!("{base}@example.org"),
            (before, _) => format!("{base}-{}@example.org", before + 1),
        };
        let role = match schools.all.get(school) {
            Some(school) => format!("{} at {}", part.label(), school.name),
            None => part.label().to_owned(),
        };
        self.players.push(Player { part, role, school, mail });
    }

    /// The number of the first who plays a part.
    pub(super) fn first(&self, part: Part) -> Option<usize> {
        self.players.iter().position(|player| player.part == part)
    }
}

/// Establishments by where they are, each list in an order of chance.
struct Stage {
    /// Inside, of the requester's academy.
    own: Vec<usize>,
    /// Inside, of other academies.
    other: Vec<usize>,
    /// Beyond the radius, but in the requester's own area cell where there is such a one, else in
    /// another that the ticket is routed to.
    beyond: Option<usize>,
    /// The nearest beyond the radius, if that is another one.
    just_beyond: Option<usize>,
    /// In none of its areas.
    far: Option<usize>,
}

impl Stage {
    fn around(schools: &Schools, radius: RadiusKm, chance: &mut Chance) -> Result<Self, DemoError> {
        let centre = schools
            .centre()
            .ok_or_else(|| DemoError::Setup("the requester's school has no coordinates".into()))?;
        let reach = f64::from(radius.get());
        let areas = areas_within(&centre, radius);
        let home = schools.all.first().map(|school| school.academy.clone());
        let mut stage =
            Self { own: Vec::new(), other: Vec::new(), beyond: None, just_beyond: None, far: None };
        let mut beyond = Vec::new();
        let mut far = Vec::new();
        for (index, school) in schools.all.iter().enumerate().skip(1) {
            let Some(km) = brute::nearest_km(&centre, &school.places) else { continue };
            let of_home = Some(&school.academy) == home.as_ref();
            if km <= reach {
                (if of_home { &mut stage.own } else { &mut stage.other }).push(index);
            } else if cells(school).is_disjoint(&areas) {
                far.push(index);
            } else {
                let own_cell = cells(school).contains(&area_of(&centre));
                beyond.push((!own_cell, index));
            }
        }
        if stage.own.len() + stage.other.len() + 1 < FEWEST {
            return Err(DemoError::Usage(format!(
                "only {} establishments lie within {reach} km of the first; widen it with --km, or \
                 begin elsewhere with --around",
                stage.own.len() + stage.other.len() + 1
            )));
        }
        if stage.own.is_empty() {
            std::mem::swap(&mut stage.own, &mut stage.other);
        }
        chance.shuffle(&mut stage.own);
        chance.shuffle(&mut stage.other);
        chance.shuffle(&mut far);
        // Schools are sorted by distance, so the first is the one that a wrong distance would
        // let in first.
        let nearest = beyond.first().map(|(_, index)| *index);
        beyond.sort_unstable();
        stage.beyond = beyond.first().map(|(_, index)| *index);
        stage.just_beyond = nearest.filter(|index| Some(*index) != stage.beyond);
        stage.far = far.first().copied();
        Ok(stage)
    }
}

/// The areas that a phone of this establishment follows: those of all its buildings.
fn cells(school: &Establishment) -> BTreeSet<u64> {
    school.places.iter().map(|place| area_of(&place.position)).collect()
}

/// Hands out establishments one by one, and lends from another list before it begins again.
struct Turns<'a> {
    schools: &'a [usize],
    given: usize,
}

impl<'a> Turns<'a> {
    const fn new(schools: &'a [usize]) -> Self {
        Self { schools, given: 0 }
    }

    fn fresh(&mut self) -> Option<usize> {
        let school = self.schools.get(self.given).copied();
        self.given += usize::from(school.is_some());
        school
    }

    fn next(&mut self, other: &mut Self) -> usize {
        self.fresh().or_else(|| other.fresh()).unwrap_or_else(|| {
            self.given += 1;
            self.schools.get(self.given % self.schools.len().max(1)).copied().unwrap_or(0)
        })
    }
}

#[cfg(test)]
mod tests;
