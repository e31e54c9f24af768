//! Why a sync stopped, in words for the person who waits for it.

use sharenum_domain::{Phrase, PhraseKey, phrases};
use sharenum_ledger::Refusal;

use crate::http::AddressProblem;
use crate::local::LocalError;
use crate::wire::{ProblemCode, WireError};

phrases! {
    @as (own_key, own_phrase, own_phrases)
    /// Why a sync or a join stopped. In every case the outbox and the cursors are as they were: the
    /// next sync goes on from there.
    #[derive(Debug)]
    pub enum SyncError including {
        /// The address of the hub cannot be used.
        Address(AddressProblem),
    } {
        /// No answer.
        Unreachable {
            /// What the network said, without personal data.
            reason: String,
        } = "sync.unreachable",
            "the hub does not answer ({reason}); check the network and try again later";
        /// Somebody answers with a certificate that this device does not trust.
        Untrusted {
            /// What is wrong with it.
            reason: String,
        } = "sync.untrusted-hub",
            "the certificate of this hub is not trusted here ({reason}); check the hub's address and this device's date, or ask whoever runs the hub for its own certificate";
        /// The network wants something from the person first.
        CaptivePortal = "sync.captive-portal",
            "this network shows its own page instead of the hub; open a browser, accept the network's page, then try again";
        /// The hub belongs to another region, or this device does.
        OtherRegion = "sync.other-region",
            "this hub belongs to another region; sync with a hub of your own region";
        /// The certificate of this device is past its date.
        ExpiredCertificate = "sync.expired-certificate",
            "this device has not met its region for too long and its certificate has expired; ask a coordinator for a new invitation, what you wrote stays on this device";
        /// This device was revoked.
        Revoked = "sync.revoked",
            "this device was revoked; ask your coordinator, what you wrote stays on this device";
        /// The hub was revoked: its box may be in other hands.
        HubRevoked = "sync.hub-revoked",
            "this hub was revoked by the region and is not to be trusted; sync with another hub, and tell your coordinator where you met this one";
        /// The hub refused the request.
        Refused {
            /// The stable code of the problem.
            code: String,
            /// What happened and what to do.
            detail: String,
        } = "hub-refused.unknown" [code, detail], "the hub refused ({code}): {detail}";
        /// Something answered that is not a hub of this protocol, or a hub that breaks it.
        BadReply {
            /// What is wrong with the answer.
            reason: String,
        } = "sync.bad-reply",
            "the answer is not one of a hub of your region ({reason}); check the hub's address, and if it is right tell whoever runs the hub";
        /// The answer stopped before its end.
        CutShort = "sync.cut-short",
            "the answer of the hub was cut short; stay near the network and try again";
        /// The answer, or the request, is larger than anything the protocol needs.
        TooLarge = "sync.too-large",
            "more bytes than the protocol allows; check the hub's address, or tell whoever runs it";
        /// This side's own storage failed.
        Local(error: LocalError) = "sync.local",
            "this device could not use its own file: {error}";
    }
}

impl std::error::Error for SyncError {}

impl From<LocalError> for SyncError {
    fn from(error: LocalError) -> Self {
        Self::Local(error)
    }
}

impl SyncError {
    /// The stable key of the sentence. A refusal whose code this version knows has its own.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Refused { code, .. } => {
                ProblemCode::from_code(code).map_or(self.own_key(), ProblemCode::key)
            }
            _ => self.own_key(),
        }
    }

    /// The sentence as a key and its arguments, for a shell to say.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        Phrase { key: self.key(), ..self.own_phrase() }
    }

    /// Every key that may occur, those of a hub's refusals with them.
    #[must_use]
    pub fn phrases() -> Vec<PhraseKey> {
        let mut all = Self::own_phrases();
        all.extend(ProblemCode::ALL.map(|code| PhraseKey {
            key: code.key(),
            args: vec!["code", "detail"],
            english: format!("{}: {{detail}}", code.title()),
        }));
        all
    }

    /// A stable word for each kind, for logs and shells.
    pub fn code(&self) -> &str {
        match self {
            Self::Unreachable { .. } => "unreachable",
            Self::Untrusted { .. } => "untrusted-hub",
            Self::CaptivePortal => "captive-portal",
            Self::Address(_) => "address",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_is_cited_by_the_code_it_gave_and_in_its_words_besides() {
        let refused =
            |code: &str| SyncError::Refused { code: code.to_owned(), detail: "wait".to_owned() };
        assert_eq!(refused("busy").key(), "hub-refused.busy");
        assert_eq!(refused("from-the-future").key(), "hub-refused.unknown");
        let (busy, keys) = (refused("busy").phrase(), SyncError::phrases());
        let line = keys.iter().find(|line| line.key == busy.key).unwrap();
        assert_eq!(line.args, busy.args.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        assert!(busy.arg("detail").is_some());
    }

    #[test]
    fn a_code_is_the_end_of_its_key() {
        for error in [
            SyncError::CaptivePortal,
            SyncError::bad_reply("a page"),
            SyncError::from(WireError::CutShort),
            SyncError::Unreachable { reason: String::new() },
            SyncError::Untrusted { reason: String::new() },
        ] {
            assert_eq!(error.key(), format!("sync.{}", error.code()));
        }
    }
}
