//! Envelopes: what a hub answers, signed and bound to what it was asked.
//!
//! A captive portal that answers 200, a proxy that replays yesterday's answer, a box that
//! pretends to be the bus: none can make an envelope that opens.

use sha2::{Digest, Sha256};

use crate::cose::{self, Context};
use crate::{Certificate, CertificateId, DeviceKey, Refusal};

/// Signs `reply` as the answer to `request`.
///
/// # Errors
/// [`Refusal::BadEncoding`] never in practice: signing fails only when encoding does.
pub fn sign(
    key: &DeviceKey,
    certificate: &CertificateId,
    request: &[u8],
    reply: Vec<u8>,
) -> Result<Vec<u8>, Refusal> {
    let bound_to = Sha256::digest(request);
    cose::sign(Context::Reply, key, certificate.as_bytes(), &[], reply, &bound_to)
}

/// Opens the answer to `request`, if the hub of `certificate` gave it.
///
/// # Errors
/// [`Refusal::BadSignature`] when it is another hub's, altered, or an answer to another
/// request; [`Refusal::BadEncoding`] or [`Refusal::NotCanonical`] when it is no envelope.
pub fn open(bytes: &[u8], request: &[u8], certificate: &Certificate) -> Result<Vec<u8>, Refusal> {
    let opened = cose::open(Context::Reply, bytes, &Sha256::digest(request))?;
    if opened.key_id != certificate.id().as_bytes().as_slice() {
        return Err(Refusal::BadSignature);
    }
    certificate.signed(&opened.signed, &opened.signature)?;
    Ok(opened.payload.to_vec())
}

/// Reads an answer whose hub is not known yet, to find the hub's certificate in it. Believe
/// nothing of it before [`open`].
///
/// # Errors
/// [`Refusal::BadEncoding`] or [`Refusal::NotCanonical`].
pub fn peek(bytes: &[u8]) -> Result<(CertificateId, Vec<u8>), Refusal> {
    let opened = cose::open(Context::Reply, bytes, &[])?;
    let id = CertificateId::from_slice(opened.key_id).ok_or(Refusal::BadEncoding)?;
    Ok((id, opened.payload.to_vec()))
}
