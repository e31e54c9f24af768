//! Who is there: challenge, session, joining and renewal.

use data_encoding::HEXLOWER;
use minicbor::{Decode, Encode};
use sharenum_domain::MemberId;
use sharenum_ledger::HubRole;

use super::{
    Epoch, MAX_CERTIFICATE_BYTES, MAX_CHALLENGE_BYTES, MAX_INVITATION_BYTES,
    MAX_SMALL_MESSAGE_BYTES, Message, codec,
};

/// What opens a session's requests; random, and worthless to another hub.
pub type Token = [u8; 16];

/// First request to a hub that this side has no session with.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ChallengeRequest {
    /// Random; the signed reply is bound to it, so an old reply does not fit.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub nonce: [u8; 16],
}

/// Who the hub is, and what it wants signed.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ChallengeReply {
    /// The hub's certificate, signed by the region's root key.
    #[n(0)]
    #[cbor(
        encode_with = "codec::encode_blob",
        decode_with = "codec::decode_blob::<_, MAX_CERTIFICATE_BYTES>"
    )]
    pub certificate: Vec<u8>,
    /// Opaque, at most [`MAX_CHALLENGE_BYTES`] bytes, good for one session request.
    #[n(1)]
    #[cbor(
        encode_with = "codec::encode_blob",
        decode_with = "codec::decode_blob::<_, MAX_CHALLENGE_BYTES>"
    )]
    pub challenge: Vec<u8>,
    /// Region or bus; the certificate must say the same.
    #[n(2)]
    #[cbor(with = "codec::role")]
    pub role: HubRole,
    /// The hub's log as it is now.
    #[n(3)]
    #[cbor(with = "minicbor::bytes")]
    pub epoch: Epoch,
}

/// Opens a session.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SessionRequest {
    /// The device's certificate.
    #[n(0)]
    #[cbor(
        encode_with = "codec::encode_blob",
        decode_with = "codec::decode_blob::<_, MAX_CERTIFICATE_BYTES>"
    )]
    pub certificate: Vec<u8>,
    /// The challenge as it was received.
    #[n(1)]
    #[cbor(
        encode_with = "codec::encode_blob",
        decode_with = "codec::decode_blob::<_, MAX_CHALLENGE_BYTES>"
    )]
    pub challenge: Vec<u8>,
    /// The device's signature over [`session_proof`].
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub proof: [u8; 64],
}

/// An open session.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SessionReply {
    /// Goes into [`bearer`] of the requests that follow.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub token: Token,
    /// How long the hub means to keep the session, in seconds; it may forget it sooner.
    #[n(1)]
    pub expires_in_s: u32,
}

/// Turns an invitation into a certificate; a region answers, a bus does not.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct JoinRequest {
    /// The invitation's code as the person typed it, trimmed.
    #[n(0)]
    #[cbor(decode_with = "codec::decode_text::<_, MAX_INVITATION_BYTES>")]
    pub code: String,
    /// The public key of the new device.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub device_key: [u8; 32],
    /// The device's signature over [`join_proof`].
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub proof: [u8; 64],
}

/// A new member's papers.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct JoinReply {
    /// The device's certificate.
    #[n(0)]
    #[cbor(
        encode_with = "codec::encode_blob",
        decode_with = "codec::decode_blob::<_, MAX_CERTIFICATE_BYTES>"
    )]
    pub certificate: Vec<u8>,
    /// The region's root key: what every later certificate is checked against.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub root_key: [u8; 32],
    /// The certificate of the hub that answers.
    #[n(2)]
    #[cbor(
        encode_with = "codec::encode_blob",
        decode_with = "codec::decode_blob::<_, MAX_CERTIFICATE_BYTES>"
    )]
    pub hub_certificate: Vec<u8>,
    /// The member that the device belongs to, as in its certificate.
    #[n(3)]
    #[cbor(with = "codec::member")]
    pub member: MemberId,
}

/// Asks, with a session, for a certificate that lasts longer.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RenewRequest {
    /// Random; the signed reply is bound to it.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub nonce: [u8; 16],
}

/// A certificate for the same member and device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RenewReply {
    /// The new certificate.
    #[n(0)]
    #[cbor(
        encode_with = "codec::encode_blob",
        decode_with = "codec::decode_blob::<_, MAX_CERTIFICATE_BYTES>"
    )]
    pub certificate: Vec<u8>,
}

macro_rules! small_messages {
    ($($name:ident),+) => {
        $(impl Message for $name { const MAX_BYTES: usize = MAX_SMALL_MESSAGE_BYTES; })+
    };
}

small_messages!(
    ChallengeRequest,
    ChallengeReply,
    SessionRequest,
    SessionReply,
    JoinRequest,
    JoinReply,
    RenewRequest,
    RenewReply
);

/// What a device signs to open a session. The hub's id is part of it: a hub that passes another
/// hub's challenge on gets a proof that the other refuses.
pub fn session_proof(hub: &MemberId, challenge: &[u8]) -> Vec<u8> {
    [b"sharenum session v1".as_slice(), hub.as_bytes(), challenge].concat()
}

/// What a device signs to join: it has the key that it asks a certificate for.
pub fn join_proof(code: &str) -> Vec<u8> {
    [b"sharenum join v1".as_slice(), code.as_bytes()].concat()
}

/// The value of the `Authorization` header for a session.
pub fn bearer(token: &Token) -> String {
    format!("Bearer {}", HEXLOWER.encode(token))
}

/// The token in the value of an `Authorization` header, if it has one.
pub fn parse_bearer(header: &str) -> Option<Token> {
    let (scheme, token) = header.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    let token = HEXLOWER.decode(token.trim().as_bytes()).ok()?;
    token.try_into().ok()
}
