//! The same documents through samod, in a program of its own: `tests/peers/samod`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use sharenum_ledger::Chunk;

/// What a sync through samod took, both sides together.
pub struct Peer {
    pub wall_us: f64,
    pub cpu_us: f64,
    pub bytes: f64,
}

/// Writes what samod is to hold: the automerge changes of these chunks, document by document.
pub fn write_documents(path: &Path, chunks: &[Vec<u8>]) {
    let mut bytes = Vec::new();
    let mut last = None;
    for chunk in chunks {
        let chunk = Chunk::decode(chunk).unwrap();
        let starts = u8::from(last != Some(chunk.document()));
        last = Some(chunk.document());
        bytes.push(starts);
        bytes.extend(u32::try_from(chunk.payload().len()).unwrap().to_le_bytes());
        bytes.extend(chunk.payload());
    }
    std::fs::write(path, bytes).unwrap();
}

/// One sync through samod; `None` when `cargo xtask bench` did not build it.
pub fn run(job: &str, documents: &Path, count: usize) -> Option<Peer> {
    let program = std::env::var_os("SHARENUM_BENCH_SAMOD")?;
    let output = Command::new(program).arg(job).arg(documents).arg(count.to_string()).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    let number = |key: &str| said[key].as_f64().unwrap();
    Some(Peer { wall_us: number("wall_us"), cpu_us: number("cpu_us"), bytes: number("bytes") })
}
