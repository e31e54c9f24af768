//! `cargo xtask android …` and `cargo xtask app`: the screens, checked and in a window.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::{Args, Subcommand};

use crate::bindings::{self, Language, Ready};
use crate::command::{Outcome, root, run};

/// When the pictures of the screens are taken: a Wednesday in term time, 9:05 in Paris.
const NOW: &str = "2026-10-14T07:05:00Z";

/// The tasks of `cargo xtask android`.
#[derive(Subcommand)]
pub enum Task {
    /// Compile every room of the app and run its tests, with the library and running hubs (JDK 17,
    /// Maven).
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
        Task::Check { rooms, tests, update } => {
            required()?;
            bindings::prepare(Language::Kotlin)?;
            check(&Checked { rooms, tests, update })
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

/// Compiles and tests the rooms; the library and its generated code are there.
pub fn check(checked: &Checked) -> Outcome {
    let scene = scene()?;
    let mut maven = maven(&["package"]);
    if let Some(rooms) = &checked.rooms {
        maven.args(["--also-make", "--projects", rooms]);
    }
    if let Some(tests) = &checked.tests {
        // The rooms before it have no such tests.
        maven.arg(format!("-Dtest={tests}")).arg("-Dsurefire.failIfNoSpecifiedTests=false");
    }
    if checked.update {
        maven.arg("-Dsharenum.pictures=update");
    }
    run(bindings::on_stage(&maven)).inspect_err(|_| println!("the scene: {}", scene.display()))
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

/// The region that pictures and tests of screens are drawn from.
fn scene() -> Result<PathBuf, String> {
    let folder = root().join("target/scene");
    let _ = fs::remove_dir_all(&folder);
    let mut stage = bindings::stage();
    stage.arg("scene").arg("--out").arg(&folder).args(["--now", NOW]);
    run(stage)?;
    Ok(folder)
}

fn maven(goals: &[&str]) -> Command {
    let mut maven = bindings::maven(Path::new("android/pom.xml"), goals);
    maven.env("SHARENUM_SCENE", root().join("target/scene/scene.properties"));
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
