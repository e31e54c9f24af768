//! Certificates: CWT (RFC 8392) with proof of possession (RFC 8747), signed by the region.

use std::collections::BTreeSet;
use std::fmt;

use coset::cbor::Value;
use coset::cwt::{ClaimsSet, ClaimsSetBuilder, Timestamp as CwtTime};
use coset::{AsCborValue, CborSerializable, CoseKey, CoseKeyBuilder, KeyType, Label, iana};
use iana::EnumI64;
use jiff::Timestamp;
use sharenum_domain::{DeviceId, MemberId, RegionId, Role, Roles, SchoolCode};

use crate::batch::Batch;
use crate::cose::{self, Context};
use crate::key::{Verifier, truncate};
use crate::{DeviceKey, PublicKey, Refusal};

/// Private claims (RFC 8392 leaves those below -65536 to applications).
const ROLES: i64 = -70_001;
const SCHOOL: i64 = -70_002;
/// `cnf`, RFC 8747 section 3.1, and its member `COSE_Key`.
const CNF: i64 = 8;
const CNF_COSE_KEY: i64 = 1;
/// A certificate has few claims; anything longer is not one of ours.
const MAX_BYTES: usize = 1024;

/// Names a certificate: the first 16 bytes of the SHA-256 of its signed bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CertificateId([u8; 16]);

impl CertificateId {
    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads 16 bytes; `None` for any other length.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl From<[u8; 16]> for CertificateId {
    fn from(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for CertificateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for CertificateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CertificateId({self})")
    }
}

/// What a region says of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// The region that vouches; must be that of the root key.
    pub region: RegionId,
    /// Whose device it is. A hub is a member too.
    pub member: MemberId,
    /// What the member may do.
    pub roles: Roles,
    /// The declared establishment, which opens `school:` channels.
    pub school: Option<SchoolCode>,
    /// The key of the device.
    pub device_key: PublicKey,
    /// When it was issued (UTC, whole seconds).
    pub issued: Timestamp,
    /// When sessions with the region end (UTC, whole seconds). Never gates a stored chunk.
    pub expires: Timestamp,
}

/// A certificate that its region really signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    id: CertificateId,
    claims: Claims,
    verifier: Verifier,
    bytes: Vec<u8>,
}

impl Certificate {
    /// Signs `claims` with the region's root key.
    ///
    /// # Errors
    /// [`Refusal::OtherRegion`] when the claims name another region than the key's,
    /// [`Refusal::BadCertificate`] when a time is out of range.
    pub fn issue(root: &DeviceKey, claims: &Claims) -> Result<Self, Refusal> {
        if claims.region != root.public().region() {
            return Err(Refusal::OtherRegion);
        }
        let set = to_cwt(claims).to_vec().map_err(|_| Refusal::BadCertificate)?;
        let bytes = cose::sign(Context::Certificate, root, &[], &[], set, &[])?;
        Self::decode_verified(&bytes, &root.public())
    }

    /// Reads a certificate and checks that `root` signed it.
    ///
    /// # Errors
    /// [`Refusal::OtherRegion`] when the claims name another region, [`Refusal::BadSignature`] when
    /// this region's key did not sign it, and [`Refusal::BadCertificate`] or
    /// [`Refusal::BadEncoding`] for anything else that is not a certificate of this version.
    pub fn decode_verified(bytes: &[u8], root: &PublicKey) -> Result<Self, Refusal> {
        if bytes.len() > MAX_BYTES {
            return Err(Refusal::BadCertificate);
        }
        let opened = cose::open(Context::Certificate, bytes, &[])?;
        let set = ClaimsSet::from_slice(opened.payload).map_err(|_| Refusal::BadCertificate)?;
        let claims = from_cwt(&set)?;
        if claims.region != root.region() {
            return Err(Refusal::OtherRegion);
        }
        opened.verify(root)?;
        let id = CertificateId(truncate(&opened.id()));
        let verifier = claims.device_key.verifier();
        Ok(Self { id, claims, verifier, bytes: bytes.to_vec() })
    }

    /// Whether the device signed these bytes.
    pub(crate) fn signed(&self, bytes: &[u8], signature: &[u8; 64]) -> Result<(), Refusal> {
        if self.verifier.verify(bytes, signature) { Ok(()) } else { Err(Refusal::BadSignature) }
    }

    /// Adds what the device is said to have signed to what is checked together; `name` is a hash of
    /// `bytes`.
    pub(crate) fn add_to(
        &self,
        batch: &mut Batch,
        bytes: &[u8],
        name: &[u8; 32],
        signature: &[u8; 64],
    ) {
        batch.add(&self.verifier, bytes, name, signature);
    }

    /// Its name, cited by every chunk of the device.
    #[must_use]
    pub const fn id(&self) -> CertificateId {
        self.id
    }

    /// What it says.
    #[must_use]
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The encoded certificate.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The device it was issued to.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.claims.device_key.device()
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({})", self.id)
    }
}

fn to_cwt(claims: &Claims) -> ClaimsSet {
    let key = CoseKeyBuilder::new_okp_key()
        .param(
            iana::OkpKeyParameter::Crv.to_i64(),
            Value::from(iana::EllipticCurve::Ed25519.to_i64()),
        )
        .param(
            iana::OkpKeyParameter::X.to_i64(),
            Value::Bytes(claims.device_key.as_bytes().to_vec()),
        )
        .build();
    // Encoding a key that was built a line above cannot fail; a null would fail to read back.
    let key = key.to_cbor_value().unwrap_or(Value::Null);
    let mut set = ClaimsSetBuilder::new()
        .issuer(claims.region.to_string())
        .subject(claims.member.to_string())
        .expiration_time(CwtTime::WholeSeconds(claims.expires.as_second()))
        .issued_at(CwtTime::WholeSeconds(claims.issued.as_second()))
        .claim(iana::CwtClaimName::Cnf, Value::Map(vec![(CNF_COSE_KEY.into(), key)]))
        .private_claim(
            ROLES,
            Value::Array(claims.roles.iter().map(|role| role.as_u8().into()).collect()),
        );
    if let Some(school) = &claims.school {
        set = set.private_claim(SCHOOL, Value::Text(school.to_string()));
    }
    set.build()
}

fn from_cwt(set: &ClaimsSet) -> Result<Claims, Refusal> {
    let bad = Refusal::BadCertificate;
    let mut roles = BTreeSet::new();
    let mut school = None;
    let mut device_key = None;
    for (name, value) in &set.rest {
        let label = match name {
            coset::cwt::ClaimName::Assigned(name) => name.to_i64(),
            coset::cwt::ClaimName::PrivateUse(label) => *label,
            coset::cwt::ClaimName::Text(_) => continue,
        };
        match (label, value) {
            (CNF, Value::Map(confirmation)) => device_key = Some(read_key(confirmation)?),
            // A role of a newer region is skipped: it grants nothing here.
            (ROLES, Value::Array(list)) => {
                for role in list {
                    let role = role.as_integer().and_then(|n| u8::try_from(n).ok()).ok_or(bad)?;
                    roles.extend(Role::from_u8(role));
                }
            }
            (SCHOOL, Value::Text(code)) => school = Some(code.parse().map_err(|_| bad)?),
            _ => {}
        }
    }
    Ok(Claims {
        region: set.issuer.as_deref().and_then(|s| s.parse().ok()).ok_or(bad)?,
        member: set.subject.as_deref().and_then(|s| s.parse().ok()).ok_or(bad)?,
        roles: roles.into_iter().collect(),
        school,
        device_key: device_key.ok_or(bad)?,
        issued: read_time(set.issued_at.as_ref())?,
        expires: read_time(set.expiration_time.as_ref())?,
    })
}

fn read_key(confirmation: &[(Value, Value)]) -> Result<PublicKey, Refusal> {
    let bad = Refusal::BadCertificate;
    let (_, key) = confirmation.iter().find(|(name, _)| *name == CNF_COSE_KEY.into()).ok_or(bad)?;
    let key = CoseKey::from_cbor_value(key.clone()).map_err(|_| bad)?;
    let curve = Value::from(iana::EllipticCurve::Ed25519.to_i64());
    let has = |label: i64, value: &Value| {
        key.params.iter().any(|(name, found)| *name == Label::Int(label) && found == value)
    };
    if key.kty != KeyType::Assigned(iana::KeyType::OKP)
        || !has(iana::OkpKeyParameter::Crv.to_i64(), &curve)
    {
        return Err(bad);
    }
    let x = Label::Int(iana::OkpKeyParameter::X.to_i64());
    let bytes = key.params.iter().find(|(name, _)| *name == x).and_then(|(_, v)| v.as_bytes());
    let bytes: [u8; 32] = bytes.and_then(|b| b.as_slice().try_into().ok()).ok_or(bad)?;
    Ok(PublicKey::from_bytes(bytes))
}

fn read_time(time: Option<&CwtTime>) -> Result<Timestamp, Refusal> {
    match time {
        Some(CwtTime::WholeSeconds(seconds)) => {
            Timestamp::from_second(*seconds).map_err(|_| Refusal::BadCertificate)
        }
        _ => Err(Refusal::BadCertificate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(root: &DeviceKey) -> Claims {
        Claims {
            region: root.public().region(),
            member: MemberId::from([3; 16]),
            roles: [Role::Member, Role::Coordinator].into_iter().collect(),
            school: Some("0710045N".parse().unwrap()),
            device_key: DeviceKey::from_seed([4; 32]).public(),
            issued: Timestamp::from_second(1_790_000_000).unwrap(),
            expires: Timestamp::from_second(1_792_592_000).unwrap(),
        }
    }

    #[test]
    fn a_certificate_says_what_was_issued() {
        let root = DeviceKey::from_seed([1; 32]);
        let certificate = Certificate::issue(&root, &claims(&root)).unwrap();
        let again = Certificate::decode_verified(certificate.bytes(), &root.public()).unwrap();
        assert_eq!(again.claims(), &claims(&root));
        assert_eq!(again.id(), certificate.id());
    }

    /// Any content, signed by the region all the same.
    fn signed(root: &DeviceKey, set: ClaimsSet) -> Result<Certificate, Refusal> {
        let set = set.to_vec().unwrap();
        let bytes = cose::sign(Context::Certificate, root, &[], &[], set, &[]).unwrap();
        Certificate::decode_verified(&bytes, &root.public())
    }

    #[test]
    fn a_certificate_that_lacks_something_or_says_it_otherwise_is_refused() {
        use coset::cwt::ClaimName;
        type Spoil = fn(&mut ClaimsSet);
        fn rest(set: &mut ClaimsSet, label: i64, value: Value) {
            for (name, found) in &mut set.rest {
                let is = match name {
                    ClaimName::Assigned(name) => name.to_i64() == label,
                    ClaimName::PrivateUse(private) => *private == label,
                    ClaimName::Text(_) => false,
                };
                if is {
                    *found = value.clone();
                }
            }
        }
        fn key(set: &mut ClaimsSet, spoil: fn(&mut CoseKey)) {
            let mut key = CoseKeyBuilder::new_okp_key()
                .param(
                    iana::OkpKeyParameter::Crv.to_i64(),
                    Value::from(iana::EllipticCurve::Ed25519.to_i64()),
                )
                .param(iana::OkpKeyParameter::X.to_i64(), Value::Bytes(vec![7; 32]))
                .build();
            spoil(&mut key);
            let key = key.to_cbor_value().unwrap();
            rest(set, CNF, Value::Map(vec![(CNF_COSE_KEY.into(), key)]));
        }
        let bad = Err(Refusal::BadCertificate);
        let table: &[(&str, Spoil, Result<(), Refusal>)] = &[
            ("nothing", |_| {}, Ok(())),
            ("no issuer", |set| set.issuer = None, bad),
            ("an issuer that is no region", |set| set.issuer = Some("region".into()), bad),
            ("no subject", |set| set.subject = None, bad),
            ("no time of issue", |set| set.issued_at = None, bad),
            (
                "a part of a second",
                |set| set.expiration_time = Some(CwtTime::FractionalSeconds(1.5)),
                bad,
            ),
            (
                "a time beyond all time",
                |set| set.expiration_time = Some(CwtTime::WholeSeconds(i64::MAX)),
                bad,
            ),
            ("a school that is none", |set| rest(set, SCHOOL, Value::Text("x".into())), bad),
            ("a role that is a word", |set| rest(set, ROLES, Value::Array(vec!["x".into()])), bad),
            ("a role of the future", |set| rest(set, ROLES, Value::Array(vec![99.into()])), Ok(())),
            ("no key", |set| rest(set, CNF, Value::Map(vec![])), bad),
            ("a key in another place", |set| rest(set, CNF, Value::Null), bad),
            ("another good key", |set| key(set, |_| {}), Ok(())),
            (
                "a key of another type",
                |set| key(set, |key| key.kty = KeyType::Assigned(iana::KeyType::EC2)),
                bad,
            ),
            (
                "a key on another curve",
                |set| {
                    key(set, |key| {
                        key.params[0].1 = Value::from(iana::EllipticCurve::X25519.to_i64())
                    });
                },
                bad,
            ),
            ("a key on no curve", |set| key(set, |key| drop(key.params.remove(0))), bad),
            ("a short key", |set| key(set, |key| key.params[1].1 = Value::Bytes(vec![7; 31])), bad),
            ("no point", |set| key(set, |key| key.params.truncate(1)), bad),
        ];
        let root = DeviceKey::from_seed([1; 32]);
        for (what, spoil, expected) in table {
            let mut set = to_cwt(&claims(&root));
            spoil(&mut set);
            assert_eq!(signed(&root, set).map(drop), *expected, "{what}");
        }
    }

    #[test]
    fn a_certificate_has_at_most_1024_bytes() {
        let root = DeviceKey::from_seed([1; 32]);
        let padded = |length: usize| {
            let mut set = to_cwt(&claims(&root));
            set.rest
                .push((coset::cwt::ClaimName::Text("n".into()), Value::Text("x".repeat(length))));
            signed(&root, set)
        };
        let rest = padded(300).unwrap().bytes().len() - 300;
        assert_eq!(padded(1_024 - rest).unwrap().bytes().len(), 1_024);
        assert_eq!(padded(1_025 - rest), Err(Refusal::BadCertificate));
    }

    #[test]
    fn private_claims_have_the_labels_that_are_left_to_applications() {
        let root = DeviceKey::from_seed([1; 32]);
        let labels: Vec<i64> = to_cwt(&claims(&root))
            .rest
            .iter()
            .filter_map(|(name, _)| match name {
                coset::cwt::ClaimName::PrivateUse(label) => Some(*label),
                _ => None,
            })
            .collect();
        assert_eq!(labels, [-70_001, -70_002]);
    }

    #[test]
    fn another_regions_certificate_is_named_as_such() {
        let root = DeviceKey::from_seed([1; 32]);
        let other = DeviceKey::from_seed([2; 32]);
        let certificate = Certificate::issue(&other, &claims(&other)).unwrap();
        assert_eq!(
            Certificate::decode_verified(certificate.bytes(), &root.public()),
            Err(Refusal::OtherRegion)
        );
        assert_eq!(Certificate::issue(&other, &claims(&root)), Err(Refusal::OtherRegion));
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let root = DeviceKey::from_seed([1; 32]);
        let certificate = Certificate::issue(&root, &claims(&root)).unwrap();
        for at in 0..certificate.bytes().len() {
            let mut bytes = certificate.bytes().to_vec();
            bytes[at] ^= 1;
            assert!(Certificate::decode_verified(&bytes, &root.public()).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_certificate_signed_by_the_device_itself_is_refused() {
        let root = DeviceKey::from_seed([1; 32]);
        let forger = DeviceKey::from_seed([4; 32]);
        let set = to_cwt(&claims(&root)).to_vec().unwrap();
        let forged = cose::sign(Context::Certificate, &forger, &[], &[], set, &[]).unwrap();
        assert_eq!(
            Certificate::decode_verified(&forged, &root.public()),
            Err(Refusal::BadSignature)
        );
    }
}
