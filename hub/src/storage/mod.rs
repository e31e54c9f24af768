//! Where a hub keeps what it was given: one trait per group of tables, one engine behind them.
//!
//! Everything that decides (admission, channels, decisions) is written above these traits, so
//! that a second engine only has to store and find. The rows hold what the hub needs of a
//! change's header; payloads stay bytes.

mod channels;
mod custody;
mod log;
mod people;
mod requests;
mod sqlite;

use thiserror::Error;

pub use channels::{ChannelEntry, ChannelHead, Channels, Checksum, EntryKind};
pub use custody::{Custody, CustodyRow, Quarantined, ReadUpTo};
pub use log::{DocumentRow, Log, LoggedChunk, NewChunk};
pub use people::{CertificateRow, Invitation, People};
pub use requests::{RequestKind, RequestRow, Requests, ResourceRow};
pub use sqlite::SqliteStorage;

use crate::HubError;

/// All tables of a hub, inside one transaction.
///
/// A reading transaction hands out the same trait; the engine refuses writes there.
pub trait Tables: Log + Channels + Custody + People + Requests {
    /// A named value of the hub itself (its epoch, its certificate, the highest time seen).
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn meta(&self, key: &str) -> Result<Option<Vec<u8>>, StorageError>;

    /// Sets a named value.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn set_meta(&self, key: &str, value: &[u8]) -> Result<(), StorageError>;

    /// How much is in here, for `sharenum-hub status`.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn totals(&self) -> Result<Totals, StorageError>;
}

/// What runs inside a transaction.
pub type Job<'job> = dyn FnMut(&dyn Tables) -> Result<(), HubError> + 'job;

/// A durable store with one writer and any number of readers.
pub trait Storage: Send + Sync {
    /// Runs `job` in one serial, durable transaction: on disk when this returns `Ok`, undone
    /// when `job` fails.
    ///
    /// # Errors
    /// What `job` returned, or why the transaction could not be made durable.
    fn write(&self, job: &mut Job<'_>) -> Result<(), HubError>;

    /// Runs `job` on one consistent snapshot.
    ///
    /// # Errors
    /// What `job` returned, or why there is no snapshot.
    fn read(&self, job: &mut Job<'_>) -> Result<(), HubError>;
}

/// [`Storage`] with values handed back.
pub trait StorageExt: Storage {
    /// [`Storage::write`] that returns what `job` made.
    ///
    /// # Errors
    /// As [`Storage::write`].
    fn writing<R>(
        &self,
        mut job: impl FnMut(&dyn Tables) -> Result<R, HubError>,
    ) -> Result<R, HubError> {
        let mut made = None;
        self.write(&mut |tables| {
            made = Some(job(tables)?);
            Ok(())
        })?;
        made.ok_or(HubError::Storage(StorageError::Interrupted))
    }

    /// [`Storage::read`] that returns what `job` found.
    ///
    /// # Errors
    /// As [`Storage::read`].
    fn reading<R>(
        &self,
        mut job: impl FnMut(&dyn Tables) -> Result<R, HubError>,
    ) -> Result<R, HubError> {
        let mut found = None;
        self.read(&mut |tables| {
            found = Some(job(tables)?);
            Ok(())
        })?;
        found.ok_or(HubError::Storage(StorageError::Interrupted))
    }
}

impl<S: Storage + ?Sized> StorageExt for S {}

/// How much a hub holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Documents of every kind.
    pub documents: u64,
    /// Changes in the log.
    pub chunks: u64,
    /// Bytes of those changes.
    pub bytes: u64,
    /// Certificates known.
    pub certificates: u64,
    /// Changes that wait for a parent or a certificate.
    pub waiting: u64,
    /// Changes set aside with a reason.
    pub quarantined: u64,
    /// Changes without a regional receipt (a bus), not counting those that the region refused.
    pub uncarried: u64,
    /// Changes that the region refused to take from this bus.
    pub refused_upstream: u64,
    /// Invitations that still admit a device.
    pub invitations: u64,
}

/// Why the storage did not do what it was asked.
#[derive(Debug, Error)]
pub enum StorageError {
    /// No room left: nothing was acknowledged, so nothing is lost.
    #[error("the disk is full; free some space, phones keep what was not acknowledged")]
    Full,
    /// Another process holds the write lock for too long.
    #[error("the hub's file is in use by another process; try again in a moment")]
    Busy,
    /// The file or its folder cannot be written.
    #[error("the hub's file cannot be written; check the owner and permissions of its folder")]
    ReadOnly,
    /// The file is something else.
    #[error("this file is not a hub's; choose another --data folder")]
    NotOurs,
    /// A newer build wrote the file.
    #[error(
        "a newer version wrote this file (format {found}, this one knows {known}); update sharenum-hub"
    )]
    Newer {
        /// The file's format.
        found: u32,
        /// The newest format of this build.
        known: u32,
    },
    /// A row does not hold what this build wrote.
    #[error(
        "the hub's file is damaged ({0}); restore the last copy, phones will bring back what it lacks"
    )]
    Damaged(String),
    /// A panic elsewhere ended the transaction.
    #[error("the operation was interrupted and undone; try again")]
    Interrupted,
    /// Anything else that SQLite reports.
    #[error("the hub's file cannot be used: {0}")]
    Engine(String),
}
