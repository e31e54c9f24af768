//! From the notes to a folder that a power cut could have left.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::chance::Chance;
use crate::journal::{Before, Change, Inode, Journal, Naming, Op, is_scratch};

/// The unit that a disk writes whole or not at all.
pub const SECTOR: u64 = 512;

/// How much of what was not synced is lost. Percentages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forgets {
    /// Of the unsynced writes, how many are gone.
    pub writes: u8,
    /// Of those that are left, how many are torn: each of their sectors is there or not.
    pub torn: u8,
    /// Of the unsynced creations, renames and removals, how many are undone.
    pub names: u8,
}

impl Forgets {
    /// Nothing is lost: the process was killed and the machine runs on.
    pub const NOTHING: Self = Self { writes: 0, torn: 0, names: 0 };
    /// All that was not synced is gone.
    pub const ALL: Self = Self { writes: 100, torn: 0, names: 100 };

    /// One way to forget, among mild and severe ones.
    pub fn by(chance: &mut Chance) -> Self {
        Self {
            writes: *chance.one_of(&[0, 10, 50, 90, 100]),
            torn: *chance.one_of(&[0, 0, 50, 100]),
            names: *chance.one_of(&[0, 50, 100]),
        }
    }
}

/// The state of a disk, and what it has been told but may forget.
#[derive(Default)]
struct State {
    names: BTreeMap<PathBuf, Inode>,
    folders: BTreeSet<PathBuf>,
    unsynced_names: Vec<Naming>,
    contents: BTreeMap<Inode, Content>,
}

#[derive(Default)]
struct Content {
    bytes: Vec<u8>,
    unsynced: Vec<Change>,
}

impl Journal {
    /// Makes in `into` a folder as a cut after the first `moment` operations could have left it.
    /// `forgets` says for each path (relative) how forgetful its disk is.
    ///
    /// # Errors
    /// When `into` cannot be written.
    pub fn image(
        &self,
        moment: usize,
        chance: &mut Chance,
        forgets: impl Fn(&Path) -> Forgets,
        into: &Path,
    ) -> io::Result<()> {
        let mut state = State::at_the_start(self);
        for op in self.ops.iter().take(moment) {
            state.apply(op);
        }
        state.cut(chance, &forgets);
        state.write(chance, &forgets, into)
    }
}

impl State {
    fn at_the_start(journal: &Journal) -> Self {
        let mut state = Self::default();
        for (path, before) in &journal.before {
            match before {
                Before::Folder => {
                    state.folders.insert(path.clone());
                }
                Before::File(inode, bytes) => {
                    state.names.insert(path.clone(), *inode);
                    let content = Content { bytes: bytes.to_vec(), unsynced: Vec::new() };
                    state.contents.insert(*inode, content);
                }
            }
        }
        state
    }

    fn apply(&mut self, op: &Op) {
        match op {
            Op::Change(inode, change) => {
                self.contents.entry(*inode).or_default().unsynced.push(change.clone());
            }
            Op::Name(naming) => self.unsynced_names.push(naming.clone()),
            Op::Sync(inode) => {
                let content = self.contents.entry(*inode).or_default();
                for change in std::mem::take(&mut content.unsynced) {
                    content.take(&change);
                }
            }
            Op::SyncFolder(folder) => {
                let (synced, left): (Vec<_>, Vec<_>) = std::mem::take(&mut self.unsynced_names)
                    .into_iter()
                    .partition(|naming| naming.touches(folder));
                self.unsynced_names = left;
                synced.into_iter().for_each(|naming| self.rename(naming));
            }
        }
    }

    fn rename(&mut self, naming: Naming) {
        match naming {
            Naming::Create { path, inode } => {
                self.names.insert(path, inode);
            }
            Naming::Remove { path } => {
                self.names.remove(&path);
            }
            Naming::Rename { from, to, inode } => {
                self.names.remove(&from);
                self.names.extend(inode.map(|inode| (to, inode)));
            }
            Naming::Folder { path } => {
                self.folders.insert(path);
            }
        }
    }

    /// Decides which of the unsynced names are there.
    fn cut(&mut self, chance: &mut Chance, forgets: &impl Fn(&Path) -> Forgets) {
        for naming in std::mem::take(&mut self.unsynced_names) {
            if !chance.happens(forgets(naming.path()).names) {
                self.rename(naming);
            }
        }
    }

    fn write(
        &mut self,
        chance: &mut Chance,
        forgets: &impl Fn(&Path) -> Forgets,
        into: &Path,
    ) -> io::Result<()> {
        fs::create_dir_all(into)?;
        for folder in &self.folders {
            fs::create_dir_all(into.join(folder))?;
        }
        for (path, inode) in &self.names {
            let whole = into.join(path);
            // Its folder was forgotten, and it with it.
            if is_scratch(path) || !whole.parent().is_some_and(Path::is_dir) {
                continue;
            }
            let content = self.contents.entry(*inode).or_default();
            content.cut(chance, forgets(path));
            fs::write(whole, &content.bytes)?;
        }
        Ok(())
    }
}

impl Naming {
    /// The name that it gives or takes.
    fn path(&self) -> &Path {
        match self {
            Self::Create { path, .. } | Self::Remove { path } | Self::Folder { path } => path,
            Self::Rename { to, .. } => to,
        }
    }

    fn touches(&self, folder: &Path) -> bool {
        let inside = |path: &Path| path.parent() == Some(folder);
        match self {
            Self::Rename { from, to, .. } => inside(from) || inside(to),
            other => inside(other.path()),
        }
    }
}

impl Content {
    fn take(&mut self, change: &Change) {
        match change {
            Change::Write { at, bytes } => self.put(*at, bytes),
            Change::Truncate { length } => self.bytes.resize(size(*length), 0),
        }
    }

    fn put(&mut self, at: u64, bytes: &[u8]) {
        let (start, end) = (size(at), size(at) + bytes.len());
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes[start..end].copy_from_slice(bytes);
    }

    /// Decides which of the unsynced changes are there.
    fn cut(&mut self, chance: &mut Chance, forgets: Forgets) {
        for change in std::mem::take(&mut self.unsynced) {
            if chance.happens(forgets.writes) {
                continue;
            }
            match &change {
                Change::Write { at, bytes } if chance.happens(forgets.torn) => {
                    self.put_torn(chance, *at, bytes);
                }
                whole => self.take(whole),
            }
        }
    }

    fn put_torn(&mut self, chance: &mut Chance, at: u64, bytes: &[u8]) {
        let mut start = 0;
        while start < bytes.len() {
            let to_the_next = SECTOR - (at + start as u64) % SECTOR;
            let end = bytes.len().min(start + size(to_the_next));
            if chance.happens(50) {
                self.put(at + start as u64, &bytes[start..end]);
            }
            start = end;
        }
    }
}

/// A file that a test writes fits in memory.
fn size(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}
