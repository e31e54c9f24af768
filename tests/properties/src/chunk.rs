//! Bytes that may be a chunk.

use sharenum_ledger::{Chunk, MAX_CHUNK_BYTES, policy};

const SIGNATURE_BYTES: usize = 64;

/// What decodes is bounded, has one encoding, and is named by its content.
pub fn check(data: &[u8]) {
    let Ok(chunk) = Chunk::decode(data) else { return };
    assert!(data.len() <= MAX_CHUNK_BYTES);
    assert_eq!(chunk.bytes(), data);
    let header = chunk.header();
    assert!(chunk.payload().len() <= policy(header.kind).max_bytes);
    assert_eq!(chunk.is_first(), header.genesis.is_some());
    if chunk.is_first() {
        assert_eq!(chunk.document().as_bytes(), chunk.id().as_bytes());
    }
    let again = Chunk::decode(chunk.bytes()).expect("it decoded a moment ago");
    assert_eq!((again.id(), again.header()), (chunk.id(), header));
    other_bytes_have_another_name(data, &chunk);
}

/// Every other byte string is no chunk, or another one; only the signature is not part of a name.
fn other_bytes_have_another_name(data: &[u8], chunk: &Chunk) {
    let signed = data.len() - SIGNATURE_BYTES;
    // Which bits: a few that depend on the chunk, so that a corpus covers many.
    for hash_byte in &chunk.id().as_bytes()[..8] {
        let at = usize::from(*hash_byte) * data.len() / 256;
        let mut other = data.to_vec();
        other[at] ^= 1 << (hash_byte % 8);
        if let Ok(other) = Chunk::decode(&other) {
            assert_eq!(other.id() == chunk.id(), at >= signed, "byte {at}");
        }
    }
    for longer in [[data, &[0]].concat(), [&[0], data].concat()] {
        assert!(Chunk::decode(&longer).is_err());
    }
}
