//! One SQLite file: the log, and the tables that screens read.
//!
//! Every change, own or received, enters through one door ([`WriteTx::admit`]): judged by the
//! ledger, appended to the log, and folded into tables, all in one transaction. What a call
//! returned is on disk. Screens read tables through [`queries`] and never load a document.

mod aside;
mod digest;
mod door;
mod durable;
mod edit;
mod error;
mod evict;
pub mod fail_point;
mod fold;
mod hubs;
mod identity;
mod key;
mod log;
mod mark;
mod migrate;
mod number;
mod open;
mod outbox;
mod pool;
mod quarantine;
pub mod queries;
mod resubmit;
mod store;
mod waiting;
mod write;

pub use aside::{files_aside, lies_at, promise_room, room_is_promised, set_aside};
pub use digest::{Digest, table_digest};
pub use door::{Admitted, Source};
pub use durable::{create_folder_durably, write_durably};
pub use edit::Edited;
pub use error::StoreError;
pub use hubs::{KnownHub, SavedCursor, cursors, hubs};
pub use identity::{Identity, identity, own_certificate};
pub use key::FileKey;
pub use log::{origin, replica, routes};
pub use outbox::{Outgoing, outbox_counts, outgoing};
pub use quarantine::{MAX_FOREIGN, MAX_FOREIGN_BYTES, Quarantined, quarantined};
pub use store::Store;
pub use waiting::{MAX_WAITING, MAX_WAITING_BYTES};
pub use write::{Touched, WriteTx};
