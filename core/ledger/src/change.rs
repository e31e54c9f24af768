//! An automerge change as it travels: without what anybody can put back.
//!
//! Automerge begins a change with four bytes that are always the same, four of a checksum over the
//! rest, its type, and its length. Under a signature they say nothing, and a change of one field is
//! not ten times as long. A change that is compressed, or no change, cannot even be said.

use sha2::{Digest, Sha256};

/// What every chunk of automerge begins with.
const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHECKSUM_BYTES: usize = 4;
/// The type of a change that is not compressed.
const PLAIN_CHANGE: u8 = 1;

/// What of a change is signed and sent; `None` when it is no plain change.
pub(crate) fn carried(change: &[u8]) -> Option<&[u8]> {
    let rest = change.strip_prefix(&MAGIC)?.get(CHECKSUM_BYTES..)?;
    let (length, body) = read_length(rest.strip_prefix(&[PLAIN_CHANGE])?)?;
    (length == body.len()).then_some(body)
}

/// The change that automerge reads. Its checksum fits whatever was carried: what it guarded
/// against, the signature guards against.
pub(crate) fn whole(carried: &[u8]) -> Vec<u8> {
    let mut change = Vec::with_capacity(MAGIC.len() + CHECKSUM_BYTES + 4 + carried.len());
    change.extend(MAGIC);
    change.extend([0; CHECKSUM_BYTES]);
    change.push(PLAIN_CHANGE);
    put_length(&mut change, carried.len());
    change.extend(carried);
    let (head, hashed) = change.split_at_mut(MAGIC.len() + CHECKSUM_BYTES);
    head[MAGIC.len()..].copy_from_slice(&Sha256::digest(&*hashed)[..CHECKSUM_BYTES]);
    change
}

/// A length in groups of seven bits (LEB128), and what follows it.
fn read_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut length = 0_usize;
    for (at, byte) in bytes.iter().take(4).enumerate() {
        length |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((length, &bytes[at + 1..]));
        }
    }
    None
}

fn put_length(out: &mut Vec<u8>, mut length: usize) {
    while length > 0x7f {
        out.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fields, Replica};

    #[test]
    fn a_change_comes_back_as_automerge_wrote_it() {
        for length in [0, 1, 60, 127, 128, 300, 20_000] {
            let fields = Fields::new().with("title", "a".repeat(length)).with_map("tools", []);
            let change = Replica::begin(&[1; 16], &fields).unwrap();
            let carried = carried(&change).unwrap();
            assert!(carried.len() + 10 <= change.len());
            assert_eq!(whole(carried), change);
        }
    }

    #[test]
    fn what_is_no_plain_change_is_not_carried() {
        let change = Replica::begin(&[1; 16], &Fields::new().with("title", "a")).unwrap();
        let mut longer = change.clone();
        longer.push(0);
        let mut compressed = change.clone();
        compressed[8] = 2;
        let cut = change[..change.len() - 1].to_vec();
        for bytes in [vec![], change[..8].to_vec(), cut, longer, compressed, b"something".to_vec()]
        {
            assert_eq!(carried(&bytes), None);
        }
        assert!(automerge::Change::try_from(whole(&[0xff; 9]).as_slice()).is_err());
    }
}
