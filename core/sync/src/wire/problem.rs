//! Refusals of a hub, as RFC 9457 problem documents.

use serde::{Deserialize, Serialize};

const TYPE_PREFIX: &str = "urn:sharenum:problem:";
/// A problem document is a few lines; a page of HTML is not one.
const MAX_PROBLEM_BYTES: usize = 16 * 1024;

/// Why a hub refuses a whole request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemCode {
    /// The request cannot be read.
    BadRequest,
    /// The request is larger than the hub takes.
    TooLarge,
    /// The session is not known, or no longer.
    UnknownSession,
    /// The device belongs to another region.
    OtherRegion,
    /// The invitation is unknown, spent or past its date.
    InvitationRefused,
    /// The device's certificate is past its date.
    ExpiredCertificate,
    /// The device was revoked.
    Revoked,
    /// This hub does not answer such requests (joining on a bus, say).
    NotServedHere,
    /// The hub is too busy now.
    Busy,
    /// The hub has no room left.
    StorageFull,
}

impl ProblemCode {
    pub(crate) const ALL: [Self; 10] = [
        Self::BadRequest,
        Self::TooLarge,
        Self::UnknownSession,
        Self::OtherRegion,
        Self::InvitationRefused,
        Self::ExpiredCertificate,
        Self::Revoked,
        Self::NotServedHere,
        Self::Busy,
        Self::StorageFull,
    ];

    /// The stable word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BadRequest => "bad-request",
            Self::TooLarge => "too-large",
            Self::UnknownSession => "unknown-session",
            Self::OtherRegion => "other-region",
            Self::InvitationRefused => "invitation-refused",
            Self::ExpiredCertificate => "expired-certificate",
            Self::Revoked => "revoked",
            Self::NotServedHere => "not-served-here",
            Self::Busy => "busy",
            Self::StorageFull => "storage-full",
        }
    }

    /// The code that a word stands for.
    pub fn from_code(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == word)
    }

    /// The key of the sentence in the reader's language.
    pub fn key(self) -> &'static str {
        match self {
            Self::BadRequest => "hub-refused.bad-request",
            Self::TooLarge => "hub-refused.too-large",
            Self::UnknownSession => "hub-refused.unknown-session",
            Self::OtherRegion => "hub-refused.other-region",
            Self::InvitationRefused => "hub-refused.invitation-refused",
            Self::ExpiredCertificate => "hub-refused.expired-certificate",
            Self::Revoked => "hub-refused.revoked",
            Self::NotServedHere => "hub-refused.not-served-here",
            Self::Busy => "hub-refused.busy",
            Self::StorageFull => "hub-refused.storage-full",
        }
    }

    /// The HTTP status that goes with it.
    pub fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::UnknownSession => 401,
            Self::OtherRegion
            | Self::InvitationRefused
            | Self::ExpiredCertificate
            | Self::Revoked => 403,
            Self::TooLarge => 413,
            Self::NotServedHere => 421,
            Self::Busy => 503,
            Self::StorageFull => 507,
        }
    }

    /// The same few words for every such refusal.
    pub fn title(self) -> &'static str {
        match self {
            Self::BadRequest => "The request cannot be read",
            Self::TooLarge => "The request is too large",
            Self::UnknownSession => "The session is not known",
            Self::OtherRegion => "The device belongs to another region",
            Self::InvitationRefused => "The invitation is not accepted",
            Self::ExpiredCertificate => "The certificate has expired",
            Self::Revoked => "The device was revoked",
            Self::NotServedHere => "This hub does not answer such requests",
            Self::Busy => "The hub is busy",
            Self::StorageFull => "The hub has no room left",
        }
    }
}

/// A problem document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:sharenum:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of refusal it is, for a person.
    #[serde(default)]
    pub title: String,
    /// The HTTP status, repeated.
    #[serde(default)]
    pub status: u16,
    /// What happened this time and what to do about it, for a person.
    #[serde(default)]
    pub detail: String,
}

impl Problem {
    /// A refusal with its code's status and title.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("{TYPE_PREFIX}{}", code.as_str()),
            title: code.title().to_owned(),
            status: code.status(),
            detail: detail.into(),
        }
    }

    /// The code, when this version knows it.
    pub fn code(&self) -> Option<ProblemCode> {
        ProblemCode::from_code(self.code_word()?)
    }

    /// The word of the code, known or not; none when another kind of server wrote the document.
    pub fn code_word(&self) -> Option<&str> {
        self.kind.strip_prefix(TYPE_PREFIX)
    }

    /// The document as JSON.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::json!({
            "type": self.kind,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        })
        .to_string()
        .into_bytes()
    }

    /// Reads a document; `None` when it is not one, or absurdly long.
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > MAX_PROBLEM_BYTES {
            return None;
        }
        serde_json::from_slice(bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_by_its_word_and_its_key_ends_with_it() {
        for code in ProblemCode::ALL {
            assert_eq!(ProblemCode::from_code(code.as_str()), Some(code));
            assert_eq!(code.key(), format!("hub-refused.{}", code.as_str()));
        }
    }
}
