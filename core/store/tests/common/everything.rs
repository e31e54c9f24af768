//! One document of each kind, and the phones that wrote them.

use sharenum_domain::{
    Academy, Booking, Card, CheckIn, CoSignature, Decision, DocumentId, Establishment,
    EstablishmentKind, Guide, HelpSession, Level, LocalText, Outcome, Place, Plan, Position,
    Proficiency, Profile, Pseudonym, RadiusKm, Registration, RequestStatus, Resource, ResourceKind,
    Role, Slot, Slug, Tool, Training, Workshop, WorkshopStatus,
};
use sharenum_ledger::{CatalogueEntry, Channel, DirectoryPage, Document, routes};
use sharenum_store::StoreError;

use super::{NOW, Phone, SCHOOL, instant};

pub fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

pub fn create<T: Document>(
    phone: &Phone,
    thing: &T,
    parent: Option<DocumentId>,
    routes: Vec<Channel>,
) -> DocumentId {
    phone.store.write(|tx| tx.create(&phone.key, thing, vec![], parent, routes)).unwrap().0
}

pub fn publish(hub: &Phone, entry: CatalogueEntry) -> DocumentId {
    create(hub, &entry, None, routes::for_region())
}

pub fn establishment(code: &str, name: &str, lat: f64) -> Establishment {
    let position = Position::new(lat, 4.83).unwrap();
    Establishment {
        code: code.parse().unwrap(),
        name: name.to_owned(),
        kind: EstablishmentKind::LowerSecondary,
        commune: "Mâcon".to_owned(),
        academy: Academy { code: "07".to_owned(), name: "Dijon".to_owned() },
        places: vec![Place { position, label: name.to_owned() }],
    }
}

/// One document of each kind, by the members who may write them.
pub fn everything() -> (Vec<Phone>, Vec<Vec<u8>>) {
    let hub = Phone::joined(9, &[Role::RegionHub]);
    let teacher = Phone::joined(2, &[Role::Member]);
    let expert = Phone::joined(3, &[Role::Member, Role::BusHost]);
    for one in [&hub, &teacher, &expert] {
        for other in [&hub, &teacher, &expert] {
            one.meet(other);
        }
    }
    let pass = |from: &Phone, to: &[&Phone]| {
        for chunk in from.chunks() {
            for phone in to {
                phone.receive(&chunk);
            }
        }
    };
    let tools = || [slug("laser-cutter")].into();
    publish(
        &hub,
        CatalogueEntry::Tool(Tool {
            id: slug("laser-cutter"),
            name: LocalText { fr: "Découpe laser".to_owned(), en: "Laser cutter".to_owned() },
        }),
    );
    publish(
        &hub,
        CatalogueEntry::Training(Training {
            id: slug("fablab"),
            tools: tools(),
            academy: "07".to_owned(),
            title: "Premiers pas au fablab".to_owned(),
            url: "https://example.org".to_owned(),
            summary: "Une journée".to_owned(),
        }),
    );
    publish(
        &hub,
        CatalogueEntry::Guide(Guide {
            id: slug("laser-guide"),
            tools: tools(),
            title: "Guide de la découpe".to_owned(),
            body: "Sécurité d'abord, élèves à distance".to_owned(),
        }),
    );
    let bus = publish(
        &hub,
        CatalogueEntry::Resource(Resource {
            id: slug("busnum"),
            name: "BusNum".to_owned(),
            hosts: [expert.member].into(),
            home: hub.member,
            kind: ResourceKind::Bus,
        }),
    );
    let page = DirectoryPage {
        establishments: vec![establishment(SCHOOL, "Collège des Tilleuls", 46.3)],
    };
    create(&hub, &page, None, routes::for_region());
    pass(&hub, &[&teacher, &expert]);

    let help = teacher.ticket("Découpe laser");
    teacher.retitle(help, "Découpe laser en 4e");
    pass(&teacher, &[&expert, &hub]);
    let proposal = expert.propose(help, teacher.member);
    pass(&expert, &[&teacher, &hub]);
    teacher.say(proposal, expert.member, "Merci");
    let slot: Slot = "2026-12-02T14:00[Europe/Paris]/90".parse().unwrap();
    let plan = Plan {
        what: "Découper une règle".to_owned(),
        dates: [slot.clone()].into(),
        votes: [((slot.clone(), teacher.member), true)].into(),
        ..Plan::default()
    };
    let both = vec![teacher.member, expert.member];
    let to_both = routes::for_members(both.clone());
    let plan = teacher
        .store
        .write(|tx| tx.create(&teacher.key, &plan, both, Some(proposal), to_both))
        .unwrap()
        .0;
    let booking = create(
        &teacher,
        &Booking {
            resource: slug("busnum"),
            day: "2026-12-02".parse().unwrap(),
            purpose: "Atelier".to_owned(),
            status: vec![RequestStatus::Asked],
            created: instant(NOW),
        },
        Some(bus),
        routes::for_members([teacher.member, hub.member]),
    );
    let workshop = Workshop {
        title: "Atelier découpe".to_owned(),
        description: "Ouvert à tous".to_owned(),
        tools: tools(),
        school: Some(SCHOOL.parse().unwrap()),
        place_label: "Salle 12".to_owned(),
        centre: Position::new(46.3, 4.83).unwrap(),
        radius: RadiusKm::new(30).unwrap(),
        slot: slot.clone(),
        seats: 12,
        resource: Some(slug("busnum")),
        booking: Some(booking),
        ticket: Some(help),
        home: hub.member,
        status: vec![WorkshopStatus::Published],
    };
    let workshop = create(&teacher, &workshop, None, routes::for_members([teacher.member]));
    let profile = Profile {
        member: teacher.member,
        school: Some(SCHOOL.parse().unwrap()),
        tools: [(
            slug("laser-cutter"),
            Proficiency { level: Level::Novice, by_hand: true, in_class: false },
        )]
        .into(),
    };
    create(&teacher, &profile, None, routes::for_author(teacher.member));
    let card = Card {
        name: "A. Membre".to_owned(),
        mail: "a.membre@example.org".to_owned(),
        school: Some(SCHOOL.parse().unwrap()),
    };
    create(&teacher, &card, None, routes::for_members([teacher.member, expert.member]));
    let session = HelpSession {
        helper: Pseudonym::new("Pixel").unwrap(),
        class: "6e A".to_owned(),
        pupils: 4,
        tool: slug("laser-cutter"),
        started: instant(NOW),
        minutes: 20,
        what: "Réglage".to_owned(),
        solved: true,
        school: SCHOOL.parse().unwrap(),
    };
    let session = create(&teacher, &session, None, routes::for_school(SCHOOL.parse().unwrap()));
    pass(&teacher, &[&expert, &hub]);

    let state_hash = expert
        .store
        .read(|conn| {
            conn.query_row("SELECT state_hash FROM help_session", [], |r| r.get(0))
                .map_err(StoreError::from)
        })
        .unwrap();
    create(
        &expert,
        &CoSignature { state_hash },
        Some(session),
        routes::for_school(SCHOOL.parse().unwrap()),
    );
    expert
        .store
        .write(|tx| {
            tx.edit(&expert.key, &plan, None, |plan: Plan| {
                let chosen = plan.dates.first().cloned();
                Ok::<_, StoreError>(Plan { venue: "Salle 12".to_owned(), chosen, ..plan })
            })
        })
        .unwrap();
    let registration = create(
        &expert,
        &Registration {
            status: vec![RequestStatus::Asked],
            school: Some(SCHOOL.parse().unwrap()),
            created: instant(NOW),
        },
        Some(workshop),
        routes::for_members([teacher.member, expert.member, hub.member]),
    );
    let check_in = CheckIn {
        present: [(registration.to_string(), instant(NOW))].into(),
        walk_ins: [("walk-1".to_owned(), "École voisine".to_owned())].into(),
    };
    create(&expert, &check_in, Some(workshop), routes::for_members([teacher.member]));
    pass(&expert, &[&teacher, &hub]);
    let decision = Decision {
        outcome: Outcome::Refused,
        day: Some("2026-12-02".parse().unwrap()),
        position: None,
        alternatives: vec!["2026-12-03".parse().unwrap(), "2026-12-01".parse().unwrap()],
        reason: "Le bus est pris".to_owned(),
        decided: instant(NOW),
    };
    create(&hub, &decision, Some(booking), routes::for_members([teacher.member]));
    teacher.retitle(help, "Découpe laser, 4e B");
    let chunks = [hub.chunks(), teacher.chunks(), expert.chunks()].concat();
    (vec![hub, teacher, expert], chunks)
}

/// A phone of member 4 that received these chunks.
pub fn reader(others: &[Phone], chunks: &[Vec<u8>]) -> Phone {
    let reader = Phone::joined(4, &[Role::Member]);
    for other in others {
        reader.meet(other);
    }
    for chunk in chunks {
        reader.receive(chunk);
    }
    reader
}
