//! What a transaction has read already, so that a page of chunks asks for each thing once.
//!
//! Nobody writes in between: a writing transaction is alone in the file, and a reading one sees
//! a snapshot. It is dropped with its transaction, done or undone.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use sharenum_domain::DocumentId;
use sharenum_ledger::{CertificateId, Channel};

use crate::storage::{ChannelHead, DocumentRow};

/// The end of a channel's log.
#[derive(Clone, Copy)]
pub(super) struct End {
    /// The channel's number in this file.
    pub number: i64,
    pub head: ChannelHead,
    /// Entries were added that the channel's row does not count yet.
    pub moved: bool,
}

/// What was read or written in this transaction.
#[derive(Default)]
pub(super) struct Seen {
    pub ends: RefCell<HashMap<Channel, End>>,
    /// Certificates that stand in the log of the channel with this number.
    pub certificates: RefCell<HashSet<(i64, CertificateId)>>,
    pub documents: RefCell<HashMap<DocumentId, DocumentRow>>,
    /// The channels that a document is in.
    pub channels: RefCell<HashMap<DocumentId, Vec<Channel>>>,
}
