//! The one door: certificates and chunks on their way into the log.

use std::collections::{BTreeSet, VecDeque};

use sharenum_domain::{DeviceId, DocumentId};
use sharenum_ledger::{
    Admission, Certificate, Chunk, ChunkId, HubRole, Kind, MAX_CHUNK_BYTES, Permitted, Receipt,
    Refusal, Revocation, WaitsFor, admit_chunk, policy,
};
use sharenum_store::fail_point;
use sharenum_sync::wire::Verdict;

use super::known::KnownTables;
use super::{Hub, certificates, open, routing};
use crate::authority::{self, Subject};
use crate::clock::timestamp;
use crate::storage::{CustodyRow, NewChunk, Quarantined, StorageExt, Tables};
use crate::{HubError, documents};

/// Chunks that one receipt may name.
const MOST_PER_RECEIPT: usize = 1_000;

/// Changes that are read ahead of the door: in memory twice while they are.
const READ_AHEAD: usize = 256;

/// Places are counted from 1.
const NO_PLACE: u64 = 0;

/// Where changes come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A phone, a bus, or this hub itself.
    Device(DeviceId),
    /// The regional hub's feed: it has them already.
    Region(DeviceId),
}

impl Source {
    const fn device(self) -> DeviceId {
        match self {
            Self::Device(device) | Self::Region(device) => device,
        }
    }
}

/// What became of a chunk; what this hub holds has a place in its log and a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entered {
    Accepted(u64, ChunkId),
    AlreadyThere(u64, ChunkId),
    Waiting,
    Refused(Refusal),
}

/// What is said of it over the wire.
pub(crate) fn verdict(entered: Entered) -> Verdict {
    match entered {
        Entered::Accepted(..) => Verdict::Accepted,
        Entered::AlreadyThere(..) => Verdict::AlreadyThere,
        Entered::Waiting => Verdict::Waiting,
        Entered::Refused(refusal) => {
            Verdict::Refused { code: refusal.code().to_owned(), detail: refusal.to_string() }
        }
    }
}

impl Hub {
    /// Runs `job` at the door in one transaction, then decides what it made undecided.
    pub(crate) fn take_in<R>(
        &self,
        source: Source,
        mut job: impl FnMut(&mut Door<'_>) -> Result<R, HubError>,
    ) -> Result<R, HubError> {
        let done = self.storage.writing(|tables| {
            let stored = open::stored_time(tables)?;
            // Another process may have written a later one.
            self.forward.at_least(stored);
            let now = self.now_ms();
            let mut door = Door {
                hub: self,
                tables,
                source,
                now,
                accepted: Vec::new(),
                requests: BTreeSet::new(),
                restored: BTreeSet::new(),
                undecided: BTreeSet::new(),
            };
            let made = job(&mut door)?;
            fail_point!("hub.decide.before");
            authority::decide(&mut door)?;
            fail_point!("hub.decide.after");
            door.keep_custody_receipts()?;
            tables.set_meta(open::TIME, &now.to_be_bytes())?;
            Ok(made)
        })?;
        // What the region sent need not be carried to it.
        if matches!(source, Source::Device(_)) {
            self.changed.notify_one();
        }
        Ok(done)
    }
}

/// The way into the log, for the length of one transaction.
pub(crate) struct Door<'a> {
    pub(crate) hub: &'a Hub,
    pub(crate) tables: &'a dyn Tables,
    source: Source,
    /// Milliseconds since 1970 (UTC).
    pub(crate) now: i64,
    accepted: Vec<(u64, ChunkId)>,
    /// Requests that changed, each to be read once before the transaction ends.
    pub(crate) requests: BTreeSet<DocumentId>,
    /// Decisions of this hub that came in from elsewhere: its file was restored.
    pub(crate) restored: BTreeSet<DocumentId>,
    /// What an authority must look at before the transaction ends.
    pub(crate) undecided: BTreeSet<Subject>,
}

impl Door<'_> {
    /// Keeps a certificate of this region and lets in what waited for it. A certificate that
    /// does not verify is ignored: the chunks that cite it will say so.
    pub(crate) fn certificate(&mut self, bytes: &[u8]) -> Result<(), HubError> {
        match Certificate::decode_verified(bytes, &self.hub.root_key) {
            Ok(certificate) => {
                if certificates::add(self.tables, &certificate)? {
                    self.release(WaitsFor::Certificate(certificate.id()))?;
                }
                Ok(())
            }
            Err(refusal) => {
                tracing::info!(code = refusal.code(), "certificate refused");
                Ok(())
            }
        }
    }

    /// Notes a bus's word for when it took chunks.
    pub(crate) fn receipt(&mut self, bytes: &[u8]) -> Result<(), HubError> {
        match self.read_receipt(bytes)? {
            Ok(receipt) => {
                let (hub, at) = (receipt.hub, receipt.at.as_millisecond());
                for (n, chunk) in (0..).zip(receipt.chunks) {
                    let seq = match receipt.first_seq {
                        NO_PLACE => NO_PLACE,
                        first => first.saturating_add(n),
                    };
                    self.tables.note_custody(&CustodyRow { chunk, hub, at, seq })?;
                }
            }
            Err(refusal) => tracing::info!(code = refusal.code(), "receipt refused"),
        }
        Ok(())
    }

    fn read_receipt(&self, bytes: &[u8]) -> Result<Result<Receipt, Refusal>, HubError> {
        let id = match Receipt::certificate_id(bytes) {
            Ok(id) => id,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let known = self.hub.certificates.get(self.tables, &id, &self.hub.root_key)?;
        let Some(certificate) = known else { return Ok(Err(Refusal::BadCertificate)) };
        if self.tables.revoked_after(&certificate.device())?.is_some() {
            return Ok(Err(Refusal::Revoked));
        }
        Ok(Receipt::decode_verified(bytes, &certificate))
    }

    /// Judges a chunk, and with it those that waited for it.
    pub(crate) fn chunk(&mut self, bytes: &[u8]) -> Result<Entered, HubError> {
        self.enter(bytes, Chunk::decode(bytes))
    }

    /// Judges chunks in their order, and after each those that waited for it; `done` hears what
    /// became of it. Their signatures are checked together: that is most of what it costs.
    pub(crate) fn chunks(
        &mut self,
        all: &[&[u8]],
        mut done: impl FnMut(Entered),
    ) -> Result<(), HubError> {
        for part in all.chunks(READ_AHEAD) {
            let known = &self.hub.certificates;
            let (mut read, cited) =
                Chunk::read_page(part, |id| known.get(self.tables, id, &self.hub.root_key))?;
            Chunk::check_page(&mut read, &cited);
            for (bytes, read) in part.iter().zip(read) {
                done(self.enter(bytes, read)?);
            }
        }
        Ok(())
    }

    fn enter(&mut self, bytes: &[u8], read: Result<Chunk, Refusal>) -> Result<Entered, HubError> {
        let (entered, first) = self.judge(self.source, bytes, read)?;
        if let Some(waits_for) = first {
            self.release(waits_for)?;
        }
        Ok(entered)
    }

    /// Lets in what waited, and what waited for that.
    fn release(&mut self, waits_for: WaitsFor) -> Result<(), HubError> {
        let mut released = VecDeque::from(self.tables.release(&waits_for)?);
        while let Some((device, bytes)) = released.pop_front() {
            // It came from a phone, whatever let it in now: a bus still has to carry it.
            let read = Chunk::decode(&bytes);
            if let (_, Some(next)) = self.judge(Source::Device(device), &bytes, read)? {
                released.extend(self.tables.release(&next)?);
            }
        }
        Ok(())
    }

    fn judge(
        &mut self,
        source: Source,
        bytes: &[u8],
        read: Result<Chunk, Refusal>,
    ) -> Result<(Entered, Option<WaitsFor>), HubError> {
        let known = KnownTables::new(self.hub, self.tables);
        let admission = match read {
            Ok(chunk) => admit_chunk(chunk, &known),
            Err(refusal) => Admission::Refused(refusal),
        };
        if let Some(failure) = known.failure() {
            return Err(failure.into());
        }
        match admission {
            Admission::Permitted(chunk) => {
                if let Some(seq) = self.tables.seq_of(&chunk.id())? {
                    self.met_again(source, &chunk)?;
                    return Ok((Entered::AlreadyThere(seq, chunk.id()), None));
                }
                if let Some(refusal) = self.comes_too_late(source, &chunk)? {
                    self.set_aside(source.device(), bytes, refusal)?;
                    return Ok((Entered::Refused(refusal), None));
                }
                let seq = self.accept(source, &chunk)?;
                let first = chunk.chunk().is_first();
                let waits_for = first.then(|| WaitsFor::Document(chunk.document()));
                Ok((Entered::Accepted(seq, chunk.id()), waits_for))
            }
            Admission::Waits(chunk, waits_for) => {
                // A full waiting room keeps nothing, and says "waiting" all the same: no receipt
                // was given, so whoever sent it offers it again.
                if !self.tables.wait(&chunk.id(), &waits_for, &source.device(), bytes)? {
                    tracing::warn!("the waiting room is full");
                }
                Ok((Entered::Waiting, None))
            }
            Admission::Refused(refusal) => {
                self.set_aside(source.device(), bytes, refusal)?;
                Ok((Entered::Refused(refusal), None))
            }
        }
    }

    /// What admission cannot know, since it depends on what this hub holds.
    fn comes_too_late(
        &self,
        source: Source,
        chunk: &Permitted,
    ) -> Result<Option<Refusal>, HubError> {
        let own = chunk.origin().creator == self.hub.member();
        if own || matches!(source, Source::Region(_)) {
            return Ok(None);
        }
        // A stolen device would number what it writes now like what it wrote before. Only a bus
        // that had the chunk before the revocation is a witness for it.
        if let Some(at) = self.tables.revoked_at(&chunk.author().device_key.device())? {
            let first = self.tables.first_custody(&chunk.id())?;
            if first.is_none_or(|custody| custody.at >= at) {
                return Ok(Some(Refusal::Revoked));
            }
        }
        // By device, so that who shares a document with a flooder can still write.
        let most = policy(chunk.origin().kind).max_changes;
        let device = chunk.author().device_key.device();
        let full = self.tables.count_by(&chunk.document(), &device)? >= most
            || !routing::may_go(self.tables, chunk)?;
        Ok(full.then_some(Refusal::TooManyChanges))
    }

    /// The region's feed shows that it has a chunk of ours: no need to carry it.
    fn met_again(&self, source: Source, chunk: &Permitted) -> Result<(), HubError> {
        if matches!(source, Source::Region(_)) {
            self.tables.set_carried(&chunk.id())?;
        }
        Ok(())
    }

    fn accept(&mut self, source: Source, chunk: &Permitted) -> Result<u64, HubError> {
        let header = chunk.chunk().header();
        let seq = self.tables.append(&NewChunk {
            id: chunk.id(),
            document: chunk.document(),
            kind: header.kind,
            certificate: header.certificate,
            max_op: chunk.change().max_op,
            bytes: chunk.chunk().bytes(),
            at: self.now,
        })?;
        routing::route(self.tables, chunk)?;
        match (self.hub.role, source) {
            (HubRole::Region, _) => {
                // Its own word counts where it decides who asked first, and nowhere else.
                if chunk.chunk().is_first() && authority::is_request(header.kind) {
                    let (chunk, hub, at) = (chunk.id(), self.hub.member(), self.now);
                    self.tables.note_custody(&CustodyRow { chunk, hub, at, seq })?;
                }
                authority::note(self, chunk)?;
            }
            (HubRole::Bus, Source::Device(_)) => {
                self.tables.set_uncarried(seq)?;
                self.accepted.push((seq, chunk.id()));
            }
            (HubRole::Bus, Source::Region(_)) => {}
        }
        if header.kind == Kind::Revocation {
            self.note_revocation(chunk)?;
        }
        Ok(seq)
    }

    fn note_revocation(&mut self, chunk: &Permitted) -> Result<(), HubError> {
        let read = documents::load::<Revocation>(self.tables, &chunk.document())?;
        if let Some(Revocation { device, last_seq }) = read {
            self.tables.revoke(&device, last_seq, self.now)?;
            authority::note_revocation(self, &device)?;
        }
        Ok(())
    }

    fn set_aside(&self, device: DeviceId, bytes: &[u8], refusal: Refusal) -> Result<(), HubError> {
        let kept = if bytes.len() > MAX_CHUNK_BYTES { &[] } else { bytes };
        self.tables.quarantine(&Quarantined {
            chunk: Chunk::decode(bytes).ok().map(|chunk| chunk.id()),
            device,
            code: refusal.code().to_owned(),
            bytes: kept.to_vec(),
            at: self.now,
        })?;
        Ok(())
    }

    /// On a bus: its word for what came in, to be carried home. A receipt says the place of each
    /// chunk, so one names only chunks that follow each other in the log.
    fn keep_custody_receipts(&self) -> Result<(), HubError> {
        for run in self.accepted.chunk_by(|(before, _), (after, _)| before + 1 == *after) {
            for taken in run.chunks(MOST_PER_RECEIPT) {
                let receipt = self.sign_receipt(taken)?;
                self.tables.keep_receipt(&receipt)?;
            }
        }
        Ok(())
    }

    /// A receipt for chunks that this hub holds, in the order of their places. Chunks that do not
    /// follow each other in the log get one that states no place: it proves custody, not order.
    pub(crate) fn sign_receipt(&self, taken: &[(u64, ChunkId)]) -> Result<Vec<u8>, HubError> {
        let first = taken.first().map_or(NO_PLACE, |(seq, _)| *seq);
        let follow = (first..).zip(taken).all(|(expected, (seq, _))| expected == *seq);
        let receipt = Receipt {
            hub: self.hub.member(),
            role: self.hub.role,
            at: timestamp(self.now),
            first_seq: if follow { first } else { NO_PLACE },
            chunks: taken.iter().map(|(_, chunk)| *chunk).collect(),
        };
        Ok(receipt.sign(&self.hub.key, &self.hub.certificate().id())?)
    }
}
