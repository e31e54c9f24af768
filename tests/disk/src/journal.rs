//! The notes: what was done to the files below a folder, in order.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file, whatever its name is at the moment.
pub(crate) type Inode = usize;

/// A change of a file's content.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Write { at: u64, bytes: Arc<[u8]> },
    Truncate { length: u64 },
}

/// A change of names in folders.
#[derive(Clone, Debug)]
pub(crate) enum Naming {
    Create { path: PathBuf, inode: Inode },
    Rename { from: PathBuf, to: PathBuf, inode: Option<Inode> },
    Remove { path: PathBuf },
    Folder { path: PathBuf },
}

#[derive(Clone, Debug)]
pub(crate) enum Op {
    Change(Inode, Change),
    Name(Naming),
    Sync(Inode),
    SyncFolder(PathBuf),
}

/// What was done below a folder since it was first looked at; what was there then counts as synced.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    pub(crate) before: BTreeMap<PathBuf, Before>,
    pub(crate) ops: Vec<Op>,
    inodes: usize,
    /// The names as the running process sees them.
    names: BTreeMap<PathBuf, Inode>,
}

/// What stood at a path when the notes began.
#[derive(Clone, Debug)]
pub(crate) enum Before {
    File(Inode, Arc<[u8]>),
    Folder,
}

/// SQLite's index of a write-ahead log: shared memory under a name, made anew after a start.
pub(crate) fn is_scratch(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"-shm")
}

impl Journal {
    /// Reads what is below `root` now. Paths in the notes are relative to it.
    pub(crate) fn start(root: &Path) -> io::Result<Self> {
        let mut journal = Self::default();
        journal.look(root, Path::new(""))?;
        Ok(journal)
    }

    fn look(&mut self, root: &Path, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(root.join(folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                self.before.insert(path.clone(), Before::Folder);
                self.look(root, &path)?;
            } else if !is_scratch(&path) {
                let inode = self.new_inode();
                self.names.insert(path.clone(), inode);
                self.before.insert(path, Before::File(inode, fs::read(entry.path())?.into()));
            }
        }
        Ok(())
    }

    fn new_inode(&mut self) -> Inode {
        self.inodes += 1;
        self.inodes
    }

    /// How many operations there are: a moment is a number of them.
    #[must_use]
    pub fn moments(&self) -> usize {
        self.ops.len()
    }

    /// The moments just before something is synced or named, where a cut hurts most.
    #[must_use]
    pub fn turning_points(&self) -> Vec<usize> {
        let turns = |op: &Op| !matches!(op, Op::Change(..));
        (0..self.ops.len()).filter(|at| turns(&self.ops[*at])).collect()
    }

    /// The file at a path, which is noted as new when it was not there.
    pub(crate) fn opened(&mut self, path: &Path) -> Inode {
        if let Some(inode) = self.names.get(path) {
            return *inode;
        }
        let inode = self.new_inode();
        self.names.insert(path.to_owned(), inode);
        self.ops.push(Op::Name(Naming::Create { path: path.to_owned(), inode }));
        inode
    }

    pub(crate) fn changed(&mut self, inode: Inode, change: Change) {
        self.ops.push(Op::Change(inode, change));
    }

    pub(crate) fn synced(&mut self, inode: Inode) {
        self.ops.push(Op::Sync(inode));
    }

    pub(crate) fn folder_synced(&mut self, path: &Path) {
        self.ops.push(Op::SyncFolder(path.to_owned()));
    }

    pub(crate) fn removed(&mut self, path: &Path) {
        self.names.remove(path);
        self.ops.push(Op::Name(Naming::Remove { path: path.to_owned() }));
    }

    pub(crate) fn folder_made(&mut self, path: &Path) {
        self.ops.push(Op::Name(Naming::Folder { path: path.to_owned() }));
    }

    pub(crate) fn renamed(&mut self, from: &Path, to: &Path) {
        let inode = self.names.remove(from);
        if let Some(inode) = inode {
            self.names.insert(to.to_owned(), inode);
        }
        let (from, to) = (from.to_owned(), to.to_owned());
        self.ops.push(Op::Name(Naming::Rename { from, to, inode }));
    }
}
