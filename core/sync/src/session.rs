//! One sync with one hub, as a state machine without I/O.

mod exchange;
mod opening;

use std::collections::{BTreeMap, HashSet};

use sharenum_ledger::{Channel, ChunkId};

use crate::limits::SyncLimits;
use crate::local::{HubIdentity, Local};
use crate::progress::{SyncPhase, SyncProgress};
use crate::reply::{HttpReply, HttpRequest};
use crate::wire::{Cursor, Token};
use crate::{SyncError, SyncSummary};

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Send this and hand the answer to [`SyncSession::reply`].
    Send(HttpRequest),
    /// There is nothing more to send.
    Done(SyncSummary),
}

/// One sync with one hub.
///
/// A driver calls [`next`](Self::next), sends what it is given, and hands the answer to
/// [`reply`](Self::reply), until `next` says [`Step::Done`]. It may stop between any two calls, or
/// call `next` again when an answer did not come or was not right: the same request is given
/// again, and a hub takes it twice without harm.
pub struct SyncSession {
    url: String,
    limits: SyncLimits,
    nonce: [u8; 16],
    pending: Option<Pending>,
    opening: Opening,
    progress: Progress,
    phase: SyncPhase,
    summary: SyncSummary,
}

/// How far the session with the hub has come.
enum Opening {
    /// Not asked [`Local`] for a saved session yet.
    Unknown,
    /// The hub is to say who it is.
    Challenge,
    /// The hub has said who it is and wants a proof of who we are.
    Prove(HubIdentity, Vec<u8>),
    /// Requests may be made with this token.
    Open(HubIdentity, Token),
}

/// A request that has no good answer yet.
struct Pending {
    request: HttpRequest,
    kind: PendingKind,
}

enum PendingKind {
    Challenge,
    Session,
    Renew,
    Exchange(Sent),
}

impl PendingKind {
    fn phase(&self) -> SyncPhase {
        match self {
            Self::Challenge | Self::Session | Self::Renew => SyncPhase::Connecting,
            Self::Exchange(sent) if sent.chunks.is_empty() && sent.receipts.is_empty() => {
                SyncPhase::Receiving
            }
            Self::Exchange(_) => SyncPhase::Sending,
        }
    }
}

/// What an exchange carried, to be compared with its answer.
struct Sent {
    chunks: Vec<ChunkId>,
    receipts: Vec<Vec<u8>>,
    pull: Option<Vec<Cursor>>,
}

/// What was done so far, to end the session and to notice a hub that goes round in circles.
#[derive(Default)]
struct Progress {
    /// The session was opened anew once; a second time is the hub's fault.
    reopened: bool,
    /// The log changed under this session; a second time is the hub's fault.
    epoch_changed: bool,
    /// Everything was offered again; once is enough, whatever the hub resets.
    reoffered: bool,
    /// A new certificate was asked for; once is enough.
    renewal_tried: bool,
    /// Every channel was read to its end.
    pulled_all: bool,
    /// Upload size after a hub, or a proxy before it, found a request too large.
    upload_bytes: Option<usize>,
    /// Verdicts were given on these: each is sent once in a session.
    chunks: HashSet<ChunkId>,
    /// Handed over in this session.
    receipts: HashSet<Vec<u8>>,
    /// How often a hub started a channel again from its first entry.
    resets: BTreeMap<Channel, u8>,
}

impl SyncSession {
    /// A sync with the hub at `url`. `nonce` is random and new each time; it keeps an old answer
    /// from passing for a new one.
    pub fn new(url: impl Into<String>, limits: SyncLimits, nonce: [u8; 16]) -> Self {
        Self {
            url: url.into(),
            limits,
            nonce,
            pending: None,
            opening: Opening::Unknown,
            progress: Progress::default(),
            phase: SyncPhase::Connecting,
            summary: SyncSummary::default(),
        }
    }

    /// What was done so far, for a driver that stops early.
    pub fn summary(&self) -> &SyncSummary {
        &self.summary
    }

    /// How far it has come, for a driver that is watched.
    pub fn progress(&self) -> SyncProgress {
        SyncProgress::of(self.phase, &self.summary)
    }

    /// Runs the whole session over a transport of the caller's: `send` answers each request.
    ///
    /// # Errors
    /// What `send` answers, and any [`SyncError`]; what was taken in before it stays.
    pub fn run(
        &mut self,
        local: &mut dyn Local,
        mut send: impl FnMut(HttpRequest) -> Result<HttpReply, SyncError>,
    ) -> Result<SyncSummary, SyncError> {
        loop {
            match self.next(local)? {
                Step::Send(request) => {
                    let reply = send(request)?;
                    self.reply(local, reply)?;
                }
                Step::Done(summary) => return Ok(summary),
            }
        }
    }

    /// The next request, or the end.
    pub fn next(&mut self, local: &mut dyn Local) -> Result<Step, SyncError> {
        if self.pending.is_none() {
            self.pending = self.prepare(local)?;
        }
        let Some(pending) = &self.pending else {
            self.summary.finished = true;
            return Ok(Step::Done(self.summary.clone()));
        };
        if self.summary.requests >= self.limits.max_requests {
            return Ok(Step::Done(self.summary.clone()));
        }
        self.phase = pending.kind.phase();
        self.summary.requests += 1;
        self.summary.bytes_sent += pending.request.body.len() as u64;
        Ok(Step::Send(pending.request.clone()))
    }

    /// Takes the answer to the last request. After an error the request is still pending, and
    /// what was taken in before it stays.
    pub fn reply(&mut self, local: &mut dyn Local, reply: HttpReply) -> Result<(), SyncError> {
        self.summary.bytes_received += reply.body.len() as u64;
        let Some(pending) = self.pending.take() else {
            return Ok(());
        };
        let taken = self.take(local, &pending, &reply);
        if taken.is_err() {
            self.pending = Some(pending);
        }
        taken
    }

    fn prepare(&mut self, local: &mut dyn Local) -> Result<Option<Pending>, SyncError> {
        if matches!(self.opening, Opening::Unknown) {
            self.opening = self.resume(local)?;
        }
        match &self.opening {
            Opening::Unknown | Opening::Challenge => Ok(Some(self.ask_for_challenge())),
            Opening::Prove(hub, challenge) => Ok(Some(Self::prove(local, hub, challenge))),
            Opening::Open(hub, token) => {
                let (hub, token) = (hub.clone(), *token);
                if let Some(renewal) = self.renew(local, &hub, token) {
                    return Ok(Some(renewal));
                }
                self.exchange(local, &hub, token)
            }
        }
    }

    fn take(
        &mut self,
        local: &mut dyn Local,
        pending: &Pending,
        reply: &HttpReply,
    ) -> Result<(), SyncError> {
        match &pending.kind {
            PendingKind::Challenge => self.take_challenge(local, &pending.request, reply),
            PendingKind::Session => self.take_session(local, &pending.request, reply),
            PendingKind::Renew => self.take_renewal(local, &pending.request, reply),
            PendingKind::Exchange(sent) => self.take_exchange(local, &pending.request, sent, reply),
        }
    }
}
