//! Whom automerge takes for the author of a change.

use sha2::{Digest, Sha256};

use crate::PublicKey;
use crate::key::truncate;

/// How many bytes of an actor id say which device it is; the rest says which incarnation.
pub(crate) const ACTOR_DEVICE_BYTES: usize = 12;

/// The automerge actor of a device: derived, so that nobody can write in another's name, and
/// new with each incarnation, so that a restored file never repeats a (actor, seq). The actors of
/// one device begin alike, so that what a device may take of a document can be counted without
/// its certificate.
pub(crate) fn actor_of(device: &PublicKey, incarnation: u32) -> [u8; 16] {
    let hash =
        Sha256::new().chain_update(b"sharenum actor v1").chain_update(device.as_bytes()).finalize();
    let mut actor = truncate(&hash.into());
    actor[ACTOR_DEVICE_BYTES..].copy_from_slice(&incarnation.to_be_bytes());
    actor
}
