//! Why a chunk, a certificate or a receipt is not admitted.

use sharenum_domain::{Phrase, PhraseKey};
use thiserror::Error;

const UNKNOWN: &str = "refused.unknown";

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $text:literal;)+) => {
        /// Why bytes were refused. The code is stable and crosses the network; the text tells the
        /// person whose change it is what to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
        #[non_exhaustive]
        pub enum Refusal {
            $($(#[$doc])* #[error($text)] $name,)+
        }

        impl Refusal {
            /// Every refusal, for tables and tests.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The key of the sentence in the reader's language.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => concat!("refused.", $code),)+ }
            }

            /// The stable code, in kebab-case.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// Every key that may occur, that of a code from a newer hub among them.
            #[must_use]
            pub fn phrases() -> Vec<PhraseKey> {
                let mut unknown = PhraseKey::new(UNKNOWN, "{detail} ({code})");
                unknown.args = vec!["code", "detail"];
                vec![$(PhraseKey::new(concat!("refused.", $code), $text),)+ unknown]
            }
        }
    };
}

refusals! {
    /// Not a COSE_Sign1 message with the header of this version.
    BadEncoding, "bad-encoding", "these bytes are not a change that this version can read; update the app and send again";
    /// The same content could be written in another way; only one encoding is allowed.
    NotCanonical, "not-canonical", "the change is not in its one allowed encoding; update the app that wrote it";
    /// A header version that this build does not know.
    NewerVersion, "newer-version", "the change was written by a newer app; update this one to read it";
    /// A kind of document that this build does not know.
    UnknownKind, "unknown-kind", "the change is of a kind that this version does not know; update the app";
    /// Longer than its kind may be.
    TooLarge, "too-large", "the change is larger than its kind may be; shorten the text and save again";
    /// The document has as many changes as its kind may have.
    TooManyChanges, "too-many-changes", "this document has been changed too often to take another change; make a new one";
    /// The signature does not fit the key of the certificate.
    BadSignature, "bad-signature", "the signature does not fit: the change was altered on its way, or forged; ask its author to send it again";
    /// The certificate is not signed by this region.
    OtherRegion, "other-region", "the certificate belongs to another region; sync with a hub of your own region";
    /// The certificate's content makes no sense.
    BadCertificate, "bad-certificate", "the certificate cannot be used; join again with a new invitation";
    /// A revoked device wrote this after its last accepted change.
    Revoked, "revoked", "this device was revoked before the change was written; ask your coordinator to admit it";
    /// The author's role may not create such a document.
    RoleMayNot, "role-may-not", "your role may not write this; ask a member of your school to do it";
    /// The author is not among the document's writers.
    NotAWriter, "not-a-writer", "only the writers of this document may change it; make a document of your own that answers it";
    /// The writers named by the first chunk break the rule of its kind.
    BadWriters, "bad-writers", "the writers named for this document are not allowed for its kind";
    /// A parent is missing, is of the wrong kind, or is not one that this author may answer.
    BadParent, "bad-parent", "this does not belong to the document it names as its parent";
    /// Sent to a channel where this kind may not go.
    BadRoutes, "bad-routes", "the change is addressed to people who should not receive it";
    /// The kind of a later chunk differs from that of the first.
    KindChanged, "kind-changed", "a document cannot become another kind; make a new one";
    /// The payload is not one plain automerge change of the allowed shape.
    BadStructure, "bad-structure", "the content of the change is not of the allowed shape; update the app that wrote it";
    /// The change is signed by one device but claims to be of another.
    ActorMismatch, "actor-mismatch", "the change claims to come from another device than the one that signed it";
}

impl Refusal {
    /// The refusal with this code, when this version knows it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|refusal| refusal.code() == code)
    }

    /// The sentence as a key, for a shell to say.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        Phrase::new(self.key())
    }

    /// The sentence for what a hub answered: its code, and its own words where this version does
    /// not know the code.
    #[must_use]
    pub fn phrase_of(code: &str, detail: &str) -> Phrase {
        match Self::from_code(code) {
            Some(refusal) => refusal.phrase(),
            None => Phrase::new(UNKNOWN).with("code", code).with("detail", detail),
        }
    }
}

#[cfg(test)]
mod tests {
    use sharenum_domain::PhraseArg;

    use super::*;

    #[test]
    fn a_code_names_one_refusal_and_crosses_the_network() {
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::from_code(refusal.code()), Some(*refusal));
        }
        assert_eq!(Refusal::from_code("from-the-future"), None);
    }

    #[test]
    fn what_a_newer_hub_says_is_passed_on_in_its_words() {
        assert_eq!(Refusal::phrase_of("revoked", "any words"), Refusal::Revoked.phrase());
        let phrase = Refusal::phrase_of("from-the-future", "read the manual");
        assert_eq!(phrase.key, UNKNOWN);
        assert_eq!(phrase.arg("detail"), Some(&PhraseArg::Text("read the manual".to_owned())));
    }

    #[test]
    fn every_refusal_has_its_key_in_the_list() {
        let keys = Refusal::phrases();
        for refusal in Refusal::ALL {
            let line = keys.iter().find(|line| line.key == refusal.key()).unwrap();
            assert_eq!(line.english, refusal.to_string());
        }
    }
}
