//! The scene: some weeks in the life of a region, which end at the moment that screens show.
//!
//! Everything in it was done through the engine and the hubs: people join, write, meet the region
//! and the bus. One thing is played: a rule of a region to come, which refuses a change (`strict`).
//! The same moment makes the same texts, dates, orders and counts; ids differ.

mod agenda;
mod bus;
mod cast;
mod catalogue;
mod help;
mod hubs;
mod people;
mod strict;
mod tickets;
mod time;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sharenum_domain::{DocumentId, Role};

use hubs::Hubs;
use people::{KEPT, NEWCOMER, NEWCOMER_NUMBER, People, Phone, Secrets};
use time::{Days, SceneClock};

/// The file that says what is where.
pub const PROPERTIES: &str = "scene.properties";
/// Where the newcomer is invited to: Collège Bréart in Mâcon.
const NEWCOMER_SCHOOL: &str = "0711053J";

/// Under which URLs phones know the hubs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// The region's hub.
    pub region: String,
    /// The box of the bus, on its own Wi-Fi.
    pub bus: String,
}

impl Default for Addresses {
    fn default() -> Self {
        Self {
            region: "https://region.sharenum.example".to_owned(),
            bus: "http://192.168.4.1:8480".to_owned(),
        }
    }
}

/// Makes the scene that ends at `now` in `folder`, in place of an earlier one, and answers the
/// lines of its [`PROPERTIES`]. Nothing runs any more when this returns: phones and hubs are closed
/// files that an app and `sharenum-hub serve` can open.
///
/// # Errors
/// When `folder` holds something else, or what the scene asks for was not allowed.
pub fn make(folder: &Path, now: Timestamp, addresses: Addresses) -> Result<String> {
    clear(folder)?;
    // Whoever reads the properties may do so in another folder.
    let folder = &folder.canonicalize()?;
    let elsewhere = tempfile::tempdir()?;
    let days = Days::around(now)?;
    let (mut play, opening) = Play::begin(folder, elsewhere.path(), &days, addresses)?;
    let mut story = Story { days, events: Vec::new() };
    tickets::tell(&mut story)?;
    agenda::tell(&mut story)?;
    help::tell(&mut story)?;
    bus::tell(&mut story)?;
    story.happen(&mut play, opening)?;
    let properties = play.properties(folder)?;
    play.people.leave();
    std::fs::write(folder.join(PROPERTIES), &properties)?;
    Ok(properties)
}

/// Takes an earlier scene away, and nothing else.
fn clear(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let is_scene = folder.join(PROPERTIES).exists();
    let is_empty = std::fs::read_dir(folder)?.next().is_none();
    ensure!(is_scene || is_empty, "{} holds something else than a scene", folder.display());
    for hub in ["region", "bus"] {
        let data = folder.join(hub);
        if data.exists() {
            std::fs::remove_dir_all(data)?;
        }
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // With what SQLite, and a hub that ran, left beside them.
        if name.contains(".sharenum") || name.ends_with(".log") || name == PROPERTIES {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Everything that plays.
struct Play {
    clock: Arc<SceneClock>,
    days: Days,
    hubs: Hubs,
    people: People,
    ids: BTreeMap<&'static str, DocumentId>,
}

impl Play {
    /// Everybody joins, some weeks before `now`. Answers when that was.
    fn begin(
        folder: &Path,
        elsewhere: &Path,
        days: &Days,
        addresses: Addresses,
    ) -> Result<(Self, Timestamp)> {
        let opening = days.instant(days.school_day(-18)?, 8, 0)?;
        let clock = Arc::new(SceneClock::at(opening));
        let hubs = Hubs::start(folder, &clock, days.zone(), addresses)?;
        let people = People::arrive(&hubs, &clock, folder, elsewhere)?;
        people::bookable(&hubs, people.phone("host")?)?;
        people.introduce_themselves()?;
        hubs.carry()?;
        let (days, ids) = (days.clone(), BTreeMap::new());
        Ok((Self { clock, days, hubs, people, ids }, opening))
    }

    fn phone(&self, name: &str) -> Result<&Phone> {
        self.people.phone(name)
    }

    /// Somebody reads what is new, and does something about it.
    fn awake(&self, name: &str) -> Result<&Phone> {
        let phone = self.phone(name)?;
        phone.sync()?;
        Ok(phone)
    }

    /// What somebody did goes to the region, and from there to the phones that are looked at: one
    /// event at a time, so that what they list has an order.
    fn spread(&self, from: &str) -> Result<()> {
        self.phone(from)?.sync()?;
        KEPT.iter().filter(|name| **name != from).try_for_each(|name| self.phone(name)?.sync())
    }

    fn name(&mut self, name: &'static str, id: DocumentId) {
        self.ids.insert(name, id);
    }

    fn id(&self, name: &str) -> Result<DocumentId> {
        self.ids.get(name).copied().with_context(|| format!("{name} has not happened yet"))
    }

    fn properties(&self, folder: &Path) -> Result<String> {
        let invited = self.hubs.invite(&[Role::Member], Some(NEWCOMER_SCHOOL.parse()?))?;
        let mut lines = String::new();
        let mut line = |name: &str, value: &dyn std::fmt::Display| {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "{name}={value}");
        };
        line("now", &self.days.now());
        line("region_url", &self.hubs.addresses.region);
        line("bus_url", &self.hubs.addresses.bus);
        line("region", &folder.join("region").display());
        line("bus", &folder.join("bus").display());
        let newcomer = folder.join(format!("{NEWCOMER}.sharenum"));
        let mut phone = |name: &str, file: &Path, secrets: Secrets| {
            line(name, &file.display());
            line(&format!("{name}_key"), &HEXLOWER.encode(&secrets.key));
            line(&format!("{name}_seed"), &HEXLOWER.encode(&secrets.seed));
        };
        for name in KEPT {
            let kept = self.phone(name)?;
            phone(name, &kept.file, kept.secrets);
        }
        phone(NEWCOMER, &newcomer, Secrets::of(NEWCOMER_NUMBER));
        line("newcomer_invitation", &invited.link);
        line("newcomer_code", &invited.code);
        line("resource_bus", &people::BUS);
        line("bus_day", &self.days.today());
        for (name, id) in &self.ids {
            line(name, id);
        }
        Ok(lines)
    }
}

type Event = Box<dyn FnOnce(&mut Play) -> Result<()>>;

/// What happens, each thing at its time.
struct Story {
    days: Days,
    events: Vec<(Timestamp, Event)>,
}

impl Story {
    /// On the `n`th school day before today, which is negative, or after.
    fn on(
        &mut self,
        n: i32,
        (hour, minute): (i8, i8),
        event: impl FnOnce(&mut Play) -> Result<()> + 'static,
    ) -> Result<()> {
        let at = self.days.instant(self.days.school_day(n)?, hour, minute)?;
        self.events.push((at, Box::new(event)));
        Ok(())
    }

    /// On the day before today, a school day or not.
    fn yesterday(
        &mut self,
        (hour, minute): (i8, i8),
        event: impl FnOnce(&mut Play) -> Result<()> + 'static,
    ) -> Result<()> {
        let at = self.days.instant(self.days.today().yesterday()?, hour, minute)?;
        self.events.push((at, Box::new(event)));
        Ok(())
    }

    /// So many minutes before the moment that screens show.
    fn ago(
        &mut self,
        minutes: i64,
        event: impl FnOnce(&mut Play) -> Result<()> + 'static,
    ) -> Result<()> {
        self.events.push((self.days.ago(minutes)?, Box::new(event)));
        Ok(())
    }

    fn happen(mut self, play: &mut Play, opening: Timestamp) -> Result<()> {
        self.events.sort_by_key(|(at, _)| *at);
        let mut before = opening;
        for (at, event) in self.events {
            if at <= before {
                bail!("two things happen at {at}: one of them has to wait");
            }
            before = at;
            play.clock.go_on_to(at)?;
            event(play).with_context(|| format!("at {at}"))?;
        }
        play.clock.go_on_to(self.days.now())
    }
}
