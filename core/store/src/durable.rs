//! Small files beside the database, written so that a power cut leaves the old one or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::mark::beside;

/// Writes a file anew, readable by its owner only: on disk with its name when this returns, and at
/// any moment before that as it was.
///
/// # Errors
/// What the system says; the file is as it was.
pub fn write_durably(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = beside(target, ".new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&draft, target)?;
    sync_folder_of(target)
}

/// Makes a folder with all that lead to it, each readable by its owner only and on disk with its
/// name. One that is there already stays as its owner set it up.
///
/// # Errors
/// What the system says.
pub fn create_folder_durably(folder: &Path) -> io::Result<()> {
    let missing: Vec<PathBuf> = folder
        .ancestors()
        .take_while(|at| !at.as_os_str().is_empty() && !at.exists())
        .map(Path::to_owned)
        .collect();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    missing.iter().try_for_each(|made| sync_folder_of(made))
}

/// A new name is only durable once the folder that holds it is on disk.
#[cfg(unix)]
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Folders cannot be opened there; the file system orders renames itself.
#[cfg(not(unix))]
pub(crate) fn sync_folder_of(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cut_write_left_behind_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("notes");
        fs::write(folder.path().join("notes.new"), "half of someth").unwrap();
        for text in ["first", "second, longer", "3"] {
            write_durably(&target, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&target).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_is_made_with_all_that_lead_to_it_or_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b/c");
        create_folder_durably(&deep).unwrap();
        create_folder_durably(&deep).unwrap();
        assert!(deep.is_dir());
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(create_folder_durably(&folder.path().join("file/below")).is_err());
    }
}
