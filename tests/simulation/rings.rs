//! What rang on a phone, against the rule that decides when something rings again: other facts
//! than those said last are news, a wording rings once (decision 11). Kept apart from the tables in
//! which the phone notes what it has said.

use std::collections::{BTreeMap, BTreeSet};

use sharenum_domain::{AlertKind, DocumentId};

use crate::seen::Seen;

/// The first half of a revision stands for the facts of an alert.
const FACTS: usize = 16;

/// What an alert says at the moment.
pub struct Stated {
    pub id: i64,
    pub document: DocumentId,
    pub kind: AlertKind,
    pub revision: [u8; 32],
}

#[derive(Default)]
struct Said {
    last: [u8; 32],
    since_these_facts: BTreeSet<[u8; 32]>,
    rung: usize,
}

#[derive(Default)]
pub struct Rings {
    said: BTreeMap<(DocumentId, AlertKind), Said>,
    /// The member acts: what comes up meanwhile need not ring.
    pub acting: bool,
    silent: BTreeSet<(DocumentId, AlertKind)>,
}

impl Rings {
    /// Takes what is in the list now, and the notifications that rang since the last time.
    pub fn hear(&mut self, list: Vec<Stated>, rung: &[i64]) -> Result<(), String> {
        let mut here = BTreeSet::new();
        for Stated { id, document, kind, revision } in list {
            here.insert((document, kind.clone()));
            let times = rung.iter().filter(|rang| **rang == id).count();
            let new = !self.said.contains_key(&(document, kind.clone()));
            let said = self.said.entry((document, kind.clone())).or_default();
            if said.last[..FACTS] != revision[..FACTS] {
                said.since_these_facts.clear();
            }
            let first = said.since_these_facts.insert(revision);
            said.last = revision;
            said.rung += times;
            if times > usize::from(first) {
                return Err(format!("{kind} of {document} rang again and says the same as before"));
            }
            if new && self.acting {
                self.silent.insert((document, kind));
            }
        }
        let gone: Vec<_> = self.said.keys().filter(|key| !here.contains(key)).cloned().collect();
        for key in gone {
            // A change of a workshop concerns only who has a seat; should they ask for one again,
            // it begins anew.
            if key.1 != AlertKind::WorkshopChanged {
                return Err(format!("{} of {} left the list", key.1, key.0));
            }
            self.said.remove(&key);
        }
        Ok(())
    }

    /// How often it rang; `None` when it came while the member was acting.
    pub fn times(&self, document: &DocumentId, kind: &AlertKind) -> Option<usize> {
        let key = (*document, kind.clone());
        if self.silent.contains(&key) {
            return None;
        }
        Some(self.said.get(&key).map_or(0, |said| said.rung))
    }

    pub fn note(&self, seen: &mut Seen) {
        for ((_, kind), _) in self.said.iter().filter(|(_, said)| said.rung > 0) {
            seen.note(kind.as_str());
        }
    }

    /// How often each thing rang.
    pub fn rung(&self) -> BTreeMap<(DocumentId, AlertKind), usize> {
        self.said.iter().map(|(key, said)| (key.clone(), said.rung)).collect()
    }

    /// Something that rang more often than it had then.
    pub fn rang_since(
        &self,
        before: &BTreeMap<(DocumentId, AlertKind), usize>,
    ) -> Option<(DocumentId, AlertKind)> {
        let then = |key: &(DocumentId, AlertKind)| before.get(key).copied().unwrap_or_default();
        self.rung().into_iter().find(|(key, rung)| *rung > then(key)).map(|(key, _)| key)
    }
}
