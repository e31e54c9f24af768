//! The functions of the C library that change files, with a note taken of each call.
//!
//! A program's own definition of a symbol goes before the library's, for the code of the standard
//! library and of SQLite alike, which are linked into the same program. Each function here does
//! the system call itself, so nothing is lost on the way; what is not watched costs one atomic load.
//!
//! Whether anything goes by unseen is tested: `the_notes_tell_the_whole_truth` replays them and
//! compares every byte.

use std::ffi::{CStr, OsStr, c_char, c_int, c_long, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering};

use libc::{mode_t, off_t, size_t, ssize_t};

use crate::journal::Journal;
use crate::watch::{Notes, Room};

/// Descriptors beyond this are not watched; a test has no thousand files open.
const MOST_DESCRIPTORS: usize = 4_096;

/// How many folders are watched.
static WATCHING: AtomicIsize = AtomicIsize::new(0);

/// Which descriptors belong to a watched folder. Asked before the lock is taken: a child between
/// `fork` and `exec` must not wait for a lock that another thread of its parent held.
static WATCHED: [AtomicBool; MOST_DESCRIPTORS] =
    [const { AtomicBool::new(false) }; MOST_DESCRIPTORS];

/// One more folder, or one less.
pub(crate) fn watching(change: isize) {
    WATCHING.fetch_add(change, Ordering::SeqCst);
}

fn flag(fd: c_int) -> Option<&'static AtomicBool> {
    WATCHED.get(usize::try_from(fd).ok()?)
}

fn is_watched(fd: c_int) -> bool {
    flag(fd).is_some_and(|flag| flag.load(Ordering::SeqCst))
}

fn fail(number: c_int) -> c_int {
    // SAFETY: the location of this thread's `errno` is always valid.
    unsafe { *libc::__errno_location() = number };
    -1
}

/// A path that the system was asked about, when it may be watched at all.
///
/// # Safety
/// `path` is null or a string that ends with a zero byte, as the caller of the C function promised.
unsafe fn path_of<'a>(path: *const c_char) -> Option<&'a Path> {
    if path.is_null() || WATCHING.load(Ordering::SeqCst) == 0 {
        return None;
    }
    // SAFETY: not null, and the caller of the C function promised the rest.
    let text = unsafe { CStr::from_ptr(path) };
    Some(Path::new(OsStr::from_bytes(text.to_bytes())))
}

fn size_of(fd: c_int) -> u64 {
    // SAFETY: `fstat` fills the zeroed struct, or fails and leaves it.
    let size = unsafe {
        let mut found: libc::stat = std::mem::zeroed();
        libc::syscall(libc::SYS_fstat, fd, &raw mut found);
        found.st_size
    };
    u64::try_from(size).unwrap_or(0)
}

/// Where the next write goes.
fn position(fd: c_int) -> u64 {
    // SAFETY: asks how the file was opened.
    if unsafe { libc::fcntl(fd, libc::F_GETFL) } & libc::O_APPEND != 0 {
        return size_of(fd);
    }
    // SAFETY: asks where the file stands, and moves nothing.
    let here = unsafe { libc::syscall(libc::SYS_lseek, fd, 0, libc::SEEK_CUR) };
    u64::try_from(here).unwrap_or(0)
}

/// `openat` with a note, for every spelling of `open`.
///
/// # Safety
/// As `openat(2)`.
unsafe fn open_at(folder: c_int, path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    let system =
        // SAFETY: the arguments are the caller's own.
        || unsafe { libc::syscall(libc::SYS_openat, folder, path, flags, mode) as c_int };
    // SAFETY: as the caller promised to `openat`.
    let Some(name) = (unsafe { path_of(path) }) else { return system() };
    let mut notes = Notes::take();
    let Some(place) = notes.place(name) else {
        drop(notes);
        return system();
    };
    let writes = flags & (libc::O_WRONLY | libc::O_RDWR) != 0;
    let allowed = if name.exists() {
        !writes || notes.may_write(&place.0)
    } else {
        flags & libc::O_CREAT == 0 || notes.may_name(&place.0)
    };
    if !allowed {
        return fail(libc::EACCES);
    }
    let fd = system();
    if let Some(flag) = flag(fd) {
        if name.is_dir() {
            notes.opened_folder(fd, place);
        } else {
            notes.opened_file(fd, place, flags & libc::O_TRUNC != 0);
        }
        flag.store(true, Ordering::SeqCst);
    }
    fd
}

/// As `open(2)`. C declares it with a variable number of arguments; on the systems this is built
/// for, an absent third one is an unused register.
///
/// # Safety
/// As `open(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: passed on.
    unsafe { open_at(libc::AT_FDCWD, path, flags, mode) }
}

/// As `open(2)`.
///
/// # Safety
/// As `open(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open64(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: passed on.
    unsafe { open_at(libc::AT_FDCWD, path, flags, mode) }
}

/// As `close(2)`.
///
/// # Safety
/// As `close(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn close(fd: c_int) -> c_int {
    if let Some(flag) = flag(fd).filter(|flag| flag.swap(false, Ordering::SeqCst)) {
        let mut notes = Notes::take();
        notes.closed(fd);
        // Nobody else can have got the number again before the system closes it.
        flag.store(false, Ordering::SeqCst);
        // SAFETY: passed on; under the lock, so that who gets the number next finds it free.
        return unsafe { libc::syscall(libc::SYS_close, fd) as c_int };
    }
    // SAFETY: passed on.
    unsafe { libc::syscall(libc::SYS_close, fd) as c_int }
}

/// Writes as much as there is room for, and notes it. `at` is `None` for where the file stands.
///
/// # Safety
/// As `pwrite(2)`.
unsafe fn put(fd: c_int, from: *const c_void, length: size_t, at: Option<off_t>) -> ssize_t {
    let system = |length: size_t| {
        // SAFETY: the caller's own buffer, or a beginning of it.
        let done: c_long = unsafe {
            match at {
                Some(at) => libc::syscall(libc::SYS_pwrite64, fd, from, length, at),
                None => libc::syscall(libc::SYS_write, fd, from, length),
            }
        };
        done as ssize_t
    };
    if !is_watched(fd) {
        return system(length);
    }
    let mut notes = Notes::take();
    let start = at.map_or_else(|| position(fd), |at| u64::try_from(at).unwrap_or(0));
    let growth = (start + length as u64).saturating_sub(size_of(fd));
    let allowed = match notes.room(fd, length, growth.min(length as u64)) {
        Room::All => length,
        Room::Only(part) => part,
        Room::None => return fail(libc::ENOSPC) as ssize_t,
    };
    let done = system(allowed);
    if let Ok(written) = usize::try_from(done) {
        // SAFETY: the system has just read as many bytes from there.
        let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), written) };
        notes.wrote(fd, start, bytes);
    }
    done
}

/// As `write(2)`.
///
/// # Safety
/// As `write(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(fd: c_int, from: *const c_void, length: size_t) -> ssize_t {
    // SAFETY: passed on.
    unsafe { put(fd, from, length, None) }
}

/// As `pwrite(2)`.
///
/// # Safety
/// As `pwrite(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite(
    fd: c_int,
    from: *const c_void,
    length: size_t,
    at: off_t,
) -> ssize_t {
    // SAFETY: passed on.
    unsafe { put(fd, from, length, Some(at)) }
}

/// As `pwrite(2)`.
///
/// # Safety
/// As `pwrite(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite64(
    fd: c_int,
    from: *const c_void,
    length: size_t,
    at: off_t,
) -> ssize_t {
    // SAFETY: passed on.
    unsafe { put(fd, from, length, Some(at)) }
}

fn truncate_to(fd: c_int, length: off_t) -> c_int {
    // SAFETY: two numbers.
    let system = || unsafe { libc::syscall(libc::SYS_ftruncate, fd, length) as c_int };
    if !is_watched(fd) {
        return system();
    }
    let mut notes = Notes::take();
    let done = system();
    if done == 0 {
        notes.truncated(fd, u64::try_from(length).unwrap_or(0));
    }
    done
}

/// As `ftruncate(2)`.
#[unsafe(no_mangle)]
pub extern "C" fn ftruncate(fd: c_int, length: off_t) -> c_int {
    truncate_to(fd, length)
}

/// As `ftruncate(2)`.
#[unsafe(no_mangle)]
pub extern "C" fn ftruncate64(fd: c_int, length: off_t) -> c_int {
    truncate_to(fd, length)
}

/// The system's own sync is never done for what is watched: the images are made from the notes,
/// and the tests need not wait for a real disk.
fn sync(fd: c_int, number: c_long) -> c_int {
    if !is_watched(fd) {
        // SAFETY: one number.
        return unsafe { libc::syscall(number, fd) as c_int };
    }
    let mut notes = Notes::take();
    if notes.syncs(fd) {
        notes.synced(fd);
    }
    0
}

/// As `fsync(2)`.
#[unsafe(no_mangle)]
pub extern "C" fn fsync(fd: c_int) -> c_int {
    sync(fd, libc::SYS_fsync)
}

/// As `fdatasync(2)`.
#[unsafe(no_mangle)]
pub extern "C" fn fdatasync(fd: c_int) -> c_int {
    sync(fd, libc::SYS_fdatasync)
}

/// Makes or removes the name at `path` by `system`, which is the call itself, and notes it.
///
/// # Safety
/// `path` is null or a string as C has them.
unsafe fn name_or_unname(
    path: *const c_char,
    system: impl FnOnce() -> c_int,
    note: impl FnOnce(&mut Journal, &Path),
) -> c_int {
    // SAFETY: as the caller promised.
    let Some(name) = (unsafe { path_of(path) }) else { return system() };
    let mut notes = Notes::take();
    let Some((root, path)) = notes.place(name) else { return system() };
    if !notes.may_name(&root) {
        return fail(libc::EACCES);
    }
    let done = system();
    if done == 0 {
        notes.tell(&root, |journal| note(journal, &path));
    }
    done
}

/// As `unlink(2)`.
///
/// # Safety
/// As `unlink(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlink(path: *const c_char) -> c_int {
    // SAFETY: the caller's own path.
    let system = || unsafe { libc::syscall(libc::SYS_unlinkat, libc::AT_FDCWD, path, 0) as c_int };
    // SAFETY: as the caller promised to `unlink`.
    unsafe { name_or_unname(path, system, Journal::removed) }
}

/// As `mkdir(2)`.
///
/// # Safety
/// As `mkdir(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdir(path: *const c_char, mode: mode_t) -> c_int {
    let system =
        // SAFETY: the caller's own path.
        || unsafe { libc::syscall(libc::SYS_mkdirat, libc::AT_FDCWD, path, mode) as c_int };
    // SAFETY: as the caller promised to `mkdir`.
    unsafe { name_or_unname(path, system, Journal::folder_made) }
}

/// As `rename(2)`.
///
/// # Safety
/// As `rename(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    let folder = libc::AT_FDCWD;
    let system =
        // SAFETY: the caller's own paths.
        || unsafe { libc::syscall(libc::SYS_renameat2, folder, from, folder, to, 0) as c_int };
    // SAFETY: as the caller promised to `rename`.
    let (Some(old), Some(new)) = (unsafe { (path_of(from), path_of(to)) }) else {
        return system();
    };
    let mut notes = Notes::take();
    let Some(((root, from), (_, to))) = notes.place(old).zip(notes.place(new)) else {
        return system();
    };
    if !notes.may_name(&root) {
        return fail(libc::EACCES);
    }
    let done = system();
    if done == 0 {
        notes.tell(&root, |journal| journal.renamed(&from, &to));
    }
    done
}
