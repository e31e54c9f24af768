//! Running other programs at the root of the workspace.

use std::env;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};

/// What a task answers: nothing, or what went wrong.
pub type Outcome = Result<(), String>;

/// The root of the workspace.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// `cargo`, at the root of the workspace.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(arguments);
    // `cargo run` tells this program about its own package; build scripts that look at such
    // variables would take an inner build for another one, and build everything anew.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command to its end and shows what it prints.
pub fn run(mut command: Command) -> Outcome {
    let shown = format!("{command:?}");
    match command.status().as_ref().map(ExitStatus::success) {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("this failed: {shown}")),
        Err(error) => Err(format!("cannot start {shown}: {error}")),
    }
}

/// Runs a command to its end and answers what it prints.
pub fn printed(mut command: Command) -> Result<Vec<u8>, String> {
    let shown = format!("{command:?}");
    let output = command.output().map_err(|error| format!("cannot start {shown}: {error}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(format!("this failed: {shown}\n{}", String::from_utf8_lossy(&output.stderr)))
    }
}
