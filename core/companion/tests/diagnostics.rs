//! What support gets to see: enough to help, and nobody in it.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::result::Result;

use common::*;
use sharenum_companion::*;
use sharenum_ledger::{Kind, Refusal};
use sharenum_store::{Store, StoreError};

fn lines(engine: &CompanionEngine) -> BTreeMap<String, String> {
    let lines = engine.diagnostics().unwrap();
    let count = lines.len();
    let map: BTreeMap<_, _> = lines.into_iter().map(|line| (line.key, line.value)).collect();
    assert_eq!(map.len(), count, "a key stands once");
    map
}

/// Two who work together, one of them with all that a phone may hold.
fn busy() -> (Region, Phone) {
    let mut region = Region::new();
    let asks = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helps = region.teacher(2, 1, &[(PRINTER, expert())]);
    region.relay.publish_bus(&[]);
    let ticket = asks.ask("Un pont en arc", 20);
    region.settle(&[&asks, &helps]);
    let proposal = helps.engine.propose(&ticket, "Je connais cette machine").unwrap();
    region.settle(&[&helps, &asks]);
    asks.engine.accept_proposal(&proposal).unwrap();
    region.settle(&[&asks, &helps]);
    asks.engine.send_message(&proposal, "Merci beaucoup").unwrap();
    asks.engine.ask_bus_day(&slug(BUS), "2026-12-01".parse().unwrap(), "Une visite").unwrap();
    region.settle(&[&asks, &helps]);
    region.relay.refuse.set(Some(Refusal::RoleMayNot));
    asks.ask("Un robot refusé", 30);
    region.sync(&asks);
    region.relay.refuse.set(None);
    asks.ask("Pas encore envoyé", 10);
    let typed = BTreeMap::from([("title".to_owned(), "Un brouillon secret".to_owned())]);
    asks.engine.save_draft(&DraftForm::NewTicket, None, &typed).unwrap();
    (region, asks)
}

#[test]
fn support_sees_how_much_there_is_of_everything() {
    let (region, phone) = busy();
    let said = lines(&phone.engine);
    let expected = [
        ("app.version", env!("CARGO_PKG_VERSION")),
        ("file.set-aside", "0"),
        ("joined", "yes"),
        ("certificate.expires", "2026-12-02T08:00:00Z"),
        ("outbox.on-this-phone", "1"),
        ("outbox.with-bus", "0"),
        ("hubs", "1"),
        ("hub.0.role", "region"),
        ("hub.0.last-contact", "2026-11-02T08:00:00Z"),
        ("hub.0.epoch", "0202020202020202"),
        ("documents.ticket", "3"),
        ("documents.proposal", "1"),
        ("documents.message", "1"),
        ("documents.booking", "1"),
        ("documents.unreadable", "0"),
        ("quarantined.role-may-not", "1"),
        ("quarantined.other", "0"),
        ("waiting", "0"),
        ("establishments", "5"),
        ("places", "4"),
        ("drafts", "1"),
    ];
    for (key, value) in expected {
        assert_eq!(said.get(key).map(String::as_str), Some(value), "{key}");
    }
    assert!(said["file.format"].parse::<u32>().unwrap() >= 2);
    assert!(said["file.bytes"].parse::<u64>().unwrap() % 4096 == 0);
    assert!(said["changes"].parse::<u32>().unwrap() > 8);
    assert_eq!(said["app.clock"], region.clock.now().to_string());
}

#[test]
fn a_phone_that_has_not_joined_says_so() {
    let region = Region::new();
    let said = lines(&region.open(&region.file("phone.db"), [9; 32]));
    assert_eq!((said["joined"].as_str(), said["hubs"].as_str()), ("no", "0"));
    assert!(!said.contains_key("certificate.expires"));
}

/// Every text and every id in the file.
fn contents(path: &std::path::Path) -> BTreeSet<String> {
    let store = Store::open(path, &FileKey::from_bytes([5; 48])).unwrap();
    let read = |conn: &sharenum_store::queries::Connection| -> Result<_, StoreError> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table'
                   AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'";
        let mut tables = conn.prepare(sql)?;
        let tables: Vec<String> =
            tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut found = BTreeSet::new();
        for table in tables {
            let mut rows = conn.prepare(&format!("SELECT * FROM {table}"))?;
            // The names of settings are the app's own.
            let named = |at: &usize| rows.column_name(*at).is_ok_and(|name| name != "key");
            let columns: Vec<usize> = (0..rows.column_count()).filter(named).collect();
            let mut rows = rows.query([])?;
            while let Some(row) = rows.next()? {
                for &column in &columns {
                    if let Ok(text) = row.get::<_, String>(column) {
                        found.insert(text);
                    } else if let Ok(bytes) = row.get::<_, Vec<u8>>(column) {
                        found.insert(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
                    }
                }
            }
        }
        Ok(found)
    };
    store.read(read).unwrap()
}

#[test]
fn nothing_that_anybody_wrote_or_is_called_is_in_it() {
    let (region, phone) = busy();
    let Phone { engine, path, seed, .. } = phone;
    drop(engine);
    // A hub's word for a refusal may be anything.
    let store = Store::open(&path, &FileKey::from_bytes([5; 48])).unwrap();
    let sql = "UPDATE quarantine SET code = 'Membre 1'";
    store.write(|tx| tx.conn().execute_batch(sql).map_err(StoreError::from)).unwrap();
    drop(store);
    let engine = region.open(&path, seed);
    let said = engine.diagnostics().unwrap();
    assert!(said.len() < 64);
    let said: Vec<String> =
        said.into_iter().map(|line| format!("{} {}", line.key, line.value)).collect();
    let said = said.join("\n").to_lowercase();
    drop(engine);

    let known = contents(&path);
    for expected in ["Membre 1", "membre@ac-dijon.fr", "Un pont en arc", "Un brouillon secret"] {
        assert!(known.contains(expected), "{expected} is in the file");
    }
    // Words of the app itself, and the epoch of a hub's log.
    let words: BTreeSet<&str> = Kind::ALL
        .iter()
        .map(|kind| kind.as_str())
        .chain(["region", "bus", "no", "new-ticket", "0202020202020202", env!("CARGO_PKG_VERSION")])
        .collect();
    let mut checked = 0;
    for text in &known {
        if text.len() < 4 || words.contains(text.as_str()) {
            continue;
        }
        checked += 1;
        assert!(!said.contains(&text.to_lowercase()), "{text} is said:\n{said}");
    }
    assert!(checked > 100, "{checked}");
    for school in schools() {
        assert!(!said.contains(&school.code.to_string().to_lowercase()));
        assert!(!said.contains(&school.name.to_lowercase()));
    }
    assert!(!said.contains("phone-") && !said.contains("http"), "{said}");
}

#[test]
fn a_file_that_was_set_aside_can_be_found_again() {
    let region = Region::new();
    let path = region.file("phone.db");
    drop(region.open(&path, [9; 32]));
    let aside = sharenum_store::set_aside(&path).unwrap();
    let engine = region.open(&path, [9; 32]);
    assert_eq!(engine.files_set_aside(), [aside]);
    assert_eq!(lines(&engine)["file.set-aside"], "1");
}
