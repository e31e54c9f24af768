//! The Swift package: which Swift there is, and its tests, which are counted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::build;
use super::languages::{answers, on_stage, scene, scene_file};
use crate::command::{Outcome, root, run};

/// The app as a module, and what makes Package.swift know of it.
const APP: &str = "SharenumCompanion";
const STAND_INS: &str = "SHARENUM_STAND_INS";
/// The tests that are there with it only.
const APP_TESTS: &str = "SharenumCompanionTests";

/// Swift of this machine, or the one that `.ci/swift` keeps in its cache.
pub fn installed() -> Option<PathBuf> {
    if answers("swift", &["--version"]) {
        return Some("swift".into());
    }
    let kept = root().join(".ci/swift");
    answers(&kept, &["--installed"]).then_some(kept)
}

/// Swift, as this machine starts it.
pub fn swift(arguments: &[&str]) -> Result<Command, String> {
    let mut command = Command::new(installed().ok_or("Swift is not installed here")?);
    command.current_dir(root()).args(arguments);
    Ok(command)
}

/// Compiles the app against the stand-ins of Apple's frameworks, which are for Linux only.
pub fn compile_app() -> Outcome {
    let mut command = package("build")?;
    command.args(["--target", APP]).env(STAND_INS, "1");
    run(command)
}

/// Runs the tests of the app's glue, with the stand-ins.
pub fn test_app() -> Outcome {
    let mut command = package("test")?;
    command.args(["--filter", APP_TESTS]).env(STAND_INS, "1");
    counted(command, |folder| folder == APP_TESTS)
}

/// Runs the tests of the package.
pub fn test() -> Outcome {
    counted(package("test")?, |folder| folder != APP_TESTS)
}

/// Runs tests on a stage with the scene, and compares how many ran with how many are written in their
/// folders of ios/Tests: `swift test` is content when it finds none.
fn counted(mut command: Command, theirs: impl Fn(&str) -> bool) -> Outcome {
    let folder = root().join("target/swift");
    let report = folder.join("tests.xml");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    // What swift makes of that name for the tests of Swift Testing.
    let told = folder.join("tests-swift-testing.xml");
    let _ = fs::remove_file(&told);
    scene()?;
    command.arg("--xunit-output").arg(&report);
    command.env("SHARENUM_SCENE", scene_file()).env("SHARENUM_PROGRAMS", build::release());
    // The targets run in one process, and a test of the kit counts its files and threads.
    command.arg("--no-parallel");
    run(with_host_library(&command))?;
    let report = fs::read_to_string(&told)
        .map_err(|error| format!("no test has run; {}: {error}", told.display()))?;
    compare(ran(&report), written_where(theirs)?)
}

/// Runs the benchmark on a stage.
pub fn bench() -> Outcome {
    let mut command = package("run")?;
    command.args(["-c", "release", "bench"]);
    run(with_host_library(&command))
}

fn package(verb: &str) -> Result<Command, String> {
    swift(&[verb, "--package-path", "ios"])
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

/// Test functions in some of the folders of ios/Tests.
fn written_where(counts: impl Fn(&str) -> bool) -> Result<usize, String> {
    let tests = root().join("ios/Tests");
    let failed = |error: std::io::Error| format!("{}: {error}", tests.display());
    let mut count = 0;
    for entry in fs::read_dir(&tests).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if counts(&entry.file_name().to_string_lossy()) {
            count += written(&entry.path())?;
        }
    }
    Ok(count)
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
        let all = written(&root().join("ios/Tests")).unwrap();
        let app = written_where(|folder| folder == APP_TESTS).unwrap();
        assert!(app > 10);
        assert_eq!(app + written_where(|folder| folder != APP_TESTS).unwrap(), all);
    }
}
