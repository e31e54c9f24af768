//! Challenges: a hub remembers none that it gave, only the few that were answered.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::keys::keyed_hash;
use crate::{HubError, random};

/// How long a challenge can be answered, in milliseconds.
const VALID_MS: i64 = 120_000;
const MAC_BYTES: usize = 16;
const BYTES: usize = 8 + 16 + MAC_BYTES;
/// Answered challenges that are remembered; with more sessions than this in two minutes, new
/// ones are refused until some have passed.
const MOST_ANSWERED: usize = 20_000;

/// Time, random bytes and a MAC over both.
pub(super) struct Challenges {
    secret: Zeroizing<[u8; 32]>,
    /// Each opens one session: what was overheard on the bus's Wi-Fi opens nothing.
    answered: Mutex<VecDeque<(i64, [u8; MAC_BYTES])>>,
}

impl Challenges {
    pub(super) fn new(secret: [u8; 32]) -> Self {
        Self { secret: Zeroizing::new(secret), answered: Mutex::default() }
    }

    /// A challenge given now.
    pub(super) fn give(&self, now_ms: i64) -> Result<Vec<u8>, HubError> {
        let mut challenge = Vec::with_capacity(BYTES);
        challenge.extend(now_ms.to_be_bytes());
        challenge.extend(random::bytes::<16>()?);
        challenge.extend(self.mac(&challenge));
        Ok(challenge)
    }

    /// Whether this hub gave the challenge lately and nobody has answered it. It counts as
    /// answered from now on.
    pub(super) fn take(&self, challenge: &[u8], now_ms: i64) -> bool {
        let Some((stated, mac)) = challenge.split_last_chunk::<MAC_BYTES>() else { return false };
        let Some((given, _)) = stated.split_first_chunk::<8>() else { return false };
        let given = i64::from_be_bytes(*given);
        let fresh = (0..=VALID_MS).contains(&(now_ms.saturating_sub(given)));
        if challenge.len() != BYTES || !fresh || !same(&self.mac(stated), mac) {
            return false;
        }
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        while answered.front().is_some_and(|(at, _)| now_ms - at > VALID_MS) {
            answered.pop_front();
        }
        if answered.len() >= MOST_ANSWERED || answered.iter().any(|(_, known)| known == mac) {
            return false;
        }
        answered.push_back((now_ms, *mac));
        true
    }

    fn mac(&self, stated: &[u8]) -> [u8; MAC_BYTES] {
        let full = keyed_hash(&self.secret, &[b"sharenum challenge v1", stated]);
        let mut mac = [0; MAC_BYTES];
        mac.copy_from_slice(&full[..MAC_BYTES]);
        mac
    }
}

/// Compares without saying by its duration where two MACs differ.
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |diff, (a, b)| diff | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_answered_once_and_in_time() {
        let challenges = Challenges::new([1; 32]);
        let given = challenges.give(1_000).unwrap();
        assert!(!Challenges::new([2; 32]).take(&given, 1_000), "another hub's");
        assert!(!challenges.take(&given, 1_001 + VALID_MS), "too late");
        assert!(!challenges.take(&given, 999), "from the future");
        assert!(challenges.take(&given, 2_000));
        assert!(!challenges.take(&given, 2_001), "twice");
    }

    #[test]
    fn a_challenge_that_was_altered_is_not_ours() {
        let challenges = Challenges::new([1; 32]);
        let given = challenges.give(1_000).unwrap();
        for at in 0..given.len() {
            let mut altered = given.clone();
            altered[at] ^= 1;
            assert!(!challenges.take(&altered, 1_000), "byte {at}");
        }
        for short in [&given[..0], &given[..7], &given[..given.len() - 1]] {
            assert!(!challenges.take(short, 1_000));
        }
    }
}
