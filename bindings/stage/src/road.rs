//! Roads to a hub: one that stops in the middle of an answer, and a proxy.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread;

use anyhow::Result;

/// Answers travel so far, then nothing comes any more: enough to open a session and to begin to
/// read, less than the directory.
const LETS_THROUGH: usize = 4 * 1024;
/// Longest head of a CONNECT request that is read.
const LONGEST_HEAD: u64 = 8 * 1024;

/// A relay to `hub` that lets requests through, and of each connection's answers only the beginning;
/// the connection stays open, as on a bus that drives into a tunnel. Answers its URL.
pub fn slow(hub: SocketAddr) -> Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for phone in listener.incoming().flatten() {
            let Ok(far) = TcpStream::connect(hub) else { continue };
            let (Ok(up), Ok(down)) = (phone.try_clone(), far.try_clone()) else { continue };
            thread::spawn(move || copy(up, far, usize::MAX));
            thread::spawn(move || copy(down, phone, LETS_THROUGH));
        }
    });
    Ok(url)
}

/// Copies until the end; behind `most` bytes what comes is read and thrown away.
fn copy(mut from: TcpStream, mut to: TcpStream, most: usize) {
    let mut left = most;
    let mut buffer = [0; 4096];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        let through = read.min(left);
        left -= through;
        if buffer.get(..through).is_some_and(|bytes| to.write_all(bytes).is_err()) {
            break;
        }
    }
    // The other end may be gone already, which is what is wanted.
    let _ = to.shutdown(Shutdown::Write);
}

/// A proxy that opens tunnels (RFC 9110, CONNECT) to any name, all of them on this machine: what a
/// school's proxy is to a hub on the Internet. Answers its URL.
pub fn proxy() -> Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for phone in listener.incoming().flatten() {
            thread::spawn(move || tunnel(phone));
        }
    });
    Ok(url)
}

fn tunnel(phone: TcpStream) -> Option<()> {
    let mut reader = BufReader::new(phone.try_clone().ok()?.take(LONGEST_HEAD));
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        if header.trim().is_empty() {
            break;
        }
    }
    let mut answer = phone.try_clone().ok()?;
    let port = first
        .strip_prefix("CONNECT ")
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|authority| authority.rsplit_once(':'))
        .and_then(|(_, port)| port.parse::<u16>().ok());
    let far = port.and_then(|port| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok());
    let Some(far) = far else {
        answer.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n").ok()?;
        return None;
    };
    answer.write_all(b"HTTP/1.1 200 Connection Established\r\n\r\n").ok()?;
    let (up, down) = (phone.try_clone().ok()?, far.try_clone().ok()?);
    let upward = thread::spawn(move || copy(up, far, usize::MAX));
    copy(down, phone, usize::MAX);
    upward.join().ok()
}
