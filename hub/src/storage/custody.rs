//! Who held a change first, what waits, what was set aside, what is not carried home yet.

use sharenum_domain::{DeviceId, MemberId};
use sharenum_ledger::{Channel, ChunkId, WaitsFor};

use super::{Checksum, LoggedChunk, StorageError};

/// One hub's word that it had a chunk at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustodyRow {
    /// The chunk.
    pub chunk: ChunkId,
    /// The hub that took it.
    pub hub: MemberId,
    /// When (milliseconds since 1970, UTC).
    pub at: i64,
    /// Its place in that hub's log; 0 when its receipt states none.
    pub seq: u64,
}

/// A change that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// The chunk, when the bytes had the shape of one.
    pub chunk: Option<ChunkId>,
    /// The device that sent it.
    pub device: DeviceId,
    /// The stable code of the refusal.
    pub code: String,
    /// The bytes; empty when they were too long to keep.
    pub bytes: Vec<u8>,
    /// When (milliseconds since 1970, UTC).
    pub at: i64,
}

/// How far this hub has read a channel of another hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadUpTo {
    /// The other hub's log.
    pub epoch: [u8; 8],
    /// The last entry read.
    pub seq: u64,
    /// The checksum after it.
    pub checksum: Checksum,
}

/// Custody: receipts, waiting room, quarantine and a bus's way home.
pub trait Custody {
    /// Notes a hub's custody of a chunk; the earliest word of a hub stays, and of two with the
    /// same time the one that states a place.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn note_custody(&self, row: &CustodyRow) -> Result<(), StorageError>;

    /// The earliest custody of a chunk by any hub.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn first_custody(&self, chunk: &ChunkId) -> Result<Option<CustodyRow>, StorageError>;

    /// Puts a chunk in the waiting room, unless the room (or the device's share of it) is
    /// full; `false` then: its sender still holds it and offers it again.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn wait(
        &self,
        chunk: &ChunkId,
        waits_for: &WaitsFor,
        device: &DeviceId,
        bytes: &[u8],
    ) -> Result<bool, StorageError>;

    /// Takes out of the waiting room what waited for this, with the device that sent it.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn release(&self, waits_for: &WaitsFor) -> Result<Vec<(DeviceId, Vec<u8>)>, StorageError>;

    /// Sets a refused change aside; the oldest leaves when there are too many.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn quarantine(&self, refused: &Quarantined) -> Result<(), StorageError>;

    /// Keeps a custody receipt of this bus until it was carried.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn keep_receipt(&self, receipt: &[u8]) -> Result<(), StorageError>;

    /// Custody receipts not carried yet after row `after`, oldest first, with their rows.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn receipts_to_carry(
        &self,
        after: i64,
        limit: usize,
    ) -> Result<Vec<(i64, Vec<u8>)>, StorageError>;

    /// Forgets a custody receipt that the region has.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn receipt_carried(&self, row: i64) -> Result<(), StorageError>;

    /// Notes that a chunk has no regional receipt yet.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn set_uncarried(&self, seq: u64) -> Result<(), StorageError>;

    /// Every chunk of the log has no regional receipt: the region lost its log.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn set_all_uncarried(&self) -> Result<(), StorageError>;

    /// The region has this chunk.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn set_carried(&self, chunk: &ChunkId) -> Result<(), StorageError>;

    /// The region refused this chunk: it is not offered again until the region's log is new.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn set_refused_upstream(&self, chunk: &ChunkId, code: &str) -> Result<(), StorageError>;

    /// Chunks to carry after log place `after`, oldest first.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn to_carry(&self, after: u64, limit: usize) -> Result<Vec<LoggedChunk>, StorageError>;

    /// How far this hub has read a channel of another hub.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn cursor(&self, hub: &MemberId, channel: &Channel) -> Result<Option<ReadUpTo>, StorageError>;

    /// Notes how far this hub has read a channel of another hub.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn set_cursor(
        &self,
        hub: &MemberId,
        channel: &Channel,
        read: ReadUpTo,
    ) -> Result<(), StorageError>;
}
