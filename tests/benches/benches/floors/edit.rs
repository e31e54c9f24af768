//! A durable edit, beside the same rows in raw SQLite.

use std::path::Path;

use rusqlite::{Connection, params};
use sharenum_benches::{Cost, Phone, Region, Report, Row, Spread, ticket, turns, us};
use sharenum_domain::{DocumentId, Ticket};
use sharenum_ledger::routes;
use sharenum_store::{Store, StoreError};

const TICKETS: usize = 500;
const EDITS: usize = 1_000;

pub fn run(report: &Report) {
    let region = Region::start();
    let phone = Phone::join(&region, 2);
    phone.settle(&region);
    let store = phone.store();
    let documents: Vec<DocumentId> = (0..TICKETS).map(|n| create(&store, &phone, n)).collect();
    let folder = tempfile::tempdir().unwrap();
    let raw = raw_copy(&phone.path(), &folder.path().join("raw.db"));

    let rounds = turns(
        EDITS,
        |round| Cost::of(|| edit(&store, &phone, &documents[round % TICKETS], round)).1,
        |round| Cost::of(|| write_rows(&raw, &documents[round % TICKETS], round)).1,
    );
    let ours = Spread::of_times(rounds.iter().map(|(ours, _)| ours.wall));
    let theirs = Spread::of_times(rounds.iter().map(|(_, raw)| raw.wall));
    let ours_cpu = Spread::of_times(rounds.iter().map(|(ours, _)| ours.cpu));
    let theirs_cpu = Spread::of_times(rounds.iter().map(|(_, raw)| raw.cpu));
    let ratio = ours.median() / theirs.median();
    let cpu_ratio = ours_cpu.median() / theirs_cpu.median();
    report.row(&Row {
        id: "edit",
        job: "one edit of a ticket, durable, tables updated",
        floor: "1.5 times raw SQLite",
        measured: format!(
            "{} by the clock (least {}), {} of processor time",
            us(ours.median()),
            us(ours.min()),
            us(ours_cpu.median())
        ),
        ratio: format!(
            "the same rows in raw SQLite {}: {ratio:.2} times that; processor time {}: {cpu_ratio:.2} times",
            us(theirs.median()),
            us(theirs_cpu.median()),
        ),
        // On a busy disk both wait for it alike, and the clock flatters.
        met: Some(ratio.max(cpu_ratio) <= 1.5),
    });
}

fn create(store: &Store, phone: &Phone, number: usize) -> DocumentId {
    let ticket = ticket(number);
    store
        .write(|tx| {
            let member = tx.identity()?.member;
            let routes = routes::for_ticket(&ticket.centre, ticket.radius, member);
            tx.create(phone.key(), &ticket, vec![], None, routes)
        })
        .unwrap()
        .0
}

fn edit(store: &Store, phone: &Phone, document: &DocumentId, round: usize) {
    let (edited, _) = store
        .write(|tx| {
            tx.edit(phone.key(), document, None, |ticket: Ticket| {
                Ok::<_, StoreError>(Ticket { title: format!("Titre {round}"), ..ticket })
            })
        })
        .unwrap();
    assert!(edited.changed);
}

/// The statement with the key that every file here has.
pub fn key_pragma() -> String {
    format!("PRAGMA key = \"x'{}'\";", "07".repeat(48))
}

/// A copy of the file that nothing of ours looks after, opened with the same care.
fn raw_copy(from: &Path, path: &Path) -> Connection {
    for suffix in ["", "-wal"] {
        let name = |path: &Path| format!("{}{suffix}", path.display());
        std::fs::copy(name(from), name(path)).unwrap();
    }
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(&key_pragma()).unwrap();
    conn.execute_batch(
        "PRAGMA temp_store = MEMORY; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -4000;",
    )
    .unwrap();
    conn.set_prepared_statement_cache_capacity(64);
    conn
}

/// What an edit of a ticket leaves in the file, without the document, the signature and the checks.
fn write_rows(conn: &Connection, document: &DocumentId, round: usize) {
    let id = document.as_bytes().as_slice();
    let title = format!("Titre {round}");
    let mut chunk = [0_u8; 32];
    chunk[..8].copy_from_slice(&(round as u64 ^ 0x9e37_79b9_7f4a_7c15).to_le_bytes());
    let (device, bytes, now) = ([3_u8; 16], [5_u8; 248], 1_793_606_400_000_i64 + round as i64);
    let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
        conn.prepare_cached(sql).unwrap().execute(params).unwrap();
    };
    conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    run(
        "INSERT INTO chunk (id, document, kind, author, device, device_seq, certificate, change,
             max_op, names_routes, own, received_at, bytes)
         VALUES (?1, ?2, 3, ?3, ?3, ?4, ?3, ?1, ?4, 0, 1, ?5, ?6)",
        params![chunk.as_slice(), id, device.as_slice(), round as i64, now, bytes.as_slice()],
    );
    let seq = conn.last_insert_rowid();
    run("INSERT INTO outbox (chunk, state) VALUES (?1, 0)", params![seq]);
    run("UPDATE document SET updated = max(updated, ?2) WHERE id = ?1", params![id, now]);
    run("UPDATE meta SET value = value + 1 WHERE key = 'next_seq'", params![]);
    run("UPDATE ticket SET title = ?2, updated = ?3 WHERE document = ?1", params![id, title, now]);
    run(
        "UPDATE search SET title = ?2 WHERE rowid = (SELECT seq FROM document WHERE id = ?1)",
        params![id, title],
    );
    run("UPDATE document SET state_hash = ?2 WHERE id = ?1", params![id, chunk.as_slice()]);
    conn.execute_batch("COMMIT").unwrap();
}
