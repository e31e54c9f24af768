//! A scene as a shell finds it: a file of properties, and phones that are opened with it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use data_encoding::HEXLOWER;
use sharenum_companion::{CompanionEngine, FileKey, ManualClock};
use sharenum_domain::DocumentId;
use sharenum_stage::scene::{Addresses, make};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// A Wednesday morning, five past nine in Mâcon.
pub const NOW: &str = "2026-10-14T07:05:00Z";

pub struct Scene {
    properties: BTreeMap<String, String>,
    folder: TempDir,
    opened: AtomicUsize,
}

impl Scene {
    /// The one of [`NOW`], made once for all tests that only look at it.
    pub fn of_now() -> &'static Self {
        static MADE: LazyLock<Scene> = LazyLock::new(|| Scene::make(NOW));
        &MADE
    }

    pub fn make(now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = make(folder.path(), now.parse().unwrap(), Addresses::default());
        let made = made.unwrap_or_else(|error| panic!("{now}: {error:#}"));
        let pairs = made.lines().map(|line| line.split_once('=').unwrap());
        let properties = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { properties, folder, opened: AtomicUsize::new(0) }
    }

    pub fn value(&self, name: &str) -> &str {
        self.properties.get(name).unwrap_or_else(|| panic!("the properties name no {name}"))
    }

    pub fn id(&self, name: &str) -> DocumentId {
        self.value(name).parse().unwrap()
    }

    /// Opens a copy of a phone at the moment of the scene.
    pub fn phone(&self, name: &str) -> CompanionEngine {
        let hex =
            |what: &str| HEXLOWER.decode(self.value(&format!("{name}_{what}")).as_bytes()).unwrap();
        let key = FileKey::from_bytes(hex("key").try_into().unwrap());
        let seed = Zeroizing::new(hex("seed").try_into().unwrap());
        let clock = Arc::new(ManualClock::at(self.value("now").parse().unwrap()));
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        let copy = self.folder.path().join(format!("opened-{number}.sharenum"));
        // The newcomer has no file yet.
        let file = Path::new(self.value(name));
        assert!(!file.exists() || std::fs::copy(file, &copy).unwrap() > 0);
        CompanionEngine::open(&copy, &key, seed, clock).unwrap()
    }
}
