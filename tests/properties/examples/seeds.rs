//! Writes the seeds of a fuzz target into a folder: `seeds TARGET FOLDER`.
#![allow(clippy::unwrap_used, reason = "a tool for maintainers, run by `cargo xtask fuzz`")]

use std::{env, fs, path::PathBuf};

fn main() {
    let mut arguments = env::args().skip(1);
    let target = arguments.next().unwrap();
    let folder = PathBuf::from(arguments.next().unwrap());
    fs::create_dir_all(&folder).unwrap();
    for (number, seed) in sharenum_properties::seeds::of(&target).iter().enumerate() {
        fs::write(folder.join(format!("seed-{number:02}")), seed).unwrap();
    }
}
