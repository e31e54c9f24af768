//! What the region refused: send it again, or give it up. To change it, edit it as usual.

use sharenum_domain::DocumentId;

use crate::Result;
use crate::engine::CompanionEngine;

impl CompanionEngine {
    /// Sends a refused document again as it stands; answers its id, which is a new one when its
    /// first change had been refused.
    ///
    /// # Errors
    /// [`EngineError::NotFound`](crate::EngineError::NotFound) when it is not on this phone.
    pub fn resubmit(&self, document: &DocumentId) -> Result<DocumentId> {
        self.write(|writing| Ok(writing.tx.resubmit(writing.key, document)?.document))
    }

    /// Gives up what the region refused of a document; what it had accepted stays.
    ///
    /// # Errors
    /// [`EngineError::NotFound`](crate::EngineError::NotFound) when it is not on this phone.
    pub fn discard(&self, document: &DocumentId) -> Result<()> {
        self.write(|writing| {
            writing.tx.discard(document)?;
            Ok(())
        })
    }
}
