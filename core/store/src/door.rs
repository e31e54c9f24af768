//! The one door: every chunk, own or received, is judged here and nowhere else.

use std::cell::RefCell;

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use sharenum_domain::{DeviceId, DocumentId};
use sharenum_ledger::{
    Admission, Certificate, CertificateId, Channel, Chunk, Cited, Known, Origin, PublicKey,
    Refusal, WaitsFor, admit_chunk,
};

use crate::number::from_sql;
use crate::write::Certificates;
use crate::{StoreError, WriteTx};

/// Where a chunk came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// This phone just wrote it: it goes to the outbox, and a refusal is the caller's to show.
    Own,
    /// A hub's feed of this channel.
    Channel(Channel),
    /// No channel: out of quarantine, or from a file.
    Elsewhere,
}

/// What became of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admitted {
    /// In the log, and in the tables with the fold.
    Accepted,
    /// It was here before; nothing changed.
    AlreadyThere,
    /// Kept until its certificate, document or parent arrives.
    Waiting,
    /// Not in the log. A foreign one is in quarantine.
    Refused(Refusal),
}

impl WriteTx<'_> {
    /// Judges a chunk, stores it where it belongs, and lets in those that waited for it.
    ///
    /// # Errors
    /// [`StoreError::NotJoined`] before joining, and those of the file. A refusal is no error.
    pub fn admit(&mut self, bytes: &[u8], source: &Source) -> Result<Admitted, StoreError> {
        self.admit_read(bytes, Chunk::decode(bytes), source)
    }

    /// As [`admit`](Self::admit), for bytes that [`read_page`](Self::read_page) has read.
    ///
    /// # Errors
    /// As [`admit`](Self::admit).
    pub fn admit_read(
        &mut self,
        bytes: &[u8],
        read: Result<Chunk, Refusal>,
        source: &Source,
    ) -> Result<Admitted, StoreError> {
        let (admitted, first) = self.admit_one(bytes, read, source)?;
        if let Some(document) = first {
            self.release(WaitsFor::Document(document))?;
        }
        Ok(admitted)
    }

    /// Reads the chunks of a page and looks at their signatures, on several threads: that is most
    /// of what a first sync does. The door looks again at what does not fit.
    ///
    /// # Errors
    /// [`StoreError::NotJoined`] before joining, and those of the file.
    pub fn read_page(&self, page: &[&[u8]]) -> Result<Vec<Result<Chunk, Refusal>>, StoreError> {
        let known = self.known(self.identity()?.root);
        let find = |id: &CertificateId| Ok::<_, StoreError>(known.certificate(id));
        let (mut read, cited) = Chunk::read_page(page, find)?;
        known.failure()?;
        check_signatures(&mut read, &cited);
        Ok(read)
    }

    /// Lets in the chunks that cite this certificate.
    pub(crate) fn release_certificate(&mut self, id: CertificateId) -> Result<(), StoreError> {
        self.release(WaitsFor::Certificate(id))
    }

    /// The verdict, and the document when this chunk started it.
    pub(crate) fn admit_one(
        &mut self,
        bytes: &[u8],
        read: Result<Chunk, Refusal>,
        source: &Source,
    ) -> Result<(Admitted, Option<DocumentId>), StoreError> {
        let identity = self.identity()?.clone();
        if let Ok(chunk) = &read
            && self.holds(chunk, bytes)?
        {
            self.note_channel(&chunk.document(), source)?;
            return Ok((Admitted::AlreadyThere, None));
        }
        let admission = match read {
            Ok(chunk) => self.judge(chunk, identity.root)?,
            Err(refusal) => Admission::Refused(refusal),
        };
        match admission {
            Admission::Permitted(permitted) => {
                let document = permitted.document();
                self.append(&permitted, &identity, *source == Source::Own)?;
                self.note_channel(&document, source)?;
                self.release_quarantined(bytes)?;
                let first = permitted.chunk().is_first().then_some(document);
                Ok((Admitted::Accepted, first))
            }
            Admission::Waits(chunk, need) => {
                if *source != Source::Own {
                    self.wait(&chunk, need)?;
                    self.note_channel(&chunk.document(), source)?;
                }
                Ok((Admitted::Waiting, None))
            }
            Admission::Refused(refusal) => {
                if *source != Source::Own {
                    self.quarantine_foreign(bytes, source, refusal.code(), &refusal.to_string())?;
                }
                Ok((Admitted::Refused(refusal), None))
            }
        }
    }

    fn judge(&self, chunk: Chunk, root: PublicKey) -> Result<Admission, StoreError> {
        let known = self.known(root);
        let admission = admit_chunk(chunk, &known);
        known.failure()?;
        Ok(admission)
    }

    fn known(&self, root: PublicKey) -> SqlKnown<'_> {
        let failed = RefCell::new(None);
        SqlKnown { conn: self.conn(), root, certificates: self.certificates, failed }
    }

    /// Whether this chunk is in the log, or these bytes wait already.
    fn holds(&self, chunk: &Chunk, bytes: &[u8]) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM chunk WHERE id = ?1)
                       OR EXISTS (SELECT 1 FROM waiting WHERE id = ?2)";
        let (id, name) = (chunk.id(), Sha256::digest(bytes));
        let params = params![id.as_bytes().as_slice(), name.as_slice()];
        Ok(self.conn().prepare_cached(sql)?.query_row(params, |row| row.get(0))?)
    }

    fn note_channel(&self, document: &DocumentId, source: &Source) -> Result<(), StoreError> {
        let Source::Channel(channel) = source else { return Ok(()) };
        let sql = "INSERT OR IGNORE INTO document_channel (document, channel) VALUES (?1, ?2)";
        let params = params![document.as_bytes().as_slice(), channel.to_bytes()];
        self.conn().prepare_cached(sql)?.execute(params)?;
        Ok(())
    }
}

/// Fewer signatures than this are checked before other threads have begun.
const WORTH_A_THREAD: usize = 16;
/// A phone has more cores, but not more fast ones.
const MOST_THREADS: usize = 4;

/// Checks the signatures, on several threads where there are many.
fn check_signatures(read: &mut [Result<Chunk, Refusal>], cited: &Cited) {
    let check = |part| Chunk::check_page(part, cited);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.min(MOST_THREADS).min(read.len() / WORTH_A_THREAD).max(1);
    let part = read.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let mut parts = read.chunks_mut(part);
        let own = parts.next();
        for part in parts {
            scope.spawn(|| check(part));
        }
        own.map(check);
    });
}

/// What the ledger asks, answered from the tables.
struct SqlKnown<'a> {
    conn: &'a Connection,
    root: PublicKey,
    certificates: &'a Certificates,
    failed: RefCell<Option<StoreError>>,
}

impl SqlKnown<'_> {
    /// A file that does not answer must not pass for "not known".
    fn failure(self) -> Result<(), StoreError> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    fn ask<T>(&self, answer: Result<Option<T>, StoreError>) -> Option<T> {
        answer.unwrap_or_else(|error| {
            self.failed.borrow_mut().get_or_insert(error);
            None
        })
    }

    fn read_certificate(&self, id: &CertificateId) -> Result<Option<Certificate>, StoreError> {
        let sql = "SELECT bytes FROM certificate WHERE id = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let id = id.as_bytes().as_slice();
        let bytes: Option<Vec<u8>> = statement.query_row([id], |row| row.get(0)).optional()?;
        Ok(bytes.map(|bytes| Certificate::decode_verified(&bytes, &self.root)).transpose()?)
    }

    fn read_last_seq(&self, device: &DeviceId) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT min(last_seq) FROM revocation WHERE device = ?1";
        let device = device.as_bytes().as_slice();
        let last: Option<i64> =
            self.conn.prepare_cached(sql)?.query_row([device], |row| row.get(0))?;
        Ok(last.map(from_sql))
    }
}

impl Known for SqlKnown<'_> {
    fn root(&self) -> &PublicKey {
        &self.root
    }

    fn certificate(&self, id: &CertificateId) -> Option<Certificate> {
        if let Some(certificate) = self.certificates.borrow().get(id) {
            return Some(certificate.clone());
        }
        let certificate = self.ask(self.read_certificate(id))?;
        self.certificates.borrow_mut().insert(*id, certificate.clone());
        Some(certificate)
    }

    fn origin(&self, document: &DocumentId) -> Option<Origin> {
        self.ask(crate::log::origin(self.conn, document))
    }

    fn last_accepted_seq(&self, device: &DeviceId) -> Option<u64> {
        self.ask(self.read_last_seq(device))
    }
}
