//! The library for Android, in the folders of its four ABIs.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use super::elf::Library;
use super::tools::{self, C_FLAGS, FOLD, Missing, PACKAGE, PROFILE};
use crate::command::{Outcome, cargo, root, run};

/// Where they go: the Android module names this folder among its sources. Not committed.
const LIBRARIES: &str = "android/jniLibs";
const FILE: &str = "libsharenum_bindings.so";
/// Android 8.0, the oldest that the app runs on.
const MIN_SDK: &str = "26";
/// Devices with Android 15 and later may have pages of 16 KB.
const PAGE: u64 = 16_384;
/// Relocations take a tenth of the library otherwise; this way of packing them is older than
/// `MIN_SDK`.
const PACKED: &str = "-C link-arg=-Wl,--pack-dyn-relocs=android";
/// The first with which Rust, its C compiler and 16 KB pages go together in all four ABIs.
const OLDEST_NDK: u32 = 27;
const INSTALL_NDK: &str =
    "sdkmanager \"ndk;28.2.13676358\", then set ANDROID_NDK_HOME to its folder";

/// An ABI of Android.
struct Abi {
    name: &'static str,
    target: &'static str,
    /// Its `e_machine`.
    machine: u16,
}

const ABIS: [Abi; 4] = [
    Abi { name: "arm64-v8a", target: "aarch64-linux-android", machine: 183 },
    Abi { name: "armeabi-v7a", target: "armv7-linux-androideabi", machine: 40 },
    Abi { name: "x86_64", target: "x86_64-linux-android", machine: 62 },
    Abi { name: "x86", target: "i686-linux-android", machine: 3 },
];

/// What of it is on this machine.
struct Machine {
    /// An NDK's folder, and the major number of its version.
    ndk: Option<(PathBuf, u32)>,
    has_cargo_ndk: bool,
    targets_without_library: Vec<&'static str>,
}

/// Builds the libraries, and checks each of them as Android would.
pub fn libraries(folder: Option<PathBuf>) -> Outcome {
    let machine = Machine::here();
    tools::refuse_without("jni-libs", &machine.missing());
    let Some((ndk, _)) = machine.ndk else { return Ok(()) };
    // Seen from where the task was called, not from where Cargo runs.
    let folder = folder.map_or_else(|| Ok(root().join(LIBRARIES)), std::path::absolute);
    let folder = folder.map_err(|error| format!("{LIBRARIES}: {error}"))?;
    let libraries = ABIS.map(|abi| (folder.join(abi.name).join(FILE), abi));
    for (path, _) in &libraries {
        // What an earlier build left must not be taken for this one's.
        match fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{}: {error}", path.display()));
            }
            _ => {}
        }
    }
    run(build(&ndk, &folder, env::var_os("RUSTFLAGS")))?;
    for (path, abi) in &libraries {
        let library = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        check(abi, &library).map_err(|why| format!("{}: {why}", path.display()))?;
        println!("{} {:.2} MB", path.display(), library.len() as f64 / 1_000_000.0);
    }
    Ok(())
}

/// One run of cargo-ndk for all of them.
fn build(ndk: &Path, folder: &Path, rust_flags: Option<OsString>) -> Command {
    let mut command = cargo(&["ndk", "--platform", MIN_SDK, "--output-dir"]);
    command.arg(folder);
    for abi in &ABIS {
        command.args(["--target", abi.name]);
    }
    command.args(["build", "--profile", PROFILE, "--locked", "--package", PACKAGE]);
    // What the caller sets goes on counting; Cargo would prefer the encoded ones and ignore these.
    let mut flags = rust_flags.unwrap_or_default();
    flags.push(format!(" -C link-arg=-Wl,-z,max-page-size={PAGE} {FOLD} {PACKED}"));
    command.env("RUSTFLAGS", flags).env_remove("CARGO_ENCODED_RUSTFLAGS");
    command.env("CFLAGS", C_FLAGS);
    command.env("ANDROID_NDK_HOME", ndk).env("ANDROID_NDK_ROOT", ndk);
    command
}

fn check(abi: &Abi, library: &[u8]) -> Outcome {
    let library = Library::read(library)?;
    if library.machine != abi.machine {
        return Err(format!("it is for another processor than {}", abi.name));
    }
    library.check_pages(PAGE)
}

impl Machine {
    fn here() -> Self {
        let ndk = find_ndk().and_then(|folder| {
            let properties = fs::read_to_string(folder.join("source.properties")).ok()?;
            Some((folder, major_version(&properties)?))
        });
        let targets = ABIS.map(|abi| abi.target);
        Self {
            ndk,
            has_cargo_ndk: tools::answers("cargo-ndk", &["ndk", "--version"]),
            targets_without_library: tools::targets_without_library(&targets),
        }
    }

    fn missing(&self) -> Vec<Missing> {
        let ndk = match &self.ndk {
            Some((_, version)) if *version >= OLDEST_NDK => None,
            Some((folder, version)) => Some(Missing::new(
                format!("Android NDK r{OLDEST_NDK} or newer ({} is r{version})", folder.display()),
                INSTALL_NDK,
            )),
            None => Some(Missing::new(format!("Android NDK r{OLDEST_NDK} or newer"), INSTALL_NDK)),
        };
        let cargo_ndk = (!self.has_cargo_ndk)
            .then(|| Missing::new("cargo-ndk", "cargo install --locked cargo-ndk"));
        let targets = tools::missing_targets(&self.targets_without_library);
        [ndk, cargo_ndk, targets].into_iter().flatten().collect()
    }
}

/// The NDK that is named, or the newest of the SDK.
fn find_ndk() -> Option<PathBuf> {
    if let Some(folder) = tools::first_set(&["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT", "NDK_HOME"]) {
        return Some(folder);
    }
    let sdk = tools::first_set(&["ANDROID_HOME", "ANDROID_SDK_ROOT"])?;
    let versions = fs::read_dir(sdk.join("ndk")).ok()?.flatten().map(|entry| entry.path());
    versions.max_by_key(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>()
    })
}

/// Of a `source.properties` with `Pkg.Revision = 27.0.12077973`.
fn major_version(properties: &str) -> Option<u32> {
    let revision = properties.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "Pkg.Revision").then_some(value.trim())
    })?;
    revision.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine() -> Machine {
        Machine {
            ndk: Some((PathBuf::from("/sdk/ndk/28"), 28)),
            has_cargo_ndk: true,
            targets_without_library: Vec::new(),
        }
    }

    #[test]
    fn a_machine_with_everything_is_not_refused() {
        assert_eq!(machine().missing(), []);
    }

    #[test]
    fn what_is_missing_is_named_with_the_command_that_installs_it() {
        let nothing = Machine {
            ndk: None,
            has_cargo_ndk: false,
            targets_without_library: ABIS.map(|abi| abi.target).to_vec(),
        };
        let missing = nothing.missing();
        let installs: Vec<&str> = missing.iter().map(|missing| &*missing.install).collect();
        let targets = "rustup target add aarch64-linux-android armv7-linux-androideabi \
                       x86_64-linux-android i686-linux-android";
        assert_eq!(installs, [INSTALL_NDK, "cargo install --locked cargo-ndk", targets]);
        let old = Machine { ndk: Some((PathBuf::from("/ndk"), 25)), ..machine() };
        let missing = old.missing();
        assert_eq!(missing.len(), 1);
        assert_eq!(missing[0].what, "Android NDK r27 or newer (/ndk is r25)");
    }

    #[test]
    fn one_command_builds_the_four_abis_for_large_pages() {
        let flags = Some("-C debuginfo=0".into());
        let command = build(Path::new("/ndk"), Path::new("/out"), flags);
        let arguments: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy()).collect();
        assert_eq!(
            arguments.join(" "),
            "ndk --platform 26 --output-dir /out --target arm64-v8a --target armeabi-v7a \
             --target x86_64 --target x86 build --profile mobile --locked \
             --package sharenum-bindings"
        );
        let set = |name: &str| {
            let (_, value) = command.get_envs().find(|(key, _)| *key == name).unwrap();
            value.map(|value| value.to_string_lossy().into_owned())
        };
        let flags = "-C debuginfo=0 -C link-arg=-Wl,-z,max-page-size=16384 \
                     -C link-arg=-Wl,--icf=safe -C link-arg=-Wl,--pack-dyn-relocs=android";
        assert_eq!(set("RUSTFLAGS").as_deref(), Some(flags));
        assert_eq!(set("CFLAGS").as_deref(), Some(C_FLAGS));
        assert_eq!(set("CARGO_ENCODED_RUSTFLAGS"), None);
        assert_eq!(set("ANDROID_NDK_HOME").as_deref(), Some("/ndk"));
    }

    #[test]
    fn the_version_of_an_ndk_is_read() {
        let properties = "Pkg.Desc = Android NDK\nPkg.Revision = 27.0.12077973\n";
        assert_eq!(major_version(properties), Some(27));
        for none in ["", "Pkg.Revision", "Pkg.Revision = new", "Pkg.BaseRevision = 27.0.1"] {
            assert_eq!(major_version(none), None, "{none}");
        }
    }

    #[test]
    fn a_library_of_another_processor_or_with_small_pages_does_not_pass() {
        let [arm64, ..] = ABIS;
        let refused = check(&arm64, b"!<arch>\n").unwrap_err();
        assert!(refused.contains("ELF"), "{refused}");
        // The header of a library of 64 bits, and one segment with pages of 4 KB.
        let mut bytes = vec![0; 64 + 56];
        bytes[..6].copy_from_slice(&[0x7f, b'E', b'L', b'F', 2, 1]);
        bytes[18] = 183;
        bytes[32] = 64;
        bytes[54] = 56;
        bytes[56] = 1;
        bytes[64] = 1;
        bytes[64 + 48..64 + 56].copy_from_slice(&4_096u64.to_le_bytes());
        assert!(check(&arm64, &bytes).unwrap_err().contains("aligned to 4096"));
        bytes[64 + 48..64 + 56].copy_from_slice(&PAGE.to_le_bytes());
        assert_eq!(check(&arm64, &bytes), Ok(()));
        bytes[18] = 62;
        assert!(check(&arm64, &bytes).unwrap_err().contains("another processor than arm64-v8a"));
    }
}
