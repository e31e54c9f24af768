//! Fifty new changes in fifty of ten thousand documents.

use sharenum_benches::{Report, Row, Spread, us};

use crate::town::Town;

const CHANGES: usize = 50;
const ROUNDS: usize = 15;

pub fn run(report: &Report) {
    let town = Town::get();
    let (mut pen, mut link) = (town.pen.borrow_mut(), town.link.borrow_mut());
    let mut written = town.written.borrow_mut();
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let chunks: Vec<_> = written
            .iter_mut()
            .take(CHANGES)
            .enumerate()
            .map(|(n, written)| pen.change(written, &format!("Titre {round} du n{n}")))
            .collect();
        link.push(&chunks);
        let synced = town.phone.sync(&town.region);
        assert_eq!(synced.summary.chunks_received as usize, CHANGES);
        let signed: usize = chunks.iter().map(Vec::len).sum();
        rounds.push((synced, signed as f64));
    }
    rounds.remove(0);
    let client = Spread::of_times(rounds.iter().map(|(synced, _)| synced.client_cpu));
    let wall = Spread::of_times(rounds.iter().map(|(synced, _)| synced.wall));
    let hub = Spread::of_times(rounds.iter().map(|(synced, _)| synced.hub_cpu));
    let bytes = Spread::of(rounds.iter().map(|(synced, _)| synced.bytes() as f64)).median();
    let signed = Spread::of(rounds.iter().map(|(_, signed)| *signed)).median();
    let requests = rounds.iter().map(|(synced, _)| synced.summary.requests).max().unwrap();
    report.row(&Row {
        id: "changes",
        job: "50 new changes in 50 of 10,000 documents",
        floor: "1 request, 12 KB, 30 ms of phone",
        measured: format!(
            "{requests} request, {:.2} KB; phone {} (least {}), hub {} of processor time; {} by the clock",
            bytes / 1e3,
            us(client.median()),
            us(client.min()),
            us(hub.median()),
            us(wall.median())
        ),
        ratio: format!(
            "the signed changes alone are {:.2} KB: {:.2} times that",
            signed / 1e3,
            bytes / signed
        ),
        met: Some(requests == 1 && bytes <= 12_000.0 && client.median() <= 30_000.0),
    });
}
