//! The power fails while files are made for the first time, or set aside.

use std::fs;
use std::path::Path;

use sharenum_companion::FileKey;
use sharenum_disk::{Chance, Disk, Forgets};
use sharenum_hub::keys::Keys;
use sharenum_hub::{Hub, HubOptions};
use sharenum_ledger::HubRole;
use sharenum_store::{Store, StoreError, set_aside};

use crate::story::file_key;
use crate::template::scratch;

/// While the first pages are written, each cut is tried in so many ways; later in fewer.
const FIRST: usize = 30;
const WAYS: usize = 4;
const FIRST_WAYS: usize = 12;

/// All is forgotten, nothing is, the unsynced half is torn, or whatever chance says.
fn way(number: usize, chance: &mut Chance) -> Forgets {
    match number {
        0 => Forgets::ALL,
        1 => Forgets::NOTHING,
        2 => Forgets { writes: 0, torn: 100, names: 100 },
        _ => Forgets::by(chance),
    }
}

/// For each moment of what `act` does below an empty folder at which something turns, and for some
/// between, judges a few images. `act` answers the moment from which on its result must be there.
fn at_every_moment<T>(
    act: impl FnOnce(&Path, &Disk) -> (usize, T),
    judge: impl Fn(&Path, Option<&T>) -> Result<(), String>,
) {
    let folder = scratch();
    let root = folder.path().canonicalize().unwrap();
    let disk = Disk::watch(&root).unwrap();
    let (returned, made) = act(&root, &disk);
    let journal = disk.journal();
    assert!(returned > 0 && returned <= journal.moments());
    let turning = journal.turning_points();
    let is_worth_it = |at: &usize| {
        *at < FIRST || at.is_multiple_of(10) || turning.contains(at) || *at == returned
    };
    for moment in (0..=journal.moments()).filter(is_worth_it) {
        for seed in 0..if moment < FIRST { FIRST_WAYS } else { WAYS } {
            let mut chance = Chance::new((moment * 100 + seed) as u64);
            let forgets = way(seed, &mut chance);
            let image = scratch();
            journal.image(moment, &mut chance, |_| forgets, image.path()).unwrap();
            let made = (moment >= returned).then_some(&made);
            if let Err(wrong) = judge(image.path(), made) {
                panic!("at {moment}, returned at {returned}, {forgets:?}, seed {seed}: {wrong}");
            }
        }
    }
}

#[test]
fn a_phone_whose_first_start_is_cut_short_starts_again_and_keeps_what_it_said() {
    let word = |store: &Store| {
        store.read::<_, StoreError>(|conn| {
            let sql = "SELECT max(value) FROM setting WHERE key = 'word'";
            Ok(conn.query_row(sql, [], |row| row.get::<_, Option<String>>(0))?)
        })
    };
    at_every_moment(
        |root, disk| {
            let store = Store::open(&root.join("phone.db"), &file_key()).unwrap();
            let sql = "INSERT INTO setting (key, value) VALUES ('word', 'given')";
            store.write::<_, StoreError>(|tx| Ok(tx.conn().execute(sql, [])?)).unwrap();
            (disk.moment(), "given".to_owned())
        },
        |image, given| {
            let store = Store::open(&image.join("phone.db"), &file_key());
            let store = store.map_err(|error| format!("it does not open: {error}"))?;
            let found = word(&store).map_err(|error| error.to_string())?;
            match given {
                Some(given) if found.as_ref() != Some(given) => Err(format!("{found:?}")),
                _ => Ok(()),
            }
        },
    );
}

#[test]
fn a_hub_whose_first_start_is_cut_short_starts_again_and_is_the_hub_it_said_it_was() {
    let open = |data: &Path| Hub::open(data, HubRole::Region, HubOptions::default());
    at_every_moment(
        |root, disk| {
            let hub = open(&root.join("home/region")).unwrap();
            (disk.moment(), (hub.region(), hub.epoch()))
        },
        |image, said| {
            let data = image.join("home/region");
            let hub = open(&data).map_err(|error| format!("it does not open: {error}"))?;
            let found = (hub.region(), hub.epoch());
            match said {
                Some(said) if *said != found => Err("it is another hub".to_owned()),
                _ => Ok(()),
            }
        },
    );
}

#[test]
fn keys_are_there_whole_or_not_at_all() {
    at_every_moment(
        |root, disk| {
            let keys = Keys::create(&root.join("bus"), HubRole::Bus).unwrap();
            (disk.moment(), keys.hub_key().device())
        },
        |image, said| {
            let keys = Keys::read(&image.join("bus")).map_err(|error| error.to_string())?;
            let found = keys.map(|keys| keys.hub_key().device());
            match said {
                Some(said) if found.as_ref() != Some(said) => Err("they are gone".to_owned()),
                _ => Ok(()),
            }
        },
    );
}

#[test]
fn a_file_that_was_set_aside_stays_aside_with_all_that_belongs_to_it() {
    at_every_moment(
        |root, disk| {
            let path = root.join("phone.db");
            let store = Store::open(&path, &file_key()).unwrap();
            // Not closed in order, so that something lies in its journal.
            let bytes: Vec<_> = ["", "-wal", ".mark"]
                .map(|part| (part, fs::read(root.join(format!("phone.db{part}"))).unwrap()))
                .into();
            let aside = set_aside(&path).unwrap();
            let returned = disk.moment();
            std::mem::forget(store);
            let name = aside.file_name().unwrap().to_str().unwrap().to_owned();
            (returned, (name, bytes))
        },
        |image, said| {
            let Some((name, parts)) = said else { return Ok(()) };
            for (part, bytes) in parts {
                let path = image.join(format!("{name}{part}"));
                if fs::read(&path).ok().as_ref() != Some(bytes) {
                    return Err(format!("{name}{part} is not there, or not whole"));
                }
            }
            let fresh = Store::open(&image.join("phone.db"), &FileKey::from_bytes([9; 48]));
            fresh.map(drop).map_err(|error| error.to_string())
        },
    );
}
