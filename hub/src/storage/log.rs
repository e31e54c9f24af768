//! The append-only log and the documents it is made of.

use sharenum_domain::{DeviceId, DocumentId};
use sharenum_ledger::{CertificateId, Channel, ChunkId, Kind, Origin};

use super::StorageError;

/// A change on its way into the log.
#[derive(Clone, Copy, Debug)]
pub struct NewChunk<'a> {
    /// Its id.
    pub id: ChunkId,
    /// The document it belongs to.
    pub document: DocumentId,
    /// The document's kind.
    pub kind: Kind,
    /// The certificate it cites.
    pub certificate: CertificateId,
    /// The greatest operation counter in its payload: orders the route changes of a document.
    pub max_op: u64,
    /// The signed bytes.
    pub bytes: &'a [u8],
    /// When this hub took it (milliseconds since 1970, UTC).
    pub at: i64,
}

/// A change of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedChunk {
    /// Its place in this hub's log, from 1.
    pub seq: u64,
    /// Its id.
    pub id: ChunkId,
    /// The certificate it cites.
    pub certificate: CertificateId,
    /// The signed bytes.
    pub bytes: Vec<u8>,
}

/// What a hub knows of a document.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// What its first chunk fixed.
    pub origin: Origin,
    /// The channels named by the newest chunk that names any.
    pub routes: Vec<Channel>,
    /// (`max_op`, chunk) of that newest chunk.
    pub routes_by: (u64, ChunkId),
}

/// The append-only log.
pub trait Log {
    /// Appends `chunk` and returns its place. The caller checked that it is not there yet.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn append(&self, chunk: &NewChunk<'_>) -> Result<u64, StorageError>;

    /// The place of a chunk in the log.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn seq_of(&self, chunk: &ChunkId) -> Result<Option<u64>, StorageError>;

    /// A chunk's bytes.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn chunk_bytes(&self, chunk: &ChunkId) -> Result<Option<Vec<u8>>, StorageError>;

    /// The chunks of a document in log order.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn chunks_of(&self, document: &DocumentId) -> Result<Vec<LoggedChunk>, StorageError>;

    /// How many chunks of a document are in the log.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn count_of(&self, document: &DocumentId) -> Result<usize, StorageError>;

    /// How many of them a device signed.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn count_by(&self, document: &DocumentId, device: &DeviceId) -> Result<usize, StorageError>;

    /// How many entries of channels the moves of a document have cost so far.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn moved(&self, document: &DocumentId) -> Result<usize, StorageError>;

    /// Adds to [`moved`](Self::moved).
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn add_moved(&self, document: &DocumentId, entries: usize) -> Result<(), StorageError>;

    /// The chunks that a device signed, in log order.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn chunks_by(&self, device: &DeviceId) -> Result<Vec<LoggedChunk>, StorageError>;

    /// What is known of a document.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn document(&self, document: &DocumentId) -> Result<Option<DocumentRow>, StorageError>;

    /// Inserts or replaces what is known of a document.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn put_document(&self, row: &DocumentRow) -> Result<(), StorageError>;

    /// The documents of one kind, in order of arrival.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn documents_of(&self, kind: Kind) -> Result<Vec<DocumentId>, StorageError>;
}
