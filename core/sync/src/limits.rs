//! How much one sync may do.

use crate::wire::{MAX_REQUEST_BYTES, PAGE_BYTES};

/// Bytes of a request that are not chunks: cursors, certificates and CBOR heads.
const ROOM_FOR_THE_REST: usize = 128 * 1024;

/// What bounds one [`SyncSession`](crate::SyncSession).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyncLimits {
    /// Requests in one session. When they are spent, the session ends unfinished and the next one
    /// goes on from there.
    pub max_requests: u32,
    /// Bytes of chunks, certificates and receipts in one request. Small enough that a link which
    /// drops every minute still gets something through.
    pub upload_bytes: usize,
    /// Bytes of entries asked for in one reply.
    pub page_bytes: u32,
}

impl Default for SyncLimits {
    fn default() -> Self {
        Self { max_requests: 10_000, upload_bytes: 256 * 1024, page_bytes: PAGE_BYTES as u32 }
    }
}

impl SyncLimits {
    /// The upload size, no larger than a request may be.
    pub(crate) fn bounded_upload(&self) -> usize {
        self.upload_bytes.min(MAX_REQUEST_BYTES - ROOM_FOR_THE_REST)
    }
}
