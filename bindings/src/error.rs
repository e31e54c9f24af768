//! One small error: what the person can do, a code for support, no personal data.

use sharenum_companion as engine;

use crate::{HostError, Text};

macro_rules! errors {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// Why nothing was done; nothing is half done, and nothing is lost. The variant says what the
        /// person can do. `text` is what to tell them; `code` is stable and for support. Neither
        /// holds personal data.
        #[derive(Clone, Debug, PartialEq, thiserror::Error, uniffi::Error)]
        pub enum SharenumError {
            $(
                $(#[$doc])*
                #[error("{code}")]
                $name {
                    /// A stable word for support.
                    code: String,
                    /// What to tell the person.
                    text: Text,
                },
            )+
        }

        impl SharenumError {
            /// The stable word for support.
            #[must_use]
            pub fn code(&self) -> &str {
                match self { $(Self::$name { code, .. } => code,)+ }
            }

            /// What to tell the person.
            #[must_use]
            pub fn text(&self) -> &Text {
                match self { $(Self::$name { text, .. } => text,)+ }
            }
        }
    };
}

errors! {
    /// Join a region with an invitation first.
    Join,
    /// Complete the profile first; the text says what is missing.
    CompleteProfile,
    /// Correct what was typed: the argument `field` of the text says where.
    CorrectInput,
    /// It changed or left meanwhile: read it again.
    LookAgain,
    /// The rules do not allow it, or not now; the text says what is possible instead.
    NotPossible,
    /// Free some space on the phone.
    FreeSpace,
    /// Update the app.
    UpdateApp,
    /// The file cannot be opened: offer to set it aside and to start afresh.
    SetAside,
    /// Check the network, or the address of the hub.
    CheckNetwork,
    /// Try again later.
    TryAgain,
    /// A callback of the shell failed: a fault of the shell.
    Host,
    /// The app was closed.
    Closed,
    /// A fault of the library, or of the phone: send the code to support.
    Report,
}
