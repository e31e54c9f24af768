//! A file that cannot be opened is moved out of the way, whole, and never deleted.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::durable::sync_folder_of;
use crate::mark::{Mark, beside, io_error};
use crate::{FileKey, StoreError, write_durably};

/// The file and what stands beside it, in the order in which they are moved: the mark is late,
/// so that a move that was cut short can be told and finished.
const PARTS: [&str; 6] = ["", "-wal", "-shm", "-journal", ".mark", PROMISE];
/// A small file that names the key for which room is being made.
const PROMISE: &str = ".next";

/// Whether a file, or a journal that one has left behind, lies at `path`.
///
/// # Errors
/// [`StoreError::ReadOnly`] when the folder is missing or cannot be searched, so that a disk that
/// is not there is never taken for a file that is gone; [`StoreError::Io`].
pub fn lies_at(path: &Path) -> Result<bool, StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if !fs::metadata(folder.unwrap_or(Path::new("."))).map_err(io_error)?.is_dir() {
        return Err(StoreError::ReadOnly);
    }
    Ok(bytes_at(path)?.is_some()
        || bytes_at(&beside(path, "-wal"))?.is_some_and(|bytes| bytes > 0)
        || bytes_at(&beside(path, "-journal"))?.is_some_and(|bytes| bytes > 0))
}

/// Notes durably that what lies at `path` is to be set aside for a file with this key. To be
/// called before the key goes into the vault: should the app be killed in between, the next start
/// knows that the file was not meant to be opened with that key.
///
/// # Errors
/// [`StoreError::ReadOnly`], [`StoreError::DiskFull`] or [`StoreError::Io`].
pub fn promise_room(path: &Path, key: &FileKey) -> Result<(), StoreError> {
    write_durably(&beside(path, PROMISE), key.fingerprint().as_bytes()).map_err(io_error)
}

/// Whether room was promised to this key and not made yet. Never for the file that the key opens.
///
/// # Errors
/// [`StoreError::ReadOnly`] or [`StoreError::Io`].
pub fn room_is_promised(path: &Path, key: &FileKey) -> Result<bool, StoreError> {
    match fs::read(beside(path, PROMISE)) {
        Ok(promised) => Ok(promised == key.fingerprint().as_bytes() && !Mark::is_for(path, key)?),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(io_error(error)),
    }
}

/// Moves the file and everything beside it out of the way, under a name that is free, and says
/// which. Nothing is ever deleted: a key may turn up again. A move that was cut short is
/// finished under the name it began with, so that a file and its journal stay together.
///
/// # Errors
/// [`StoreError::ReadOnly`], [`StoreError::DiskFull`] or [`StoreError::Io`]; what was not moved
/// is still in its place.
pub fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let aside = free_name(path)?;
    for part in PARTS {
        match fs::rename(beside(path, part), beside(&aside, part)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(io_error(error));
            }
            _ => {}
        }
    }
    // On disk before anybody makes a fresh file in its place.
    sync_folder_of(path).map_err(io_error)?;
    Ok(aside)
}

/// Where files of this path were set aside, the oldest first.
#[must_use]
pub fn files_aside(path: &Path) -> Vec<PathBuf> {
    let taken = |aside: &PathBuf| PARTS.iter().any(|part| beside(aside, part).exists());
    (1..).map(|number| numbered(path, number)).take_while(taken).collect()
}

fn numbered(path: &Path, number: usize) -> PathBuf {
    beside(path, &format!(".aside-{number}"))
}

fn free_name(path: &Path) -> Result<PathBuf, StoreError> {
    let taken = files_aside(path);
    let next = numbered(path, taken.len() + 1);
    let Some(last) = taken.last() else { return Ok(next) };
    // The file has moved, and what moves last has not: the rest follows it.
    let mut cut_short = false;
    if bytes_at(path)?.is_none() && bytes_at(last)?.is_some() {
        for part in [".mark", PROMISE] {
            cut_short |= bytes_at(&beside(path, part))?.is_some()
                && bytes_at(&beside(last, part))?.is_none();
        }
    }
    Ok(if cut_short { last.clone() } else { next })
}

/// The length of what has this name; `None` when nothing has.
fn bytes_at(path: &Path) -> Result<Option<u64>, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found.len())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io_error(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_move_that_was_cut_short_anywhere_ends_under_one_name() {
        let parts = PARTS;
        for moved in 0..parts.len() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("phone.db");
            for (at, part) in parts.iter().enumerate() {
                let place = if at < moved { beside(&path, ".aside-1") } else { path.clone() };
                fs::write(beside(&place, part), part).unwrap();
            }
            assert_eq!(set_aside(&path).unwrap(), beside(&path, ".aside-1"), "{moved} moved");
            let expected = parts.map(|part| format!("phone.db.aside-1{part}"));
            let mut expected = expected.to_vec();
            expected.sort();
            assert_eq!(names(folder.path()), expected, "{moved} moved");
        }
    }

    #[test]
    fn a_whole_file_never_goes_where_another_lies() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phone.db");
        for text in ["first", "second"] {
            fs::write(&path, text).unwrap();
            fs::write(beside(&path, ".mark"), text).unwrap();
            let aside = set_aside(&path).unwrap();
            assert_eq!(fs::read_to_string(aside).unwrap(), text);
        }
        // A journal alone is kept, too, and not laid beside a file that is not its own.
        fs::write(beside(&path, "-wal"), "journal").unwrap();
        assert!(lies_at(&path).unwrap());
        assert_eq!(set_aside(&path).unwrap(), beside(&path, ".aside-3"));
        assert!(!lies_at(&path).unwrap());
        assert_eq!(files_aside(&path), [1, 2, 3].map(|n| beside(&path, &format!(".aside-{n}"))));
    }

    #[test]
    fn a_promise_counts_for_its_key_only_and_never_for_the_file_of_that_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phone.db");
        let [ours, other] = [1, 2].map(|byte| FileKey::from_bytes([byte; 48]));
        assert!(!room_is_promised(&path, &ours).unwrap());
        promise_room(&path, &ours).unwrap();
        assert!(room_is_promised(&path, &ours).unwrap());
        assert!(!room_is_promised(&path, &other).unwrap());
        Mark { format: 1, key: ours.fingerprint(), complete: true }.write(&path).unwrap();
        assert!(!room_is_promised(&path, &ours).unwrap());
    }

    #[test]
    fn a_folder_that_is_not_there_is_no_missing_file() {
        let error = lies_at(Path::new("/nowhere/at/all/phone.db")).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly), "{error}");
    }
}
