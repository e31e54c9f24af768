//! The facade that Kotlin, Swift and Python call.
//!
//! [`SharenumApp`] is one member's phone. Its records are its own and are copied at each call, so
//! the engine underneath may change without a shell noticing; there is no logic here. The doc
//! comments are written for the developer of a shell: they appear in the generated code.
//!
//! Calls do local work only and return when it is on disk; `join` and `sync` use the network and
//! are `async`. Every call may be made from any thread, and from inside a callback.

mod agenda;
mod alerts;
mod app;
mod calendar;
mod catalogue;
mod clock;
mod coming;
mod common;
mod directory;
mod drafts;
mod error;
mod events;
mod help;
mod host;
mod ids;
mod log;
mod meeting;
mod membership;
mod near;
mod notifications;
mod offered;
mod open;
mod plans;
mod requests;
mod runtime;
mod scan;
mod search;
mod sync;
mod text;
mod threads;
mod tickets;
mod time;
mod words;

pub use agenda::*;
pub use alerts::*;
pub use app::*;
pub use calendar::*;
pub use catalogue::*;
pub use coming::*;
pub use common::*;
pub use directory::*;
pub use drafts::*;
pub use error::*;
pub use events::*;
pub use help::*;
pub use host::*;
pub use ids::*;
pub use log::*;
pub use meeting::*;
pub use membership::*;
pub use near::*;
pub use notifications::*;
pub use offered::*;
pub use open::*;
pub use plans::*;
pub use requests::*;
pub use scan::*;
pub use search::*;
pub use sync::*;
pub use text::*;
pub use threads::*;
pub use tickets::*;
pub use time::*;
pub use words::*;

uniffi::setup_scaffolding!("sharenum");
