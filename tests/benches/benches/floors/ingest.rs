//! What a hub takes in: verified, and on disk before it answers.

use std::collections::HashMap;

use sharenum_benches::{Cost, Pen, Region, Report, Row, Spread, us};
use sharenum_domain::{DeviceId, DocumentId};
use sharenum_ledger::{
    Admission, Certificate, CertificateId, Chunk, Known, Origin, PublicKey, admit_chunk,
};

use crate::fold::{read_all, repeated};

const DOCUMENTS: usize = 500;
const CHANGES: usize = 20;
const ROUNDS: usize = 5;

pub fn run(report: &Report) {
    let mut costs = Vec::new();
    let mut parts = None;
    for _ in 0..=ROUNDS {
        let region = Region::start();
        let mut pen = Pen::join(&region, 1);
        let chunks = pen.tickets(DOCUMENTS, CHANGES);
        let mut link = pen.link(&region.hub);
        let requests = link.requests(&chunks);
        let (accepted, cost) =
            Cost::of(|| requests.iter().map(|request| link.send(request)).sum::<usize>());
        assert_eq!(accepted, chunks.len());
        costs.push(cost);
        if parts.is_none() {
            parts = Some(Parts::of(&chunks, &pen));
        }
    }
    let chunks = (DOCUMENTS * CHANGES) as f64;
    let cpu = Spread::of_times(costs[1..].iter().map(|cost| cost.cpu));
    let wall = Spread::of_times(costs[1..].iter().map(|cost| cost.wall));
    let per_core = chunks / (cpu.median() / 1e6);
    let parts = parts.unwrap();
    let each = |part: f64| us(part / chunks);
    report.row(&Row {
        id: "ingest",
        job: "hub: tickets of 20 changes verified and durable",
        floor: "15,000 chunks/s/core",
        measured: format!(
            "{per_core:.0} chunks/s/core (best {:.0}), {:.0}/s by the clock; a chunk takes {}: verify {}, \
             read {}, other checks {}, routes and writing {}",
            chunks / (cpu.min() / 1e6),
            chunks / (wall.median() / 1e6),
            each(cpu.median()),
            each(parts.verify),
            each(parts.read),
            each(parts.admit - parts.verify - parts.read),
            each(cpu.median() - parts.admit),
        ),
        ratio: format!(
            "a signature checked by itself {}: {:.1} times that",
            each(parts.alone),
            cpu.median() / parts.alone
        ),
        met: Some(per_core >= 15_000.0),
    });
}

/// Where the time goes, in µs for all chunks. A hub folds nothing: it decides from headers.
struct Parts {
    /// Signatures one by one, as a hub does not check them.
    alone: f64,
    verify: f64,
    read: f64,
    admit: f64,
}

impl Parts {
    fn of(chunks: &[Vec<u8>], pen: &Pen) -> Self {
        Self {
            alone: repeated(|| {
                let (key, signature) = (pen.key.public(), pen.key.sign(&[7; 200]));
                chunks.iter().filter(|_| key.verify(&[7; 200], &signature)).count()
            }),
            verify: signatures(chunks, pen),
            read: repeated(|| read_all(chunks)),
            admit: repeated(|| {
                let mut memory = Memory::of(pen);
                let mut read = read_page(chunks);
                check(&mut read, pen);
                for chunk in read {
                    let Admission::Permitted(permitted) = admit_chunk(chunk, &memory) else {
                        panic!("not permitted")
                    };
                    if permitted.chunk().is_first() {
                        memory.origins.insert(permitted.document(), permitted.origin().clone());
                    }
                }
            }),
        }
    }
}

fn read_page(chunks: &[Vec<u8>]) -> Vec<Chunk> {
    chunks.iter().map(|bytes| Chunk::decode(bytes).unwrap()).collect()
}

fn check(read: &mut [Chunk], pen: &Pen) {
    let mut page: Vec<_> = read.iter_mut().map(|chunk| (chunk, &pen.certificate)).collect();
    Chunk::check_signatures(&mut page);
}

/// The processor time of checking the signatures of these chunks together, in µs.
pub fn signatures(chunks: &[Vec<u8>], pen: &Pen) -> f64 {
    let mut read = read_page(chunks);
    repeated(|| check(&mut read, pen))
}

/// A replica that costs nothing.
struct Memory {
    root: PublicKey,
    certificate: Certificate,
    origins: HashMap<DocumentId, Origin>,
}

impl Memory {
    fn of(pen: &Pen) -> Self {
        Self { root: *pen.root(), certificate: pen.certificate.clone(), origins: HashMap::new() }
    }
}

impl Known for Memory {
    fn root(&self) -> &PublicKey {
        &self.root
    }
    fn certificate(&self, id: &CertificateId) -> Option<Certificate> {
        (*id == self.certificate.id()).then(|| self.certificate.clone())
    }
    fn origin(&self, document: &DocumentId) -> Option<Origin> {
        self.origins.get(document).cloned()
    }
    fn last_accepted_seq(&self, _: &DeviceId) -> Option<u64> {
        None
    }
}
