//! One small error: what the person can do, a code for support, no personal data.

use sharenum_companion as engine;
use sharenum_companion::Remedy;

use crate::{HostError, Phrase};

macro_rules! errors {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// Why nothing was done; nothing is half done, and nothing is lost. The variant says what the
        /// person can do. `text` is what to tell them; `code` is stable and for support. Neither
        /// holds personal data.
        #[derive(Clone, Debug, PartialEq, thiserror::Error, uniffi::Error)]
        pub enum SharenumError {
            /// Correct what was typed.
            #[error("{code}")]
            CorrectInput {
                /// The key of the field: `field.title`.
                field: String,
                /// A stable word for support.
                code: String,
                /// What to tell the person.
                text: Phrase,
            },
            $(
                $(#[$doc])*
                #[error("{code}")]
                $name {
                    /// A stable word for support.
                    code: String,
                    /// What to tell the person.
                    text: Phrase,
                },
            )+
        }

        impl SharenumError {
            /// The stable word for support.
            #[must_use]
            pub fn code(&self) -> &str {
                match self {
                    Self::CorrectInput { code, .. } => code,
                    $(Self::$name { code, .. } => code,)+
                }
            }

            /// What to tell the person.
            #[must_use]
            pub fn text(&self) -> &Phrase {
                match self {
                    Self::CorrectInput { text, .. } => text,
                    $(Self::$name { text, .. } => text,)+
                }
            }
        }
    };
}

errors! {
    /// Join a region with an invitation first.
    Join,
    /// Complete the profile first; the text says what is missing.
    CompleteProfile,
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

impl From<engine::EngineError> for SharenumError {
    fn from(error: engine::EngineError) -> Self {
        let code = error.code().to_owned();
        let text = error.phrase().into();
        if matches!(error, engine::EngineError::Closed) {
            return Self::Closed { code, text };
        }
        match error.remedy() {
            Remedy::Join => Self::Join { code, text },
            Remedy::CompleteProfile => Self::CompleteProfile { code, text },
            Remedy::CorrectInput { field } => {
                let field = field.key().to_owned();
                Self::CorrectInput { field, code, text }
            }
            Remedy::LookAgain => Self::LookAgain { code, text },
            Remedy::NotPossible => Self::NotPossible { code, text },
            Remedy::FreeSpace => Self::FreeSpace { code, text },
            Remedy::UpdateApp => Self::UpdateApp { code, text },
            Remedy::SetAsideAndRejoin => Self::SetAside { code, text },
            Remedy::CheckNetwork => Self::CheckNetwork { code, text },
            Remedy::TryAgainLater => Self::TryAgain { code, text },
            Remedy::Report => Self::Report { code, text },
        }
    }
}

impl SharenumError {
    /// A text that is no id, no day, no cursor: shells hand these on as they got them.
    pub(crate) fn not_a_name(field: &'static str) -> Self {
        Self::CorrectInput {
            field: format!("field.{field}"),
            code: "not-a-name".to_owned(),
            text: Phrase::new("binding.not-a-name"),
        }
    }

    pub(crate) fn closed() -> Self {
        engine::EngineError::Closed.into()
    }

    /// The operating system starts no more threads.
    pub(crate) fn no_threads() -> Self {
        Self::TryAgain { code: "no-threads".to_owned(), text: Phrase::new("binding.no-threads") }
    }

    /// A task of the library ended by itself, as at the end of the process.
    pub(crate) fn stopped() -> Self {
        Self::Report { code: "stopped".to_owned(), text: Phrase::new("binding.stopped") }
    }
}

impl From<HostError> for SharenumError {
    fn from(error: HostError) -> Self {
        let text = Phrase::new("binding.host").with("kind", error.scrubbed());
        Self::Host { code: "host".to_owned(), text }
    }
}
