//! Search over tickets, guides and workshops.

use sharenum_store::queries::{Page, PageRequest, search};

use crate::Result;
use crate::engine::CompanionEngine;

/// Something that was found: document, kind, title and the part of the text that fits.
pub type SearchHit = search::Hit;

impl CompanionEngine {
    /// Tickets, guides and workshops that hold every word of `typed`, the last one as a
    /// beginning. Accents and case make no difference, and nothing that a person types is read as
    /// an operator. Best first; where more than 500 fit, the newest 500, and `total` says how many
    /// there are.
    ///
    /// # Errors
    /// Those of the file.
    pub fn search(&self, typed: &str, page: &PageRequest) -> Result<Page<SearchHit>> {
        self.read(|context| Ok(search::search(context.conn, typed, page)?))
    }
}
