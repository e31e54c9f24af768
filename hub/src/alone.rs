//! One serving hub per data folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use sharenum_store::create_folder_durably;

use crate::HubError;
use crate::keys::cannot_create;

/// Its name in the data folder. Empty, and left there: a lock belongs to an open file, not to a
/// name, so it ends with its process however that ends.
const FILE: &str = "serving.lock";

/// The right to serve a data folder, for as long as this lives. Two hubs over one file would each
/// have sessions, a clock and a bus's rounds of their own. The administrator's commands need
/// none: they do one transaction each.
pub(crate) struct Alone(#[expect(dead_code, reason = "the lock ends when it is closed")] File);

impl Alone {
    /// Takes the right to serve, before anything else in the folder is looked at. Makes the folder
    /// when there is none.
    pub(crate) fn in_folder(data: &Path) -> Result<Self, HubError> {
        create_folder_durably(data).map_err(|error| cannot_create(data, &error))?;
        let path = data.join(FILE);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let file = options.open(&path).map_err(|error| cannot_create(&path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(HubError::Unavailable(format!(
                "another hub serves {} already; stop it first, or choose another --data folder",
                data.display()
            ))),
            Err(TryLockError::Error(error)) => Err(cannot_create(&path, &error)),
        }
    }
}
