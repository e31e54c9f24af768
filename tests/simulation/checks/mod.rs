//! What must be so at the end, worked out from the region's own log and from the rules, apart from
//! the code that put it there.

mod alerts;
mod channels;
mod near;
mod reactions;
mod rights;
mod shares;
mod whole;

use std::collections::BTreeMap;

use sharenum_domain::DocumentId;
use sharenum_store::{Digest, Store, table_digest};

use crate::cast::READER;
use crate::log::RegionLog;
use crate::phone::{Phone, document, file_key, rows};
use crate::play::Play;
use crate::seen::Seen;
use channels::Document;

/// The region's log, and what a fresh reader makes of it.
pub struct View {
    log: RegionLog,
    store: Store,
    digest: Digest,
    states: BTreeMap<DocumentId, Vec<u8>>,
    documents: BTreeMap<DocumentId, Document>,
}

impl View {
    pub fn of(play: &Play<'_>) -> Result<Self, String> {
        let path = play.files.path().join(READER.file());
        let store = Store::open(&path, &file_key(READER.seed)).unwrap();
        let log = RegionLog::read(play.network.region.hub());
        log.fold_into(&store, play.order)?;
        let digest = store.read(table_digest).unwrap();
        let (states, documents) = (states(&store), channels::documents(&store));
        Ok(Self { log, store, digest, states, documents })
    }

    /// Notes how requests for seats and days ended.
    pub fn note(&self, seen: &mut Seen) {
        shares::note(self, seen);
    }

    pub const fn length(&self) -> u64 {
        self.log.entries.len() as u64
    }
}

/// Content and past of each document, as a hash.
fn states(store: &Store) -> BTreeMap<DocumentId, Vec<u8>> {
    let sql = "SELECT id, state_hash FROM document";
    rows(store, sql, [], |row| Ok((document(row, 0)?, row.get(1)?))).into_iter().collect()
}

/// Each phone holds exactly what is its own to see, as the region has it, and was alerted of
/// exactly what concerns its member.
pub fn everybody_agrees(play: &Play<'_>, view: &View) -> Result<(), String> {
    for phone in &play.phones {
        let problem = agrees(phone, view).err();
        let problem = problem.or_else(|| alerts::are_right(play, phone, view).err());
        if let Some(problem) = problem {
            return Err(format!("{}: {problem}", phone.part.name));
        }
    }
    shares::have_one_holder(play, view)?;
    reactions::have_followed(play, view)
}

fn agrees(phone: &Phone, view: &View) -> Result<(), String> {
    let here = states(phone.store());
    let entitled = rights::of(phone, view);
    let about = |id: &DocumentId| {
        let kind = view.documents.get(id).map_or("unknown document", |found| found.kind.as_str());
        format!("{kind} {id}")
    };
    if let Some(id) = entitled.iter().find(|id| !here.contains_key(id)) {
        return Err(format!("{} never came", about(id)));
    }
    if let Some(id) = here.keys().find(|id| !entitled.contains(id)) {
        return Err(format!("{} is none of its business", about(id)));
    }
    let digest = phone.store().read(table_digest).unwrap();
    for (id, state) in &here {
        if view.states.get(id) != Some(state) || digest.get(id) != view.digest.get(id) {
            let (mine, theirs) = (digest.get(id), view.digest.get(id));
            return Err(format!("{} differs: {mine:?} where the region has {theirs:?}", about(id)));
        }
    }
    Ok(())
}

pub fn nothing_is_missing(play: &Play<'_>, view: &View) -> Result<(), String> {
    whole::outboxes_are_empty(play)?;
    whole::what_was_returned_is_there(play, view)
}
