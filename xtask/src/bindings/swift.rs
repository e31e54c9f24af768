//! The Swift package: which Swift there is, and its tests, which are counted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::languages::{answers, on_stage};
use crate::command::{Outcome, root, run};

/// Swift of this machine, or the one that `.ci/swift` keeps in its cache.
pub fn installed() -> Option<PathBuf> {
    if answers("swift", &["--version"]) {
        return Some("swift".into());
    }
    let kept = root().join(".ci/swift");
    answers(&kept, &["--installed"]).then_some(kept)
}

/// Runs the tests on a stage, and compares how many ran with how many are written: `swift test` is
/// content when it finds none.
pub fn test() -> Outcome {
    let folder = root().join("target/swift");
    let report = folder.join("tests.xml");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    // What swift makes of that name for the tests of Swift Testing.
    let told = folder.join("tests-swift-testing.xml");
    let _ = fs::remove_file(&told);
    let mut command = package("test")?;
    command.arg("--xunit-output").arg(&report);
    run(with_host_library(&command))?;
    let report = fs::read_to_string(&told)
        .map_err(|error| format!("no test has run; {}: {error}", told.display()))?;
    compare(ran(&report), written(&root().join("ios/Tests"))?)
}

/// Runs the benchmark on a stage.
pub fn bench() -> Outcome {
    let mut command = package("run")?;
    command.args(["-c", "release", "bench"]);
    run(with_host_library(&command))
}

fn package(verb: &str) -> Result<Command, String> {
    let mut command = Command::new(installed().ok_or("Swift is not installed here")?);
    command.arg(verb).arg("--package-path").arg(root().join("ios"));
    Ok(command)
}

/// On a stage, and on a Mac with the library of the Mac itself in place of the XCFramework.
fn with_host_library(command: &Command) -> Command {
    let mut staged = on_stage(command);
    staged.env("SHARENUM_HOST_LIBRARY", "1");
    staged
}

/// Test functions in a report of `swift test`.
fn ran(report: &str) -> usize {
    report.matches("<testcase ").count()
}

/// Test functions in the Swift files of a folder.
fn written(folder: &Path) -> Result<usize, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut count = 0;
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            count += written(&path)?;
        } else if path.extension().is_some_and(|end| end == "swift") {
            count += marks(&fs::read_to_string(&path).map_err(failed)?);
        }
    }
    Ok(count)
}

fn marks(source: &str) -> usize {
    source.lines().filter(|line| line.trim_start().starts_with("@Test")).count()
}

fn compare(ran: usize, written: usize) -> Outcome {
    if ran == written {
        return Ok(());
    }
    Err(format!("{ran} tests of Swift have run, and {written} are written"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_that_did_not_run_are_noticed() {
        let source = "  @Test(\"One\")\n  func one() {}\n@Test func two() {}\n// no @Test here\n";
        assert_eq!(marks(source), 2);
        let report = "<testsuite tests=\"1\">\n<testcase name=\"one()\" />\n</testsuite>";
        assert_eq!(ran(report), 1);
        assert!(compare(ran(report), marks(source)).unwrap_err().starts_with("1 tests"));
        assert_eq!(compare(2, marks(source)), Ok(()));
    }

    #[test]
    fn the_tests_of_the_package_are_found() {
        assert!(written(&root().join("ios/Tests")).unwrap() > 30);
    }
}
