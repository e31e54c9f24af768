//! A phone's first sync, and what it leaves on disk.

use std::time::Duration;

use sharenum_benches::{Pen, Phone, Region, Report, Row, Spread, Synced, turns, us};

use crate::samod;

const DOCUMENTS: usize = 1_000;
const CHANGES: usize = 20;
const ROUNDS: usize = 5;
/// What SQLCipher encrypts at once.
const PAGE_BYTES: u64 = 4_096;

pub fn run(report: &Report) {
    let region = Region::start();
    let mut pen = Pen::join(&region, 1);
    let chunks = pen.tickets(DOCUMENTS, CHANGES);
    pen.link(&region.hub).push(&chunks);
    let folder = tempfile::tempdir().unwrap();
    let documents = folder.path().join("documents");
    samod::write_documents(&documents, &chunks);

    let mut last = None;
    let rounds = turns(
        ROUNDS,
        |round| {
            let phone = Phone::join(&region, u8::try_from(10 + round).unwrap());
            phone.settle(&region);
            let before = size_of(&phone);
            let synced = phone.sync(&region);
            last = Some((size_of(&phone) - before, phone));
            synced
        },
        |_| samod::run("first-sync", &documents, DOCUMENTS),
    );
    let ours = |of: fn(&Synced) -> Duration| Spread::of_times(rounds.iter().map(|(us, _)| of(us)));
    let cpu = ours(|synced| synced.client_cpu + synced.hub_cpu);
    let wall = ours(|synced| synced.wall);
    let client = ours(|synced| synced.client_cpu);
    let (synced, peer) = rounds.last().unwrap();
    // Its own profile comes back to it as well.
    assert_eq!(synced.summary.chunks_received as usize, DOCUMENTS * CHANGES + 1);
    let bytes = synced.bytes() as f64;
    let job = "first sync of 1,000 tickets of 20 changes";
    if peer.is_some() {
        let theirs = |of: fn(&samod::Peer) -> f64| {
            Spread::of(rounds.iter().filter_map(|(_, peer)| peer.as_ref().map(of)))
        };
        let (their_cpu, their_wall) = (theirs(|peer| peer.cpu_us), theirs(|peer| peer.wall_us));
        let faster = their_cpu.median() / cpu.median();
        report.row(&Row {
            id: "first-sync",
            job,
            floor: "5 times faster than samod",
            measured: format!(
                "{} of processor time on both sides, {} of it the phone's; {} by the clock",
                us(cpu.median()),
                us(client.median()),
                us(wall.median())
            ),
            ratio: format!(
                "samod {}, so {faster:.1} times faster; by the clock {}, {:.1} times",
                us(their_cpu.median()),
                us(their_wall.median()),
                their_wall.median() / wall.median()
            ),
            met: Some(faster >= 5.0),
        });
        let theirs = theirs(|peer| peer.bytes).median();
        report.row(&Row {
            id: "first-sync-bytes",
            job: "bodies of that sync, both ways",
            floor: "1.0 MB, with signed snapshots (a later issue)",
            measured: format!("{:.2} MB in {} requests", bytes / 1e6, synced.summary.requests),
            ratio: format!("samod {:.2} MB: {:.2} times that", theirs / 1e6, bytes / theirs),
            met: None,
        });
    }
    let (on_phone, _phone) = last.unwrap();
    let signed: usize = chunks.iter().map(Vec::len).sum();
    let hub = std::fs::metadata(region.path().join(sharenum_hub::DATABASE)).unwrap().len();
    report.row(&Row {
        id: "size",
        job: "on disk per ticket of 20 changes",
        floor: "",
        measured: format!(
            "phone {:.1} KB, hub {:.1} KB",
            on_phone as f64 / DOCUMENTS as f64 / 1e3,
            hub as f64 / DOCUMENTS as f64 / 1e3
        ),
        ratio: format!(
            "its signed changes alone are {:.1} KB: phone {:.2} times that",
            signed as f64 / DOCUMENTS as f64 / 1e3,
            on_phone as f64 / signed as f64
        ),
        met: None,
    });
}

/// Bytes of a phone's file, those that are still in its journal included.
fn size_of(phone: &Phone) -> u64 {
    let store = phone.store();
    store
        .read::<_, sharenum_store::StoreError>(|conn| {
            let pages: i64 = conn.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            Ok(pages.unsigned_abs() * PAGE_BYTES)
        })
        .unwrap()
}
