//! Changes, told to a listener of the host.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sharenum_companion as engine;
use tokio::task::{AbortHandle, spawn_blocking};

use crate::common::all;
use crate::runtime::runtime;
use crate::{ChangeListener, DocumentId, DocumentKind, SharenumApp, SharenumError};

/// Something that a screen may want to show.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Change {
    /// Documents changed; lists and details that show them are out of date.
    Documents {
        /// Their kinds, so that a screen can tell at once whether it cares.
        kinds: Vec<DocumentKind>,
        /// The documents.
        ids: Vec<DocumentId>,
    },
    /// Alerts came in or were read: ask for the notification plan again.
    Alerts {
        /// Ids of those to ring now, oldest first; none on a first sync.
        rung: Vec<i64>,
    },
    /// The hub answered: deliveries and the sync status changed.
    Delivery,
    /// A form was kept or forgotten, or the timer of a help session changed. Told at each key that a
    /// form keeps: what shows no draft need not read again.
    Drafts,
    /// What this phone alerts of, where its establishment stands or where its region is was set
    /// anew.
    Settings,
    /// Changes were lost on the way, as the listener was too slow: read what is shown again.
    ReRead,
    /// A change that this shell does not know: read what is shown again.
    Unknown,
}

impl From<engine::Event> for Change {
    fn from(event: engine::Event) -> Self {
        match event {
            engine::Event::Changed { kinds, documents } => {
                Self::Documents { kinds: all(kinds), ids: all(documents) }
            }
            engine::Event::Alerts { rung } => Self::Alerts { rung },
            engine::Event::Delivery => Self::Delivery,
            engine::Event::Drafts => Self::Drafts,
            engine::Event::Settings => Self::Settings,
            engine::Event::ReRead => Self::ReRead,
        }
    }
}

/// Hears until it is dropped or cancelled.
#[derive(uniffi::Object)]
pub struct Subscription {
    over: Arc<AtomicBool>,
    task: AbortHandle,
}

#[uniffi::export]
impl Subscription {
    /// Ends it; a call of the listener that is under way ends by itself, none begins afterwards.
    /// May be called from inside the listener, and more than once.
    pub fn cancel(&self) {
        self.over.store(true, Ordering::Release);
        self.task.abort();
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.cancel();
    }
}

#[uniffi::export]
impl SharenumApp {
    /// Tells `listener` of every change from now on, in the order of the commits, until the
    /// subscription is dropped or cancelled, or the app closed.
    pub fn subscribe(
        &self,
        listener: Arc<dyn ChangeListener>,
    ) -> Result<Arc<Subscription>, SharenumError> {
        let events = self.engine()?.subscribe();
        let over = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&over);
        let task = runtime()?.spawn(async move {
            loop {
                let change = Change::from(events.next().await);
                let (listener, stop) = (Arc::clone(&listener), Arc::clone(&stop));
                // On a thread that may be blocked: the host may call back, and wait.
                let told = spawn_blocking(move || {
                    let cancelled = stop.load(Ordering::Acquire);
                    if cancelled { Ok(()) } else { listener.changed(change) }
                });
                match told.await {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => {
                        tracing::warn!(error = error.scrubbed(), "a change listener failed");
                    }
                    // The runtime ends with the process.
                    Err(_) => return,
                }
            }
        });
        let task = task.abort_handle();
        self.also_close(task.clone());
        Ok(Arc::new(Subscription { over, task }))
    }
}
