//! Readers: opened when needed, kept for the next call, last in first out.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use crate::{FileKey, StoreError, open};

/// As many as a phone has screens that read at once; more are opened for a peak and closed after.
const IDLE: usize = 4;

/// Connections that only read. The last used is handed out first: its page cache is the warmest.
pub(crate) struct Readers {
    path: PathBuf,
    key: FileKey,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub fn new(path: PathBuf, key: FileKey) -> Self {
        Self { path, key, idle: Mutex::new(Vec::new()) }
    }

    /// Lends a connection to `read`. One that was lent to a caller who panicked is not used again.
    pub fn with<R, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Connection) -> Result<R, E>,
    ) -> Result<R, E> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match idle {
            Some(conn) => conn,
            None => open::reader(&self.path, &self.key).map_err(E::from)?,
        };
        let answer = read(&conn);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(conn);
        }
        answer
    }
}
