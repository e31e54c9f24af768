//! Every kind of document reads back as it was written.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Debug;

use jiff::Timestamp;
use sharenum_domain::{
    Academy, Booking, Card, CheckIn, CoSignature, Decision, DeviceId, DocumentId, Establishment,
    EstablishmentKind, Guide, HelpSession, Level, LocalText, MemberId, Message, Outcome, Place,
    Plan, Position, Proficiency, Profile, Pseudonym, RadiusKm, Registration, RequestStatus,
    Resource, ResourceKind, Slot, Slug, Tool, Training, Workshop, WorkshopStatus,
};
use sharenum_ledger::{CatalogueEntry, DirectoryPage, Document, Fields, Kind, Revocation, policy};

fn at() -> Timestamp {
    Timestamp::from_millisecond(1_790_000_000_123).unwrap()
}

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn slot(text: &str) -> Slot {
    text.parse().unwrap()
}

fn reads_back<D: Document + PartialEq + Debug>(content: &D) {
    let fields = content.to_fields();
    assert_eq!(&D::from_fields(&fields).unwrap(), content);
    assert!(D::from_fields(&Fields::new()).is_err(), "{:?} reads from nothing", D::KIND);
}

#[test]
fn what_members_write_reads_back() {
    let hands = Proficiency { level: Level::Novice, by_hand: true, in_class: false };
    let tools = BTreeMap::from([(slug("thymio"), hands)]);
    let school = Some("762217".parse().unwrap());
    reads_back(&Profile { member: MemberId::from([1; 16]), school, tools });
    reads_back(&Card { name: "Membre A".into(), mail: "a@example.org".into(), school: None });
    reads_back(&Message { body: "Bonjour".into(), created: at() });
    for solved in [false, true] {
        reads_back(&HelpSession {
            helper: Pseudonym::new("Comète").unwrap(),
            class: "5e B".into(),
            pupils: 24,
            tool: slug("thymio"),
            started: at(),
            minutes: 15,
            what: "Calibrer".into(),
            solved,
            school: "762217".parse().unwrap(),
        });
    }
    reads_back(&CoSignature { state_hash: [7; 32] });
}

#[test]
fn the_agenda_reads_back() {
    let first = slot("2026-12-02T14:00[Europe/Paris]/90");
    let second = slot("2026-12-03T09:30[America/Toronto]/60");
    let member = MemberId::from([1; 16]);
    let plan = Plan {
        what: "Robots".into(),
        for_whom: "6e".into(),
        venue: String::new(),
        dates: [first.clone(), second.clone()].into(),
        votes: [((first.clone(), member), true), ((second, member), false)].into(),
        chosen: Some(first.clone()),
    };
    // A plan without a date is a plan, so it does read from empty maps.
    assert_eq!(Plan::from_fields(&plan.to_fields()).unwrap(), plan);
    reads_back(&Workshop {
        title: "Robots".into(),
        description: "Initiation".into(),
        tools: [slug("thymio")].into(),
        school: None,
        place_label: "BusNum".into(),
        centre: Position::new(46.31407, 4.82823).unwrap(),
        radius: RadiusKm::new(30).unwrap(),
        slot: first,
        seats: 12,
        resource: Some(slug("busnum")),
        booking: Some(DocumentId::from([5; 32])),
        ticket: None,
        home: member,
        status: vec![WorkshopStatus::WaitingForBus],
    });
    reads_back(&Registration { status: vec![RequestStatus::Asked], school: None, created: at() });
    reads_back(&Booking {
        resource: slug("busnum"),
        day: "2026-12-02".parse().unwrap(),
        purpose: "Atelier".into(),
        status: vec![RequestStatus::Cancelled],
        created: at(),
    });
    reads_back(&Decision {
        outcome: Outcome::Refused,
        day: Some("2026-12-02".parse().unwrap()),
        position: None,
        alternatives: ["2026-12-03", "2026-12-01"].map(|day| day.parse().unwrap()).into(),
        reason: "taken".into(),
        decided: at(),
    });
    let check_in = CheckIn {
        present: [("a".to_owned(), at())].into(),
        walk_ins: [("w1".to_owned(), "Collège voisin".to_owned())].into(),
    };
    assert_eq!(CheckIn::from_fields(&check_in.to_fields()).unwrap(), check_in);
}

#[test]
fn what_the_region_says_reads_back() {
    let tools = || [slug("thymio")].into();
    let name = || LocalText { fr: "Robot".into(), en: "Robot".into() };
    reads_back(&CatalogueEntry::Tool(Tool { id: slug("thymio"), name: name() }));
    reads_back(&CatalogueEntry::Training(Training {
        id: slug("t1"),
        tools: tools(),
        academy: "07".into(),
        title: "Débuter".into(),
        url: "https://example.org/t1".into(),
        summary: String::new(),
    }));
    reads_back(&CatalogueEntry::Guide(Guide {
        id: slug("g1"),
        tools: tools(),
        title: "Guide".into(),
        body: "Brancher".into(),
    }));
    reads_back(&CatalogueEntry::Resource(Resource {
        id: slug("busnum"),
        name: "BusNum".into(),
        hosts: [MemberId::from([4; 16])].into(),
        home: MemberId::from([5; 16]),
        kind: ResourceKind::Bus,
    }));
    reads_back(&Revocation { device: DeviceId::from([6; 16]), last_seq: 12 });
}

fn establishments(count: usize) -> Vec<Establishment> {
    let place = |n: usize| Place {
        #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
        position: Position::new(45.0 + n as f64 / 1000.0, 4.5).unwrap(),
        label: format!("Bâtiment {n}"),
    };
    (0..count)
        .map(|n| Establishment {
            code: format!("76{n:04}").parse().unwrap(),
            name: format!("École numéro {n} au nom assez long"),
            kind: EstablishmentKind::LowerSecondary,
            commune: "Mâcon".into(),
            academy: Academy { code: "07".into(), name: "Dijon".into() },
            places: (0..n % 3).map(place).collect(),
        })
        .collect()
}

#[test]
fn a_directory_is_cut_into_pages_that_its_policy_allows() {
    let all = establishments(2_000);
    let pages = DirectoryPage::paginate(all.clone());
    assert!(pages.len() > 1);
    for page in &pages {
        let rows = page.to_fields().bytes("rows").unwrap().len();
        assert!(rows + 256 < policy(Kind::DirectoryPage).max_bytes, "{rows}");
        reads_back(page);
    }
    let back: Vec<_> = pages.into_iter().flat_map(|page| page.establishments).collect();
    assert_eq!(back, all);
}

#[test]
fn a_page_of_the_directory_is_filled_to_its_last_byte_and_no_further() {
    let page_bytes = 64 * 1024;
    let rows = |all: &[Establishment]| {
        let size = |one: &Establishment| {
            let page = DirectoryPage { establishments: vec![one.clone()] };
            page.to_fields().bytes("rows").unwrap().len()
        };
        all.iter().map(size).sum::<usize>()
    };
    let pages = DirectoryPage::paginate(establishments(2_000));
    for pair in pages.windows(2) {
        let (page, next) = (&pair[0].establishments, &pair[1].establishments[..1]);
        assert!(rows(page) <= page_bytes && rows(page) + rows(next) > page_bytes);
    }
    let mut page = pages[0].establishments.clone();
    let spare = page_bytes - rows(&page);
    for (more, count) in [(spare, 1), (spare + 1, 2)] {
        let last = page.last_mut().unwrap();
        let name = last.name.clone();
        last.name.push_str(&"x".repeat(more));
        assert_eq!(rows(&page), page_bytes + more - spare);
        assert_eq!(DirectoryPage::paginate(page.clone()).len(), count, "{more} bytes more");
        page.last_mut().unwrap().name = name;
    }
    page.truncate(2);
    page[0].name = "x".repeat(70_000);
    assert_eq!(DirectoryPage::paginate(page).len(), 2, "one that fits no page goes alone");
}

#[test]
fn a_word_of_a_newer_app_is_kept_when_the_document_is_written_again() {
    let registration = |word: &str| {
        Fields::new().with("status", word).with("created", 1_i64).with("school", "762217")
    };
    let read = Registration::from_fields(&registration("postponed")).unwrap();
    assert_eq!(read.status, [RequestStatus::Unknown("postponed".into())]);
    assert_eq!(read.to_fields().text("status"), Some("postponed"));
}
