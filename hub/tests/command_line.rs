//! The program as an administrator types it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what only they use"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use sharenum_hub::{Hub, HubOptions};
use sharenum_ledger::HubRole;

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sharenum-hub"));
    program.env_remove("RUST_LOG");
    program
}

fn run(args: &[&str]) -> Output {
    program().args(args).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A served hub; killed if the test ends early.
struct Running {
    child: Child,
    url: String,
}

impl Running {
    fn start(data: &Path, more: &[&str]) -> Self {
        let mut child = program()
            .args(["serve", "--listen", "127.0.0.1:0", "--data", data.to_str().unwrap()])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening ").expect("one line with the address");
        Self { url: url.to_owned(), child }
    }

    /// Asks a bus box to carry now, as its host would on the box.
    fn carry(&self) {
        let mut stream = TcpStream::connect(self.url.strip_prefix("http://").unwrap()).unwrap();
        let request = "POST /admin/carry HTTP/1.1\r\nHost: box\r\nConnection: close\r\n\
                       Content-Length: 0\r\n\r\n";
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.contains("\"finished\":true"), "{answer}");
    }

    #[cfg(unix)]
    fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn help_shows_the_commands_their_examples_and_the_exit_codes() {
    let help = run(&["--help"]);
    assert_eq!(code(&help), 0);
    for word in ["serve", "directory", "catalogue", "invite", "door", "revoke", "status", "78"] {
        assert!(stdout(&help).contains(word), "{word}");
    }
    let commands: [&[&str]; 11] = [
        &["serve"],
        &["directory", "check"],
        &["directory", "near"],
        &["directory", "import"],
        &["catalogue", "import"],
        &["invite"],
        &["door"],
        &["revoke"],
        &["resource", "add"],
        &["status"],
        &["completions"],
    ];
    for command in commands {
        let help = run(&[command, &["--help"]].concat());
        assert_eq!(code(&help), 0, "{command:?}");
        assert!(stdout(&help).contains("Example"), "{command:?}");
    }
}

#[test]
fn only_what_the_region_knows_is_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let hub = Hub::open(folder.path(), HubRole::Region, HubOptions::default()).unwrap();
    let (member, itself) = (hub.member().to_string(), hub.certificate().device().to_string());
    drop(hub);
    let nobody = "0123456789abcdef0123456789abcdef";
    let table = [
        (vec!["--device", nobody], 65, "knows no device"),
        (vec!["--member", nobody], 65, "knows no device"),
        (vec!["--device", &itself], 2, "this hub itself"),
        (vec!["--member", &member], 2, "this hub itself"),
        (vec![], 2, "--device"),
    ];
    for (who, expected, says) in table {
        let done = run(&[vec!["revoke", "--data", data], who].concat());
        assert_eq!(code(&done), expected);
        assert!(stderr(&done).contains(says), "{}", stderr(&done));
    }
}

#[test]
fn an_exit_code_says_what_happened() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(at("wrong.toml"), "rol = \"bus\"").unwrap();
    std::fs::write(at("page.csv"), "<html><body>moved</body></html>").unwrap();
    std::fs::write(at("file"), "").unwrap();
    let (wrong, page, file) = (at("wrong.toml"), at("page.csv"), at("file"));
    let under_file = format!("{file}/data");
    let nowhere = at("nowhere");
    let bus = at("bus");
    let cases: [(&[&str], i32); 11] = [
        (&[], 2),
        (&["serve", "--role", "train"], 2),
        (&["serve", "--data", &bus, "--upstream", "https://hub.example.org"], 2),
        (&["directory", "near", &page, "--at", "north", "--km", "20"], 2),
        (&["invite", "--school", "0710045B"], 2),
        (&["directory", "check", &page], 65),
        (&["directory", "check", &nowhere], 66),
        (&["status", "--data", &nowhere], 66),
        (&["status", "--config", &wrong], 78),
        (&["serve", "--data", &under_file], 73),
        (&["serve", "--role", "bus", "--data", &bus], 78),
    ];
    for (args, expected) in cases {
        let output = run(args);
        assert_eq!(code(&output), expected, "{args:?}: {}", stderr(&output));
        assert!(!stderr(&output).is_empty(), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn completions_are_printed() {
    let output = run(&["completions", "bash"]);
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).contains("sharenum-hub"));
}

#[cfg(unix)]
#[test]
fn an_administrator_works_beside_a_running_region_and_its_bus() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("region");
    let data = path.to_str().unwrap();
    let region = Running::start(&path, &[]);

    let invited = run(&["invite", "--data", data, "--school", "762217", "--url", &region.url]);
    assert_eq!(code(&invited), 0, "{}", stderr(&invited));
    let text = stdout(&invited);
    assert!(text.contains("code ") && text.contains("sharenum://join?hub=http"), "{text}");
    assert!(text.lines().count() > 20, "a QR code for the terminal");

    let catalogue = folder.path().join("catalogue.toml");
    std::fs::write(
        &catalogue,
        "[[tool]]\nid = \"scratch\"\nfr = \"Scratch\"\nen = \"Scratch\"\n\
         [[resource]]\nid = \"room-1\"\nname = \"Salle\"\nkind = \"room\"\n",
    )
    .unwrap();
    let catalogue = catalogue.to_str().unwrap();
    let import = ["catalogue", "import", catalogue, "--data", data];
    assert!(stdout(&run(&import)).contains("2 new"));
    assert!(stdout(&run(&import)).contains("2 as before"));
    let host = "0123456789abcdef0123456789abcdef";
    let add = [
        "resource",
        "add",
        "--data",
        data,
        "--slug",
        "busnum-1",
        "--name-fr",
        "BusNum",
        "--kind",
        "bus",
        "--host",
        host,
    ];
    assert!(stdout(&run(&add)).contains("1 new"));

    let bus_code = run(&["invite", "--data", data, "--role", "bus", "--json"]);
    let bus_code: serde_json::Value = serde_json::from_slice(&bus_code.stdout).unwrap();
    let bus_path = folder.path().join("bus");
    let bus_data = bus_path.to_str().unwrap();
    let joining = [
        "--role",
        "bus",
        "--upstream",
        &region.url,
        "--invitation",
        bus_code["code"].as_str().unwrap(),
    ];
    let bus = Running::start(&bus_path, &joining);
    assert_eq!(bus.stop(), Some(0), "asked to stop, it stops");
    let bus = Running::start(&bus_path, &["--role", "bus", "--upstream", &region.url]);

    bus.carry();
    let seen = run(&["status", "--data", bus_data, "--json"]);
    let seen: serde_json::Value = serde_json::from_slice(&seen.stdout).unwrap();
    assert_eq!(seen["documents"], 3);
    assert!(seen["last_contact"].is_string());
    assert_eq!(seen["role"], "bus");
    assert_eq!(seen["uncarried"], 0);
    assert_eq!(bus.stop(), Some(0));
    assert_eq!(region.stop(), Some(0));
    let status = stdout(&run(&["status", "--data", data]));
    assert!(status.contains("region") && status.contains("invitations left     1"), "{status}");
}

#[test]
fn a_bad_catalogue_is_refused_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("region");
    let data = data.to_str().unwrap();
    let running = Running::start(Path::new(data), &[]);
    let cases = [
        "[[tool]]\nid = \"A B\"\nfr = \"a\"\nen = \"a\"\n",
        "[[tools]]\nid = \"a\"\n",
        "[[resource]]\nid = \"a\"\nname = \"a\"\nkind = \"boat\"\n",
        "[[resource]]\nid = \"a\"\nname = \"a\"\nkind = \"bus\"\nhosts = [\"me\"]\n",
        "<html>",
    ];
    for (n, text) in cases.into_iter().enumerate() {
        let file = folder.path().join(format!("{n}.toml"));
        std::fs::write(&file, text).unwrap();
        let output = run(&["catalogue", "import", file.to_str().unwrap(), "--data", data]);
        assert_eq!(code(&output), 65, "{text}: {}", stderr(&output));
    }
    drop(running);
    let status = run(&["status", "--data", data, "--json"]);
    let status: serde_json::Value = serde_json::from_slice(&status.stdout).unwrap();
    assert_eq!(status["documents"], 0);
}
