//! Which help sessions count towards a certificate or badge.

use crate::help::CoSignature;

/// Whether a help session counts: a teacher signed exactly this state of it.
///
/// `session_state` is the hash of the session as it stands now. An edit changes it, so
/// the session counts again only after a new co-signature.
pub fn counts(session_state: &[u8; 32], signatures: &[CoSignature]) -> bool {
    signatures.iter().any(|signature| signature.state_hash == *session_state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_signed_counts() {
        let signed = |states: &[u8]| {
            states.iter().map(|n| CoSignature { state_hash: [*n; 32] }).collect::<Vec<_>>()
        };
        assert!(!counts(&[1; 32], &[]));
        assert!(counts(&[1; 32], &signed(&[1])));
        assert!(!counts(&[2; 32], &signed(&[1])), "an edit voids the signature");
        assert!(counts(&[2; 32], &signed(&[1, 2])), "a new signature makes it count again");
    }
}
