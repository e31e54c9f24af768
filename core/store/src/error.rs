//! What can go wrong with the file, in words that say what to do.

use rusqlite::{ErrorCode, ffi};
use sharenum_domain::{DocumentId, phrases};
use sharenum_ledger::Refusal;

phrases! {
    /// Why the store could not do what was asked. Nothing is half done: a call that fails leaves
    /// the file as it was.
    #[derive(Debug)]
    #[non_exhaustive]
    pub enum StoreError including {
        /// A rule forbids what was about to be written, or what was handed in.
        Refused(Refusal),
    } {
        /// The mark beside the file names another key.
        WrongKey = "storage.wrong-key",
            "this file was locked with another key; restore the key it was made with, or set the file aside and join again";
        /// A file that this app did not make, or that this key cannot open and nothing says whose
        /// it is.
        NotOurFile = "storage.not-our-file",
            "this file is not one of Sharenum's, or its key is lost; choose another file, or set it aside and join again";
        /// The mark is there, the file is not.
        Missing = "storage.missing",
            "the file of this account is gone; restore it from a backup, or set its mark aside and join again";
        /// A newer app wrote the file.
        Newer {
            /// The format of the file.
            found: u32,
            /// The newest format that this build reads.
            known: u32,
        } = "storage.newer" [found, known],
            "this file was written by a newer version (format {found}, this app knows {known}); update the app, the file is untouched";
        /// The file is cut short or altered.
        Damaged(what: String) = "storage.damaged",
            "the file is damaged ({what}); set it aside, join again and sync: what the region received comes back";
        /// Another process writes to the file.
        Locked = "storage.locked",
            "another running copy of the app holds the file; close it and try again";
        /// No room left.
        DiskFull = "storage.disk-full",
            "the storage is full, nothing was saved; free some space and try again";
        /// The file or its folder cannot be written.
        ReadOnly = "storage.read-only",
            "the file cannot be written; check the permissions of its folder";
        /// The disk itself reported a fault.
        Io(error: std::io::Error) = "storage.io",
            "the storage does not answer ({error}); check that it is connected and try again";
        /// Somebody closed it.
        Closed = "storage.closed",
            "the app has closed this account's file; open it again";
        /// No certificate yet, so nothing can be written or judged.
        NotJoined = "storage.not-joined",
            "this phone has not joined a region yet; join with an invitation first";
        /// The certificate belongs to another region or device than the file.
        OtherIdentity = "storage.other-identity",
            "this certificate is not for this account; join in a fresh file";
        /// The document is not on this phone.
        UnknownDocument(document: DocumentId) = "storage.unknown-document",
            "document {document} is not on this phone; sync and look again";
        /// The content was written by a newer app or makes no sense.
        Unreadable {
            /// Which document.
            document: DocumentId,
            /// Why.
            reason: String,
        } = "storage.unreadable",
            "the content of document {document} cannot be read ({reason}); update the app";
        /// Any other word from SQLite.
        Sqlite(error: rusqlite::Error) = "storage.sqlite",
            "the file could not be used ({error}); try again, and restart the app if it stays";
    }
}

impl std::error::Error for StoreError {}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
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
    /// A stable word for each kind, for support and for logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        let key = self.key();
        key.rsplit_once('.').map_or(key, |(_, code)| code)
    }

    /// A damaged file, with what was seen.
    pub(crate) fn damaged(what: &str) -> Self {
        Self::Damaged(what.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_go_wrong_is_told_apart() {
        for (error, code) in [
            (StoreError::WrongKey, "wrong-key"),
            (StoreError::DiskFull, "disk-full"),
            (StoreError::damaged("it is empty"), "damaged"),
            (StoreError::Locked, "locked"),
            (StoreError::Newer { found: 9, known: 1 }, "newer"),
            (StoreError::Refused(Refusal::NotAWriter), "not-a-writer"),
        ] {
            assert_eq!(error.code(), code);
            assert!(StoreError::phrases().iter().any(|line| line.key == error.key()), "{error}");
        }
    }

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
