//! The four cases of file and key, a vault that fails, and an app that is killed in between.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::result::Result;
use std::sync::{Arc, Mutex};

use common::*;
use sharenum_companion::*;
use tempfile::TempDir;
use zeroize::Zeroizing;

/// What is wrong with a file, and how it gets so.
type Spoiled = (&'static str, fn(&Path));

/// What happens at one call to the vault.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mishap {
    /// It is locked: the call does nothing.
    Fails,
    /// The app is killed once the call has done its work.
    Kills,
}

#[derive(Default)]
struct Vault {
    kept: Mutex<Option<(Vec<u8>, Vec<u8>)>>,
    calls: Mutex<Vec<&'static str>>,
    mishap: Mutex<Option<(usize, Mishap)>>,
}

impl Vault {
    fn of(file_key: u8, seed: u8) -> Self {
        let kept = Some((vec![file_key; 48], vec![seed; 32]));
        Self { kept: Mutex::new(kept), ..Self::default() }
    }

    /// As `self` stands, with a mishap at the call with this number.
    fn with(&self, at: usize, mishap: Mishap) -> Self {
        let kept = Mutex::new(self.kept.lock().unwrap().clone());
        Self { kept, mishap: Mutex::new(Some((at, mishap))), ..Self::default() }
    }

    fn well_again(&self) -> Self {
        Self { kept: Mutex::new(self.kept.lock().unwrap().clone()), ..Self::default() }
    }

    fn kept(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        self.kept.lock().unwrap().clone()
    }

    fn calls(&self) -> Vec<&'static str> {
        self.calls.lock().unwrap().clone()
    }

    fn call<R>(
        &self,
        name: &'static str,
        work: impl FnOnce(&mut Option<(Vec<u8>, Vec<u8>)>) -> R,
    ) -> Result<R, VaultError> {
        let number = {
            let mut calls = self.calls.lock().unwrap();
            calls.push(name);
            calls.len() - 1
        };
        let mishap = self.mishap.lock().unwrap().filter(|(at, _)| *at == number);
        let reason = "errSecInteractionNotAllowed".to_owned();
        match mishap {
            Some((_, Mishap::Fails)) => Err(VaultError { reason }),
            Some((_, Mishap::Kills)) => {
                work(&mut self.kept.lock().unwrap());
                panic!("killed after {name}");
            }
            None => Ok(work(&mut self.kept.lock().unwrap())),
        }
    }
}

impl KeyVault for Vault {
    fn load(&self) -> Result<Option<Secrets>, VaultError> {
        self.call("load", |kept| {
            kept.as_ref().and_then(|(key, seed)| Secrets::from_parts(key, seed))
        })
    }

    fn save(&self, secrets: &Secrets) -> Result<(), VaultError> {
        self.call("save", |kept| {
            *kept = Some((secrets.file_key().to_vec(), secrets.seed().to_vec()));
        })
    }

    fn discard(&self) -> Result<(), VaultError> {
        self.call("discard", |kept| *kept = None)
    }
}

fn open_at(path: &Path, vault: &Vault) -> sharenum_companion::Result<(CompanionEngine, Opening)> {
    CompanionEngine::open_with_vault(path, vault, Arc::new(SystemClock))
}

fn open_raw(path: &Path, kept: &(Vec<u8>, Vec<u8>)) -> sharenum_companion::Result<CompanionEngine> {
    let key = FileKey::from_bytes(kept.0.as_slice().try_into().unwrap());
    let seed = Zeroizing::new(kept.1.as_slice().try_into().unwrap());
    CompanionEngine::open(path, &key, seed, Arc::new(SystemClock))
}

/// Everything in a folder, byte by byte, but for the index that SQLite rebuilds.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(Result::unwrap)
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .filter(|(name, _)| !name.ends_with("-shm"))
        .collect()
}

/// A folder with a closed file in it, and the vault that opens it.
fn used() -> (TempDir, PathBuf, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let vault = Vault::default();
    drop(open_at(&path, &vault).unwrap());
    (folder, path, vault.well_again())
}

/// Each of the four cases, by a name.
fn cases() -> Vec<(&'static str, TempDir, PathBuf, Vault)> {
    let fresh = tempfile::tempdir().unwrap();
    let at = fresh.path().join("phone.db");
    let (both, both_at, both_vault) = used();
    let (no_file, no_file_at, no_file_vault) = used();
    fs::remove_file(&no_file_at).unwrap();
    let (no_key, no_key_at, _) = used();
    vec![
        ("neither", fresh, at, Vault::default()),
        ("both", both, both_at, both_vault),
        ("key without file", no_file, no_file_at, no_file_vault),
        ("file without key", no_key, no_key_at, Vault::default()),
    ]
}

#[test]
fn a_first_start_keeps_its_secrets_before_there_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let failing = Vault::default().with(1, Mishap::Fails);
    let error = open_at(&path, &failing).unwrap_err();
    assert_eq!((error.code(), failing.calls()), ("vault", vec!["load", "save"]));
    assert!(error.to_string().contains("try again later"), "{error}");
    assert!(!error.to_string().contains("errSec"), "a host's word is shown: {error}");
    assert!(contents(folder.path()).is_empty());

    let vault = Vault::default();
    let (engine, opening) = open_at(&path, &vault).unwrap();
    assert_eq!(opening, Opening::Fresh);
    assert_eq!(engine.state(), State::NotJoined);
    let (key, seed) = vault.kept().unwrap();
    assert_eq!((key.len(), seed.len()), (48, 32));
    assert!(key.iter().any(|byte| *byte != 0) && seed.iter().any(|byte| *byte != 0));
    let other = Vault::default();
    open_at(&folder.path().join("other.db"), &other).unwrap();
    assert_ne!(other.kept(), vault.kept());
}

#[test]
fn a_second_start_opens_what_the_first_made() {
    let (_folder, path, vault) = used();
    let before = vault.kept();
    let (_engine, opening) = open_at(&path, &vault).unwrap();
    assert_eq!(opening, Opening::Opened);
    assert_eq!((vault.kept(), vault.calls()), (before, vec!["load"]));
}

#[test]
fn a_key_without_its_file_is_discarded_and_the_app_starts_afresh() {
    // The file alone is gone; or all of it, as after a reinstall that the vault survives.
    for rest_goes in [false, true] {
        let (folder, path, vault) = used();
        let before = vault.kept();
        fs::remove_file(&path).unwrap();
        if rest_goes {
            fs::remove_file(folder.path().join("phone.db.mark")).unwrap();
        }
        let (engine, opening) = open_at(&path, &vault).unwrap();
        assert_eq!((opening, engine.state()), (Opening::FileGone, State::NotJoined));
        assert_ne!(vault.kept(), before);
        drop(engine);
        assert_eq!(open_at(&path, &vault).unwrap().1, Opening::Opened);
    }
}

#[test]
fn a_journal_that_lost_its_file_is_set_aside_and_not_deleted() {
    for vault_is_full in [true, false] {
        let (folder, path, vault) = used();
        fs::remove_file(&path).unwrap();
        fs::write(folder.path().join("phone.db-wal"), "what was written last").unwrap();
        let vault = if vault_is_full { vault } else { Vault::default() };
        open_at(&path, &vault).unwrap();
        let aside = fs::read(folder.path().join("phone.db.aside-1-wal")).unwrap();
        assert_eq!(aside, b"what was written last");
    }
}

#[test]
fn a_file_without_its_key_is_kept_under_another_name_and_said() {
    let lost_in_part = Vault::default();
    *lost_in_part.kept.lock().unwrap() = Some((vec![1; 48], vec![2; 31]));
    for vault in [Vault::default(), lost_in_part] {
        let (folder, path, old) = used();
        let (engine, opening) = open_at(&path, &vault).unwrap();
        let aside = folder.path().join("phone.db.aside-1");
        assert_eq!(opening, Opening::KeyGone { aside: aside.clone() });
        assert_eq!(engine.state(), State::NotJoined);
        open_raw(&aside, &old.kept().unwrap()).unwrap();
        drop(engine);
        assert_eq!(open_at(&path, &vault).unwrap().1, Opening::Opened);
    }
}

#[test]
fn file_and_key_that_do_not_fit_are_left_as_they_are_until_the_person_decides() {
    let spoil: [Spoiled; 4] = [
        ("wrong key", |_| {}),
        ("damaged", |path| {
            let bytes = fs::read(path).unwrap();
            fs::write(path, &bytes[..bytes.len() - 100]).unwrap();
        }),
        ("emptied", |path| fs::write(path, "").unwrap()),
        ("newer", |path| {
            let mark = path.with_file_name("phone.db.mark");
            let text = fs::read_to_string(&mark).unwrap();
            let lines = text.lines().map(|line| {
                if line.starts_with("format ") {
                    "format 999\n".to_owned()
                } else {
                    format!("{line}\n")
                }
            });
            fs::write(&mark, lines.collect::<String>()).unwrap();
        }),
    ];
    for (what, spoil) in spoil {
        let (folder, path, vault) = used();
        let vault = if what == "wrong key" { Vault::of(7, 7) } else { vault };
        spoil(&path);
        let (before, kept) = (contents(folder.path()), vault.kept());
        for _ in 0..2 {
            let error = open_at(&path, &vault).unwrap_err();
            assert!(matches!(error, EngineError::Storage(_)), "{what}: {error}");
            assert_eq!(contents(folder.path()), before, "{what}");
            assert_eq!(vault.kept(), kept, "{what}");
        }
        let clock = Arc::new(SystemClock);
        let (engine, opening) = CompanionEngine::set_aside_and_open(&path, &vault, clock).unwrap();
        let aside = folder.path().join("phone.db.aside-1");
        assert_eq!(opening, Opening::KeyGone { aside }, "{what}");
        drop(engine);
        assert_ne!(vault.kept(), kept, "{what}");
        assert_eq!(open_at(&path, &vault).unwrap().1, Opening::Opened, "{what}");
        let after = contents(folder.path());
        for (name, bytes) in before {
            let moved = name.replacen("phone.db", "phone.db.aside-1", 1);
            assert_eq!(after[&moved], bytes, "{what}: {name}");
        }
    }
}

#[test]
fn the_file_of_another_device_is_not_opened_with_this_seed() {
    let mut region = Region::new();
    let Phone { engine, path, seed, .. } = region.teacher(1, 0, &[(PRINTER, novice())]);
    drop(engine);
    let other = Vault::of(5, 99);
    let error = open_at(&path, &other).unwrap_err();
    assert!(matches!(error, EngineError::Storage(_)), "{error}");
    assert_eq!(other.calls(), ["load"]);
    let (engine, opening) = open_at(&path, &Vault::of(5, seed[0])).unwrap();
    assert_eq!(opening, Opening::Opened);
    assert!(matches!(engine.state(), State::Joined { .. }));
}

#[test]
fn a_vault_that_fails_at_any_call_changes_nothing_and_later_all_is_well() {
    let mut failures = 0;
    for number in 0..4 {
        for (what, folder, path, vault) in cases() {
            let vault = vault.with(number, Mishap::Fails);
            let before = contents(folder.path());
            let kept = vault.kept();
            match open_at(&path, &vault) {
                Ok(_) => assert!(vault.calls().len() <= number, "{what}: the call was not reached"),
                Err(error) => {
                    failures += 1;
                    assert_eq!(error.code(), "vault", "{what}: {error}");
                    let mut after = contents(folder.path());
                    // A note, which is no part of any file.
                    after.remove("phone.db.next");
                    assert_eq!(after, before, "{what}, call {number}");
                    if vault.calls().last() != Some(&"save") {
                        assert_eq!(vault.kept(), kept, "{what}, call {number}");
                    }
                }
            }
            let well = vault.well_again();
            drop(open_at(&path, &well).unwrap());
            assert_eq!(open_at(&path, &well).unwrap().1, Opening::Opened, "{what}, call {number}");
        }
    }
    // load: 4; save: 3; discard: 1.
    assert_eq!(failures, 8);
}

#[test]
fn an_app_killed_at_any_step_is_usable_at_the_next_start_and_no_file_is_lost() {
    let mut kills = 0;
    for number in 0..4 {
        for (what, _folder, path, vault) in cases() {
            let file = fs::read(&path).ok();
            let dying = vault.with(number, Mishap::Kills);
            let killed = catch_unwind(AssertUnwindSafe(|| open_at(&path, &dying).map(drop)));
            if killed.is_ok() {
                assert!(dying.calls().len() <= number, "{what}: the call was not reached");
                continue;
            }
            kills += 1;
            let next = dying.well_again();
            let (_, opening) = open_at(&path, &next).unwrap();
            match (what, &opening) {
                ("file without key", Opening::KeyGone { aside }) => {
                    assert_eq!(fs::read(aside).ok(), file, "{what}, call {number}");
                }
                ("file without key", other) => panic!("{other:?} after a kill at call {number}"),
                ("both", opening) => assert_eq!(*opening, Opening::Opened),
                _ => {}
            }
            assert_eq!(open_at(&path, &next).unwrap().1, Opening::Opened, "{what}, {number}");
        }
    }
    assert_eq!(kills, 8);
}

#[test]
fn an_app_killed_while_a_file_is_moved_keeps_its_parts_together() {
    let (folder, path, old) = used();
    let before = contents(folder.path());
    let dying = Vault::default().with(1, Mishap::Kills);
    catch_unwind(AssertUnwindSafe(|| open_at(&path, &dying).map(drop))).unwrap_err();
    let aside = folder.path().join("phone.db.aside-1");
    fs::rename(&path, &aside).unwrap();
    let (_, opening) = open_at(&path, &dying.well_again()).unwrap();
    assert_eq!(opening, Opening::KeyGone { aside: aside.clone() });
    assert_eq!(
        fs::read(folder.path().join("phone.db.aside-1.mark")).unwrap(),
        before["phone.db.mark"]
    );
    open_raw(&aside, &old.kept().unwrap()).unwrap();
}

#[test]
fn a_folder_that_is_not_there_costs_no_key() {
    let vault = Vault::of(5, 6);
    let error = open_at(Path::new("/nowhere/at/all/phone.db"), &vault).unwrap_err();
    assert!(matches!(error, EngineError::Storage(_)), "{error}");
    assert_eq!(vault.calls(), ["load"]);
}
