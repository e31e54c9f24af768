//! A small region for the tests: a root key, members with phones, and things they write.
#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod everything;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sharenum_domain::{
    Direction, DocumentId, MemberId, Message, Pedagogy, Position, Proposal, ProposalStatus,
    RadiusKm, Role, Slug, Ticket, TicketStatus, TrainingStep,
};
use sharenum_ledger::{Certificate, Channel, Claims, DeviceKey, Revocation, routes};
use sharenum_store::{
    Admitted, Digest, FileKey, Source, Store, StoreError, Touched, outgoing, table_digest,
};
use tempfile::TempDir;

pub const NOW: i64 = 1_795_000_000_000;
pub const SCHOOL: &str = "0710045N";

pub fn root() -> DeviceKey {
    DeviceKey::from_seed([1; 32])
}

pub fn file_key() -> FileKey {
    FileKey::from_bytes([7; 48])
}

pub fn instant(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap()
}

pub fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open_with_clock(path, &file_key(), || instant(NOW))
}

/// A member's phone: its file, its key, its certificate.
pub struct Phone {
    pub store: Store,
    pub key: DeviceKey,
    pub member: MemberId,
    pub certificate: Vec<u8>,
    pub folder: TempDir,
}

impl Phone {
    /// The phone of member `number`, who joined with these roles.
    pub fn joined(number: u8, roles: &[Role]) -> Self {
        Self::device(number, number, roles)
    }

    /// One of several phones of a member.
    pub fn device(member: u8, device: u8, roles: &[Role]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder.path().join("phone.db")).unwrap();
        let key = DeviceKey::from_seed([device; 32]);
        let member = MemberId::from([member; 16]);
        let certificate = certificate(&key, member, roles);
        let root = root().public();
        store.write(|tx| tx.set_identity(&root, &certificate, 1)).unwrap();
        Self { store, key, member, certificate, folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("phone.db")
    }

    pub fn ticket(&self, title: &str) -> DocumentId {
        let ticket = ticket(title);
        let routes = routes::for_ticket(&ticket.centre, ticket.radius, self.member);
        let create = self.store.write(|tx| tx.create(&self.key, &ticket, vec![], None, routes));
        create.unwrap().0
    }

    pub fn propose(&self, ticket: DocumentId, to: MemberId) -> DocumentId {
        let proposal = Proposal {
            text: "Je viens avec ma classe".to_owned(),
            status: ProposalStatus::Offered,
            school: Some(SCHOOL.parse().unwrap()),
            school_name: "Collège des Tilleuls".to_owned(),
            created: instant(NOW),
        };
        let routes = routes::for_members([self.member, to]);
        let create =
            self.store.write(|tx| tx.create(&self.key, &proposal, vec![], Some(ticket), routes));
        create.unwrap().0
    }

    pub fn say(&self, proposal: DocumentId, to: MemberId, body: &str) -> DocumentId {
        let message = Message { body: body.to_owned(), created: instant(NOW) };
        let routes = routes::for_members([self.member, to]);
        let create =
            self.store.write(|tx| tx.create(&self.key, &message, vec![], Some(proposal), routes));
        create.unwrap().0
    }

    pub fn retitle(&self, document: DocumentId, title: &str) -> sharenum_store::Edited {
        let edit = self.store.write(|tx| {
            tx.edit(&self.key, &document, None, |ticket: Ticket| {
                Ok::<_, StoreError>(Ticket { title: title.to_owned(), ..ticket })
            })
        });
        edit.unwrap().0
    }

    pub fn revoke(&self, device: &DeviceKey, last_seq: u64) -> DocumentId {
        let revocation = Revocation { device: device.device(), last_seq };
        let routes = routes::for_region();
        let create = self.store.write(|tx| tx.create(&self.key, &revocation, vec![], None, routes));
        create.unwrap().0
    }

    /// Every own chunk that the region did not acknowledge, in the order of writing.
    pub fn chunks(&self) -> Vec<Vec<u8>> {
        let page = self
            .store
            .read(|conn| outgoing(conn, sharenum_ledger::HubRole::Region, 0, usize::MAX))
            .unwrap();
        page.chunks.into_iter().map(|(_, bytes)| bytes).collect()
    }

    pub fn receive(&self, bytes: &[u8]) -> (Admitted, Vec<Touched>) {
        self.receive_from(Channel::Region, bytes)
    }

    pub fn receive_from(&self, channel: Channel, bytes: &[u8]) -> (Admitted, Vec<Touched>) {
        self.store.write(|tx| tx.admit(bytes, &Source::Channel(channel))).unwrap()
    }

    /// All that another phone's log holds of a document, acknowledged or not.
    pub fn receive_own(&self, other: &Self, document: DocumentId) {
        let chunks: Vec<Vec<u8>> = other
            .store
            .read(|conn| {
                let mut all = conn.prepare("SELECT bytes FROM chunk WHERE document = ?1")?;
                let rows = all.query_map([document.as_bytes().as_slice()], |row| row.get(0))?;
                Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
            })
            .unwrap();
        for chunk in chunks {
            self.receive(&chunk);
        }
    }

    pub fn meet(&self, other: &Self) {
        self.store.write(|tx| tx.add_certificate(&other.certificate)).unwrap();
    }

    pub fn digest(&self) -> Digest {
        self.store.read(table_digest).unwrap()
    }

    pub fn count(&self, sql: &str) -> i64 {
        self.store
            .read(|conn| conn.query_row(sql, [], |row| row.get(0)).map_err(StoreError::from))
            .unwrap()
    }

    pub fn text(&self, sql: &str) -> Option<String> {
        self.store
            .read(|conn| {
                Ok::<_, StoreError>(conn.query_row(sql, [], |row| row.get::<_, Option<String>>(0))?)
            })
            .unwrap()
    }
}

pub fn certificate(key: &DeviceKey, member: MemberId, roles: &[Role]) -> Vec<u8> {
    let claims = Claims {
        region: root().public().region(),
        member,
        roles: roles.iter().copied().collect(),
        school: Some(SCHOOL.parse().unwrap()),
        device_key: key.public(),
        issued: Timestamp::from_second(1_790_000_000).unwrap(),
        expires: Timestamp::from_second(1_792_592_000).unwrap(),
    };
    Certificate::issue(&root(), &claims).unwrap().bytes().to_vec()
}

pub fn ticket(title: &str) -> Ticket {
    Ticket {
        direction: Direction::Request,
        title: title.to_owned(),
        need: "Découvrir la découpe laser".to_owned(),
        pedagogy: Pedagogy {
            class_level: "4e".to_owned(),
            learning_goal: "Mesurer et reproduire".to_owned(),
            tried: "Un essai en carton".to_owned(),
            obstacle: "Le logiciel".to_owned(),
        },
        training: TrainingStep::default(),
        tools: [Slug::new("laser-cutter").unwrap()].into(),
        school: SCHOOL.parse().unwrap(),
        school_name: "Collège des Tilleuls".to_owned(),
        academy: "07".to_owned(),
        centre: Position::new(46.3, 4.83).unwrap(),
        radius: RadiusKm::new(20).unwrap(),
        status: vec![TicketStatus::Open],
        accepted: [].into(),
        created: instant(NOW - 1000),
    }
}
