//! A small region before the story begins: made once, copied for each run.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::common::*;
use crate::story::SEED;

/// Tickets of a colleague that the story's phone has not seen: a few pages.
const PEER_TICKETS: usize = 14;

/// The files of a region, its bus and the story's phone, all switched off.
pub struct Template {
    folder: TempDir,
    /// When the story begins, in milliseconds since 1970.
    pub epoch_ms: i64,
}

/// Where each of them lies in a copy.
pub struct Folders {
    pub region: PathBuf,
    pub bus: PathBuf,
    pub phone: PathBuf,
}

impl Folders {
    pub fn in_(root: &Path) -> Self {
        Self { region: root.join("region"), bus: root.join("bus"), phone: root.join("phone") }
    }

    /// The phone's file.
    pub fn file(&self) -> PathBuf {
        self.phone.join("phone.db")
    }
}

impl Template {
    pub fn get() -> &'static Self {
        static TEMPLATE: OnceLock<Template> = OnceLock::new();
        TEMPLATE.get_or_init(|| {
            // A test with a runtime of its own must be able to ask for it, too.
            let build = || tokio::runtime::Runtime::new().unwrap().block_on(Self::build());
            std::thread::scope(|scope| scope.spawn(build).join().unwrap())
        })
    }

    async fn build() -> Self {
        // Hubs as processes have the machine's clock.
        let clock = TestClock::of_this_machine();
        let mut region = Region::start(&clock).await;
        let mut phone = region.teacher(SEED, MACON, expert("scratch")).await;
        let host = region.teacher(2, HILL, novice("microbit")).await;
        region.publish_bus(host.member());
        phone.sync_with(&region.url).await;
        let mut bus = Bus::start(&region).await;
        let peer = region.teacher(3, WEST, novice("scratch")).await;
        for n in 0..PEER_TICKETS {
            peer.open_ticket(scratch_ticket(&format!("Peer {n}"), 20)).unwrap();
        }
        peer.sync_with(&region.url).await;
        phone.switch_off();
        bus.switch_off().await;
        region.switch_off().await;
        let folder = scratch();
        let to = Folders::in_(folder.path());
        copy(region.folder.path(), &to.region);
        copy(bus.folder.path(), &to.bus);
        copy(phone.folder.path(), &to.phone);
        Self { folder, epoch_ms: clock.now().as_millisecond() }
    }

    /// A copy that a run may do with as it likes.
    pub fn copy_to(&self, root: &Path) -> Folders {
        let (from, to) = (Folders::in_(self.folder.path()), Folders::in_(root));
        copy(&from.region, &to.region);
        copy(&from.bus, &to.bus);
        copy(&from.phone, &to.phone);
        to
    }
}

/// A folder in memory where there is one. A killed process loses nothing on it either, and the
/// power is cut on images that are made from notes; so nothing here waits for a real disk.
pub fn scratch() -> TempDir {
    let in_memory = tempfile::tempdir_in("/dev/shm");
    in_memory.unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

/// Copies the files of a folder. Not SQLite's shared memory: it belongs to processes.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if !entry.file_name().to_str().unwrap().ends_with("-shm") {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}
