//! What an alert states, as a hash: a change of anything else is no news.

use sha2::{Digest, Sha256};

/// The hash of the fields that an alert states.
pub(crate) fn revision(fields: &[&str]) -> [u8; 32] {
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
        assert_ne!(revision(&["ab", "c"]), revision(&["a", "bc"]));
        assert_ne!(revision(&["ab"]), revision(&["ab", ""]));
        assert_eq!(revision(&["ab", "c"]), revision(&["ab", "c"]));
    }
}
