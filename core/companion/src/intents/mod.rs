//! What a member does: each intent is one transaction, checked by the rules of the domain, and on
//! disk when the call returns.

mod alert;
mod help;
mod plan;
mod presence;
mod profile;
mod refused;
mod request;
mod thread;
mod ticket;
mod workshop;

pub use help::{HelpTime, NewHelpSession};
pub use plan::PlanEdit;
pub use profile::ProfileView;
pub use ticket::{NewTicket, TicketEdit};
pub use workshop::{NewWorkshop, Venue, WorkshopEdit};

use sharenum_domain::MemberId;
use sharenum_store::queries::settings;

use crate::commit::Writing;
use crate::{EngineError, NotAllowed, Result, keys};

/// Only people with an account of their own at a school.
fn require_staff(writing: &Writing<'_, '_>) -> Result<()> {
    if writing.me.roles.is_staff() {
        Ok(())
    } else {
        Err(EngineError::NotAllowed(NotAllowed::StaffOnly))
    }
}

/// Refuses with the way out unless `allowed`.
fn require(allowed: bool, why: NotAllowed) -> Result<()> {
    if allowed { Ok(()) } else { Err(EngineError::NotAllowed(why)) }
}

/// The region's hub, which decides on seats.
fn region_hub(writing: &Writing<'_, '_>) -> Result<MemberId> {
    let hub = settings::get(writing.conn(), keys::REGION_HUB)?;
    hub.and_then(|hub| hub.parse().ok()).ok_or(EngineError::NotAllowed(NotAllowed::RegionUnknown))
}
