//! The way home: a bus hands what it holds to its region and takes back what is new there.
//!
//! The bus is a client of the region like a phone, with the same state machine: it offers every
//! chunk without a regional receipt, with its own custody receipts, and follows the whole log.

mod local;
mod rounds;

use std::sync::Arc;
use std::time::Duration;

use sharenum_ledger::HubRole;
use sharenum_sync::{
    HttpClient, HttpReply, HttpRequest, SyncError, SyncLimits, SyncSession, SyncSummary,
};
use tokio::runtime::Handle;

pub use rounds::{Rounds, Trigger};

use crate::hub::note_contact;
use crate::storage::StorageExt;
use crate::{Hub, HubError, random};
use local::Carrier;

/// Carries once, both ways, for at most `budget`. What was carried before an error stays so.
///
/// # Errors
/// When this hub is no bus, the region cannot be reached or refuses, or the storage fails.
pub async fn carry(
    hub: &Arc<Hub>,
    client: &HttpClient,
    upstream: &str,
    budget: Duration,
) -> Result<SyncSummary, HubError> {
    only_a_bus(hub)?;
    let (hub, client, upstream) = (Arc::clone(hub), client.clone(), upstream.to_owned());
    let handle = Handle::current();
    // The bus's storage is asked from the task that waits for the network, and it blocks: both
    // have a thread of their own.
    let carried = tokio::task::spawn_blocking(move || {
        let mut carrier = Carrier::new(Arc::clone(&hub));
        noted(&hub, handle.block_on(client.sync(&upstream, &mut carrier, budget))?)
    });
    carried.await.unwrap_or_else(|error| {
        Err(HubError::Unavailable(format!("carrying was interrupted ({error}); it starts again")))
    })
}

/// As [`carry`], over a transport of the caller's: `send` answers each request. Blocks.
///
/// # Errors
/// As [`carry`], and what `send` answers.
pub fn carry_over(
    hub: &Arc<Hub>,
    upstream: &str,
    limits: SyncLimits,
    send: impl FnMut(HttpRequest) -> Result<HttpReply, SyncError>,
) -> Result<SyncSummary, HubError> {
    only_a_bus(hub)?;
    let mut carrier = Carrier::new(Arc::clone(hub));
    let mut session = SyncSession::new(upstream, limits, random::bytes()?);
    noted(hub, session.run(&mut carrier, send)?)
}

fn only_a_bus(hub: &Hub) -> Result<(), HubError> {
    if hub.role() == HubRole::Bus {
        return Ok(());
    }
    Err(HubError::Usage("only a bus carries; this is a region's hub".to_owned()))
}

/// Notes when the region was last met to the end.
fn noted(hub: &Hub, summary: SyncSummary) -> Result<SyncSummary, HubError> {
    if summary.finished {
        hub.storage().writing(|tables| note_contact(tables, hub.now_ms()))?;
    }
    Ok(summary)
}
