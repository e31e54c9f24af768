//! A phone as a process of its own, for the tests that kill and restart it: it lives through the
//! story from the step that it is told, and says on standard output which calls returned.

// One list of steps for the process and for those who judge it.
#[path = "crashes/story.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod story;
mod under_test;

#[path = "scenarios/common/clock.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "shared with the scenarios")]
mod clock;
#[path = "scenarios/common/schools.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "shared with the scenarios")]
mod schools;

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use sharenum_companion::CompanionEngine;
use tokio::runtime::Runtime;

use clock::TestClock;
use story::{At, Order, Road, STORY};

/// Nothing here waits so long, unless something hangs.
const BUDGET: Duration = Duration::from_secs(60);

fn main() -> Result<(), Box<dyn Error>> {
    let told = under_test::listen();
    let order: Order = told.recv()?.parse()?;
    let road = Network { runtime: Runtime::new()?, order: &order };
    let phone = story::open(Path::new(&order.file), order.epoch_ms, order.from)?;
    for at in order.from..STORY.len() {
        live_through(&phone, at, &road, &told)?;
        if std::env::var_os(under_test::TRACE).is_some() {
            // Whoever traces looks at each step.
            told.recv()?;
        }
    }
    println!("done");
    Ok(())
}

/// Takes one step, again and again while a hub is away.
fn live_through(
    phone: &story::StoryPhone,
    at: usize,
    road: &Network<'_>,
    told: &Receiver<String>,
) -> Result<(), Box<dyn Error>> {
    loop {
        match phone.take(at, road) {
            Ok(()) => {
                println!("returned {at} {}", phone.says()?);
                return Ok(());
            }
            Err(error) => println!("failed {at} {error}"),
        }
        told.recv()?;
    }
}

/// Hubs in processes of their own.
struct Network<'o> {
    runtime: Runtime,
    order: &'o Order,
}

impl Road for Network<'_> {
    fn sync(&self, phone: &CompanionEngine, with: At) -> Result<(), String> {
        let url = self.order.url(with);
        let summary = self.runtime.block_on(phone.sync(url, BUDGET));
        match summary {
            Ok(summary) if summary.finished => Ok(()),
            Ok(summary) => Err(format!("unfinished: {summary:?}")),
            Err(error) => Err(format!("{}: {error}", error.code())),
        }
    }

    fn carry(&self) -> Result<(), String> {
        let carry = || {
            let authority = self.order.url(At::Bus).trim_start_matches("http://");
            let mut bus = TcpStream::connect(authority)?;
            bus.set_read_timeout(Some(BUDGET))?;
            write!(
                bus,
                "POST /admin/carry HTTP/1.1\r\nhost: {authority}\r\ncontent-length: 0\r\n\
                 connection: close\r\n\r\n"
            )?;
            let mut answer = String::new();
            bus.read_to_string(&mut answer)?;
            Ok::<_, std::io::Error>(answer)
        };
        match carry() {
            Ok(answer) if answer.starts_with("HTTP/1.1 200") => Ok(()),
            Ok(answer) => Err(answer.lines().last().unwrap_or_default().to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }
}
