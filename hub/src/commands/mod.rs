//! The command line.

mod args;
mod catalogue;
pub mod directory;
mod door;
mod invite;
mod resource;
mod revoke;
mod serve;
mod status;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::config::Config;
use crate::{Hub, HubError};
use args::{Cli, Command, Place};

/// Runs the command line `args` (the program's name first) and says how it went.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are printed the same way and are no failure.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match dispatch(cli, &mut io::stdout().lock()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("sharenum-hub: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

fn dispatch(cli: Cli, out: &mut dyn Write) -> Result<ExitCode, HubError> {
    match cli.command {
        Command::Serve(args) => serve::run(args, out),
        Command::Directory(args::Directory::Check { file }) => directory::check(&file, out),
        Command::Directory(args::Directory::Near { file, at, km, kind, json }) => {
            directory::near(&file, at, km, kind.as_ref(), json, out)
        }
        Command::Directory(args::Directory::Import { place, file }) => {
            catalogue::import_directory(&place, &file, out)
        }
        Command::Catalogue(args::Catalogue::Import { place, file }) => {
            catalogue::import(&place, &file, out)
        }
        Command::Invite(args) => invite::run(&args, out),
        Command::Door(args) => door::run(&args, out),
        Command::Revoke(args) => revoke::run(&args, out),
        Command::Resource(args::Resource::Add(args)) => resource::add(args, out),
        Command::Status(args) => status::run(&args, out),
        Command::Demo(args) => Ok(crate::demo::run(&args, out)),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "sharenum-hub", out);
            Ok(ExitCode::SUCCESS)
        }
    }
}

impl Place {
    fn config(&self) -> Result<Config, HubError> {
        let mut config = Config::read(self.config.as_deref())?;
        if let Some(data) = &self.data {
            config.data.clone_from(data);
        }
        Ok(config)
    }

    /// The hub of the data folder, whether or not it is being served: what is written here is
    /// in the served one's next answer.
    fn hub(&self) -> Result<(Config, Hub), HubError> {
        let config = self.config()?;
        let hub = Hub::open_existing(&config.data, config.hub_options()?)?;
        Ok((config, hub))
    }
}

/// A reader that stops reading, like `head`, is no failure.
fn written(result: io::Result<()>) -> Result<(), HubError> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(HubError::CannotCreate { path: "the output".into(), reason: error.to_string() })
        }
        _ => Ok(()),
    }
}
