use jiff::Timestamp;
use jiff::civil::{Date, date};
use sharenum_domain::*;
use sharenum_ledger::CatalogueEntry;

pub const SCHOOL: &str = "0710045A";
/// Near Mâcon.
pub const MACON: (f64, f64) = (46.306, 4.828);

pub fn position() -> Position {
    Position::new(MACON.0, MACON.1).unwrap()
}

pub fn school() -> SchoolCode {
    // Any valid code does: the tests are not about a real school.
    SCHOOL.parse().unwrap_or_else(|_| "762217".parse().unwrap())
}

pub fn ticket(title: &str, km: u16) -> Ticket {
    Ticket {
        direction: Direction::Request,
        title: title.to_owned(),
        need: "Loops with a class of 28".to_owned(),
        pedagogy: Pedagogy {
            class_level: "6e".to_owned(),
            learning_goal: "loops".to_owned(),
            tried: "a tutorial".to_owned(),
            obstacle: "time".to_owned(),
        },
        training: TrainingStep { shown: Default::default(), reason: "none".to_owned() },
        tools: [Slug::new("scratch").unwrap()].into(),
        school: school(),
        school_name: "Collège".to_owned(),
        academy: "07".to_owned(),
        centre: position(),
        radius: RadiusKm::new(km).unwrap(),
        status: vec![TicketStatus::Open],
        accepted: Default::default(),
        created: Timestamp::UNIX_EPOCH,
    }
}

pub fn proposal() -> Proposal {
    Proposal {
        text: "I can come on a Tuesday".to_owned(),
        status: ProposalStatus::Offered,
        school: None,
        school_name: "Lycée".to_owned(),
        created: Timestamp::UNIX_EPOCH,
    }
}

pub fn workshop(seats: u32, home: MemberId) -> Workshop {
    Workshop {
        title: "Scratch for all".to_owned(),
        description: "Bring a laptop".to_owned(),
        tools: [Slug::new("scratch").unwrap()].into(),
        school: None,
        place_label: "BusNum".to_owned(),
        centre: position(),
        radius: RadiusKm::new(20).unwrap(),
        slot: "2026-12-02T14:00[Europe/Paris]/90".parse().unwrap(),
        seats,
        resource: None,
        booking: None,
        ticket: None,
        home,
        status: vec![WorkshopStatus::Published],
    }
}

pub fn registration(status: RequestStatus) -> Registration {
    Registration { status: vec![status], school: None, created: Timestamp::UNIX_EPOCH }
}

pub fn booking(day: Date, status: RequestStatus) -> Booking {
    Booking {
        resource: Slug::new("busnum-1").unwrap(),
        day,
        purpose: "A day of workshops".to_owned(),
        status: vec![status],
        created: Timestamp::UNIX_EPOCH,
    }
}

pub fn wednesday() -> Date {
    date(2026, 12, 2)
}

pub fn bus_resource(home: MemberId, hosts: &[MemberId]) -> CatalogueEntry {
    CatalogueEntry::Resource(Resource {
        id: Slug::new("busnum-1").unwrap(),
        name: "BusNum".to_owned(),
        hosts: hosts.iter().copied().collect(),
        home,
        kind: ResourceKind::Bus,
    })
}

pub fn tool(id: &str) -> CatalogueEntry {
    CatalogueEntry::Tool(Tool {
        id: Slug::new(id).unwrap(),
        name: LocalText { fr: id.to_owned(), en: id.to_owned() },
    })
}

pub fn establishment(n: u32) -> Establishment {
    Establishment {
        code: format!("{:06}", 700_000 + n).parse().unwrap(),
        name: format!("École {n} {}", "x".repeat(100)),
        kind: EstablishmentKind::PrimarySchool,
        commune: "Longueuil".to_owned(),
        academy: Academy { code: "762000".to_owned(), name: "Centre".to_owned() },
        places: vec![Place { position: position(), label: "Longueuil".to_owned() }],
    }
}

pub fn help_session(school: SchoolCode) -> HelpSession {
    HelpSession {
        helper: Pseudonym::new("Renard").unwrap(),
        class: "5e B".to_owned(),
        pupils: 4,
        tool: Slug::new("scratch").unwrap(),
        started: Timestamp::UNIX_EPOCH,
        minutes: 20,
        what: "A loop that never ends".to_owned(),
        solved: true,
        school,
    }
}
