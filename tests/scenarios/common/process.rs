//! The real program, for what only a process can show: being killed, exit codes, arguments.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tokio::task::spawn_blocking;

use super::{post, soon};

/// `sharenum-hub` on the command line.
pub struct Binary;

impl Binary {
    fn command() -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hub-under-test"));
        command.env("RUST_LOG", "error").stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub async fn run<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Output {
        let args: Vec<OsString> = args.into_iter().map(|arg| arg.as_ref().to_owned()).collect();
        let run = move || Self::command().args(args).output();
        soon(spawn_blocking(run)).await.unwrap().unwrap()
    }

    /// Runs a command that must succeed, and answers what it printed.
    pub async fn printed<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> String {
        let output = Self::run(args).await;
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// An invitation's code.
    pub async fn invite(data: &Path, more: &[&str]) -> String {
        let data = data.to_str().unwrap();
        let args = ["invite", "--json", "--data", data].into_iter().chain(more.iter().copied());
        let line = Self::printed(args).await;
        let invited: serde_json::Value = serde_json::from_str(line.trim()).unwrap();
        invited["code"].as_str().unwrap().to_owned()
    }
}

/// A hub in a process of its own, killed when it is dropped.
pub struct HubProcess {
    child: Child,
    pub url: String,
}

impl HubProcess {
    pub async fn serve(data: &Path, more: &[&str]) -> Self {
        let mut child = Binary::command()
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut process = Self { child, url: String::new() };
        let line = soon(spawn_blocking(move || lines.next())).await.unwrap();
        let line = line.expect("the hub says where it listens").unwrap();
        process.url = line.strip_prefix("listening ").unwrap().to_owned();
        process
    }

    /// Sends a signal.
    #[allow(dead_code, reason = "not every test that has processes sends one")]
    pub fn tell(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// The power fails.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// On a bus: carries home now.
    pub async fn carry(&self) -> serde_json::Value {
        let (status, body) = post(&self.url, "/admin/carry", "", b"").await;
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).unwrap()
    }
}

impl Drop for HubProcess {
    fn drop(&mut self) {
        // Both fail for a process that is gone already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
