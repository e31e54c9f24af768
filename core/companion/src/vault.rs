//! Opening with what the platform's vault keeps: the four cases of file and key.
//!
//! The order of the steps is what makes each of them safe: see decision 20.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sharenum_store::{FileKey, lies_at, promise_room, room_is_promised, set_aside};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{Clock, CompanionEngine, EngineError, Result};

/// The two secrets of an account on this phone. Wiped from memory when dropped; never printed.
#[derive(Clone)]
pub struct Secrets {
    file_key: Zeroizing<[u8; 48]>,
    seed: Zeroizing<[u8; 32]>,
}

impl Secrets {
    /// Reads back what a vault kept: 48 bytes of the file's key and 32 of the device's signing
    /// seed. `None` for any other length: such an entry was not made by this app and counts as lost.
    #[must_use]
    pub fn from_parts(file_key: &[u8], seed: &[u8]) -> Option<Self> {
        Some(Self {
            file_key: Zeroizing::new(file_key.try_into().ok()?),
            seed: Zeroizing::new(seed.try_into().ok()?),
        })
    }

    /// The 48 bytes that open the file.
    #[must_use]
    pub fn file_key(&self) -> &[u8] {
        self.file_key.as_slice()
    }

    /// The 32 bytes that the device signs with.
    #[must_use]
    pub fn seed(&self) -> &[u8] {
        self.seed.as_slice()
    }

    fn make() -> Result<Self> {
        let mut secrets = Self { file_key: Zeroizing::new([0; 48]), seed: Zeroizing::new([0; 32]) };
        getrandom::fill(secrets.file_key.as_mut_slice())
            .and_then(|()| getrandom::fill(secrets.seed.as_mut_slice()))
            .map_err(|_| EngineError::NoRandomness)?;
        Ok(secrets)
    }

    fn key_of_file(&self) -> FileKey {
        FileKey::from_bytes(*self.file_key)
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// What a vault could not do. `reason` is the host's word, for a log: it may name anything.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("the key store of this phone does not answer")]
pub struct VaultError {
    /// What the host says.
    pub reason: String,
}

/// The platform's vault: the Keychain, a file wrapped by a key of AndroidKeyStore.
///
/// Both secrets belong into one entry, so that they change together. A vault that keeps two
/// entries and finds only one of them answers `None`. Called from the thread that opens, never
/// later; must not call back into the engine.
pub trait KeyVault: Send + Sync {
    /// What is kept; `None` when there is nothing, or only a part.
    ///
    /// # Errors
    /// When it cannot be said, as before the first unlock after a start of the phone: never `None`
    /// in that case, the account would be set aside.
    fn load(&self) -> std::result::Result<Option<Secrets>, VaultError>;

    /// Keeps these in place of what was there; durable when it returns.
    ///
    /// # Errors
    /// When they are not kept.
    fn save(&self, secrets: &Secrets) -> std::result::Result<(), VaultError>;

    /// Forgets what is kept; nothing kept is no error.
    ///
    /// # Errors
    /// When it may still be there.
    fn discard(&self) -> std::result::Result<(), VaultError>;
}

/// In which of the four cases of file and key the app was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Neither was there: a first start.
    Fresh,
    /// Both were there and fit.
    Opened,
    /// A key without its file, as after a reinstall on a phone whose vault survives it: the key
    /// is discarded, and this is a fresh account that has to join.
    FileGone,
    /// A file without its key, as after a move to a new phone: it is kept under another name, and
    /// this is a fresh account that has to join.
    KeyGone {
        /// Where the file lies now, with everything that stood beside it.
        aside: PathBuf,
    },
}

impl CompanionEngine {
    /// Opens the file at `path` with the secrets of the vault, or starts afresh where one of the
    /// two is gone. Killed at any moment, the next call ends in a usable app.
    ///
    /// # Errors
    /// [`EngineError::Vault`] when the vault does not answer: nothing is opened, and the file is
    /// where it was. [`EngineError::Storage`] when both are there and do not fit, or the file is
    /// damaged or of a newer app: file and vault are as they were, and
    /// [`set_aside_and_open`](Self::set_aside_and_open) is the way on.
    pub fn open_with_vault(
        path: &Path,
        vault: &dyn KeyVault,
        clock: Arc<dyn Clock>,
    ) -> Result<(Self, Opening)> {
        let known = vault.load()?;
        let there = lies_at(path)?;
        if let Some(secrets) = known {
            if room_is_promised(path, &secrets.key_of_file())? {
                // The last start was cut short between vault and file.
                let aside = set_aside(path)?;
                return Ok((Self::unlock(path, &secrets, clock)?, Opening::KeyGone { aside }));
            }
            if path.exists() {
                return Ok((Self::unlock(path, &secrets, clock)?, Opening::Opened));
            }
            if there {
                // A journal whose file is gone: SQLite would delete it.
                set_aside(path)?;
            }
            vault.discard()?;
            let secrets = Secrets::make()?;
            vault.save(&secrets)?;
            return Ok((Self::unlock(path, &secrets, clock)?, Opening::FileGone));
        }
        let secrets = Secrets::make()?;
        if !there {
            vault.save(&secrets)?;
            return Ok((Self::unlock(path, &secrets, clock)?, Opening::Fresh));
        }
        // The vault before the file: one that is locked and says "nothing" does not take a new
        // secret either, and then the file must still be where it was.
        if path.exists() {
            promise_room(path, &secrets.key_of_file())?;
        }
        vault.save(&secrets)?;
        let aside = set_aside(path)?;
        Ok((Self::unlock(path, &secrets, clock)?, Opening::KeyGone { aside }))
    }

    /// Starts afresh although there is a file, as a person decides whose file cannot be opened: it
    /// is kept under another name, its key is forgotten. What the region received comes back
    /// after joining.
    ///
    /// # Errors
    /// [`EngineError::Vault`], and [`EngineError::Storage`] when the file cannot be moved; calling
    /// it again goes on.
    pub fn set_aside_and_open(
        path: &Path,
        vault: &dyn KeyVault,
        clock: Arc<dyn Clock>,
    ) -> Result<(Self, Opening)> {
        // A file without key: that case knows every step, and how to go on after a kill.
        vault.discard()?;
        Self::open_with_vault(path, vault, clock)
    }

    fn unlock(path: &Path, secrets: &Secrets, clock: Arc<dyn Clock>) -> Result<Self> {
        Self::open(path, &secrets.key_of_file(), secrets.seed.clone(), clock)
    }
}
