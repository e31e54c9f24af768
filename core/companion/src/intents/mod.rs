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

pub use help::NewHelpSession;
pub use plan::PlanEdit;
pub use profile::ProfileView;
pub use ticket::{NewTicket, TicketEdit};
pub use workshop::{NewWorkshop, Venue, WorkshopEdit};

use sharenum_domain::MemberId;
use sharenum_store::queries::settings;

use crate::commit::Writing;
use crate::{EngineError, Result, keys};

/// Only people with an account of their own at a school.
fn require_staff(writing: &Writing<'_, '_>) -> Result<()> {
    let why = "a guest or a shared tablet cannot do this; ask a member of the school";
    if writing.me.roles.is_staff() { Ok(()) } else { Err(EngineError::NotAllowed { why }) }
}

/// Refuses with the way out unless `allowed`.
fn require(allowed: bool, why: &'static str) -> Result<()> {
    if allowed { Ok(()) } else { Err(EngineError::NotAllowed { why }) }
}

/// The region's hub, which decides on seats.
fn region_hub(writing: &Writing<'_, '_>) -> Result<MemberId> {
    let hub = settings::get(writing.conn(), keys::REGION_HUB)?;
    let why = "this phone does not know its region's hub; sync with it once first";
    hub.and_then(|hub| hub.parse().ok()).ok_or(EngineError::NotAllowed { why })
}
