//! A small region around Mâcon: a relay that speaks the protocol in memory, and members' phones.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a fixture: each test binary uses its own part, and what fails here fails the test"
)]

pub mod relay;
pub mod told;
pub mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use sharenum_companion::*;
use sharenum_domain::*;
use sharenum_sync::SyncLimits;
use tempfile::TempDir;
use zeroize::Zeroizing;

pub use relay::Relay;

pub const PRINTER: &str = "imprimante-3d";
pub const ROBOT: &str = "robot";
pub const BUS: &str = "busnum";

pub fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

pub fn km(radius: u16) -> RadiusKm {
    RadiusKm::new(radius).unwrap()
}

pub fn position(lat: f64, lon: f64) -> Position {
    Position::new(lat, lon).unwrap()
}

/// A French code with its check letter.
pub fn code(number: u32) -> SchoolCode {
    let letter = b"ABCDEFGHJKLMNPRSTUVWXYZ"[(number % 23) as usize];
    format!("{number:07}{}", char::from(letter)).parse().unwrap()
}

/// North of Mâcon, one school about every 10 km: the first at the requester's, the fourth beyond
/// 20 km, the fifth without coordinates.
pub fn schools() -> Vec<Establishment> {
    let school = |number: u32, name: &str, lat: Option<f64>, academy: &str| Establishment {
        code: code(number),
        name: name.to_owned(),
        kind: EstablishmentKind::LowerSecondary,
        commune: "Mâcon".to_owned(),
        academy: Academy { code: academy.to_owned(), name: academy.to_uppercase() },
        places: lat
            .map(|lat| Place { position: position(lat, 4.83), label: "principal".to_owned() })
            .into_iter()
            .collect(),
    };
    vec![
        school(710_001, "Collège de l'Étang", Some(46.30), "dijon"),
        school(690_002, "Collège Saint-Exupéry", Some(46.39), "lyon"),
        school(710_003, "Collège des Tilleuls", Some(46.46), "dijon"),
        school(710_004, "Collège du Moulin", Some(46.565), "dijon"),
        school(710_005, "Collège Sans Carte", None, "dijon"),
    ]
}

pub fn able(level: Level, by_hand: bool, in_class: bool) -> Proficiency {
    Proficiency { level, by_hand, in_class }
}

pub fn expert() -> Proficiency {
    able(Level::Experienced, true, true)
}

pub fn novice() -> Proficiency {
    able(Level::Novice, false, false)
}

pub fn tools(list: &[(&str, Proficiency)]) -> BTreeMap<ToolId, Proficiency> {
    list.iter().map(|(tool, level)| (slug(tool), level.clone())).collect()
}

pub fn start() -> Timestamp {
    "2026-11-02T08:00:00Z".parse().unwrap()
}

pub fn slot(text: &str) -> Slot {
    format!("{text}[Europe/Paris]/90").parse().unwrap()
}

pub fn page() -> PageRequest {
    PageRequest::first()
}

/// A region with its directory and catalogue published.
pub struct Region {
    pub relay: Relay,
    pub clock: Arc<ManualClock>,
    folder: TempDir,
    devices: u8,
}

/// A member's phone.
pub struct Phone {
    pub engine: CompanionEngine,
    pub member: MemberId,
    pub path: PathBuf,
    pub seed: [u8; 32],
}

impl Region {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(start()));
        let relay = Relay::region(folder.path(), Arc::clone(&clock));
        relay.publish_directory(schools());
        relay.publish_tool(PRINTER, "Imprimante 3D", "3D printer");
        relay.publish_tool(ROBOT, "Robot éducatif", "Classroom robot");
        relay.publish_training("impression-1", PRINTER, "dijon");
        relay.publish_training("impression-lyon", PRINTER, "lyon");
        Self { relay, clock, folder, devices: 100 }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn pass(&self, hours: i64) {
        self.clock.advance(SignedDuration::from_hours(hours));
    }

    /// The phone of member `number`, joined and synced, without a profile.
    pub fn joined(&mut self, number: u8, school: Option<SchoolCode>, roles: &[Role]) -> Phone {
        self.devices += 1;
        let seed = [self.devices; 32];
        let path = self.file(&format!("phone-{}.db", self.devices));
        let engine = self.open(&path, seed);
        let member = MemberId::from([number; 16]);
        let invitation = format!("CODE-{}", self.devices);
        self.relay.invite(&invitation, member, roles, school);
        let request = engine.join_request(&invitation).unwrap();
        let reply = self.relay.answer(request.request().clone());
        engine.complete_join("http://region.test", &request, &reply).unwrap();
        let phone = Phone { engine, member, path, seed };
        self.sync(&phone);
        phone
    }

    pub fn open(&self, path: &std::path::Path, seed: [u8; 32]) -> CompanionEngine {
        let clock = Arc::clone(&self.clock);
        CompanionEngine::open(path, &FileKey::from_bytes([5; 48]), Zeroizing::new(seed), clock)
            .unwrap()
    }

    /// A teacher of the school at `index` in [`schools`], with a profile and a card.
    pub fn teacher(&mut self, number: u8, index: usize, list: &[(&str, Proficiency)]) -> Phone {
        self.person(number, index, list, &[Role::Member])
    }

    pub fn person(
        &mut self,
        number: u8,
        index: usize,
        list: &[(&str, Proficiency)],
        roles: &[Role],
    ) -> Phone {
        let school = schools()[index].code;
        let phone = self.joined(number, Some(school), roles);
        phone.engine.set_profile(Some(school), tools(list)).unwrap();
        phone.engine.set_card(&format!("Membre {number}"), "membre@ac-dijon.fr").unwrap();
        self.sync(&phone);
        phone
    }

    pub fn sync(&self, phone: &Phone) -> SyncSummary {
        sync_with(&phone.engine, &self.relay, "http://region.test")
    }

    /// Everybody syncs until nobody has news left.
    pub fn settle(&self, phones: &[&Phone]) {
        for _ in 0..3 {
            for phone in phones {
                self.sync(phone);
            }
        }
    }
}

pub fn sync_with(engine: &CompanionEngine, relay: &Relay, url: &str) -> SyncSummary {
    let limits = SyncLimits::default();
    engine.sync_over(url, limits, |request| Ok(relay.answer(request))).unwrap()
}

pub fn new_ticket(title: &str, radius: u16) -> NewTicket {
    NewTicket {
        direction: Direction::Request,
        title: title.to_owned(),
        need: "Imprimer un pont avec deux classes".to_owned(),
        pedagogy: Pedagogy {
            class_level: "5e".to_owned(),
            learning_goal: "Mesurer et corriger".to_owned(),
            tried: String::new(),
            obstacle: String::new(),
        },
        training: TrainingStep {
            shown: BTreeSet::from([slug("impression-1")]),
            reason: "Elle porte sur le dessin, pas sur la machine".to_owned(),
        },
        tools: BTreeSet::from([slug(PRINTER)]),
        radius: km(radius),
    }
}

pub fn new_workshop(title: &str, at: &str) -> NewWorkshop {
    NewWorkshop {
        title: title.to_owned(),
        description: "Premiers pas".to_owned(),
        tools: BTreeSet::from([slug(PRINTER)]),
        venue: Venue::MySchool,
        radius: km(20),
        slot: slot(at),
        seats: 2,
        plan: None,
        ticket: None,
        booking: None,
    }
}

/// A ticket, and help that was proposed for it.
pub struct Proposed {
    pub author: Phone,
    pub helper: Phone,
    pub ticket: DocumentId,
    pub proposal: DocumentId,
}

impl Region {
    /// Both sides know of it, and nothing was taken up yet.
    pub fn proposed(&mut self) -> Proposed {
        let author = self.teacher(1, 0, &[(PRINTER, novice())]);
        let helper = self.teacher(2, 1, &[(PRINTER, expert())]);
        let ticket = author.ask("Pont", 20);
        self.settle(&[&author, &helper]);
        let proposal = helper.engine.propose(&ticket, "Je viens").unwrap();
        self.settle(&[&helper, &author]);
        Proposed { author, helper, ticket, proposal }
    }
}

impl Phone {
    pub fn kinds(&self) -> Vec<AlertKind> {
        self.alerts().into_iter().map(|alert| alert.kind).collect()
    }

    pub fn alerts(&self) -> Vec<AlertView> {
        self.engine.alerts(&page()).unwrap().items
    }

    pub fn ask(&self, title: &str, radius: u16) -> DocumentId {
        self.engine.open_ticket(new_ticket(title, radius)).unwrap().0
    }

    pub fn ticket_actions(&self, ticket: &DocumentId) -> Vec<Action> {
        self.engine.ticket(ticket).unwrap().item.common.actions
    }

    pub fn workshop_item(&self, workshop: &DocumentId) -> WorkshopItem {
        self.engine.workshop(workshop).unwrap().item
    }
}
