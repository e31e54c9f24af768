//! The road of one sync, and what may be said of how it ended.

use sharenum_companion::SyncSummary;
use sharenum_sync::{SyncError, SyncLimits};

use crate::seen::Seen;
use crate::step::{Mishap, Road};

/// What came of a sync.
pub struct Told {
    pub words: String,
    /// Nothing went either way.
    pub quiet: bool,
}

/// The road of one sync, request by request.
pub struct Way {
    road: Road,
    requests: u8,
    tripped: bool,
}

impl Way {
    pub const fn new(road: Road) -> Self {
        Self { road, requests: 0, tripped: false }
    }

    pub fn limits(&self) -> SyncLimits {
        if self.road.narrow {
            SyncLimits { max_requests: 5, upload_bytes: 700, page_bytes: 900 }
        } else {
            SyncLimits::default()
        }
    }

    pub fn next(&mut self) -> Option<Mishap> {
        let number = self.requests;
        self.requests = number.saturating_add(1);
        let trouble = self.road.trouble.filter(|trouble| trouble.at == number)?;
        self.tripped = true;
        Some(trouble.mishap)
    }

    pub fn note(&self, seen: &mut Seen) {
        if let Some(trouble) = self.road.trouble.filter(|_| self.tripped) {
            seen.note(format!("{:?}", trouble.mishap));
        }
    }

    /// Without a mishap, a sync has no reason to fail.
    pub fn judge(
        &self,
        synced: Result<SyncSummary, Result<SyncError, String>>,
    ) -> Result<Told, String> {
        match synced {
            Ok(summary) => {
                let finished = if summary.finished { "" } else { ", unfinished" };
                let (out, back) = (summary.chunks_sent, summary.chunks_received);
                let words = format!(": {out} out, {back} in{finished}");
                Ok(Told { words, quiet: summary.finished && out == 0 && back == 0 })
            }
            Err(Err(fault)) => Err(fault),
            Err(Ok(SyncError::Local(error))) => Err(error.to_string()),
            Err(Ok(error)) if self.tripped => {
                Ok(Told { words: format!(": {}", error.code()), quiet: false })
            }
            Err(Ok(error)) => Err(format!("a sync without mishap failed: {error}")),
        }
    }
}
