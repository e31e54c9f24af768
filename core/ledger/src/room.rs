//! How much of one document a device may take.
//!
//! A device in good standing can sign any number of small changes, and each may claim two thousand
//! operations in seventy bytes. So each device has a share of a document, the same for all, and
//! nobody can use up another's. What counts is a function of the set of the changes, never of
//! their order of arrival; the decision page 0016 says why this holds when replicas drop the rest.

use std::collections::{HashMap, HashSet};

use automerge::{ActorId, Change, ExpandedChange};

use crate::actor::ACTOR_DEVICE_BYTES;

/// Devices that write one document, at most: two people and their phones over many years.
const MAX_DEVICES: usize = 16;
/// Incarnations of one device in one document, at most: it gets a new one when its file was restored
/// and when a refused change is sent again.
const MAX_INCARNATIONS: usize = 16;
/// Each actor has a place in the clock of each change, and at most one head.
pub(crate) const MAX_ACTORS: usize = MAX_DEVICES * MAX_INCARNATIONS;
/// What all changes of one device in one document may weigh together. Four thousand edits of a few
/// fields stay below; to unfold it takes some tens of megabytes.
const SHARE: u64 = 4 * 1024 * 1024;
/// What each change costs beside its bytes: its place in the log, its clock.
const PER_CHANGE: u64 = 512;
/// What each operation and each predecessor costs beside its bytes, which may be none.
const PER_OPERATION: u64 = 64;

type DeviceTag = [u8; ACTOR_DEVICE_BYTES];

/// What the devices have taken of a document.
#[derive(Clone, Default)]
pub(crate) struct Room {
    spent: HashMap<DeviceTag, u64>,
    incarnations: HashMap<DeviceTag, HashSet<ActorId>>,
}

impl Room {
    /// Whether a change would count, as far as room goes, if it came after all the others.
    pub fn has_room_for(&self, change: &Change, expanded: &ExpandedChange) -> bool {
        let device = device_of(change.actor_id());
        let spent = self.spent.get(&device).copied().unwrap_or_default();
        spent + weight(change, expanded) <= SHARE && self.may_enter(&device, change.actor_id())
    }

    fn may_enter(&self, device: &DeviceTag, actor: &ActorId) -> bool {
        match self.incarnations.get(device) {
            None => self.incarnations.len() < MAX_DEVICES,
            Some(known) => known.contains(actor) || known.len() < MAX_INCARNATIONS,
        }
    }

    /// Takes a change off its device's share.
    pub fn spend(&mut self, change: &Change, expanded: &ExpandedChange) {
        *self.spent.entry(device_of(change.actor_id())).or_default() += weight(change, expanded);
    }

    /// Notes that a change of this actor counts.
    pub fn enter(&mut self, actor: &ActorId) {
        self.incarnations.entry(device_of(actor)).or_default().insert(actor.clone());
    }
}

/// Tells those changes that may count from those beyond the share of their device. They come in the
/// one order that every replica agrees on. The change that crosses the line stays with those
/// that are kept, and does not count: it marks the line, whatever else is dropped.
pub(crate) fn sort_out(in_order: Vec<Change>) -> (Vec<Change>, Vec<Change>) {
    let mut spent = HashMap::<DeviceTag, u64>::new();
    in_order.into_iter().partition(|change| {
        let spent = spent.entry(device_of(change.actor_id())).or_default();
        let is_kept = *spent <= SHARE;
        // Only what is kept is unfolded.
        if is_kept {
            *spent += weight(change, &change.decode());
        }
        is_kept
    })
}

fn device_of(actor: &ActorId) -> DeviceTag {
    let mut device = DeviceTag::default();
    // Admission lets only actors of sixteen bytes through.
    device.iter_mut().zip(actor.to_bytes()).for_each(|(to, from)| *to = *from);
    device
}

fn weight(change: &Change, expanded: &ExpandedChange) -> u64 {
    let preds: usize = expanded.operations.iter().map(|op| op.pred.len()).sum();
    let operations = (expanded.operations.len() + preds) as u64;
    change.raw_bytes().len() as u64 + PER_CHANGE + PER_OPERATION * operations
}
