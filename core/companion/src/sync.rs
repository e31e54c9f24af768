//! Carrying out what was written here, and bringing in what is new.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use sharenum_sync::{HttpReply, HttpRequest, SyncError, SyncLimits, SyncSession, SyncSummary};

use crate::engine::CompanionEngine;
use crate::{EngineError, EngineLocal, Result};

/// A certificate is renewed when it lasts less than this.
const RENEW_BEFORE: SignedDuration = SignedDuration::from_hours(10 * 24);

/// Whether the next sync with the region should ask for a new certificate.
pub(crate) fn renewal_is_due(expires: Timestamp, now: Timestamp) -> bool {
    expires.duration_since(now) < RENEW_BEFORE
}

impl CompanionEngine {
    /// Syncs with the hub at `url`, region or bus, until nothing is left either way or `budget`
    /// is spent; the next call goes on from there. Dropping the future stops it at any byte.
    ///
    /// # Errors
    /// [`EngineError::NotJoined`], and [`EngineError::Sync`]; what was carried before it stays,
    /// and nothing is lost.
    pub async fn sync(&self, url: &str, budget: Duration) -> Result<SyncSummary> {
        let _one_at_a_time = self.inner.syncing.lock().await;
        let client = self.inner.client()?;
        let began = Instant::now();
        let mut local = self.local()?;
        let first = client.sync(url, &mut local, budget).await?;
        let left = budget.saturating_sub(began.elapsed());
        if !local.finish(&first)? || left.is_zero() {
            return Ok(first);
        }
        let second = client.sync(url, &mut local, left).await?;
        local.finish(&second)?;
        Ok(together(first, second))
    }

    /// As [`sync`](Self::sync), over a transport of the caller's: `send` answers each request.
    ///
    /// # Errors
    /// As [`sync`](Self::sync), and what `send` answers.
    pub fn sync_over(
        &self,
        url: &str,
        limits: SyncLimits,
        mut send: impl FnMut(HttpRequest) -> std::result::Result<HttpReply, SyncError>,
    ) -> Result<SyncSummary> {
        let mut local = self.local()?;
        let first = drive(url, limits, &mut local, &mut send)?;
        if !local.finish(&first)? {
            return Ok(first);
        }
        let second = drive(url, limits, &mut local, &mut send)?;
        local.finish(&second)?;
        Ok(together(first, second))
    }

    /// This phone's side of a sync, for a driver of its own; see [`EngineLocal::finish`].
    ///
    /// # Errors
    /// [`EngineError::NotJoined`].
    pub fn local(&self) -> Result<EngineLocal> {
        EngineLocal::new(&self.inner)
    }
}

/// One session over a transport of the caller's.
fn drive(
    url: &str,
    limits: SyncLimits,
    local: &mut EngineLocal,
    send: &mut impl FnMut(HttpRequest) -> std::result::Result<HttpReply, SyncError>,
) -> Result<SyncSummary> {
    let mut nonce = [0; 16];
    getrandom::fill(&mut nonce).map_err(|_| EngineError::NoRandomness)?;
    Ok(SyncSession::new(url, limits, nonce).run(local, send)?)
}

/// Two sessions as one.
fn together(first: SyncSummary, second: SyncSummary) -> SyncSummary {
    let mut refused = first.refused;
    refused.extend(second.refused);
    SyncSummary {
        requests: first.requests + second.requests,
        bytes_sent: first.bytes_sent + second.bytes_sent,
        bytes_received: first.bytes_received + second.bytes_received,
        chunks_sent: first.chunks_sent + second.chunks_sent,
        chunks_received: first.chunks_received + second.chunks_received,
        refused,
        ..second
    }
}
