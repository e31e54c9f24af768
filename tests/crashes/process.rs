//! A program in a process of its own, which may end at any moment.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

/// Whoever says nothing for so long hangs.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What was heard of a process.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    Line(String),
    /// It says nothing more: it is dead.
    End,
    /// The time that was given is over.
    Nothing,
}

pub struct Process {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
}

impl Process {
    /// The phone, to be told its order; `trace` as in [`Process::hub`].
    pub fn phone(trace: Option<&Path>) -> Self {
        Self::spawn(Command::new(env!("CARGO_BIN_EXE_phone-under-test")), trace)
    }

    /// A hub. With `trace`, the fail points that it passes are written there.
    pub fn hub(arguments: &[String], trace: Option<&Path>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hub-under-test"));
        command.args(arguments).env("RUST_LOG", "off");
        Self::spawn(command, trace)
    }

    fn spawn(mut command: Command, trace: Option<&Path>) -> Self {
        command.envs(trace.map(|path| ("SHARENUM_TRACE", path)));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            lines.for_each(|line| drop(tell.send(line)));
        });
        Self { child, input, lines }
    }

    /// Says something to it, which it may not live to hear.
    pub fn tell(&mut self, line: &str) {
        let _ = writeln!(self.input, "{line}");
    }

    /// The next thing it says, at the latest in `time`.
    pub fn hear(&self, time: Duration) -> Heard {
        match self.lines.recv_timeout(time) {
            Ok(line) => Heard::Line(line),
            Err(RecvTimeoutError::Disconnected) => Heard::End,
            Err(RecvTimeoutError::Timeout) => Heard::Nothing,
        }
    }

    /// `SIGKILL`.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
    }

    pub fn is_dead(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits for its end.
    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    pub fn go_on(&self) {
        let id = Pid::from_child(&self.child);
        kill_process(id, Signal::CONT).unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail for a process that is gone already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
