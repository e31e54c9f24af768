//! `sharenum-hub` under another name, for the tests that kill and restart it.

use std::process::ExitCode;

fn main() -> ExitCode {
    sharenum_hub::commands::run(std::env::args_os())
}
