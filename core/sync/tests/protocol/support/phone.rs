//! A phone's storage in memory.

use std::collections::{BTreeMap, BTreeSet};

use sharenum_domain::{MemberId, Role};
use sharenum_ledger::{Certificate, Channel, ChunkId, DeviceKey, HubRole, PublicKey, Receipt};
use sharenum_sync::wire::{Cursor, Entry, Feed, Verdict};
use sharenum_sync::{HubIdentity, Local, LocalError, Outgoing, SavedSession};

use super::{chunk, papers, root};

pub struct Phone {
    pub key: DeviceKey,
    pub certificate: Certificate,
    pub root: PublicKey,
    pub saved: BTreeMap<String, SavedSession>,
    /// In the order of writing; a chunk leaves only on a regional receipt.
    pub outbox: Vec<(ChunkId, Vec<u8>)>,
    /// In a bus's custody, so not offered to a bus again.
    pub with_bus: BTreeSet<ChunkId>,
    /// Every own chunk, offered again to a restored hub.
    pub own: Vec<(ChunkId, Vec<u8>)>,
    pub refused: Vec<(ChunkId, String)>,
    pub custody: Vec<Vec<u8>>,
    /// Certificates that its chunks cite, beside its own.
    pub cited: Vec<Vec<u8>>,
    pub channels: Vec<Channel>,
    pub cursors: BTreeMap<(MemberId, Channel), Cursor>,
    pub received: Vec<Entry>,
    pub pages: usize,
    pub epoch_changes: usize,
    pub wants_renewal: bool,
    pub broken: bool,
}

impl Phone {
    pub fn new(member: u8) -> Self {
        let key = DeviceKey::from_seed([member; 32]);
        Self {
            certificate: papers(&root(), member, Role::Member, &key),
            root: root().public(),
            key,
            saved: BTreeMap::new(),
            outbox: Vec::new(),
            with_bus: BTreeSet::new(),
            own: Vec::new(),
            refused: Vec::new(),
            custody: Vec::new(),
            cited: Vec::new(),
            channels: vec![Channel::Region],
            cursors: BTreeMap::new(),
            received: Vec::new(),
            pages: 0,
            epoch_changes: 0,
            wants_renewal: false,
            broken: false,
        }
    }

    pub fn following(mut self, channels: impl IntoIterator<Item = Channel>) -> Self {
        self.channels = channels.into_iter().collect();
        self
    }

    pub fn write(&mut self, text: &str, bytes: usize) -> ChunkId {
        let (id, bytes) = chunk(text, bytes);
        self.outbox.push((id, bytes.clone()));
        self.own.push((id, bytes));
        id
    }

    /// What must be the same before and after a sync that failed.
    pub fn kept(&self) -> (Vec<ChunkId>, Vec<Cursor>, usize) {
        let outbox = self.outbox.iter().map(|(id, _)| *id).collect();
        (outbox, self.cursors.values().cloned().collect(), self.received.len())
    }
}

impl Local for Phone {
    fn key(&self) -> &DeviceKey {
        &self.key
    }

    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn root(&self) -> &PublicKey {
        &self.root
    }

    fn saved_session(&mut self, hub_url: &str) -> Result<Option<SavedSession>, LocalError> {
        Ok(self.saved.get(hub_url).cloned())
    }

    fn save_session(&mut self, hub_url: &str, session: &SavedSession) -> Result<(), LocalError> {
        let stored = SavedSession::from_bytes(&session.to_bytes());
        self.saved.insert(hub_url.to_owned(), stored.ok_or_else(|| LocalError::new("lost"))?);
        Ok(())
    }

    fn outgoing(&mut self, hub: &HubIdentity, max_bytes: usize) -> Result<Outgoing, LocalError> {
        if self.broken {
            return Err(LocalError::new("the disk is full"));
        }
        let mut bytes = 0;
        let chunks: Vec<_> = self
            .outbox
            .iter()
            .filter(|(id, _)| hub.role == HubRole::Region || !self.with_bus.contains(id))
            .take_while(|(_, chunk)| {
                bytes += chunk.len();
                bytes <= max_bytes || bytes == chunk.len()
            })
            .cloned()
            .collect();
        let mut certificates = self.cited.clone();
        if !chunks.is_empty() {
            certificates.push(self.certificate.bytes().to_vec());
        }
        Ok(Outgoing { certificates, chunks, receipts: self.custody.clone() })
    }

    fn delivered(
        &mut self,
        hub: &HubIdentity,
        verdicts: &[(ChunkId, Verdict)],
        receipt: Option<(&Receipt, &[u8])>,
    ) -> Result<(), LocalError> {
        for (id, verdict) in verdicts {
            if let Verdict::Refused { code, .. } = verdict {
                self.refused.push((*id, code.clone()));
                self.outbox.retain(|(other, _)| other != id);
            }
        }
        let Some((receipt, _)) = receipt else {
            return Ok(());
        };
        assert_eq!(receipt.role, hub.role);
        match receipt.role {
            HubRole::Region => self.outbox.retain(|(id, _)| !receipt.chunks.contains(id)),
            HubRole::Bus => self.with_bus.extend(receipt.chunks.iter().copied()),
        }
        Ok(())
    }

    fn cursors(&mut self, hub: &HubIdentity) -> Result<Vec<Cursor>, LocalError> {
        let cursor = |channel: &Channel| {
            let stored = self.cursors.get(&(hub.member, channel.clone())).cloned();
            stored.unwrap_or_else(|| Cursor::start(channel.clone(), hub.epoch))
        };
        Ok(self.channels.iter().map(cursor).collect())
    }

    fn receive(&mut self, hub: &HubIdentity, feed: &Feed) -> Result<(), LocalError> {
        self.pages += 1;
        for entry in &feed.entries {
            if !self.received.contains(entry) {
                self.received.push(entry.clone());
            }
        }
        self.cursors.insert((hub.member, feed.channel.clone()), feed.next.clone());
        Ok(())
    }

    fn epoch_changed(&mut self, _: &HubIdentity) -> Result<(), LocalError> {
        self.epoch_changes += 1;
        self.with_bus.clear();
        self.outbox = self.own.clone();
        Ok(())
    }

    fn wants_renewal(&mut self) -> bool {
        self.wants_renewal
    }

    fn renewed(&mut self, certificate: Certificate) -> Result<(), LocalError> {
        self.certificate = certificate;
        self.wants_renewal = false;
        Ok(())
    }
}
