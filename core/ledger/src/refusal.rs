//! Why a chunk, a certificate or a receipt is not admitted.

use thiserror::Error;

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

            /// The stable code, in kebab-case.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_one_refusal_and_crosses_the_network() {
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::from_code(refusal.code()), Some(*refusal));
        }
        assert_eq!(Refusal::from_code("from-the-future"), None);
    }
}
