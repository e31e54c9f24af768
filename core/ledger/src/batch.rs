//! Many signatures checked at once, at a third to a quarter of what each costs by itself.
//!
//! A batch is one equation over all of its signatures, each weighted by a number that who signed
//! could not foresee. The weights come from a stream cipher keyed by a hash of the whole batch, so
//! nothing random is handed in: whoever changes a signature to fit them changes them. Under ZIP 215
//! a batch holds exactly when each of its signatures does, but for one chance in 2^125 or so.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use ed25519_zebra::{Signature, batch};
use sha2::{Digest, Sha256};

use crate::key::Verifier;

/// Signatures that are to be checked together.
pub(crate) struct Batch {
    queue: batch::Verifier,
    seed: Sha256,
    /// Nothing verifies with one of the keys.
    hopeless: bool,
}

impl Batch {
    pub fn new() -> Self {
        let seed = Sha256::new().chain_update(b"sharenum signature batch v1");
        Self { queue: batch::Verifier::new(), seed, hopeless: false }
    }

    /// `name` is a hash of `message`.
    pub fn add(&mut self, key: &Verifier, message: &[u8], name: &[u8; 32], signature: &[u8; 64]) {
        let Some(key) = key.key() else {
            self.hopeless = true;
            return;
        };
        for part in [key.as_ref(), name, signature] {
            self.seed.update(part);
        }
        self.queue.queue(((*key).into(), Signature::from_bytes(signature), message));
    }

    /// Whether every signature fits its message and its key.
    pub fn holds(self) -> bool {
        let weights = ChaCha20Rng::from_seed(self.seed.finalize().into());
        !self.hopeless && self.queue.verify(weights).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
    use curve25519_dalek::scalar::Scalar;
    use sha2::Sha512;

    use super::*;
    use crate::DeviceKey;

    type Signed = (Verifier, Vec<u8>, [u8; 64]);

    fn signed(seed: u8, message: &[u8]) -> Signed {
        let key = DeviceKey::from_seed([seed; 32]);
        (key.public().verifier(), message.to_vec(), key.sign(message))
    }

    fn holds(all: &[Signed]) -> bool {
        let mut batch = Batch::new();
        for (key, message, signature) in all {
            batch.add(key, message, &Sha256::digest(message).into(), signature);
        }
        batch.holds()
    }

    fn page() -> Vec<Signed> {
        (0..40).map(|n: u8| signed(1 + n % 3, &[n; 50])).collect()
    }

    #[test]
    fn a_batch_holds_when_each_of_its_signatures_does() {
        assert!(holds(&[]));
        assert!(holds(&page()));
        for at in [0, 17, 39] {
            let mut page = page();
            page[at].1[3] ^= 1;
            assert!(!holds(&page), "message {at}");
        }
    }

    #[test]
    fn two_signatures_that_make_up_for_each_other_do_not_hold() {
        // Without weights, what one lacks another could bring: the halves of two that are exchanged
        // add up to the same.
        let mut page = page();
        let (left, right) = (page[3].2, page[6].2);
        page[3].2[32..].copy_from_slice(&right[32..]);
        page[6].2[32..].copy_from_slice(&left[32..]);
        assert!(!holds(&page));
    }

    /// A signature of which only the part that counts is right: something of small order is added
    /// to its point, which the signer alone can do. One way to check (RFC 8032 leaves open which)
    /// takes it and the other does not.
    fn at_the_edge(seed: u8, message: &[u8]) -> Signed {
        let secret = ed25519_dalek::SigningKey::from_bytes(&[seed; 32]);
        let public = secret.verifying_key().to_bytes();
        let nonce = Scalar::from(1_234_567_u64);
        let point = (ED25519_BASEPOINT_POINT * nonce + EIGHT_TORSION[1]).compress();
        let hash = Sha512::new().chain_update(point.0).chain_update(public).chain_update(message);
        let hash = Scalar::from_bytes_mod_order_wide(&hash.finalize().into());
        let answer = nonce + hash * secret.to_scalar();
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&point.0);
        signature[32..].copy_from_slice(&answer.to_bytes());
        (crate::PublicKey::from_bytes(public).verifier(), message.to_vec(), signature)
    }

    #[test]
    fn one_by_one_and_together_get_the_same_answer_at_the_edges() {
        // Without the rules of ZIP 215 such signatures hold together when their remainders happen to
        // cancel out, so in one batch and not in another.
        let edges: Vec<_> = (0..16).map(|n: u8| at_the_edge(1 + n % 5, &[n; 20])).collect();
        for (key, message, signature) in &edges {
            assert!(key.verify(message, signature));
        }
        for many in 1..=edges.len() {
            assert!(holds(&edges[..many]), "{many}");
        }
        let mut larger = signed(1, b"ticket");
        add_the_order(&mut larger.2);
        assert!(!larger.0.verify(&larger.1, &larger.2));
        assert!(!holds(&[larger]));
    }

    /// The other number that means the same: RFC 8032 wants the smaller one.
    fn add_the_order(signature: &mut [u8; 64]) {
        let order = (Scalar::ZERO - Scalar::ONE).to_bytes();
        // The order is one more than the largest scalar.
        let mut carry = 1_u16;
        for (byte, more) in signature[32..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + u16::from(more) + carry;
            *byte = sum.to_le_bytes()[0];
            carry = sum >> 8;
        }
    }

    #[test]
    fn a_key_with_which_nothing_verifies_spoils_its_batch() {
        let mut page = page();
        page[5].0 = crate::PublicKey::from_bytes([0xff; 32]).verifier();
        assert!(!holds(&page));
    }
}
