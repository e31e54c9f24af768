//! The one write transaction: what is admitted in it is folded into the tables before it
//! commits, and on disk when the call returns.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use rusqlite::Connection;
use sharenum_domain::DocumentId;
use sharenum_ledger::{Certificate, CertificateId, Kind, Replica};

use crate::StoreError;
use crate::identity::{Identity, identity};

/// Verified certificates by id; saves a signature check per chunk.
pub(crate) type Certificates = RefCell<HashMap<CertificateId, Certificate>>;

/// A document whose rows a transaction wrote or took away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Which one.
    pub document: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// Whether every change came from this phone's own member, on whichever device: nobody is
    /// alerted of those.
    pub own: bool,
    /// Whether it left the phone.
    pub removed: bool,
}

/// A document that waits for its fold.
#[derive(Clone, Copy)]
pub(crate) struct Pending {
    pub kind: Kind,
    pub own: bool,
    /// Whether its chunks changed, and not only what is known of their way.
    pub content: bool,
}

/// Everything that may be done inside one transaction. Made by [`Store::write`](crate::Store::write).
pub struct WriteTx<'w> {
    conn: &'w Connection,
    pub(crate) now: Timestamp,
    pub(crate) identity: Option<Identity>,
    pub(crate) certificates: &'w Certificates,
    pub(crate) pending: BTreeMap<DocumentId, Pending>,
    pub(crate) folded: BTreeMap<DocumentId, Touched>,
    /// Documents as they stand after an edit of this transaction, to spare the fold a reading.
    pub(crate) replicas: HashMap<DocumentId, Replica>,
    /// Whether something began to wait, so that the waiting room must be looked at.
    pub(crate) crowded: bool,
}

impl<'w> WriteTx<'w> {
    pub(crate) fn new(
        conn: &'w Connection,
        certificates: &'w Certificates,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            conn,
            now,
            identity: identity(conn)?,
            certificates,
            pending: BTreeMap::new(),
            folded: BTreeMap::new(),
            replicas: HashMap::new(),
            crowded: false,
        })
    }

    /// The connection, inside the transaction: to read what this transaction wrote, and to write
    /// the tables that belong to the engine (`setting`, `alert`, `draft` and the like).
    #[must_use]
    pub const fn conn(&self) -> &'w Connection {
        self.conn
    }

    /// The instant of this transaction, by the clock of the store (UTC).
    #[must_use]
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// Notes that the chunks of a document changed, so that it must be folded again.
    pub(crate) fn touch(&mut self, document: DocumentId, kind: Kind, own: bool) {
        self.note(document, Pending { kind, own, content: true });
    }

    /// Notes that screens must read a document again although its content is the same: it got
    /// further on its way, or was refused.
    pub(crate) fn notice(&mut self, document: DocumentId, kind: Kind) {
        self.note(document, Pending { kind, own: true, content: false });
    }

    fn note(&mut self, document: DocumentId, new: Pending) {
        let pending = self.pending.entry(document).or_insert(new);
        pending.own &= new.own;
        pending.content |= new.content;
    }
}
