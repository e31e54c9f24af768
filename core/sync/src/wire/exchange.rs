//! The one message that carries changes, both ways.

use minicbor::{Decode, Encode};
use sharenum_domain::DocumentId;
use sharenum_ledger::{Channel, MAX_CHUNK_BYTES};

use super::{
    MAX_CERTIFICATE_BYTES, MAX_CERTIFICATES_PER_REQUEST, MAX_CHANNELS_PER_REQUEST,
    MAX_CHUNKS_PER_REQUEST, MAX_ENTRIES_PER_FEED, MAX_RECEIPT_BYTES, MAX_RECEIPTS_PER_REQUEST,
    MAX_REPLY_BYTES, MAX_REQUEST_BYTES, Message, codec,
};

/// Which log of a hub is meant: a restored or reinstalled hub starts another one.
pub type Epoch = [u8; 8];
/// What a channel's log amounts to up to some entry.
pub type Checksum = [u8; 8];
/// The checksum before the first entry of a channel.
pub const START_CHECKSUM: Checksum = [0; 8];

/// Push and pull in one request; with nothing new it holds cursors only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ExchangeRequest {
    /// Certificates that the chunks cite and the hub may not have.
    #[n(0)]
    #[cbor(
        skip_if = "Vec::is_empty",
        encode_with = "codec::encode_blobs",
        decode_with = "codec::decode_blobs::<_, MAX_CERTIFICATES_PER_REQUEST, MAX_CERTIFICATE_BYTES>"
    )]
    pub certificates: Vec<Vec<u8>>,
    /// Signed chunks, in the order in which they were authored.
    #[n(1)]
    #[cbor(
        skip_if = "Vec::is_empty",
        encode_with = "codec::encode_blobs",
        decode_with = "codec::decode_blobs::<_, MAX_CHUNKS_PER_REQUEST, MAX_CHUNK_BYTES>"
    )]
    pub chunks: Vec<Vec<u8>>,
    /// A bus's custody receipts: who asked first is decided by them.
    #[n(2)]
    #[cbor(
        skip_if = "Vec::is_empty",
        encode_with = "codec::encode_blobs",
        decode_with = "codec::decode_blobs::<_, MAX_RECEIPTS_PER_REQUEST, MAX_RECEIPT_BYTES>"
    )]
    pub receipts: Vec<Vec<u8>>,
    /// The channels to read, each from where this side stands.
    #[n(3)]
    #[cbor(
        skip_if = "Vec::is_empty",
        decode_with = "codec::decode_list::<_, _, MAX_CHANNELS_PER_REQUEST>"
    )]
    pub pull: Vec<Cursor>,
    /// Bytes of entries wanted in the reply; a single larger chunk still comes alone.
    #[n(4)]
    pub max_bytes: u32,
    /// Makes two requests with the same content differ, so that an old reply fits none.
    #[n(5)]
    #[cbor(with = "minicbor::bytes")]
    pub nonce: [u8; 8],
}

impl Message for ExchangeRequest {
    const MAX_BYTES: usize = MAX_REQUEST_BYTES;
}

/// What a hub did with the chunks, and what it has for this side.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ExchangeReply {
    /// The hub's log as it is now.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub epoch: Epoch,
    /// One verdict for each chunk of the request, in its order.
    #[n(1)]
    #[cbor(
        skip_if = "Vec::is_empty",
        decode_with = "codec::decode_list::<_, _, MAX_CHUNKS_PER_REQUEST>"
    )]
    pub verdicts: Vec<Verdict>,
    /// The hub's signed receipt for the chunks that it holds.
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub receipt: Option<Vec<u8>>,
    /// Channels with something new; the others are left out.
    #[n(3)]
    #[cbor(
        skip_if = "Vec::is_empty",
        decode_with = "codec::decode_list::<_, _, MAX_CHANNELS_PER_REQUEST>"
    )]
    pub feeds: Vec<Feed>,
}

impl Message for ExchangeReply {
    const MAX_BYTES: usize = MAX_REPLY_BYTES;
}

/// How far one side has read one channel of one hub's log.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Cursor {
    /// The channel.
    #[n(0)]
    pub channel: Channel,
    /// The log in which `seq` counts.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub epoch: Epoch,
    /// The last entry read, from 1; 0 when none was.
    #[n(2)]
    pub seq: u64,
    /// The channel's checksum at `seq`.
    #[n(3)]
    #[cbor(with = "minicbor::bytes")]
    pub checksum: Checksum,
}

impl Cursor {
    /// The place before the first entry of a channel.
    pub fn start(channel: Channel, epoch: Epoch) -> Self {
        Self { channel, epoch, seq: 0, checksum: START_CHECKSUM }
    }
}

/// A page of one channel.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Feed {
    /// The channel.
    #[n(0)]
    pub channel: Channel,
    /// The cursor did not fit this log, so the entries start from the first one.
    #[n(1)]
    pub reset: bool,
    /// What is new, in the log's order.
    #[n(2)]
    #[cbor(decode_with = "codec::decode_list::<_, _, MAX_ENTRIES_PER_FEED>")]
    pub entries: Vec<Entry>,
    /// Where this page ends; it is stored with the entries, in one transaction.
    #[n(3)]
    pub next: Cursor,
    /// Another page waits.
    #[n(4)]
    pub more: bool,
}

/// One entry of a channel's log.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(flat)]
pub enum Entry {
    /// A certificate, always before the first chunk that cites it.
    #[n(0)]
    Certificate(
        #[n(0)]
        #[cbor(
            encode_with = "codec::encode_blob",
            decode_with = "codec::decode_blob::<_, MAX_CERTIFICATE_BYTES>"
        )]
        Vec<u8>,
    ),
    /// A signed chunk.
    #[n(1)]
    Chunk(
        #[n(0)]
        #[cbor(
            encode_with = "codec::encode_blob",
            decode_with = "codec::decode_blob::<_, MAX_CHUNK_BYTES>"
        )]
        Vec<u8>,
    ),
    /// The document is no longer routed to this channel.
    #[n(2)]
    Remove(
        #[n(0)]
        #[cbor(with = "codec::document")]
        DocumentId,
    ),
}

/// What a hub did with one chunk.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(flat)]
pub enum Verdict {
    /// Admitted and on the hub's disk.
    #[n(0)]
    Accepted,
    /// Admitted before; sending again is harmless.
    #[n(1)]
    AlreadyThere,
    /// On the hub's disk until its certificate or its parent arrives.
    #[n(2)]
    Waiting,
    /// Not admitted; the author may edit and send again.
    #[n(3)]
    Refused {
        /// The stable code of [`sharenum_ledger::Refusal`].
        #[n(0)]
        #[cbor(decode_with = "codec::decode_text::<_, 64>")]
        code: String,
        /// One sentence for the author.
        #[n(1)]
        #[cbor(decode_with = "codec::decode_text::<_, 2_000>")]
        detail: String,
    },
}
