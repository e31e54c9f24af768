//! The whole way through admission, with what a replica knows: the verdict on a set of chunks does
//! not depend on the order in which they come, nor on how often.

use std::collections::BTreeSet;

use sharenum_ledger::{
    Admission, Channel, Chunk, ChunkId, Fields, Kind, NewDocument, Refusal, admit, policy,
};

use crate::bytes::Bytes;
use crate::region::{Replica, devices};
use crate::script;

const MOST: usize = 12;

/// The first byte chooses: raw chunks, or chunks that good keys sign and that mean anything.
pub fn check(data: &[u8]) {
    let mut bytes = Bytes(data);
    let mut chunks = if bytes.u8() % 2 == 1 { Vec::new() } else { script::tell(&mut bytes).chunks };
    while !bytes.is_empty() && chunks.len() < MOST {
        let next =
            if bytes.u8() % 4 == 0 { bytes.part().to_vec() } else { signed(&mut bytes, &chunks) };
        chunks.push(next);
    }
    let one = settle(&chunks);
    for again in [
        settle(&chunks.iter().rev().cloned().collect::<Vec<_>>()),
        settle(&bytes.shuffled(&chunks)),
        settle(&[chunks.clone(), chunks.clone()].concat()),
    ] {
        assert_eq!(again, one);
    }
}

/// A first chunk of any kind, writer, parent and route, truly signed.
fn signed(bytes: &mut Bytes<'_>, before: &[Vec<u8>]) -> Vec<u8> {
    let device = &devices()[bytes.below(4)];
    let kind = Kind::ALL[bytes.below(Kind::ALL.len())];
    let parent = match bytes.below(3) {
        0 => None,
        1 => before.get(bytes.below(MOST)).and_then(|bytes| Chunk::decode(bytes).ok()),
        _ => before.last().and_then(|bytes| Chunk::decode(bytes).ok()),
    };
    let writers = (0..=bytes.below(3)).map(|_| devices()[bytes.below(4)].member()).collect();
    let routes = (0..bytes.below(5)).map(|_| match bytes.below(5) {
        0 => Channel::Region,
        1 => Channel::Area(bytes.u64()),
        2 => Channel::School(crate::region::SCHOOL.parse().unwrap()),
        3 => Channel::Everything,
        _ => Channel::Member(devices()[bytes.below(4)].member()),
    });
    let new = NewDocument {
        kind,
        writers,
        parent: parent.map(|chunk| chunk.document()),
        routes: routes.collect(),
    };
    let fields = Fields::new().with("title", "a").with_map("tools", []);
    device.author(1).create(bytes.number(), new, &fields).unwrap()
}

/// The permitted, those that still wait, and the refused with their reasons.
type Verdicts = (BTreeSet<ChunkId>, BTreeSet<ChunkId>, BTreeSet<(Vec<u8>, &'static str)>);

/// What becomes of each chunk once all have come and whatever waited was asked again.
fn settle(chunks: &[Vec<u8>]) -> Verdicts {
    let known = Replica::new();
    let (mut permitted, mut refused) = (BTreeSet::new(), BTreeSet::new());
    let mut left: Vec<&Vec<u8>> = chunks.iter().collect();
    loop {
        let before = left.len();
        left.retain(|bytes| match admit(bytes, &known) {
            Admission::Permitted(chunk) => {
                let rule = policy(chunk.origin().kind);
                assert!(chunk.payload().len() <= rule.max_bytes);
                assert!(chunk.origin().writers.contains(&chunk.author().member));
                assert!(chunk.routes().is_none_or(|routes| !routes.contains(&Channel::Everything)));
                assert_eq!(Some(chunk.origin().clone()), again(chunk.origin()));
                known.origins.borrow_mut().insert(chunk.document(), chunk.origin().clone());
                permitted.insert(chunk.id());
                false
            }
            Admission::Refused(refusal) => {
                assert_eq!(Refusal::from_code(refusal.code()), Some(refusal));
                refused.insert(((*bytes).clone(), refusal.code()));
                false
            }
            Admission::Waits(..) => true,
        });
        if left.len() == before {
            break;
        }
    }
    let waits = left.iter().map(|bytes| Chunk::decode(bytes).unwrap().id()).collect();
    (permitted, waits, refused)
}

/// What a table keeps of it comes back.
fn again(origin: &sharenum_ledger::Origin) -> Option<sharenum_ledger::Origin> {
    sharenum_ledger::Origin::from_bytes(&origin.to_bytes())
}
