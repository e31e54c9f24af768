//! The library for iOS: an XCFramework with a slice for devices and one for simulators, zipped as
//! Swift packages take it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::tools::{self, Missing, PACKAGE, PROFILE};
use crate::command::{Outcome, cargo, root, run};

/// The C module that the generated Swift imports.
const MODULE: &str = "CSharenum";
const FILE: &str = "libsharenum_bindings.a";
const DEVICE: &str = "aarch64-apple-ios";
const SIMULATORS: [&str; 2] = ["aarch64-apple-ios-sim", "x86_64-apple-ios"];
/// The oldest iOS that the app runs on, and how compilers are told, for simulators too.
const MIN_IOS: &str = "17.0";
const DEPLOYMENT: &str = "IPHONEOS_DEPLOYMENT_TARGET";

/// What of it is on this machine.
struct Machine {
    has_xcode: bool,
    targets_without_library: Vec<&'static str>,
}

/// Where everything is made.
struct Places {
    work: PathBuf,
    target: PathBuf,
}

/// Builds the slices, puts them together, and prints the line for `Package.swift`.
pub fn xcframework(url: &str) -> Outcome {
    tools::refuse_without("xcframework", &Machine::here().missing());
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| root().join("target"));
    let places = Places { work: target.join("xcframework"), target };
    let failed = |error: std::io::Error| format!("{}: {error}", places.work.display());
    match fs::remove_dir_all(&places.work) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    fs::create_dir_all(places.headers().join(MODULE)).map_err(failed)?;
    fs::create_dir_all(places.simulators()).map_err(failed)?;
    places.builds().into_iter().try_for_each(run)?;
    places.generate().into_iter().try_for_each(run)?;
    let header = format!("{MODULE}.h");
    let module = places.headers().join(MODULE);
    fs::copy(places.generated().join(&header), module.join(&header)).map_err(failed)?;
    fs::write(module.join("module.modulemap"), module_map()).map_err(failed)?;
    places.assemble().into_iter().try_for_each(run)?;
    let mut checksum = places.checksum();
    let printed =
        checksum.output().map_err(|error| format!("cannot start {checksum:?}: {error}"))?;
    if !printed.status.success() {
        return Err(String::from_utf8_lossy(&printed.stderr).into_owned());
    }
    println!("{}", places.zip().display());
    println!("{}", binary_target(url, String::from_utf8_lossy(&printed.stdout).trim()));
    Ok(())
}

impl Places {
    fn library(&self, target: &str) -> PathBuf {
        self.target.join(target).join(PROFILE).join(FILE)
    }

    fn headers(&self) -> PathBuf {
        self.work.join("headers")
    }

    fn simulators(&self) -> PathBuf {
        self.work.join("simulators")
    }

    fn generated(&self) -> PathBuf {
        self.work.join("generated")
    }

    fn framework(&self) -> PathBuf {
        self.work.join(format!("{MODULE}.xcframework"))
    }

    fn zip(&self) -> PathBuf {
        self.work.join(format!("{MODULE}.xcframework.zip"))
    }

    /// One build for each processor.
    fn builds(&self) -> Vec<Command> {
        let build = |target: &str| {
            let mut command =
                cargo(&["build", "--profile", PROFILE, "--locked", "--package", PACKAGE]);
            command.args(["--target", target, "--target-dir"]).arg(&self.target);
            command.env(DEPLOYMENT, MIN_IOS);
            command
        };
        [DEVICE].iter().chain(&SIMULATORS).map(|target| build(target)).collect()
    }

    /// The header, from the library of the Mac itself: all of them have the same interface.
    fn generate(&self) -> [Command; 2] {
        let mut library = cargo(&["build", "--release", "--locked", "--package", PACKAGE]);
        library.arg("--target-dir").arg(&self.target);
        let mut generate = cargo(&["run", "--quiet", "--locked", "--package", "sharenum-bindgen"]);
        generate.args(["--", "generate"]);
        generate.arg(self.target.join("release/libsharenum_bindings.dylib"));
        generate.args(["--language", "swift", "--out"]).arg(self.generated());
        [library, generate]
    }

    /// The simulators of both kinds of Mac share a slice; then both slices become one framework.
    fn assemble(&self) -> [Command; 3] {
        let simulators = self.simulators().join(FILE);
        let mut lipo = Command::new("lipo");
        lipo.arg("-create").args(SIMULATORS.map(|target| self.library(target)));
        lipo.arg("-output").arg(&simulators);
        let mut create = Command::new("xcodebuild");
        create.arg("-create-xcframework");
        for library in [self.library(DEVICE), simulators] {
            create.arg("-library").arg(library).arg("-headers").arg(self.headers());
        }
        create.arg("-output").arg(self.framework());
        let mut zip = Command::new("ditto");
        zip.args(["-c", "-k", "--keepParent"]).arg(self.framework()).arg(self.zip());
        [lipo, create, zip]
    }

    fn checksum(&self) -> Command {
        let mut command = Command::new("swift");
        command.args(["package", "compute-checksum"]).arg(self.zip());
        command
    }
}

/// In a folder of the module's name: Xcode puts the headers of all frameworks into one folder, where
/// two files of this name at the top would be in each other's way.
fn module_map() -> String {
    format!("module {MODULE} {{\n    header \"{MODULE}.h\"\n    export *\n}}\n")
}

fn binary_target(url: &str, checksum: &str) -> String {
    format!(".binaryTarget(name: \"{MODULE}\", url: \"{url}\", checksum: \"{checksum}\"),")
}

impl Machine {
    fn here() -> Self {
        let targets = [DEVICE, SIMULATORS[0], SIMULATORS[1]];
        Self {
            // Without Xcode itself, the command-line tools have an xcodebuild that only says so.
            has_xcode: tools::answers("xcodebuild", &["-version"])
                && tools::answers("xcrun", &["--sdk", "iphoneos", "--show-sdk-path"]),
            targets_without_library: tools::targets_without_library(&targets),
        }
    }

    fn missing(&self) -> Vec<Missing> {
        let xcode = (!self.has_xcode).then(|| {
            Missing::new(
                "Xcode 16 or newer, which runs on a Mac only",
                "mas install 497799835, then sudo xcode-select --switch /Applications/Xcode.app",
            )
        });
        let targets = tools::missing_targets(&self.targets_without_library);
        [xcode, targets].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        Places { work: "/t/xcframework".into(), target: "/t".into() }
    }

    fn line(command: &Command) -> String {
        let words = [command.get_program()].into_iter().chain(command.get_args());
        words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_missing_is_named_with_the_command_that_installs_it() {
        let bare =
            Machine { has_xcode: false, targets_without_library: vec![DEVICE, SIMULATORS[0]] };
        let [xcode, targets] = &bare.missing()[..] else { panic!("two things are missing") };
        assert!(xcode.what.contains("on a Mac only") && xcode.install.contains("xcode-select"));
        assert_eq!(targets.install, "rustup target add aarch64-apple-ios aarch64-apple-ios-sim");
        let whole = Machine { has_xcode: true, targets_without_library: Vec::new() };
        assert_eq!(whole.missing(), []);
    }

    #[test]
    fn each_processor_is_built_for_the_oldest_ios() {
        let builds = places().builds();
        let targets = ["aarch64-apple-ios", "aarch64-apple-ios-sim", "x86_64-apple-ios"];
        assert_eq!(builds.len(), targets.len());
        for (build, target) in builds.iter().zip(targets) {
            let end = format!(
                "build --profile mobile --locked --package sharenum-bindings --target {target} \
                 --target-dir /t"
            );
            assert!(line(build).ends_with(&end), "{}", line(build));
            let set = build.get_envs().find(|(key, _)| *key == "IPHONEOS_DEPLOYMENT_TARGET");
            assert_eq!(set.unwrap().1.unwrap(), "17.0");
        }
    }

    #[test]
    fn the_header_comes_from_the_library_of_the_mac() {
        let [library, generate] = places().generate();
        let end = "build --release --locked --package sharenum-bindings --target-dir /t";
        assert!(line(&library).ends_with(end), "{}", line(&library));
        let end = "generate /t/release/libsharenum_bindings.dylib --language swift \
                   --out /t/xcframework/generated";
        assert!(line(&generate).ends_with(end), "{}", line(&generate));
    }

    #[test]
    fn the_simulators_share_a_slice_and_the_framework_is_zipped_with_its_name() {
        let lines = places().assemble().map(|command| line(&command));
        assert_eq!(
            lines,
            [
                "lipo -create /t/aarch64-apple-ios-sim/mobile/libsharenum_bindings.a \
                 /t/x86_64-apple-ios/mobile/libsharenum_bindings.a \
                 -output /t/xcframework/simulators/libsharenum_bindings.a",
                "xcodebuild -create-xcframework \
                 -library /t/aarch64-apple-ios/mobile/libsharenum_bindings.a \
                 -headers /t/xcframework/headers \
                 -library /t/xcframework/simulators/libsharenum_bindings.a \
                 -headers /t/xcframework/headers -output /t/xcframework/CSharenum.xcframework",
                "ditto -c -k --keepParent /t/xcframework/CSharenum.xcframework \
                 /t/xcframework/CSharenum.xcframework.zip",
            ]
        );
        assert_eq!(
            line(&places().checksum()),
            "swift package compute-checksum /t/xcframework/CSharenum.xcframework.zip"
        );
    }

    #[test]
    fn the_line_for_a_package_names_the_module_that_the_generated_code_imports() {
        assert_eq!(
            binary_target("https://hub.example.org/a.zip", "c0ffee"),
            ".binaryTarget(name: \"CSharenum\", url: \"https://hub.example.org/a.zip\", \
             checksum: \"c0ffee\"),"
        );
        assert_eq!(
            module_map(),
            "module CSharenum {\n    header \"CSharenum.h\"\n    export *\n}\n"
        );
    }
}
