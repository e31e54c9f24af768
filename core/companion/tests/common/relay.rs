//! A hub in memory, as small as the protocol lets it be: it verifies, appends, forwards by
//! channel, and signs. Decisions are made by the test.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::Date;
use sharenum_companion::{Clock, FileKey, ManualClock};
use sharenum_domain::*;
use sharenum_ledger::{
    CatalogueEntry, Certificate, Channel, Chunk, ChunkId, Claims, DeviceKey, DirectoryPage,
    HubRole, Receipt, Refusal, envelope, routes,
};
use sharenum_store::queries::agenda;
use sharenum_store::{Admitted, Source, Store, StoreError, WriteTx};
use sharenum_sync::wire::*;
use sharenum_sync::{HttpReply, HttpRequest};

struct Invitation {
    member: MemberId,
    roles: Roles,
    school: Option<SchoolCode>,
}

pub struct Relay {
    pub store: Store,
    pub key: DeviceKey,
    pub certificate: Certificate,
    role: HubRole,
    root: DeviceKey,
    clock: Arc<ManualClock>,
    epoch: Cell<Epoch>,
    invitations: RefCell<BTreeMap<String, Invitation>>,
    sessions: RefCell<BTreeMap<Token, Certificate>>,
    /// The next chunks are refused with this.
    pub refuse: Cell<Option<Refusal>>,
    /// The next answer to an exchange is lost on its way.
    pub requests: Cell<usize>,
}

struct Stored {
    seq: u64,
    document: DocumentId,
    chunk: Chunk,
    certificate: Vec<u8>,
}

fn root() -> DeviceKey {
    DeviceKey::from_seed([1; 32])
}

impl Relay {
    pub fn region_id(&self) -> RegionId {
        self.root.public().region()
    }

    pub fn region(folder: &Path, clock: Arc<ManualClock>) -> Self {
        Self::open(folder, clock, HubRole::Region, 2)
    }

    pub fn bus(folder: &Path, clock: Arc<ManualClock>) -> Self {
        Self::open(folder, clock, HubRole::Bus, 3)
    }

    pub fn other_bus(folder: &Path, clock: Arc<ManualClock>) -> Self {
        Self::open(folder, clock, HubRole::Bus, 5)
    }

    /// Another hub of the same region, which is nobody's home.
    pub fn other_region(folder: &Path, clock: Arc<ManualClock>) -> Self {
        Self::open(folder, clock, HubRole::Region, 4)
    }

    fn open(folder: &Path, clock: Arc<ManualClock>, role: HubRole, number: u8) -> Self {
        let key = DeviceKey::from_seed([number; 32]);
        let stamps = Arc::clone(&clock);
        let path = folder.join(format!("hub-{number}.db"));
        let file_key = FileKey::from_bytes([9; 48]);
        let store = Store::open_with_clock(&path, &file_key, move || stamps.now()).unwrap();
        let of_hub = if role == HubRole::Region { Role::RegionHub } else { Role::BusHub };
        let member = MemberId::from([number; 16]);
        let claims = claims(&clock, member, Roles::from([of_hub]), None, &key);
        let certificate = Certificate::issue(&root(), &claims).unwrap();
        let papers = certificate.bytes().to_vec();
        store.write(|tx| tx.set_identity(&root().public(), &papers, 1)).unwrap();
        Self {
            store,
            key,
            certificate,
            role,
            root: root(),
            clock,
            epoch: Cell::new([number; 8]),
            invitations: RefCell::default(),
            sessions: RefCell::default(),
            refuse: Cell::new(None),
            requests: Cell::new(0),
        }
    }

    pub fn member(&self) -> MemberId {
        self.certificate.claims().member
    }

    pub fn invite(&self, code: &str, member: MemberId, roles: &[Role], school: Option<SchoolCode>) {
        let roles = roles.iter().copied().collect();
        let invitation = Invitation { member, roles, school };
        self.invitations.borrow_mut().insert(code.to_owned(), invitation);
    }

    pub fn publish_tool(&self, id: &str, fr: &str, en: &str) {
        let name = LocalText { fr: fr.to_owned(), en: en.to_owned() };
        self.publish(&CatalogueEntry::Tool(Tool { id: super::slug(id), name }));
    }

    pub fn publish_training(&self, id: &str, tool: &str, academy: &str) {
        self.publish(&CatalogueEntry::Training(Training {
            id: super::slug(id),
            tools: BTreeSet::from([super::slug(tool)]),
            academy: academy.to_owned(),
            title: format!("Formation {id}"),
            url: "https://formation.example".to_owned(),
            summary: String::new(),
        }));
    }

    pub fn publish_bus(&self, hosts: &[MemberId]) {
        self.publish(&CatalogueEntry::Resource(Resource {
            id: super::slug(super::BUS),
            name: "BusNum".to_owned(),
            hosts: hosts.iter().copied().collect(),
            home: self.member(),
            kind: ResourceKind::Bus,
        }));
    }

    pub fn publish(&self, entry: &CatalogueEntry) {
        let create = |tx: &mut WriteTx<'_>| -> Result<DocumentId, StoreError> {
            tx.create(&self.key, entry, vec![], None, routes::for_region())
        };
        self.store.write(create).unwrap();
    }

    pub fn publish_directory(&self, schools: Vec<Establishment>) {
        for page in DirectoryPage::paginate(schools) {
            self.store
                .write(|tx| tx.create(&self.key, &page, vec![], None, routes::for_region()))
                .unwrap();
        }
    }

    /// Writes what this hub decided on a request, or changes it.
    pub fn decide(&self, request: &DocumentId, outcome: Outcome, alternatives: &[Date]) {
        self.try_decide(request, outcome, alternatives).unwrap();
    }

    pub fn try_decide(
        &self,
        request: &DocumentId,
        outcome: Outcome,
        alternatives: &[Date],
    ) -> Result<(), StoreError> {
        let day: Option<String> = self.store.read::<_, StoreError>(|conn| {
            let mut asked = conn.prepare("SELECT day FROM booking WHERE document = ?1")?;
            Ok(asked.query_map([request.as_bytes()], |row| row.get(0))?.next().transpose()?)
        })?;
        let decision = Decision {
            outcome,
            day: day.map(|day| day.parse().unwrap()),
            position: None,
            alternatives: alternatives.to_vec(),
            reason: String::new(),
            decided: self.clock.now(),
        };
        let write = |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            let origin = sharenum_store::origin(tx.conn(), request)?.unwrap();
            let above = match origin.parent {
                Some(parent) => sharenum_store::origin(tx.conn(), &parent)?,
                None => None,
            };
            let known: Option<[u8; 32]> = tx
                .conn()
                .prepare("SELECT document FROM decision WHERE request = ?1 AND author = ?2")?
                .query_map([request.as_bytes().as_slice(), self.member().as_bytes()], |row| {
                    row.get(0)
                })?
                .next()
                .transpose()?;
            match known.map(DocumentId::from) {
                Some(known) => {
                    let change = |_: Decision| Ok::<_, StoreError>(decision);
                    tx.edit(&self.key, &known, None, change)?;
                }
                None => {
                    let above = above.map(|above| above.creator);
                    let to = routes::for_members([origin.creator].into_iter().chain(above));
                    tx.create(&self.key, &decision, vec![], Some(*request), to)?;
                }
            }
            Ok(())
        };
        self.store.write(write).map(drop)
    }

    pub fn seats_asked(&self, workshop: &DocumentId) -> Vec<DocumentId> {
        let rows = self.store.read(|conn| agenda::registrations(conn, workshop)).unwrap();
        rows.into_iter().map(|row| row.head.document).collect()
    }

    /// Takes over all that another hub holds, as a bus does when it comes home.
    pub fn carry_from(&self, other: &Self) {
        for stored in other.log() {
            self.take(&[stored.certificate], stored.chunk.bytes());
        }
    }

    pub fn answer(&self, request: HttpRequest) -> HttpReply {
        self.requests.set(self.requests.get() + 1);
        let body = match request.path {
            path::CHALLENGE => encode(&ChallengeReply {
                certificate: self.certificate.bytes().to_vec(),
                challenge: vec![7; 32],
                role: self.role,
                epoch: self.epoch.get(),
            }),
            path::SESSION => self.open_session(&decode(&request.body).unwrap()),
            path::JOIN => self.join(&decode(&request.body).unwrap()),
            path::RENEW => self.renew(&request),
            path::EXCHANGE => match self.exchange(&request) {
                Some(body) => body,
                None => return problem("unknown-session", 401),
            },
            other => panic!("{other}"),
        };
        let id = self.certificate.id();
        let body = envelope::sign(&self.key, &id, &request.body, body).unwrap();
        HttpReply { status: 200, content_type: REPLY_TYPE.to_owned(), body }
    }

    fn open_session(&self, request: &SessionRequest) -> Vec<u8> {
        let root = self.root.public();
        let certificate = Certificate::decode_verified(&request.certificate, &root).unwrap();
        let proof = session_proof(&self.member(), &request.challenge);
        assert!(certificate.claims().device_key.verify(&proof, &request.proof));
        let token: Token = *certificate.device().as_bytes();
        self.sessions.borrow_mut().insert(token, certificate);
        encode(&SessionReply { token, expires_in_s: 3_600 })
    }

    fn join(&self, request: &JoinRequest) -> Vec<u8> {
        let invitations = self.invitations.borrow();
        let Invitation { member, roles, school } = &invitations[&request.code];
        let key = sharenum_ledger::PublicKey::from_bytes(request.device_key);
        let claims = Claims {
            device_key: key,
            ..claims(&self.clock, *member, roles.clone(), *school, &self.key)
        };
        let certificate = Certificate::issue(&self.root, &claims).unwrap();
        encode(&JoinReply {
            certificate: certificate.bytes().to_vec(),
            root_key: *self.root.public().as_bytes(),
            hub_certificate: self.certificate.bytes().to_vec(),
            member: *member,
        })
    }

    fn renew(&self, request: &HttpRequest) -> Vec<u8> {
        let sessions = self.sessions.borrow();
        let old = sessions[&request.bearer.unwrap()].claims().clone();
        let issued = self.clock.now();
        let expires = issued + SignedDuration::from_hours(30 * 24);
        let claims = Claims { issued, expires, ..old };
        let certificate = Certificate::issue(&self.root, &claims).unwrap();
        encode(&RenewReply { certificate: certificate.bytes().to_vec() })
    }

    fn exchange(&self, request: &HttpRequest) -> Option<Vec<u8>> {
        self.sessions.borrow().get(&request.bearer?)?;
        let request: ExchangeRequest = decode(&request.body).unwrap();
        let mut held = Vec::new();
        let verdicts = request
            .chunks
            .iter()
            .map(|bytes| {
                if let Some(refusal) = self.refuse.get() {
                    let (code, detail) = (refusal.code().to_owned(), refusal.to_string());
                    return Verdict::Refused { code, detail };
                }
                held.push(Chunk::decode(bytes).unwrap().id());
                self.take(&request.certificates, bytes)
            })
            .collect();
        let feeds = request.pull.iter().filter_map(|cursor| self.feed(cursor)).collect();
        let receipt = (!held.is_empty()).then(|| self.receipt(held));
        Some(encode(&ExchangeReply { epoch: self.epoch.get(), verdicts, receipt, feeds }))
    }

    fn receipt(&self, chunks: Vec<ChunkId>) -> Vec<u8> {
        let (hub, role, at) = (self.member(), self.role, self.clock.now());
        let receipt = Receipt { hub, role, at, first_seq: 1, chunks };
        receipt.sign(&self.key, &self.certificate.id()).unwrap()
    }

    fn take(&self, certificates: &[Vec<u8>], chunk: &[u8]) -> Verdict {
        let (admitted, _) = self
            .store
            .write::<_, StoreError>(|tx| {
                for certificate in certificates {
                    tx.add_certificate(certificate)?;
                }
                tx.admit(chunk, &Source::Elsewhere)
            })
            .unwrap();
        match admitted {
            Admitted::Accepted => Verdict::Accepted,
            Admitted::AlreadyThere => Verdict::AlreadyThere,
            Admitted::Waiting => Verdict::Waiting,
            Admitted::Refused(refusal) => {
                let (code, detail) = (refusal.code().to_owned(), refusal.to_string());
                Verdict::Refused { code, detail }
            }
        }
    }

    fn log(&self) -> Vec<Stored> {
        self.store
            .read::<_, StoreError>(|conn| {
                let mut statement = conn.prepare(
                    "SELECT c.seq, c.document, c.bytes, k.bytes FROM chunk c
                       JOIN certificate k ON k.id = c.certificate ORDER BY c.seq",
                )?;
                let rows = statement.query_map([], |row| {
                    let bytes: Vec<u8> = row.get(2)?;
                    Ok(Stored {
                        seq: row.get::<_, i64>(0)?.unsigned_abs(),
                        document: DocumentId::from(row.get::<_, [u8; 32]>(1)?),
                        chunk: Chunk::decode(&bytes).unwrap(),
                        certificate: row.get(3)?,
                    })
                })?;
                Ok(rows.collect::<Result<_, _>>()?)
            })
            .unwrap()
    }

    /// Whole documents of which something is new since the cursor, and those that left.
    fn feed(&self, cursor: &Cursor) -> Option<Feed> {
        let log = self.log();
        let last = log.last().map_or(0, |stored| stored.seq);
        let from = if cursor.epoch == self.epoch.get() { cursor.seq } else { 0 };
        let touched: BTreeSet<DocumentId> =
            log.iter().filter(|stored| stored.seq > from).map(|stored| stored.document).collect();
        let mut entries = Vec::new();
        for document in &touched {
            let of_it: Vec<_> = log.iter().filter(|s| s.document == *document).collect();
            let ever = of_it.iter().any(|stored| {
                stored.chunk.header().routes.iter().flatten().any(|r| *r == cursor.channel)
            });
            let now = self
                .store
                .read(|conn| sharenum_store::routes(conn, document))
                .unwrap()
                .contains(&cursor.channel);
            // A participant keeps a document for good.
            if now || (ever && matches!(cursor.channel, Channel::Member(_))) {
                for stored in of_it {
                    entries.push((stored.seq, Entry::Certificate(stored.certificate.clone())));
                    entries.push((stored.seq, Entry::Chunk(stored.chunk.bytes().to_vec())));
                }
            } else if ever {
                entries.push((last, Entry::Remove(*document)));
            }
        }
        entries.sort_by_key(|(seq, _)| *seq);
        let entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
        let next = Cursor {
            channel: cursor.channel.clone(),
            epoch: self.epoch.get(),
            seq: last,
            checksum: START_CHECKSUM,
        };
        let channel = cursor.channel.clone();
        (!entries.is_empty()).then_some(Feed { channel, reset: false, entries, next, more: false })
    }
}

fn claims(
    clock: &ManualClock,
    member: MemberId,
    roles: Roles,
    school: Option<SchoolCode>,
    key: &DeviceKey,
) -> Claims {
    let issued = clock.now();
    Claims {
        region: root().public().region(),
        member,
        roles,
        school,
        device_key: key.public(),
        issued,
        expires: issued + SignedDuration::from_hours(30 * 24),
    }
}

fn problem(code: &str, status: u16) -> HttpReply {
    let body = format!(
        "{{\"type\":\"urn:sharenum:problem:{code}\",\"title\":\"{code}\",\"status\":{status}}}"
    );
    HttpReply { status, content_type: PROBLEM_TYPE.to_owned(), body: body.into_bytes() }
}
