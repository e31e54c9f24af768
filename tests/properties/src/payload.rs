//! Automerge changes behind good signatures: what the guard lets through must make the same
//! document on every replica, in whatever order it comes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use automerge::Change;
use sharenum_ledger::{ChangeFacts, Chunk, Fields, Replica, Scalar};

use crate::bytes::Bytes;
use crate::region::devices;
use crate::script;

/// An odd first byte: the rest are raw changes, each with its length, that get a checksum that
/// fits. An even one: the rest is a story of edits, good and bent.
pub fn check(data: &[u8]) {
    let mut bytes = Bytes(data);
    if bytes.u8() % 2 == 1 {
        raw(&mut bytes);
    } else {
        story(&mut bytes);
    }
}

fn story(bytes: &mut Bytes<'_>) {
    let story = script::tell(bytes);
    let chunks: Vec<_> = story.chunks.iter().map(|bytes| Chunk::decode(bytes).unwrap()).collect();
    let passed: Vec<&[u8]> =
        chunks.iter().filter(|chunk| is_admitted(chunk)).map(Chunk::payload).collect();
    assert_eq!(passed.first(), Some(&chunks[0].payload()), "the first change is a good one");
    let mut replica = same_in_any_order(&passed, bytes);
    // Whatever was sent, the next edit of somebody who means well still counts.
    let target = Fields::new().with("title", "settled");
    let author = devices()[0].author(99);
    let seq = chunks.len() as u64 + 1;
    let Ok(Some(next)) = author.change(seq, &story.origin, &mut replica, None, &target) else {
        assert_eq!(replica.fields().all("title"), [Scalar::from("settled")], "an edit is refused");
        return;
    };
    let next = Chunk::decode(&next).unwrap();
    assert!(passes(next.payload(), &actor_of(99), false), "an edit is not let through");
    let all: Vec<&[u8]> = passed.iter().copied().chain([next.payload()]).collect();
    let after = Replica::from_log(all);
    assert_eq!(after.fields().text("title"), Some("settled"));
    assert_eq!(after.fields().all("title").len(), 1);
    assert_eq!(after.state_hash(), replica.state_hash());
}

fn raw(bytes: &mut Bytes<'_>) {
    let mut parts = Vec::new();
    while !bytes.is_empty() && parts.len() < 8 {
        parts.push(script::with_checksum(bytes.part().to_vec()));
    }
    // Each is taken for its own author's, or the guard would stop at the actor every time.
    let passed: Vec<&[u8]> = parts
        .iter()
        .filter(|part| {
            [true, false].into_iter().any(|first| passes(part, &claimed_actor(part), first))
        })
        .map(Vec::as_slice)
        .collect();
    same_in_any_order(&passed, bytes);
}

/// Where automerge writes the actor: after magic, checksum, type, length, dependencies.
fn claimed_actor(change: &[u8]) -> [u8; 16] {
    let mut at = 9;
    while change.get(at).is_some_and(|byte| byte & 0x80 != 0) {
        at += 1;
    }
    let deps = usize::from(change.get(at + 1).copied().unwrap_or_default() & 0x7f);
    let start = at + 3 + 32 * deps;
    change.get(start..start + 16).and_then(|actor| actor.try_into().ok()).unwrap_or_default()
}

fn actor_of(incarnation: u32) -> [u8; 16] {
    static KNOWN: Mutex<BTreeMap<u32, [u8; 16]>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    *known.entry(incarnation).or_insert_with(|| {
        let chunk = devices()[0]
            .author(incarnation)
            .create(1, crate::region::any_document(), &Fields::new().with("a", 1_i64))
            .unwrap();
        let change = Change::try_from(Chunk::decode(&chunk).unwrap().payload()).unwrap();
        change.actor_id().to_bytes().try_into().unwrap()
    })
}

/// Whether the guard lets this chunk of the first device through: a replica is made of no others.
pub(crate) fn is_admitted(chunk: &Chunk) -> bool {
    passes(chunk.payload(), &actor_of(chunk.header().incarnation), chunk.is_first())
}

/// What the guard says of itself fits what automerge reads.
fn passes(payload: &[u8], actor: &[u8; 16], is_first: bool) -> bool {
    let Ok(facts) = ChangeFacts::read(payload, actor, is_first) else { return false };
    let change = Change::try_from(payload).expect("the guard read it");
    assert_eq!(change.raw_bytes(), payload, "a change has one encoding");
    assert_eq!((facts.hash, facts.seq), (change.hash().0, change.seq()));
    assert_eq!(facts.max_op, facts.start_op + change.len() as u64 - 1);
    assert!(facts.deps.is_empty() == is_first && change.len() <= 2_000);
    true
}

fn same_in_any_order(payloads: &[&[u8]], bytes: &mut Bytes<'_>) -> Replica {
    let one = Replica::from_log(payloads.iter().copied());
    let shuffled = bytes.shuffled(payloads);
    let twice = payloads.iter().chain(&shuffled).copied();
    for other in [
        Replica::from_log(payloads.iter().rev().copied()),
        Replica::from_log(shuffled.iter().copied()),
        Replica::from_log(twice),
    ] {
        assert_eq!(other.state_hash(), one.state_hash());
        assert_eq!(other.fields(), one.fields());
        assert_eq!(other.set_aside(), one.set_aside());
        assert_eq!(other.missing(), one.missing());
    }
    assert!(one.heads().len() <= payloads.len());
    one
}
