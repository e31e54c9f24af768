//! How each language is tested here, and what it needs.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::ValueEnum;

use super::{build, swift};
use crate::command::{Outcome, root, run};

/// The Kotlin library alone.
const LIBRARY: &str = "android/companion/pom.xml";
/// The type checker that the Python package is checked with.
const MYPY: &str = "mypy==2.4.1";

/// When the scene is looked at: a Wednesday in term time, 9:05 in Paris.
const NOW: &str = "2026-10-14T07:05:00Z";

/// A language that the library is called from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// On the JVM; what Android builds on.
    Kotlin,
    /// What iOS builds on.
    Swift,
    /// For the scripts of schools.
    Python,
}

/// Whether a language can be tested on this machine.
pub enum Ready {
    /// Everything is there.
    Yes,
    /// Something is missing.
    No {
        /// The command that installs it.
        install: &'static str,
    },
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kotlin => "Kotlin",
            Self::Swift => "Swift",
            Self::Python => "Python",
        })
    }
}

impl Language {
    /// In the order in which they are tested.
    pub const ALL: [Self; 3] = [Self::Kotlin, Self::Swift, Self::Python];

    /// Whether its tools are installed.
    pub fn ready(self) -> Ready {
        let (there, install) = match self {
            Self::Kotlin => (
                answers("mvn", &["--version"]) && answers("javac", &["-version"]),
                "apt-get install openjdk-17-jdk-headless maven",
            ),
            Self::Swift => (
                swift::installed().is_some(),
                "on Debian `.ci/swift --install`, elsewhere https://swift.org/install",
            ),
            Self::Python => (
                answers(
                    python(),
                    &["-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))"],
                ),
                "apt-get install python3 python3-venv",
            ),
        };
        if there { Ready::Yes } else { Ready::No { install } }
    }

    /// Runs its tests on a stage of its own.
    pub fn test(self) -> Outcome {
        println!("\n== {self}");
        match self {
            Self::Kotlin => run(on_stage(&maven(Path::new(LIBRARY), &["test"]))),
            Self::Swift => swift::test(),
            Self::Python => {
                let python = installed_wheel()?;
                let tests = root().join("bindings/python/tests");
                check_types(&python)?;
                let mut command = Command::new(python);
                command.args(["-m", "unittest", "discover", "--verbose", "--start-directory"]);
                command.arg(tests);
                run(on_stage(&command))
            }
        }
    }

    /// Runs its benchmark on a stage of its own; it prints a line for each figure.
    pub fn bench(self) -> Outcome {
        println!("\n== {self}");
        match self {
            Self::Kotlin => run(on_stage(&maven(Path::new(LIBRARY), &["-Pbench", "test"]))),
            Self::Swift => swift::bench(),
            Self::Python => {
                let mut command = Command::new(installed_wheel()?);
                command.arg(root().join("bindings/python/bench.py"));
                run(on_stage(&command))
            }
        }
    }
}

/// The Python wheel of this machine, built anew.
pub fn wheel() -> Result<PathBuf, String> {
    let folder = root().join("target/wheel");
    let _ = std::fs::remove_dir_all(&folder);
    let mut command = Command::new(environment()?);
    command.args(["-m", "pip", "--disable-pip-version-check", "--quiet", "wheel", "--no-deps"]);
    command.arg("--wheel-dir").arg(&folder).arg(root().join("bindings/python"));
    run(command)?;
    let found = std::fs::read_dir(&folder).map_err(|error| error.to_string())?;
    let wheel = found.flatten().map(|entry| entry.path());
    let mut wheel = wheel.filter(|path| path.extension() == Some(OsStr::new("whl")));
    wheel.next().ok_or_else(|| "pip built no wheel".to_owned())
}

/// A Python in an environment of its own, with the wheel installed as a user would.
fn installed_wheel() -> Result<PathBuf, String> {
    let wheel = wheel()?;
    let python = environment()?;
    let mut command = Command::new(&python);
    command.args(["-m", "pip", "--disable-pip-version-check", "--quiet", "install"]);
    command.args(["--force-reinstall", "--no-deps"]).arg(wheel);
    run(command)?;
    Ok(python)
}

/// Checks the package, its examples and its tests as a user's type checker would.
fn check_types(python: &Path) -> Outcome {
    let mut install = Command::new(python);
    install.args(["-m", "pip", "--disable-pip-version-check", "--quiet", "install", MYPY]);
    run(install)?;
    let mut check = Command::new(python);
    check.current_dir(root().join("bindings/python")).env("MYPYPATH", "tests");
    check.args(["-m", "mypy", "--strict", "--cache-dir", "../../target/mypy"]);
    check.args(["sharenum", "examples", "tests", "bench.py"]);
    run(check)
}

/// The Python of target/venv, which is made when it is not there.
fn environment() -> Result<PathBuf, String> {
    let folder = root().join("target/venv");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        let mut command = Command::new(self::python());
        command.args(["-m", "venv"]).arg(&folder);
        run(command)?;
    }
    Ok(python)
}

fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

/// Maven on a build file, with the library of this machine.
pub fn maven(file: &Path, goals: &[&str]) -> Command {
    let mut command = Command::new("mvn");
    // Without a daemon, which would outlive the tests, or end with those of another checkout.
    command.args(["--batch-mode", "--quiet", "-Dkotlin.compiler.daemon=false", "--file"]);
    command.arg(root().join(file));
    let mut library = std::ffi::OsString::from("-Dsharenum.library=");
    library.push(build::release());
    command.arg(library).args(goals);
    command
}

/// A release program of this workspace.
pub fn program(name: &str) -> PathBuf {
    build::release().join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// What sets the stage of tests and demonstrations.
pub fn stage() -> Command {
    let mut stage = Command::new(program("sharenum-stage"));
    stage.current_dir(root());
    stage
}

/// What the scene says of itself, once it is made.
pub fn scene_file() -> PathBuf {
    root().join("target/scene/scene.properties")
}

/// Makes the region that pictures and tests of screens are drawn from; answers its folder.
pub fn scene() -> Result<PathBuf, String> {
    let folder = root().join("target/scene");
    let _ = std::fs::remove_dir_all(&folder);
    let mut stage = stage();
    stage.arg("scene").arg("--out").arg(&folder).args(["--now", NOW]);
    run(stage)?;
    Ok(folder)
}

/// A command as the stage runs it.
pub fn on_stage(command: &Command) -> Command {
    let mut staged = stage();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            staged.env(name, value);
        }
    }
    staged.arg("--hub").arg(program("sharenum-hub")).arg("--");
    staged.arg(command.get_program()).args(command.get_args());
    staged
}

/// Whether a program can be started, and says yes.
pub(super) fn answers(program: impl AsRef<Path>, arguments: &[&str]) -> bool {
    let mut command = Command::new(program.as_ref());
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
