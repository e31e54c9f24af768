//! Where each document goes, from the headers of its changes.

use std::collections::{BTreeMap, BTreeSet};

use sharenum_domain::{DocumentId, MemberId};
use sharenum_ledger::{Channel, Chunk, Kind};
use sharenum_store::Store;

use crate::phone::{document, member, rows};

pub struct Document {
    pub kind: Kind,
    pub creator: MemberId,
    pub parent: Option<DocumentId>,
    /// The channels named by its newest change that names any.
    pub routes: Vec<Channel>,
    /// Every member it was ever routed to, and who answered it: they keep it.
    pub members: BTreeSet<MemberId>,
    newest: (i64, [u8; 32]),
}

pub fn documents(store: &Store) -> BTreeMap<DocumentId, Document> {
    let sql = "SELECT id, kind, creator, parent FROM document";
    let found = rows(store, sql, [], |row| {
        let parent = row.get::<_, Option<[u8; 32]>>(3)?.map(DocumentId::from);
        let kind = Kind::from_u8(row.get(1)?).unwrap();
        let creator = member(row, 2)?;
        let (routes, members, newest) = (Vec::new(), BTreeSet::new(), (-1, [0; 32]));
        Ok((document(row, 0)?, Document { kind, creator, parent, routes, members, newest }))
    });
    let mut found: BTreeMap<_, _> = found.into_iter().collect();
    let chunks = rows(store, "SELECT document, max_op, id, bytes FROM chunk", [], |row| {
        Ok((document(row, 0)?, (row.get(1)?, row.get(2)?), row.get::<_, Vec<u8>>(3)?))
    });
    for (id, place, bytes) in chunks {
        let header = Chunk::decode(&bytes).unwrap().header().clone();
        let Some(routes) = header.routes else { continue };
        let about = found.get_mut(&id).unwrap();
        about.members.extend(routes.iter().filter_map(|channel| match channel {
            Channel::Member(member) => Some(*member),
            _ => None,
        }));
        if place > about.newest {
            (about.newest, about.routes) = (place, routes);
        }
    }
    let answers: Vec<_> = found
        .values()
        .filter(|one| matches!(one.kind, Kind::Proposal | Kind::Registration | Kind::CheckIn))
        .filter_map(|one| Some((one.parent?, one.creator)))
        .collect();
    for (parent, creator) in answers {
        found.get_mut(&parent).unwrap().members.insert(creator);
    }
    found
}
