//! `sharenum-hub` under another name, for the tests that kill and restart it.

mod under_test;

use std::process::ExitCode;

fn main() -> ExitCode {
    // Nobody has anything to tell a hub but where to die.
    drop(under_test::listen());
    sharenum_hub::commands::run(std::env::args_os())
}
