//! The library, the programs that its tests need, and the generated code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Language;
use crate::command::{Outcome, cargo, printed, root, run};

fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| root().join("target"))
}

/// The folder of release builds.
pub fn release() -> PathBuf {
    target().join("release")
}

/// The library for this machine, as a JVM and Python load it.
pub fn shared_library() -> PathBuf {
    let name = if cfg!(target_os = "macos") {
        "libsharenum_bindings.dylib"
    } else if cfg!(windows) {
        "sharenum_bindings.dll"
    } else {
        "libsharenum_bindings.so"
    };
    release().join(name)
}

/// The library for this machine, as Swift links it.
pub fn static_library() -> PathBuf {
    release().join(if cfg!(windows) { "sharenum_bindings.lib" } else { "libsharenum_bindings.a" })
}

/// Builds the library, what its tests play on, and the generator.
///
/// The release programs are always built together, and the generator as a part of the workspace:
/// Cargo unites the features of what is built at once, and would build half of the dependencies
/// again for each other choice.
pub fn everything() -> Outcome {
    let mut release = cargo(&["build", "--release", "--locked"]);
    for package in ["sharenum-bindings", "sharenum-hub", "sharenum-stage"] {
        release.args(["--package", package]);
    }
    run(release)?;
    run(cargo(&["build", "--locked", "--workspace", "--bin", "sharenum-bindgen"]))
}

/// The generator, with a command.
pub fn bindgen(command: &str) -> Command {
    let name = format!("sharenum-bindgen{}", std::env::consts::EXE_SUFFIX);
    let mut bindgen = Command::new(target().join("debug").join(name));
    bindgen.current_dir(root()).arg(command).arg(shared_library());
    bindgen
}

/// Where the generated code of a language lies; not committed.
pub fn generated(language: Language) -> PathBuf {
    root().join(match language {
        Language::Kotlin => "android/companion/generated/kotlin",
        Language::Swift => "ios/Sources/SharenumFFI",
        Language::Python => "bindings/python/sharenum",
    })
}

/// Generates the code of a language, and lays the library beside it where its tools want it there.
pub fn generate(language: Language) -> Outcome {
    let fresh = root().join("target/generated").join(language.to_string().to_lowercase());
    let _ = fs::remove_dir_all(&fresh);
    make(&fresh)?;
    let mut command = bindgen("generate");
    command.args(["--language", &language.to_string().to_lowercase(), "--out"]).arg(&fresh);
    run(command)?;
    let to = generated(language);
    match language {
        Language::Kotlin => {
            let package = "org/sharenum/companion/sharenum.kt";
            place(&fresh.join(package), &to.join(package))
        }
        Language::Swift => {
            place(&fresh.join("SharenumFFI.swift"), &to.join("SharenumFFI.swift"))?;
            let header = root().join("ios/Sources/CSharenum/CSharenum.h");
            place(&fresh.join("CSharenum.h"), &header)?;
            // Alone in its folder, so that the linker cannot take the shared one.
            place(&static_library(), &root().join("ios/lib/libsharenum_bindings.a"))
        }
        Language::Python => {
            place(&fresh.join("sharenum.py"), &to.join("_bindings.py"))?;
            let stubs = printed(bindgen("stubs"))?;
            fs::write(to.join("_bindings.pyi"), stubs).map_err(|error| error.to_string())?;
            let library = shared_library();
            let name = library.file_name().unwrap_or_default().to_owned();
            place(&library, &to.join(name))
        }
    }
}

/// Copies a file where it differs, so that a build that looks at times does not start anew.
fn place(from: &Path, to: &Path) -> Outcome {
    let bytes = fs::read(from).map_err(|error| format!("{}: {error}", from.display()))?;
    if fs::read(to).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        make(folder)?;
    }
    fs::write(to, bytes).map_err(|error| format!("{}: {error}", to.display()))
}

fn make(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}
