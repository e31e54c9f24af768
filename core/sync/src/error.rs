//! Why a sync stopped, in words for the person who waits for it.

use sharenum_ledger::Refusal;

use crate::local::LocalError;
use crate::wire::WireError;

/// Why a sync or a join stopped. In every case the outbox and the cursors are as they were: the
/// next sync goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// No answer.
    #[error("the hub does not answer ({reason}); check the network and try again later")]
    Unreachable {
        /// What the network said, without personal data.
        reason: String,
    },
    /// Somebody answers with a certificate that this device does not trust.
    #[error(
        "the certificate of this hub is not trusted here ({reason}); check the hub's address and \
         this device's date, or ask whoever runs the hub for its own certificate"
    )]
    Untrusted {
        /// What is wrong with it.
        reason: String,
    },
    /// The network wants something from the person first.
    #[error(
        "this network shows its own page instead of the hub; open a browser, accept the network's \
         page, then try again"
    )]
    CaptivePortal,
    /// The address of the hub cannot be used.
    #[error("this address cannot be used for a hub: {reason}")]
    Address {
        /// What is wrong with it and what to write instead.
        reason: String,
    },
    /// The hub belongs to another region, or this device does.
    #[error("this hub belongs to another region; sync with a hub of your own region")]
    OtherRegion,
    /// The certificate of this device is past its date.
    #[error(
        "this device has not met its region for too long and its certificate has expired; ask a \
         coordinator for a new invitation, what you wrote stays on this device"
    )]
    ExpiredCertificate,
    /// This device was revoked.
    #[error("this device was revoked; ask your coordinator, what you wrote stays on this device")]
    Revoked,
    /// The hub was revoked: its box may be in other hands.
    #[error(
        "this hub was revoked by the region and is not to be trusted; sync with another hub, and \
         tell your coordinator where you met this one"
    )]
    HubRevoked,
    /// The hub refused the request.
    #[error("the hub refused ({code}): {detail}")]
    Refused {
        /// The stable code of the problem.
        code: String,
        /// What happened and what to do.
        detail: String,
    },
    /// Something answered that is not a hub of this protocol, or a hub that breaks it.
    #[error(
        "the answer is not one of a hub of your region ({reason}); check the hub's address, \
             and if it is right tell whoever runs the hub"
    )]
    BadReply {
        /// What is wrong with the answer.
        reason: String,
    },
    /// The answer stopped before its end.
    #[error("the answer of the hub was cut short; stay near the network and try again")]
    CutShort,
    /// The answer, or the request, is larger than anything the protocol needs.
    #[error(
        "more bytes than the protocol allows; check the hub's address, or tell whoever runs it"
    )]
    TooLarge,
    /// This side's own storage failed.
    #[error("this device could not use its own file: {0}")]
    Local(#[from] LocalError),
}

impl SyncError {
    /// A stable word for each kind, for logs and shells.
    pub fn code(&self) -> &str {
        match self {
            Self::Unreachable { .. } => "unreachable",
            Self::Untrusted { .. } => "untrusted-hub",
            Self::CaptivePortal => "captive-portal",
            Self::Address { .. } => "address",
            Self::OtherRegion => "other-region",
            Self::ExpiredCertificate => "expired-certificate",
            Self::Revoked => "revoked",
            Self::HubRevoked => "hub-revoked",
            Self::Refused { code, .. } => code,
            Self::BadReply { .. } => "bad-reply",
            Self::CutShort => "cut-short",
            Self::TooLarge => "too-large",
            Self::Local(_) => "local",
        }
    }

    pub(crate) fn bad_reply(reason: impl Into<String>) -> Self {
        Self::BadReply { reason: reason.into() }
    }

    /// What a hub's certificate failed on.
    pub(crate) fn hub_certificate(refusal: Refusal) -> Self {
        match refusal {
            Refusal::OtherRegion => Self::OtherRegion,
            other => Self::bad_reply(format!("its certificate does not verify: {}", other.code())),
        }
    }
}

impl From<WireError> for SyncError {
    fn from(error: WireError) -> Self {
        match error {
            // What arrives here was signed whole, so nothing was cut on the way.
            WireError::CutShort => Self::bad_reply("the signed message is incomplete"),
            other => Self::bad_reply(other.to_string()),
        }
    }
}
