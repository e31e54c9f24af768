//! The hub's keys: a file of its own, beside the database and readable by its owner only.
//!
//! A copy of the database can be handed around to look at; a copy of this file is the hub.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use sharenum_ledger::{DeviceKey, HubRole};
use sharenum_store::{create_folder_durably, write_durably};
use zeroize::Zeroizing;

use crate::{HubError, random};

/// Its name in the data folder.
pub const FILE: &str = "keys.toml";

/// The seeds of a hub.
pub struct Keys {
    role: HubRole,
    hub: Zeroizing<[u8; 32]>,
    root: Option<Zeroizing<[u8; 32]>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    role: String,
    hub_seed: Zeroizing<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    root_seed: Option<Zeroizing<String>>,
}

impl Keys {
    /// Reads the keys of a data folder; `None` when it has none yet.
    ///
    /// # Errors
    /// When the file is there but cannot be read or understood. It is never replaced.
    pub fn read(data: &Path) -> Result<Option<Self>, HubError> {
        let path = data.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => Zeroizing::new(text),
            // No folder either: making it says what is in the way.
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return Ok(None);
            }
            Err(error) => {
                return Err(HubError::NoInput { path, reason: error.to_string() });
            }
        };
        let unusable = || {
            HubError::Config(format!(
                "{} is not a hub's keys file; restore it from a copy, without it the hub cannot speak",
                path.display()
            ))
        };
        let written: Written = toml::from_str(&text).map_err(|_| unusable())?;
        let role = match written.role.as_str() {
            "region" => HubRole::Region,
            "bus" => HubRole::Bus,
            _ => return Err(unusable()),
        };
        let hub = read_seed(&written.hub_seed).ok_or_else(unusable)?;
        let root = match &written.root_seed {
            Some(seed) => Some(read_seed(seed).ok_or_else(unusable)?),
            None => None,
        };
        if root.is_some() != (role == HubRole::Region) {
            return Err(unusable());
        }
        Ok(Some(Self { role, hub, root }))
    }

    /// Makes keys for a hub of this role and writes them, before anything is signed with them.
    ///
    /// # Errors
    /// When the folder or the file cannot be made, or a keys file is there already.
    pub fn create(data: &Path, role: HubRole) -> Result<Self, HubError> {
        // It holds names and needs of people: its owner's only.
        create_folder_durably(data).map_err(|error| cannot_create(data, &error))?;
        let seed = || random::bytes::<32>().map(Zeroizing::new);
        let root = if role == HubRole::Region { Some(seed()?) } else { None };
        let keys = Self { role, hub: seed()?, root };
        keys.write(&data.join(FILE))?;
        Ok(keys)
    }

    fn write(&self, path: &Path) -> Result<(), HubError> {
        let hex = |seed: &[u8; 32]| Zeroizing::new(HEXLOWER.encode(seed));
        let written = Written {
            role: role_word(self.role).to_owned(),
            hub_seed: hex(&self.hub),
            root_seed: self.root.as_deref().map(hex),
        };
        let body = toml::to_string(&written)
            .map_err(|error| HubError::Config(format!("the keys cannot be written: {error}")))?;
        let text = Zeroizing::new(format!(
            "# The keys of a Sharenum hub. Who has this file is the hub: keep a copy offline,\n\
             # show it to nobody.\n{body}"
        ));
        if path.exists() {
            return Err(cannot_create(path, &ErrorKind::AlreadyExists.into()));
        }
        // Whole or not at all: half a keys file would be neither used nor replaced.
        write_durably(path, text.as_bytes()).map_err(|error| cannot_create(path, &error))
    }

    /// Region or bus.
    #[must_use]
    pub const fn role(&self) -> HubRole {
        self.role
    }

    /// The hub's own signing key.
    #[must_use]
    pub fn hub_key(&self) -> DeviceKey {
        DeviceKey::from_seed(*self.hub)
    }

    /// The root key of the region; a bus has none.
    #[must_use]
    pub fn root_key(&self) -> Option<DeviceKey> {
        self.root.as_ref().map(|seed| DeviceKey::from_seed(**seed))
    }

    /// A secret of this hub for one purpose, derived so that the file holds few of them.
    #[must_use]
    pub fn secret(&self, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(keyed_hash(&self.hub, &[b"sharenum hub secret v1", purpose]))
    }
}

/// HMAC-SHA-256 over the parts.
pub(crate) fn keyed_hash(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // `KeyInit` takes a full block here: 32 bytes padded with zeros is what HMAC does itself.
    let mut block = Zeroizing::new([0u8; 64]);
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// The word for a role in files and on the command line.
#[must_use]
pub const fn role_word(role: HubRole) -> &'static str {
    match role {
        HubRole::Region => "region",
        HubRole::Bus => "bus",
    }
}

fn read_seed(hex: &str) -> Option<Zeroizing<[u8; 32]>> {
    let bytes = Zeroizing::new(HEXLOWER.decode(hex.as_bytes()).ok()?);
    Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
}

pub(crate) fn cannot_create(path: &Path, error: &std::io::Error) -> HubError {
    HubError::CannotCreate { path: path.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_a_hub_survive_a_restart_and_are_its_owners_only() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Keys::read(folder.path()).unwrap().is_none());
        let made = Keys::create(folder.path(), HubRole::Region).unwrap();
        let read = Keys::read(folder.path()).unwrap().unwrap();
        assert_eq!(read.role(), HubRole::Region);
        assert_eq!(read.hub_key().device(), made.hub_key().device());
        assert_eq!(read.root_key().unwrap().device(), made.root_key().unwrap().device());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_keys_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "role = \"region\"").unwrap();
        assert!(matches!(Keys::read(folder.path()), Err(HubError::Config(_))));
        let error = Keys::create(folder.path(), HubRole::Region).err().unwrap();
        assert_eq!(error.exit_code(), 73);
    }

    #[test]
    fn a_secret_belongs_to_its_purpose() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::create(folder.path(), HubRole::Bus).unwrap();
        assert_ne!(keys.secret(b"a"), keys.secret(b"b"));
        assert_eq!(keys.secret(b"a"), keys.secret(b"a"));
    }
}
