//! One member's phone.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use sharenum_companion::CompanionEngine;
use tokio::task::AbortHandle;

use crate::clock::HostClock;
use crate::{Opening, SharenumError};

/// One line for support.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Diagnostic {
    /// A stable word, in kebab-case with dots.
    pub key: String,
    /// A number, an instant (UTC, RFC 3339), `yes`, `no`, or a word of the app.
    pub value: String,
}

/// One member's phone: a file, a key, and everything a screen needs.
///
/// Calls do local work only and return when it is on disk; run them on a background thread. `join`
/// and `sync` use the network and are asynchronous. Every call may be made from any thread, and from
/// inside a callback.
#[derive(uniffi::Object)]
pub struct SharenumApp {
    engine: RwLock<Option<CompanionEngine>>,
    opening: Opening,
    clock: Option<Arc<HostClock>>,
    tasks: Mutex<Vec<AbortHandle>>,
}

impl SharenumApp {
    pub(crate) fn new(
        engine: CompanionEngine,
        opening: Opening,
        clock: Option<Arc<HostClock>>,
    ) -> Self {
        Self { engine: RwLock::new(Some(engine)), opening, clock, tasks: Mutex::default() }
    }

    /// The engine, for one call. It asks the host's clock first, where no transaction is open; that
    /// of a closed app is not asked any more.
    pub(crate) fn engine(&self) -> Result<CompanionEngine, SharenumError> {
        let engine = self.engine.read().unwrap_or_else(PoisonError::into_inner).clone();
        let engine = engine.ok_or_else(SharenumError::closed)?;
        if let Some(clock) = &self.clock {
            clock.ask()?;
        }
        Ok(engine)
    }

    /// The clock that a test gave.
    pub(crate) fn clock(&self) -> Option<Arc<HostClock>> {
        self.clock.clone()
    }

    /// A task that ends with the app, at the latest.
    pub(crate) fn also_close(&self, task: AbortHandle) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.retain(|task| !task.is_finished());
        tasks.push(task);
    }
}

#[uniffi::export]
impl SharenumApp {
    /// In which of the four cases of file and key the app was opened.
    pub fn opening(&self) -> Opening {
        self.opening.clone()
    }

    /// What support needs to know of this phone, in a fixed order, without personal data: no name,
    /// no text, no school, no address and no id. Works before joining, too.
    pub fn diagnostics(&self) -> Result<Vec<Diagnostic>, SharenumError> {
        let lines = self.engine()?.diagnostics()?.into_iter();
        Ok(lines.map(|line| Diagnostic { key: line.key, value: line.value }).collect())
    }

    /// Where files of this account were set aside, the oldest first. A path may say who somebody
    /// is: it is no part of the diagnostics.
    pub fn files_set_aside(&self) -> Result<Vec<String>, SharenumError> {
        let paths = self.engine()?.files_set_aside().into_iter();
        Ok(paths.map(|path| path.display().to_string()).collect())
    }

    /// Closes the file: running syncs are cancelled, subscriptions end, and further calls fail with
    /// `Closed`. A call that is under way ends first. Closing twice is no error.
    pub fn close(&self) {
        let engine = self.engine.write().unwrap_or_else(PoisonError::into_inner).take();
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        for task in tasks {
            task.abort();
        }
        if let Some(engine) = engine {
            engine.cancel_sync();
        }
    }
}

impl Drop for SharenumApp {
    fn drop(&mut self) {
        self.close();
    }
}

impl fmt::Debug for SharenumApp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharenumApp").field("opening", &self.opening).finish_non_exhaustive()
    }
}
