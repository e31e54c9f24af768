//! One document: the admitted changes of a log, merged by automerge.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::transaction::Transactable;
use automerge::{ActorId, Automerge, Change, ObjType, ROOT, ReadDoc, ScalarValue, Value, hydrate};
use sha2::{Digest, Sha256};

use crate::Refusal;
use crate::fields::Edit;
pub use crate::fields::{Field, Fields, Scalar};
use crate::history::History;
use crate::room::Room;

/// A document in memory. Made for the length of a transaction and dropped: screens read
/// tables, never this.
pub struct Replica {
    doc: Automerge,
    set_aside: Vec<[u8; 32]>,
    beyond: Vec<[u8; 32]>,
    missing: Vec<[u8; 32]>,
    repeated: usize,
    branched: bool,
    room: Room,
}

impl Default for Replica {
    fn default() -> Self {
        Self::empty()
    }
}

impl Replica {
    /// A document without a change.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            doc: Automerge::new(),
            set_aside: vec![],
            beyond: vec![],
            missing: vec![],
            repeated: 0,
            branched: false,
            room: Room::default(),
        }
    }

    /// The document that these payloads of admitted chunks make; their order makes no
    /// difference. What does not fit is set aside, and never a reason to lose the rest.
    #[must_use]
    pub fn from_log<'a>(payloads: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let changes = payloads.into_iter().filter_map(|bytes| Change::try_from(bytes).ok());
        let history = History::of(changes.collect());
        let mut missing: Vec<_> = history.missing().collect();
        missing.sort_unstable();
        let (beyond, mut set_aside) = (history.beyond().to_vec(), history.set_aside().to_vec());
        let doc = apply_all(history.accepted()).unwrap_or_else(|| {
            // The checks above leave nothing known that automerge refuses; should it happen all
            // the same, every replica falls back alike.
            apply_each(history.accepted(), &mut set_aside)
        });
        let (repeated, branched) = (history.repeated(), history.branched());
        let room = history.into_room();
        Self { doc, set_aside, beyond, missing, repeated, branched, room }
    }

    /// Hashes of changes that do not count, or not yet.
    #[must_use]
    pub fn set_aside(&self) -> &[[u8; 32]] {
        &self.set_aside
    }

    /// Hashes of those among them that never will count, because their device has used up its share
    /// of the document: a log need not keep them.
    #[must_use]
    pub fn beyond_their_share(&self) -> &[[u8; 32]] {
        &self.beyond
    }

    /// How many of the payloads were there before: somebody signed one change several times.
    #[must_use]
    pub const fn repeated(&self) -> usize {
        self.repeated
    }

    /// Hashes of changes that others depend on and that have not arrived, ascending.
    #[must_use]
    pub fn missing(&self) -> &[[u8; 32]] {
        &self.missing
    }

    /// The newest changes, ascending; one, unless edits are concurrent.
    #[must_use]
    pub fn heads(&self) -> Vec<[u8; 32]> {
        let mut heads: Vec<_> = self.doc.get_heads().iter().map(|head| head.0).collect();
        heads.sort_unstable();
        heads
    }

    /// SHA-256 over the heads: names exactly this content and its whole past.
    #[must_use]
    pub fn state_hash(&self) -> [u8; 32] {
        let hash = self.heads().iter().fold(Sha256::new(), |hash, head| hash.chain_update(head));
        hash.finalize().into()
    }

    /// Everything it holds.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::new();
        let hydrate::Value::Map(root) = self.doc.hydrate(None) else { return fields };
        for (key, value) in root.iter() {
            match &value.value {
                hydrate::Value::Map(map) => {
                    let entries = map.iter().filter_map(|(key, value)| match &value.value {
                        hydrate::Value::Scalar(value) => Some((key.clone(), read(value)?)),
                        _ => None,
                    });
                    fields = fields.with_map(key, entries);
                }
                hydrate::Value::Scalar(value) => {
                    if let Some(value) = read(value) {
                        fields = fields.with(key, value);
                        self.read_concurrent(key, &mut fields);
                    }
                }
                _ => {}
            }
        }
        fields
    }

    fn read_concurrent(&self, key: &str, fields: &mut Fields) {
        if !self.branched {
            return;
        }
        let all = self.doc.get_all(ROOT, key).unwrap_or_default();
        let all = all.iter().filter_map(|(value, _)| match value {
            Value::Scalar(value) => read(value),
            Value::Object(_) => None,
        });
        fields.set_concurrent(key.to_owned(), all.collect());
    }

    /// Writes the first change of a document, which lays out its maps.
    pub(crate) fn begin(actor: &[u8; 16], fields: &Fields) -> Result<Vec<u8>, Refusal> {
        let mut replica = Self::empty();
        replica.commit(actor, |tx| {
            for (key, field) in fields.iter() {
                match field {
                    Field::Value(value) => put(tx, &ROOT, key, value)?,
                    Field::Map(map) => {
                        let object = tx.put_object(ROOT, key, ObjType::Map)?;
                        for (key, value) in map {
                            put(tx, &object, key, value)?;
                        }
                    }
                }
            }
            Ok(())
        })
    }

    /// Writes a further change. A map that the first change did not create is refused, and a change
    /// that no replica would count, because the device has used up its share.
    pub(crate) fn edit(&mut self, actor: &[u8; 16], edits: &[Edit]) -> Result<Vec<u8>, Refusal> {
        let mut places = Vec::with_capacity(edits.len());
        for edit in edits {
            places.push(match &edit.map {
                None => ROOT,
                Some(map) => match self.doc.get(ROOT, map) {
                    Ok(Some((Value::Object(ObjType::Map), object))) => object,
                    _ => return Err(Refusal::BadStructure),
                },
            });
        }
        self.commit(actor, |tx| {
            edits.iter().zip(&places).try_for_each(|(edit, place)| {
                if edit.value == Scalar::Null {
                    tx.delete(place, edit.key.as_str())
                } else {
                    put(tx, place, &edit.key, &edit.value)
                }
            })
        })
    }

    fn commit(
        &mut self,
        actor: &[u8; 16],
        write: impl FnOnce(
            &mut automerge::transaction::Transaction<'_>,
        ) -> Result<(), automerge::AutomergeError>,
    ) -> Result<Vec<u8>, Refusal> {
        self.doc.set_actor(ActorId::from(actor.as_slice()));
        let mut tx = self.doc.transaction();
        if write(&mut tx).is_err() {
            tx.rollback();
            return Err(Refusal::BadStructure);
        }
        tx.commit();
        let change = self.doc.get_last_local_change().ok_or(Refusal::BadStructure)?;
        let expanded = change.decode();
        if !self.room.has_room_for(&change, &expanded) {
            return Err(Refusal::TooManyChanges);
        }
        self.room.spend(&change, &expanded);
        self.room.enter(change.actor_id());
        Ok(change.raw_bytes().to_vec())
    }
}

fn put(
    tx: &mut automerge::transaction::Transaction<'_>,
    place: &automerge::ObjId,
    key: &str,
    value: &Scalar,
) -> Result<(), automerge::AutomergeError> {
    match value {
        Scalar::Null => Ok(()),
        Scalar::Bool(value) => tx.put(place, key, *value),
        Scalar::Int(value) => tx.put(place, key, *value),
        Scalar::Text(value) => tx.put(place, key, value.as_str()),
        Scalar::Bytes(value) => tx.put(place, key, value.clone()),
    }
}

fn read(value: &ScalarValue) -> Option<Scalar> {
    match value {
        ScalarValue::Boolean(value) => Some(Scalar::Bool(*value)),
        ScalarValue::Int(value) => Some(Scalar::Int(*value)),
        ScalarValue::Str(value) => Some(Scalar::Text(value.to_string())),
        ScalarValue::Bytes(value) => Some(Scalar::Bytes(value.clone())),
        _ => None,
    }
}

fn apply_all(changes: &[Change]) -> Option<Automerge> {
    catch_unwind(AssertUnwindSafe(|| {
        let mut doc = Automerge::new();
        doc.apply_changes(changes.iter().cloned()).ok().map(|()| doc)
    }))
    .ok()
    .flatten()
}

/// Applies one change at a time to a disposable copy and leaves out those that fail.
fn apply_each(changes: &[Change], set_aside: &mut Vec<[u8; 32]>) -> Automerge {
    let mut doc = Automerge::new();
    for change in changes {
        let applied = catch_unwind(AssertUnwindSafe(|| {
            let mut copy = doc.clone();
            let in_place = change.deps().iter().all(|dep| copy.get_change_by_hash(dep).is_some());
            (in_place && copy.apply_changes([change.clone()]).is_ok()).then_some(copy)
        }));
        match applied {
            Ok(Some(copy)) => doc = copy,
            _ => set_aside.push(change.hash().0),
        }
    }
    doc
}
