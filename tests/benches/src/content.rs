//! What is written: made-up tickets and schools.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sharenum_domain::{
    Academy, Direction, Establishment, EstablishmentKind, LocalText, Pedagogy, Place, Position,
    RadiusKm, SchoolCode, Slug, Ticket, TicketStatus, Tool, TrainingStep,
};
use sharenum_ledger::CatalogueEntry;

/// The school of every phone here, by number.
pub const SCHOOL: u32 = 719_001;
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
/// Words of a school's day, for texts that a search can tell apart.
const WORDS: [&str; 40] = [
    "robot",
    "capteur",
    "tablette",
    "carton",
    "laser",
    "découpe",
    "boucle",
    "variable",
    "montage",
    "podcast",
    "micro",
    "caméra",
    "mesure",
    "fraction",
    "géométrie",
    "volcan",
    "planète",
    "herbier",
    "lecture",
    "théâtre",
    "débat",
    "carte",
    "relief",
    "climat",
    "énergie",
    "moteur",
    "engrenage",
    "couture",
    "cuisine",
    "jardin",
    "musique",
    "rythme",
    "sport",
    "chrono",
    "enquête",
    "journal",
    "affiche",
    "exposé",
    "maquette",
    "circuit",
];

/// A French code with its check letter.
#[must_use]
pub fn school_number(number: u32) -> SchoolCode {
    let letter = char::from(LETTERS[number as usize % LETTERS.len()]);
    format!("{number:07}{letter}").parse().unwrap()
}

/// A short name of the catalogue.
#[must_use]
pub fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

/// Near Mâcon: where all of it happens.
#[must_use]
pub fn near() -> Position {
    Position::new(46.314_07, 4.828_23).unwrap()
}

/// One school that has coordinates.
#[must_use]
pub fn directory() -> Vec<Establishment> {
    vec![Establishment {
        code: school_number(SCHOOL),
        name: "Collège du Pont".to_owned(),
        kind: EstablishmentKind::LowerSecondary,
        commune: "Mâcon".to_owned(),
        academy: Academy { code: "07".to_owned(), name: "Dijon".to_owned() },
        places: vec![Place { position: near(), label: String::new() }],
    }]
}

/// Two tools.
#[must_use]
pub fn catalogue() -> Vec<CatalogueEntry> {
    let tool = |id: &str| {
        let name = LocalText { fr: id.to_owned(), en: id.to_owned() };
        CatalogueEntry::Tool(Tool { id: slug(id), name })
    };
    vec![tool("scratch"), tool("microbit")]
}

/// Ten words of its own for each number, and one that they all have.
#[must_use]
pub fn need(number: usize) -> String {
    let words = (0..10).map(|n| WORDS[(number * 7 + n * n * 3 + number / 40) % WORDS.len()]);
    let words: Vec<_> = words.collect();
    format!("Aide n{number} pour {}", words.join(" "))
}

/// A request for help that reaches 20 km around [`near`].
#[must_use]
pub fn ticket(number: usize) -> Ticket {
    Ticket {
        direction: Direction::Request,
        title: format!("Projet {} n{number}", WORDS[number % WORDS.len()]),
        need: need(number),
        pedagogy: Pedagogy {
            class_level: "5e".to_owned(),
            learning_goal: "Répéter au lieu de recopier".to_owned(),
            tried: "Un tutoriel en classe".to_owned(),
            obstacle: "Vingt-huit élèves, douze postes".to_owned(),
        },
        training: TrainingStep { shown: BTreeSet::new(), reason: "Elle est en mars".to_owned() },
        tools: BTreeSet::from([slug("scratch")]),
        school: school_number(SCHOOL),
        school_name: "Collège du Pont".to_owned(),
        academy: "07".to_owned(),
        centre: near(),
        radius: RadiusKm::new(20).unwrap(),
        status: vec![TicketStatus::Open],
        accepted: BTreeSet::new(),
        created: Timestamp::from_millisecond(1_793_606_400_000 + number as i64 * 1_000).unwrap(),
    }
}
