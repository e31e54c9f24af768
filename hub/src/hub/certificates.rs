//! Certificates that were verified once need not be verified again: their id is their content.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use sharenum_ledger::{Certificate, CertificateId, PublicKey};

use crate::HubError;
use crate::storage::{CertificateRow, StorageError, Tables};

/// About 1 KB each.
const MOST: usize = 8_192;

/// Verified certificates, bounded.
#[derive(Default)]
pub(crate) struct CertificateCache {
    verified: Mutex<HashMap<CertificateId, Certificate>>,
}

impl CertificateCache {
    /// The certificate with this id, from memory or from the tables.
    pub(crate) fn get(
        &self,
        tables: &dyn Tables,
        id: &CertificateId,
        root: &PublicKey,
    ) -> Result<Option<Certificate>, StorageError> {
        // The row is asked for each time: one that an undone transaction wrote is not there, and
        // chunks that cite it must wait.
        let Some(bytes) = tables.certificate(id)? else { return Ok(None) };
        if let Some(known) = self.lock().get(id) {
            return Ok(Some(known.clone()));
        }
        let certificate = Certificate::decode_verified(&bytes, root).map_err(|refusal| {
            StorageError::Damaged(format!("certificate {id}: {}", refusal.code()))
        })?;
        let mut verified = self.lock();
        if verified.len() >= MOST {
            verified.clear();
        }
        verified.insert(certificate.id(), certificate.clone());
        Ok(Some(certificate))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<CertificateId, Certificate>> {
        self.verified.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps a verified certificate; `false` when it was there.
pub(super) fn add(tables: &dyn Tables, certificate: &Certificate) -> Result<bool, HubError> {
    Ok(tables.add_certificate(&CertificateRow {
        id: certificate.id(),
        device: certificate.device(),
        member: certificate.claims().member,
        issued: certificate.claims().issued.as_second(),
        bytes: certificate.bytes().to_vec(),
    })?)
}

/// Keeps a verified certificate.
pub(super) fn keep(tables: &dyn Tables, certificate: &Certificate) -> Result<(), HubError> {
    add(tables, certificate).map(|_| ())
}
