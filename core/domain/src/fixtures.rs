//! Made-up things for tests.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::*;

/// A field, and a change that makes it invalid.
pub(crate) type Spoiled<T> = (&'static str, fn(&mut T));

pub(crate) fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

pub(crate) fn member(n: u8) -> MemberId {
    MemberId::from([n; 16])
}

pub(crate) fn place_at(lat: f64, lon: f64) -> Place {
    Place { position: Position::new(lat, lon).unwrap(), label: String::new() }
}

pub(crate) fn profile(n: u8, tools: &[(&str, Level, bool, bool)]) -> Profile {
    let tools = tools
        .iter()
        .cloned()
        .map(|(tool, level, by_hand, in_class)| {
            (slug(tool), Proficiency { level, by_hand, in_class })
        })
        .collect();
    Profile { member: member(n), school: None, tools }
}

pub(crate) fn establishment(code: &str, academy: &str, places: Vec<Place>) -> Establishment {
    Establishment {
        code: SchoolCode::parse(code).unwrap(),
        name: "Collège".into(),
        kind: EstablishmentKind::LowerSecondary,
        commune: "Mâcon".into(),
        academy: Academy { code: String::new(), name: academy.into() },
        places,
    }
}

/// A request of member 1 at Mâcon, for Scratch, with 20 km.
pub(crate) fn ticket() -> Ticket {
    Ticket {
        direction: Direction::Request,
        title: "Loops in Scratch".into(),
        need: "Somebody who has done it with a class".into(),
        pedagogy: Pedagogy {
            class_level: "5e".into(),
            learning_goal: "Repeat instead of copy".into(),
            ..Pedagogy::default()
        },
        training: TrainingStep::default(),
        tools: BTreeSet::from([slug("scratch")]),
        school: SchoolCode::parse("0071168G").unwrap(),
        school_name: "Collège".into(),
        academy: "07".into(),
        centre: Position::new(46.31407, 4.82823).unwrap(),
        radius: RadiusKm::new(20).unwrap(),
        status: vec![TicketStatus::Open],
        accepted: BTreeSet::new(),
        created: Timestamp::UNIX_EPOCH,
    }
}

/// A workshop at Mâcon, published, with 20 km.
pub(crate) fn workshop() -> Workshop {
    let ticket = ticket();
    Workshop {
        title: "Loops in Scratch".into(),
        description: String::new(),
        tools: ticket.tools,
        school: Some(ticket.school),
        place_label: "BusNum".into(),
        centre: ticket.centre,
        radius: ticket.radius,
        slot: "2026-12-02T14:00[Europe/Paris]/90".parse().unwrap(),
        seats: 12,
        resource: None,
        booking: None,
        ticket: None,
        home: member(9),
        status: vec![WorkshopStatus::Published],
    }
}
