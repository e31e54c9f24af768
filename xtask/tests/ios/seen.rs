//! What is seen of the app before a view is: its icon and colours; and what views and glue must not have.

use super::{app_sources, between, json, plist, read, root, setting};

const ASSETS: &str = "ios/App/Assets.xcassets";

/// A colour of the catalog, by day or in the dark, as `RRGGBB`.
fn color(name: &str, dark: bool) -> String {
    let set = json(&format!("{ASSETS}/{name}.colorset/Contents.json"));
    let colors = set["colors"].as_array().unwrap();
    assert_eq!(colors.len(), 2, "{name}");
    let found = colors.iter().find(|color| color["appearances"].is_array() == dark).unwrap();
    if dark {
        assert_eq!(found["appearances"][0]["value"], "dark");
    }
    let parts = &found["color"]["components"];
    assert_eq!(found["color"]["color-space"], "srgb");
    ["red", "green", "blue"]
        .map(|part| parts[part].as_str().unwrap().strip_prefix("0x").unwrap().to_owned())
        .concat()
}

#[test]
fn colours_are_those_of_android() {
    let kotlin = read("android/screens/src/main/kotlin/org/sharenum/screens/look/Colors.kt");
    for (scheme, dark) in [("LightColors", false), ("DarkColors", true)] {
        let (_, scheme) = kotlin.split_once(scheme).unwrap();
        assert_eq!(color("AccentColor", dark), between(scheme, "primary = Color(0xFF", ")"));
    }
    for (folder, dark) in [("values", false), ("values-night", true)] {
        let colors = read(&format!("android/app/src/main/res/{folder}/colors.xml"));
        let ground = between(&colors, "<color name=\"ground\">#", "<");
        assert_eq!(color("Ground", dark), ground);
    }
}

#[test]
fn settings_name_what_is_in_the_catalog() {
    let asset = |name: &str| root().join(ASSETS).join(name).is_dir();
    let accent = setting("ASSETCATALOG_COMPILER_GLOBAL_ACCENT_COLOR_NAME");
    assert!(asset(&format!("{accent}.colorset")));
    assert!(asset(&format!("{}.appiconset", setting("ASSETCATALOG_COMPILER_APPICON_NAME"))));
    let info = plist("ios/App/Info.plist");
    let launch = info.get("UILaunchScreen").and_then(plist::Value::as_dictionary).unwrap();
    let ground = launch.get("UIColorName").and_then(plist::Value::as_string).unwrap();
    assert!(asset(&format!("{ground}.colorset")));
}

#[test]
fn the_icon_is_as_large_as_it_says_and_lets_nothing_shine_through() {
    let set = json(&format!("{ASSETS}/AppIcon.appiconset/Contents.json"));
    let [image] = &set["images"].as_array().unwrap()[..] else { panic!("one image") };
    assert_eq!(image["size"], "1024x1024");
    let file = image["filename"].as_str().unwrap();
    let bytes = std::fs::read(root().join(ASSETS).join("AppIcon.appiconset").join(file)).unwrap();
    assert_eq!(&bytes[..16], b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
    assert_eq!(&bytes[16..24], [0, 0, 4, 0, 0, 0, 4, 0], "1024 by 1024");
    assert_eq!(&bytes[24..26], [8, 2], "red, green and blue, without transparency");
}

/// The longest that a file of the app may be: it is to be read at a glance.
const LONGEST: usize = 150;

#[test]
fn views_and_glue_are_small() {
    for (path, source) in app_sources() {
        let lines = source.lines().count();
        assert!(lines <= LONGEST, "{path} has {lines} lines");
    }
}

/// The literals of a line of Swift, comments left out.
fn literals(line: &str) -> Vec<&str> {
    let code = line.trim();
    if code.starts_with("//") {
        return Vec::new();
    }
    code.split('"').skip(1).step_by(2).collect()
}

/// Whether a person could read it: two words with a space between.
fn is_said(literal: &str) -> bool {
    let words: Vec<&str> = literal.split(' ').collect();
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    words.windows(2).any(|pair| pair.iter().all(is_word))
}

#[test]
fn no_words_stand_in_views_and_glue() {
    assert!(is_said("Try again") && !is_said("keychain \\(status)") && !is_said("retry"));
    assert_eq!(literals("  text(\"a b\") // \"c d\""), ["a b", "c d"]);
    assert!(literals("// \"Try again\"").is_empty());
    for (path, source) in app_sources() {
        let said = source.lines().flat_map(literals).find(|literal| is_said(literal));
        assert_eq!(said, None, "{path}");
    }
}

/// Whether a line of Swift ends the app where something is not there: a `!` right behind what it forces.
fn is_forced(line: &str) -> bool {
    let line = line.trim();
    if line.starts_with("//") {
        return false;
    }
    let code = line.split(" //").next().unwrap_or_default();
    code.match_indices('!').any(|(at, _)| {
        let behind = code[..at].ends_with(|it: char| it.is_alphanumeric() || "_)]}".contains(it));
        behind && !code[at..].starts_with("!=")
    })
}

#[test]
fn nothing_is_forced_in_views_and_glue() {
    let forced = ["try! open()", "a as! B", "a()!", "a[0]!", "name!.x", "f(name!, 1)", "let a: B!"];
    for line in forced {
        assert!(is_forced(line), "{line}");
    }
    for line in ["if !name.x {", "a != b", "f(a!=b)", "// name!.x", "a() // name!.x", "a && !b"] {
        assert!(!is_forced(line), "{line}");
    }
    for (path, source) in app_sources() {
        let forced = source.lines().find(|line| is_forced(line));
        assert_eq!(forced, None, "{path}");
    }
}
