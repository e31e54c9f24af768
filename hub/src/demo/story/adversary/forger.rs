//! A region of one's own, and papers in the name of another.

use jiff::{SignedDuration, Timestamp};
use minicbor::{Decoder, Encoder};
use sha2::{Digest, Sha256};
use sharenum_domain::{RegionId, Role};
use sharenum_ledger::{Certificate, CertificateId, Claims, DeviceKey};

use crate::demo::error::{DemoError, setup};
use crate::demo::story::stranger::Stranger;

/// Somebody who has made a region of their own, with themselves as its hub.
pub(super) struct Forger {
    /// What their own region says of them.
    pub certificate: Certificate,
}

impl Forger {
    /// Makes a region, and a certificate for the stranger's key in it.
    pub(super) fn new(stranger: &Stranger) -> Result<Self, DemoError> {
        let root = DeviceKey::from_seed([0x42; 32]);
        let now = Timestamp::from_second(Timestamp::now().as_second()).map_err(setup("a time"))?;
        let claims = Claims {
            region: root.public().region(),
            member: stranger.certificate.claims().member,
            roles: [Role::RegionHub].into_iter().collect(),
            school: None,
            device_key: stranger.key.public(),
            issued: now,
            expires: now.checked_add(SignedDuration::from_hours(24)).map_err(setup("a time"))?,
        };
        let certificate =
            Certificate::issue(&root, &claims).map_err(setup("a certificate to forge"))?;
        Ok(Self { certificate })
    }

    /// The same papers with the name of another region written over, and the id by which a change
    /// would cite them. Their signature is not that region's.
    pub(super) fn in_the_name_of(
        &self,
        region: &RegionId,
    ) -> Result<(Vec<u8>, CertificateId), DemoError> {
        let mut bytes = self.certificate.bytes().to_vec();
        let own = self.certificate.claims().region.to_string();
        let at = bytes
            .windows(own.len())
            .position(|window| window == own.as_bytes())
            .ok_or_else(|| DemoError::Setup("a certificate does not name its region".to_owned()))?;
        bytes[at..at + own.len()].copy_from_slice(region.to_string().as_bytes());
        let id = cited_as(&bytes).map_err(setup("a certificate to forge"))?;
        Ok((bytes, id))
    }
}

/// The first half of the hash of what the signature covers.
fn cited_as(bytes: &[u8]) -> Result<CertificateId, minicbor::decode::Error> {
    let (protected, payload) = parts(bytes)?;
    let signed = to_be_signed(b"sharenum certificate v1", protected, payload);
    let mut id = [0; 16];
    id.copy_from_slice(&Sha256::digest(&signed)[..16]);
    Ok(CertificateId::from(id))
}

/// A change with the header of `own` and the content of `other`, rightly signed with `key`.
pub(super) fn with_payload_of(
    own: &[u8],
    other: &[u8],
    key: &DeviceKey,
) -> Result<Vec<u8>, DemoError> {
    let (protected, _) = parts(own).map_err(setup("a change to forge"))?;
    let (_, payload) = parts(other).map_err(setup("a change to forge"))?;
    let signature = key.sign(&to_be_signed(b"sharenum chunk v1", protected, payload));
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes);
    // Writing to a vector cannot fail: the error type is `Infallible`.
    let _ =
        (|| encoder.array(4)?.bytes(protected)?.map(0)?.bytes(payload)?.bytes(&signature)?.ok())();
    Ok(bytes)
}

/// The protected header and the payload of a COSE_Sign1 message (RFC 9052, section 4.2).
fn parts(bytes: &[u8]) -> Result<(&[u8], &[u8]), minicbor::decode::Error> {
    let mut decoder = Decoder::new(bytes);
    decoder.array()?;
    let protected = decoder.bytes()?;
    decoder.skip()?;
    Ok((protected, decoder.bytes()?))
}

/// What a signature covers (RFC 9052, section 4.4).
fn to_be_signed(context: &[u8], protected: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut signed = Vec::new();
    let mut encoder = Encoder::new(&mut signed);
    // As above.
    let _ = (|| {
        encoder.array(4)?.str("Signature1")?.bytes(protected)?;
        encoder.bytes(context)?.bytes(payload)?.ok()
    })();
    signed
}

#[cfg(test)]
mod tests {
    use sharenum_ledger::Refusal;

    use super::*;

    #[test]
    fn forged_papers_are_well_made_and_not_believed() {
        let root = DeviceKey::from_seed([1; 32]);
        let claims = Claims {
            region: root.public().region(),
            member: [7; 16].into(),
            roles: [Role::Member].into_iter().collect(),
            school: None,
            device_key: DeviceKey::from_seed([2; 32]).public(),
            issued: Timestamp::UNIX_EPOCH,
            expires: Timestamp::UNIX_EPOCH,
        };
        let certificate = Certificate::issue(&root, &claims).unwrap();
        assert_eq!(cited_as(certificate.bytes()).unwrap(), certificate.id());
        let victim = DeviceKey::from_seed([3; 32]).public();
        let (forged, _) = Forger { certificate }.in_the_name_of(&victim.region()).unwrap();
        assert_eq!(Certificate::decode_verified(&forged, &victim), Err(Refusal::BadSignature));
    }
}
