//! `cargo xtask android …` and `cargo xtask app`: the screens, checked and in a window.

mod lint;

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use clap::{Args, Subcommand};

use crate::bindings::{self, Language, Ready};
use crate::command::{Outcome, root, run};

/// The room whose resources are linked by aapt2, and the one that makes dex of it.
const LINKED: [&str; 2] = ["app", "shrunk"];
/// What installs it; it also comes with the build tools of an Android SDK.
const AAPT2: &str = "apt-get install aapt";

/// The tasks of `cargo xtask android`.
#[derive(Subcommand)]
pub enum Task {
    /// Compile every room of the app and run its tests, with the library and running hubs (JDK 17,
    /// Maven, aapt2). Without --rooms and --tests, its Kotlin is looked over, too.
    Check {
        /// Some rooms alone, such as `screens` or `companion,platform`
        #[arg(long)]
        rooms: Option<String>,
        /// Some tests alone, such as `HelpTest` or `Help*`
        #[arg(long)]
        tests: Option<String>,
        /// Draw the pictures of docs/screens anew: their diff is to be looked at
        #[arg(long)]
        update: bool,
        /// Draw every page on every device, in every look and language, into
        /// android/screens/target/pictures/every, to be looked at
        #[arg(long, conflicts_with_all = ["rooms", "tests", "update"])]
        every: bool,
    },
    /// Look over every Kotlin file with ktlint, which Maven fetches: the style of .editorconfig.
    Lint {
        /// Write files anew that are not in the style
        #[arg(long)]
        format: bool,
    },
}

/// What `cargo xtask app` opens.
#[derive(Args)]
pub struct App {
    /// Whose phone: teacher, colleague, host (of the bus), tablet (of a brigade) or newcomer
    #[arg(long = "as", value_name = "NAME", default_value = "teacher")]
    person: String,
    /// fr or en; the system's by default
    #[arg(long)]
    language: Option<String>,
    /// Build a program with a Java of its own into target/installer, and open nothing
    #[arg(long, conflicts_with_all = ["person", "language"])]
    package: bool,
}

/// Runs one of them.
pub fn android(task: Task) -> Outcome {
    match task {
        Task::Check { every: true, .. } => {
            required()?;
            bindings::prepare(Language::Kotlin)?;
            every_picture()
        }
        Task::Check { rooms, tests, update, every: false } => {
            required()?;
            let missing = left_out();
            if let Some(missing) = &missing
                && rooms
                    .as_deref()
                    .is_some_and(|rooms| rooms.split(',').any(|room| LINKED.contains(&room)))
            {
                return Err(format!("this cannot be checked here: {missing}"));
            }
            bindings::prepare(Language::Kotlin)?;
            check(&Checked { rooms, tests, update })?;
            missing.map_or(Ok(()), |missing| bindings::skipped(&[missing]))
        }
        Task::Lint { format } => {
            required()?;
            lint::lint(format)
        }
    }
}

/// What is checked; everything by default.
#[derive(Default)]
pub struct Checked {
    rooms: Option<String>,
    tests: Option<String>,
    update: bool,
}

/// What [`check`] leaves out on this machine, with the command that installs what it takes.
pub fn left_out() -> Option<String> {
    let there = bindings::answers("aapt2", &["version"]);
    (!there).then(|| format!("the Android app, and R8 on it ({AAPT2})"))
}

/// Compiles and tests the rooms; the library and its generated code are there.
pub fn check(checked: &Checked) -> Outcome {
    if checked.rooms.is_none() && checked.tests.is_none() {
        lint::lint(false)?;
    }
    let scene = bindings::scene()?;
    let mut maven = maven(&["package"]);
    maven.args(chosen(checked.rooms.as_deref(), left_out().is_none()));
    if let Some(tests) = &checked.tests {
        // The rooms before it have no such tests.
        maven.arg(format!("-Dtest={tests}"));
        maven.args(["-DfailIfNoTests=false", "-Dsurefire.failIfNoSpecifiedTests=false"]);
    }
    if checked.update {
        maven.arg("-Dsharenum.pictures=update");
    }
    run(bindings::on_stage(&maven)).inspect_err(|_| println!("the scene: {}", scene.display()))
}

/// Draws all that can be seen: hundreds of pictures, which nobody compares.
fn every_picture() -> Outcome {
    bindings::scene()?;
    let mut maven = maven(&["--also-make", "--projects", "screens", "package"]);
    maven.args(["-Dtest=EveryPictureTest", "-Dsharenum.pictures=every"]);
    maven.args(["-DfailIfNoTests=false", "-Dsurefire.failIfNoSpecifiedTests=false"]);
    run(bindings::on_stage(&maven))
}

/// How Maven is told the rooms; all that can be built here by default.
fn chosen(rooms: Option<&str>, linked: bool) -> Vec<String> {
    match rooms {
        Some(rooms) => vec!["--also-make".to_owned(), "--projects".to_owned(), rooms.to_owned()],
        None if linked => Vec::new(),
        None => vec!["--projects".to_owned(), LINKED.map(|room| format!("!{room}")).join(",")],
    }
}

/// Opens the app in a window, on hubs that run as long as it does.
pub fn app(app: &App) -> Outcome {
    required()?;
    bindings::prepare(Language::Kotlin)?;
    run(maven(&["--also-make", "--projects", "desktop", "-Dmaven.test.skip=true", "package"]))?;
    let classes = root().join("android/desktop/target/app");
    if app.package {
        return package(&classes);
    }
    let folder = root().join("target/app");
    // Each start is a new day: what was tried before is not in the way.
    let _ = fs::remove_dir_all(&folder);
    let mut window = bindings::stage();
    window.arg("live").arg("--hub").arg(bindings::program("sharenum-hub"));
    window.arg("--folder").arg(&folder).arg("--").arg("java");
    window.arg(option("-Djna.library.path=", &bindings::release()));
    window.arg("-classpath").arg(classes.join("*")).arg("org.sharenum.desktop.MainKt");
    window.args(["--as", &app.person]);
    if let Some(language) = &app.language {
        window.args(["--language", language]);
    }
    run(window)
}

/// A program that needs no Java and no Cargo: for the laptop of a bus.
fn package(classes: &Path) -> Outcome {
    let library = bindings::shared_library();
    let name = library.file_name().ok_or("the library has no name")?;
    fs::copy(&library, classes.join(name)).map_err(|error| error.to_string())?;
    let out = root().join("target/installer");
    let _ = fs::remove_dir_all(&out);
    let mut jpackage = Command::new("jpackage");
    jpackage.args(["--type", "app-image", "--name", "SharenumCompanion"]);
    jpackage.args(["--app-version", "1.0", "--vendor", "Sharenum"]);
    jpackage.arg("--input").arg(classes).arg("--dest").arg(&out);
    jpackage.args(["--main-jar", concat!("desktop-", env!("CARGO_PKG_VERSION"), ".jar")]);
    jpackage.args(["--main-class", "org.sharenum.desktop.MainKt"]);
    jpackage.args(["--java-options", "-Djna.library.path=$APPDIR"]);
    run(jpackage)?;
    println!("{}", out.join("SharenumCompanion").display());
    Ok(())
}

fn maven(goals: &[&str]) -> Command {
    let mut maven = bindings::maven(Path::new("android/pom.xml"), goals);
    maven.env("SHARENUM_SCENE", bindings::scene_file());
    maven
}

fn option(name: &str, value: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(value);
    option
}

fn required() -> Outcome {
    match Language::Kotlin.ready() {
        Ready::Yes => Ok(()),
        Ready::No { install } => Err(format!("the app needs a JDK and Maven: {install}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_linked_is_left_out() {
        assert!(chosen(None, true).is_empty());
        assert_eq!(chosen(None, false), ["--projects", "!app,!shrunk"]);
        assert_eq!(chosen(Some("screens"), false), ["--also-make", "--projects", "screens"]);
    }

    #[test]
    fn the_rooms_that_may_be_left_out_are_rooms() {
        let reactor = fs::read_to_string(root().join("android/pom.xml")).unwrap();
        for room in LINKED {
            assert!(reactor.contains(&format!("<module>{room}</module>")), "{room}");
        }
    }
}
