//! What an alert states, as a hash: a change of anything else is no news.
//!
//! Facts decide what somebody does: when, where, yes or no. They ring whenever they differ from
//! what was last said, so also when they change back. Words ring once in each wording.

use sha2::{Digest, Sha256};
use sharenum_store::queries::alerts::FACTS;

/// The fields that an alert states: its facts in the first half, its words in the second.
pub(crate) fn revision(facts: &[&str], words: &[&str]) -> [u8; 32] {
    let mut revision = [0; 32];
    let (first, second) = revision.split_at_mut(FACTS);
    first.copy_from_slice(&hash(facts)[..FACTS]);
    second.copy_from_slice(&hash(words)[..32 - FACTS]);
    revision
}

fn hash(fields: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new().chain_update(b"sharenum alert v1");
    for field in fields {
        // With its length, so that no two lists of fields run together.
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_do_not_run_together() {
        assert_ne!(revision(&[], &["ab", "c"]), revision(&[], &["a", "bc"]));
        assert_ne!(revision(&["ab"], &[]), revision(&["ab", ""], &[]));
        assert_ne!(revision(&["ab"], &[]), revision(&[], &["ab"]));
        assert_eq!(revision(&["ab"], &["c"]), revision(&["ab"], &["c"]));
    }
}
