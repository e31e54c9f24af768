//! Receipts: a hub's signed word that it holds a chunk on disk.

use jiff::Timestamp;
use minicbor::{Decoder, Encoder};
use sharenum_domain::{MemberId, Role};

use crate::cose::{self, Context};
use crate::{Certificate, CertificateId, ChunkId, DeviceKey, Refusal};

/// A receipt names no more chunks than a request may carry.
const MAX_CHUNKS: u64 = 1_000;

/// What kind of hub speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HubRole {
    /// The hub of the region: what it holds, a phone may forget to send.
    Region,
    /// The box of a BusNum: what it holds, it carries; a phone keeps offering it to the region.
    Bus,
}

impl HubRole {
    /// The role that a hub's certificate gives it, if it is a hub's.
    #[must_use]
    pub fn of(certificate: &Certificate) -> Option<Self> {
        let roles = &certificate.claims().roles;
        if roles.contains(Role::RegionHub) {
            Some(Self::Region)
        } else if roles.contains(Role::BusHub) {
            Some(Self::Bus)
        } else {
            None
        }
    }
}

/// What a hub signs once the chunks are on its disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The hub.
    pub hub: MemberId,
    /// As the region, or in custody on a bus.
    pub role: HubRole,
    /// When, by the hub's clock that never goes back (UTC, ms).
    pub at: Timestamp,
    /// Where the first of the chunks stands in the order of what this hub received; the others
    /// follow it. 0 when they do not follow one another there: such a receipt orders nothing.
    pub first_seq: u64,
    /// The chunks, in the order in which they were received.
    pub chunks: Vec<ChunkId>,
}

impl Receipt {
    /// Signs it with the hub's key.
    ///
    /// # Errors
    /// [`Refusal::BadEncoding`] never in practice: signing fails only when encoding does.
    pub fn sign(&self, key: &DeviceKey, certificate: &CertificateId) -> Result<Vec<u8>, Refusal> {
        cose::sign(Context::Receipt, key, certificate.as_bytes(), &[], self.to_bytes(), &[])
    }

    /// The certificate that a receipt cites, unverified: to look it up before
    /// [`decode_verified`](Self::decode_verified).
    ///
    /// # Errors
    /// [`Refusal::BadEncoding`] or [`Refusal::NotCanonical`].
    pub fn certificate_id(bytes: &[u8]) -> Result<CertificateId, Refusal> {
        let opened = cose::open(Context::Receipt, bytes, &[])?;
        CertificateId::from_slice(opened.key_id).ok_or(Refusal::BadEncoding)
    }

    /// Reads a receipt and checks that the hub of `certificate` signed it, in the role that the
    /// certificate gives it.
    ///
    /// # Errors
    /// [`Refusal::BadSignature`], [`Refusal::RoleMayNot`] when the certificate is not that of such a
    /// hub, [`Refusal::BadEncoding`] or [`Refusal::NotCanonical`].
    pub fn decode_verified(bytes: &[u8], certificate: &Certificate) -> Result<Self, Refusal> {
        let opened = cose::open(Context::Receipt, bytes, &[])?;
        if opened.key_id != certificate.id().as_bytes().as_slice() {
            return Err(Refusal::BadSignature);
        }
        certificate.signed(&opened.signed, &opened.signature)?;
        let receipt = Self::from_bytes(opened.payload).ok_or(Refusal::BadEncoding)?;
        let speaks_as = HubRole::of(certificate) == Some(receipt.role);
        if !speaks_as || receipt.hub != certificate.claims().member {
            return Err(Refusal::RoleMayNot);
        }
        if receipt.to_bytes() != opened.payload {
            return Err(Refusal::NotCanonical);
        }
        Ok(receipt)
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(48 + 34 * self.chunks.len());
        let e = &mut Encoder::new(&mut bytes);
        // Writing to a vector cannot fail: the error type is `Infallible`.
        let _ = (|| {
            e.array(5)?.bytes(self.hub.as_bytes())?.bool(self.role == HubRole::Region)?;
            e.i64(self.at.as_millisecond())?.u64(self.first_seq)?;
            e.array(self.chunks.len() as u64)?;
            for chunk in &self.chunks {
                e.bytes(chunk.as_bytes())?;
            }
            e.ok()
        })();
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let d = &mut Decoder::new(bytes);
        d.array().ok()?.filter(|fields| *fields == 5)?;
        let hub: [u8; 16] = d.bytes().ok()?.try_into().ok()?;
        let role = if d.bool().ok()? { HubRole::Region } else { HubRole::Bus };
        let at = Timestamp::from_millisecond(d.i64().ok()?).ok()?;
        let first_seq = d.u64().ok()?;
        let count = d.array().ok()?.filter(|count| *count <= MAX_CHUNKS)?;
        let chunks =
            (0..count).map(|_| ChunkId::from_slice(d.bytes().ok()?)).collect::<Option<Vec<_>>>()?;
        Some(Self { hub: hub.into(), role, at, first_seq, chunks })
    }
}
