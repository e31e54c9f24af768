//! The hub of a region or a BusNum: takes in signed changes, keeps them, and passes them on to
//! those who should have them.
//!
//! [`Hub`] is the hub without a network; [`server`] puts HTTP around it, [`carry`] takes home what
//! a bus holds, and [`commands`] is the command line. A region's hub is also the authority that
//! decides who has a seat or a day.

mod alone;
pub mod announce;
mod authority;
pub mod carry;
mod clock;
pub mod commands;
pub mod config;
pub mod demo;
mod documents;
pub mod door;
mod error;
mod handshake;
mod html;
mod hub;
pub mod invitation;
pub mod keys;
mod random;
pub mod server;
pub mod storage;
mod tls;

pub use clock::{Clock, SystemClock};
pub use error::HubError;
pub use hub::{DATABASE, Hub, HubOptions, Invited, Published, Reply, Status, join_region};
pub use tls::{Tls, TlsFiles};
