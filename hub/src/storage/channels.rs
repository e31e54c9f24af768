//! The log of each channel: what a phone that follows it is told, in order.

use sharenum_domain::DocumentId;
use sharenum_ledger::{CertificateId, Channel};

use super::StorageError;

/// A chain over a channel's entries; two logs with the same checksum tell the same story.
pub type Checksum = [u8; 8];

/// What an entry of a channel's log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A certificate that a later chunk of this channel cites.
    Certificate,
    /// A chunk of a document that is routed here.
    Chunk,
    /// A document that is no longer routed here.
    Remove,
}

impl EntryKind {
    /// The byte that enters the checksum and the file.
    #[must_use]
    pub const fn as_u8(self) -> u8 {
        match self {
            Self::Certificate => 1,
            Self::Chunk => 2,
            Self::Remove => 3,
        }
    }

    /// Reads what [`as_u8`](Self::as_u8) wrote.
    #[must_use]
    pub const fn from_u8(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::Certificate),
            2 => Some(Self::Chunk),
            3 => Some(Self::Remove),
            _ => None,
        }
    }
}

/// The end of a channel's log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChannelHead {
    /// How many entries there are; the last one's number.
    pub n: u64,
    /// The checksum after the last one; zeros when there is none.
    pub checksum: Checksum,
}

/// One entry of a channel's log with what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelEntry {
    /// Its number, from 1.
    pub n: u64,
    /// What it is.
    pub kind: EntryKind,
    /// The id of the certificate, chunk or document.
    pub id: Vec<u8>,
    /// The checksum after it.
    pub checksum: Checksum,
    /// The document of a chunk, when it is routed to the channel today. A chunk without one is
    /// not served any more: the document left the channel, and a later entry says so.
    pub routed: bool,
    /// The bytes of the certificate or chunk; empty for a removal.
    pub bytes: Vec<u8>,
}

/// The logs of the channels.
pub trait Channels {
    /// The end of a channel's log.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn channel_head(&self, channel: &Channel) -> Result<ChannelHead, StorageError>;

    /// The checksum after entry `n`; zeros for 0, `None` beyond the end.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn checksum_at(&self, channel: &Channel, n: u64) -> Result<Option<Checksum>, StorageError>;

    /// Hands the entries after `n` to `take`, in order, until it answers `false`.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn entries_after(
        &self,
        channel: &Channel,
        n: u64,
        take: &mut dyn FnMut(ChannelEntry) -> bool,
    ) -> Result<(), StorageError>;

    /// Appends an entry whose checksum the caller computed; `head` is the channel's new end.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn push_entry(
        &self,
        channel: &Channel,
        head: ChannelHead,
        kind: EntryKind,
        id: &[u8],
    ) -> Result<(), StorageError>;

    /// The channels a document is in now.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn channels_of(&self, document: &DocumentId) -> Result<Vec<Channel>, StorageError>;

    /// Notes that a document is (or is no longer) in a channel.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn set_in_channel(
        &self,
        channel: &Channel,
        document: &DocumentId,
        present: bool,
    ) -> Result<(), StorageError>;

    /// Notes that a channel's log has a certificate; `false` when it already had.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn note_certificate(
        &self,
        channel: &Channel,
        certificate: &CertificateId,
    ) -> Result<bool, StorageError>;
}
