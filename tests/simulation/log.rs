//! The region's own view: its log, read again into a fresh file in an order of its own.

use sharenum_hub::Hub;
use sharenum_hub::storage::StorageExt;
use sharenum_ledger::{Chunk, ChunkId, Kind};
use sharenum_store::{Admitted, Source, Store, StoreError};

use crate::chance::Chance;
use crate::phone::rows;

pub struct Entry {
    pub seq: u64,
    pub id: ChunkId,
    pub bytes: Vec<u8>,
}

pub struct RegionLog {
    /// In the order of their places.
    pub entries: Vec<Entry>,
    certificates: Vec<Vec<u8>>,
}

impl RegionLog {
    pub fn read(hub: &Hub) -> Self {
        hub.storage()
            .reading(|tables| {
                let (mut entries, mut certificates) = (Vec::new(), Vec::new());
                for kind in Kind::ALL {
                    for document in tables.documents_of(*kind)? {
                        for logged in tables.chunks_of(&document)? {
                            certificates.extend(tables.certificate(&logged.certificate)?);
                            let (seq, id, bytes) = (logged.seq, logged.id, logged.bytes);
                            entries.push(Entry { seq, id, bytes });
                        }
                    }
                }
                certificates.sort_unstable();
                certificates.dedup();
                entries.sort_unstable_by_key(|entry| entry.seq);
                Ok(Self { entries, certificates })
            })
            .unwrap()
    }

    /// Takes everything in, in an order that no hub ever had.
    pub fn fold_into(&self, store: &Store, order: u64) -> Result<(), String> {
        let known = rows(store, "SELECT id FROM chunk", [], |row| row.get::<_, [u8; 32]>(0));
        let mut new: Vec<&Entry> =
            self.entries.iter().filter(|entry| !known.contains(entry.id.as_bytes())).collect();
        Chance::new(order).shuffle(&mut new);
        let refused = store
            .write::<_, StoreError>(|tx| {
                for certificate in &self.certificates {
                    tx.add_certificate(certificate)?;
                }
                let mut refused = Vec::new();
                for entry in &new {
                    if let Admitted::Refused(why) = tx.admit(&entry.bytes, &Source::Elsewhere)? {
                        refused.push(format!("{}: {why}", entry.id));
                    }
                }
                Ok(refused)
            })
            .unwrap()
            .0;
        if !refused.is_empty() {
            return Err(format!("a reader refuses what the region took: {refused:?}"));
        }
        let waiting = rows(store, "SELECT count(*) FROM waiting", [], |row| row.get::<_, i64>(0));
        if waiting != [0] {
            return Err("something in the region's log waits for what it never got".to_owned());
        }
        Ok(())
    }

    pub fn entry(&self, id: &ChunkId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// The chunks of these places, decoded.
    pub fn between(&self, first: u64, last: u64) -> impl Iterator<Item = Chunk> {
        let within = self.entries.iter().filter(move |entry| (first..=last).contains(&entry.seq));
        within.map(|entry| Chunk::decode(&entry.bytes).unwrap())
    }
}
