//! The mark: a small text file beside the database that says which key and format it has.
//!
//! SQLCipher answers a wrong key and a damaged page alike, and an older app must not
//! touch a newer file; the mark tells these apart before the database is opened at all.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::{FileKey, StoreError, write_durably};

const TITLE: &str = "sharenum store";
/// A mark has four lines; whatever else lies there is not read to its end.
const MAX_BYTES: u64 = 4 * 1024;

/// What the mark says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The schema number of the database.
    pub format: u32,
    /// Fingerprint of its key.
    pub key: String,
    /// Whether the database was ever complete. Until then an empty file is no loss.
    pub complete: bool,
}

/// `path` with `suffix` appended to its whole name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

impl Mark {
    /// Whether the mark of the database at `path` names this key.
    pub fn is_for(path: &Path, key: &FileKey) -> Result<bool, StoreError> {
        Ok(Self::read(path)?.is_some_and(|mark| mark.key == key.fingerprint()))
    }

    /// Reads the mark of the database at `path`; `None` when there is none that makes sense.
    pub fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        let mut bytes = Vec::new();
        let read = File::open(beside(path, ".mark"))
            .and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes));
        match read {
            Ok(_) => Ok(Self::parse(&String::from_utf8_lossy(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io_error(error)),
        }
    }

    /// Writes the mark so that after a power cut either the old or the new one is there.
    pub fn write(&self, path: &Path) -> Result<(), StoreError> {
        let state = if self.complete { "complete" } else { "new" };
        let text = format!("{TITLE}\nformat {}\nkey {}\nstate {state}\n", self.format, self.key);
        write_durably(&beside(path, ".mark"), text.as_bytes()).map_err(io_error)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != TITLE {
            return None;
        }
        let (mut format, mut key, mut complete) = (None, None, true);
        for line in lines {
            match line.split_once(' ') {
                Some(("format", number)) => format = number.parse().ok(),
                Some(("key", hex)) => key = Some(hex.to_owned()),
                Some(("state", state)) => complete = state != "new",
                // A newer app may say more.
                _ => {}
            }
        }
        Some(Self { format: format?, key: key?, complete })
    }
}

pub(crate) fn io_error(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
        io::ErrorKind::PermissionDenied
        | io::ErrorKind::ReadOnlyFilesystem
        // The folder is missing: to the person it is a place that cannot be written.
        | io::ErrorKind::NotFound => StoreError::ReadOnly,
        _ => StoreError::Io(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_comes_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phone.db");
        assert_eq!(Mark::read(&path).unwrap(), None);
        for complete in [false, true] {
            let mark = Mark { format: 3, key: "00ff".to_owned(), complete };
            mark.write(&path).unwrap();
            assert_eq!(Mark::read(&path).unwrap(), Some(mark));
        }
    }

    #[test]
    fn rubbish_is_no_mark_and_a_newer_line_is_skipped() {
        for text in ["", "\u{0}\u{1}", "sharenum store\nformat x\nkey 00\n", "sharenum store\n"] {
            assert_eq!(Mark::parse(text), None, "{text:?}");
        }
        let newer = "sharenum store\nformat 9\nkey 00\nstate complete\ncolour green\n";
        assert_eq!(Mark::parse(newer).map(|mark| mark.format), Some(9));
    }

    #[test]
    fn a_missing_folder_is_said_as_a_place_that_cannot_be_written() {
        let mark = Mark { format: 1, key: "00".to_owned(), complete: true };
        let error = mark.write(Path::new("/nowhere/at/all/phone.db")).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly), "{error}");
    }
}
