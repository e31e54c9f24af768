//! The kept corpus of each fuzz target, through the same properties, in every test run.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::PathBuf;

use sharenum_properties::{ALL, Property, keep_panics_quiet, last_panic, seeds};

fn corpus(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target)
}

/// What went wrong, if anything did.
fn broken(property: Property, data: &[u8]) -> Option<String> {
    std::panic::catch_unwind(|| property(data)).is_err().then(last_panic)
}

#[test]
fn every_property_holds_for_the_kept_corpus_and_its_seeds() {
    keep_panics_quiet();
    let mut failures = Vec::new();
    for (target, property) in ALL {
        let mut files: Vec<_> = fs::read_dir(corpus(target))
            .unwrap_or_else(|error| panic!("{target}: {error}"))
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        for file in &files {
            let broken = broken(property, &fs::read(file).unwrap());
            failures.extend(broken.map(|why| format!("{target}: {}: {why}", file.display())));
        }
        for (number, seed) in seeds::of(target).iter().enumerate() {
            let broken = broken(property, seed);
            failures.extend(broken.map(|why| format!("{target}: seed {number}: {why}")));
        }
    }
    drop(std::panic::take_hook());
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn the_kept_corpus_is_there_and_stays_small() {
    for (target, _) in ALL {
        let sizes: Vec<u64> = fs::read_dir(corpus(target))
            .unwrap()
            .map(|entry| entry.unwrap().metadata().unwrap().len())
            .collect();
        let bytes: u64 = sizes.iter().sum();
        let files = sizes.len();
        assert!((5..=40).contains(&files) && bytes <= 60_000, "{target}: {files} files, {bytes}");
    }
}
