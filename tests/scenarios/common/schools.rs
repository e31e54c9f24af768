//! Made-up establishments around Mâcon, in two academies, and what the region offers.

use std::collections::{BTreeMap, BTreeSet};

use sharenum_companion::{HelpTime, NewHelpSession, NewTicket, NewWorkshop, Venue};
use sharenum_domain::{
    Academy, Direction, Establishment, EstablishmentKind, Level, LocalText, MemberId, Pedagogy,
    Place, Position, Proficiency, RadiusKm, Resource, ResourceKind, SchoolCode, Slot, Slug, Ticket,
    TicketStatus, Tool, ToolId, Training, TrainingStep,
};
use sharenum_ledger::CatalogueEntry;

use super::TestClock;

/// Where the story begins.
pub const MACON: u32 = 719_001;
/// 10 km west, the same academy.
pub const WEST: u32 = 719_002;
/// 4 km north-east, the same academy.
pub const HILL: u32 = 719_003;
/// 12 km east, the other academy.
pub const EAST: u32 = 19_001;
/// 17 km south, the other academy.
pub const SOUTH: u32 = 699_001;
/// 21 km south, in a cell that a radius of 20 km around Mâcon touches.
pub const BEYOND: u32 = 699_002;
/// 33 km north, outside the cells that 5 km around Mâcon touch.
pub const AWAY: u32 = 719_004;
/// 112 km north.
pub const FAR: u32 = 219_001;

const SCHOOLS: [(u32, &str, &str, f64, f64); 8] = [
    (MACON, "Collège du Pont", "07", 46.314_07, 4.828_23),
    (WEST, "Collège des Vignes", "07", 46.34, 4.70),
    (HILL, "Lycée de la Colline", "07", 46.345, 4.86),
    (EAST, "Collège de la Plaine", "10", 46.30, 4.98),
    (SOUTH, "Collège des Pierres", "10", 46.165, 4.80),
    (BEYOND, "Collège du Château", "10", 46.12, 4.83),
    (AWAY, "Collège de la Forêt", "07", 46.60, 4.70),
    (FAR, "Collège du Nord", "07", 47.313_44, 5.013_91),
];

/// A French code with its check letter.
pub fn uai(number: u32) -> SchoolCode {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    let letter = char::from(LETTERS[number as usize % 23]);
    format!("{number:07}{letter}").parse().unwrap()
}

pub fn position(school: u32) -> Position {
    let (.., lat, lon) = SCHOOLS.into_iter().find(|(number, ..)| *number == school).unwrap();
    Position::new(lat, lon).unwrap()
}

pub fn directory() -> Vec<Establishment> {
    SCHOOLS.map(|(number, name, academy, ..)| establishment(number, name, academy)).to_vec()
}

fn establishment(number: u32, name: &str, academy: &str) -> Establishment {
    Establishment {
        code: uai(number),
        name: name.to_owned(),
        kind: EstablishmentKind::LowerSecondary,
        commune: "Mâcon".to_owned(),
        academy: Academy { code: academy.to_owned(), name: academy.to_owned() },
        places: vec![Place { position: position(number), label: String::new() }],
    }
}

pub fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

pub fn km(km: u16) -> RadiusKm {
    RadiusKm::new(km).unwrap()
}

pub fn slot(text: &str) -> Slot {
    text.parse().unwrap()
}

/// Two tools, and a training of each academy for one of them.
pub fn catalogue() -> Vec<CatalogueEntry> {
    let tool = |id: &str| {
        let name = LocalText { fr: id.to_owned(), en: id.to_owned() };
        CatalogueEntry::Tool(Tool { id: slug(id), name })
    };
    let training = |id: &str, academy: &str| {
        CatalogueEntry::Training(Training {
            id: slug(id),
            tools: BTreeSet::from([slug("scratch")]),
            academy: academy.to_owned(),
            title: "Débuter avec Scratch".to_owned(),
            url: "https://formation.example.org/scratch".to_owned(),
            summary: "Trois heures à distance".to_owned(),
        })
    };
    vec![
        tool("scratch"),
        tool("microbit"),
        training("scratch-07", "07"),
        training("scratch-10", "10"),
    ]
}

pub fn bus_resource(home: MemberId, host: MemberId) -> CatalogueEntry {
    CatalogueEntry::Resource(Resource {
        id: slug("busnum-1"),
        name: "BusNum".to_owned(),
        hosts: BTreeSet::from([host]),
        home,
        kind: ResourceKind::Bus,
    })
}

pub type Tools = BTreeMap<ToolId, Proficiency>;

fn tool_at(tool: &str, level: Level, by_hand: bool, in_class: bool) -> Tools {
    BTreeMap::from([(slug(tool), Proficiency { level, by_hand, in_class })])
}

pub fn novice(tool: &str) -> Tools {
    tool_at(tool, Level::Novice, true, true)
}

pub fn expert(tool: &str) -> Tools {
    tool_at(tool, Level::Experienced, true, true)
}

pub fn by_hand_only(tool: &str) -> Tools {
    tool_at(tool, Level::Experienced, true, false)
}

/// A request for help with Scratch, after the own academy's training was seen.
pub fn scratch_ticket(title: &str, radius: u16) -> NewTicket {
    NewTicket {
        direction: Direction::Request,
        title: title.to_owned(),
        need: "Somebody who has done it with a class".to_owned(),
        pedagogy: Pedagogy {
            class_level: "5e".to_owned(),
            learning_goal: "Repeat instead of copy".to_owned(),
            ..Pedagogy::default()
        },
        training: TrainingStep {
            shown: BTreeSet::from([slug("scratch-07")]),
            reason: "It is in March, the class begins in a month".to_owned(),
        },
        tools: BTreeSet::from([slug("scratch")]),
        radius: km(radius),
    }
}

/// The same as a document, for those who write without an engine.
pub fn plain_ticket(title: &str, clock: &TestClock) -> Ticket {
    let NewTicket { direction, need, pedagogy, training, tools, radius, .. } =
        scratch_ticket(title, 20);
    Ticket {
        direction,
        title: title.to_owned(),
        need,
        pedagogy,
        training,
        tools,
        school: uai(MACON),
        school_name: "Collège du Pont".to_owned(),
        academy: "07".to_owned(),
        centre: position(MACON),
        radius,
        status: vec![TicketStatus::Open],
        accepted: BTreeSet::new(),
        created: clock.now(),
    }
}

/// A workshop at the organiser's school on 18 November 2026.
pub fn workshop(title: &str, radius: u16, seats: u32) -> NewWorkshop {
    NewWorkshop {
        title: title.to_owned(),
        description: "Bring a laptop".to_owned(),
        tools: BTreeSet::from([slug("scratch")]),
        venue: Venue::MySchool,
        radius: km(radius),
        slot: slot("2026-11-18T14:00[Europe/Paris]/90"),
        seats,
        plan: None,
        ticket: None,
        booking: None,
    }
}

pub fn help_session(helper: &str, minutes: u32, started: jiff::Timestamp) -> NewHelpSession {
    NewHelpSession {
        helper: helper.to_owned(),
        class: "6e B".to_owned(),
        pupils: 2,
        tool: slug("microbit"),
        time: HelpTime::Began { started, minutes },
        what: "The cable was loose".to_owned(),
        solved: true,
    }
}
