//! Device keys: Ed25519 (RFC 8032), one pair per device and one per region.
//!
//! Signatures are checked by the rules of [ZIP 215](https://zips.z.cash/zip-0215): RFC 8032 leaves
//! open what counts at the edges, and under these rules alone one signature and many at once
//! get the same answer everywhere.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use ed25519_zebra::{Signature, VerificationKey};
use sha2::{Digest, Sha256};
use sharenum_domain::{DeviceId, RegionId};

/// The signing key of a device, of a hub or of a region. Wiped from memory when dropped.
///
/// Its 32-byte seed comes from the platform's vault and never enters a file of ours.
pub struct DeviceKey(SigningKey);

impl DeviceKey {
    /// The key that belongs to `seed`, 32 bytes from a cryptographic random source.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// The id of the device that holds this key.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.public().device()
    }

    /// Signs `message`. Callers prefix it with a context, so that a signature made for one
    /// purpose is never valid for another.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the seed: this lands in logs.
        write!(f, "DeviceKey({})", self.device())
    }
}

/// A public Ed25519 key, 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Wraps 32 bytes; whether they are a point on the curve shows at the first [`verify`](Self::verify).
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether `signature` over `message` was made by the matching [`DeviceKey`].
    ///
    /// By ZIP 215, except that nothing is signed with a key of small order: anybody could make
    /// signatures that fit it.
    #[must_use]
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.verifier().verify(message, signature)
    }

    /// The key ready for many checks: finding its point is a tenth of the cost of each.
    pub(crate) fn verifier(&self) -> Verifier {
        let strong = VerifyingKey::from_bytes(&self.0).ok().filter(|key| !key.is_weak());
        Verifier(strong.and_then(|key| VerificationKey::try_from(key.to_bytes()).ok()))
    }

    /// The id of the device that holds the matching key.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        DeviceId::from(self.fingerprint(b"sharenum device v1"))
    }

    /// The id of the region whose root key this is: a region is its key.
    #[must_use]
    pub fn region(&self) -> RegionId {
        RegionId::from(self.fingerprint(b"sharenum region v1"))
    }

    fn fingerprint(&self, context: &[u8]) -> [u8; 16] {
        truncate(&Sha256::new().chain_update(context).chain_update(self.0).finalize().into())
    }
}

/// A public key with its point on the curve; without one, nothing verifies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verifier(Option<VerificationKey>);

impl Verifier {
    /// As [`PublicKey::verify`].
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        self.0.is_some_and(|key| key.verify(&signature, message).is_ok())
    }

    /// The key, unless nothing verifies with it.
    pub const fn key(&self) -> Option<&VerificationKey> {
        self.0.as_ref()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.device())
    }
}

/// The first 16 bytes of a SHA-256: 128 bits are enough where only a second preimage helps
/// an attacker.
pub(crate) fn truncate(hash: &[u8; 32]) -> [u8; 16] {
    let mut out = [0; 16];
    out.copy_from_slice(&hash[..16]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_bound_to_its_message_and_its_key() {
        let key = DeviceKey::from_seed([7; 32]);
        let signature = key.sign(b"ticket");
        assert!(key.public().verify(b"ticket", &signature));
        assert!(!key.public().verify(b"tickets", &signature));
        assert!(!DeviceKey::from_seed([8; 32]).public().verify(b"ticket", &signature));
    }

    #[test]
    fn bytes_that_are_no_key_verify_nothing() {
        let signature = DeviceKey::from_seed([7; 32]).sign(b"ticket");
        for bytes in [[0; 32], [0xff; 32]] {
            assert!(!PublicKey::from_bytes(bytes).verify(b"ticket", &signature));
        }
    }

    #[test]
    fn a_key_of_small_order_verifies_nothing() {
        // The neutral element as key and as point, and nothing added: fits every message.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&neutral);
        assert!(VerificationKey::try_from(neutral).is_ok_and(|key| {
            key.verify(&Signature::from_bytes(&signature), b"ticket").is_ok()
        }));
        assert!(!PublicKey::from_bytes(neutral).verify(b"ticket", &signature));
    }

    #[test]
    fn a_key_never_prints_its_seed() {
        let shown = format!("{:?}", DeviceKey::from_seed([7; 32]));
        assert!(!shown.contains("0707"), "{shown}");
    }
}
