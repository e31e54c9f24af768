//! The way home: a bus hands what it holds to its region and takes back what is new there.
//!
//! The bus is a client of the region like a phone, with the same state machine: it offers every
//! chunk without a regional receipt, with its own custody receipts, and follows the whole log.

mod local;
mod rounds;

use std::sync::Arc;
use std::time::Duration;

use sharenum_ledger::HubRole;
use sharenum_sync::{HttpClient, SyncSummary};
use tokio::runtime::Handle;

pub use rounds::{Rounds, Trigger};

use crate::hub::note_contact;
use crate::storage::StorageExt;
use crate::{Hub, HubError};
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
    if hub.role() != HubRole::Bus {
        return Err(HubError::Usage("only a bus carries; this is a region's hub".to_owned()));
    }
    let (hub, client, upstream) = (Arc::clone(hub), client.clone(), upstream.to_owned());
    let handle = Handle::current();
    // The bus's storage is asked from the task that waits for the network, and it blocks: both
    // have a thread of their own.
    let carried = tokio::task::spawn_blocking(move || {
        let mut carrier = Carrier::new(Arc::clone(&hub));
        let summary = handle.block_on(client.sync(&upstream, &mut carrier, budget))?;
        if summary.finished {
            hub.storage().writing(|tables| note_contact(tables, hub.now_ms()))?;
        }
        Ok(summary)
    });
    carried.await.unwrap_or_else(|error| {
        Err(HubError::Unavailable(format!("carrying was interrupted ({error}); it starts again")))
    })
}
