//! Playing the story: every phone does and syncs through here, so that what moved is told and
//! what it cost is counted.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::time::{Duration, Instant};

use sharenum_companion::{CompanionEngine, EngineError, SyncSummary};
use sharenum_domain::{MemberId, Position, RadiusKm};
use tokio::runtime::Runtime;

mod telling;

pub(super) use telling::At;
use telling::{Journey, Telling};

use super::cast::{Cast, Part, Player};
use super::chance::Chance;
use super::error::{DemoError, Difference, setup};
use super::phone::{Phone, Vault};
use super::report::{Check, Mark, Sign, StepCost, Theme, Timeline};
use super::schools::Schools;
use super::stage::{Carried, HubLog, Stage, Traffic};
use super::story::{Observer, Options};

/// As much time as a phone gives an app in the background.
const BUDGET: Duration = Duration::from_secs(30);

/// A story that is being played.
pub(super) struct Play<'o> {
    observer: &'o mut dyn Observer,
    /// What was asked for.
    pub options: &'o Options,
    /// The establishments of the region.
    pub schools: Schools,
    /// Who plays.
    pub cast: Cast,
    /// A phone for each of them.
    pub phones: Vec<Phone>,
    /// The hubs.
    pub stage: Stage,
    /// Runs what waits for the network.
    pub runtime: Runtime,
    telling: Telling,
    /// What was compared so far.
    pub checks: Vec<Check>,
    differences: Vec<Difference>,
    /// What the steps cost so far.
    pub costs: Vec<StepCost>,
    written: (u64, u64),
}

impl<'o> Play<'o> {
    /// Chooses the cast, starts the hubs and hands out phones.
    pub(super) fn begin(
        options: &'o Options,
        observer: &'o mut dyn Observer,
    ) -> Result<Self, DemoError> {
        let radius = radius(options)?;
        let directory = options.directory.as_deref();
        let schools = Schools::read(directory, options.around.as_deref(), radius)?;
        let cast = Cast::choose(&schools, radius, options.seed)?;
        let runtime = Runtime::new().map_err(setup("threads"))?;
        let mut chance = Chance::new(!options.seed);
        let members: Vec<MemberId> =
            cast.players.iter().map(|_| chance.bytes::<16>().into()).collect();
        let program = options.program.as_deref();
        let stage = Stage::set(&runtime, program, &options.folder, &schools, &cast, &members)?;
        let phones = members
            .iter()
            .enumerate()
            .map(|(number, member)| {
                let path = options.folder.join(format!("phone-{:02}.sqlite", number + 1));
                Phone::open(&path, Vault::new(&mut chance), *member)
            })
            .collect::<Result<_, _>>()?;
        let telling = Telling::new(&cast);
        Ok(Self {
            observer,
            options,
            schools,
            cast,
            phones,
            stage,
            runtime,
            telling,
            checks: Vec::new(),
            differences: Vec::new(),
            costs: Vec::new(),
            written: (0, 0),
        })
    }

    /// Plays one step of the story.
    pub(super) fn step<R>(
        &mut self,
        title: &str,
        scene: impl FnOnce(&mut Self) -> Result<R, DemoError>,
    ) -> Result<R, DemoError> {
        let began = Instant::now();
        self.telling.begin(title);
        self.costs.push(StepCost { title: title.to_owned(), ..StepCost::default() });
        self.observer.begins(self.costs.len(), title);
        let played = scene(self)?;
        let took = began.elapsed();
        let (documents, changes) = self.count_written()?;
        let before = std::mem::replace(&mut self.written, (documents, changes));
        if let Some(cost) = self.costs.last_mut() {
            cost.documents = documents.saturating_sub(before.0);
            cost.changes = changes.saturating_sub(before.1);
            cost.took = took;
            self.observer.ended(cost);
        }
        Ok(played)
    }

    /// Documents and changes so far: what the phones wrote, and what the region did.
    fn count_written(&self) -> Result<(u64, u64), DemoError> {
        let (mut documents, mut changes) = HubLog::read(&self.stage.region.data)?.of_authority();
        for phone in &self.phones {
            changes += phone.count("SELECT count(*) FROM chunk WHERE own = 1")?;
            let member = phone.member;
            let sql = format!("SELECT count(*) FROM document WHERE creator = x'{member}'");
            documents += phone.count(&sql)?;
        }
        Ok((documents, changes))
    }

    /// Tells the reader something.
    pub(super) fn says(&mut self, line: impl AsRef<str>) {
        self.observer.says(line.as_ref());
    }

    /// Compares what the files say with the independent answer. A difference is kept, and the
    /// story goes on, to end with all of them.
    pub(super) fn check(
        &mut self,
        what: impl Into<String>,
        found: impl Display,
        expected: impl Display,
    ) {
        let check =
            Check { what: what.into(), found: found.to_string(), expected: expected.to_string() };
        if !check.holds() {
            let difference = Difference {
                step: self.step_title(),
                what: check.what.clone(),
                found: check.found.clone(),
                expected: check.expected.clone(),
            };
            self.observer.differs(&difference);
            self.differences.push(difference);
        }
        self.checks.push(check);
    }

    /// What differed so far.
    pub(super) fn differences(&self) -> &[Difference] {
        &self.differences
    }

    fn step_title(&self) -> String {
        self.costs.last().map(|cost| cost.title.clone()).unwrap_or_default()
    }

    /// The number of the first who plays a part.
    pub(super) fn player(&self, part: Part) -> Result<usize, DemoError> {
        let missing = || DemoError::Setup(format!("nobody plays {}", part.label()));
        self.cast.first(part).ok_or_else(missing)
    }

    /// Who plays, with their phone.
    pub(super) fn players(&self) -> impl Iterator<Item = (usize, &Player, &Phone)> {
        let both = self.cast.players.iter().zip(&self.phones);
        both.enumerate().map(|(number, (player, phone))| (number, player, phone))
    }

    /// Somebody does something on their phone, without a network.
    pub(super) fn does<R>(
        &mut self,
        player: usize,
        what: &str,
        intent: impl FnOnce(&CompanionEngine) -> Result<R, EngineError>,
    ) -> Result<R, DemoError> {
        let phone = &self.phones[player];
        let before = phone.glance()?;
        let done = intent(&phone.engine).map_err(|error| self.failed(player, &error))?;
        let new = self.phones[player].since(&before)?;
        self.telling.wrote(player, what, &new.written);
        Ok(done)
    }

    /// Somebody looks at their phone.
    pub(super) fn sees<R>(
        &self,
        player: usize,
        query: impl FnOnce(&CompanionEngine) -> Result<R, EngineError>,
    ) -> Result<R, DemoError> {
        query(&self.phones[player].engine).map_err(|error| self.failed(player, &error))
    }

    /// Somebody tries what the app must refuse, for this reason.
    pub(super) fn may_not<R>(
        &mut self,
        player: usize,
        what: &str,
        code: &str,
        intent: impl FnOnce(&CompanionEngine) -> Result<R, EngineError>,
    ) {
        let found = match intent(&self.phones[player].engine) {
            Ok(_) => "done".to_owned(),
            Err(error) => error.code().to_owned(),
        };
        self.check(what, found, code);
    }

    fn failed(&self, player: usize, error: &EngineError) -> DemoError {
        let who = self.cast.players.get(player).map(|player| player.role.clone());
        DemoError::Phone {
            step: self.step_title(),
            who: who.unwrap_or_default(),
            reason: error.to_string(),
        }
    }

    /// One phone syncs.
    pub(super) fn sync(&mut self, player: usize, at: At) -> Result<SyncSummary, DemoError> {
        let (summary, journey) = self.sync_one(player, at)?;
        self.telling.travelled(at, &[journey]);
        Ok(summary)
    }

    /// All phones sync, one after the other.
    pub(super) fn everyone_syncs(&mut self, at: At) -> Result<(), DemoError> {
        let everyone: Vec<usize> = (0..self.phones.len()).collect();
        self.these_sync(&everyone, at)
    }

    /// Some phones sync, one after the other.
    pub(super) fn these_sync(&mut self, players: &[usize], at: At) -> Result<(), DemoError> {
        let journeys = players
            .iter()
            .map(|player| Ok(self.sync_one(*player, at)?.1))
            .collect::<Result<Vec<_>, DemoError>>()?;
        self.telling.travelled(at, &journeys);
        Ok(())
    }

    fn sync_one(&mut self, player: usize, at: At) -> Result<(SyncSummary, Journey), DemoError> {
        let url = match at {
            At::Region => self.stage.region.url(),
            At::Bus => self.stage.bus.url(),
        };
        let phone = &self.phones[player];
        let before = phone.glance()?;
        let synced = self.runtime.block_on(phone.engine.sync(&url, BUDGET));
        let summary = synced.map_err(|error| self.failed(player, &error))?;
        // Now and not later: a slow listener is told to read again, and hears no more.
        self.phones[player].listen();
        let new = self.phones[player].since(&before)?;
        self.counts(summary.bytes_sent, summary.bytes_received);
        Ok((summary, Journey { player, new }))
    }

    /// Counts what went over the network beside the syncs of phones.
    pub(super) fn counts(&mut self, up: u64, down: u64) {
        if let Some(cost) = self.costs.last_mut() {
            cost.bytes_up += up;
            cost.bytes_down += down;
        }
    }

    /// The bus comes home: the road is open for as long as it carries.
    pub(super) fn bus_drives_home(&mut self) -> Result<Carried, DemoError> {
        let before = self.logs()?;
        self.stage.road.set(Traffic::Open);
        let carried = self.stage.bus.carry();
        self.stage.road.set(Traffic::Closed);
        let carried = carried?;
        let after = self.logs()?;
        self.counts(carried.bytes_sent, carried.bytes_received);
        let (home, out) = (after.0.new_kinds(&before.0), after.1.new_kinds(&before.1));
        self.telling.carried(&home, &out);
        self.check(
            "the bus carried everything both ways",
            carried.error.as_deref().unwrap_or(if carried.finished { "done" } else { "not done" }),
            "done",
        );
        Ok(carried)
    }

    /// The logs of the region and of the bus.
    pub(super) fn logs(&self) -> Result<(HubLog, HubLog), DemoError> {
        let (region, bus) = (&self.stage.region.data, &self.stage.bus.data);
        Ok((HubLog::read(region)?, HubLog::read(bus)?))
    }

    /// Tells of something that is no change of a phone: a refusal, a decision, a crash.
    pub(super) fn notes(&mut self, text: &str, marks: Vec<Mark>) {
        self.telling.note(text, marks);
    }

    /// A sign on somebody's lane.
    pub(super) const fn mark(player: usize, sign: Sign, theme: Theme) -> Mark {
        Mark { lane: telling::lane_of(player), sign, theme }
    }

    /// A sign on the region's lane.
    pub(super) const fn region_mark(sign: Sign, theme: Theme) -> Mark {
        Mark { lane: telling::REGION, sign, theme }
    }

    /// What was told.
    pub(super) fn timeline(&self) -> Timeline {
        self.telling.timeline.clone()
    }

    /// Where the story begins.
    pub(super) fn centre(&self) -> Result<Position, DemoError> {
        let missing = || DemoError::Setup("the requester's school has no coordinates".to_owned());
        self.schools.centre().ok_or_else(missing)
    }

    /// How far the ticket reaches.
    pub(super) fn radius(&self) -> Result<RadiusKm, DemoError> {
        radius(self.options)
    }

    /// Numbers of players, as a text that can be compared.
    pub(super) fn numbers(players: impl IntoIterator<Item = usize>) -> String {
        let numbers: BTreeSet<usize> = players.into_iter().map(|player| player + 1).collect();
        if numbers.is_empty() {
            return "nobody".to_owned();
        }
        let words: Vec<String> = numbers.iter().map(usize::to_string).collect();
        words.join(", ")
    }
}

fn radius(options: &Options) -> Result<RadiusKm, DemoError> {
    RadiusKm::new(options.km).map_err(|error| DemoError::Usage(format!("--km: {error}")))
}
