//! What a task needs that Cargo does not bring, and how it comes to this machine.

use std::path::PathBuf;
use std::process::Command;
use std::{env, process};

use crate::command::root;

/// The library's crate.
pub const PACKAGE: &str = "sharenum-bindings";
/// The profile of what phones download.
pub const PROFILE: &str = "mobile";

/// How the C libraries in it, OpenSSL and SQLite, are compiled for phones: small, and without tables
/// for unwinding through C, where no panic ever passes.
pub const C_FLAGS: &str = "-Os -fno-asynchronous-unwind-tables -fno-unwind-tables";
/// Functions that come to the same code are kept once.
pub const FOLD: &str = "-C link-arg=-Wl,--icf=safe";

/// Something that is not here.
#[derive(Debug, PartialEq, Eq)]
pub struct Missing {
    /// What it is.
    pub what: String,
    /// The command that installs it.
    pub install: String,
}

impl Missing {
    pub fn new(what: impl Into<String>, install: impl Into<String>) -> Self {
        Self { what: what.into(), install: install.into() }
    }
}

/// Ends the program when something is missing, before anything is built: with 2, so that a script
/// tells it from a build that failed.
pub fn refuse_without(task: &str, missing: &[Missing]) {
    if let Some(refusal) = refusal(task, missing) {
        eprintln!("xtask: {refusal}");
        process::exit(2);
    }
}

fn refusal(task: &str, missing: &[Missing]) -> Option<String> {
    if missing.is_empty() {
        return None;
    }
    let lines: String =
        missing.iter().map(|Missing { what, install }| format!("\n  {what}: {install}")).collect();
    Some(format!("{task} needs what is not here:{lines}"))
}

/// Whether a command can be started and succeeds.
pub fn answers(program: &str, arguments: &[&str]) -> bool {
    let output = Command::new(program).args(arguments).output();
    output.is_ok_and(|output| output.status.success())
}

/// Those of the targets for which this toolchain has no standard library.
pub fn targets_without_library(targets: &[&'static str]) -> Vec<&'static str> {
    let library = |target: &str| {
        // In the workspace, where rustup chooses the toolchain that will build.
        let mut rustc = Command::new("rustc");
        rustc.current_dir(root()).args(["--print", "target-libdir", "--target", target]);
        let output = rustc.output().ok().filter(|output| output.status.success())?;
        let folder = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim_end());
        folder.read_dir().ok()?.next()
    };
    targets.iter().copied().filter(|target| library(target).is_none()).collect()
}

/// The targets, as something that is missing.
pub fn missing_targets(targets: &[&str]) -> Option<Missing> {
    let names = targets.join(" ");
    let what = || format!("the Rust targets {names}");
    (!targets.is_empty()).then(|| Missing::new(what(), format!("rustup target add {names}")))
}

/// The first of these variables that is set and not empty.
pub fn first_set(names: &[&str]) -> Option<PathBuf> {
    names
        .iter()
        .find_map(|name| env::var_os(name).filter(|value| !value.is_empty()))
        .map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_each_thing_and_what_installs_it() {
        assert_eq!(refusal("jni-libs", &[]), None);
        let missing = [Missing::new("this", "install this"), Missing::new("that", "install that")];
        assert_eq!(
            refusal("jni-libs", &missing).unwrap(),
            "jni-libs needs what is not here:\n  this: install this\n  that: install that"
        );
    }

    #[test]
    fn a_target_without_a_standard_library_is_found_out() {
        // The one that builds this test, and one that no toolchain has.
        let rustc = Command::new("rustc").arg("-vV").current_dir(root()).output().unwrap();
        let said = String::from_utf8(rustc.stdout).unwrap();
        let host = said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let host: &'static str = host.to_owned().leak();
        assert!(targets_without_library(&[host]).is_empty());
        assert_eq!(targets_without_library(&["no-such-target"]), ["no-such-target"]);
        assert_eq!(missing_targets(&[]), None);
        let missing = missing_targets(&["a", "b"]).unwrap();
        assert_eq!(missing.install, "rustup target add a b");
    }
}
