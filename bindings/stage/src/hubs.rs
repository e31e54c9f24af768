//! Hubs as processes of the release program.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

/// The demo's establishments, facts of the French directory; see hub/src/demo/establishments.md.
const DIRECTORY: &str = include_str!("../../../hub/src/demo/establishments.csv");
const CATALOGUE: &str = include_str!("catalogue.toml");

/// A hub that runs until it is dropped.
pub struct Hub {
    child: Child,
    program: PathBuf,
    data: PathBuf,
    /// Where it listens.
    pub address: SocketAddr,
    /// Its URL on this machine.
    pub url: String,
}

/// A certificate of the hub's own, for `localhost` and one more name.
pub struct Tls {
    certificate: PathBuf,
    key: PathBuf,
    /// The certificate in DER: what phones pin.
    pub der: PathBuf,
}

impl Tls {
    /// Makes one in `folder`.
    pub fn make(folder: &Path, name: &str) -> Result<Self> {
        let made = rcgen::generate_simple_self_signed([name.to_owned(), "localhost".to_owned()])?;
        let tls = Self {
            certificate: folder.join("hub.pem"),
            key: folder.join("hub.key"),
            der: folder.join("hub.der"),
        };
        std::fs::write(&tls.certificate, made.cert.pem())?;
        std::fs::write(&tls.key, made.signing_key.serialize_pem())?;
        std::fs::write(&tls.der, made.cert.der())?;
        Ok(tls)
    }
}

/// How a hub is served.
pub struct Serving<'a> {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Its certificate, when it speaks TLS.
    pub tls: Option<&'a Tls>,
    /// The region's URL, when it is a bus that has joined.
    pub upstream: Option<&'a str>,
}

impl Hub {
    /// Starts the hub of a region on a free port, and waits until it listens.
    pub fn start(program: &Path, data: &Path, tls: Option<&Tls>) -> Result<Self> {
        let listen = (Ipv4Addr::LOCALHOST, 0).into();
        Self::serve(program, data, &Serving { listen, tls, upstream: None })
    }

    /// Starts a hub, and waits until it listens.
    pub fn serve(program: &Path, data: &Path, serving: &Serving<'_>) -> Result<Self> {
        let Serving { listen, tls, upstream } = serving;
        let log = File::create(data.with_extension("log"))?;
        let mut command = Command::new(program);
        command.args(["serve", "--listen", &listen.to_string(), "--data"]).arg(data);
        if let Some(upstream) = upstream {
            command.args(["--role", "bus", "--upstream", upstream]);
        }
        if let Some(tls) = tls {
            command.arg("--tls-cert").arg(&tls.certificate).arg("--tls-key").arg(&tls.key);
        }
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .with_context(|| format!("{} cannot be run; build it first", program.display()))?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let port = line.trim().rsplit_once(':').and_then(|(_, port)| port.parse().ok());
        let Some(port) = port else {
            let said = std::fs::read_to_string(data.with_extension("log")).unwrap_or_default();
            let _ = child.kill();
            bail!("the hub did not start: {} {}", line.trim(), said.trim());
        };
        let scheme = if tls.is_some() { "https" } else { "http" };
        Ok(Self {
            child,
            program: program.to_owned(),
            data: data.to_owned(),
            address: (Ipv4Addr::LOCALHOST, port).into(),
            url: format!("{scheme}://127.0.0.1:{port}"),
        })
    }

    /// Publishes the directory and the catalogue; the files are written beside `catalogue`.
    pub fn publish(&self, catalogue: &Path) -> Result<()> {
        let directory = catalogue.with_file_name("establishments.csv");
        std::fs::write(&directory, DIRECTORY)?;
        std::fs::write(catalogue, CATALOGUE)?;
        self.run("directory", &["import", &directory.to_string_lossy()])?;
        self.run("catalogue", &["import", &catalogue.to_string_lossy()])?;
        Ok(())
    }

    /// An invitation's code.
    pub fn invite(&self, role: &str, school: Option<&str>) -> Result<String> {
        let school = school.map(|school| ["--school", school]);
        let school: Vec<&str> = school.into_iter().flatten().collect();
        let printed = self.run("invite", &[&["--json", "--role", role][..], &school].concat())?;
        let invited: serde_json::Value = serde_json::from_str(printed.trim())?;
        Ok(invited["code"].as_str().context("the hub printed no code")?.to_owned())
    }

    fn run(&self, command: &str, arguments: &[&str]) -> Result<String> {
        let output = Command::new(&self.program)
            .arg(command)
            .args(arguments)
            .arg("--data")
            .arg(&self.data)
            .stdin(Stdio::null())
            .output()?;
        if !output.status.success() {
            bail!("sharenum-hub {command}: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8(output.stdout)?)
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        // Both fail for a process that is gone already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
