//! The story that a phone lives through, step by step: what it writes, whom it meets.
//!
//! Nothing in it is left to chance. A phone that was killed and went on has written exactly the
//! changes of one that was not, down to their ids.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use sharenum_companion::{
    Clock, CompanionEngine, EngineError, FileKey, HttpOptions, ManualClock, Missing, PageRequest,
    TicketEdit, TicketFilter,
};
use sharenum_domain::{DocumentId, TicketStatus};
use sharenum_sync::SyncLimits;
use zeroize::Zeroizing;

use crate::schools::{help_session, scratch_ticket, slug};

/// Whom the phone meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Region,
    Bus,
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Opens a ticket with this title.
    Ticket(&'static str),
    /// Gives one another title.
    Rename(&'static str, &'static str),
    /// Calls one off.
    Cancel(&'static str),
    /// Proposes help for somebody else's.
    Propose(&'static str),
    /// Logs so many minutes of help.
    Help(u32),
    /// Asks for the bus, so many days from now.
    Day(i64),
    /// Syncs.
    Sync(At),
    /// The bus drives home.
    Carry,
}

/// A page, an acknowledgement by a bus and one by the region, a decision, and writing between.
pub const STORY: &[Step] = &[
    Step::Ticket("Loops"),
    Step::Help(15),
    Step::Rename("Loops", "Loops and lists"),
    Step::Sync(At::Bus),
    Step::Ticket("Robots"),
    Step::Day(20),
    Step::Sync(At::Bus),
    Step::Carry,
    Step::Sync(At::Region),
    Step::Propose("Peer 0"),
    Step::Ticket("Sensors"),
    Step::Cancel("Robots"),
    Step::Help(20),
    Step::Sync(At::Region),
    Step::Carry,
    Step::Sync(At::Bus),
    Step::Sync(At::Region),
];

impl Step {
    /// Whether it is one call that writes, and so is done whole or not at all.
    pub const fn is_one_write(self) -> bool {
        !matches!(self, Self::Sync(_) | Self::Carry)
    }
}

/// The seed of the story's phone: its keys follow from it.
pub const SEED: u8 = 1;

/// A few changes per request and a few entries per page, so that there are middles to be cut in.
pub fn limits() -> SyncLimits {
    SyncLimits { upload_bytes: 2 * 1024, page_bytes: 6 * 1024, ..SyncLimits::default() }
}

/// How a phone reaches hubs.
pub trait Road {
    fn sync(&self, phone: &CompanionEngine, with: At) -> Result<(), String>;
    fn carry(&self) -> Result<(), String>;
}

/// What a phone process is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub file: String,
    pub region: String,
    pub bus: String,
    /// When the story begins, in milliseconds since 1970.
    pub epoch_ms: i64,
    /// The step to begin with.
    pub from: usize,
}

impl Order {
    #[allow(dead_code, reason = "the phone's process asks")]
    pub fn url(&self, of: At) -> &str {
        match of {
            At::Region => &self.region,
            At::Bus => &self.bus,
        }
    }

    /// One line that [`FromStr`] reads.
    pub fn line(&self) -> String {
        let Self { file, region, bus, epoch_ms, from } = self;
        format!("{file}\t{region}\t{bus}\t{epoch_ms}\t{from}")
    }
}

impl FromStr for Order {
    type Err = String;
    fn from_str(line: &str) -> Result<Self, String> {
        let words: Vec<&str> = line.split('\t').collect();
        let &[file, region, bus, epoch_ms, from] = words.as_slice() else {
            return Err(format!("not an order: {line}"));
        };
        Ok(Self {
            file: file.to_owned(),
            region: region.to_owned(),
            bus: bus.to_owned(),
            epoch_ms: epoch_ms.parse().map_err(|_| "not a time".to_owned())?,
            from: from.parse().map_err(|_| "not a step".to_owned())?,
        })
    }
}

/// The key of a phone's file, which its seed makes as [`crate`]'s other phones do.
pub fn file_key() -> FileKey {
    FileKey::from_bytes([SEED; 48])
}

/// The story's phone, and the clock that its steps move.
pub struct StoryPhone {
    pub engine: CompanionEngine,
    clock: Arc<ManualClock>,
    /// The next step that the clock stands at.
    epoch_ms: i64,
}

/// Opens the phone's file as it stands before a step.
pub fn open(file: &Path, epoch_ms: i64, from: usize) -> Result<StoryPhone, EngineError> {
    let start = jiff::Timestamp::from_millisecond(epoch_ms).unwrap_or_default();
    let clock = Arc::new(ManualClock::at(start + minutes(from)));
    let seed = Zeroizing::new([SEED; 32]);
    let shared: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
    let engine = CompanionEngine::open(file, &file_key(), seed, shared)?;
    engine.set_network(HttpOptions {
        limits: limits(),
        connect_timeout: Duration::from_secs(5),
        ..HttpOptions::default()
    });
    Ok(StoryPhone { engine, clock, epoch_ms })
}

fn minutes(count: usize) -> SignedDuration {
    SignedDuration::from_mins(i64::try_from(count).unwrap_or_default())
}

impl StoryPhone {
    /// Takes a step. Each has its minute, however often it is tried.
    pub fn take(&self, at: usize, road: &impl Road) -> Result<(), String> {
        let wanted = jiff::Timestamp::from_millisecond(self.epoch_ms).unwrap_or_default();
        self.clock.advance((wanted + minutes(at)).duration_since(self.clock.now()));
        let phone = &self.engine;
        match STORY[at] {
            Step::Sync(with) => road.sync(phone, with),
            Step::Carry => road.carry(),
            step => self.write(step).map_err(|error| format!("{}: {error}", error.code())),
        }
    }

    fn write(&self, step: Step) -> Result<(), EngineError> {
        let phone = &self.engine;
        match step {
            Step::Ticket(title) => phone.open_ticket(scratch_ticket(title, 20)).map(drop),
            Step::Rename(from, to) => {
                let edit = TicketEdit { title: Some(to.to_owned()), ..TicketEdit::default() };
                phone.edit_ticket(&self.ticket(from)?, edit).map(drop)
            }
            Step::Cancel(title) => {
                phone.set_ticket_status(&self.ticket(title)?, &TicketStatus::Cancelled)
            }
            Step::Propose(title) => phone.propose(&self.ticket(title)?, "I can come").map(drop),
            Step::Help(length) => {
                phone.log_help_session(help_session("Pixel", length, self.clock.now())).map(drop)
            }
            Step::Day(days) => {
                let today = self.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
                let day = today.saturating_add(jiff::Span::new().days(days));
                phone.ask_bus_day(&slug("busnum-1"), day, "Robots").map(drop)
            }
            Step::Sync(_) | Step::Carry => Ok(()),
        }
    }

    fn ticket(&self, title: &str) -> Result<DocumentId, EngineError> {
        let page = PageRequest::first().of(PageRequest::MOST);
        let all = self.engine.tickets(TicketFilter::All, &page)?.items;
        let found = all.into_iter().find(|ticket| ticket.title == title);
        found.map(|ticket| ticket.common.id).ok_or(EngineError::NotFound(Missing::Ticket))
    }

    /// What its calls have answered so far, which must be there after whatever happens next: own
    /// changes that wait on the phone and with a bus, and how many tickets there are.
    pub fn says(&self) -> Result<String, EngineError> {
        let waits = self.engine.sync_status()?.undelivered;
        let tickets = self.engine.tickets(TicketFilter::All, &PageRequest::first())?.total;
        Ok(format!("{} {} {tickets}", waits.on_this_phone, waits.with_bus))
    }
}
