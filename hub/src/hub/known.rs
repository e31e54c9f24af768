//! What admission asks of the tables.

use std::cell::RefCell;

use sharenum_domain::{DeviceId, DocumentId};
use sharenum_ledger::{Certificate, CertificateId, Known, Origin, PublicKey};

use super::Hub;
use crate::storage::{StorageError, Tables};

/// [`Known`] over one transaction. Admission has no word for a failing disk: the first failure
/// is kept, and whoever asked must look at it before believing the verdict.
pub(super) struct KnownTables<'a> {
    hub: &'a Hub,
    tables: &'a dyn Tables,
    failure: RefCell<Option<StorageError>>,
}

impl<'a> KnownTables<'a> {
    pub(super) fn new(hub: &'a Hub, tables: &'a dyn Tables) -> Self {
        Self { hub, tables, failure: RefCell::new(None) }
    }

    /// What went wrong while admission asked.
    pub(super) fn failure(self) -> Option<StorageError> {
        self.failure.into_inner()
    }

    fn or_keep<T>(&self, found: Result<Option<T>, StorageError>) -> Option<T> {
        found.unwrap_or_else(|error| {
            self.failure.borrow_mut().get_or_insert(error);
            None
        })
    }
}

impl Known for KnownTables<'_> {
    fn root(&self) -> &PublicKey {
        &self.hub.root_key
    }

    fn certificate(&self, id: &CertificateId) -> Option<Certificate> {
        self.or_keep(self.hub.certificates.get(self.tables, id, &self.hub.root_key))
    }

    fn origin(&self, document: &DocumentId) -> Option<Origin> {
        self.or_keep(self.tables.document(document).map(|row| row.map(|row| row.origin)))
    }

    fn last_accepted_seq(&self, device: &DeviceId) -> Option<u64> {
        self.or_keep(self.tables.revoked_after(device))
    }
}
