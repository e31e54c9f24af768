//! What can go wrong with the file, in words that say what to do.

use rusqlite::{ErrorCode, ffi};
use sharenum_domain::DocumentId;
use sharenum_ledger::Refusal;
use thiserror::Error;

/// Why the store could not do what was asked. Nothing is half done: a call that fails leaves the
/// file as it was.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The mark beside the file names another key.
    #[error(
        "this file was locked with another key; restore the key it was made with, or set the file aside and join again"
    )]
    WrongKey,
    /// A file that this app did not make, or that this key cannot open and nothing says whose it is.
    #[error(
        "this file is not one of Sharenum's, or its key is lost; choose another file, or set it aside and join again"
    )]
    NotOurFile,
    /// The mark is there, the file is not.
    #[error(
        "the file of this account is gone; restore it from a backup, or set its mark aside and join again"
    )]
    Missing,
    /// A newer app wrote the file.
    #[error(
        "this file was written by a newer version (format {found}, this app knows {known}); update the app, the file is untouched"
    )]
    Newer {
        /// The format of the file.
        found: u32,
        /// The newest format that this build reads.
        known: u32,
    },
    /// The file is cut short or altered.
    #[error(
        "the file is damaged ({0}); set it aside, join again and sync: what the region received comes back"
    )]
    Damaged(String),
    /// Another process writes to the file.
    #[error("another running copy of the app holds the file; close it and try again")]
    Locked,
    /// No room left.
    #[error("the storage is full, nothing was saved; free some space and try again")]
    DiskFull,
    /// The file or its folder cannot be written.
    #[error("the file cannot be written; check the permissions of its folder")]
    ReadOnly,
    /// The disk itself reported a fault.
    #[error("the storage does not answer ({0}); check that it is connected and try again")]
    Io(#[from] std::io::Error),
    /// Somebody closed it.
    #[error("the app has closed this account's file; open it again")]
    Closed,
    /// No certificate yet, so nothing can be written or judged.
    #[error("this phone has not joined a region yet; join with an invitation first")]
    NotJoined,
    /// The certificate belongs to another region or device than the file.
    #[error("this certificate is not for this account; join in a fresh file")]
    OtherIdentity,
    /// The document is not on this phone.
    #[error("document {0} is not on this phone; sync and look again")]
    UnknownDocument(DocumentId),
    /// The content was written by a newer app or makes no sense.
    #[error("the content of document {document} cannot be read ({reason}); update the app")]
    Unreadable {
        /// Which document.
        document: DocumentId,
        /// Why.
        reason: String,
    },
    /// A rule forbids what was about to be written, or what was handed in.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Any other word from SQLite.
    #[error("the file could not be used ({0}); try again, and restart the app if it stays")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // The index of the journal finds no room before the journal itself does.
        let extended = error.sqlite_error().map(|error| error.extended_code);
        match error.sqlite_error_code() {
            _ if extended == Some(ffi::SQLITE_IOERR_SHMSIZE) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Sqlite(error),
        }
    }
}

impl StoreError {
    /// A damaged file, with what was seen.
    pub(crate) fn damaged(what: &str) -> Self {
        Self::Damaged(what.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sqlite_says_becomes_what_a_person_can_do() {
        for (code, advice) in [
            (ffi::SQLITE_BUSY, "close it"),
            (ffi::SQLITE_LOCKED, "close it"),
            (ffi::SQLITE_FULL, "free some space"),
            (ffi::SQLITE_IOERR_SHMSIZE, "free some space"),
            (ffi::SQLITE_READONLY, "permissions"),
            (ffi::SQLITE_CANTOPEN, "permissions"),
            (ffi::SQLITE_CORRUPT, "set it aside"),
            (ffi::SQLITE_NOTADB, "set it aside"),
            (ffi::SQLITE_IOERR, "try again"),
        ] {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let text = StoreError::from(error).to_string();
            assert!(text.contains(advice), "{code}: {text}");
        }
    }
}
