//! A story that a fuzzer tells: devices that write one document in good faith, and tampered apps
//! that sign changes of any shape. The bytes choose who writes, on top of what, and how it is bent.

use std::num::NonZeroU64;
use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::legacy::{Key, ObjectId, Op, OpId, OpType};
use automerge::{ActorId, Change, ExpandedChange, ObjType, ScalarValue};
use sha2::{Digest, Sha256};
use sharenum_ledger::{Chunk, Fields, Kind, Origin, Replica, Scalar};

use crate::bytes::Bytes;
use crate::payload::is_admitted;
use crate::region::{self, Device, devices};

/// A story is at most so long, so that the slowest one takes a moment.
const STEPS: usize = 24;
const KEYS: [&str; 6] = ["title", "need", "status", "a", "b", "_routed"];
const MAPS: [&str; 2] = ["tools", "accepted"];

/// The chunks of one document, in the order of the story.
pub(crate) struct Story {
    /// What the first one fixed.
    pub origin: Origin,
    /// All of them.
    pub chunks: Vec<Vec<u8>>,
}

/// The story that these bytes tell.
#[must_use]
pub(crate) fn tell(bytes: &mut Bytes<'_>) -> Story {
    let writer = &devices()[0];
    let first = writer.create(Kind::Ticket, None, &first_fields(bytes));
    let chunk = Chunk::decode(&first).unwrap();
    let origin = Origin {
        document: chunk.document(),
        kind: Kind::Ticket,
        creator: writer.member(),
        school: writer.certificate.claims().school,
        writers: vec![writer.member()],
        parent: None,
    };
    let mut chunks = vec![first];
    while !bytes.is_empty() && chunks.len() < STEPS {
        if let Some(next) = step(bytes, writer, &origin, &chunks) {
            chunks.push(next);
        }
    }
    Story { origin, chunks }
}

fn first_fields(bytes: &mut Bytes<'_>) -> Fields {
    let choice = bytes.u8();
    let mut fields = Fields::new();
    for (bit, key) in KEYS.iter().enumerate() {
        if choice & 1 << bit != 0 {
            fields = fields.with(key, scalar(bytes));
        }
    }
    for map in MAPS {
        fields = fields.with_map(map, entries(bytes));
    }
    fields
}

fn entries(bytes: &mut Bytes<'_>) -> Vec<(String, Scalar)> {
    (0..bytes.below(4)).map(|_| (format!("k{}", bytes.below(4)), scalar(bytes))).collect()
}

fn scalar(bytes: &mut Bytes<'_>) -> Scalar {
    match bytes.below(5) {
        0 => Scalar::Bool(bytes.u8().is_multiple_of(2)),
        1 => Scalar::Int(bytes.number().cast_signed()),
        2 => {
            let length = bytes.below(32);
            Scalar::Bytes(bytes.take(length).to_vec())
        }
        3 => "z".repeat(bytes.below(256)).into(),
        _ => {
            let length = bytes.below(16);
            String::from_utf8_lossy(bytes.take(length)).into_owned().into()
        }
    }
}

/// One change: in good faith on top of a part of what is there, then perhaps bent, then signed.
fn step(
    bytes: &mut Bytes<'_>,
    writer: &Device,
    origin: &Origin,
    chunks: &[Vec<u8>],
) -> Option<Vec<u8>> {
    let how = bytes.u8();
    let incarnation = 1 + u32::from(how & 3);
    let seen = bytes.u16();
    let known: Vec<_> = chunks
        .iter()
        .enumerate()
        .filter(|(at, _)| *at == 0 || seen & 1 << (at % 16) != 0)
        .map(|(_, bytes)| Chunk::decode(bytes).unwrap())
        .filter(is_admitted)
        .collect();
    let mut replica = Replica::from_log(known.iter().map(Chunk::payload));
    let mut target = Fields::new().with(KEYS[bytes.below(KEYS.len())], scalar(bytes));
    if how & 4 != 0 {
        target = target.with_map(MAPS[bytes.below(MAPS.len())], entries(bytes));
    }
    let author = writer.author(incarnation);
    let seq = chunks.len() as u64 + 1;
    let honest = author.change(seq, origin, &mut replica, None, &target).ok()??;
    let payload = Chunk::decode(&honest).ok()?.payload().to_vec();
    let bent = match how >> 3 {
        0..=15 => return Some(honest),
        16..=27 => bend(&payload, bytes)?,
        28..=29 => flip(&payload, bytes),
        _ => with_checksum(bytes.part().to_vec()),
    };
    region::resign(&honest, b"sharenum chunk v1", &writer.key, region::carried(&bent))
        .filter(|bytes| Chunk::decode(bytes).is_ok())
}

/// The same change with one thing in it that no good app writes, and a checksum that fits.
fn bend(payload: &[u8], bytes: &mut Bytes<'_>) -> Option<Vec<u8>> {
    let mut change = Change::try_from(payload).ok()?.decode();
    for _ in 0..=bytes.below(3) {
        bend_once(&mut change, bytes);
    }
    change.hash = None;
    // Automerge does not mean to write such changes, and may panic on the way.
    catch_unwind(AssertUnwindSafe(|| Change::from(change).raw_bytes().to_vec())).ok()
}

fn bend_once(change: &mut ExpandedChange, bytes: &mut Bytes<'_>) {
    match bytes.below(12) {
        0 => change.seq = bytes.number(),
        1 => change.start_op = NonZeroU64::new(bytes.number()).unwrap_or(NonZeroU64::MIN),
        2 => change.deps.truncate(bytes.below(3)),
        3 => change.deps.extend(change.deps.clone()),
        4 => change.actor_id = actor(bytes),
        5 => change.time = bytes.number().cast_signed(),
        6 => change.message = Some(String::new()),
        7 => change.operations.extend(change.operations.clone()),
        8 => change.operations.truncate(bytes.below(2)),
        _ => {
            let at = bytes.below(change.operations.len().max(1));
            if let Some(op) = change.operations.get_mut(at) {
                bend_op(op, bytes);
            }
        }
    }
}

fn bend_op(op: &mut Op, bytes: &mut Bytes<'_>) {
    match bytes.below(9) {
        0 => op.obj = ObjectId::Id(op_id(bytes)),
        1 => op.obj = ObjectId::Root,
        2 => op.key = Key::Map("k".repeat(bytes.below(200)).into()),
        3 => op.key = Key::Map(KEYS[bytes.below(KEYS.len())].into()),
        4 => op.pred = vec![op_id(bytes)].into(),
        5 => op.pred = vec![].into(),
        6 => op.insert = !op.insert,
        7 => op.action = OpType::Make([ObjType::Map, ObjType::List, ObjType::Text][bytes.below(3)]),
        _ => {
            op.action = match bytes.below(6) {
                0 => OpType::Delete,
                1 => OpType::Increment(bytes.number().cast_signed()),
                2 => OpType::Put(ScalarValue::F64(f64::from_bits(bytes.u64()))),
                3 => OpType::Put(ScalarValue::Null),
                4 => OpType::Put(ScalarValue::Int(bytes.number().cast_signed())),
                _ => OpType::Put(ScalarValue::counter(bytes.number().cast_signed())),
            }
        }
    }
}

fn op_id(bytes: &mut Bytes<'_>) -> OpId {
    OpId::new(bytes.number(), &actor(bytes))
}

/// Mostly one that writes here.
fn actor(bytes: &mut Bytes<'_>) -> ActorId {
    let choice = bytes.u8();
    if choice < 200 {
        let chunk = devices()[usize::from(choice % 2)]
            .author(u32::from(choice % 4) + 1)
            .create(1, region::any_document(), &Fields::new().with("a", 1_i64))
            .unwrap();
        Change::try_from(Chunk::decode(&chunk).unwrap().payload()).unwrap().actor_id().clone()
    } else {
        let length = bytes.below(24);
        ActorId::from(bytes.take(length))
    }
}

/// One byte of it changed, and a checksum that fits.
fn flip(payload: &[u8], bytes: &mut Bytes<'_>) -> Vec<u8> {
    let mut bent = payload.to_vec();
    for _ in 0..=bytes.below(4) {
        let at = usize::from(bytes.u16()) % bent.len();
        bent[at] = bytes.u8();
    }
    with_checksum(bent)
}

/// Puts the head of a plain change and a checksum that fits before these bytes: a fuzzer does not
/// find a SHA-256 by itself.
#[must_use]
pub fn with_checksum(mut change: Vec<u8>) -> Vec<u8> {
    if change.len() > 8 {
        change[..4].copy_from_slice(&[0x85, 0x6f, 0x4a, 0x83]);
        let checksum = Sha256::digest(&change[8..]);
        change[4..8].copy_from_slice(&checksum[..4]);
    }
    change
}
