//! A sync that finds nothing new, against the number of documents.

use sharenum_benches::{Pen, Phone, Region, Report, Row, Spread, Synced, us};

use crate::samod;

const ROUNDS: usize = 60;
const PEER_ROUNDS: usize = 5;
/// samod keeps every document in memory, so its largest here is what the issue names.
const PEER_DOCUMENTS: [usize; 4] = [100, 300, 1_000, 3_000];

pub fn run(report: &Report) {
    let region = Region::start();
    let mut pen = Pen::join(&region, 1);
    let mut link = pen.link(&region.hub);
    let phone = Phone::join(&region, 2);
    phone.settle(&region);
    let mut number = 0;
    let mut first = Vec::new();
    for documents in [1_000, 10_000, 100_000] {
        let mut chunks = Vec::new();
        while number < documents {
            chunks.push(pen.ticket(number).1);
            number += 1;
        }
        link.push(&chunks);
        if first.is_empty() {
            chunks.truncate(3_000);
            first = chunks;
        }
        phone.sync(&region);
        let synced: Vec<Synced> = (0..ROUNDS).map(|_| phone.sync(&region)).collect();
        ours(report, documents, &synced);
    }
    while first.len() < 3_000 {
        first.push(pen.ticket(first.len()).1);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("documents");
    samod::write_documents(&path, &first);
    for documents in PEER_DOCUMENTS {
        let peers: Vec<_> =
            (0..PEER_ROUNDS).filter_map(|_| samod::run("nothing-new", &path, documents)).collect();
        if peers.is_empty() {
            return;
        }
        let cpu = Spread::of(peers.iter().map(|peer| peer.cpu_us)).median();
        let wall = Spread::of(peers.iter().map(|peer| peer.wall_us)).median();
        let bytes = Spread::of(peers.iter().map(|peer| peer.bytes)).median();
        report.point("samod", documents, cpu, bytes);
        if documents == 1_000 {
            report.row(&Row {
                id: "nothing-new-samod",
                job: "the same through samod, 1,000 documents",
                floor: "",
                measured: format!(
                    "{} of processor time on both sides, {} by the clock, {:.0} KB",
                    us(cpu),
                    us(wall),
                    bytes / 1e3
                ),
                ratio: String::new(),
                met: None,
            });
        }
    }
}

fn ours(report: &Report, documents: usize, synced: &[Synced]) {
    let last = synced.last().unwrap();
    let (up, down) = (last.summary.bytes_sent, last.summary.bytes_received);
    let hub = Spread::of_times(synced.iter().map(|synced| synced.hub_cpu));
    let client = Spread::of_times(synced.iter().map(|synced| synced.client_cpu));
    let wall = Spread::of_times(synced.iter().map(|synced| synced.wall));
    report.point("sharenum", documents, hub.median() + client.median(), last.bytes() as f64);
    assert_eq!(last.summary.requests, 1);
    let (id, job) = match documents {
        1_000 => ("nothing-new-1000", "sync, nothing new, 1,000 documents"),
        10_000 => ("nothing-new-10000", "sync, nothing new, 10,000 documents"),
        _ => ("nothing-new-100000", "sync, nothing new, 100,000 documents"),
    };
    report.row(&Row {
        id,
        job,
        floor: "300 B each way, 100 µs of hub",
        measured: format!(
            "1 request, {up} B and {down} B; hub {} (least {}), phone {} of processor time; {} by the clock",
            us(hub.median()),
            us(hub.min()),
            us(client.median()),
            us(wall.median())
        ),
        ratio: String::new(),
        met: Some(up <= 300 && down <= 300 && hub.median() <= 100.0),
    });
}
