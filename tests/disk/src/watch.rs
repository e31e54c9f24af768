//! Which folders are watched, which open files lie in them, and how the disk behaves.

use std::collections::HashMap;
use std::ffi::c_int;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::journal::{Change, Inode, Journal, is_scratch};

/// A folder whose file operations are noted, until this is dropped.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
}

/// What an open file is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    File(Inode),
    Folder(PathBuf),
    /// Takes room, and is no content.
    Scratch,
}

struct Watched {
    journal: Journal,
    /// Bytes by which files may still grow.
    room: Option<u64>,
    syncs: bool,
    forbids: Forbids,
}

/// What may not be changed, as for somebody without the right to. Permissions of real files would
/// not do: tests may run as root, whom nothing is forbidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Forbids {
    /// Everything may be changed.
    #[default]
    Nothing,
    /// Files that are there cannot be opened for writing.
    Files,
    /// No file can be made, renamed or removed.
    Folders,
    /// Neither.
    Both,
}

impl Forbids {
    const fn files(self) -> bool {
        matches!(self, Self::Files | Self::Both)
    }

    const fn folders(self) -> bool {
        matches!(self, Self::Folders | Self::Both)
    }
}

#[derive(Default)]
struct Everything {
    disks: HashMap<PathBuf, Watched>,
    open: HashMap<c_int, (PathBuf, What)>,
}

static EVERYTHING: Mutex<Option<Everything>> = Mutex::new(None);

/// The one lock. Held over the operation itself, so that the notes are in the order of the deeds.
pub(crate) struct Notes(MutexGuard<'static, Option<Everything>>);

/// What may be written of what was asked.
pub(crate) enum Room {
    All,
    Only(usize),
    None,
}

impl Disk {
    /// Watches everything below an existing folder. What is there now counts as synced.
    ///
    /// # Errors
    /// When the folder cannot be read, or this system's operations cannot be seen.
    pub fn watch(root: &Path) -> io::Result<Self> {
        if cfg!(not(all(target_os = "linux", target_env = "gnu"))) {
            return Err(io::Error::other("file operations are seen on Linux with glibc only"));
        }
        let root = root.canonicalize()?;
        let journal = Journal::start(&root)?;
        let watched = Watched { journal, room: None, syncs: true, forbids: Forbids::Nothing };
        Notes::take().everything().disks.insert(root.clone(), watched);
        #[cfg(all(target_os = "linux", target_env = "gnu"))]
        crate::door::watching(1);
        Ok(Self { root })
    }

    /// The folder, with every link resolved: only what is opened below this very path is seen.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How many operations were noted so far.
    #[must_use]
    pub fn moment(&self) -> usize {
        self.with(|watched| watched.journal.moments())
    }

    /// The notes so far.
    #[must_use]
    pub fn journal(&self) -> Journal {
        self.with(|watched| watched.journal.clone())
    }

    /// From now on files may grow by so many bytes together; `None` is room enough.
    pub fn set_room(&self, bytes: Option<u64>) {
        self.with(|watched| watched.room = bytes);
    }

    /// From now on syncs are confirmed and not done, as with `PRAGMA synchronous = OFF` or a drive
    /// that lies.
    pub fn stop_syncing(&self) {
        self.with(|watched| watched.syncs = false);
    }

    /// From now on this is forbidden. Files that are open already stay so.
    pub fn forbid(&self, forbids: Forbids) {
        self.with(|watched| watched.forbids = forbids);
    }

    fn with<R: Default>(&self, work: impl FnOnce(&mut Watched) -> R) -> R {
        Notes::take().everything().disks.get_mut(&self.root).map(work).unwrap_or_default()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let mut notes = Notes::take();
        let everything = notes.everything();
        everything.disks.remove(&self.root);
        everything.open.retain(|_, (root, _)| *root != self.root);
        #[cfg(all(target_os = "linux", target_env = "gnu"))]
        crate::door::watching(-1);
    }
}

impl Notes {
    pub(crate) fn take() -> Self {
        Self(EVERYTHING.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn everything(&mut self) -> &mut Everything {
        self.0.get_or_insert_default()
    }

    /// The watched folder that a path lies in, and the path below it.
    pub(crate) fn place(&mut self, path: &Path) -> Option<(PathBuf, PathBuf)> {
        let everything = self.everything();
        let root = path.ancestors().find(|root| everything.disks.contains_key(*root))?;
        Some((root.to_owned(), path.strip_prefix(root).ok()?.to_owned()))
    }

    /// Whether names below the folder at `root` may change.
    pub(crate) fn may_name(&mut self, root: &Path) -> bool {
        self.everything().disks.get(root).is_none_or(|watched| !watched.forbids.folders())
    }

    /// Whether a file that is there may be written.
    pub(crate) fn may_write(&mut self, root: &Path) -> bool {
        self.everything().disks.get(root).is_none_or(|watched| !watched.forbids.files())
    }

    pub(crate) fn opened_folder(&mut self, fd: c_int, (root, path): (PathBuf, PathBuf)) {
        self.everything().open.insert(fd, (root, What::Folder(path)));
    }

    pub(crate) fn opened_file(
        &mut self,
        fd: c_int,
        (root, path): (PathBuf, PathBuf),
        emptied: bool,
    ) {
        let everything = self.everything();
        let Some(watched) = everything.disks.get_mut(&root) else { return };
        let what = if is_scratch(&path) {
            What::Scratch
        } else {
            let inode = watched.journal.opened(&path);
            if emptied {
                watched.journal.changed(inode, Change::Truncate { length: 0 });
            }
            What::File(inode)
        };
        everything.open.insert(fd, (root, what));
    }

    pub(crate) fn closed(&mut self, fd: c_int) {
        self.everything().open.remove(&fd);
    }

    fn of(&mut self, fd: c_int) -> Option<(&mut Watched, What)> {
        let everything = self.everything();
        let (root, what) = everything.open.get(&fd)?;
        Some((everything.disks.get_mut(root)?, what.clone()))
    }

    /// How much of `asked` bytes may be written, by which the file would grow by `growth`.
    pub(crate) fn room(&mut self, fd: c_int, asked: usize, growth: u64) -> Room {
        let Some((Watched { room: Some(room), .. }, _)) = self.of(fd) else { return Room::All };
        if growth <= *room {
            *room -= growth;
            return Room::All;
        }
        let written = asked as u64 - (growth - *room);
        *room = 0;
        match usize::try_from(written) {
            Ok(0) | Err(_) => Room::None,
            Ok(part) => Room::Only(part),
        }
    }

    pub(crate) fn wrote(&mut self, fd: c_int, at: u64, bytes: &[u8]) {
        if let Some((watched, What::File(inode))) = self.of(fd) {
            watched.journal.changed(inode, Change::Write { at, bytes: bytes.into() });
        }
    }

    pub(crate) fn truncated(&mut self, fd: c_int, length: u64) {
        if let Some((watched, What::File(inode))) = self.of(fd) {
            watched.journal.changed(inode, Change::Truncate { length });
        }
    }

    /// Whether a sync is to be done; else it is only confirmed.
    pub(crate) fn syncs(&mut self, fd: c_int) -> bool {
        self.of(fd).is_none_or(|(watched, _)| watched.syncs)
    }

    pub(crate) fn synced(&mut self, fd: c_int) {
        match self.of(fd) {
            Some((watched, What::File(inode))) => watched.journal.synced(inode),
            Some((watched, What::Folder(path))) => watched.journal.folder_synced(&path),
            _ => {}
        }
    }

    /// Tells the notes of the disk at `root`.
    pub(crate) fn tell(&mut self, root: &Path, note: impl FnOnce(&mut Journal)) {
        if let Some(watched) = self.everything().disks.get_mut(root) {
            note(&mut watched.journal);
        }
    }
}
