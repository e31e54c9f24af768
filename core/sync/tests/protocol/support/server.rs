//! A small server on loopback that answers well, badly, or not at all.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use sharenum_sync::HttpRequest;
use sharenum_sync::wire::{parse_bearer, path};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::hub::FakeHub;

/// What the server does with a connection once the request is read.
#[derive(Clone)]
pub enum Answer {
    /// These bytes, then the end of the connection.
    Bytes(Vec<u8>),
    /// These bytes, then zeros until the client has had enough.
    Endless(Vec<u8>),
    /// Nothing, with the connection open.
    Silence,
    /// What this hub answers, so many times; then silence.
    Hub(Arc<Mutex<FakeHub>>, usize),
}

pub struct Server {
    pub url: String,
    pub connections: Arc<AtomicUsize>,
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

pub async fn serve(answer: Answer) -> Server {
    listen(answer, None).await
}

pub async fn serve_tls(answer: Answer, tls: TlsAcceptor) -> Server {
    listen(answer, Some(tls)).await
}

async fn listen(answer: Answer, tls: Option<TlsAcceptor>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let scheme = if tls.is_some() { "https" } else { "http" };
    let url = format!("{scheme}://{}", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let (answer, tls) = (answer.clone(), tls.clone());
            tokio::spawn(async move {
                match tls {
                    Some(tls) => connection(tls.accept(stream).await.ok()?, answer).await,
                    None => connection(stream, answer).await,
                }
            });
        }
    });
    Server { url, connections }
}

async fn connection(mut stream: impl Stream, answer: Answer) -> Option<()> {
    let mut answers = 0;
    loop {
        let (head, body) = read_request(&mut stream).await?;
        match &answer {
            Answer::Bytes(bytes) => {
                stream.write_all(bytes).await.ok()?;
                return stream.shutdown().await.ok();
            }
            Answer::Endless(head) => {
                stream.write_all(head).await.ok()?;
                loop {
                    stream.write_all(&[0; 65_536]).await.ok()?;
                }
            }
            Answer::Silence => std::future::pending().await,
            Answer::Hub(_, most) if answers == *most => std::future::pending().await,
            Answer::Hub(hub, _) => {
                answers += 1;
                let reply = hub.lock().unwrap().answer(&to_request(&head, body)?);
                let head = format!(
                    "HTTP/1.1 {} x\r\ncontent-type: {}\r\ncontent-length: {}\r\n\r\n",
                    reply.status,
                    reply.content_type,
                    reply.body.len()
                );
                stream.write_all(head.as_bytes()).await.ok()?;
                stream.write_all(&reply.body).await.ok()?;
            }
        }
    }
}

async fn read_request(stream: &mut impl Stream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).ok()?;
    let length: usize = header(&head, "content-length").unwrap_or("0").parse().ok()?;
    while bytes.len() < head_end + length {
        stream.read_buf(&mut bytes).await.ok()?;
    }
    Some((head, bytes[head_end..].to_vec()))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then_some(value.trim())
    })
}

fn to_request(head: &str, body: Vec<u8>) -> Option<HttpRequest> {
    let at = head.split(' ').nth(1)?;
    let paths = [path::CHALLENGE, path::SESSION, path::EXCHANGE, path::JOIN, path::RENEW];
    assert!(header(head, "content-type").is_some_and(|kind| kind.ends_with("v1+cbor")));
    Some(HttpRequest {
        path: paths.into_iter().find(|path| *path == at)?,
        bearer: header(head, "authorization").and_then(parse_bearer),
        content_type: "",
        body,
    })
}

pub fn head(status: &str, content_type: &str, rest: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\n{rest}\r\n").into_bytes()
}
