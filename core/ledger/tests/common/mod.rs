//! A region in memory: what a replica knows, and devices that write.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::Timestamp;
use sharenum_domain::{DeviceId, DocumentId, MemberId, Role, SchoolCode};
use sharenum_ledger::{
    Admission, Author, Certificate, CertificateId, Channel, Claims, DeviceKey, Document, Fields,
    Kind, Known, NewDocument, Origin, Permitted, PublicKey, Refusal, Replica, admit,
};

/// What a replica knows.
pub struct Region {
    root: DeviceKey,
    public: PublicKey,
    pub certificates: RefCell<HashMap<CertificateId, Certificate>>,
    pub origins: RefCell<HashMap<DocumentId, Origin>>,
    pub revoked: RefCell<HashMap<DeviceId, u64>>,
}

impl Region {
    pub fn new(seed: u8) -> Self {
        let root = DeviceKey::from_seed([seed; 32]);
        Self {
            public: root.public(),
            root,
            certificates: RefCell::default(),
            origins: RefCell::default(),
            revoked: RefCell::default(),
        }
    }

    pub fn device(&self, seed: u8, roles: &[Role], school: Option<&str>) -> Device {
        self.device_of(seed, MemberId::from([seed; 16]), roles, school)
    }

    pub fn device_of(
        &self,
        seed: u8,
        member: MemberId,
        roles: &[Role],
        school: Option<&str>,
    ) -> Device {
        let key = DeviceKey::from_seed([seed; 32]);
        let claims = Claims {
            region: self.public.region(),
            member,
            roles: roles.iter().copied().collect(),
            school: school.map(|code| code.parse::<SchoolCode>().unwrap()),
            device_key: key.public(),
            issued: Timestamp::from_second(1_790_000_000).unwrap(),
            expires: Timestamp::from_second(1_792_592_000).unwrap(),
        };
        let certificate = Certificate::issue(&self.root, &claims).unwrap();
        self.certificates.borrow_mut().insert(certificate.id(), certificate.clone());
        Device { key, certificate, seq: RefCell::new(0) }
    }

    /// Admits a chunk and remembers what its first chunk fixed.
    pub fn admit(&self, bytes: &[u8]) -> Result<Permitted, Refusal> {
        match admit(bytes, self) {
            Admission::Permitted(permitted) => {
                self.origins.borrow_mut().insert(permitted.document(), permitted.origin().clone());
                Ok(*permitted)
            }
            Admission::Refused(refusal) => Err(refusal),
            Admission::Waits(_, what) => panic!("waits for {what:?}"),
        }
    }
}

impl Known for Region {
    fn root(&self) -> &PublicKey {
        &self.public
    }
    fn certificate(&self, id: &CertificateId) -> Option<Certificate> {
        self.certificates.borrow().get(id).cloned()
    }
    fn origin(&self, document: &DocumentId) -> Option<Origin> {
        self.origins.borrow().get(document).cloned()
    }
    fn last_accepted_seq(&self, device: &DeviceId) -> Option<u64> {
        self.revoked.borrow().get(device).copied()
    }
}

/// Somebody's phone.
pub struct Device {
    pub key: DeviceKey,
    pub certificate: Certificate,
    pub seq: RefCell<u64>,
}

impl Device {
    pub fn member(&self) -> MemberId {
        self.certificate.claims().member
    }

    pub fn author(&self) -> Author<'_> {
        Author { key: &self.key, certificate: self.certificate.id(), incarnation: 1 }
    }

    pub fn next_seq(&self) -> u64 {
        *self.seq.borrow_mut() += 1;
        *self.seq.borrow()
    }

    pub fn create<D: Document>(
        &self,
        content: &D,
        parent: Option<DocumentId>,
        routes: Vec<Channel>,
    ) -> Vec<u8> {
        self.create_raw(D::KIND, vec![self.member()], parent, routes, &content.to_fields())
    }

    pub fn create_raw(
        &self,
        kind: Kind,
        writers: Vec<MemberId>,
        parent: Option<DocumentId>,
        routes: Vec<Channel>,
        fields: &Fields,
    ) -> Vec<u8> {
        let new = NewDocument { kind, writers, parent, routes };
        self.author().create(self.next_seq(), new, fields).unwrap()
    }

    /// A change on top of these payloads.
    pub fn change(&self, origin: &Origin, log: &[&[u8]], target: &Fields) -> Option<Vec<u8>> {
        let mut replica = Replica::from_log(log.iter().copied());
        self.author().change(self.next_seq(), origin, &mut replica, None, target).unwrap()
    }
}

/// Signs any payload as the next change of a document, as a tampered app would.
pub fn sign_raw(device: &Device, first: &Permitted, payload: &[u8]) -> Vec<u8> {
    let target = Fields::new().with("title", "carrier");
    let carrier = device.change(first.origin(), &[first.payload()], &target).unwrap();
    resign(&carrier, &device.key, payload)
}

/// Puts another change under a chunk's header and signs it anew (RFC 9052, by hand: the
/// library has no door for this). A change travels without what automerge puts before it: magic,
/// checksum, type and length.
pub fn resign(chunk: &[u8], key: &DeviceKey, payload: &[u8]) -> Vec<u8> {
    use coset::CborSerializable;
    let mut message = coset::CoseSign1::from_slice(chunk).unwrap();
    let length = payload.iter().skip(9).take_while(|byte| **byte & 0x80 != 0).count() + 1;
    message.payload = Some(payload.get(9 + length..).unwrap_or_default().to_vec());
    let signed = message.tbs_data(b"sharenum chunk v1");
    message.signature = key.sign(&signed).to_vec();
    message.to_vec().unwrap()
}
