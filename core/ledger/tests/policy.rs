//! The policy table, row by row, through the one door: who may create what, answering what, sent
//! where, and how large.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;

use common::{Device, Region, resign};
use sharenum_domain::{DocumentId, MemberId, Role};
use sharenum_ledger::{Channel, Chunk, Fields, Kind, NewDocument, Permitted, Refusal, policy};

const SCHOOL: &str = "762217";
const ELSEWHERE: &str = "762282";

const ROLES: [Role; 10] = [
    Role::Member,
    Role::Guest,
    Role::TechLeader,
    Role::Adviser,
    Role::Technician,
    Role::BusHost,
    Role::Coordinator,
    Role::Brigade,
    Role::RegionHub,
    Role::BusHub,
];

/// A document of every kind, and who made them: an asker, a helper, a tablet and the hub.
struct World {
    region: Region,
    documents: BTreeMap<Kind, DocumentId>,
}

fn asker() -> MemberId {
    MemberId::from([10; 16])
}

fn helper() -> MemberId {
    MemberId::from([11; 16])
}

/// Whoever may create a document of this kind in the world below.
fn creator(kind: Kind) -> (MemberId, Role) {
    match kind {
        Kind::Decision | Kind::Catalogue | Kind::DirectoryPage | Kind::Revocation => {
            (MemberId::from([30; 16]), Role::RegionHub)
        }
        Kind::HelpSession => (MemberId::from([12; 16]), Role::Brigade),
        Kind::Proposal | Kind::Registration | Kind::CoSignature => (helper(), Role::Member),
        _ => (asker(), Role::Member),
    }
}

fn parents(kind: Kind) -> &'static [Kind] {
    match kind {
        Kind::Proposal => &[Kind::Ticket],
        Kind::Message | Kind::Plan => &[Kind::Proposal],
        Kind::Registration | Kind::CheckIn => &[Kind::Workshop],
        Kind::Booking => &[Kind::Catalogue],
        Kind::Decision => &[Kind::Registration, Kind::Booking],
        Kind::CoSignature => &[Kind::HelpSession],
        _ => &[],
    }
}

fn a_good_route(kind: Kind, author: MemberId) -> Channel {
    match kind {
        Kind::HelpSession | Kind::CoSignature => Channel::School(SCHOOL.parse().unwrap()),
        Kind::Catalogue | Kind::DirectoryPage | Kind::Revocation => Channel::Region,
        Kind::Ticket | Kind::Workshop => Channel::Area(1),
        _ => Channel::Member(author),
    }
}

impl World {
    fn new() -> Self {
        let mut world = Self { region: Region::new(1), documents: BTreeMap::new() };
        // The catalogue first: a booking answers it.
        for kind in [Kind::Catalogue].iter().chain(Kind::ALL) {
            let (member, role) = creator(*kind);
            let parent = parents(*kind).first().map(|parent| world.documents[parent]);
            let made = world.create(*kind, member, role, SCHOOL, parent, None).unwrap();
            world.documents.insert(*kind, made.document());
        }
        world
    }

    fn author(&self, member: MemberId, role: Role, school: &str) -> Device {
        self.region.device_of(20, member, &[role], Some(school))
    }

    fn create(
        &self,
        kind: Kind,
        member: MemberId,
        role: Role,
        school: &str,
        parent: Option<DocumentId>,
        routes: Option<Vec<Channel>>,
    ) -> Result<Permitted, Refusal> {
        let writers = if kind == Kind::Plan { vec![asker(), helper()] } else { vec![member] };
        let routes = routes.unwrap_or_else(|| vec![a_good_route(kind, member)]);
        let fields = Fields::new().with("a", 1_i64);
        let author = self.author(member, role, school);
        self.region.admit(&author.create_raw(kind, writers, parent, routes, &fields))
    }

    fn parent_of(&self, kind: Kind) -> Option<DocumentId> {
        parents(kind).first().map(|parent| self.documents[parent])
    }
}

#[test]
fn each_role_creates_its_kinds_and_no_other() {
    use Role::{
        Adviser, Brigade, BusHost, Coordinator, Guest, Member, RegionHub, TechLeader, Technician,
    };
    let staff = vec![Member, TechLeader, Adviser, Technician, BusHost, Coordinator];
    let world = World::new();
    for kind in Kind::ALL {
        let may = match kind {
            Kind::Registration => [staff.as_slice(), &[Guest]].concat(),
            Kind::HelpSession => vec![Brigade, Member, TechLeader, Adviser, Technician],
            Kind::Decision | Kind::Catalogue | Kind::DirectoryPage | Kind::Revocation => {
                vec![RegionHub]
            }
            _ => staff.clone(),
        };
        for role in ROLES {
            let (member, _) = creator(*kind);
            let made =
                world.create(*kind, member, role, SCHOOL, world.parent_of(*kind), None).map(drop);
            let expected = if may.contains(&role) { Ok(()) } else { Err(Refusal::RoleMayNot) };
            assert_eq!(made, expected, "{role:?} creates a {}", kind.as_str());
        }
    }
}

#[test]
fn each_kind_answers_its_parents_and_nothing_else() {
    let world = World::new();
    for kind in Kind::ALL {
        let (member, role) = creator(*kind);
        let create = |parent| world.create(*kind, member, role, SCHOOL, parent, None).map(drop);
        let alone = if parents(*kind).is_empty() { Ok(()) } else { Err(Refusal::BadParent) };
        assert_eq!(create(None), alone, "a {} that answers nothing", kind.as_str());
        for (parent, document) in &world.documents {
            let fits = parents(*kind).contains(parent);
            let expected = if fits { Ok(()) } else { Err(Refusal::BadParent) };
            let what = format!("a {} answers a {}", kind.as_str(), parent.as_str());
            assert_eq!(create(Some(*document)), expected, "{what}");
        }
    }
}

#[test]
fn each_kind_goes_where_its_readers_are_and_nowhere_else() {
    let world = World::new();
    let channel = |name: &str| match name {
        "region" => Channel::Region,
        "area" => Channel::Area(1),
        "school" => Channel::School(SCHOOL.parse().unwrap()),
        "another school" => Channel::School(ELSEWHERE.parse().unwrap()),
        "asker" => Channel::Member(asker()),
        "helper" => Channel::Member(helper()),
        "stranger" => Channel::Member(MemberId::from([99; 16])),
        _ => Channel::Everything,
    };
    const ALL: [&str; 8] =
        ["region", "area", "school", "another school", "asker", "helper", "stranger", "everything"];
    for kind in Kind::ALL {
        let may: &[&str] = match kind {
            Kind::Profile => &["asker"],
            Kind::Ticket => &["area", "asker"],
            Kind::Proposal | Kind::Message | Kind::Plan => &["asker", "helper"],
            Kind::Workshop => &["area", "asker", "helper", "stranger"],
            Kind::Card | Kind::Registration | Kind::Booking | Kind::Decision | Kind::CheckIn => {
                &["asker", "helper", "stranger"]
            }
            Kind::HelpSession | Kind::CoSignature => &["school"],
            Kind::Catalogue | Kind::DirectoryPage | Kind::Revocation => &["region"],
        };
        let (member, role) = creator(*kind);
        let send = |names: &[&str]| {
            let routes = Some(names.iter().map(|name| channel(name)).collect());
            world.create(*kind, member, role, SCHOOL, world.parent_of(*kind), routes).map(drop)
        };
        for name in ALL {
            let expected = if may.contains(&name) { Ok(()) } else { Err(Refusal::BadRoutes) };
            assert_eq!(send(&[name]), expected, "a {} to {name}", kind.as_str());
        }
        assert_eq!(send(may), Ok(()), "a {} to all of them", kind.as_str());
        let one_too_many = [may, &["everything"]].concat();
        assert_eq!(send(&one_too_many), Err(Refusal::BadRoutes), "{}", kind.as_str());
        assert_eq!(send(&[]), Err(Refusal::BadRoutes), "a {} to nobody", kind.as_str());
    }
}

#[test]
fn who_answers_is_tied_to_what_they_answer() {
    let world = World::new();
    let third = MemberId::from([13; 16]);
    let tablet = MemberId::from([12; 16]);
    for (kind, member, role, school, expected) in [
        (Kind::Proposal, asker(), Role::Member, SCHOOL, Err(Refusal::BadParent)),
        (Kind::Proposal, third, Role::Member, ELSEWHERE, Ok(())),
        (Kind::Message, asker(), Role::Member, SCHOOL, Ok(())),
        (Kind::Message, helper(), Role::Member, SCHOOL, Ok(())),
        (Kind::Message, third, Role::Member, SCHOOL, Err(Refusal::BadParent)),
        (Kind::Registration, asker(), Role::Member, SCHOOL, Ok(())),
        (Kind::Registration, third, Role::Member, ELSEWHERE, Ok(())),
        (Kind::CheckIn, asker(), Role::Member, SCHOOL, Ok(())),
        (Kind::CheckIn, third, Role::BusHost, ELSEWHERE, Ok(())),
        (Kind::CheckIn, third, Role::Member, SCHOOL, Err(Refusal::BadParent)),
        (Kind::CoSignature, third, Role::Member, SCHOOL, Ok(())),
        (Kind::CoSignature, tablet, Role::Member, SCHOOL, Err(Refusal::BadParent)),
    ] {
        let made = world.create(kind, member, role, school, world.parent_of(kind), None).map(drop);
        assert_eq!(made, expected, "{role:?} of {member} writes a {}", kind.as_str());
    }
}

#[test]
fn a_change_of_each_kind_may_be_as_large_as_its_row_says_and_no_larger() {
    let kib = 1024;
    let world = World::new();
    for (kind, bytes, changes) in [
        (Kind::Profile, 8 * kib, 1_000),
        (Kind::Card, 2 * kib, 1_000),
        (Kind::Ticket, 16 * kib, 1_000),
        (Kind::Proposal, 8 * kib, 1_000),
        (Kind::Message, 8 * kib, 1_000),
        (Kind::Plan, 16 * kib, 2_000),
        (Kind::Workshop, 16 * kib, 1_000),
        (Kind::Registration, kib, 1_000),
        (Kind::Booking, 2 * kib, 1_000),
        (Kind::Decision, 4 * kib, 1_000),
        (Kind::CheckIn, 32 * kib, 4_000),
        (Kind::HelpSession, 4 * kib, 1_000),
        (Kind::CoSignature, kib, 1_000),
        (Kind::Catalogue, 32 * kib, 1_000),
        (Kind::DirectoryPage, 72 * kib, 1_000),
        (Kind::Revocation, kib, 1_000),
    ] {
        assert_eq!(policy(kind).max_changes, changes, "{}", kind.as_str());
        let (member, role) = creator(kind);
        let author = world.author(member, role, SCHOOL);
        let write = |filler: usize| {
            let new = NewDocument {
                kind,
                writers: vec![member],
                parent: None,
                routes: vec![a_good_route(kind, member)],
            };
            let fields = Fields::new().with("a", vec![7_u8; filler].as_slice());
            author.author().create(1, new, &fields)
        };
        // The rest of the change takes less than 200 bytes.
        let smaller = write(bytes - 200).unwrap();
        let rest = Chunk::decode(&smaller).unwrap().payload().len() - (bytes - 200);
        let largest = write(bytes - rest).unwrap();
        assert_eq!(Chunk::decode(&largest).unwrap().payload().len(), bytes, "{}", kind.as_str());
        assert_eq!(write(bytes - rest + 1), Err(Refusal::TooLarge), "{}", kind.as_str());
        // And not when an app that was tampered with writes it.
        let forged = resign(&largest, &author.key, &vec![7; bytes + 1]);
        assert_eq!(Chunk::decode(&forged).map(drop), Err(Refusal::TooLarge), "{}", kind.as_str());
    }
}
