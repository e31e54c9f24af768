//! Generates Kotlin, Swift and Python from the built library, and writes its public interface down,
//! so that a change of the facade shows in a diff. Called by `cargo xtask bindings`.

mod interface;
mod stubs;

use anyhow::{Context, Result};
use camino::Utf8PathBuf;
use clap::{Parser, Subcommand, ValueEnum};
use uniffi::{GenerateOptions, TargetLanguage, generate};
use uniffi_meta::Metadata;

/// Generates code from the bindings library.
#[derive(Parser)]
#[command(name = "sharenum-bindgen")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes the code of one language into a folder.
    Generate {
        /// The built library, static or dynamic.
        library: Utf8PathBuf,
        /// The language.
        #[arg(long)]
        language: Language,
        /// The folder; what lies there is replaced.
        #[arg(long)]
        out: Utf8PathBuf,
    },
    /// Prints the types of the Python module, for type checkers.
    Stubs {
        /// The built library.
        library: Utf8PathBuf,
    },
    /// Prints the public interface, one line per item, in an order that does not depend on the build.
    Interface {
        /// The built library.
        library: Utf8PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    Kotlin,
    Swift,
    Python,
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Generate { library, language, out } => {
            let language = match language {
                Language::Kotlin => TargetLanguage::Kotlin,
                Language::Swift => TargetLanguage::Swift,
                Language::Python => TargetLanguage::Python,
            };
            generate(GenerateOptions {
                languages: vec![language],
                source: library,
                out_dir: out,
                config_override: None,
                crate_filter: None,
                metadata_no_deps: false,
                // Formatters of three languages would have to be installed for nobody to read it.
                format: false,
            })
        }
        Command::Stubs { library } => {
            print!("{}", stubs::written(items(&library)?));
            Ok(())
        }
        Command::Interface { library } => {
            print!("{}", interface::written(items(&library)?));
            Ok(())
        }
    }
}

fn items(library: &Utf8PathBuf) -> Result<Vec<Metadata>> {
    uniffi_bindgen::macro_metadata::extract_from_library(library)
        .with_context(|| format!("no interface is in {library}; build it first"))
}
