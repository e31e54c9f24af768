//! Challenges: a hub remembers none that it gave, only the few that were answered.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use sharenum_domain::DeviceId;
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
/// And of one device, so that nobody uses up the room for the others.
const MOST_OF_A_DEVICE: usize = 30;

/// Time, random bytes and a MAC over both.
pub(super) struct Challenges {
    secret: Zeroizing<[u8; 32]>,
    /// Each opens one session: what was overheard on the bus's Wi-Fi opens nothing.
    answered: Mutex<VecDeque<Answered>>,
}

/// When, by which device, and the challenge's MAC.
struct Answered {
    at: i64,
    device: DeviceId,
    mac: [u8; MAC_BYTES],
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
    /// answered from now on, by `device`, which has proved its key.
    pub(super) fn take(&self, challenge: &[u8], device: &DeviceId, now_ms: i64) -> bool {
        let Some((stated, mac)) = challenge.split_last_chunk::<MAC_BYTES>() else { return false };
        let Some((given, _)) = stated.split_first_chunk::<8>() else { return false };
        let given = i64::from_be_bytes(*given);
        let fresh = (0..=VALID_MS).contains(&(now_ms.saturating_sub(given)));
        if challenge.len() != BYTES || !fresh || !same(&self.mac(stated), mac) {
            return false;
        }
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        while answered.front().is_some_and(|one| now_ms - one.at > VALID_MS) {
            answered.pop_front();
        }
        let of_device = answered.iter().filter(|one| one.device == *device).count();
        let is_known = answered.iter().any(|one| one.mac == *mac);
        if answered.len() >= MOST_ANSWERED || of_device >= MOST_OF_A_DEVICE || is_known {
            return false;
        }
        answered.push_back(Answered { at: now_ms, device: *device, mac: *mac });
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
    use std::sync::LazyLock;

    use super::*;

    static DEVICE: LazyLock<DeviceId> = LazyLock::new(|| DeviceId::from([1; 16]));

    #[test]
    fn one_device_does_not_use_up_the_room_for_the_others() {
        let challenges = Challenges::new([1; 32]);
        let take =
            |device: &DeviceId, at| challenges.take(&challenges.give(at).unwrap(), device, at);
        for _ in 0..MOST_OF_A_DEVICE {
            assert!(take(&DEVICE, 1_000));
        }
        assert!(!take(&DEVICE, 1_000), "one too many");
        assert!(take(&DeviceId::from([2; 16]), 1_000), "another device is as welcome as before");
        assert!(take(&DEVICE, 1_001 + VALID_MS), "and this one after a while");
    }

    #[test]
    fn a_challenge_is_answered_once_and_in_time() {
        let challenges = Challenges::new([1; 32]);
        let given = challenges.give(1_000).unwrap();
        assert!(!Challenges::new([2; 32]).take(&given, &DEVICE, 1_000), "another hub's");
        assert!(!challenges.take(&given, &DEVICE, 1_001 + VALID_MS), "too late");
        assert!(!challenges.take(&given, &DEVICE, 999), "from the future");
        assert!(challenges.take(&given, &DEVICE, 2_000));
        assert!(!challenges.take(&given, &DEVICE, 2_001), "twice");
    }

    #[test]
    fn a_challenge_that_was_altered_is_not_ours() {
        let challenges = Challenges::new([1; 32]);
        let given = challenges.give(1_000).unwrap();
        for at in 0..given.len() {
            let mut altered = given.clone();
            altered[at] ^= 1;
            assert!(!challenges.take(&altered, &DEVICE, 1_000), "byte {at}");
        }
        for short in [&given[..0], &given[..7], &given[..given.len() - 1]] {
            assert!(!challenges.take(short, &DEVICE, 1_000));
        }
    }
}
