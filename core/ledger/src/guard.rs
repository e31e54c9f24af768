//! The structural guard: what an automerge change may look like before automerge may apply it.
//!
//! Automerge panics on some hostile changes although their checksums fit, and a few kilobytes
//! of deflate can inflate to a hundred megabytes. So only one plain shape passes: an
//! uncompressed change that puts scalars into the root or into maps that the first
//! change created, or deletes them. No lists, no text, no counters, no marks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::legacy::{Key, ObjectId, Op, OpType};
use automerge::{ActorId, Change, ObjType, ScalarValue};

use crate::Refusal;
use crate::change;
use crate::columns::{self, Limits};
use crate::room::MAX_ACTORS;

/// As many heads as a document may have, so that a change can follow all of them.
const MAX_DEPS: usize = MAX_ACTORS;
const MAX_OTHER_ACTORS: usize = MAX_ACTORS;
const MAX_OPS: usize = 2_000;
/// As many values at once as there may be heads, so that an edit can replace all of them.
const MAX_PREDS: usize = MAX_ACTORS;
const MAX_KEY_BYTES: usize = 160;
/// What is checked before automerge sees the payload: nothing that it unpacks may exceed these.
const LIMITS: Limits = Limits {
    deps: MAX_DEPS as u64,
    other_actors: MAX_OTHER_ACTORS as u64,
    ops: MAX_OPS as u64,
    preds: 4 * MAX_OPS as u64,
    key_bytes: MAX_KEY_BYTES as u64,
};
/// Far above what a document of ours reaches, far below where counters overflow.
const MAX_OP_COUNTER: u64 = 1 << 30;

/// What a change says of itself, once the guard has passed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeFacts {
    /// Automerge's SHA-256 of the change.
    pub hash: [u8; 32],
    /// The changes it was made on top of.
    pub deps: Vec<[u8; 32]>,
    /// Counts the changes of its actor in this document from 1.
    pub seq: u64,
    /// Lamport number of its first operation.
    pub start_op: u64,
    /// Lamport number of its last operation.
    pub max_op: u64,
}

impl ChangeFacts {
    /// What a payload says of itself, when it is one plain change of the allowed shape, made by
    /// `actor`. [`admit`](crate::admit) asks this of every chunk; here it can be asked alone.
    ///
    /// # Errors
    /// [`Refusal::ActorMismatch`] when the change is another actor's, [`Refusal::BadStructure`] for
    /// any shape but the allowed one.
    pub fn read(payload: &[u8], actor: &[u8; 16], is_first: bool) -> Result<Self, Refusal> {
        check(payload, actor, is_first)
    }
}

/// Checks a payload without a document.
///
/// # Errors
/// [`Refusal::ActorMismatch`] when the change is another actor's, [`Refusal::BadStructure`] for any
/// shape but the allowed one.
pub(crate) fn check(
    payload: &[u8],
    actor: &[u8; 16],
    is_first: bool,
) -> Result<ChangeFacts, Refusal> {
    require(change::carried(payload).is_some())?;
    columns::check(payload, &LIMITS)?;
    // Parsing and decoding hostile columns may panic inside automerge.
    catch_unwind(AssertUnwindSafe(|| check_parsed(payload, actor, is_first)))
        .unwrap_or(Err(Refusal::BadStructure))
}

fn require(condition: bool) -> Result<(), Refusal> {
    if condition { Ok(()) } else { Err(Refusal::BadStructure) }
}

fn check_parsed(payload: &[u8], actor: &[u8; 16], is_first: bool) -> Result<ChangeFacts, Refusal> {
    let change = Change::try_from(payload).map_err(|_| Refusal::BadStructure)?;
    if change.actor_id().to_bytes() != actor {
        return Err(Refusal::ActorMismatch);
    }
    let others = change.other_actor_ids();
    require(others.len() <= MAX_OTHER_ACTORS)?;
    require(others.iter().all(|other| other.to_bytes().len() == actor.len()))?;
    require(change.message().is_none() && change.timestamp() == 0)?;
    require(change.extra_bytes().is_empty())?;
    require((1..=MAX_OPS).contains(&change.len()))?;
    require(change.deps().len() <= MAX_DEPS && change.deps().is_sorted_by(|a, b| a < b))?;
    require(is_first == change.deps().is_empty())?;
    let start_op = change.start_op().get();
    require(start_op < MAX_OP_COUNTER && (!is_first || (start_op == 1 && change.seq() == 1)))?;
    // A document has fewer changes than operations, so this bounds `seq` as well.
    require((1..=start_op).contains(&change.seq()))?;
    check_ops(&change, is_first)?;
    // What was read must be all there is: the same change, written again, has the same bytes.
    require(change.raw_bytes() == payload)?;
    // Automerge does not compare the checksum, the start of the hash; a version that does must not
    // see another document here.
    require(change.hash().0[..4] == payload[4..8])?;
    Ok(ChangeFacts {
        hash: change.hash().0,
        deps: change.deps().iter().map(|hash| hash.0).collect(),
        seq: change.seq(),
        start_op,
        max_op: change.max_op(),
    })
}

fn check_ops(change: &Change, is_first: bool) -> Result<(), Refusal> {
    let expanded = change.decode();
    require(expanded.operations.len() == change.len())?;
    let start_op = change.start_op().get();
    for (at, op) in (start_op..).zip(&expanded.operations) {
        check_op(op, at, change.actor_id(), is_first)?;
    }
    Ok(())
}

fn check_op(op: &Op, at: u64, actor: &ActorId, is_first: bool) -> Result<(), Refusal> {
    let Key::Map(key) = &op.key else { return Err(Refusal::BadStructure) };
    require(!op.insert && (1..=MAX_KEY_BYTES).contains(&key.len()))?;
    let in_root = match &op.obj {
        ObjectId::Root => true,
        // Only something that already exists can be written into or replaced.
        ObjectId::Id(id) => {
            require(id.counter() < at && (!is_first || id.actor() == actor))?;
            false
        }
    };
    require(op.pred.len() <= MAX_PREDS && op.pred.iter().all(|pred| pred.counter() < at))?;
    require(!is_first || op.pred.is_empty())?;
    match &op.action {
        // The maps of a document are laid out once: nobody can plant a rival skeleton.
        OpType::Make(ObjType::Map) => require(is_first && in_root),
        OpType::Delete => require(!op.pred.is_empty()),
        OpType::Put(value) => require(matches!(
            value,
            ScalarValue::Str(_)
                | ScalarValue::Int(_)
                | ScalarValue::Boolean(_)
                | ScalarValue::Bytes(_)
        )),
        _ => Err(Refusal::BadStructure),
    }
}
