//! Carrying out what was written here, and bringing in what is new.

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use sharenum_ledger::HubRole;
use sharenum_store::queries::settings;
use sharenum_store::{StoreError, hubs};
use sharenum_sync::{
    HttpReply, HttpRequest, SyncError, SyncLimits, SyncObserver, SyncProgress, SyncSession,
    SyncSummary, check_address,
};

use crate::engine::{CompanionEngine, Inner};
use crate::{EngineError, EngineLocal, Event, Result, keys};

/// A certificate is renewed when it lasts less than this.
const RENEW_BEFORE: SignedDuration = SignedDuration::from_hours(10 * 24);

/// Whether the next sync with the region should ask for a new certificate.
pub(crate) fn renewal_is_due(expires: Timestamp, now: Timestamp) -> bool {
    expires.duration_since(now) < RENEW_BEFORE
}

/// Whom to sync with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SyncTarget {
    /// The region's hub, at the address that the invitation or
    /// [`CompanionEngine::set_region_url`] gave.
    Region,
    /// The hub at this address: a bus on its own Wi-Fi, or another hub of the region.
    Hub(String),
}

impl CompanionEngine {
    /// Syncs with the hub at `url`, region or bus, until nothing is left either way or `budget`
    /// is spent; the next call goes on from there. Dropping the future stops it at any byte.
    ///
    /// # Errors
    /// [`EngineError::NotJoined`], and [`EngineError::Sync`]; what was carried before it stays,
    /// and nothing is lost.
    pub async fn sync(&self, url: &str, budget: Duration) -> Result<SyncSummary> {
        self.sync_with(&SyncTarget::Hub(url.to_owned()), budget, &()).await
    }

    /// As [`sync`](Self::sync), with a region's hub that need not be named, and watched by
    /// `observer`.
    ///
    /// One sync runs at a time, as two would send the same twice. Another one waits for its turn,
    /// within its own `budget`: it was asked for something written since, or for another hub.
    /// [`cancel_sync`](Self::cancel_sync) ends both with a summary that says so.
    ///
    /// # Errors
    /// As [`sync`](Self::sync), and [`EngineError::NoRegionAddress`].
    pub async fn sync_with(
        &self,
        target: &SyncTarget,
        budget: Duration,
        observer: &dyn SyncObserver,
    ) -> Result<SyncSummary> {
        let began = Instant::now();
        let cancel = self.inner.cancel.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut local = self.local()?;
        let url = self.inner.address(target)?;
        let turn = tokio::time::timeout(budget, self.inner.syncing.lock());
        let _one_at_a_time = tokio::select! {
            biased;
            () = cancel.cancelled() => {
                return Ok(SyncSummary { cancelled: true, ..SyncSummary::default() });
            }
            turn = turn => match turn {
                Ok(turn) => turn,
                Err(_) => return Ok(SyncSummary::default()),
            },
        };
        let client = self.inner.client()?;
        let left = budget.saturating_sub(began.elapsed());
        let first = client.sync_watched(&url, &mut local, left, observer, &cancel).await?;
        let left = budget.saturating_sub(began.elapsed());
        if !local.finish(&first)? || left.is_zero() {
            return Ok(first);
        }
        let after = After { earlier: &first, observer };
        let second = client.sync_watched(&url, &mut local, left, &after, &cancel).await?;
        local.finish(&second)?;
        Ok(together(first, second))
    }

    /// Ends every sync that runs or waits for its turn, wherever it waits for the network; what it
    /// has carried stays. Its summary says [`cancelled`](SyncSummary::cancelled), which is no
    /// error: somebody asked for it. From any thread; a sync that is asked for later runs.
    pub fn cancel_sync(&self) {
        let mut token = self.inner.cancel.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *token).cancel();
    }

    /// The address of the region's hub, for a screen that shows it; `None` before joining.
    ///
    /// # Errors
    /// Those of the file.
    pub fn region_url(&self) -> Result<Option<String>> {
        self.inner.region_url()
    }

    /// Says where the region's hub is from now on, after it has moved. Nothing is asked of it yet.
    ///
    /// # Errors
    /// [`EngineError::Sync`] with the code `address` for what is no address of a hub.
    pub fn set_region_url(&self, url: &str) -> Result<()> {
        let url = url.trim();
        check_address(url)?;
        self.inner
            .store
            .write::<_, StoreError>(|tx| settings::set(tx.conn(), keys::REGION_URL, Some(url)))?;
        self.inner.tell(&Event::Settings);
        Ok(())
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

/// Tells of a second session of one sync what both have done.
struct After<'a> {
    earlier: &'a SyncSummary,
    observer: &'a dyn SyncObserver,
}

impl SyncObserver for After<'_> {
    fn progress(&self, progress: &SyncProgress) {
        self.observer.progress(&progress.after(self.earlier));
    }
}

impl Inner {
    fn address(&self, target: &SyncTarget) -> Result<String> {
        match target {
            SyncTarget::Hub(url) => Ok(url.clone()),
            SyncTarget::Region => self.region_url()?.ok_or(EngineError::NoRegionAddress),
        }
    }

    /// What was set, or where the hub that gave this phone its papers was met last.
    fn region_url(&self) -> Result<Option<String>> {
        self.store.read(|conn| {
            if let Some(url) = settings::get(conn, keys::REGION_URL)? {
                return Ok(Some(url));
            }
            let Some(home) = settings::get(conn, keys::REGION_HUB)? else { return Ok(None) };
            let met = hubs(conn)?.into_iter().filter(|hub| {
                hub.role == HubRole::Region
                    && hub.member.is_some_and(|member| member.to_string() == home)
            });
            Ok(met.max_by_key(|hub| hub.last_contact).map(|hub| hub.url))
        })
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
