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
pub(crate) struct Opened {
    pub key_id: Vec<u8>,
    pub header: Vec<u8>,
    pub payload: Vec<u8>,
    /// The bytes that the signature covers.
    pub signed: Vec<u8>,
    pub signature: [u8; 64],
}

impl Opened {
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

pub(crate) fn open(context: Context, bytes: &[u8], bound_to: &[u8]) -> Result<Opened, Refusal> {
    let message = CoseSign1::from_slice(bytes).map_err(|_| Refusal::BadEncoding)?;
    let signed = message.tbs_data(&aad(context, bound_to));
    let signature = message.signature.as_slice().try_into().map_err(|_| Refusal::BadEncoding)?;
    let header = &message.protected.header;
    let key_id = header.key_id.clone();
    let own = header
        .rest
        .iter()
        .find_map(|(label, value)| match (label, value) {
            (coset::Label::Int(OWN_HEADER), Value::Bytes(bytes)) => Some(bytes.clone()),
            _ => None,
        })
        .unwrap_or_default();
    let payload = message.payload.clone().ok_or(Refusal::BadEncoding)?;
    check_canonical(message, bytes, &key_id, &own)?;
    Ok(Opened { key_id, header: own, payload, signed, signature })
}

/// Builds the message anew from what was understood and compares: an unknown header, another
/// algorithm, an indefinite length or a padded integer all show here.
fn check_canonical(
    message: CoseSign1,
    bytes: &[u8],
    key_id: &[u8],
    own: &[u8],
) -> Result<(), Refusal> {
    let again = CoseSign1Builder::new()
        .protected(protected(key_id, own))
        .payload(message.payload.unwrap_or_default())
        .signature(message.signature)
        .build()
        .to_vec()
        .map_err(|_| Refusal::BadEncoding)?;
    if again == bytes { Ok(()) } else { Err(Refusal::NotCanonical) }
}
