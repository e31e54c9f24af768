//! The house as a newcomer finds it: every folder has its sentence, lower floors know nothing of
//! upper ones, and each file can be read in one sitting.

#![allow(clippy::unwrap_used, reason = "tests and what only they use")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// From the ground up.
const FLOORS: [(&str, &str); 7] = [
    ("sharenum-domain", "core/domain"),
    ("sharenum-ledger", "core/ledger"),
    ("sharenum-store", "core/store"),
    ("sharenum-sync", "core/sync"),
    ("sharenum-companion", "core/companion"),
    ("sharenum-bindings", "bindings"),
    ("sharenum-hub", "hub"),
];

/// Beside one another: neither stores nor talks through the other.
const NEIGHBOURS: [&str; 2] = ["sharenum-store", "sharenum-sync"];

const SOURCES: [&str; 7] = ["rs", "sql", "kt", "swift", "py", "c", "sh"];

const LONGEST_FILE: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every source file of the repository, as a path from its root; what Git leaves out, such as
/// generated code, is nobody's to read.
fn sources() -> BTreeSet<PathBuf> {
    let output = Command::new("git")
        .current_dir(root())
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).unwrap();
    let paths = listed.split_terminator('\0').map(PathBuf::from);
    // What was deleted is listed until it is committed.
    paths
        .filter(|path| root().join(path).is_file())
        .filter(|path| {
            path.extension().is_some_and(|end| SOURCES.iter().any(|known| end == *known))
        })
        .collect()
}

#[test]
fn no_file_is_longer_than_one_sitting() {
    let long: Vec<String> = sources()
        .iter()
        .map(|path| (path, fs::read_to_string(root().join(path)).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(path, lines)| format!("{} has {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "split these: {long:#?}");
}

#[test]
fn every_folder_has_its_sentence() {
    let page = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let named: BTreeSet<PathBuf> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .map(|(folder, _)| PathBuf::from(folder))
        .collect();
    let folders: BTreeSet<PathBuf> =
        sources().iter().map(|path| path.parent().unwrap().to_owned()).collect();
    // A crate's own row speaks for its root, and for its tests.
    let is_crate = |room: &Path| root().join(room).join("Cargo.toml").is_file();
    let spoken_for = |folder: &PathBuf| {
        let of_a_crate = |part: &str| {
            folder.ancestors().any(|above| {
                let room = above.parent();
                above.ends_with(part)
                    && room.is_some_and(|room| is_crate(room) && named.contains(room))
            })
        };
        named.contains(folder)
            || folder.ends_with("src") && of_a_crate("src")
            || of_a_crate("tests")
    };
    let silent: Vec<_> = folders.iter().filter(|folder| !spoken_for(folder)).collect();
    assert!(silent.is_empty(), "docs/architecture.md says nothing of these: {silent:#?}");
    let gone: Vec<_> = named
        .iter()
        .filter(|folder| folder.components().count() > 1 && !root().join(folder).is_dir())
        .collect();
    assert!(gone.is_empty(), "docs/architecture.md names folders that are gone: {gone:#?}");
}

#[test]
fn no_floor_knows_an_upper_one() {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut tree = BTreeMap::new();
    for (name, _) in FLOORS {
        let output = Command::new(&cargo)
            .current_dir(root())
            .args(["tree", "--locked", "--offline", "--edges", "normal,build", "--depth", "1"])
            .args(["--prefix", "none", "--format", "{p}", "--package", name])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let printed = String::from_utf8(output.stdout).unwrap();
        let known: BTreeSet<String> = printed
            .lines()
            .skip(1)
            .filter_map(|line| Some(line.split_once(' ')?.0.to_owned()))
            .filter(|package| package.starts_with("sharenum-"))
            .collect();
        tree.insert(name, known);
    }
    for (floor, (name, folder)) in FLOORS.iter().enumerate() {
        let below: BTreeSet<&str> = FLOORS[..floor].iter().map(|(name, _)| *name).collect();
        for known in &tree[name] {
            assert!(below.contains(known.as_str()), "{folder} knows {known}, a floor above it");
            let beside = NEIGHBOURS.contains(name) && NEIGHBOURS.contains(&known.as_str());
            assert!(!beside, "{folder} knows {known}, which stands beside it");
        }
    }
}

#[test]
fn nothing_that_is_shipped_has_fail_points() {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    for package in ["sharenum-hub", "sharenum-bindings"] {
        let output = Command::new(&cargo)
            .current_dir(root())
            .args(["tree", "--locked", "--offline", "--edges", "normal,build,features"])
            .args(["--prefix", "none", "--package", package])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.contains("sharenum-store"), "{printed}");
        assert!(!printed.contains("fail-points"), "{package}: {printed}");
    }
}

/// Each language, where its hello stands between `hello begins` and `hello ends` and is run, and its
/// own README.
const HELLOS: [(&str, &str, &str); 3] = [
    (
        "kotlin",
        "android/companion/src/test/kotlin/org/sharenum/companion/HelloTest.kt",
        "android/companion/README.md",
    ),
    ("swift", "ios/Tests/SharenumKitTests/HelloTests.swift", "ios/README.md"),
    ("python", "bindings/python/tests/test_hello.py", "bindings/python/README.md"),
];

#[test]
fn the_hellos_of_the_readmes_are_those_that_the_tests_run() {
    for (language, path, own_readme) in HELLOS {
        let source = fs::read_to_string(root().join(path)).unwrap();
        let lines: Vec<&str> = source
            .lines()
            .skip_while(|line| !line.trim_end().ends_with("hello begins"))
            .skip(1)
            .take_while(|line| !line.trim_end().ends_with("hello ends"))
            .collect();
        let indents = lines.iter().filter(|line| !line.trim().is_empty());
        let indent = indents.map(|line| line.len() - line.trim_start().len()).min();
        let indent = indent.unwrap_or_else(|| panic!("{path} has no hello"));
        let shown: String =
            lines.iter().map(|line| line.get(indent..).unwrap_or("").to_owned() + "\n").collect();
        let block = format!("```{language}\n{shown}```");
        for readme in ["README.md", "README.fr.md", own_readme] {
            let page = fs::read_to_string(root().join(readme)).unwrap();
            assert!(page.contains(&block), "{readme} does not show {path} as it is:\n{block}");
        }
    }
}
