//! Why a hub did not do what it was asked, and the exit code that says so to a shell.

use std::path::PathBuf;

use sharenum_ledger::Refusal;
use sharenum_sync::SyncError;
use thiserror::Error;

use crate::storage::StorageError;

/// An error of the hub or of its commands.
#[derive(Debug, Error)]
pub enum HubError {
    /// The hub's file.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A signed thing that is not accepted, or could not be made.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The exchange with another hub.
    #[error(transparent)]
    Sync(#[from] SyncError),
    /// A setting or the keys file cannot be used.
    #[error("{0}")]
    Config(String),
    /// A command was given values that do not fit.
    #[error("{0}")]
    Usage(String),
    /// The input is not what the command reads.
    #[error("{0}")]
    BadData(String),
    /// There is no such input.
    #[error("{path} cannot be read ({reason}); check the path", path = .path.display())]
    NoInput {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// A folder or file cannot be made.
    #[error(
        "{path} cannot be written ({reason}); choose another --data folder or fix its permissions",
        path = .path.display()
    )]
    CannotCreate {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The service cannot run now.
    #[error("{0}")]
    Unavailable(String),
}

impl HubError {
    /// The exit code, after `sysexits.h`: 2 usage, 65 bad data, 66 no input, 69 unavailable,
    /// 73 cannot create, 78 configuration.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::BadData(_) | Self::Refused(_) => 65,
            Self::NoInput { .. } => 66,
            Self::Sync(_) | Self::Unavailable(_) => 69,
            Self::CannotCreate { .. } => 73,
            Self::Config(_) => 78,
            Self::Storage(error) => match error {
                StorageError::Full | StorageError::ReadOnly => 73,
                StorageError::NotOurs | StorageError::Newer { .. } => 78,
                StorageError::Damaged(_) => 65,
                StorageError::Busy | StorageError::Interrupted | StorageError::Engine(_) => 69,
            },
        }
    }
}
