//! What a region says to everybody: catalogue, directory, revocations. One document per thing,
//! so that saying it again changes only what is new.

use std::collections::BTreeMap;

use sharenum_domain::{DeviceId, DocumentId, Establishment, MemberId};
use sharenum_ledger::{CatalogueEntry, Chunk, DirectoryPage, Document, Kind, Revocation, routes};

use super::{Door, Hub, NewOwn, Source};
use crate::{HubError, documents};

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Documents that are new.
    pub added: usize,
    /// Documents that say something else now.
    pub changed: usize,
    /// Documents that said so already.
    pub unchanged: usize,
}

impl Hub {
    /// Publishes entries of the catalogue, one document per kind of entry and id.
    ///
    /// # Errors
    /// On a bus, when an entry is too large, or when the storage cannot be written.
    pub fn publish_catalogue(&self, entries: &[CatalogueEntry]) -> Result<Published, HubError> {
        self.publish(|door| {
            let known = known_entries(door)?;
            let mut done = Published::default();
            for entry in entries {
                door.say(known.get(&name_of(entry)), entry, &mut done)?;
            }
            Ok(done)
        })
    }

    /// The documents of the catalogue and what they say.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub fn catalogue(&self) -> Result<Vec<(DocumentId, CatalogueEntry)>, HubError> {
        use crate::storage::StorageExt;
        self.storage.reading(|tables| {
            let mut entries = Vec::new();
            for document in tables.documents_of(Kind::Catalogue)? {
                entries.extend(documents::load(tables, &document)?.map(|entry| (document, entry)));
            }
            Ok(entries)
        })
    }

    /// Publishes the directory of establishments: pages in the order given, each a document. A
    /// shorter directory leaves empty pages behind.
    ///
    /// # Errors
    /// On a bus, or when the storage cannot be written.
    pub fn publish_directory(
        &self,
        establishments: Vec<Establishment>,
    ) -> Result<Published, HubError> {
        let pages = DirectoryPage::paginate(establishments);
        self.publish(|door| {
            let known = door.tables.documents_of(Kind::DirectoryPage)?;
            let mut done = Published::default();
            let empty = DirectoryPage { establishments: Vec::new() };
            for at in 0..pages.len().max(known.len()) {
                door.say(known.get(at), pages.get(at).unwrap_or(&empty), &mut done)?;
            }
            Ok(done)
        })
    }

    /// Ends a device: what it writes after `last_seq` counts nowhere.
    ///
    /// # Errors
    /// On a bus, or when the storage cannot be written.
    pub fn revoke(&self, device: DeviceId, last_seq: u64) -> Result<(), HubError> {
        self.publish(|door| {
            let mut done = Published::default();
            door.say(None, &Revocation { device, last_seq }, &mut done)
        })
    }

    /// The number of the last change of a device that this hub holds.
    ///
    /// # Errors
    /// When the region never admitted such a device, or the storage cannot be read.
    pub fn last_seq_of(&self, device: &DeviceId) -> Result<u64, HubError> {
        use crate::storage::StorageExt;
        self.storage.reading(|tables| {
            if tables.certificate_of(device)?.is_none() {
                return Err(HubError::BadData(format!("this region knows no device {device}")));
            }
            let mut last = 0;
            for logged in tables.chunks_by(device)? {
                last = last.max(Chunk::decode(&logged.bytes)?.header().seq);
            }
            Ok(last)
        })
    }

    /// The devices of a member, by their newest certificates.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub fn devices_of(&self, member: &MemberId) -> Result<Vec<DeviceId>, HubError> {
        use crate::storage::StorageExt;
        self.storage.reading(|tables| {
            let rows = tables.newest_certificates(member)?;
            Ok(rows.into_iter().map(|row| row.device).collect())
        })
    }

    fn publish<R>(
        &self,
        job: impl FnMut(&mut Door<'_>) -> Result<R, HubError>,
    ) -> Result<R, HubError> {
        if self.root.is_none() {
            return Err(HubError::Usage(
                "a bus publishes nothing; run this on the region's hub".to_owned(),
            ));
        }
        self.take_in(Source::Device(self.key.device()), job)
    }
}

impl Door<'_> {
    fn say<T: Document>(
        &mut self,
        known: Option<&DocumentId>,
        content: &T,
        done: &mut Published,
    ) -> Result<(), HubError> {
        match known {
            None => {
                let new = NewOwn { parent: None, routes: routes::for_region() };
                self.create(new, content)?;
                done.added += 1;
            }
            Some(document) => {
                let changed = self.edit(document, None, content)?;
                *(if changed { &mut done.changed } else { &mut done.unchanged }) += 1;
            }
        }
        Ok(())
    }
}

fn known_entries(door: &Door<'_>) -> Result<BTreeMap<(u8, String), DocumentId>, HubError> {
    let mut known = BTreeMap::new();
    for document in door.tables.documents_of(Kind::Catalogue)? {
        if let Some(entry) = documents::load::<CatalogueEntry>(door.tables, &document)? {
            known.entry(name_of(&entry)).or_insert(document);
        }
    }
    Ok(known)
}

/// A tool and a guide may have the same short name.
fn name_of(entry: &CatalogueEntry) -> (u8, String) {
    match entry {
        CatalogueEntry::Tool(tool) => (0, tool.id.to_string()),
        CatalogueEntry::Training(training) => (1, training.id.to_string()),
        CatalogueEntry::Guide(guide) => (2, guide.id.to_string()),
        CatalogueEntry::Resource(resource) => (3, resource.id.to_string()),
    }
}
