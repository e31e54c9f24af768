//! One run of the story, in processes.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::time::Instant;

use tempfile::TempDir;

use super::order::{Kill, Point, Who};
use super::tally::Tally;
use super::{POINTS, Passed};
use crate::check::{Checked, HubFile, Outcome, PhoneFile, Promised, agree, carried, ensure};
use crate::process::{Heard, PATIENCE, Process};
use crate::story::Order;
use crate::template::{Folders, Template, copy, scratch};

use super::hub::Hub;

const SIGKILL: i32 = 9;

/// A phone tries again when a connection breaks under it: not more often than this. All kills of one
/// telling may fall into one step.
const MOST_TRIES: usize = super::KILLS_PER_RUN + 3;

/// What a run was that nobody disturbed.
pub struct Reference {
    pub outcome: Outcome,
    pub passed: Passed,
    /// How many changes the phone had written before the story and after each step.
    pub written: Vec<usize>,
}

impl Reference {
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.passed.keys()
    }

    /// Places that are known and were not passed, and places that nobody knows.
    pub fn missing_points(&self) -> Vec<&str> {
        let known: BTreeSet<_> =
            POINTS.iter().flat_map(|(who, names)| names.iter().map(|name| (*who, *name))).collect();
        let passed: BTreeSet<_> =
            self.passed.keys().map(|(who, name)| (*who, name.as_str())).collect();
        known.symmetric_difference(&passed).map(|(_, name)| *name).collect()
    }
}

pub struct World {
    folders: Folders,
    epoch_ms: i64,
    /// As in [`Reference`]; as far as it is known.
    written: Vec<usize>,
    region: Hub,
    bus: Hub,
    phone: Option<Process>,
    trace: Option<PathBuf>,
    promised: Promised,
    _folder: TempDir,
}

impl World {
    /// Hubs have an address to themselves, of the 2^24 that every Linux machine has.
    pub fn new(template: &Template, run: usize, written: &[usize]) -> Self {
        let folder = scratch();
        let folders = template.copy_to(folder.path());
        let pid = std::process::id();
        let ip = format!("127.{}.{}.{}", 1 + pid % 250, run / 250 % 250, 1 + run % 250);
        let region = Hub::new(&folders.region, &ip, &[]);
        let bus = ["--role", "bus", "--upstream", &region.url, "--carry-every", "3600"];
        let bus = Hub::new(&folders.bus, &ip, &bus);
        Self {
            folders,
            epoch_ms: template.epoch_ms,
            written: written.to_vec(),
            region,
            bus,
            phone: None,
            trace: None,
            promised: Promised::default(),
            _folder: folder,
        }
    }

    /// Nobody is killed; everybody says which places they pass.
    pub fn undisturbed(template: &Template) -> Reference {
        let mut world = Self::new(template, 0, &[]);
        let written = scratch();
        let trace = |name: &str| Some(written.path().join(name));
        let traces = [trace("phone.trace"), trace("region.trace"), trace("bus.trace")];
        [world.trace, world.region.trace, world.bus.trace] = traces.clone();
        world.note_written();
        let outcome = world.live(Vec::new(), &Tally::default()).unwrap();
        let mut passed = Passed::new();
        let all = [Who::Phone, Who::Region, Who::Bus];
        for (who, path) in all.into_iter().zip(traces.iter().flatten()) {
            for name in fs::read_to_string(path).unwrap().lines() {
                *passed.entry((who, name.to_owned())).or_default() += 1;
            }
        }
        Reference { outcome, passed, written: world.written }
    }

    /// Lives through the story with these kills, and looks at where it ends.
    pub fn live(&mut self, orders: Vec<Kill>, tally: &Tally) -> Checked<Outcome> {
        let mut orders = orders.into_iter();
        self.region.start();
        self.bus.start();
        self.start_phone(0);
        let mut tries = 0;
        let (mut order, mut until) = self.issue(orders.next());
        loop {
            let time =
                until.map_or(PATIENCE, |until| until.saturating_duration_since(Instant::now()));
            match self.phone.as_ref().unwrap().hear(time) {
                Heard::Line(line) if line == "done" => break,
                Heard::Line(line) if line.starts_with("returned ") => {
                    if self.trace.is_some() {
                        self.note_written();
                        self.phone.as_mut().unwrap().tell("go on");
                    }
                    self.promise(&line);
                    tries = 0;
                }
                Heard::Line(line) => {
                    tries += 1;
                    ensure(tries <= MOST_TRIES, || format!("it goes on failing: {line}"))?;
                    // The connection breaks a moment before the process is dead.
                    if let Some(hub) = order.as_ref().and_then(|order| self.hub(order.who()))
                        && hub.is_ending()
                    {
                        self.after_kill(order.take(), tally)?;
                        (order, until) = self.issue(orders.next());
                    }
                    self.phone.as_mut().unwrap().tell("again");
                }
                Heard::End => {
                    let ordered = order.as_ref().is_some_and(|order| order.who() == Who::Phone);
                    ensure(ordered, || "the phone ended, and nobody had killed it".to_owned())?;
                    self.after_kill(order.take(), tally)?;
                    (order, until) = self.issue(orders.next());
                }
                Heard::Nothing => {
                    let who = order.as_ref().filter(|_| until.is_some()).map(Kill::who);
                    let who = who.ok_or_else(|| "the phone hangs".to_owned())?;
                    if self.process(who).is_dead() {
                        // It was done before.
                        until = None;
                        continue;
                    }
                    self.process(who).kill();
                    self.after_kill(order.take(), tally)?;
                    (order, until) = self.issue(orders.next());
                }
            }
        }
        // A hub may have been killed behind the phone's back.
        if order.as_ref().and_then(|order| self.hub(order.who())).is_some_and(Hub::is_dead) {
            self.after_kill(order.take(), tally)?;
        }
        assert!(self.phone.take().unwrap().wait().success());
        self.region.stop();
        self.bus.stop();
        let (phone, region, bus) = self.look()?;
        Outcome::of(&phone, &region, &bus)
    }

    /// Gives an order, and answers until when to wait for a kill by hand.
    fn issue(&mut self, order: Option<Kill>) -> (Option<Kill>, Option<Instant>) {
        let until = match &order {
            Some(Kill::At { point: (who, name), count }) => {
                self.process(*who).tell(&format!("arm {name} {count}"));
                None
            }
            Some(Kill::After { time, .. }) => Some(Instant::now() + *time),
            None => None,
        };
        (order, until)
    }

    /// Somebody was killed: looks at everything, then starts whoever it was again.
    fn after_kill(&mut self, kill: Option<Kill>, tally: &Tally) -> Checked<()> {
        let kill = kill.ok_or_else(|| "it died, and nobody had killed it".to_owned())?;
        let status = self.process(kill.who()).wait();
        let killed = status.signal() == Some(SIGKILL);
        let ended = matches!(kill, Kill::After { .. }) && status.success();
        ensure(killed || ended, || format!("{kill} ended by itself: {status}"))?;
        if killed {
            tally.killed(&kill);
        }
        match kill.who() {
            Who::Phone => {
                // What it said before its end was said.
                while let Heard::Line(line) = self.phone.as_ref().unwrap().hear(PATIENCE) {
                    self.promise(&line);
                }
                let (phone, ..) = self.look()?;
                let from = self.promised.where_to_go_on(&phone, &self.written)?;
                self.promised.steps = from;
                self.start_phone(from);
            }
            Who::Region => {
                self.look_at_hubs()?;
                self.region.start();
            }
            Who::Bus => {
                self.look_at_hubs()?;
                self.bus.start();
            }
        }
        Ok(())
    }

    /// Checks all files, and that they keep what was promised. The phone's as a copy: the phone
    /// itself must find it as it was left.
    fn look(&self) -> Checked<(PhoneFile, HubFile, HubFile)> {
        let copied = scratch();
        copy(&self.folders.phone, copied.path());
        let phone = PhoneFile::check(&copied.path().join("phone.db"))?;
        let (region, bus) = self.look_at_hubs()?;
        agree(&phone, &region, &bus)?;
        self.promised.kept_by(&phone, &self.written)?;
        Ok((phone, region, bus))
    }

    /// In the run that nobody disturbs: what the phone has written so far.
    fn note_written(&mut self) {
        let copied = scratch();
        copy(&self.folders.phone, copied.path());
        let phone = PhoneFile::check(&copied.path().join("phone.db")).unwrap();
        self.written.push(phone.own.len());
    }

    fn look_at_hubs(&self) -> Checked<(HubFile, HubFile)> {
        let bus = HubFile::check(&self.folders.bus)?;
        let region = HubFile::check(&self.folders.region)?;
        carried(&bus, &region)?;
        Ok((region, bus))
    }

    fn promise(&mut self, line: &str) {
        if let Some(words) = line.strip_prefix("returned ") {
            self.promised = Promised::read(words, &self.written).unwrap();
        }
    }

    fn start_phone(&mut self, from: usize) {
        let mut phone = Process::phone(self.trace.as_deref());
        let order = Order {
            file: self.folders.file().to_str().unwrap().to_owned(),
            region: self.region.url.clone(),
            bus: self.bus.url.clone(),
            epoch_ms: self.epoch_ms,
            from,
        };
        phone.tell(&order.line());
        self.phone = Some(phone);
    }

    fn process(&mut self, who: Who) -> &mut Process {
        match who {
            Who::Phone => self.phone.as_mut().unwrap(),
            Who::Region => self.region.process.as_mut().unwrap(),
            Who::Bus => self.bus.process.as_mut().unwrap(),
        }
    }

    fn hub(&mut self, who: Who) -> Option<&mut Hub> {
        match who {
            Who::Phone => None,
            Who::Region => Some(&mut self.region),
            Who::Bus => Some(&mut self.bus),
        }
    }
}
