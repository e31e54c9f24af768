//! The one place that makes and opens COSE_Sign1 messages (RFC 9052).
//!
//! Every message is canonical: what decodes must encode back to the same bytes, so a
//! message has one encoding and its hash is its name. The external data starts with a
//! context string, so that no signed thing can be passed off as another.

use coset::{
    CborSerializable, CoseSign1, CoseSign1Builder, Header, HeaderBuilder, cbor::Value, iana,
};
use sha2::{Digest, Sha256};

use crate::{DeviceKey, PublicKey, Refusal};

/// Private header label (RFC 9052 leaves those below -65536 to applications) that carries a
/// chunk's own header as a byte string.
const OWN_HEADER: i64 = -70_001;

/// What a message is signed for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    Chunk,
    Certificate,
    Receipt,
    Reply,
}

impl Context {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Chunk => b"sharenum chunk v1",
            Self::Certificate => b"sharenum certificate v1",
            Self::Receipt => b"sharenum receipt v1",
            Self::Reply => b"sharenum reply v1",
        }
    }
}

/// A message taken apart; its signature is not verified yet.
#[derive(Clone, Debug)]
pub(crate) struct Opened<'b> {
    pub key_id: &'b [u8],
    pub header: &'b [u8],
    pub payload: &'b [u8],
    /// The bytes that the signature covers.
    pub signed: Vec<u8>,
    pub signature: [u8; 64],
}

impl Opened<'_> {
    pub fn verify(&self, key: &PublicKey) -> Result<(), Refusal> {
        if key.verify(&self.signed, &self.signature) { Ok(()) } else { Err(Refusal::BadSignature) }
    }

    /// SHA-256 of the signed bytes. The signature stays outside: a second signature over the
    /// same bytes is the same message.
    pub fn id(&self) -> [u8; 32] {
        Sha256::digest(&self.signed).into()
    }
}

fn aad(context: Context, bound_to: &[u8]) -> Vec<u8> {
    [context.label(), bound_to].concat()
}

fn protected(key_id: &[u8], own: &[u8]) -> Header {
    let mut header = HeaderBuilder::new().algorithm(iana::Algorithm::EdDSA);
    if !key_id.is_empty() {
        header = header.key_id(key_id.to_vec());
    }
    if !own.is_empty() {
        header = header.value(OWN_HEADER, Value::Bytes(own.to_vec()));
    }
    header.build()
}

pub(crate) fn sign(
    context: Context,
    key: &DeviceKey,
    key_id: &[u8],
    header: &[u8],
    payload: Vec<u8>,
    bound_to: &[u8],
) -> Result<Vec<u8>, Refusal> {
    CoseSign1Builder::new()
        .protected(protected(key_id, header))
        .payload(payload)
        .create_signature(&aad(context, bound_to), |bytes| key.sign(bytes).to_vec())
        .build()
        .to_vec()
        .map_err(|_| Refusal::BadEncoding)
}

/// Takes a message apart.
///
/// Each message has one encoding, so it is read as that and nothing is encoded again to compare:
/// phones and hubs do this for every change, a hundred times for each that is written.
pub(crate) fn open<'b>(
    context: Context,
    bytes: &'b [u8],
    bound_to: &[u8],
) -> Result<Opened<'b>, Refusal> {
    let Some(Plain { protected, key_id, header, payload, signature }) = Plain::read(bytes) else {
        return Err(why_not(bytes));
    };
    let external = aad(context, bound_to);
    let mut signed = Vec::with_capacity(protected.len() + external.len() + payload.len() + 24);
    signed.extend(b"\x84\x6aSignature1");
    for part in [protected, &external, payload] {
        put_bytes(&mut signed, part);
    }
    Ok(Opened { key_id, header, payload, signed, signature })
}

/// Why bytes are not a message in its one encoding: they are one in another, or none at all.
fn why_not(bytes: &[u8]) -> Refusal {
    match CoseSign1::from_slice(bytes) {
        Ok(message) if message.payload.is_some() && message.signature.len() == 64 => {
            Refusal::NotCanonical
        }
        _ => Refusal::BadEncoding,
    }
}

/// The parts of a message in its one encoding.
struct Plain<'b> {
    protected: &'b [u8],
    key_id: &'b [u8],
    header: &'b [u8],
    payload: &'b [u8],
    signature: [u8; 64],
}

impl<'b> Plain<'b> {
    fn read(bytes: &'b [u8]) -> Option<Self> {
        let mut message = Reader(bytes);
        message.expect(&[0x84])?;
        let protected = message.bytes()?;
        // Nothing stands outside the signature.
        message.expect(&[0xa0])?;
        let payload = message.bytes()?;
        let signature = message.bytes()?.try_into().ok()?;
        message.end()?;
        let mut map = Reader(protected);
        let entries = map.head(5)?;
        // The algorithm is EdDSA (RFC 9053, section 2.2).
        map.expect(&[0x01, 0x27])?;
        let key_id = map.entry(&[0x04])?;
        let header = map.entry(&OWN_HEADER_BYTES)?;
        map.end()?;
        let found = 1 + usize::from(!key_id.is_empty()) + usize::from(!header.is_empty());
        (entries == found).then_some(Self { protected, key_id, header, payload, signature })
    }
}

/// [`OWN_HEADER`] in CBOR.
const OWN_HEADER_BYTES: [u8; 5] = [0x3a, 0x00, 0x01, 0x11, 0x70];

/// What is left to read of bytes in deterministic CBOR (RFC 8949, section 4.2.1).
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn expect(&mut self, bytes: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(bytes)?;
        Some(())
    }

    /// The number in a head of this major type, in its shortest form.
    fn head(&mut self, major: u8) -> Option<usize> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        if first >> 5 != major {
            return None;
        }
        let (number, least) = match first & 31 {
            small @ 0..=23 => return Some(usize::from(small)),
            24 => (u64::from(*self.take(1)?.first()?), 24),
            25 => (u64::from(u16::from_be_bytes(self.take(2)?.try_into().ok()?)), 0x100),
            26 => (u64::from(u32::from_be_bytes(self.take(4)?.try_into().ok()?)), 0x1_0000),
            _ => return None,
        };
        if number < least { None } else { usize::try_from(number).ok() }
    }

    fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = self.head(2)?;
        self.take(length)
    }

    /// The value of a label, which is never empty; empty when the label is not there.
    fn entry(&mut self, label: &[u8]) -> Option<&'b [u8]> {
        if self.expect(label).is_none() {
            return Some(&[]);
        }
        self.bytes().filter(|value| !value.is_empty())
    }

    fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Appends a byte string in deterministic CBOR.
fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    // Writing to a vector cannot fail.
    drop(minicbor::Encoder::new(out).bytes(bytes));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads with the library, encodes again and compares: what [`open`] must agree with.
    fn by_the_library(bytes: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Refusal> {
        let message = CoseSign1::from_slice(bytes).map_err(|_| Refusal::BadEncoding)?;
        let signed = message.tbs_data(&aad(Context::Chunk, b"bound"));
        let header = message.protected.header.clone();
        let own = header.rest.iter().find_map(|(label, value)| match (label, value) {
            (coset::Label::Int(OWN_HEADER), Value::Bytes(bytes)) => Some(bytes.clone()),
            _ => None,
        });
        let payload = message.payload.clone().ok_or(Refusal::BadEncoding)?;
        if message.signature.len() != 64 {
            return Err(Refusal::BadEncoding);
        }
        let again = CoseSign1Builder::new()
            .protected(protected(&header.key_id, &own.unwrap_or_default()))
            .payload(payload.clone())
            .signature(message.signature)
            .build();
        let same = again.to_vec().unwrap() == bytes;
        if same { Ok((signed, payload)) } else { Err(Refusal::NotCanonical) }
    }

    fn compare(bytes: &[u8]) {
        let ours = open(Context::Chunk, bytes, b"bound")
            .map(|opened| (opened.signed.clone(), opened.payload.to_vec()));
        assert_eq!(ours, by_the_library(bytes), "{}", data_encoding::HEXLOWER.encode(bytes));
    }

    fn message(key_id: &[u8], header: &[u8], payload: usize) -> Vec<u8> {
        let key = DeviceKey::from_seed([1; 32]);
        sign(Context::Chunk, &key, key_id, header, vec![7; payload], b"bound").unwrap()
    }

    #[test]
    fn what_is_read_in_one_pass_is_what_the_library_reads_and_writes_again() {
        for payload in [0, 1, 23, 24, 255, 256, 300, 65_535, 65_536] {
            compare(&message(&[4; 16], &[5; 40], payload));
            compare(&message(&[], &[5; 300], payload));
            compare(&message(&[4; 16], &[], payload));
            compare(&message(&[], &[], payload));
        }
    }

    #[test]
    fn every_changed_byte_gets_the_verdict_of_the_library() {
        let good = message(&[4; 16], &[5; 40], 30);
        for at in 0..good.len() {
            compare(&good[..at]);
            for mask in [1_u8, 2, 3, 7, 8, 0x1f, 0x20, 0x40, 0x60, 0x80, 0xff] {
                let mut bad = good.clone();
                bad[at] ^= mask;
                compare(&bad);
            }
            for more in [0x00, 0x01, 0x18, 0x40, 0x58, 0xa0, 0xf6, 0xff] {
                let mut bad = good.clone();
                bad.insert(at, more);
                compare(&bad);
            }
        }
    }

    #[test]
    fn other_encodings_of_the_same_message_are_not_canonical() {
        let good = message(&[4; 16], &[5; 4], 3);
        let with =
            |at: usize, gone: usize, new: &[u8]| [&good[..at], new, &good[at + gone..]].concat();
        let after_protected = 2 + usize::from(good[1] & 31);
        let payload = after_protected + 1;
        for (what, bytes) in [
            ("an array without a length", {
                let mut bytes = with(0, 1, &[0x9f]);
                bytes.push(0xff);
                bytes
            }),
            ("a padded length", with(payload, 1, &[0x58, 3])),
            ("a payload in pieces", with(payload, 1, &[0x5f, 0x43])),
            ("something unprotected", with(after_protected, 1, &[0xa1, 0x04, 0x41, 9])),
        ] {
            compare(&bytes);
            assert!(open(Context::Chunk, &bytes, b"bound").is_err(), "{what}");
        }
    }
}
