//! What a sync did.

use sharenum_domain::{MemberId, Phrase};
use sharenum_ledger::{ChunkId, HubRole, Refusal};

/// A chunk that the hub did not admit; it waits for its author in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedChunk {
    /// The chunk.
    pub chunk: ChunkId,
    /// The stable code of [`sharenum_ledger::Refusal`].
    pub code: String,
    /// One sentence for the author.
    pub detail: String,
}

impl RefusedChunk {
    /// The sentence as a key, for a shell to say.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        Refusal::phrase_of(&self.code, &self.detail)
    }
}

/// What a sync did, with bodies counted and HTTP headers not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyncSummary {
    /// Nothing was left to do either way. False when a limit or the time ran out first; the next
    /// sync goes on from there.
    pub finished: bool,
    /// Somebody stopped it. No error: that was asked for, and what was carried until then is
    /// counted here and stays.
    pub cancelled: bool,
    /// Requests made.
    pub requests: u32,
    /// Bytes of request bodies.
    pub bytes_sent: u64,
    /// Bytes of reply bodies.
    pub bytes_received: u64,
    /// Chunks that the hub gave a verdict on.
    pub chunks_sent: u32,
    /// Chunks in the pages received, known ones included.
    pub chunks_received: u32,
    /// Chunks that the hub refused.
    pub refused: Vec<RefusedChunk>,
    /// Region or bus; none when no hub was opened.
    pub role: Option<HubRole>,
    /// The hub; none when no hub was opened.
    pub hub: Option<MemberId>,
}
