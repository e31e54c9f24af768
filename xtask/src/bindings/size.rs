//! How large the library is that an app carries, and what takes the space.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use super::tools::{C_FLAGS, FOLD, PACKAGE, PROFILE};
use crate::command::{Outcome, cargo, root, run};

/// An app of a few screens should not be a download that waits for Wi-Fi.
const MOST_MB: f64 = 12.0;
const MB: f64 = 1_000_000.0;
/// As many lines as tell something.
const LINES: usize = 16;

/// Builds the library with the size profile, prints its stripped size and the crates that take
/// the space, and fails beyond 12 MB. Its relocations are packed, as they are for Android.
pub fn report() -> Outcome {
    let build = ["rustc", "--profile", PROFILE, "--locked", "--package", PACKAGE];
    let mut unstripped = cargo(&build);
    unstripped.args(["--crate-type", "cdylib", "--target-dir", "target/size"]);
    // With symbols, which say what takes the space; what ships is stripped.
    unstripped.args(["--config", "profile.mobile.strip=false", "--"]);
    unstripped.args(FOLD.split(' ')).args(["-C", "link-arg=-Wl,-z,pack-relative-relocs"]);
    unstripped.env("CFLAGS", C_FLAGS);
    run(unstripped)?;
    let library = root().join("target/size/mobile/libsharenum_bindings.so");
    let stripped = library.with_extension("stripped");
    let mut strip = Command::new("strip");
    strip.arg("--strip-unneeded").arg("-o").arg(&stripped).arg(&library);
    run(strip)?;
    let bytes = fs::metadata(&stripped).map_err(|error| error.to_string())?.len();

    let mut symbols = Command::new("nm");
    symbols.args(["--print-size", "--size-sort", "--demangle=rust", "--radix=d"]).arg(&library);
    let printed = symbols.output().map_err(|error| format!("nm: {error}"))?;
    let parts = by_part(&String::from_utf8_lossy(&printed.stdout));
    println!("{:.2} MB stripped; of its code and data:", bytes as f64 / MB);
    for (part, bytes) in parts.into_iter().take(LINES) {
        println!("{:>8.2} MB  {part}", bytes as f64 / MB);
    }
    if bytes as f64 > MOST_MB * MB {
        return Err(format!("the library is larger than {MOST_MB} MB"));
    }
    Ok(())
}

/// Bytes by crate, or by C library, the largest first.
fn by_part(symbols: &str) -> Vec<(String, u64)> {
    let mut parts: BTreeMap<String, u64> = BTreeMap::new();
    for line in symbols.lines() {
        let mut words = line.splitn(4, ' ');
        let size = words.nth(1).and_then(|size| size.parse::<u64>().ok());
        if let (Some(size), Some(name)) = (size, words.nth(1)) {
            *parts.entry(part_of(name)).or_default() += size;
        }
    }
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    parts
}

/// The crate that a symbol belongs to; C has no crates, and is told by its prefixes.
fn part_of(name: &str) -> String {
    if let Some((path, _)) = name.trim_start_matches(['<', '&', '(']).split_once("::") {
        let part = path.rsplit([' ', '<', '&']).next().unwrap_or(path);
        return part.to_owned();
    }
    if name.starts_with("sqlite3") || name.starts_with("fts5") {
        return "SQLite (C)".to_owned();
    }
    if name.starts_with("uniffi_") || name.starts_with("ffi_") {
        return "sharenum_bindings".to_owned();
    }
    "OpenSSL, SQLite and the rest (C)".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_belongs_to_its_crate() {
        for (name, part) in [
            ("automerge::columnar::encoding", "automerge"),
            ("<automerge::Automerge as core::fmt::Debug>::fmt", "automerge"),
            ("<&mut rustls::Conn as Trait>::f", "rustls"),
            ("sqlite3VdbeExec", "SQLite (C)"),
            ("uniffi_sharenum_bindings_fn_method_sharenumapp_sync", "sharenum_bindings"),
            ("OPENSSL_init_crypto", "OpenSSL, SQLite and the rest (C)"),
        ] {
            assert_eq!(part_of(name), part, "{name}");
        }
    }

    #[test]
    fn sizes_are_added_up_by_crate() {
        let symbols = "0016 0000000000000010 t a::f\n0032 0000000000000005 t b::g\n0048 0000000000000007 t b::h\n";
        let parts = by_part(symbols);
        assert_eq!(parts, [("b".to_owned(), 12), ("a".to_owned(), 10)]);
    }
}
