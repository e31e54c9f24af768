//! Opening the file with what the platform's vault keeps.

use std::path::Path;
use std::sync::Arc;

use sharenum_companion as engine;

use crate::clock::HostClock;
use crate::{Clock, KeyVault, SharenumApp, SharenumError, VaultSecrets};

/// In which of the four cases of file and key the app was opened.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Opening {
    /// Neither was there: a first start.
    Fresh,
    /// Both were there and fit.
    Opened,
    /// A key without its file, as after a reinstall on a phone whose vault survives it: the key was
    /// discarded, and this is a fresh account that has to join.
    FileGone,
    /// A file without its key, as after a move to a new phone: it is kept under another name, and
    /// this is a fresh account that has to join. Say so.
    KeyGone {
        /// Where the file lies now.
        aside: String,
    },
}

impl From<engine::Opening> for Opening {
    fn from(opening: engine::Opening) -> Self {
        match opening {
            engine::Opening::Fresh => Self::Fresh,
            engine::Opening::Opened => Self::Opened,
            engine::Opening::FileGone => Self::FileGone,
            engine::Opening::KeyGone { aside } => {
                Self::KeyGone { aside: aside.display().to_string() }
            }
        }
    }
}

/// The host's vault, as the engine asks for it.
struct HostVault(Arc<dyn KeyVault>);

impl engine::KeyVault for HostVault {
    fn load(&self) -> Result<Option<engine::Secrets>, engine::VaultError> {
        let kept = self.0.load()?;
        // What has another length was not made by this app, and counts as lost.
        Ok(kept.and_then(|kept| engine::Secrets::from_parts(&kept.file_key, &kept.signing_seed)))
    }

    fn save(&self, secrets: &engine::Secrets) -> Result<(), engine::VaultError> {
        let file_key = secrets.file_key().to_vec();
        let signing_seed = secrets.seed().to_vec();
        Ok(self.0.save(VaultSecrets { file_key, signing_seed })?)
    }

    fn discard(&self) -> Result<(), engine::VaultError> {
        Ok(self.0.discard()?)
    }
}

type Opened = engine::Result<(engine::CompanionEngine, engine::Opening)>;

fn opened(
    path: &str,
    vault: Arc<dyn KeyVault>,
    clock: Option<Arc<dyn Clock>>,
    open: impl FnOnce(&Path, &dyn engine::KeyVault, Arc<dyn engine::Clock>) -> Opened,
) -> Result<Arc<SharenumApp>, SharenumError> {
    let host = clock.map(HostClock::new).transpose()?.map(Arc::new);
    let clock: Arc<dyn engine::Clock> = match &host {
        Some(host) => Arc::clone(host) as Arc<dyn engine::Clock>,
        None => Arc::new(engine::SystemClock),
    };
    let (engine, opening) = open(Path::new(path), &HostVault(vault), clock)?;
    Ok(Arc::new(SharenumApp::new(engine, opening.into(), host)))
}

#[uniffi::export]
impl SharenumApp {
    /// Opens the file at `path` with the secrets of the vault, or starts afresh where one of the two
    /// is gone: `opening` tells which. Killed at any moment, the next call ends in a usable app.
    /// Give a `clock` in tests only.
    ///
    /// Errors: `TryAgain` when the vault does not answer. `SetAside` when both are there and do not
    /// fit, or the file is damaged: file and vault are as they were, and `set_aside_and_open` is the
    /// way on. `UpdateApp` for the file of a newer app.
    #[uniffi::constructor(default(clock = None))]
    pub fn open(
        path: String,
        vault: Arc<dyn KeyVault>,
        clock: Option<Arc<dyn Clock>>,
    ) -> Result<Arc<Self>, SharenumError> {
        opened(&path, vault, clock, engine::CompanionEngine::open_with_vault)
    }

    /// Starts afresh although there is a file, when the person decides so whose file cannot be
    /// opened: it is kept under another name. What the region received comes back after joining.
    #[uniffi::constructor(default(clock = None))]
    pub fn set_aside_and_open(
        path: String,
        vault: Arc<dyn KeyVault>,
        clock: Option<Arc<dyn Clock>>,
    ) -> Result<Arc<Self>, SharenumError> {
        opened(&path, vault, clock, engine::CompanionEngine::set_aside_and_open)
    }
}
