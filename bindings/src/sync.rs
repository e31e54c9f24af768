//! Carrying out what was written here, and bringing in what is new.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use sharenum_companion as engine;
use sharenum_ledger::HubRole as Role;
use tokio::sync::watch;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::clock::HostClock;
use crate::common::{all, pages};
use crate::runtime::runtime;
use crate::time::instant;
use crate::{
    Action, Delivery, DocumentId, DocumentKind, HostError, PageRequest, Phrase, ProgressListener,
    SharenumApp, SharenumError, Undelivered,
};

/// Whom to sync with.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SyncTarget {
    /// The region's hub, at the address that the invitation or `set_region_url` gave.
    Region,
    /// The hub at this address: a bus on its own Wi-Fi, or another hub of the region.
    Hub {
        /// `http://192.168.4.1:8480`; plain `http` on the local network only.
        url: String,
    },
}

impl From<SyncTarget> for engine::SyncTarget {
    fn from(target: SyncTarget) -> Self {
        match target {
            SyncTarget::Region => Self::Region,
            SyncTarget::Hub { url } => Self::Hub(url),
        }
    }
}

/// What a hub is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum HubRole {
    /// The hub of the region, whose receipt means that it has arrived.
    Region,
    /// The box on a bus, which carries.
    Bus,
    /// Something newer.
    Unknown,
}

impl From<Role> for HubRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Region => Self::Region,
            Role::Bus => Self::Bus,
        }
    }
}

/// What a sync is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum SyncPhase {
    /// Finding the hub, and each proving who they are.
    Connecting,
    /// Carrying out what was written here; the answers may bring something, too.
    Sending,
    /// Bringing in what is new.
    Receiving,
    /// Something newer.
    Unknown,
}

/// How far a sync has come; the counts only grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SyncProgress {
    /// What it is busy with.
    pub phase: SyncPhase,
    /// Requests made.
    pub requests: u32,
    /// Bytes of request bodies.
    pub bytes_sent: u64,
    /// Bytes of reply bodies.
    pub bytes_received: u64,
    /// Changes that the hub gave a verdict on.
    pub changes_sent: u32,
    /// Changes received, known ones included.
    pub changes_received: u32,
}

impl From<&engine::SyncProgress> for SyncProgress {
    fn from(progress: &engine::SyncProgress) -> Self {
        Self {
            phase: match progress.phase {
                engine::SyncPhase::Connecting => SyncPhase::Connecting,
                engine::SyncPhase::Sending => SyncPhase::Sending,
                engine::SyncPhase::Receiving => SyncPhase::Receiving,
                _ => SyncPhase::Unknown,
            },
            requests: progress.requests,
            bytes_sent: progress.bytes_sent,
            bytes_received: progress.bytes_received,
            changes_sent: progress.chunks_sent,
            changes_received: progress.chunks_received,
        }
    }
}

/// What a sync did.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SyncSummary {
    /// Nothing was left to do either way. False when it was cancelled or the time ran out; the next
    /// sync goes on from there.
    pub finished: bool,
    /// Somebody stopped it: `cancel_sync`, or `close`.
    pub cancelled: bool,
    /// Requests made.
    pub requests: u32,
    /// Bytes of request bodies.
    pub bytes_sent: u64,
    /// Bytes of reply bodies.
    pub bytes_received: u64,
    /// Changes that the hub gave a verdict on.
    pub changes_sent: u32,
    /// Changes received, known ones included.
    pub changes_received: u32,
    /// Changes that the hub refused: `refused` lists those of the region with their reasons.
    pub refused: u32,
    /// What the hub is; none when no hub was reached.
    pub role: Option<HubRole>,
}

impl From<engine::SyncSummary> for SyncSummary {
    fn from(summary: engine::SyncSummary) -> Self {
        Self {
            finished: summary.finished,
            cancelled: summary.cancelled,
            requests: summary.requests,
            bytes_sent: summary.bytes_sent,
            bytes_received: summary.bytes_received,
            changes_sent: summary.chunks_sent,
            changes_received: summary.chunks_received,
            refused: u32::try_from(summary.refused.len()).unwrap_or(u32::MAX),
            role: summary.role.map(Into::into),
        }
    }
}

/// A hub that this phone knows.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Hub {
    /// Its address.
    pub url: String,
    /// What it is.
    pub role: HubRole,
    /// When it was last reached; none: never.
    pub last_contact: Option<SystemTime>,
}

impl From<engine::HubView> for Hub {
    fn from(hub: engine::HubView) -> Self {
        Self { url: hub.url, role: hub.role.into(), last_contact: hub.last_contact.map(instant) }
    }
}

/// How this phone stands with its region.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SyncStatus {
    /// Changes that the region has not acknowledged.
    pub undelivered: Undelivered,
    /// The hubs this phone knows, the region first.
    pub hubs: Vec<Hub>,
    /// When the region was last reached.
    pub last_region_contact: Option<SystemTime>,
    /// Until when the region answers this phone. Stored work never expires.
    pub certificate_expires: SystemTime,
    /// Whether the next sync with the region asks for a new certificate.
    pub renewal_due: bool,
}

/// A document with changes that the region has not acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Outgoing {
    /// The document.
    pub document: DocumentId,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its title, or that of what it belongs to; empty where none has one.
    pub title: String,
    /// On this phone, or with the bus.
    pub delivery: Delivery,
}

impl From<engine::OutgoingView> for Outgoing {
    fn from(view: engine::OutgoingView) -> Self {
        Self {
            document: view.document.into(),
            kind: view.kind.into(),
            title: view.title,
            delivery: view.delivery.into(),
        }
    }
}

pages! {
    /// A page of what the region has not acknowledged.
    OutgoingPage of Outgoing;
}

/// A change of this phone that the region refused. Nothing is lost: the document can be edited,
/// which sends it anew, sent again as it is, or given up.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Refused {
    /// The document it belongs to.
    pub document: Option<DocumentId>,
    /// The document's kind.
    pub kind: DocumentKind,
    /// Its title, or that of what it belongs to; empty where none has one.
    pub title: String,
    /// A code for support.
    pub code: String,
    /// The reason, and what to do.
    pub text: Phrase,
    /// When the refusal came.
    pub received: SystemTime,
    /// What this person may do with it now.
    pub actions: Vec<Action>,
}

impl From<engine::RefusedView> for Refused {
    fn from(view: engine::RefusedView) -> Self {
        Self {
            text: view.phrase().into(),
            document: view.document.map(Into::into),
            kind: view.kind.into(),
            title: view.title,
            code: view.code,
            received: instant(view.received_at),
            actions: all(view.actions),
        }
    }
}

/// Hands on how far a sync is, and keeps a test's clock going.
struct Watcher {
    latest: watch::Sender<Option<SyncProgress>>,
    clock: Option<Arc<HostClock>>,
}

impl engine::SyncObserver for Watcher {
    fn progress(&self, progress: &engine::SyncProgress) {
        self.latest.send_replace(Some(progress.into()));
        if let Some(clock) = &self.clock
            && let Err(error) = clock.ask()
        {
            tracing::warn!(error = error.scrubbed(), "the clock failed during a sync");
        }
    }
}

/// Tells the host the newest state each time it has heard the one before.
async fn tell(
    mut latest: watch::Receiver<Option<SyncProgress>>,
    listener: Option<Arc<dyn ProgressListener>>,
) -> Result<(), HostError> {
    let Some(listener) = listener else { return Ok(()) };
    while latest.changed().await.is_ok() {
        let Some(progress) = *latest.borrow_and_update() else { continue };
        let listener = Arc::clone(&listener);
        if let Ok(told) = spawn_blocking(move || listener.progressed(progress)).await {
            told?;
        }
    }
    Ok(())
}

/// Ends a task with the future that waits for it: a cancelled coroutine cancels its sync.
struct Ends<T>(JoinHandle<T>);

impl<T> Drop for Ends<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Runs on the library's own threads: the host's thread only waits.
pub(crate) async fn on_own_threads<T: Send + 'static>(
    work: impl Future<Output = Result<T, SharenumError>> + Send + 'static,
) -> Result<T, SharenumError> {
    let mut task = Ends(runtime()?.spawn(work));
    (&mut task.0).await.unwrap_or_else(|_| Err(SharenumError::stopped()))
}

#[uniffi::export]
impl SharenumApp {
    /// Syncs with a hub until nothing is left either way or `budget` is spent; the next call goes on
    /// from there. One sync runs at a time, another one waits for its turn within its own budget.
    /// `cancel_sync` ends it with a summary that says so; so does cancelling the coroutine or task
    /// in Kotlin and Python, without one. In Swift, call `cancel_sync`.
    ///
    /// Errors: `Join`, `CheckNetwork`, `TryAgain` …; what was carried before stays, nothing is lost.
    #[uniffi::method(default(progress = None))]
    pub async fn sync(
        &self,
        target: SyncTarget,
        budget: Duration,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<SyncSummary, SharenumError> {
        let engine = self.engine()?;
        let (latest, newest) = watch::channel(None);
        let watcher = Watcher { latest, clock: self.clock() };
        on_own_threads(async move {
            let run = async move {
                // The watcher goes with it, which ends the telling.
                let watcher = watcher;
                engine.sync_with(&target.into(), budget, &watcher).await
            };
            let told = tell(newest, progress);
            tokio::pin!(run, told);
            let mut all_told = false;
            loop {
                tokio::select! {
                    heard = &mut told, if !all_told => {
                        heard?;
                        all_told = true;
                    }
                    summary = &mut run => {
                        if !all_told {
                            told.await?;
                        }
                        return Ok(summary?.into());
                    }
                }
            }
        })
        .await
    }

    /// Ends every sync that runs or waits for its turn; what it has carried stays. From any thread,
    /// and heard at once wherever it waits for the network.
    pub fn cancel_sync(&self) -> Result<(), SharenumError> {
        self.engine()?.cancel_sync();
        Ok(())
    }

    /// How this phone stands with its region.
    pub fn sync_status(&self) -> Result<SyncStatus, SharenumError> {
        let status = self.engine()?.sync_status()?;
        Ok(SyncStatus {
            undelivered: status.undelivered.into(),
            hubs: all(status.hubs),
            last_region_contact: status.last_region_contact.map(instant),
            certificate_expires: instant(status.certificate_expires),
            renewal_due: status.renewal_due,
        })
    }

    /// What of this phone the region has not acknowledged, in the order in which it came to be.
    pub fn outgoing(&self, page: PageRequest) -> Result<OutgoingPage, SharenumError> {
        Ok(self.engine()?.outgoing(&page.into())?.into())
    }

    /// Changes of this phone that the region refused, oldest first.
    pub fn refused(&self) -> Result<Vec<Refused>, SharenumError> {
        Ok(all(self.engine()?.refused()?))
    }

    /// Sends a refused document again as it stands; answers its id, which is a new one when its
    /// first change had been refused.
    pub fn send_again(&self, document: DocumentId) -> Result<DocumentId, SharenumError> {
        Ok(self.engine()?.resubmit(&document.0)?.into())
    }

    /// Gives up what the region refused of a document; what it had accepted stays.
    pub fn discard(&self, document: DocumentId) -> Result<(), SharenumError> {
        Ok(self.engine()?.discard(&document.0)?)
    }
}
