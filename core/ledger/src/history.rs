//! Which changes of a document count, as a pure function of the set of its changes.
//!
//! Admission looks at one change alone. Whether a change fits its document shows only beside
//! the others: its dependencies, the operations it overwrites, its place in its author's
//! sequence. A device that breaks these rules must not make replicas differ by order of
//! arrival, so the changes are taken in one order that every replica agrees on, and what
//! does not fit is set aside with all that builds on it.

use std::collections::{BTreeMap, HashMap, HashSet};

use automerge::legacy::{Key, ObjectId, OpType};
use automerge::{ActorId, Change, ChangeHash, ExpandedChange};

use crate::room::{Room, sort_out};

/// For an actor, the highest sequence number seen.
type Clock = BTreeMap<ActorId, u64>;

/// An operation that later ones may refer to.
struct Known {
    /// The sequence number of the change it came with.
    seq: u64,
    obj: ObjectId,
    key: Key,
    makes_map: bool,
}

/// The changes of one document, sorted into those that count and those that do not.
#[derive(Default)]
pub(crate) struct History {
    accepted: Vec<Change>,
    clocks: HashMap<ChangeHash, (Clock, u64)>,
    room: Room,
    taken: HashSet<(ActorId, u64)>,
    ops: HashMap<(u64, ActorId), Known>,
    missing: HashSet<ChangeHash>,
    set_aside: Vec<[u8; 32]>,
    beyond: Vec<[u8; 32]>,
    repeated: usize,
    branched: bool,
}

impl History {
    /// Sorts `changes`; the order they are given in makes no difference.
    pub fn of(mut changes: Vec<Change>) -> Self {
        // A change starts above all it depends on, so this order is causal; where two changes
        // exclude one another, the smaller hash counts.
        changes.sort_by_key(|change| (change.start_op(), change.hash()));
        let sent = changes.len();
        changes.dedup_by_key(|change| change.hash());
        let mut history = Self { repeated: sent - changes.len(), ..Self::default() };
        let (kept, beyond) = sort_out(changes);
        history.beyond = beyond.iter().map(|change| change.hash().0).collect();
        history.set_aside.clone_from(&history.beyond);
        let present: HashSet<ChangeHash> = kept.iter().map(Change::hash).collect();
        for change in kept {
            history.missing.extend(change.deps().iter().filter(|dep| !present.contains(dep)));
            let expanded = change.decode();
            let has_room = history.room.has_room_for(&change, &expanded);
            // It was sent, so it takes of its device's share even where it does not count.
            history.room.spend(&change, &expanded);
            match has_room.then(|| history.clock_after(&change, &expanded)).flatten() {
                Some(clock) => history.accept(change, expanded, clock),
                None => history.set_aside.push(change.hash().0),
            }
        }
        history.set_aside.sort_unstable();
        history
    }

    /// The changes that count, each after all it depends on.
    pub fn accepted(&self) -> &[Change] {
        &self.accepted
    }

    /// Hashes of the changes that do not count, or not yet because a dependency is missing.
    pub fn set_aside(&self) -> &[[u8; 32]] {
        &self.set_aside
    }

    /// Hashes of the changes that no set of changes with these in it can make count: they are
    /// beyond the share of their device, and need not be kept.
    pub fn beyond(&self) -> &[[u8; 32]] {
        &self.beyond
    }

    /// How many changes were given more than once.
    pub const fn repeated(&self) -> usize {
        self.repeated
    }

    /// What each device has taken, to ask whether another change would still count.
    pub fn into_room(self) -> Room {
        self.room
    }

    /// Dependencies that have not arrived.
    pub fn missing(&self) -> impl Iterator<Item = [u8; 32]> {
        self.missing.iter().map(|hash| hash.0)
    }

    /// Whether two changes were made without knowing of one another.
    pub const fn branched(&self) -> bool {
        self.branched
    }

    /// The vector clock that holds once `change` is in, or `None` when it does not fit.
    fn clock_after(&self, change: &Change, expanded: &ExpandedChange) -> Option<Clock> {
        let mut clock = Clock::new();
        let mut max_op = 0;
        for dep in change.deps() {
            let (of_dep, dep_max_op) = self.clocks.get(dep)?;
            max_op = max_op.max(*dep_max_op);
            for (actor, seq) in of_dep {
                let known = clock.entry(actor.clone()).or_default();
                *known = (*known).max(*seq);
            }
        }
        let own = clock.entry(change.actor_id().clone()).or_default();
        let in_sequence = *own + 1 == change.seq();
        *own += 1;
        // An author's changes form a chain; a fork of it would repeat a sequence number.
        let free = !self.taken.contains(&(change.actor_id().clone(), change.seq()));
        let fits = in_sequence && free && change.start_op().get() == max_op + 1;
        (fits && self.ops_fit(change, expanded, &clock)).then_some(clock)
    }

    /// Every object and predecessor that the change names exists in its own past.
    fn ops_fit(&self, change: &Change, expanded: &ExpandedChange, clock: &Clock) -> bool {
        let in_past = |counter: u64, actor: &ActorId| {
            self.ops
                .get(&(counter, actor.clone()))
                .filter(|op| clock.get(actor).is_some_and(|seq| op.seq <= *seq))
        };
        let mut made_here = HashSet::new();
        for (at, op) in (change.start_op().get()..).zip(&expanded.operations) {
            let object_exists = match &op.obj {
                ObjectId::Root => true,
                ObjectId::Id(id) => {
                    let here = id.actor() == change.actor_id() && made_here.contains(&id.counter());
                    here || in_past(id.counter(), id.actor()).is_some_and(|known| known.makes_map)
                }
            };
            let preds_exist = op.pred.iter().all(|pred| {
                in_past(pred.counter(), pred.actor())
                    .is_some_and(|known| known.obj == op.obj && known.key == op.key)
            });
            if !object_exists || !preds_exist {
                return false;
            }
            if matches!(op.action, OpType::Make(_)) {
                made_here.insert(at);
            }
        }
        true
    }

    fn accept(&mut self, change: Change, expanded: ExpandedChange, clock: Clock) {
        let actor = change.actor_id().clone();
        for (at, op) in (change.start_op().get()..).zip(expanded.operations) {
            let makes_map = matches!(op.action, OpType::Make(_));
            let known = Known { seq: change.seq(), obj: op.obj, key: op.key, makes_map };
            self.ops.insert((at, actor.clone()), known);
        }
        let follows_last = self.accepted.last().is_none_or(|last| change.deps() == [last.hash()]);
        self.branched |= !follows_last;
        self.room.enter(&actor);
        self.taken.insert((actor, change.seq()));
        self.clocks.insert(change.hash(), (clock, change.max_op()));
        self.accepted.push(change);
    }
}
