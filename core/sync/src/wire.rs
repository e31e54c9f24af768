//! Protocol v1 as bytes: every message, its limits, and how a refusal is said.
//!
//! A request is plain CBOR. A reply is the same CBOR inside a COSE envelope that the hub signs
//! over the request it answers ([`sharenum_ledger::envelope`]), so that neither a captive portal
//! nor an old reply can pass for the hub. A refusal is a [`Problem`].
//!
//! Decoding is bounded: a message larger than its kind allows, a list that announces more
//! elements than the protocol permits, or bytes after the end are refused before anything is
//! allocated for them. Unknown map keys are ignored, so a later version may add fields.

mod codec;
mod exchange;
mod problem;
mod session;

pub use exchange::{
    Checksum, Cursor, Entry, Epoch, ExchangeReply, ExchangeRequest, Feed, START_CHECKSUM, Verdict,
};
pub use problem::{Problem, ProblemCode};
pub use session::{
    ChallengeReply, ChallengeRequest, JoinReply, JoinRequest, RenewReply, RenewRequest,
    SessionReply, SessionRequest, Token, bearer, join_proof, parse_bearer, session_proof,
};

use minicbor::decode::Decoder;

/// Media type of every request body.
pub const REQUEST_TYPE: &str = "application/vnd.sharenum.v1+cbor";
/// Media type of every signed reply body.
pub const REPLY_TYPE: &str = "application/vnd.sharenum.v1+cose";
/// Media type of a refusal (RFC 9457).
pub const PROBLEM_TYPE: &str = "application/problem+json";

/// Paths of the protocol, below the hub's URL.
pub mod path {
    /// Asks a hub who it is and for a challenge.
    pub const CHALLENGE: &str = "/v1/challenge";
    /// Answers the challenge and opens a session.
    pub const SESSION: &str = "/v1/session";
    /// Pushes and pulls, with a session.
    pub const EXCHANGE: &str = "/v1/exchange";
    /// Turns an invitation into a certificate.
    pub const JOIN: &str = "/v1/join";
    /// Renews the certificate of the session's device.
    pub const RENEW: &str = "/v1/renew";
}

/// Chunks in one request, at most; a hub answers as many verdicts.
pub const MAX_CHUNKS_PER_REQUEST: usize = 1_000;
/// Certificates that travel with one request, at most.
pub const MAX_CERTIFICATES_PER_REQUEST: usize = 1_000;
/// Custody receipts that a bus hands over in one request, at most.
pub const MAX_RECEIPTS_PER_REQUEST: usize = 1_000;
/// Channels in one request, at most.
pub const MAX_CHANNELS_PER_REQUEST: usize = 64;
/// Entries of one feed in one reply, at most.
pub const MAX_ENTRIES_PER_FEED: usize = 8_192;
/// Bytes of one encoded certificate, at most.
pub const MAX_CERTIFICATE_BYTES: usize = 4 * 1024;
/// Bytes of one encoded receipt, at most: it names up to 1,000 chunks.
pub const MAX_RECEIPT_BYTES: usize = 64 * 1024;
/// Bytes of a challenge, at most.
pub const MAX_CHALLENGE_BYTES: usize = 64;
/// Bytes of an invitation code, at most.
pub const MAX_INVITATION_BYTES: usize = 128;
/// Bytes of one request body, at most.
pub const MAX_REQUEST_BYTES: usize = 1024 * 1024;
/// Bytes of one reply body, at most, envelope included.
pub const MAX_REPLY_BYTES: usize = 8 * 1024 * 1024;
/// Bytes of entries in one reply, unless a single chunk is larger.
pub const PAGE_BYTES: usize = 128 * 1024;
/// Bytes of a message that carries no chunks, at most.
const MAX_SMALL_MESSAGE_BYTES: usize = 16 * 1024;

/// A message that protocol v1 knows.
pub trait Message: minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()> {
    /// Bytes of the encoded message, at most.
    const MAX_BYTES: usize;
}

/// Why bytes are not the message that was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// More bytes than this kind of message may have.
    #[error("the message has {found} bytes and may have {allowed}; send less at a time")]
    TooLarge {
        /// Bytes found.
        found: usize,
        /// Bytes allowed.
        allowed: usize,
    },
    /// The message stops before its end.
    #[error("the message was cut short; send it again")]
    CutShort,
    /// Something follows the message.
    #[error("{0} bytes follow the message; the sender does not speak this version")]
    TrailingBytes(usize),
    /// Not this message at all.
    #[error("the message cannot be read ({0}); the sender may run another version")]
    Malformed(String),
}

/// Encodes a message.
pub fn encode<M: Message>(message: &M) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Memory refuses no byte and none of these encoders gives up, so there is no error to pass on.
    let written = minicbor::encode(message, &mut bytes);
    debug_assert!(written.is_ok());
    bytes
}

/// Decodes exactly one message of the expected kind.
pub fn decode<M: Message>(bytes: &[u8]) -> Result<M, WireError> {
    if bytes.len() > M::MAX_BYTES {
        return Err(WireError::TooLarge { found: bytes.len(), allowed: M::MAX_BYTES });
    }
    let mut decoder = Decoder::new(bytes);
    let message = decoder.decode().map_err(|error: minicbor::decode::Error| {
        if error.is_end_of_input() {
            WireError::CutShort
        } else {
            WireError::Malformed(error.to_string())
        }
    })?;
    match bytes.len() - decoder.position() {
        0 => Ok(message),
        rest => Err(WireError::TrailingBytes(rest)),
    }
}
