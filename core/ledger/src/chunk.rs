//! The chunk: what is signed, stored and sent.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;

use minicbor::{Decoder, Encoder};
use sharenum_domain::{DocumentId, MemberId};

use crate::batch::Batch;
use crate::change;
use crate::cose::{self, Context};
use crate::policy::{MAX_ROUTES, MAX_WRITERS};
use crate::{Certificate, CertificateId, Channel, DeviceKey, Kind, PublicKey, Refusal, policy};

/// No chunk is longer, whatever its kind: the first thing that is checked.
pub const MAX_CHUNK_BYTES: usize = 96 * 1024;
/// Signatures of one batch: more of them save no more time, and a bad one costs the others a
/// second look.
const MOST_AT_ONCE: usize = 128;
/// The version of the header that this build reads and writes.
const VERSION: u8 = 1;
/// Fields of the header of a chunk that changes neither routes nor writers, and of any other.
const SHORT: u64 = 5;
const LONG: u64 = 8;

/// Names a chunk: SHA-256 of its signed bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChunkId([u8; 32]);

impl ChunkId {
    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads 32 bytes; `None` for any other length.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl From<[u8; 32]> for ChunkId {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for ChunkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for ChunkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChunkId({self})")
    }
}

/// What the first chunk of a document fixes for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Genesis {
    /// Who may write, in ascending order, each once.
    pub writers: Vec<MemberId>,
    /// The document this one answers.
    pub parent: Option<DocumentId>,
}

/// Everything a hub decides on. Encoded as one CBOR array in the protected header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The document; `None` in its first chunk, whose id becomes the document's.
    pub document: Option<DocumentId>,
    /// The kind of the document.
    pub kind: Kind,
    /// Drawn anew when an app is reinstalled or a file restored, so that a sequence that starts
    /// again is not taken for the old one.
    pub incarnation: u32,
    /// Counts the chunks of this device and incarnation from 1.
    pub seq: u64,
    /// The certificate that says whose device this is.
    pub certificate: CertificateId,
    /// Where the document goes from now on, ascending; `None` leaves it where it went.
    pub routes: Option<Vec<Channel>>,
    /// Present in the first chunk only.
    pub genesis: Option<Genesis>,
}

impl Header {
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(96);
        // Writing to a vector cannot fail: the error type is `Infallible`.
        let _ = self.encode(&mut Encoder::new(&mut bytes));
        bytes
    }

    fn encode(
        &self,
        e: &mut Encoder<&mut Vec<u8>>,
    ) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
        // Most chunks say neither where their document goes nor who writes it.
        let short = self.routes.is_none() && self.genesis.is_none();
        e.array(if short { SHORT } else { LONG })?.u8(VERSION)?.u8(self.kind.as_u8())?;
        optional_id(e, self.document.as_ref())?;
        e.u32(self.incarnation)?.u64(self.seq)?;
        if short {
            return e.ok();
        }
        // The certificate is COSE's key id, so it is not said twice.
        if let Some(routes) = &self.routes {
            e.array(routes.len() as u64)?;
            for route in routes {
                e.encode(route)?;
            }
        } else {
            e.null()?;
        }
        if let Some(genesis) = &self.genesis {
            e.array(genesis.writers.len() as u64)?;
            for writer in &genesis.writers {
                e.bytes(writer.as_bytes())?;
            }
            optional_id(e, genesis.parent.as_ref())
        } else {
            e.null()?.null()?.ok()
        }
    }

    fn from_bytes(bytes: &[u8], certificate: CertificateId) -> Result<Self, Refusal> {
        let d = &mut Decoder::new(bytes);
        let fields = d.array().map_err(bad)?;
        if d.u8().map_err(bad)? != VERSION {
            return Err(Refusal::NewerVersion);
        }
        let short = match fields {
            Some(SHORT) => true,
            Some(LONG) => false,
            _ => return Err(Refusal::BadEncoding),
        };
        let kind = Kind::from_u8(d.u8().map_err(bad)?).ok_or(Refusal::UnknownKind)?;
        let document = read_optional_id(d)?;
        let incarnation = d.u32().map_err(bad)?;
        let seq = d.u64().map_err(bad)?;
        let mut header =
            Self { document, kind, incarnation, seq, certificate, routes: None, genesis: None };
        if !short {
            header.read_rest(d)?;
        }
        // One encoding per header, so that a chunk's id names its content.
        if header.to_bytes() == bytes { Ok(header) } else { Err(Refusal::NotCanonical) }
    }

    fn read_rest(&mut self, d: &mut Decoder<'_>) -> Result<(), Refusal> {
        self.routes = read_list(d, MAX_ROUTES, |d| d.decode::<Channel>().map_err(bad))?;
        let writers = read_list(d, MAX_WRITERS, |d| Ok(MemberId::from(read_array(d)?)))?;
        let parent = read_optional_id(d)?;
        self.genesis = writers.map(|writers| Genesis { writers, parent });
        Ok(())
    }
}

fn bad(_: minicbor::decode::Error) -> Refusal {
    Refusal::BadEncoding
}

fn optional_id(
    e: &mut Encoder<&mut Vec<u8>>,
    id: Option<&DocumentId>,
) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
    match id {
        None => e.null()?.ok(),
        Some(id) => e.bytes(id.as_bytes())?.ok(),
    }
}

fn is_null(d: &mut Decoder<'_>) -> Result<bool, Refusal> {
    let null = d.datatype().map_err(bad)? == minicbor::data::Type::Null;
    if null {
        d.null().map_err(bad)?;
    }
    Ok(null)
}

fn read_array<const N: usize>(d: &mut Decoder<'_>) -> Result<[u8; N], Refusal> {
    d.bytes().map_err(bad)?.try_into().map_err(|_| Refusal::BadEncoding)
}

fn read_optional_id(d: &mut Decoder<'_>) -> Result<Option<DocumentId>, Refusal> {
    if is_null(d)? { Ok(None) } else { Ok(Some(DocumentId::from(read_array(d)?))) }
}

/// A list that is sorted, without repeats, and not longer than `most`; `None` for null.
fn read_list<T: Ord>(
    d: &mut Decoder<'_>,
    most: usize,
    mut read: impl FnMut(&mut Decoder<'_>) -> Result<T, Refusal>,
) -> Result<Option<Vec<T>>, Refusal> {
    if is_null(d)? {
        return Ok(None);
    }
    let length = d.array().map_err(bad)?.and_then(|n| usize::try_from(n).ok());
    let length = length.filter(|n| *n <= most).ok_or(Refusal::BadEncoding)?;
    let mut list = Vec::with_capacity(length);
    for _ in 0..length {
        list.push(read(d)?);
    }
    if list.is_sorted_by(|a, b| a < b) { Ok(Some(list)) } else { Err(Refusal::NotCanonical) }
}

/// The certificates that a page of chunks cites; `None` for one that is not known.
pub type Cited = HashMap<CertificateId, Option<Certificate>>;

/// A chunk that can be read. Whether to believe it is [`admit`](crate::admit)'s to say.
#[derive(Clone, Debug)]
pub struct Chunk {
    id: ChunkId,
    header: Header,
    payload: Vec<u8>,
    signed: Vec<u8>,
    signature: [u8; 64],
    /// Whose signature was found on it.
    checked: Option<PublicKey>,
    bytes: Vec<u8>,
}

impl Chunk {
    /// Reads a chunk without believing it.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`] before anything is parsed, [`Refusal::NewerVersion`],
    /// [`Refusal::UnknownKind`], [`Refusal::NotCanonical`] or [`Refusal::BadEncoding`].
    pub fn decode(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > MAX_CHUNK_BYTES {
            return Err(Refusal::TooLarge);
        }
        let opened = cose::open(Context::Chunk, bytes, &[])?;
        let certificate = CertificateId::from_slice(opened.key_id).ok_or(Refusal::BadEncoding)?;
        let header = Header::from_bytes(opened.header, certificate)?;
        // A document's first chunk says who writes; a later one never does.
        if header.document.is_none() != header.genesis.is_some() {
            return Err(Refusal::BadEncoding);
        }
        let payload = change::whole(opened.payload);
        if payload.len() > policy(header.kind).max_bytes {
            return Err(Refusal::TooLarge);
        }
        Ok(Self {
            id: ChunkId(opened.id()),
            header,
            payload,
            signature: opened.signature,
            signed: opened.signed,
            checked: None,
            bytes: bytes.to_vec(),
        })
    }

    pub(crate) fn sign(
        key: &DeviceKey,
        header: &Header,
        change: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        if change.len() > policy(header.kind).max_bytes {
            return Err(Refusal::TooLarge);
        }
        let payload = change::carried(change).ok_or(Refusal::BadStructure)?.to_vec();
        let certificate = header.certificate.as_bytes();
        cose::sign(Context::Chunk, key, certificate, &header.to_bytes(), payload, &[])
    }

    /// SHA-256 of the signed bytes.
    #[must_use]
    pub const fn id(&self) -> ChunkId {
        self.id
    }

    /// What a hub decides on.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// The document it belongs to: its own id when it is the first.
    #[must_use]
    pub fn document(&self) -> DocumentId {
        self.header.document.unwrap_or_else(|| DocumentId::from(*self.id.as_bytes()))
    }

    /// Whether it starts its document.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        self.header.document.is_none()
    }

    /// One automerge change.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The chunk as it was received, to store and to pass on.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads a page of chunks, and finds with `find` each certificate that they cite, once.
    ///
    /// # Errors
    /// Those of `find`. A chunk that cannot be read is a [`Refusal`] in its place.
    pub fn read_page<E>(
        page: &[&[u8]],
        mut find: impl FnMut(&CertificateId) -> Result<Option<Certificate>, E>,
    ) -> Result<(Vec<Result<Self, Refusal>>, Cited), E> {
        let read: Vec<_> = page.iter().map(|bytes| Self::decode(bytes)).collect();
        let mut cited = Cited::new();
        for chunk in read.iter().flatten() {
            if let Entry::Vacant(place) = cited.entry(chunk.header.certificate) {
                let found = find(place.key())?;
                place.insert(found);
            }
        }
        Ok((read, cited))
    }

    /// As [`check_signatures`](Self::check_signatures), for what [`read_page`](Self::read_page) read,
    /// or a part of it.
    pub fn check_page(read: &mut [Result<Self, Refusal>], cited: &Cited) {
        let known = read.iter_mut().flatten().filter_map(|chunk| {
            let certificate = cited.get(&chunk.header.certificate)?.as_ref()?;
            Some((chunk, certificate))
        });
        Self::check_signatures(&mut known.collect::<Vec<_>>());
    }

    /// Checks the signatures of a page ahead of [`admit_chunk`](crate::admit_chunk), which then need
    /// not: many at once, each with the certificate that its chunk cites. A page may be divided
    /// among several threads. A signature that does not fit is refused there, as if nobody had
    /// looked.
    pub fn check_signatures(page: &mut [(&mut Self, &Certificate)]) {
        for part in page.chunks_mut(MOST_AT_ONCE) {
            let mut batch = Batch::new();
            for (chunk, certificate) in part.iter() {
                certificate.add_to(&mut batch, &chunk.signed, &chunk.id.0, &chunk.signature);
            }
            let all = batch.holds();
            for (chunk, certificate) in part {
                if all || chunk.verify(certificate).is_ok() {
                    chunk.checked = Some(certificate.claims().device_key);
                }
            }
        }
    }

    pub(crate) fn verify(&self, certificate: &Certificate) -> Result<(), Refusal> {
        if self.checked == Some(certificate.claims().device_key) {
            return Ok(());
        }
        certificate.signed(&self.signed, &self.signature)
    }
}
