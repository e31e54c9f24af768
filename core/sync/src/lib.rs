//! The sync protocol as a state machine without I/O, and its HTTP client.
//!
//! [`SyncSession`] says what to send and is told what came back; it owns no socket, no clock and
//! no storage, so that simulation drives it as well as [`HttpClient`] does. What a side stores is
//! behind [`Local`]: a phone's file, or a bus that carries everything home.
//!
//! ```text
//! saved session?  ── no ──► challenge ──► session ──┐
//!       │ yes                                       ▼
//!       └───────────────────────────────────────► exchange ◄──┐  upload first,
//!                                                   └─────────┘  then page after page
//! ```
//!
//! Nothing is forgotten on the way: a chunk leaves the outbox only in [`Local::delivered`], a
//! page and its cursor are stored together in [`Local::receive`], and any error leaves both as
//! they were.

mod error;
mod http;
mod join;
mod limits;
mod link;
mod local;
mod met;
mod progress;
mod reply;
mod session;
mod summary;
pub mod wire;

pub use error::SyncError;
pub use http::{AddressProblem, HttpClient, HttpOptions, check_address};
pub use join::{JoinExchange, Joined};
pub use limits::SyncLimits;
pub use link::{InvalidLink, JoinLink};
pub use local::{HubIdentity, Local, LocalError, Outgoing, SavedSession};
pub use met::{Announcement, BusLink, InvalidBus};
pub use progress::{CancelToken, SyncObserver, SyncPhase, SyncProgress};
pub use reply::{HttpReply, HttpRequest};
pub use session::{Step, SyncSession};
pub use summary::{RefusedChunk, SyncSummary};
