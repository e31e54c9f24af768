//! `sharenum-hub`: the hub of a region or a BusNum, on the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    sharenum_hub::commands::run(std::env::args_os())
}
