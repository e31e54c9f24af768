//! The words of the app, which `ios/words.py` takes from Android's: on the sources that there are, and on
//! small ones.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use super::root;

/// Runs `words.py` of a tree; none where there is no Python, which is said.
fn run(tree: &Path, arguments: &[&str]) -> Option<Output> {
    let python = if cfg!(windows) { "python" } else { "python3" };
    match Command::new(python).arg(tree.join("ios/words.py")).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) => {
            let all = env::var_os("SHARENUM_ALL_LANGUAGES").is_some();
            assert!(!all, "{python}: {error} (apt-get install python3)");
            println!("skipped: the words of iOS ({python}: {error}; apt-get install python3)");
            None
        }
    }
}

/// A small repository: the script, Android's words in both languages, and a Swift source.
struct Tree(PathBuf);

impl Tree {
    fn new(name: &str, english: &str, french: &str, source: &str) -> Self {
        let tree = Self(env::temp_dir().join(format!("sharenum-{name}-{}", std::process::id())));
        let _ = fs::remove_dir_all(&tree.0);
        let resources = |words: &str| format!("<resources>{words}</resources>");
        let res = "android/screens/src/main/res";
        tree.write(&format!("{res}/values/strings.xml"), &resources(english));
        tree.write(&format!("{res}/values-fr/strings.xml"), &resources(french));
        tree.write("ios/Sources/SharenumModels/Page.swift", source);
        tree.write("ios/words.py", &super::read("ios/words.py"));
        tree
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn catalog(&self) -> Option<String> {
        fs::read_to_string(self.0.join("ios/App/Localizable.xcstrings")).ok()
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const ENGLISH: &str = r#"
    <string name="app" translatable="false">Sharenum</string>
    <string name="hello">It\'s %1$s, %2$02d</string>
    <string name="zone_paris">Paris time</string>
    <string name="unused">Only Android says it</string>
    <plurals name="seats"><item quantity="one">A seat</item><item quantity="other">%1$d seats</item></plurals>
"#;
const FRENCH: &str = r#"
    <string name="hello">C\'est %1$s, %2$02d</string>
    <string name="zone_paris">Heure de Paris</string>
    <string name="unused">Seulement Android</string>
    <plurals name="seats"><item quantity="one">Une place</item><item quantity="other">%1$d places</item></plurals>
"#;

#[test]
fn the_catalog_has_what_the_sources_name_in_both_languages_and_nothing_else() {
    let Some(output) = run(&root(), &["--check"]) else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_a_source_names_is_written_and_nothing_else() {
    let source = r#"
        words.text("app")
        formats.words.text(
            "hello", name, day)
        let done = Word("seats")
        static let zone = Family("zone_")
    "#;
    let tree = Tree::new("words", ENGLISH, FRENCH, source);
    let Some(output) = run(&tree.0, &[]) else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let written = tree.catalog().unwrap();
    let catalog: serde_json::Value = serde_json::from_str(&written).unwrap();
    let strings = catalog["strings"].as_object().unwrap();
    let said = strings.iter().flat_map(|(key, string)| {
        let value = |language: &str| {
            let value = &string["localizations"][language]["stringUnit"]["value"];
            value.as_str().unwrap().to_owned()
        };
        [(key.as_str(), value("en")), (key.as_str(), value("fr"))]
    });
    let said: Vec<(&str, String)> = said.collect();
    let wanted = [
        ("app", "Sharenum"),
        ("app", "Sharenum"),
        ("hello", "It's %1$@, %2$02d"),
        ("hello", "C'est %1$@, %2$02d"),
        ("seats.one", "A seat"),
        ("seats.one", "Une place"),
        ("seats.other", "%1$@ seats"),
        ("seats.other", "%1$@ places"),
        ("zone_paris", "Paris time"),
        ("zone_paris", "Heure de Paris"),
    ];
    assert_eq!(said, wanted.map(|(key, text)| (key, text.to_owned())));
    assert!(run(&tree.0, &["--check"]).unwrap().status.success());

    // One word less in the sources: what is left over is told, and left.
    tree.write("ios/Sources/SharenumModels/Page.swift", r#"words.text("app")"#);
    let output = run(&tree.0, &["--check"]).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("not what the sources name"));
    assert_eq!(tree.catalog(), Some(written));
}

#[test]
fn a_key_that_is_no_literal_is_refused_whatever_stands_before() {
    let sources = [
        "text(key)",
        "words.text(key)",
        "formats.words.text(key)",
        "spoken.count(key, 2)",
        "self.words.count(\n    key, 2)",
        "Word(done ? \"app\" : \"hello\")",
        "words.text(\"app\" + key)",
        "words.text(\"zone_\\(key)\")",
    ];
    for source in sources {
        let tree = Tree::new("no-literal", ENGLISH, FRENCH, &format!("let a = 1\n{source}\n"));
        let Some(output) = run(&tree.0, &[]) else { return };
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{source}: {said}");
        assert!(said.contains("Sources/SharenumModels/Page.swift:2: no literal"), "{said}");
        assert_eq!(tree.catalog(), None);
    }
}

#[test]
fn what_only_looks_like_a_key_is_passed_over() {
    let source = "
        // words.text(key)
        public func text(_ key: String) -> String? { table.text(key) }
        let title = entry.text(words), line = notice.text(words, formats)
        let short = names.count(where: { $0.isEmpty })
        return words.text(in: .zone, name)
    ";
    let tree = Tree::new("no-key", ENGLISH, FRENCH, source);
    let Some(output) = run(&tree.0, &[]) else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(tree.catalog().unwrap().contains("\"strings\" : {}"));
}

#[test]
fn words_that_are_not_there_in_both_languages_are_told() {
    let one = r#"<plurals name="seats"><item quantity="one">A seat</item></plurals>"#;
    let as_string = r#"<string name="seats">Places</string>"#;
    let cases = [
        (ENGLISH, FRENCH, "text(\"bye\")", "Page.swift:1: there are no words called bye"),
        (ENGLISH, "", "text(\"hello\")", "Page.swift:1: hello is not said in both languages"),
        (
            ENGLISH,
            as_string,
            "count(\"seats\")",
            "Page.swift:1: seats is not said in both languages",
        ),
        (one, FRENCH, "", "seats has the forms ['one']"),
        ("<string name=\"a\">It's</string>", "", "", "\\' expected"),
        ("<string name=\"a\">A</string><string name=\"a\">B</string>", "", "", "a is said twice"),
    ];
    for (english, french, source, wanted) in cases {
        let tree = Tree::new("lacking", english, french, source);
        let Some(output) = run(&tree.0, &[]) else { return };
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{wanted}: {said}");
        assert!(said.contains(wanted), "{wanted}: {said}");
        assert_eq!(tree.catalog(), None);
    }
}
