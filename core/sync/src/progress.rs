//! A sync as it is watched, and how it is stopped.

use std::fmt;

use tokio::sync::watch;

use crate::SyncSummary;

/// What a sync is busy with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SyncPhase {
    /// Finding the hub, and each proving who they are.
    #[default]
    Connecting,
    /// Carrying out what was written here; the answers may bring something, too.
    Sending,
    /// Bringing in what is new.
    Receiving,
}

/// How far a sync has come; the counts only grow. Bodies are counted, HTTP headers not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SyncProgress {
    /// What it is busy with.
    pub phase: SyncPhase,
    /// Requests made.
    pub requests: u32,
    /// Bytes of request bodies.
    pub bytes_sent: u64,
    /// Bytes of reply bodies.
    pub bytes_received: u64,
    /// Chunks that the hub gave a verdict on.
    pub chunks_sent: u32,
    /// Chunks in the pages received, known ones included.
    pub chunks_received: u32,
}

impl SyncProgress {
    pub(crate) fn of(phase: SyncPhase, summary: &SyncSummary) -> Self {
        Self {
            phase,
            requests: summary.requests,
            bytes_sent: summary.bytes_sent,
            bytes_received: summary.bytes_received,
            chunks_sent: summary.chunks_sent,
            chunks_received: summary.chunks_received,
        }
    }

    /// The same with what an earlier session of the same sync did.
    #[must_use]
    pub fn after(self, earlier: &SyncSummary) -> Self {
        Self {
            phase: self.phase,
            requests: self.requests + earlier.requests,
            bytes_sent: self.bytes_sent + earlier.bytes_sent,
            bytes_received: self.bytes_received + earlier.bytes_received,
            chunks_sent: self.chunks_sent + earlier.chunks_sent,
            chunks_received: self.chunks_received + earlier.chunks_received,
        }
    }
}

/// Watches a sync. Called before each request and after each answer has been stored, never inside
/// a transaction, from the task that polls the sync: it may read and write through the engine, and
/// cancel; waiting for another sync in it would wait for itself.
pub trait SyncObserver: Send + Sync {
    /// The sync has come this far.
    fn progress(&self, progress: &SyncProgress);
}

/// Nobody watches.
impl SyncObserver for () {
    fn progress(&self, _: &SyncProgress) {}
}

/// Stops a sync from anywhere. Clones stop the same syncs; once stopped, it stays so.
#[derive(Clone)]
pub struct CancelToken(watch::Sender<bool>);

impl CancelToken {
    /// A token that stops nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Stops what runs with this token, at the next point where it waits.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }

    /// Whether it was stopped.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is stopped; safe to drop at any time.
    pub async fn cancelled(&self) {
        let stopped = self.0.subscribe().wait_for(|stopped| *stopped).await.is_ok();
        // This side holds the sender, so the channel cannot close while anybody waits here.
        debug_assert!(stopped, "the token is alive");
    }
}

impl Default for CancelToken {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for CancelToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CancelToken").field(&self.is_cancelled()).finish()
    }
}
