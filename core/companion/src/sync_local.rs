//! This phone's file, as the sync's state machine sees it.
//!
//! Each call is one transaction of its own: nothing holds the writer while the network is waited
//! for, so a person goes on writing during a slow sync.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::SignedDuration;
use sharenum_domain::{DeviceId, area_of};
use sharenum_ledger::{Certificate, Channel, ChunkId, DeviceKey, HubRole, PublicKey, Receipt};
use sharenum_store::queries::{Connection, members, settings};
use sharenum_store::{
    KnownHub, SavedCursor, Source, StoreError, WriteTx, cursors, fail_point, hubs, outgoing,
};
use sharenum_sync::wire::{Cursor, Entry, Feed, START_CHECKSUM, Verdict};
use sharenum_sync::{HubIdentity, Local, LocalError, Outgoing, SavedSession, SyncSummary};

use crate::commit::Loudness;
use crate::engine::{Inner, Me};
use crate::sync::renewal_is_due;
use crate::views::Context;
use crate::{EngineError, Event, Result, keys};

/// What is noted as the end of a session: the hub alone knows it, and says so when it is over.
const SESSION_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// This phone's side of one sync. Made by [`CompanionEngine::local`](crate::CompanionEngine::local).
pub struct EngineLocal {
    inner: Arc<Inner>,
    me: Arc<Me>,
    /// Chunks that the hub gave a verdict on in this sync.
    answered: HashSet<ChunkId>,
    /// The channels that this sync follows.
    followed: BTreeSet<Channel>,
    /// The hub they are read from.
    hub: Option<HubIdentity>,
}

impl EngineLocal {
    pub(crate) fn new(inner: &Arc<Inner>) -> Result<Self> {
        let me = inner.me()?;
        Ok(Self {
            inner: Arc::clone(inner),
            me,
            answered: HashSet::new(),
            followed: BTreeSet::new(),
            hub: None,
        })
    }

    /// To be called when the session is done. What a channel brings from then on is news and
    /// rings; what its first reading brought was only listed. What came by a channel that is
    /// followed no more, after a move to another school, leaves. `true` asks for another session at
    /// once: this one brought a profile or an establishment, and so channels to follow.
    ///
    /// # Errors
    /// Those of the file.
    pub fn finish(&mut self, summary: &SyncSummary) -> Result<bool> {
        let Some(hub) = self.hub.take().filter(|_| summary.finished) else { return Ok(false) };
        let followed = std::mem::take(&mut self.followed);
        self.inner.commit(Loudness::List, |writing| {
            for channel in &followed {
                settings::set(writing.conn(), &read_once(&hub, channel), Some("1"))?;
            }
            let wanted: BTreeSet<_> = channels(&writing.context()?).into_iter().collect();
            for left in writing.tx.follow_only(&wanted)? {
                settings::forget_between(writing.conn(), keys::READ_ONCE, &name(&left))?;
            }
            let now = writing.now;
            note(writing.tx, &hub.url, |known| known.last_contact = Some(now))?;
            Ok(wanted.iter().any(|channel| !followed.contains(channel)))
        })
    }
}

/// Changes what is known of the hub at an address.
fn note(
    tx: &mut WriteTx<'_>,
    url: &str,
    change: impl FnOnce(&mut KnownHub),
) -> std::result::Result<(), StoreError> {
    let known = hubs(tx.conn())?.into_iter().find(|hub| hub.url == url);
    let mut hub = known.unwrap_or_else(|| KnownHub::new(url, HubRole::Region));
    change(&mut hub);
    tx.save_hub(&hub)
}

/// The setting that says whether a channel was read to its end once from this hub. All hubs of
/// the region hold the same; a bus holds what it met.
fn read_once(hub: &HubIdentity, channel: &Channel) -> String {
    let source = match hub.role {
        HubRole::Region => keys::THE_REGION.to_owned(),
        HubRole::Bus => hub.member.to_string(),
    };
    format!("{}{source}{}", keys::READ_ONCE, name(channel))
}

/// How the key of a channel's setting ends.
fn name(channel: &Channel) -> String {
    channel.to_bytes().iter().fold(String::from(":"), |mut name, byte| {
        // Writing to a string cannot fail.
        let _ = write!(name, "{byte:02x}");
        name
    })
}

/// Whether a channel's entries are news. Its first reading is not; and who has read it from the
/// region hears news from a bus that is met for the first time, too.
fn brings_news(
    conn: &Connection,
    hub: &HubIdentity,
    channel: &Channel,
) -> std::result::Result<bool, StoreError> {
    let region = HubIdentity { role: HubRole::Region, ..hub.clone() };
    Ok(settings::get(conn, &read_once(hub, channel))?.is_some()
        || settings::get(conn, &read_once(&region, channel))?.is_some())
}

/// What this phone follows: what feeds alerts comes first.
fn channels(context: &Context<'_>) -> Vec<Channel> {
    let mut channels = vec![Channel::Member(context.me.member)];
    // Any building may be the nearest to a ticket, so each one's area is followed.
    let areas: BTreeSet<u64> =
        context.at.iter().flatten().map(|place| area_of(&place.position)).collect();
    channels.extend(areas.into_iter().map(Channel::Area));
    channels.extend(context.me.school.map(Channel::School));
    channels.push(Channel::Region);
    channels
}

impl Local for EngineLocal {
    fn key(&self) -> &DeviceKey {
        &self.inner.key
    }

    fn certificate(&self) -> &Certificate {
        &self.me.certificate
    }

    fn root(&self) -> &PublicKey {
        &self.me.root
    }

    fn saved_session(
        &mut self,
        hub_url: &str,
    ) -> std::result::Result<Option<SavedSession>, LocalError> {
        let known = self.inner.store.read(hubs).map_err(EngineError::from)?;
        Ok(known.into_iter().find(|hub| hub.url == hub_url).and_then(|hub| {
            // However old: a hub that has forgotten the token says so, and the epoch tells a
            // restored hub.
            let (token, _) = hub.session?;
            Some(SavedSession { certificate: hub.certificate?, token, epoch: hub.epoch? })
        }))
    }

    fn save_session(
        &mut self,
        hub_url: &str,
        session: &SavedSession,
    ) -> std::result::Result<(), LocalError> {
        let now = self.inner.clock.now();
        let certificate = Certificate::decode_verified(&session.certificate, &self.me.root)
            .map_err(EngineError::Refused)?;
        let save = |hub: &mut KnownHub| {
            hub.session = now.checked_add(SESSION_KEPT).ok().map(|end| (session.token, end));
            hub.epoch = Some(session.epoch);
            hub.certificate = Some(session.certificate.clone());
            hub.member = Some(certificate.claims().member);
            hub.role = HubRole::of(&certificate).unwrap_or(hub.role);
            hub.last_contact = Some(now);
        };
        self.inner
            .store
            .write::<_, StoreError>(|tx| note(tx, hub_url, save))
            .map_err(EngineError::from)?;
        Ok(())
    }

    fn outgoing(
        &mut self,
        hub: &HubIdentity,
        max_bytes: usize,
    ) -> std::result::Result<Outgoing, LocalError> {
        fail_point!("phone.push.before");
        let mut after = 0;
        // What the hub keeps waiting, or a bus carries, stays in the outbox; it must not stand
        // before what this sync has not sent yet.
        loop {
            let page = self
                .inner
                .store
                .read(|conn| outgoing(conn, hub.role, after, max_bytes))
                .map_err(EngineError::from)?;
            let at_end = page.chunks.is_empty();
            after = page.last;
            let mut chunks = page.chunks;
            chunks.retain(|(id, _)| !self.answered.contains(id));
            if at_end || !chunks.is_empty() {
                fail_point!("phone.push.after");
                return Ok(Outgoing {
                    certificates: page.certificates,
                    chunks,
                    receipts: page.receipts,
                });
            }
        }
    }

    fn delivered(
        &mut self,
        hub: &HubIdentity,
        verdicts: &[(ChunkId, Verdict)],
        receipt: Option<(&Receipt, &[u8])>,
    ) -> std::result::Result<(), LocalError> {
        fail_point!("phone.acknowledge.before");
        self.inner.commit(Loudness::Ring, |writing| {
            // A bus may run an older version or have missed a decision: its refusal keeps it from
            // carrying the change, and the region is asked all the same.
            for (chunk, verdict) in verdicts {
                if let Verdict::Refused { code, detail } = verdict
                    && hub.role == HubRole::Region
                {
                    writing.tx.refuse_own(chunk, code, detail)?;
                }
            }
            if let Some((receipt, bytes)) = receipt {
                writing.tx.acknowledge(receipt, bytes)?;
            }
            fail_point!("phone.acknowledge.inside");
            let now = writing.now;
            Ok(note(writing.tx, &hub.url, |known| known.last_contact = Some(now))?)
        })?;
        fail_point!("phone.acknowledge.after");
        self.answered.extend(verdicts.iter().map(|(chunk, _)| *chunk));
        self.inner.tell(&Event::Delivery);
        Ok(())
    }

    fn cursors(&mut self, hub: &HubIdentity) -> std::result::Result<Vec<Cursor>, LocalError> {
        let me = Arc::clone(&self.me);
        let now = self.inner.clock.now();
        let found = self.inner.store.read::<_, EngineError>(|conn| {
            let known = cursors(conn, &hub.member)?;
            let followed = channels(&Context::new(conn, &me, now)?);
            Ok(followed
                .into_iter()
                .map(|channel| match known.iter().find(|cursor| cursor.channel == channel) {
                    Some(SavedCursor { epoch, seq, checksum, .. }) => {
                        Cursor { channel, epoch: *epoch, seq: *seq, checksum: *checksum }
                    }
                    None => Cursor { channel, epoch: hub.epoch, seq: 0, checksum: START_CHECKSUM },
                })
                .collect::<Vec<_>>())
        })?;
        self.followed.extend(found.iter().map(|cursor| cursor.channel.clone()));
        self.hub = Some(hub.clone());
        Ok(found)
    }

    fn receive(&mut self, hub: &HubIdentity, feed: &Feed) -> std::result::Result<(), LocalError> {
        fail_point!("phone.pull.before");
        let news = self
            .inner
            .store
            .read(|conn| brings_news(conn, hub, &feed.channel))
            .map_err(EngineError::from)?;
        let loudness = if news { Loudness::Ring } else { Loudness::List };
        self.inner.commit(loudness, |writing| {
            let source = Source::Channel(feed.channel.clone());
            let mut page = Vec::with_capacity(feed.entries.len());
            for entry in &feed.entries {
                match entry {
                    Entry::Certificate(bytes) => {
                        writing.tx.add_certificate(bytes)?;
                    }
                    Entry::Chunk(bytes) => page.push(bytes.as_slice()),
                    Entry::Remove(_) => {}
                }
            }
            let mut read = writing.tx.read_page(&page)?.into_iter();
            for entry in &feed.entries {
                match entry {
                    Entry::Certificate(_) => {}
                    Entry::Chunk(bytes) => {
                        if let Some(read) = read.next() {
                            writing.tx.admit_read(bytes, read, &source)?;
                        }
                    }
                    Entry::Remove(document) => {
                        writing.tx.remove_document(&feed.channel, document)?;
                    }
                }
                fail_point!("phone.pull.inside");
            }
            let Cursor { channel, epoch, seq, checksum } = feed.next.clone();
            writing.tx.set_cursor(&hub.member, &SavedCursor { channel, epoch, seq, checksum })?;
            fail_point!("phone.pull.cursor");
            if !feed.more {
                // With the page, so that a sync that stops here does not list the next news.
                let key = read_once(hub, &feed.channel);
                settings::set(writing.conn(), &key, Some("1"))?;
            }
            Ok(())
        })?;
        fail_point!("phone.pull.after");
        Ok(())
    }

    fn epoch_changed(&mut self, hub: &HubIdentity) -> std::result::Result<(), LocalError> {
        self.answered.clear();
        self.inner.commit(Loudness::Ring, |writing| {
            Ok(writing.tx.epoch_changed(&hub.member, hub.role)?)
        })?;
        Ok(())
    }

    fn is_revoked(&self, device: &DeviceId) -> std::result::Result<bool, LocalError> {
        let read = self.inner.store.read(|conn| members::is_revoked(conn, device));
        Ok(read.map_err(EngineError::from)?)
    }

    fn wants_renewal(&mut self) -> bool {
        renewal_is_due(self.me.certificate.claims().expires, self.inner.clock.now())
    }

    fn renewed(&mut self, certificate: Certificate) -> std::result::Result<(), LocalError> {
        let renew = |tx: &mut WriteTx<'_>| tx.renew_certificate(certificate.bytes());
        self.inner.store.write::<_, StoreError>(renew).map_err(EngineError::from)?;
        self.inner.refresh_identity()?;
        self.me = self.inner.me()?;
        Ok(())
    }
}
