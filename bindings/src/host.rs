//! What the host lends: its key store, its clock, and ears. All of it may fail; nothing of a
//! failure but its kind goes on, as a stack trace or a message may name anything.

use std::time::SystemTime;

use sharenum_companion as engine;
use uniffi::UnexpectedUniFFICallbackError;

use crate::{Change, LogRecord, SyncProgress};

/// What a host's callback could not do. Throw `Unavailable` from a callback; whatever else it
/// throws arrives as `Unexpected`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum HostError {
    /// What was asked for cannot be had now: the key store before the first unlock.
    #[error("not available now: {reason}")]
    Unavailable {
        /// A word for support, without personal data; what looks like more is cut off.
        reason: String,
    },
    /// Something else went wrong in the host.
    #[error("unexpected: {kind}")]
    Unexpected {
        /// The name of the exception's type, without its message and stack trace.
        kind: String,
    },
}

impl From<UnexpectedUniFFICallbackError> for HostError {
    fn from(error: UnexpectedUniFFICallbackError) -> Self {
        Self::Unexpected { kind: kind_of(&error.reason) }
    }
}

impl HostError {
    /// As it may be logged and told to support.
    pub(crate) fn scrubbed(self) -> String {
        match self {
            Self::Unavailable { reason } => format!("unavailable: {}", kind_of(&reason)),
            Self::Unexpected { kind } => format!("unexpected: {}", kind_of(&kind)),
        }
    }
}

impl From<HostError> for engine::VaultError {
    fn from(error: HostError) -> Self {
        Self { reason: error.scrubbed() }
    }
}

/// Longest name that is kept of what the host threw.
const LONGEST_KIND: usize = 80;

/// The name that a text begins with: `java.lang.IllegalStateException` of what Kotlin throws with
/// its message and stack trace, `NoSuchItem` of Swift's `NoSuchItem(account: …)`.
fn kind_of(reason: &str) -> String {
    let part_of_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '$' | '-');
    let kind: String = reason.trim_start().chars().take_while(part_of_name).collect();
    if kind.is_empty() || kind.len() > LONGEST_KIND { "exception".to_owned() } else { kind }
}

/// The platform's vault, which keeps the two secrets of an account in one entry, so that they
/// change together: the Keychain, or a file wrapped by a key of AndroidKeyStore.
///
/// Called by the thread that opens the app, and never later.
#[uniffi::export(foreign)]
pub trait KeyVault: Send + Sync {
    /// What is kept; none when there is nothing, or only a part. Before the first unlock after a
    /// start of the phone, throw `Unavailable`: with none, the account would be set aside.
    fn load(&self) -> Result<Option<VaultSecrets>, HostError>;

    /// Keeps these in place of what was there; durable when it returns.
    fn save(&self, secrets: VaultSecrets) -> Result<(), HostError>;

    /// Forgets what is kept; nothing kept is no error.
    fn discard(&self) -> Result<(), HostError>;
}

/// The two secrets of an account on this phone. Never log them, never back them up.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct VaultSecrets {
    /// The 48 bytes that open the file.
    pub file_key: Vec<u8>,
    /// The 32 bytes that this device signs with.
    pub signing_seed: Vec<u8>,
}

impl std::fmt::Debug for VaultSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VaultSecrets(…)")
    }
}

/// Hears of changes, after they are on disk. Called one at a time and in order, by a thread of the
/// library; may call back into the app. What it throws is logged, and it hears the next one.
#[uniffi::export(foreign)]
pub trait ChangeListener: Send + Sync {
    /// Something that a screen may want to show.
    fn changed(&self, change: Change) -> Result<(), HostError>;
}

/// Hears how far a sync is. Called by a thread of the library, the newest state only; may call back
/// into the app. What it throws ends the sync as a cancel does, and `sync` fails with it.
#[uniffi::export(foreign)]
pub trait ProgressListener: Send + Sync {
    /// How far it is.
    fn progressed(&self, progress: SyncProgress) -> Result<(), HostError>;
}

/// Takes what the library has to say to a developer; never personal data. Called by a thread of
/// the library; may call back into the app. What it throws is lost.
#[uniffi::export(foreign)]
pub trait LogSink: Send + Sync {
    /// One line.
    fn log(&self, record: LogRecord) -> Result<(), HostError>;
}

/// A clock for tests, in place of the system's. Asked at the beginning of each call, by the thread
/// that calls, and between the steps of a sync; never inside a transaction.
#[uniffi::export(foreign)]
pub trait Clock: Send + Sync {
    /// What time it is.
    fn now(&self) -> Result<SystemTime, HostError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_a_host_throws_only_the_kind_is_kept() {
        for (thrown, kept) in [
            (
                "java.lang.IllegalStateException: no entry for claire@college.example\n\tat a.b(C.kt:1)",
                "java.lang.IllegalStateException",
            ),
            ("NoSuchItem(account: \"claire\")", "NoSuchItem"),
            ("RuntimeError('claire')", "RuntimeError"),
            ("  Boom", "Boom"),
            ("", "exception"),
            ("« Claire »", "exception"),
            (&"x".repeat(200), "exception"),
        ] {
            let error = HostError::from(UnexpectedUniFFICallbackError::new(thrown));
            assert_eq!(error, HostError::Unexpected { kind: kept.to_owned() });
            let error = HostError::Unavailable { reason: thrown.to_owned() };
            assert_eq!(error.scrubbed(), format!("unavailable: {kept}"));
        }
    }
}
