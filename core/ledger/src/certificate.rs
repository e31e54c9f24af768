//! Certificates: CWT (RFC 8392) with proof of possession (RFC 8747), signed by the region.

use std::collections::BTreeSet;
use std::fmt;

use coset::cbor::Value;
use coset::cwt::{ClaimsSet, ClaimsSetBuilder, Timestamp as CwtTime};
use coset::{AsCborValue, CborSerializable, CoseKey, CoseKeyBuilder, KeyType, Label, iana};
use iana::EnumI64;
use jiff::Timestamp;
use sharenum_domain::{DeviceId, MemberId, RegionId, Role, Roles, SchoolCode};

use crate::cose::{self, Context};
use crate::key::truncate;
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
        let set = ClaimsSet::from_slice(&opened.payload).map_err(|_| Refusal::BadCertificate)?;
        let claims = from_cwt(&set)?;
        if claims.region != root.region() {
            return Err(Refusal::OtherRegion);
        }
        opened.verify(root)?;
        Ok(Self { id: CertificateId(truncate(&opened.id())), claims, bytes: bytes.to_vec() })
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
