//! The region and the bus: real hubs over real files, without a socket.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;
use sharenum_hub::storage::StorageExt;
use sharenum_hub::{Hub, HubOptions};
use sharenum_ledger::HubRole;

use crate::clock::DeviceClock;

pub struct HubBox {
    role: HubRole,
    folder: PathBuf,
    clock: Arc<DeviceClock>,
    hub: Option<Arc<Hub>>,
}

impl HubBox {
    pub fn open(role: HubRole, folder: &Path, clock: Arc<DeviceClock>) -> Self {
        let mut made = Self { role, folder: folder.to_owned(), clock, hub: None };
        made.switch_on();
        made
    }

    pub fn hub(&self) -> &Arc<Hub> {
        self.hub.as_ref().unwrap()
    }

    pub fn switch_off(&mut self) {
        let hub = self.hub.take().unwrap();
        drop(Arc::into_inner(hub).expect("nobody else holds the hub"));
    }

    pub fn switch_on(&mut self) {
        let clock: Arc<dyn sharenum_hub::Clock> = Arc::clone(&self.clock) as _;
        let options = HubOptions { clock, time_zone: TimeZone::UTC, ..HubOptions::default() };
        self.hub = Some(Arc::new(Hub::open(&self.folder, self.role, options).unwrap()));
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many changes are in the log: the place of the last one.
    pub fn log_length(&self) -> u64 {
        self.hub().storage().reading(|tables| Ok(tables.totals()?)).unwrap().chunks
    }
}
