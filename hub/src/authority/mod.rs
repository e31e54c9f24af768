//! The home hub of exclusive things: seats and days have one holder, and one authority says who.
//!
//! Decisions are made in the transaction that brought the requests in, in the order of the first
//! signed receipt (of a bus or of this region, never of a phone's clock), and they are final. A
//! cancellation promotes the next who waits. All of it is a function of the tables: after a
//! crash or a restart there is nothing to catch up with.

mod days;
mod requests;
mod seats;
mod write;

use sharenum_domain::{DocumentId, ResourceId};
use sharenum_ledger::HubRole;

pub(crate) use requests::{is_request, note, note_revocation};

use crate::HubError;
use crate::hub::Door;

/// What has requests to decide.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// A workshop with seats.
    Workshop(DocumentId),
    /// A resource with days.
    Resource(ResourceId),
}

/// Decides what the transaction made undecided.
pub(crate) fn decide(door: &mut Door<'_>) -> Result<(), HubError> {
    if door.hub.role() != HubRole::Region {
        return Ok(());
    }
    requests::read_again(door)?;
    for subject in std::mem::take(&mut door.undecided) {
        match subject {
            Subject::Workshop(workshop) => seats::decide(door, &workshop)?,
            Subject::Resource(resource) => days::decide(door, &resource)?,
        }
    }
    Ok(())
}
