//! ktlint over every Kotlin file that Git knows, with the rules of .editorconfig.

use std::path::PathBuf;
use std::process::Command;

use crate::bindings;
use crate::command::{Outcome, printed, root, run};

/// Fetches ktlint; android/pom.xml says which.
const FETCH: &str = "dependency:copy@ktlint";

/// Fails for a file that is not in the style, or, with `format`, writes it anew where that is possible.
pub fn lint(format: bool) -> Outcome {
    println!("\n== ktlint");
    let mut fetch = bindings::maven("android/pom.xml".as_ref(), &[FETCH]);
    fetch.arg("--non-recursive");
    run(fetch)?;
    let files = sources()?;
    if files.is_empty() {
        return Err("Git lists no Kotlin file here: is this a checkout?".to_owned());
    }
    // The command itself would be a page of file names.
    run(ktlint(&files, format)).map_err(|_| {
        "ktlint refuses what is told above; `cargo xtask android lint --format` mends most of it".to_owned()
    })
}

fn ktlint(files: &[PathBuf], format: bool) -> Command {
    let mut ktlint = Command::new("java");
    ktlint.current_dir(root()).arg("-jar").arg("android/target/lint/ktlint.jar");
    ktlint.args(["--relative", "--log-level=warn"]);
    if format {
        ktlint.arg("--format");
    }
    ktlint.args(files);
    ktlint
}

/// Those of the tree, new ones too; generated code is none of them.
fn sources() -> Result<Vec<PathBuf>, String> {
    let mut list = Command::new("git");
    list.current_dir(root()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    list.args(["--", "*.kt", "*.kts"]);
    let listed = String::from_utf8(printed(list)?).map_err(|error| error.to_string())?;
    let files = listed.split_terminator('\0').map(PathBuf::from);
    // What was deleted is listed until it is committed.
    Ok(files.filter(|file| root().join(file).is_file()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_room_is_read_and_nothing_generated() {
        let files = sources().unwrap();
        let of = |room: &str| files.iter().filter(|file| file.starts_with(room)).count();
        for room in ["android/companion/src", "android/platform/src", "android/screens/src"] {
            assert!(of(room) > 0, "{room}");
        }
        assert!(files.contains(&PathBuf::from("android/settings.gradle.kts")));
        assert_eq!(of("android/companion/generated"), 0);
    }

    #[test]
    fn files_are_written_only_when_that_is_asked_for() {
        let file = [PathBuf::from("a.kt")];
        let formats = |format| ktlint(&file, format).get_args().any(|word| word == "--format");
        assert!(formats(true) && !formats(false));
    }
}
