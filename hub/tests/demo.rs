//! The demo, as a command and as a story in silence.

#![allow(clippy::unwrap_used, reason = "tests and what only they use")]

use std::path::Path;
use std::process::{Command, Output};

use sharenum_hub::demo::story::{self, Options, Silent};

fn demo(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sharenum-hub"))
        .arg("demo")
        .args(args)
        .current_dir(folder)
        .env("TMPDIR", folder)
        .output()
        .unwrap()
}

#[test]
fn the_demo_ends_with_everything_in_agreement_and_leaves_a_report_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let output = demo(folder.path(), &["--seed", "5"]);
    let said = String::from_utf8(output.stdout).unwrap();
    let complaints = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}{complaints}");
    assert!(said.contains("20 km reach 17 establishments: 9 Dijon, 8 Lyon"), "{said}");
    let report = folder.path().join("sharenum-demo/report.html");
    let page = std::fs::read_to_string(report).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(!page.contains("✗"), "something differs in the report");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn what_cannot_be_played_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    for (args, code, advice) in [
        (&["--around", "0710053X", "--km", "1"][..], 2, "--km"),
        (&["--around", "0750652L"], 2, "--around"),
        (&["--around", "0711052X"], 2, "check letter"),
        (&["--directory", "nothing.csv"], 66, "check the path"),
        (&["--km", "0"], 2, "1..=100"),
    ] {
        let output = demo(folder.path(), args);
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {complaint}");
        assert!(complaint.contains(advice), "{args:?}: {complaint}");
    }
}

#[test]
fn the_story_plays_in_silence_too_with_its_hubs_in_this_process() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { seed: 11, ..Options::new(folder.path().to_owned()) };
    let outcome = story::play(&options, &mut Silent).unwrap();
    assert_eq!(outcome.differences, []);
    assert!(outcome.story.checks.len() > 100);
}
