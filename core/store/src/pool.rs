//! Readers: opened when needed, kept for the next call, last in first out.

use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::{FileKey, StoreError, open};

/// As many as a phone has screens that read at once; more are opened for a peak and closed after.
const IDLE: usize = 4;

/// Connections that only read. The last used is handed out first: its page cache is the warmest.
pub(crate) struct Readers {
    path: PathBuf,
    key: FileKey,
    pool: Mutex<Pool>,
    /// Rings when a connection comes back.
    back: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Connection>,
    lent: usize,
    closed: bool,
}

impl Readers {
    pub fn new(path: PathBuf, key: FileKey) -> Self {
        Self { path, key, pool: Mutex::default(), back: Condvar::new() }
    }

    /// Lends a connection to `read`. One that was lent to a caller who panicked is not used again.
    pub fn with<R, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Connection) -> Result<R, E>,
    ) -> Result<R, E> {
        let mut lent = self.lend()?;
        let conn = match lent.conn.take() {
            Some(conn) => conn,
            None => open::reader(&self.path, &self.key).map_err(E::from)?,
        };
        read(lent.conn.insert(conn))
    }

    /// Closes every connection, waits for those that are lent, and lends none any more.
    pub fn close(&self) {
        let mut pool = self.pool();
        pool.closed = true;
        while pool.lent > 0 {
            pool = self.back.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
        pool.idle.clear();
    }

    pub fn is_closed(&self) -> bool {
        self.pool().closed
    }

    /// The place of a connection, with the one that is still warm if there is any.
    fn lend(&self) -> Result<Lent<'_>, StoreError> {
        let mut pool = self.pool();
        if pool.closed {
            return Err(StoreError::Closed);
        }
        pool.lent += 1;
        Ok(Lent { readers: self, conn: pool.idle.pop() })
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection on loan; it comes back whatever happens to the borrower.
struct Lent<'a> {
    readers: &'a Readers,
    conn: Option<Connection>,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let sound = self.conn.take().filter(|_| !std::thread::panicking());
        let mut pool = self.readers.pool();
        if let Some(conn) = sound
            && pool.idle.len() < IDLE
        {
            pool.idle.push(conn);
        }
        pool.lent -= 1;
        drop(pool);
        self.readers.back.notify_all();
    }
}
