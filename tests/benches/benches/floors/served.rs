//! A hub as a process of its own, and phones that ask it over HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sharenum_benches::{Pen, Phone, Region, Report, Row, cpu_of, open_session, us};
use sharenum_hub::{Hub, HubOptions, server};
use sharenum_ledger::{Certificate, HubRole};
use sharenum_store::own_certificate;
use sharenum_sync::wire::{self, ExchangeRequest, REQUEST_TYPE};

const DATA: &str = "SHARENUM_BENCH_SERVE";
const FEW: usize = 10_000;
const MANY: usize = 1_000_000;
/// Phones that ask at the same time.
const PHONES: usize = 4;
const SECONDS: u64 = 5;

pub fn run(report: &Report) {
    measure(report, FEW, "served", "hub: phones served on nothing new, 10,000 chunks stored");
    if report.full {
        let job = "hub: phones served on nothing new, 1,000,000 chunks stored";
        measure(report, MANY, "served-million", job);
    }
}

fn measure(report: &Report, chunks: usize, id: &str, job: &str) {
    let region = Region::start();
    let mut pen = Pen::join(&region, 1);
    let mut link = pen.link(&region.hub);
    let phone = Phone::join(&region, 2);
    phone.settle(&region);
    let mut left = chunks;
    while left > 0 {
        // A hundred documents of a hundred changes at a time; the phone reads the first ones.
        let some = left.min(10_000);
        link.push(&pen.tickets(some / 20, 20));
        left -= some;
        if left == chunks - some {
            phone.sync(&region);
        }
    }
    phone.sync(&region);
    let request: ExchangeRequest = wire::decode(&phone.sync(&region).last).unwrap();
    let papers: Certificate = phone.store().read(own_certificate).unwrap();
    let member = region.hub.member();

    let mut hub = Process::start(region.path());
    let address = hub.address;
    let mut ask =
        |path: &str, bearer: Option<&str>, body: &[u8]| post(address, path, bearer, body).0;
    let bearer = open_session(member, phone.key(), &papers, &mut ask);
    // Sizes of one exchange, heads apart.
    let body = wire::encode(&request);
    let (reply, sent, received) = post(address, wire::path::EXCHANGE, Some(&bearer), &body);
    let before = hub.cpu();
    let from = Instant::now();
    let until = from + Duration::from_secs(SECONDS);
    let served: u64 = std::thread::scope(|scope| {
        let phones: Vec<_> = (0..PHONES)
            .map(|number| {
                let (bearer, request) = (bearer.clone(), request.clone());
                scope.spawn(move || ask_until(until, address, &bearer, request, number as u64))
            })
            .collect();
        phones.into_iter().map(|phone| phone.join().unwrap()).sum()
    });
    let took = from.elapsed();
    let (after, resident) = hub.cpu_and_memory();
    let each = (after - before).as_secs_f64() * 1e6 / served as f64;
    report.row(&Row {
        id,
        job,
        floor: "100 µs of hub",
        measured: format!(
            "{:.0} phones/s, each over a new connection; hub process {} of processor time each, HTTP \
             included; {:.1} MB resident; bodies {} B and {} B, heads {} B and {} B",
            served as f64 / took.as_secs_f64(),
            us(each),
            resident as f64 / 1e3,
            body.len(),
            reply.len(),
            sent - body.len(),
            received - reply.len(),
        ),
        ratio: String::new(),
        met: Some(each <= 100.0),
    });
    hub.stop();
}

/// Asks again and again, over a new connection each time as another phone would, and counts.
fn ask_until(
    until: Instant,
    address: SocketAddr,
    bearer: &str,
    mut request: ExchangeRequest,
    phone: u64,
) -> u64 {
    let mut served = 0;
    while Instant::now() < until {
        request.nonce = (phone << 32 | served).to_le_bytes();
        let body = wire::encode(&request);
        let (reply, ..) = post(address, wire::path::EXCHANGE, Some(bearer), &body);
        assert!(reply.len() < 300, "nothing is new");
        served += 1;
    }
    served
}

/// One request: the answer's body, and all bytes sent and received.
fn post(
    address: SocketAddr,
    path: &str,
    bearer: Option<&str>,
    body: &[u8],
) -> (Vec<u8>, usize, usize) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let session = bearer.map(|bearer| format!("authorization: {bearer}\r\n")).unwrap_or_default();
    let head = format!(
        "POST {path} HTTP/1.1\r\ncontent-type: {REQUEST_TYPE}\r\n{session}\
         user-agent: sharenum/0.1.0\r\naccept: */*\r\nhost: {address}\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n",
        body.len()
    );
    let request = [head.as_bytes(), body].concat();
    stream.write_all(&request).unwrap();
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).unwrap();
    let at = reply.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    assert!(reply.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&reply));
    let received = reply.len();
    (reply.split_off(at), request.len(), received)
}

/// The hub's process.
struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    fn start(data: &Path) -> Self {
        let program = std::env::current_exe().unwrap();
        let mut child =
            Command::new(program).env(DATA, data).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening http://").unwrap().parse().unwrap();
        Self { child, address }
    }

    fn cpu(&self) -> Duration {
        self.cpu_and_memory().0
    }

    fn cpu_and_memory(&self) -> (Duration, u64) {
        cpu_of(self.child.id())
    }

    fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Whether this process is the hub; then it has served until it was killed.
pub fn is_child() -> bool {
    let Some(data) = std::env::var_os(DATA) else { return false };
    let hub = Hub::open(Path::new(&data), HubRole::Region, HubOptions::default()).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let listener =
            server::listen(([127, 0, 0, 1], 0).into(), None, &mut std::io::stdout()).await;
        server::serve(Arc::new(hub), listener.unwrap(), None, std::future::pending())
            .await
            .unwrap();
    });
    true
}
