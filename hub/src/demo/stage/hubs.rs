//! The two hubs: processes of their own, or tasks of this one for tests.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use sharenum_ledger::HubRole;
use sharenum_sync::{HttpClient, HttpOptions};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use crate::carry::Rounds;
use crate::demo::error::{DemoError, setup};
use crate::{Hub, HubOptions, join_region, server};

/// The bus carries when it is told to, and not before.
const CARRY_EVERY_S: u64 = 86_400;
/// A carry of the demo takes a fraction of a second.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// A hub that runs.
#[derive(Debug)]
pub(in crate::demo) struct RunningHub {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its data folder.
    pub data: PathBuf,
    running: Running,
}

#[derive(Debug)]
enum Running {
    Process(Child),
    Task(JoinHandle<()>),
    /// Left to itself by `--keep`.
    Kept,
}

/// How a bus gets into its region.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Joining<'a> {
    /// The region's address, as the bus sees it.
    pub upstream: &'a str,
    /// An invitation for a bus, on its first start.
    pub invitation: Option<&'a str>,
}

impl RunningHub {
    /// Starts the hub of a data folder: of a region, or of the bus that `joining` describes.
    pub(in crate::demo) fn start(
        runtime: &Runtime,
        program: Option<&Path>,
        data: PathBuf,
        joining: Option<Joining<'_>>,
    ) -> Result<Self, DemoError> {
        let (address, running) = match program {
            Some(program) => start_process(program, &data, joining)?,
            None => runtime.block_on(start_task(&data, joining))?,
        };
        Ok(Self { address, data, running })
    }

    /// Its URL.
    pub(in crate::demo) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Tells a bus to carry now, and says what it carried.
    pub(in crate::demo) fn carry(&self) -> Result<Carried, DemoError> {
        let (_, body) = self.post("/admin/carry", "application/json", &[])?;
        serde_json::from_slice(&body)
            .map_err(|error| DemoError::Setup(format!("the bus answered oddly: {error}")))
    }

    /// Posts anything, as no app would; answers the status and the body.
    pub(in crate::demo) fn post(
        &self,
        path: &str,
        content_type: &str,
        body: &[u8],
    ) -> Result<(u16, Vec<u8>), DemoError> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: {content_type}\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.address,
            body.len()
        );
        let mut stream = TcpStream::connect(self.address).map_err(setup("a hub"))?;
        stream.set_read_timeout(Some(ANSWER_TIMEOUT)).map_err(setup("a hub"))?;
        stream.write_all(&[head.as_bytes(), body].concat()).map_err(setup("a hub"))?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).map_err(setup("a hub"))?;
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
        let (Some(end), Some(status)) = (end, answer.get(9..12)) else {
            return Err(DemoError::Setup("a hub gave no HTTP answer".to_owned()));
        };
        let status = std::str::from_utf8(status).ok().and_then(|digits| digits.parse().ok());
        Ok((status.unwrap_or_default(), answer.split_off(end + 4)))
    }

    /// Lets it run on after the demo.
    pub(in crate::demo) fn keep(&mut self) -> Option<u32> {
        match std::mem::replace(&mut self.running, Running::Kept) {
            Running::Process(child) => Some(child.id()),
            other => {
                self.running = other;
                None
            }
        }
    }
}

impl RunningHub {
    /// Ends it.
    pub(in crate::demo) fn stop(&mut self) {
        match &mut self.running {
            // What it acknowledged is on disk, so there is nothing to wait for.
            Running::Process(child) => {
                let _ = child.kill();
                let _ = child.wait();
            }
            Running::Task(task) => task.abort(),
            Running::Kept => {}
        }
    }
}

impl Drop for RunningHub {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What a bus says of a carry.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(in crate::demo) struct Carried {
    /// Nothing was left to do either way.
    pub finished: bool,
    /// Why it was not.
    pub error: Option<String>,
    /// Bytes to the region.
    pub bytes_sent: u64,
    /// Bytes from the region.
    pub bytes_received: u64,
    /// Changes that the region gave a verdict on.
    pub chunks_sent: u32,
    /// Changes from the region, known ones included.
    pub chunks_received: u32,
    /// Changes that the region refused.
    pub refused: u32,
}

fn start_process(
    program: &Path,
    data: &Path,
    joining: Option<Joining<'_>>,
) -> Result<(SocketAddr, Running), DemoError> {
    let log = File::create(data.with_extension("log")).map_err(setup("the log of a hub"))?;
    let mut command = Command::new(program);
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log);
    if let Some(Joining { upstream, invitation }) = joining {
        command
            .args(["--role", "bus", "--upstream", upstream])
            .args(["--carry-every", &CARRY_EVERY_S.to_string()])
            .args(invitation.iter().flat_map(|code| ["--invitation", code]));
    }
    let mut child = command.spawn().map_err(setup("a hub"))?;
    let mut line = String::new();
    if let Some(stdout) = child.stdout.take() {
        BufReader::new(stdout).read_line(&mut line).map_err(setup("a hub"))?;
    }
    let address = line.trim().strip_prefix("listening http://").and_then(|at| at.parse().ok());
    match address {
        Some(address) => Ok((address, Running::Process(child))),
        None => {
            let _ = child.kill();
            let _ = child.wait();
            let log = std::fs::read_to_string(data.with_extension("log")).unwrap_or_default();
            Err(DemoError::Setup(format!("a hub did not start: {}", log.trim())))
        }
    }
}

async fn start_task(
    data: &Path,
    joining: Option<Joining<'_>>,
) -> Result<(SocketAddr, Running), DemoError> {
    let role = if joining.is_some() { HubRole::Bus } else { HubRole::Region };
    let mut trigger = None;
    let hub = match joining {
        None => Arc::new(Hub::open(data, role, HubOptions::default())?),
        Some(Joining { upstream, invitation }) => {
            let client = HttpClient::new(HttpOptions::default()).map_err(crate::HubError::from)?;
            if let Some(invitation) = invitation {
                join_region(data, &client, upstream, invitation).await?;
            }
            let hub = Arc::new(Hub::open(data, role, HubOptions::default())?);
            let every = Duration::from_secs(CARRY_EVERY_S);
            let (rounds, asked) = Rounds::new(Arc::clone(&hub), client, upstream.to_owned(), every);
            tokio::spawn(rounds.run());
            trigger = Some(asked);
            hub
        }
    };
    let listener = server::listen(([127, 0, 0, 1], 0).into(), None, &mut std::io::sink()).await?;
    let address = listener.local_addr().map_err(setup("a hub"))?;
    let serving = async move {
        let _ = server::serve(hub, listener, trigger, std::future::pending()).await;
    };
    Ok((address, Running::Task(tokio::spawn(serving))))
}
