//! What the library says to a developer: bounded, and never by the thread that says it.

use std::fmt::{self, Write as _};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::thread;

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Registry;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use crate::{LogSink, SharenumError};

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, uniffi::Enum)]
pub enum LogLevel {
    /// What went wrong.
    Error,
    /// What may go wrong.
    Warn,
    /// What happens.
    Info,
    /// How it happens.
    Debug,
}

impl From<&Level> for LogLevel {
    fn from(level: &Level) -> Self {
        match *level {
            Level::ERROR => Self::Error,
            Level::WARN => Self::Warn,
            Level::INFO => Self::Info,
            _ => Self::Debug,
        }
    }
}

/// One line for a developer.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LogRecord {
    /// How grave it is.
    pub level: LogLevel,
    /// The part of the library that says it.
    pub target: String,
    /// What it says; numbers and codes, no names and no words of a person.
    pub message: String,
}

/// Lines that wait for a slow sink; with one more, lines are lost.
const ROOM: usize = 1_000;

type Sink = Option<(Arc<dyn LogSink>, LogLevel)>;

static SINK: RwLock<Sink> = RwLock::new(None);
static QUEUE: OnceLock<SyncSender<LogRecord>> = OnceLock::new();

/// Sends what the library says from now on to `sink`, down to `level`; none silences it. One sink
/// per process. Lines arrive in order on a thread of the library.
#[uniffi::export]
pub fn set_log_sink(sink: Option<Arc<dyn LogSink>>, level: LogLevel) -> Result<(), SharenumError> {
    let before = {
        let mut current = SINK.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *current, sink.map(|sink| (sink, level)))
    };
    // Outside the lock: dropping a host's object may call the host.
    drop(before);
    if QUEUE.get().is_none() {
        let (sender, receiver) = sync_channel(ROOM);
        if QUEUE.set(sender).is_ok() {
            thread::Builder::new()
                .name("sharenum-log".to_owned())
                .spawn(move || deliver(&receiver))
                .map_err(|_| SharenumError::no_threads())?;
            // Somebody else's subscriber, as in a test of this crate, is left alone.
            let _ = tracing::subscriber::set_global_default(Registry::default().with(ToSink));
        }
    }
    Ok(())
}

fn deliver(lines: &Receiver<LogRecord>) {
    while let Ok(record) = lines.recv() {
        let sink = SINK.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((sink, level)) = sink
            && record.level <= level
        {
            // A sink that fails has nobody left to tell.
            let _ = sink.log(record);
        }
    }
}

struct ToSink;

impl<S: Subscriber> Layer<S> for ToSink {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        // What other libraries say may hold an address.
        if !metadata.target().starts_with("sharenum") {
            return;
        }
        let level = LogLevel::from(metadata.level());
        let wanted = SINK.read().unwrap_or_else(PoisonError::into_inner);
        if wanted.as_ref().is_none_or(|(_, most)| level > *most) {
            return;
        }
        drop(wanted);
        let mut line = Line(String::new());
        event.record(&mut line);
        if let Some(queue) = QUEUE.get() {
            let target = metadata.target().to_owned();
            let _ = queue.try_send(LogRecord { level, target, message: line.0 });
        }
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let gap = if self.0.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = match field.name() {
            "message" => write!(self.0, "{gap}{value:?}"),
            name => write!(self.0, "{gap}{name}={value:?}"),
        };
    }
}
