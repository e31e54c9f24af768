//! `cargo xtask bindings jni-libs` and `xcframework`: where what they need is missing, and where
//! stand-ins of it do as little as can be seen.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests and what only they use")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn without_its_tools_a_task_is_refused_before_anything_is_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cases: [(&str, &[&str], &str); 2] = [
        (
            "jni-libs",
            &["Android NDK", "sdkmanager", "cargo install --locked cargo-ndk", "rustup target add"],
            "android/jniLibs",
        ),
        (
            "xcframework",
            &["Xcode", "xcode-select", "rustup target add aarch64-apple-ios"],
            "target/xcframework",
        ),
    ];
    for (task, names, folder) in cases {
        let before = root.join(folder).exists();
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["bindings", task])
            // Nothing can be found, whatever this machine has.
            .env_clear()
            .env("PATH", "")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{task}: {said}");
        for name in names {
            assert!(said.contains(name), "{task}: {said}");
        }
        assert_eq!(root.join(folder).exists(), before, "{task}");
    }
}

/// A machine on which every tool is a few lines of shell that leave what the real one would.
struct StandIns {
    folder: PathBuf,
}

impl StandIns {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("sharenum-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("bin")).unwrap();
        fs::create_dir_all(folder.join("lib/one")).unwrap();
        let machine = Self { folder };
        // Every target has a standard library.
        machine.tool("rustc", &format!("echo {}", machine.path("lib")));
        machine
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).to_str().unwrap().to_owned()
    }

    fn tool(&self, name: &str, script: &str) {
        let path = self.folder.join("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\nset -eu\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("bindings")
            .args(arguments)
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", self.path("bin")))
            .envs(variables.iter().copied())
            .output()
            .unwrap()
    }
}

impl Drop for StandIns {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).unwrap();
    }
}

/// The header of a library of 64 bits for this processor, with one segment of pages of this size.
fn library(machine: u8, page: u64) -> Vec<u8> {
    let mut bytes = vec![0; 64 + 56];
    bytes[..6].copy_from_slice(&[0x7f, b'E', b'L', b'F', 2, 1]);
    (bytes[18], bytes[32], bytes[54], bytes[56], bytes[64]) = (machine, 64, 56, 1, 1);
    bytes[64 + 48..].copy_from_slice(&page.to_le_bytes());
    bytes
}

#[test]
fn libraries_for_android_are_built_and_each_is_checked() {
    let machine = StandIns::new("android");
    fs::create_dir_all(machine.path("ndk")).unwrap();
    fs::create_dir_all(machine.path("made")).unwrap();
    fs::write(machine.path("ndk/source.properties"), "Pkg.Revision = 28.2.13676358\n").unwrap();
    machine.tool("cargo-ndk", "exit 0");
    // `cargo ndk --platform 26 --output-dir OUT …` puts there what the test has made.
    machine.tool("cargo", "[ \"$1 $4\" = \"ndk --output-dir\" ]\ncp -R \"$MADE/.\" \"$5\"");
    let (out, ndk, made) = (machine.path("out"), machine.path("ndk"), machine.path("made"));
    fs::create_dir_all(&out).unwrap();
    let abis = [("arm64-v8a", 183), ("armeabi-v7a", 40), ("x86_64", 62), ("x86", 3)];
    let make = |page: u64| {
        for (abi, processor) in abis {
            let folder = Path::new(&made).join(abi);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("libsharenum_bindings.so"), library(processor, page)).unwrap();
        }
    };
    let build = || {
        let variables = [("ANDROID_NDK_HOME", &*ndk), ("MADE", &*made)];
        let output = machine.run(&["jni-libs", "--out", &out], &variables);
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    make(16_384);
    let (code, said) = build();
    assert_eq!(code, Some(0), "{said}");
    for (abi, _) in abis {
        assert!(said.contains(&format!("{abi}/libsharenum_bindings.so")), "{said}");
    }

    make(4_096);
    let (code, said) = build();
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("is aligned to 4096 bytes"), "{said}");

    // An ABI that was not built is not taken from the build before.
    make(16_384);
    fs::remove_dir_all(Path::new(&made).join("x86")).unwrap();
    let (code, said) = build();
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("x86/libsharenum_bindings.so"), "{said}");

    fs::write(machine.path("ndk/source.properties"), "Pkg.Revision = 25.1.8937393\n").unwrap();
    let (code, said) = build();
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("is r25"), "{said}");
}

#[test]
fn the_framework_for_ios_is_put_together_and_its_line_printed() {
    let machine = StandIns::new("ios");
    let target = machine.path("target");
    // `build … --target TARGET --target-dir DIR` leaves a library, `run … --out DIR` a header.
    machine.tool(
        "cargo",
        "last=\n\
         for word in \"$@\"; do\n\
           case $last in --target) target=$word ;; --target-dir) dir=$word ;; --out) out=$word ;; esac\n\
           last=$word\n\
         done\n\
         if [ \"$1\" = run ]; then mkdir -p \"$out\"; echo header >\"$out/CSharenum.h\"; exit; fi\n\
         [ -n \"${target:-}\" ] || exit 0\n\
         mkdir -p \"$dir/$target/mobile\"\n\
         echo \"$target\" >\"$dir/$target/mobile/libsharenum_bindings.a\"",
    );
    machine.tool("xcrun", "exit 0");
    machine.tool("lipo", "cat \"$2\" \"$3\" >\"$5\"");
    // -create-xcframework -library DEVICE -headers H -library SIMULATORS -headers H -output OUT
    machine.tool(
        "xcodebuild",
        "[ \"$1\" = -create-xcframework ] || exit 0\n\
         mkdir \"${11}\"\n\
         cp \"$3\" \"${11}/device.a\"\n\
         cp \"$7\" \"${11}/simulators.a\"\n\
         cp -R \"$5\" \"${11}/Headers\"",
    );
    machine.tool("ditto", "[ -d \"$4\" ] && echo zip >\"$5\"");
    machine.tool("swift", "[ -f \"$3\" ] && echo c0ffee");
    let url = "https://hub.example.org/a.zip";
    // Twice: what the first run left is no hindrance.
    for _ in 0..2 {
        let output = machine.run(&["xcframework", "--url", url], &[("CARGO_TARGET_DIR", &target)]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8(output.stdout).unwrap();
        let line = format!("url: \"{url}\", checksum: \"c0ffee\"),");
        assert!(said.trim_end().ends_with(&line), "{said}");
    }
    let made = |name: &str| {
        let folder = Path::new(&target).join("xcframework/CSharenum.xcframework");
        fs::read_to_string(folder.join(name)).unwrap()
    };
    assert_eq!(made("device.a"), "aarch64-apple-ios\n");
    assert_eq!(made("simulators.a"), "aarch64-apple-ios-sim\nx86_64-apple-ios\n");
    assert_eq!(made("Headers/CSharenum/CSharenum.h"), "header\n");
    assert!(made("Headers/CSharenum/module.modulemap").contains("module CSharenum"));
}
