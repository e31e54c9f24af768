//! `cargo xtask bindings …`: generated code, the tests of each language, and what is shipped.

mod build;
mod elf;
mod jni;
mod languages;
mod size;
pub mod swift;
mod tools;
mod xcframework;

use std::fs;
use std::path::PathBuf;

use clap::Subcommand;

use crate::command::{Outcome, printed, root, run};

pub use build::{release, shared_library};
pub use languages::{Language, Ready, maven, on_stage, program, scene, scene_file, stage};
pub use tools::answers;

/// What is written down of the public interface.
const GOLDEN: &str = "bindings/interface.txt";

/// The tasks of `cargo xtask bindings`.
#[derive(Subcommand)]
pub enum Task {
    /// Build the library, generate the code of the three languages, and compare the public interface
    /// with the one that is written down in bindings/interface.txt.
    Generate {
        /// Write the interface down anew: its diff is what shells will notice
        #[arg(long)]
        update: bool,
    },
    /// Test the Kotlin library on a JVM, against the host library and a hub (JDK 17, Maven).
    TestKotlin,
    /// Test the Swift library, against the host library and a hub.
    TestSwift,
    /// Test the Python package from its wheel, against the host library and a hub.
    TestPython,
    /// Build the Python wheel for this machine, into target/wheel.
    Wheel,
    /// Measure what a call, a page and an event cost in each language.
    Bench {
        /// One language alone
        language: Option<Language>,
    },
    /// Build the library with the size profile, and say what takes the space.
    Size,
    /// Build the libraries that an Android app loads, four ABIs for pages of 16 KB, into
    /// android/jniLibs. Needs the Android NDK and cargo-ndk.
    JniLibs {
        /// Another folder
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
    /// Build the XCFramework for devices and simulators, zip it, and print its `binaryTarget`. Needs
    /// a Mac with Xcode.
    Xcframework {
        /// Where the zip will be published, for the line that is printed
        #[arg(long, default_value = "https://hub.example.org/CSharenum.xcframework.zip")]
        url: String,
    },
}

/// Runs one of them.
pub fn bindings(task: Task) -> Outcome {
    match task {
        Task::Generate { update } => {
            build::everything()?;
            generate()?;
            interface(update)
        }
        Task::TestKotlin => required(Language::Kotlin),
        Task::TestSwift => required(Language::Swift),
        Task::TestPython => required(Language::Python),
        Task::Wheel => {
            build::everything()?;
            build::generate(Language::Python)?;
            languages::wheel().map(|wheel| println!("{}", wheel.display()))
        }
        Task::Bench { language } => bench(language),
        Task::Size => size::report(),
        Task::JniLibs { out } => jni::libraries(out),
        Task::Xcframework { url } => xcframework::xcframework(&url),
    }
}

/// The tests of every language that is installed here; the others are named with what installs them.
/// With `SHARENUM_ALL_LANGUAGES`, as in CI, a missing one is a failure.
pub fn test_all() -> Outcome {
    build::everything()?;
    let mut skipped = Vec::new();
    // The interface is compared even where no language is installed.
    generate()?;
    interface(false)?;
    for language in Language::ALL {
        match language.ready() {
            // The app's rooms, of which the library is the first.
            Ready::Yes if language == Language::Kotlin => {
                crate::android::check(&crate::android::Checked::default())?;
                skipped.extend(crate::android::left_out());
            }
            Ready::Yes if language == Language::Swift => crate::ios::check(false)?,
            Ready::Yes => language.test()?,
            Ready::No { install } => skipped.push(format!("{language} ({install})")),
        }
    }
    self::skipped(&skipped)
}

/// Names what was not tested here: a failure with `SHARENUM_ALL_LANGUAGES`.
pub fn skipped(what: &[String]) -> Outcome {
    for what in what {
        println!("skipped: {what}");
    }
    let strict = std::env::var_os("SHARENUM_ALL_LANGUAGES").is_some();
    if strict && !what.is_empty() {
        return Err("some of it was not tested".to_owned());
    }
    Ok(())
}

/// Builds what a language loads and plays on, and generates its code.
pub fn prepare(language: Language) -> Outcome {
    build::everything()?;
    build::generate(language)
}

fn required(language: Language) -> Outcome {
    if let Ready::No { install } = language.ready() {
        return Err(format!("{language} is not installed here: {install}"));
    }
    build::everything()?;
    build::generate(language)?;
    language.test()
}

fn bench(language: Option<Language>) -> Outcome {
    build::everything()?;
    for one in Language::ALL.into_iter().filter(|one| language.is_none_or(|only| only == *one)) {
        match one.ready() {
            Ready::Yes => {
                build::generate(one)?;
                one.bench()?;
            }
            Ready::No { install } => println!("skipped: {one} ({install})"),
        }
    }
    Ok(())
}

fn generate() -> Outcome {
    Language::ALL.into_iter().try_for_each(build::generate)
}

/// Compares the public interface with the one that is written down, or writes it down.
fn interface(update: bool) -> Outcome {
    let written = printed(build::bindgen("interface"))?;
    let golden = root().join(GOLDEN);
    if update {
        return fs::write(&golden, written).map_err(|error| format!("{GOLDEN}: {error}"));
    }
    if fs::read(&golden).unwrap_or_default() == written {
        return Ok(());
    }
    let found = root().join("target/interface.txt");
    fs::write(&found, written).map_err(|error| format!("{}: {error}", found.display()))?;
    let mut diff = std::process::Command::new("diff");
    diff.arg("-u").arg(&golden).arg(&found);
    let _ = run(diff);
    Err(format!(
        "the public interface is not the one in {GOLDEN}; if that is meant, run `cargo xtask bindings generate --update`"
    ))
}
