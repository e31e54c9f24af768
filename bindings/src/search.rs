//! Search over tickets, guides and workshops.

use sharenum_companion as engine;

use crate::common::pages;
use crate::{DocumentId, DocumentKind, PageRequest, SharenumApp, SharenumError};

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SearchHit {
    /// The document to open.
    pub document: DocumentId,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its title.
    pub title: String,
    /// The part of the text that fits, with `…` where it was cut.
    pub excerpt: String,
}

impl From<engine::SearchHit> for SearchHit {
    fn from(hit: engine::SearchHit) -> Self {
        Self {
            document: hit.document.into(),
            kind: hit.kind.into(),
            title: hit.title,
            excerpt: hit.excerpt,
        }
    }
}

pages! {
    /// A page of what was found.
    SearchPage of SearchHit;
}

#[uniffi::export]
impl SharenumApp {
    /// Tickets, guides and workshops that hold every word of `typed`, the last one as a beginning;
    /// best first. Accents and case make no difference. Works offline.
    pub fn search(&self, typed: String, page: PageRequest) -> Result<SearchPage, SharenumError> {
        Ok(self.engine()?.search(&typed, &page.into())?.into())
    }
}
