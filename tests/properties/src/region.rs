//! A region with a few members, the same in every run.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use coset::CborSerializable;
use jiff::Timestamp;
use sharenum_domain::{DeviceId, DocumentId, MemberId, Role};
use sharenum_ledger::{
    Author, Certificate, CertificateId, Channel, Claims, DeviceKey, Fields, Kind, Known,
    NewDocument, Origin, PublicKey,
};

/// Where everybody works.
pub const SCHOOL: &str = "0710045N";

/// The key that vouches for everybody here.
pub fn root() -> &'static DeviceKey {
    static ROOT: OnceLock<DeviceKey> = OnceLock::new();
    ROOT.get_or_init(|| DeviceKey::from_seed([1; 32]))
}

/// Somebody's phone, or a hub.
pub struct Device {
    /// What it signs with.
    pub key: DeviceKey,
    /// What the region says of it.
    pub certificate: Certificate,
}

impl Device {
    fn new(seed: u8, role: Role) -> Self {
        let key = DeviceKey::from_seed([seed; 32]);
        let certificate = Certificate::issue(root(), &claims(seed, role, &key)).unwrap();
        Self { key, certificate }
    }

    /// Whose it is.
    #[must_use]
    pub fn member(&self) -> MemberId {
        self.certificate.claims().member
    }

    /// It, as a writer.
    #[must_use]
    pub fn author(&self, incarnation: u32) -> Author<'_> {
        Author { key: &self.key, certificate: self.certificate.id(), incarnation }
    }

    /// A document of this member's own.
    #[must_use]
    pub fn create(&self, kind: Kind, parent: Option<DocumentId>, fields: &Fields) -> Vec<u8> {
        let routes = match kind {
            Kind::HelpSession | Kind::CoSignature => vec![Channel::School(SCHOOL.parse().unwrap())],
            Kind::Catalogue | Kind::DirectoryPage | Kind::Revocation => vec![Channel::Region],
            _ => vec![Channel::Member(self.member())],
        };
        let new = NewDocument { kind, writers: vec![self.member()], parent, routes };
        self.author(1).create(1, new, fields).unwrap()
    }
}

/// What the region says of a device.
#[must_use]
pub fn claims(seed: u8, role: Role, key: &DeviceKey) -> Claims {
    Claims {
        region: root().public().region(),
        member: MemberId::from([seed; 16]),
        roles: [role].into_iter().collect(),
        school: Some(SCHOOL.parse().unwrap()),
        device_key: key.public(),
        issued: Timestamp::from_second(1_790_000_000).unwrap(),
        expires: Timestamp::from_second(1_792_592_000).unwrap(),
    }
}

/// Two teachers, the region's hub, and a school's tablet.
pub fn devices() -> &'static [Device; 4] {
    static DEVICES: OnceLock<[Device; 4]> = OnceLock::new();
    DEVICES.get_or_init(|| {
        [
            Device::new(10, Role::Member),
            Device::new(11, Role::Member),
            Device::new(12, Role::RegionHub),
            Device::new(13, Role::Brigade),
        ]
    })
}

/// What a replica knows: everybody's certificate, and what it has admitted.
#[derive(Default)]
pub struct Replica {
    /// The certificates that have arrived.
    pub certificates: BTreeMap<CertificateId, Certificate>,
    /// What the first chunks said.
    pub origins: RefCell<BTreeMap<DocumentId, Origin>>,
}

impl Replica {
    /// One that knows everybody and has admitted nothing.
    #[must_use]
    pub fn new() -> Self {
        let certificates = devices().iter().map(|device| {
            let certificate = device.certificate.clone();
            (certificate.id(), certificate)
        });
        Self { certificates: certificates.collect(), ..Self::default() }
    }
}

fn root_public() -> &'static PublicKey {
    static PUBLIC: OnceLock<PublicKey> = OnceLock::new();
    PUBLIC.get_or_init(|| root().public())
}

impl Known for Replica {
    fn root(&self) -> &PublicKey {
        root_public()
    }
    fn certificate(&self, id: &CertificateId) -> Option<Certificate> {
        self.certificates.get(id).cloned()
    }
    fn origin(&self, document: &DocumentId) -> Option<Origin> {
        self.origins.borrow().get(document).cloned()
    }
    fn last_accepted_seq(&self, _: &DeviceId) -> Option<u64> {
        None
    }
}

/// Replaces the payload of a signed message and signs it anew, as a tampered app would: the
/// ledger has no door for this.
#[must_use]
pub fn resign(message: &[u8], context: &[u8], key: &DeviceKey, payload: &[u8]) -> Option<Vec<u8>> {
    let mut message = coset::CoseSign1::from_slice(message).ok()?;
    message.payload = Some(payload.to_vec());
    message.signature = key.sign(&message.tbs_data(context)).to_vec();
    message.to_vec().ok()
}

/// What of an automerge change travels: all but magic, checksum, type and length. Bytes that are no
/// change stay as they are.
#[must_use]
pub fn carried(change: &[u8]) -> &[u8] {
    let Some(rest) = change.strip_prefix(&[0x85, 0x6f, 0x4a, 0x83]) else { return change };
    let length = rest.iter().skip(5).take_while(|byte| **byte & 0x80 != 0).count() + 1;
    rest.get(5 + length..).unwrap_or_default()
}

/// A document that is only written for what its first change looks like.
#[must_use]
pub fn any_document() -> NewDocument {
    let member = devices()[0].member();
    let routes = vec![Channel::Member(member)];
    NewDocument { kind: Kind::Ticket, writers: vec![member], parent: None, routes }
}
