//! Folding a thousand changes of others into fifty documents, in one transaction.

use std::hint::black_box;

use sharenum_benches::{Cost, Pen, Phone, Region, Report, Row, Spread, us};
use sharenum_ledger::{Channel, Chunk, Replica};
use sharenum_store::{Admitted, Source, StoreError};

const DOCUMENTS: usize = 50;
const CHANGES: usize = 20;
const ROUNDS: usize = 9;

pub fn run(report: &Report) {
    let region = Region::start();
    let mut pen = Pen::join(&region, 1);
    // The first chunk of each document is there; twenty changes follow.
    let chunks = pen.tickets(DOCUMENTS, CHANGES + 1);
    let (first, later): (Vec<_>, Vec<_>) =
        chunks.iter().cloned().partition(|chunk| Chunk::decode(chunk).unwrap().is_first());
    let (mut whole, mut raw) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let phone = Phone::join(&region, u8::try_from(10 + round).unwrap());
        let store = phone.store();
        let certificate = pen.certificate.bytes();
        store.write(|tx| tx.add_certificate(certificate)).unwrap();
        let admit = |chunks: &[Vec<u8>]| {
            store
                .write::<_, StoreError>(|tx| {
                    let page: Vec<&[u8]> = chunks.iter().map(Vec::as_slice).collect();
                    for (bytes, read) in page.iter().zip(tx.read_page(&page)?) {
                        let source = Source::Channel(Channel::Region);
                        assert_eq!(tx.admit_read(bytes, read, &source)?, Admitted::Accepted);
                    }
                    Ok(())
                })
                .unwrap()
        };
        admit(&first);
        whole.push(Cost::of(|| admit(&later)).1);
        raw.push(Cost::of(|| raw_rows(&phone, &later)).1);
    }
    let cpu = Spread::of_times(whole[1..].iter().map(|cost| cost.cpu));
    let wall = Spread::of_times(whole[1..].iter().map(|cost| cost.wall));
    let raw = Spread::of_times(raw[1..].iter().map(|cost| cost.cpu));
    let decode = repeated(|| read_all(&later));
    let documents: Vec<Vec<Chunk>> = chunks
        .chunks(CHANGES + 1)
        .map(|document| document.iter().map(|chunk| Chunk::decode(chunk).unwrap()).collect())
        .collect();
    let replicas = repeated(|| {
        for chunks in &documents {
            black_box(Replica::from_log(chunks.iter().map(Chunk::payload)).fields());
        }
    });
    let verify = crate::ingest::signatures(&later, &pen);
    report.row(&Row {
        id: "fold",
        job: "fold of 1,000 changes of others in 50 documents",
        floor: "",
        measured: format!(
            "{} of processor time, {} by the clock; of it signatures {}, reading chunks {}, documents {}",
            us(cpu.median()),
            us(wall.median()),
            us(verify),
            us(decode),
            us(replicas)
        ),
        ratio: format!(
            "1,000 rows of the log in raw SQLite {}: {:.1} times that",
            us(raw.median()),
            cpu.median() / raw.median()
        ),
        met: None,
    });
}

/// Reads chunks without believing them.
pub fn read_all(chunks: &[Vec<u8>]) {
    for chunk in chunks {
        black_box(Chunk::decode(chunk).unwrap());
    }
}

/// The processor time of `work`, in µs: the middle one of several.
pub fn repeated<R>(mut work: impl FnMut() -> R) -> f64 {
    Spread::of_times((0..9).map(|_| Cost::of(&mut work).1.cpu)).median()
}

/// As many rows of the log, and nothing else.
fn raw_rows(phone: &Phone, chunks: &[Vec<u8>]) {
    let conn = rusqlite::Connection::open(phone.path().with_extension("raw")).unwrap();
    conn.execute_batch(&crate::edit::key_pragma()).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE chunk (seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL);
         BEGIN;",
    )
    .unwrap();
    let mut insert = conn.prepare("INSERT INTO chunk (id, bytes) VALUES (?1, ?2)").unwrap();
    for chunk in chunks {
        insert.execute((&chunk[chunk.len() - 32..], chunk)).unwrap();
    }
    drop(insert);
    conn.execute_batch("COMMIT").unwrap();
}
