//! A disk that forgets.
//!
//! A killed process loses nothing that it wrote: the system keeps it and writes it down later. A
//! power cut is worse. What was not synced may be gone, in part or whole, and later writes may
//! have reached the disk before earlier ones; a file whose folder was not synced may have lost its
//! name. [`Disk`] notes every write, sync, rename and removal below a folder, and from these notes
//! [`Journal::image`] makes, for any moment and seed, one folder that a cut at that moment could
//! have left. It can also have little room, forbid changes, or confirm syncs that
//! it does not do.
//!
//! It listens at the C library's door and not in a SQLite VFS, because the files beside the
//! databases (the mark of a phone's file, the keys of a hub) go through the standard library and
//! never come near SQLite. Linux with glibc only; elsewhere nothing is seen and
//! [`Disk::watch`] says so.
//!
//! What is believed of a real disk, and no more: a synced file keeps what was written before the
//! sync; a synced folder keeps its names; a write changes no byte outside its range; 512 bytes at
//! an aligned place are written whole or not at all; a rename is whole or not at all.

mod chance;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
mod door;
mod image;
mod journal;
mod watch;

pub use chance::Chance;
pub use image::{Forgets, SECTOR};
pub use journal::Journal;
pub use watch::{Disk, Forbids};
