//! The relay behind a real socket on loopback, with a gate that holds its answers back.

use std::cell::Cell;
use std::rc::Rc;

use sharenum_sync::HttpRequest;
use sharenum_sync::wire::{parse_bearer, path};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::Region;

/// A hub on a socket. To be made and used inside a [`tokio::task::LocalSet`].
pub struct Server {
    pub url: String,
    pub requests: Rc<Cell<usize>>,
    gate: watch::Sender<bool>,
}

impl Server {
    pub async fn of(region: &Rc<Region>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let gate = watch::Sender::new(true);
        let requests = Rc::new(Cell::new(0));
        let (region, open, count) = (Rc::clone(region), gate.subscribe(), Rc::clone(&requests));
        tokio::task::spawn_local(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (region, open, count) = (Rc::clone(&region), open.clone(), Rc::clone(&count));
                tokio::task::spawn_local(connection(stream, region, open, count));
            }
        });
        Self { url, requests, gate }
    }

    /// Answers from now on, or holds each answer back until it is opened again.
    pub fn open(&self, open: bool) {
        self.gate.send_replace(open);
    }

    /// Waits until so many requests have arrived.
    pub async fn asked(&self, requests: usize) {
        while self.requests.get() < requests {
            tokio::task::yield_now().await;
        }
    }
}

async fn connection(
    mut stream: TcpStream,
    region: Rc<Region>,
    mut open: watch::Receiver<bool>,
    count: Rc<Cell<usize>>,
) -> Option<()> {
    loop {
        let (head, body) = read_request(&mut stream).await?;
        count.set(count.get() + 1);
        open.wait_for(|open| *open).await.ok()?;
        let asked = head.split(' ').nth(1)?;
        let paths = [path::CHALLENGE, path::SESSION, path::EXCHANGE, path::JOIN, path::RENEW];
        let reply = region.relay.answer(HttpRequest {
            path: paths.into_iter().find(|path| *path == asked)?,
            bearer: header(&head, "authorization").and_then(parse_bearer),
            content_type: "",
            body,
        });
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

async fn read_request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let length: usize = header(&head, "content-length").unwrap_or("0").parse().ok()?;
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some((head, bytes[end..].to_vec()))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then_some(value.trim())
    })
}
