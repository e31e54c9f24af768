//! Push and pull, page after page, until nothing is left either way.

use sharenum_ledger::{Receipt, envelope};

use super::{Opening, Pending, PendingKind, Sent, SyncSession};
use crate::local::{HubIdentity, Local, LocalError, Outgoing};
use crate::reply::{self, HttpReply, HttpRequest, Looks};
use crate::summary::RefusedChunk;
use crate::wire::{
    Cursor, Entry, ExchangeReply, ExchangeRequest, Feed, MAX_CERTIFICATES_PER_REQUEST,
    MAX_CHANNELS_PER_REQUEST, MAX_CHUNKS_PER_REQUEST, MAX_RECEIPTS_PER_REQUEST, MAX_REQUEST_BYTES,
    ProblemCode, Token, Verdict, path,
};
use crate::{SyncError, wire};

/// A channel may start again when a cursor is not known, and again when the log changes under the
/// session. A third time in one session, it goes round in circles.
const MAX_RESETS_PER_CHANNEL: u8 = 2;

impl SyncSession {
    /// The next request, or `None` when nothing is left to do.
    pub(super) fn exchange(
        &mut self,
        local: &mut dyn Local,
        hub: &HubIdentity,
        token: Token,
    ) -> Result<Option<Pending>, SyncError> {
        let budget = self.upload_bytes();
        let outgoing = self.not_sent_yet(local.outgoing(hub, budget)?, budget)?;
        let nothing_to_send = outgoing.chunks.is_empty() && outgoing.receipts.is_empty();
        if nothing_to_send && self.progress.pulled_all {
            return Ok(None);
        }
        // While a long upload goes on, pages would only take the link from it.
        let long_upload =
            outgoing.chunks.len() == MAX_CHUNKS_PER_REQUEST || bytes_of(&outgoing) * 2 > budget;
        let pull = if long_upload { None } else { Some(self.cursors(local, hub)?) };

        let (ids, chunks) = outgoing.chunks.into_iter().unzip();
        let request = ExchangeRequest {
            certificates: outgoing.certificates,
            chunks,
            receipts: outgoing.receipts.clone(),
            pull: pull.clone().unwrap_or_default(),
            max_bytes: self.limits.page_bytes,
            nonce: self.exchange_nonce(),
        };
        Ok(Some(Pending {
            request: HttpRequest::new(path::EXCHANGE, Some(token), &request),
            kind: PendingKind::Exchange(Sent { chunks: ids, receipts: outgoing.receipts, pull }),
        }))
    }

    pub(super) fn take_exchange(
        &mut self,
        local: &mut dyn Local,
        request: &HttpRequest,
        sent: &Sent,
        reply: &HttpReply,
    ) -> Result<(), SyncError> {
        let Opening::Open(hub, token) = &self.opening else {
            return Ok(());
        };
        let (mut hub, token) = (hub.clone(), *token);
        let envelope = match reply::look(reply)? {
            Looks::Signed(envelope) => envelope,
            Looks::Problem(ProblemCode::UnknownSession, detail) => return self.reopen(detail),
            Looks::Problem(ProblemCode::TooLarge, _) => return self.send_less(sent),
            Looks::Problem(code, detail) => return Err(reply::refused(code, detail)),
        };
        let (signer, _) = envelope::peek(envelope).map_err(reply::unsigned)?;
        if signer != hub.certificate.id() {
            // Another box at the same address, or the hub has a new certificate.
            return self.reopen("another hub answers at this address".to_owned());
        }
        let answer: ExchangeReply = reply::open(envelope, request, &hub.certificate)?;
        self.check(&answer, sent)?;
        let receipt = verified_receipt(&answer, &hub)?;

        if answer.epoch != hub.epoch {
            if self.progress.epoch_changed {
                return Err(SyncError::bad_reply("its log changes again and again"));
            }
            self.progress.epoch_changed = true;
            hub.epoch = answer.epoch;
            self.reoffer(local, &hub)?;
            self.keep(local, &hub, token)?;
            self.opening = Opening::Open(hub.clone(), token);
        }
        self.settle(local, &hub, sent, &answer, receipt.as_ref())?;
        self.take_feeds(local, &hub, sent, &answer.feeds)
    }

    /// Offers everything to a hub that may have forgotten it, once in a session.
    pub(super) fn reoffer(
        &mut self,
        local: &mut dyn Local,
        hub: &HubIdentity,
    ) -> Result<(), SyncError> {
        if !self.progress.reoffered {
            local.epoch_changed(hub)?;
            self.progress.reoffered = true;
            self.progress.chunks.clear();
            self.progress.receipts.clear();
        }
        Ok(())
    }

    /// Hands verdicts and receipt to the outbox.
    fn settle(
        &mut self,
        local: &mut dyn Local,
        hub: &HubIdentity,
        sent: &Sent,
        answer: &ExchangeReply,
        receipt: Option<&Receipt>,
    ) -> Result<(), SyncError> {
        if sent.chunks.is_empty() && sent.receipts.is_empty() {
            return Ok(());
        }
        let verdicts: Vec<_> =
            sent.chunks.iter().copied().zip(answer.verdicts.iter().cloned()).collect();
        let receipt = receipt.zip(answer.receipt.as_deref());
        local.delivered(hub, &verdicts, receipt)?;
        self.progress.chunks.extend(&sent.chunks);
        self.progress.receipts.extend(sent.receipts.iter().cloned());
        self.summary.chunks_sent += count(verdicts.len());
        for (chunk, verdict) in verdicts {
            if let Verdict::Refused { code, detail } = verdict {
                self.summary.refused.push(RefusedChunk { chunk, code, detail });
            }
        }
        Ok(())
    }

    /// Stores the pages, each with its cursor.
    fn take_feeds(
        &mut self,
        local: &mut dyn Local,
        hub: &HubIdentity,
        sent: &Sent,
        feeds: &[Feed],
    ) -> Result<(), SyncError> {
        let Some(pull) = &sent.pull else {
            return Ok(());
        };
        for feed in feeds {
            local.receive(hub, feed)?;
            let chunks = feed.entries.iter().filter(|entry| matches!(entry, Entry::Chunk(_)));
            self.summary.chunks_received += count(chunks.count());
            if feed.reset {
                *self.progress.resets.entry(feed.channel.clone()).or_default() += 1;
                let was_read = pull.iter().any(|at| at.channel == feed.channel && at.seq > 0);
                if was_read {
                    self.reoffer(local, hub)?;
                }
            }
        }
        self.progress.pulled_all = !feeds.iter().any(|feed| feed.more);
        Ok(())
    }

    /// Refuses an answer that does not fit the request, or that would never end.
    fn check(&self, answer: &ExchangeReply, sent: &Sent) -> Result<(), SyncError> {
        if answer.verdicts.len() != sent.chunks.len() {
            return Err(SyncError::bad_reply(format!(
                "{} verdicts for {} changes",
                answer.verdicts.len(),
                sent.chunks.len()
            )));
        }
        let asked = sent.pull.as_deref().unwrap_or_default();
        for (at, feed) in answer.feeds.iter().enumerate() {
            let from = asked.iter().find(|cursor| cursor.channel == feed.channel);
            let from = from.ok_or_else(|| wrong(feed, "was not asked for"))?;
            if answer.feeds[..at].iter().any(|other| other.channel == feed.channel) {
                return Err(wrong(feed, "comes twice"));
            }
            self.check_feed(feed, from, &answer.epoch)?;
        }
        Ok(())
    }

    fn check_feed(&self, feed: &Feed, from: &Cursor, epoch: &wire::Epoch) -> Result<(), SyncError> {
        if feed.next.channel != feed.channel || feed.next.epoch != *epoch {
            return Err(wrong(feed, "ends with a cursor of another log"));
        }
        if !feed.reset && from.seq > 0 && from.epoch != *epoch {
            return Err(wrong(feed, "goes on in another log without saying so"));
        }
        let start = if feed.reset { 0 } else { from.seq };
        if feed.next.seq < start {
            return Err(wrong(feed, "goes backwards"));
        }
        let moves = feed.next.seq > start;
        if !moves && (feed.more || !feed.entries.is_empty()) {
            return Err(wrong(feed, "promises more and does not move"));
        }
        let resets = self.progress.resets.get(&feed.channel).copied().unwrap_or_default();
        if feed.reset && resets >= MAX_RESETS_PER_CHANNEL {
            return Err(wrong(feed, "starts again and again"));
        }
        Ok(())
    }

    /// Leaves out what this session has sent, and what does not fit one request.
    fn not_sent_yet(&self, outgoing: Outgoing, budget: usize) -> Result<Outgoing, SyncError> {
        let Outgoing { mut certificates, mut chunks, mut receipts } = outgoing;
        chunks.retain(|(id, _)| !self.progress.chunks.contains(id));
        receipts.retain(|receipt| !self.progress.receipts.contains(receipt));
        if certificates.len() > MAX_CERTIFICATES_PER_REQUEST
            || receipts.len() > MAX_RECEIPTS_PER_REQUEST
        {
            return Err(LocalError::new("more papers than one request may carry").into());
        }
        let mut left = budget.saturating_sub(total(&certificates) + total(&receipts));
        let fitting = chunks
            .iter()
            .take(MAX_CHUNKS_PER_REQUEST)
            .take_while(|(_, bytes)| {
                let fits = bytes.len() <= left;
                left = left.saturating_sub(bytes.len());
                fits
            })
            .count();
        // A chunk larger than the budget goes alone, after the receipts.
        chunks.truncate(fitting.max(usize::from(receipts.is_empty())));
        if chunks.is_empty() && receipts.is_empty() {
            certificates.clear();
        }
        let outgoing = Outgoing { certificates, chunks, receipts };
        if bytes_of(&outgoing) > MAX_REQUEST_BYTES {
            return Err(LocalError::new("more bytes than one request may carry").into());
        }
        Ok(outgoing)
    }

    fn cursors(&self, local: &mut dyn Local, hub: &HubIdentity) -> Result<Vec<Cursor>, SyncError> {
        let cursors = local.cursors(hub)?;
        if cursors.len() > MAX_CHANNELS_PER_REQUEST {
            return Err(LocalError::new("more channels than one request may name").into());
        }
        Ok(cursors)
    }

    fn upload_bytes(&self) -> usize {
        self.progress.upload_bytes.unwrap_or_else(|| self.limits.bounded_upload())
    }

    /// A hub or a proxy takes smaller requests than this side makes.
    fn send_less(&mut self, sent: &Sent) -> Result<(), SyncError> {
        if sent.chunks.len() + sent.receipts.len() <= 1 || self.upload_bytes() == 0 {
            return Err(SyncError::TooLarge);
        }
        self.progress.upload_bytes = Some(self.upload_bytes() / 2);
        Ok(())
    }

    fn exchange_nonce(&self) -> [u8; 8] {
        let [a, b, c, d, e, f, g, h, ..] = self.nonce;
        let base = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        base.wrapping_add(u64::from(self.summary.requests)).to_le_bytes()
    }
}

/// The hub's receipt, if it gave one; a false one is worse than none.
fn verified_receipt(
    answer: &ExchangeReply,
    hub: &HubIdentity,
) -> Result<Option<Receipt>, SyncError> {
    let Some(bytes) = &answer.receipt else {
        return Ok(None);
    };
    // Checks that it is this hub that speaks, in the role that its certificate gives it.
    Receipt::decode_verified(bytes, &hub.certificate).map(Some).map_err(|refusal| {
        SyncError::bad_reply(format!("its receipt does not verify: {}", refusal.code()))
    })
}

fn wrong(feed: &Feed, what: &str) -> SyncError {
    // The channel's kind is enough: its name may tell who syncs.
    let kind = feed.channel.to_string();
    let kind = kind.split(':').next().unwrap_or_default();
    SyncError::bad_reply(format!("the {kind} channel {what}"))
}

fn bytes_of(outgoing: &Outgoing) -> usize {
    let chunks: usize = outgoing.chunks.iter().map(|(_, bytes)| bytes.len()).sum();
    chunks + total(&outgoing.certificates) + total(&outgoing.receipts)
}

fn total(blobs: &[Vec<u8>]) -> usize {
    blobs.iter().map(Vec::len).sum()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
