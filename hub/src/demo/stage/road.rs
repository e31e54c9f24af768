//! The road between the bus and its region: a relay on loopback that can be closed.
//!
//! While it is closed, connections break as on a bus without a network. It can also carry
//! answers with a wrong byte, as a network that tampers would.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// What a road does with what goes over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(in crate::demo) enum Traffic {
    /// Nothing passes.
    Closed,
    /// Everything passes.
    Open,
    /// Everything passes, and the last byte of each answer is another one.
    Tampering,
}

impl Traffic {
    const fn from_u8(number: u8) -> Self {
        match number {
            0 => Self::Closed,
            1 => Self::Open,
            _ => Self::Tampering,
        }
    }
}

#[derive(Debug)]
struct Shared {
    traffic: AtomicU8,
    /// Both ends of what is on the road, to be cut when it closes.
    under_way: Mutex<Vec<TcpStream>>,
}

impl Shared {
    fn traffic(&self) -> Traffic {
        Traffic::from_u8(self.traffic.load(Ordering::SeqCst))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<TcpStream>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A relay to one address.
#[derive(Debug)]
pub(in crate::demo) struct Road {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Road {
    /// Opens a road to `target`.
    pub(in crate::demo) fn to(target: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((target.ip(), 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            traffic: AtomicU8::new(Traffic::Open as u8),
            under_way: Mutex::new(Vec::new()),
        });
        let relay = Arc::clone(&shared);
        // It ends with the process, or with the demo that it belongs to.
        thread::spawn(move || {
            for from in listener.incoming().flatten() {
                if Arc::strong_count(&relay) == 1 {
                    return;
                }
                let _ = relay_one(&relay, from, target);
            }
        });
        Ok(Self { address, shared })
    }

    /// Where it begins.
    pub(in crate::demo) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Changes what passes from now on, and cuts what is under way.
    pub(in crate::demo) fn set(&self, traffic: Traffic) {
        self.shared.traffic.store(traffic as u8, Ordering::SeqCst);
        for stream in self.shared.lock().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for Road {
    fn drop(&mut self) {
        self.set(Traffic::Closed);
        // Wakes the relay, which then sees that nobody needs it.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_millis(200));
    }
}

fn relay_one(shared: &Arc<Shared>, from: TcpStream, target: SocketAddr) -> io::Result<()> {
    if shared.traffic() == Traffic::Closed {
        return from.shutdown(Shutdown::Both);
    }
    let to = TcpStream::connect(target)?;
    shared.lock().extend([from.try_clone()?, to.try_clone()?]);
    let (up_from, up_to) = (from.try_clone()?, to.try_clone()?);
    thread::spawn(move || pump(up_from, up_to, |_| {}));
    let shared = Arc::downgrade(shared);
    thread::spawn(move || {
        pump(to, from, |bytes| {
            let tampering =
                shared.upgrade().is_some_and(|shared| shared.traffic() == Traffic::Tampering);
            if tampering && let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
        });
    });
    Ok(())
}

fn pump(mut from: TcpStream, mut to: TcpStream, change: impl Fn(&mut [u8])) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        change(&mut buffer[..count]);
        if to.write_all(&buffer[..count]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers every connection with what it was sent, in capitals.
    fn shouter() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut buffer = [0; 16];
                let count = stream.read(&mut buffer).unwrap_or(0);
                let _ = stream.write_all(&buffer[..count].to_ascii_uppercase());
            }
        });
        address
    }

    fn ask(road: &Road) -> Option<String> {
        let mut stream = TcpStream::connect(road.address).ok()?;
        stream.write_all(b"help").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        (!answer.is_empty()).then_some(answer)
    }

    #[test]
    fn a_road_carries_both_ways_breaks_and_tampers() {
        let road = Road::to(shouter()).unwrap();
        assert_eq!(ask(&road).as_deref(), Some("HELP"));
        road.set(Traffic::Closed);
        assert_eq!(ask(&road), None);
        road.set(Traffic::Tampering);
        assert_eq!(ask(&road).as_deref(), Some("HELQ"));
        road.set(Traffic::Open);
        assert_eq!(ask(&road).as_deref(), Some("HELP"));
    }
}
