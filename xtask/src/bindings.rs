//! `cargo xtask bindings …`: what is shipped to phones.

mod elf;
mod jni;
mod tools;
mod xcframework;

use std::path::PathBuf;

use clap::Subcommand;

use crate::command::Outcome;

/// The tasks of `cargo xtask bindings`.
#[derive(Subcommand)]
pub enum Task {
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
        Task::JniLibs { out } => jni::libraries(out),
        Task::Xcframework { url } => xcframework::xcframework(&url),
    }
}
