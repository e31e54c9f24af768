//! The few documents that a hub reads: what it decides about, and what it wrote itself.

use sharenum_domain::DocumentId;
use sharenum_ledger::{Chunk, Document, Replica};

use crate::HubError;
use crate::storage::Tables;

/// A document in memory, from its chunks in the log.
pub(crate) fn replica(tables: &dyn Tables, document: &DocumentId) -> Result<Replica, HubError> {
    let chunks = tables
        .chunks_of(document)?
        .iter()
        .map(|logged| Chunk::decode(&logged.bytes))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Replica::from_log(chunks.iter().map(Chunk::payload)))
}

/// What a document says; `None` when this version cannot read it, and nothing is decided then.
pub(crate) fn load<T: Document>(
    tables: &dyn Tables,
    document: &DocumentId,
) -> Result<Option<T>, HubError> {
    let read = T::from_fields(&replica(tables, document)?.fields());
    if read.is_err() {
        tracing::info!(kind = T::KIND.as_str(), "a document cannot be read by this version");
    }
    Ok(read.ok())
}
