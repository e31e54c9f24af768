//! What Xcode reads beside the sources: project, settings, what the app says to the system. Nothing here
//! can open it in Xcode; but every file is read, and what one says of another holds.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests and what only they use")]

#[path = "ios/project.rs"]
mod project;
#[path = "ios/said.rs"]
mod said;
#[path = "ios/seen.rs"]
mod seen;
#[path = "ios/words.rs"]
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use plist::{Dictionary, Value};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file of the repository.
fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A property list, with an object at its top.
fn plist(path: &str) -> Dictionary {
    let value = Value::from_file(root().join(path));
    value.unwrap_or_else(|error| panic!("{path}: {error}")).into_dictionary().unwrap()
}

/// A file of JSON.
fn json(path: &str) -> serde_json::Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The texts of an array.
fn texts(value: Option<&Value>) -> BTreeSet<String> {
    let array = value.and_then(Value::as_array).unwrap();
    array.iter().map(|text| text.as_string().unwrap().to_owned()).collect()
}

/// What stands between the first `before` and the `after` that follows.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before}"));
    rest.split_once(after).unwrap_or_else(|| panic!("no {after} after {before}")).0
}

/// What a constant of a Swift file of the glue says.
fn constant<'t>(source: &'t str, name: &str) -> &'t str {
    between(source, &format!("let {name} = \""), "\"")
}

/// A setting of the app.
fn setting(name: &str) -> String {
    let settings = read("ios/Sharenum.xcconfig");
    let found = settings.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
    found.unwrap_or_else(|| panic!("no {name}")).to_owned()
}

/// The files of the app, from its folder; what Git leaves out is none of them.
fn app_files() -> BTreeSet<String> {
    let mut list = Command::new("git");
    list.current_dir(root().join("ios/App"));
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let output = list.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).unwrap();
    listed
        .split_terminator('\0')
        .filter(|path| root().join("ios/App").join(path).is_file())
        .map(str::to_owned)
        .collect()
}

/// The Swift files of the app, with what stands in them.
fn app_sources() -> Vec<(String, String)> {
    let swift = app_files().into_iter().filter(|path| path.ends_with(".swift"));
    swift.map(|path| (path.clone(), read(&format!("ios/App/{path}")))).collect()
}
