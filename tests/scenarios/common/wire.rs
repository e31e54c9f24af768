//! What stands between a phone and a hub: a proxy that cuts replies, a portal that answers in the
//! hub's place. Both speak just enough HTTP/1.1.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::soon;

/// A request or a reply.
pub struct HttpMessage {
    pub head: String,
    pub body: Vec<u8>,
}

impl HttpMessage {
    /// Reads one; `None` when the other side has nothing more to say.
    pub async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if stream.read_buf(&mut bytes).await? == 0 {
                return Ok(None);
            }
        };
        let mut body = bytes.split_off(end);
        let head = String::from_utf8(bytes).map_err(io::Error::other)?;
        let message = Self { head, body: Vec::new() };
        let length = message.header("content-length").map_or(Ok(0), str::parse);
        let length = length.map_err(io::Error::other)?;
        while body.len() < length {
            if stream.read_buf(&mut body).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(Some(Self { body, ..message }))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    /// `/v1/exchange` of a request, `200` of a reply.
    pub fn second_word(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        [self.head.as_bytes(), &self.body].concat()
    }
}

/// What becomes of the next reply to an exchange, which the hub has made and committed.
#[derive(Clone, Copy)]
pub enum Cut {
    /// It is lost.
    Whole,
    /// Its end is.
    Half,
}

#[derive(Default)]
struct Road {
    to: Option<SocketAddr>,
    cut: Option<(usize, Cut)>,
    cuts: usize,
}

impl Road {
    fn cut_of(&mut self, request: &HttpMessage) -> Option<Cut> {
        if request.second_word() != "/v1/exchange" {
            return None;
        }
        match self.cut.take()? {
            (0, cut) => {
                self.cuts += 1;
                Some(cut)
            }
            (through, cut) => {
                self.cut = Some((through - 1, cut));
                None
            }
        }
    }
}

/// A hub's address as phones know it, whatever happens behind it.
pub struct Proxy {
    pub url: String,
    road: Arc<Mutex<Road>>,
    accepting: JoinHandle<()>,
}

impl Proxy {
    pub async fn start() -> Self {
        let road = Arc::new(Mutex::new(Road::default()));
        let shared = Arc::clone(&road);
        let (url, accepting) = accept(move |stream| carry(stream, Arc::clone(&shared))).await;
        Self { url, road, accepting }
    }

    /// Where it leads; `None` is a hub that is off.
    pub fn lead_to(&self, to: Option<SocketAddr>) {
        self.road.lock().unwrap().to = to;
    }

    pub fn leads_to(&self) -> Option<SocketAddr> {
        self.road.lock().unwrap().to
    }

    /// Cuts the next reply to an exchange.
    pub fn cut(&self, cut: Cut) {
        self.cut_after(0, cut);
    }

    /// Lets so many replies to an exchange through and cuts the next one.
    pub fn cut_after(&self, through: usize, cut: Cut) {
        self.road.lock().unwrap().cut = Some((through, cut));
    }

    /// Replies that were cut so far.
    pub fn cuts(&self) -> usize {
        self.road.lock().unwrap().cuts
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn carry(mut phone: TcpStream, road: Arc<Mutex<Road>>) -> io::Result<()> {
    while let Some(request) = HttpMessage::read(&mut phone).await? {
        let Some(to) = road.lock().unwrap().to else { return Ok(()) };
        let mut hub = TcpStream::connect(to).await?;
        let Some(reply) = ask(&mut hub, &request.to_bytes()).await? else { return Ok(()) };
        let cut = road.lock().unwrap().cut_of(&request);
        let bytes = reply.to_bytes();
        match cut {
            None => phone.write_all(&bytes).await?,
            Some(Cut::Whole) => return Ok(()),
            Some(Cut::Half) => {
                let half = reply.head.len() + reply.body.len() / 2;
                return phone.write_all(&bytes[..half]).await;
            }
        }
    }
    Ok(())
}

/// A reply of somebody who is no hub.
pub struct Answer(Vec<u8>);

impl Answer {
    pub fn new(status: &str, content_type: &str, body: &[u8]) -> Self {
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n"
        );
        Self([head.as_bytes(), body].concat())
    }

    /// A body that ends with the connection, so that nothing announces its length.
    pub fn unannounced(content_type: &str, body: &[u8]) -> Self {
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\nconnection: close\r\n\r\n");
        Self([head.as_bytes(), body].concat())
    }

    /// A header that promises more than will come.
    pub fn announced(content_type: &str, length: u64) -> Self {
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n"
        );
        Self(head.into_bytes())
    }

    pub fn raw(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

/// Somebody who answers in a hub's place.
pub struct Imposter {
    pub url: String,
    accepting: JoinHandle<()>,
}

impl Imposter {
    /// Answers every request alike and closes.
    pub async fn saying(answer: Answer) -> Self {
        let answer = Arc::new(answer.0);
        let (url, accepting) = accept(move |mut phone| {
            let answer = Arc::clone(&answer);
            async move {
                if HttpMessage::read(&mut phone).await?.is_some() {
                    phone.write_all(&answer).await?;
                    phone.shutdown().await?;
                }
                Ok(())
            }
        })
        .await;
        Self { url, accepting }
    }
}

impl Drop for Imposter {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Serves each connection on its own until the task is aborted.
pub async fn accept<F>(serve: impl Fn(TcpStream) -> F + Send + 'static) -> (String, JoinHandle<()>)
where
    F: Future<Output = io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let accepting = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A connection that breaks is what the tests are about; they see it at the other end.
            tokio::spawn(serve(stream));
        }
    });
    (url, accepting)
}

/// One request by hand; answers status and body.
pub async fn post(url: &str, path: &str, headers: &str, body: &[u8]) -> (u16, String) {
    let address: SocketAddr = url.strip_prefix("http://").unwrap().parse().unwrap();
    let mut hub = TcpStream::connect(address).await.unwrap();
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\n{headers}content-length: {length}\r\n\r\n"
    );
    let request = [head.as_bytes(), body].concat();
    let reply = soon(ask(&mut hub, &request)).await.unwrap().expect("an answer");
    (reply.second_word().parse().unwrap(), String::from_utf8_lossy(&reply.body).into_owned())
}

/// Sends a request and reads the answer meanwhile: a hub that has heard enough answers and hangs
/// up before the end.
async fn ask(hub: &mut TcpStream, request: &[u8]) -> io::Result<Option<HttpMessage>> {
    let (mut reading, mut writing) = hub.split();
    let send = async {
        // Whether all of it was heard is for the answer to say.
        let _ = writing.write_all(request).await;
        std::future::pending::<()>().await
    };
    tokio::select! {
        reply = HttpMessage::read(&mut reading) => reply,
        () = send => unreachable!("it waits for the answer"),
    }
}
