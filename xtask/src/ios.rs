//! `cargo xtask ios …`: the app in Swift, as far as a machine without Xcode can check it.

use std::path::PathBuf;
use std::process::Command;

use clap::Subcommand;

use crate::bindings::{self, Language, Ready, swift};
use crate::command::{Outcome, printed, root, run};
use crate::parity;

/// The style of Swift.
const STYLE: &str = "ios/.swift-format";
/// The library for devices and simulators, where Package.swift looks for it.
const FRAMEWORK: &str = "ios/lib/CSharenum.xcframework";

/// The tasks of `cargo xtask ios`.
#[derive(Subcommand)]
pub enum Task {
    /// Make what is generated, so that Xcode opens ios/Sharenum.xcodeproj: the code of the library, and
    /// the words. What takes a Mac is said.
    Prepare,
    /// Compare the screen models of both shells, and the table of docs/screens.md with them.
    Parity {
        /// Write the table anew
        #[arg(long)]
        update: bool,
    },
    /// Look over every Swift file, compile the package and the app, and run the tests with the library
    /// and running hubs. The app is compiled against stand-ins of Apple's frameworks, which checks
    /// each name and type of ours; only a Mac compiles it against those themselves.
    Check {
        /// Leave out the tests
        #[arg(long)]
        fast: bool,
    },
}

/// Runs one of them.
pub fn ios(task: Task) -> Outcome {
    match task {
        Task::Prepare => prepare(),
        Task::Parity { update } => parity::check(update),
        Task::Check { fast } => {
            if let Ready::No { install } = Language::Swift.ready() {
                return Err(format!("Swift is not installed here: {install}"));
            }
            check(fast)
        }
    }
}

fn prepare() -> Outcome {
    bindings::prepare(Language::Swift)?;
    run(words(&[]))?;
    if !root().join(FRAMEWORK).exists() {
        println!(
            "What Xcode links takes a Mac:\n  cargo xtask bindings xcframework\n  \
             ditto target/xcframework/CSharenum.xcframework {FRAMEWORK}"
        );
    }
    Ok(())
}

/// Checks everything; the shorter a check takes, the earlier it comes.
pub fn check(fast: bool) -> Outcome {
    println!("\n== Swift: style, and words");
    run(words(&["--check"]))?;
    // The commands themselves would be pages of file names.
    run(lint(&sources(&["ios"])?)?)
        .map_err(|_| format!("`swift format` refuses what is told above; its style is {STYLE}"))?;
    // What is left out on Linux is at least Swift.
    run(parse(&sources(&["ios/App"])?)?)
        .map_err(|_| "a file of the app is no Swift; see above".to_owned())?;
    bindings::prepare(Language::Swift)?;
    println!("\n== Swift: the app");
    if cfg!(target_os = "linux") {
        swift::compile_app()?;
    } else {
        println!("skipped: the stand-ins are for Linux; here, Xcode compiles the app");
    }
    if fast {
        return Ok(());
    }
    if cfg!(target_os = "linux") {
        swift::test_app()?;
    }
    Language::Swift.test()
}

/// The words of the app, from those of Android.
fn words(arguments: &[&str]) -> Command {
    let mut words = Command::new("python3");
    words.current_dir(root()).arg("ios/words.py").args(arguments);
    words
}

fn lint(files: &[PathBuf]) -> Result<Command, String> {
    let mut lint = swift::swift(&["format", "lint", "--strict", "--configuration", STYLE])?;
    lint.args(files);
    Ok(lint)
}

fn parse(files: &[PathBuf]) -> Result<Command, String> {
    let mut parse = swift::swift(&["-frontend", "-parse", "-swift-version", "6"])?;
    parse.args(files);
    Ok(parse)
}

/// The Swift files that Git knows in these folders, new ones too; generated code is none of them.
fn sources(folders: &[&str]) -> Result<Vec<PathBuf>, String> {
    let mut list = Command::new("git");
    list.current_dir(root()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    list.arg("--").args(folders.iter().map(|folder| format!("{folder}/*.swift")));
    let listed = String::from_utf8(printed(list)?).map_err(|error| error.to_string())?;
    let files = listed.split_terminator('\0').map(PathBuf::from);
    // What was deleted is listed until it is committed.
    let files: Vec<_> = files.filter(|file| root().join(file).is_file()).collect();
    if files.is_empty() {
        return Err("Git lists no Swift file here: is this a checkout?".to_owned());
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_room_is_looked_over_and_nothing_generated() {
        let files = sources(&["ios"]).unwrap();
        let of = |room: &str| files.iter().filter(|file| file.starts_with(room)).count();
        for room in ["ios/Sources/SharenumKit", "ios/Tests", "ios/App/Glue", "ios/StandIns"] {
            assert!(of(room) > 0, "{room}");
        }
        assert!(files.contains(&PathBuf::from("ios/Package.swift")));
        assert_eq!(of("ios/Sources/SharenumFFI"), 0);
        assert!(sources(&["ios/App"]).unwrap().iter().all(|file| file.starts_with("ios/App")));
        assert!(sources(&["docs"]).unwrap_err().contains("no Swift file"));
    }
}
