//! One case, from its first step to the moment when everybody has heard of everything.

use sharenum_companion::EngineError;
use sharenum_hub::carry::carry_over;
use sharenum_ledger::HubRole;

use crate::cast::CAST;
use crate::checks;
use crate::clock::Time;
use crate::deeds::{Actor, Facts, Trip};
use crate::hubs::HubBox;
use crate::network::Network;
use crate::phone::Phone;
use crate::seen::Seen;
use crate::step::{Case, Deed, Place, Road, Step};
use crate::way::{Told, Way};
use crate::world::{BUS_URL, Files, REGION_URL, World};

/// Rounds in which everybody syncs; whatever takes longer goes round in circles.
const MOST_ROUNDS: usize = 14;
const STEP_MS: i64 = 20_000;
const HOUR_MS: i64 = 3_600_000;

const CLEAR: Road = Road { narrow: false, trouble: None };

pub struct Play<'w> {
    world: &'w World,
    pub files: Files,
    pub time: Time,
    pub phones: Vec<Phone>,
    pub network: Network,
    pub facts: Facts,
    /// The bus forgot in which order it took things in.
    pub disk_lost: bool,
    pub order: u64,
    pub seen: Seen,
}

/// Plays a case; what happened is in `trace`, also when it ends badly.
pub fn play(world: &World, case: &Case, trace: &mut Vec<String>) -> Result<Seen, String> {
    let mut play = Play::begin(world, case);
    for step in &case.steps {
        play.time.advance(STEP_MS);
        trace.push(play.words(step));
        let told = play.take(*step)?;
        if let Some(line) = trace.last_mut() {
            line.push_str(&told);
        }
        play.look()?;
    }
    trace.push("everybody syncs until nothing is new".to_owned());
    play.end(&case.by_bus)
}

impl<'w> Play<'w> {
    fn begin(world: &'w World, case: &Case) -> Self {
        let parts: Vec<_> = case.phones.iter().map(|at| &CAST[*at]).collect();
        let (files, time) = (world.copy(&parts), Files::time());
        let mut skews = case.skews.iter().copied();
        let mut clock = || time.clock(skews.next().unwrap_or_default());
        let region = HubBox::open(HubRole::Region, &files.region(), clock());
        let bus = HubBox::open(HubRole::Bus, &files.bus(), clock());
        let mut facts = Facts::default();
        let mut phones = Vec::new();
        for part in parts {
            let mut phone = Phone::new(part, files.path(), clock());
            // What is in the list before the case begins has rung before.
            phone.rings.acting = true;
            phone.listen().unwrap();
            phone.rings.acting = false;
            phone.look().unwrap();
            let profile = phone.engine().profile().unwrap();
            let known = facts.profiles.entry(part.member()).or_default();
            known.push((part.school, profile.tools));
            phones.push(phone);
        }
        let network = Network::new(region, bus);
        let order = case.order;
        let (disk_lost, seen) = (false, Seen::default());
        Self { world, files, time, phones, network, facts, disk_lost, order, seen }
    }

    /// What is about to happen.
    fn words(&self, step: &Step) -> String {
        let who = |phone: u8| self.phones[usize::from(phone) % self.phones.len()].part.name;
        let road = |road: &Road| {
            let narrow = if road.narrow { ", little at a time" } else { "" };
            match road.trouble {
                Some(trouble) => {
                    format!("{narrow}, {:?} at request {}", trouble.mishap, trouble.at)
                }
                None => narrow.to_owned(),
            }
        };
        match step {
            Step::Act { phone, deed, .. } => format!("{} ({deed:?}) ", who(*phone)),
            Step::Sync { phone, with, road: on } => {
                format!("{} syncs with the {with:?}{}", who(*phone), road(on))
            }
            Step::Carry { road: on } => format!("the bus carries{}", road(on)),
            Step::Late { .. } => "a late request arrives".to_owned(),
            Step::Restart(place) => format!("the {place:?} restarts"),
            Step::LoseDisk => "the bus gets a new disk".to_owned(),
            Step::Reopen { phone } => format!("{} is closed and opened", who(*phone)),
            Step::Wait { hours } => format!("{hours} hours pass"),
        }
    }

    /// Takes a step, and says in words what came of it.
    fn take(&mut self, step: Step) -> Result<String, String> {
        let count = self.phones.len();
        let at = |phone: u8| usize::from(phone) % count;
        match step {
            Step::Act { phone, deed, pick, how } => self.act(at(phone), deed, pick, how),
            Step::Sync { phone, with, road } => {
                self.sync(at(phone), with, road).map(|told| told.words)
            }
            Step::Carry { road } => self.carry(road).map(|told| told.words),
            Step::Late { back } => Ok(match self.network.late(usize::from(back)) {
                Some((to, path)) => format!(": {path} at the {to:?}"),
                None => ": there is none".to_owned(),
            }),
            Step::Restart(place) => {
                self.network.at(place).switch_off();
                self.network.at(place).switch_on();
                Ok(String::new())
            }
            Step::LoseDisk => {
                self.world.replace_disk(&mut self.network.bus);
                self.disk_lost = true;
                Ok(String::new())
            }
            Step::Reopen { phone } => {
                let phone = &mut self.phones[at(phone)];
                phone.switch_off();
                phone.switch_on();
                Ok(String::new())
            }
            Step::Wait { hours } => {
                self.time.advance(i64::from(hours) * HOUR_MS);
                Ok(String::new())
            }
        }
    }

    fn act(&mut self, number: usize, deed: Deed, pick: u8, how: u8) -> Result<String, String> {
        let phone = &mut self.phones[number];
        let at_school = matches!(deed, Deed::LogHelp | Deed::EditHelp);
        if phone.part.is_tablet() && !at_school {
            return Ok("is not for this".to_owned());
        }
        phone.rings.acting = true;
        let (pick, how) = (usize::from(pick), usize::from(how));
        let told = Actor { number, phone, facts: &mut self.facts, pick, how }.act(deed);
        phone.listen()?;
        phone.rings.acting = false;
        match told {
            Ok(Some(told)) => {
                self.seen.note(format!("{deed:?}"));
                Ok(told)
            }
            Ok(None) => Ok("finds nothing".to_owned()),
            Err(Trip::Fault(what)) => Err(format!("{}: {what}", phone.part.name)),
            Err(Trip::NotDone(error)) => match error {
                EngineError::Storage(_) | EngineError::Refused(_) | EngineError::Sync(_) => {
                    Err(format!("{}: {error}", phone.part.name))
                }
                other => Ok(format!("may not: {}", other.code())),
            },
        }
    }

    fn sync(&mut self, number: usize, with: Place, road: Road) -> Result<Told, String> {
        let Self { phones, network, time, .. } = self;
        let phone = &mut phones[number];
        let engine = phone.engine().clone();
        let url = match with {
            Place::Region => REGION_URL,
            Place::Bus => BUS_URL,
        };
        let mut way = Way::new(road);
        let mut heard = Ok(());
        let synced = engine.sync_over(url, way.limits(), |request| {
            time.advance(1_000);
            heard = std::mem::replace(&mut heard, Ok(())).and_then(|()| phone.listen());
            network.carry(with, false, request, way.next())
        });
        heard.and_then(|()| phone.listen())?;
        way.note(&mut self.seen);
        way.judge(synced.map_err(|error| match error {
            EngineError::Sync(error) => Ok(error),
            other => Err(format!("{}: {other}", phone.part.name)),
        }))
    }

    fn carry(&mut self, road: Road) -> Result<Told, String> {
        let Self { network, time, .. } = self;
        let hub = std::sync::Arc::clone(network.bus.hub());
        let mut way = Way::new(road);
        let carried = carry_over(&hub, REGION_URL, way.limits(), |request| {
            time.advance(1_000);
            network.carry(Place::Region, true, request, way.next())
        });
        way.note(&mut self.seen);
        way.judge(carried.map_err(|error| match error {
            sharenum_hub::HubError::Sync(error) => Ok(error),
            other => Err(format!("the bus: {other}")),
        }))
    }

    /// What must hold after each step.
    fn look(&mut self) -> Result<(), String> {
        if let Some(fault) = self.network.fault.take() {
            return Err(fault);
        }
        self.phones.iter_mut().try_for_each(Phone::look)
    }

    /// Lets everybody hear of everything, and compares.
    fn end(mut self, by_bus: &[bool]) -> Result<Seen, String> {
        self.settle(by_bus)?;
        let view = checks::View::of(&self)?;
        checks::everybody_agrees(&self, &view)?;
        if by_bus.contains(&true) {
            let rung: Vec<_> = self.phones.iter().map(|phone| phone.rings.rung()).collect();
            self.settle(&vec![false; by_bus.len()])?;
            if self.network.region.log_length() != view.length() {
                return Err("a sync with the region brought what the bus had not".to_owned());
            }
            checks::everybody_agrees(&self, &view)?;
            for (before, phone) in rung.iter().zip(&self.phones) {
                if let Some((document, kind)) = phone.rings.rang_since(before) {
                    let name = phone.part.name;
                    return Err(format!(
                        "{name}: the region rang {kind} of {document}, which the bus had brought"
                    ));
                }
            }
        }
        checks::nothing_is_missing(&self, &view)?;
        self.phones.iter().for_each(|phone| phone.rings.note(&mut self.seen));
        view.note(&mut self.seen);
        Ok(self.seen)
    }

    fn settle(&mut self, by_bus: &[bool]) -> Result<(), String> {
        for _ in 0..MOST_ROUNDS {
            let mut quiet = true;
            for (number, by_bus) in by_bus.iter().enumerate() {
                self.time.advance(STEP_MS);
                let home = if *by_bus { Place::Bus } else { Place::Region };
                quiet &= self.sync(number, home, CLEAR)?.quiet;
            }
            quiet &= self.carry(CLEAR)?.quiet;
            self.look()?;
            if quiet {
                return Ok(());
            }
        }
        Err("it never comes to rest".to_owned())
    }
}
