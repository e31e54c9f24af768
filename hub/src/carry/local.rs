//! The bus's storage as the state machine of a sync sees it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::SignedDuration;
use sharenum_domain::DeviceId;
use sharenum_ledger::{Certificate, Channel, ChunkId, DeviceKey, HubRole, PublicKey, Receipt};
use sharenum_store::fail_point;
use sharenum_sync::wire::{Cursor, Entry, Feed, Verdict};
use sharenum_sync::{HubIdentity, Local, LocalError, Outgoing, SavedSession};

use crate::clock::timestamp;
use crate::hub::{Source, replace_certificate_of_bus};
use crate::storage::{ReadUpTo, StorageExt, Tables};
use crate::{Hub, HubError};

/// Chunks looked at for one request.
const MOST_CHUNKS: usize = 1_000;
/// Receipts handed over with one request.
const MOST_RECEIPTS: usize = 64;
/// A bus asks for a new certificate when less than this is left: it may stand still all summer.
const RENEW_BELOW: SignedDuration = SignedDuration::from_hours(24 * 200);

/// A bus that meets its region.
pub(super) struct Carrier {
    hub: Arc<Hub>,
    certificate: Certificate,
    root: PublicKey,
    /// The last log place that a verdict was given on; the rest comes first.
    settled: u64,
    /// The last custody receipt that was handed over, and those offered since.
    receipts_settled: i64,
    receipts_offered: Vec<i64>,
}

impl Carrier {
    pub(super) fn new(hub: Arc<Hub>) -> Self {
        Self {
            certificate: hub.certificate(),
            root: *hub.root_key(),
            hub,
            settled: 0,
            receipts_settled: 0,
            receipts_offered: Vec::new(),
        }
    }

    fn reading<R>(
        &self,
        job: impl FnMut(&dyn Tables) -> Result<R, HubError>,
    ) -> Result<R, LocalError> {
        self.hub.storage().reading(job).map_err(LocalError::new)
    }

    fn writing<R>(
        &self,
        job: impl FnMut(&dyn Tables) -> Result<R, HubError>,
    ) -> Result<R, LocalError> {
        self.hub.storage().writing(job).map_err(LocalError::new)
    }
}

impl Local for Carrier {
    fn key(&self) -> &DeviceKey {
        self.hub.key()
    }

    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn root(&self) -> &PublicKey {
        &self.root
    }

    fn saved_session(&mut self, hub_url: &str) -> Result<Option<SavedSession>, LocalError> {
        self.reading(|tables| {
            let bytes = tables.meta(&session_key(hub_url))?;
            Ok(bytes.and_then(|bytes| SavedSession::from_bytes(&bytes)))
        })
    }

    fn save_session(&mut self, hub_url: &str, session: &SavedSession) -> Result<(), LocalError> {
        let bytes = session.to_bytes();
        self.writing(|tables| Ok(tables.set_meta(&session_key(hub_url), &bytes)?))
    }

    fn outgoing(&mut self, hub: &HubIdentity, max_bytes: usize) -> Result<Outgoing, LocalError> {
        must_be_the_region(hub)?;
        fail_point!("bus.push.before");
        let (settled, receipts_settled) = (self.settled, self.receipts_settled);
        let (outgoing, receipts_offered) = self.reading(|tables| {
            let mut out = Outgoing::default();
            let mut used = 0;
            let mut cited = BTreeSet::new();
            let mut receipts_offered = Vec::new();
            let waiting = tables.receipts_to_carry(receipts_settled, MOST_RECEIPTS + 1)?;
            let all = waiting.len();
            for (row, bytes) in waiting.into_iter().take(MOST_RECEIPTS) {
                if used > 0 && used + bytes.len() > max_bytes / 2 {
                    break;
                }
                used += bytes.len();
                receipts_offered.push(row);
                // A region that lost its file no longer knows what this bus signed with.
                let signed_with = Receipt::certificate_id(&bytes)?;
                if cited.insert(signed_with) {
                    out.certificates.extend(tables.certificate(&signed_with)?);
                }
                out.receipts.push(bytes);
            }
            if receipts_offered.len() < all {
                // The region decides, for good, in the transaction that brings a request: it must
                // have heard of everybody's place in the queue before the first request arrives.
                return Ok((out, receipts_offered));
            }
            for chunk in tables.to_carry(settled, MOST_CHUNKS)? {
                let papers = if cited.contains(&chunk.certificate) {
                    None
                } else {
                    tables.certificate(&chunk.certificate)?
                };
                let size = chunk.bytes.len() + papers.as_ref().map_or(0, Vec::len);
                if !out.chunks.is_empty() && used + size > max_bytes {
                    break;
                }
                used += size;
                cited.insert(chunk.certificate);
                out.certificates.extend(papers);
                out.chunks.push((chunk.id, chunk.bytes));
            }
            Ok((out, receipts_offered))
        })?;
        self.receipts_offered = receipts_offered;
        fail_point!("bus.push.after");
        Ok(outgoing)
    }

    fn delivered(
        &mut self,
        hub: &HubIdentity,
        verdicts: &[(ChunkId, Verdict)],
        receipt: Option<(&Receipt, &[u8])>,
    ) -> Result<(), LocalError> {
        must_be_the_region(hub)?;
        fail_point!("bus.acknowledge.before");
        self.writing(|tables| {
            // Only the region's own receipt ends a bus's duty.
            let regional = receipt.filter(|(receipt, _)| receipt.role == HubRole::Region);
            for chunk in regional.iter().flat_map(|(receipt, _)| &receipt.chunks) {
                tables.set_carried(chunk)?;
            }
            fail_point!("bus.acknowledge.inside");
            for (chunk, verdict) in verdicts {
                if let Verdict::Refused { code, .. } = verdict {
                    tables.set_refused_upstream(chunk, code)?;
                }
            }
            for row in &self.receipts_offered {
                tables.receipt_carried(*row)?;
            }
            Ok(())
        })?;
        fail_point!("bus.acknowledge.after");
        self.receipts_settled =
            self.receipts_offered.last().copied().unwrap_or(self.receipts_settled);
        self.receipts_offered.clear();
        self.settled = self.last_settled(verdicts)?.unwrap_or(self.settled);
        Ok(())
    }

    fn cursors(&mut self, hub: &HubIdentity) -> Result<Vec<Cursor>, LocalError> {
        must_be_the_region(hub)?;
        let channel = Channel::Everything;
        let known = self.reading(|tables| Ok(tables.cursor(&hub.member, &channel)?))?;
        Ok(vec![match known {
            Some(ReadUpTo { epoch, seq, checksum }) => Cursor { channel, epoch, seq, checksum },
            None => Cursor::start(channel, hub.epoch),
        }])
    }

    fn receive(&mut self, hub: &HubIdentity, feed: &Feed) -> Result<(), LocalError> {
        must_be_the_region(hub)?;
        fail_point!("bus.pull.before");
        let source = Source::Region(hub.certificate.device());
        let taken = self.hub.take_in(source, |door| {
            let mut chunks = Vec::with_capacity(feed.entries.len());
            for entry in &feed.entries {
                match entry {
                    Entry::Certificate(bytes) => door.certificate(bytes)?,
                    Entry::Chunk(bytes) => chunks.push(bytes.as_ref()),
                    // The whole log forgets nothing.
                    Entry::Remove(_) => {}
                }
            }
            door.chunks(&chunks, |_| ())?;
            fail_point!("bus.pull.inside");
            let Cursor { epoch, seq, checksum, .. } = feed.next;
            let read = ReadUpTo { epoch, seq, checksum };
            Ok(door.tables.set_cursor(&hub.member, &feed.channel, read)?)
        });
        taken.map_err(LocalError::new)?;
        fail_point!("bus.pull.after");
        Ok(())
    }

    fn epoch_changed(&mut self, hub: &HubIdentity) -> Result<(), LocalError> {
        must_be_the_region(hub)?;
        self.writing(|tables| Ok(tables.set_all_uncarried()?))?;
        self.settled = 0;
        Ok(())
    }

    fn is_revoked(&self, device: &DeviceId) -> Result<bool, LocalError> {
        self.reading(|tables| Ok(tables.revoked_after(device)?.is_some()))
    }

    fn wants_renewal(&mut self) -> bool {
        let left = self.certificate.claims().expires.duration_since(timestamp(self.hub.now_ms()));
        left < RENEW_BELOW
    }

    fn renewed(&mut self, certificate: Certificate) -> Result<(), LocalError> {
        replace_certificate_of_bus(&self.hub, &certificate).map_err(LocalError::new)?;
        self.certificate = certificate;
        Ok(())
    }
}

impl Carrier {
    /// The log place of the last chunk that got a verdict: a session sends a prefix of what it
    /// was offered.
    fn last_settled(&self, verdicts: &[(ChunkId, Verdict)]) -> Result<Option<u64>, LocalError> {
        let Some((last, _)) = verdicts.last() else { return Ok(None) };
        self.reading(|tables| Ok(tables.seq_of(last)?))
    }
}

/// What a bus hears upstream ends its duty to carry, and only the region may end it.
fn must_be_the_region(hub: &HubIdentity) -> Result<(), LocalError> {
    if hub.role == HubRole::Region {
        return Ok(());
    }
    Err(LocalError::new(HubError::Config(format!(
        "{} is the box of a bus, not the region's hub: nothing was carried; set --upstream to the \
         region's hub",
        hub.url
    ))))
}

fn session_key(hub_url: &str) -> String {
    format!("session:{hub_url}")
}
