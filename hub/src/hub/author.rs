//! What the hub itself writes: through the same door as everybody.

use sharenum_domain::DocumentId;
use sharenum_ledger::author::NewDocument;
use sharenum_ledger::{Author, Channel, Document, Refusal};

use super::{Door, Entered};
use crate::HubError;
use crate::documents;
use crate::hub::open::damaged;

/// The last sequence number this device used.
const OWN_SEQ: &str = "own_seq";

/// A document that the hub starts.
pub(crate) struct NewOwn {
    /// What it answers.
    pub parent: Option<DocumentId>,
    /// Where it goes.
    pub routes: Vec<Channel>,
}

impl Door<'_> {
    /// Starts a document of the hub.
    pub(crate) fn create<T: Document>(
        &mut self,
        new: NewOwn,
        content: &T,
    ) -> Result<DocumentId, HubError> {
        let seq = self.next_seq()?;
        let certificate = self.hub.certificate();
        let document = NewDocument {
            kind: T::KIND,
            writers: vec![certificate.claims().member],
            parent: new.parent,
            routes: new.routes,
        };
        let bytes = self.author(&certificate).create(seq, document, &content.to_fields())?;
        self.own(&bytes)
    }

    /// Brings a document of the hub to `content`; `false` when it said so already.
    pub(crate) fn edit<T: Document>(
        &mut self,
        document: &DocumentId,
        routes: Option<Vec<Channel>>,
        content: &T,
    ) -> Result<bool, HubError> {
        let row = self.tables.document(document)?.ok_or_else(|| damaged("document"))?;
        let mut replica = documents::replica(self.tables, document)?;
        let seq = self.next_seq()?;
        let certificate = self.hub.certificate();
        let target = content.to_fields();
        let change =
            self.author(&certificate).change(seq, &row.origin, &mut replica, routes, &target)?;
        match change {
            None => Ok(false),
            Some(bytes) => self.own(&bytes).map(|_| true),
        }
    }

    fn author(&self, certificate: &sharenum_ledger::Certificate) -> Author<'_> {
        Author {
            key: &self.hub.key,
            certificate: certificate.id(),
            incarnation: self.hub.incarnation,
        }
    }

    fn own(&mut self, bytes: &[u8]) -> Result<DocumentId, HubError> {
        match self.chunk(bytes)? {
            Entered::Accepted(..) | Entered::AlreadyThere(..) => {
                Ok(sharenum_ledger::Chunk::decode(bytes)?.document())
            }
            Entered::Refused(refusal) => Err(refusal.into()),
            // The hub knows its own certificate and the parents of what it answers.
            Entered::Waiting => Err(Refusal::BadParent.into()),
        }
    }

    fn next_seq(&self) -> Result<u64, HubError> {
        let last = match self.tables.meta(OWN_SEQ)? {
            None => 0,
            Some(bytes) => {
                u64::from_be_bytes(bytes.try_into().map_err(|_| damaged("sequence number"))?)
            }
        };
        self.tables.set_meta(OWN_SEQ, &(last + 1).to_be_bytes())?;
        Ok(last + 1)
    }
}
