//! The kept corpus of each fuzz target, through the same properties, in every test run.

use std::fs;
use std::path::PathBuf;

use sharenum_properties::{ALL, keep_panics_quiet, seeds};

fn corpus(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target)
}

#[test]
fn every_property_holds_for_the_kept_corpus_and_its_seeds() {
    keep_panics_quiet();
    for (target, property) in ALL {
        let mut files: Vec<_> = fs::read_dir(corpus(target))
            .unwrap_or_else(|error| panic!("{target}: {error}"))
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        assert!(files.len() >= 5, "{target} has a corpus of {}", files.len());
        for file in &files {
            let outcome = std::panic::catch_unwind(|| property(&fs::read(file).unwrap()));
            assert!(outcome.is_ok(), "{target}: {} breaks the property", file.display());
        }
        for (number, seed) in seeds::of(target).iter().enumerate() {
            let outcome = std::panic::catch_unwind(|| property(seed));
            assert!(outcome.is_ok(), "{target}: seed {number} breaks the property");
        }
    }
}

#[test]
fn the_kept_corpus_stays_small() {
    for (target, _) in ALL {
        let sizes: Vec<u64> = fs::read_dir(corpus(target))
            .unwrap()
            .map(|entry| entry.unwrap().metadata().unwrap().len())
            .collect();
        let bytes: u64 = sizes.iter().sum();
        assert!(sizes.len() <= 40 && bytes <= 60_000, "{target}: {} files, {bytes}", sizes.len());
    }
}
