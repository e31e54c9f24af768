//! Turning an invitation into papers, without I/O.

use sharenum_domain::{MemberId, RegionId};
use sharenum_ledger::{Certificate, DeviceKey, HubRole, PublicKey, envelope};

use crate::SyncError;
use crate::reply::{self, HttpReply, HttpRequest, Looks};
use crate::wire::{self, JoinReply, JoinRequest, path};

/// One request that asks for a certificate.
///
/// A lost answer is no harm: the hub gives the same device the same papers again.
pub struct JoinExchange {
    request: HttpRequest,
    device_key: PublicKey,
    region: Option<RegionId>,
}

/// A new member's papers, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The member that the device now belongs to.
    pub member: MemberId,
    /// The device's certificate.
    pub certificate: Certificate,
    /// The region's root key.
    pub root: PublicKey,
    /// The hub that answered.
    pub hub: Certificate,
}

impl JoinExchange {
    /// Asks with an invitation's `code` for the device of `key`. With `region`, as an invitation's
    /// link or QR code names it, papers of any other region are refused; a code typed by hand
    /// trusts the hub that TLS leads to.
    pub fn new(code: &str, key: &DeviceKey, region: Option<RegionId>) -> Self {
        let code = code.trim().to_owned();
        let proof = key.sign(&wire::join_proof(&code));
        let request = JoinRequest { code, device_key: *key.public().as_bytes(), proof };
        Self {
            request: HttpRequest::new(path::JOIN, None, &request),
            device_key: key.public(),
            region,
        }
    }

    /// What to send.
    pub fn request(&self) -> &HttpRequest {
        &self.request
    }

    /// Checks the answer: the region's key vouches for the hub and for the device, the hub signed
    /// the answer to this request, and the certificate is for this device.
    pub fn accept(&self, reply: &HttpReply) -> Result<Joined, SyncError> {
        let envelope = match reply::look(reply)? {
            Looks::Signed(envelope) => envelope,
            Looks::Problem(code, detail) => return Err(reply::refused(code, detail)),
        };
        let (_, body) = envelope::peek(envelope).map_err(reply::unsigned)?;
        let unverified: JoinReply = wire::decode(&body)?;
        let root = PublicKey::from_bytes(unverified.root_key);
        if self.region.is_some_and(|region| region != root.region()) {
            return Err(SyncError::OtherRegion);
        }
        let hub = Certificate::decode_verified(&unverified.hub_certificate, &root)
            .map_err(SyncError::hub_certificate)?;
        if HubRole::of(&hub).is_none() {
            return Err(SyncError::bad_reply("its certificate is not that of a hub"));
        }
        let papers: JoinReply = reply::open(envelope, &self.request, &hub)?;
        let certificate = Certificate::decode_verified(&papers.certificate, &root)
            .map_err(SyncError::hub_certificate)?;
        let claims = certificate.claims();
        if claims.device_key != self.device_key || claims.member != papers.member {
            return Err(SyncError::bad_reply("the certificate is not for this device"));
        }
        Ok(Joined { member: papers.member, certificate, root, hub })
    }
}
