//! A phone's storage in memory, that remembers what must not get lost.

use std::collections::BTreeMap;

use sharenum_domain::MemberId;
use sharenum_ledger::{Certificate, Channel, Chunk, ChunkId, DeviceKey, Fields, HubRole, Kind};
use sharenum_ledger::{PublicKey, Receipt};
use sharenum_sync::wire::{Cursor, Feed, Verdict};
use sharenum_sync::{HubIdentity, Local, LocalError, Outgoing, SavedSession};

use crate::region::{devices, root};

pub struct Phone {
    root: PublicKey,
    saved: Option<SavedSession>,
    pub own: Vec<(ChunkId, Vec<u8>)>,
    /// Those of its own that the region's hub has not signed for.
    pub outbox: Vec<(ChunkId, Vec<u8>)>,
    pub refused: Vec<ChunkId>,
    pub cursors: BTreeMap<(MemberId, Channel), Cursor>,
    pub pages: usize,
}

impl Phone {
    pub fn new(written: usize) -> Self {
        let own: Vec<_> = (0..written)
            .map(|n| {
                let fields = Fields::new().with("title", format!("ticket {n}"));
                let bytes = devices()[0].create(Kind::Ticket, None, &fields);
                (Chunk::decode(&bytes).unwrap().id(), bytes)
            })
            .collect();
        Self {
            root: root().public(),
            saved: None,
            outbox: own.clone(),
            own,
            refused: Vec::new(),
            cursors: BTreeMap::new(),
            pages: 0,
        }
    }

    /// Every change it wrote is in the outbox, acknowledged by name, or refused by name.
    pub fn has_lost_nothing(&self, acknowledged: &[ChunkId]) {
        for (id, _) in &self.own {
            let kept = self.outbox.iter().any(|(kept, _)| kept == id);
            assert!(kept || acknowledged.contains(id) || self.refused.contains(id));
        }
    }
}

impl Local for Phone {
    fn key(&self) -> &DeviceKey {
        &devices()[0].key
    }
    fn certificate(&self) -> &Certificate {
        &devices()[0].certificate
    }
    fn root(&self) -> &PublicKey {
        &self.root
    }
    fn saved_session(&mut self, _: &str) -> Result<Option<SavedSession>, LocalError> {
        Ok(self.saved.clone())
    }
    fn save_session(&mut self, _: &str, session: &SavedSession) -> Result<(), LocalError> {
        self.saved = SavedSession::from_bytes(&session.to_bytes());
        assert!(self.saved.is_some(), "a session that is kept can be read again");
        Ok(())
    }
    fn outgoing(&mut self, _: &HubIdentity, _: usize) -> Result<Outgoing, LocalError> {
        let certificates = vec![self.certificate().bytes().to_vec()];
        Ok(Outgoing { certificates, chunks: self.outbox.clone(), receipts: Vec::new() })
    }
    fn delivered(
        &mut self,
        hub: &HubIdentity,
        verdicts: &[(ChunkId, Verdict)],
        receipt: Option<(&Receipt, &[u8])>,
    ) -> Result<(), LocalError> {
        for (id, verdict) in verdicts {
            assert!(self.own.iter().any(|(own, _)| own == id), "a verdict on what was not sent");
            if let (Verdict::Refused { code, detail }, HubRole::Region) = (verdict, hub.role) {
                assert!(code.len() <= 64 && detail.len() <= 2_000);
                self.outbox.retain(|(other, _)| other != id);
                self.refused.push(*id);
            }
        }
        if let Some((receipt, _)) = receipt {
            assert_eq!((receipt.role, receipt.hub), (hub.role, hub.member));
            if receipt.role == HubRole::Region {
                self.outbox.retain(|(id, _)| !receipt.chunks.contains(id));
            }
        }
        Ok(())
    }
    fn cursors(&mut self, hub: &HubIdentity) -> Result<Vec<Cursor>, LocalError> {
        let channels = [Channel::Member(devices()[0].member()), Channel::Region];
        let cursor = |channel: Channel| {
            let stored = self.cursors.get(&(hub.member, channel.clone())).cloned();
            stored.unwrap_or_else(|| Cursor::start(channel, hub.epoch))
        };
        Ok(channels.into_iter().map(cursor).collect())
    }
    fn receive(&mut self, hub: &HubIdentity, feed: &Feed) -> Result<(), LocalError> {
        self.pages += 1;
        assert_eq!((&feed.next.channel, feed.next.epoch), (&feed.channel, hub.epoch));
        self.cursors.insert((hub.member, feed.channel.clone()), feed.next.clone());
        Ok(())
    }
    fn epoch_changed(&mut self, _: &HubIdentity) -> Result<(), LocalError> {
        let refused = &self.refused;
        self.outbox = self.own.iter().filter(|(id, _)| !refused.contains(id)).cloned().collect();
        Ok(())
    }
}
