//! The store: one writer, a few readers.

use std::fmt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::pool::Readers;
use crate::write::{Certificates, Touched, WriteTx};
use crate::{FileKey, StoreError, fail_point, open};

/// More certificates than a region's phone meets in a day.
const CERTIFICATES_KEPT: usize = 2_000;

struct Writer {
    conn: Connection,
    certificates: Certificates,
}

/// The phone's file. Shared between threads; one writes at a time, others read meanwhile.
pub struct Store {
    /// `None` once it is closed.
    writer: Mutex<Option<Writer>>,
    readers: Readers,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Store {
    /// Opens the file at `path`, creates it when there is none, and brings it to today's format.
    ///
    /// A mark file (`<path>.mark`) stands beside it and says which key and format it has.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`], [`StoreError::NotOurFile`], [`StoreError::Newer`],
    /// [`StoreError::Missing`] and [`StoreError::Damaged`] leave the file as it was.
    pub fn open(path: &Path, key: &FileKey) -> Result<Self, StoreError> {
        Self::open_with_clock(path, key, Timestamp::now)
    }

    /// As [`open`](Self::open), with the clock that stamps arrivals (UTC). No order depends on it.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_with_clock(
        path: &Path,
        key: &FileKey,
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> Result<Self, StoreError> {
        let conn = open::writer(path, key)?;
        let store = Self {
            writer: Mutex::new(Some(Writer { conn, certificates: Certificates::default() })),
            readers: Readers::new(path.to_owned(), key.clone()),
            clock: Box::new(clock),
        };
        store.write(|tx| tx.adopt_version())?;
        Ok(store)
    }

    /// Runs `work` in one transaction, folds what it touched, and commits. When this returns `Ok`,
    /// the work is on disk; when it returns `Err`, or panics, nothing of it is.
    ///
    /// The documents touched come back in the order of their ids, each once. A call inside `work`
    /// to `write` of the same store would wait for itself: hand the transaction on instead.
    ///
    /// # Errors
    /// What `work` answers, [`StoreError::Closed`], and [`StoreError::Locked`],
    /// [`StoreError::DiskFull`] and the like.
    pub fn write<R, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<R, E>,
    ) -> Result<(R, Vec<Touched>), E> {
        let writer = self.writer.lock().unwrap_or_else(|poisoned| {
            // A thread that panicked left no transaction behind: its guard rolled it back.
            self.writer.clear_poison();
            let writer = poisoned.into_inner();
            if let Some(writer) = &*writer {
                writer.certificates.borrow_mut().clear();
            }
            writer
        });
        let writer = writer.as_ref().ok_or(StoreError::Closed)?;
        let answer = self.run(writer, work);
        let mut kept = writer.certificates.borrow_mut();
        if answer.is_err() || kept.len() > CERTIFICATES_KEPT {
            // After a rollback the memory may know more than the file.
            kept.clear();
        }
        answer
    }

    fn run<R, E: From<StoreError>>(
        &self,
        writer: &Writer,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<R, E>,
    ) -> Result<(R, Vec<Touched>), E> {
        let transaction = Transaction::new_unchecked(&writer.conn, TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let mut tx = WriteTx::new(&writer.conn, &writer.certificates, (self.clock)())?;
        let answer = work(&mut tx)?;
        tx.fold()?;
        let touched = tx.folded.into_values().collect();
        fail_point!("phone.commit.before");
        transaction.commit().map_err(StoreError::from)?;
        fail_point!("phone.commit.after");
        Ok((answer, touched))
    }

    /// Closes the file for every holder of this store: waits for the calls that run, then lets go
    /// of each connection, lock and file. What is called from then on answers
    /// [`StoreError::Closed`]. Dropping the last holder does the same. Not from inside
    /// [`read`](Self::read) or [`write`](Self::write), which it would wait for.
    pub fn close(&self) {
        // The writer last: whoever closes last tidies the journal up.
        self.readers.close();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(writer);
    }

    /// Whether it was closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.readers.is_closed()
    }

    /// Lends a connection that cannot write. It sees whole transactions only.
    ///
    /// # Errors
    /// What `read` answers, and those of the file.
    pub fn read<R, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Connection) -> Result<R, E>,
    ) -> Result<R, E> {
        self.readers.with(read)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}
