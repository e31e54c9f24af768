//! Alerts: a pure function of the tables, the profile, the preferences and the clock.
//!
//! They are computed in the transaction that changes the tables, and kept exactly once per
//! (document, kind, revision). Nobody is alerted of what they wrote themselves, on whichever
//! device: every rule below asks who the author is, never which phone it came from.

mod near;
mod preferences;
mod revision;
mod threads;
mod verdicts;

use std::collections::BTreeSet;

use sharenum_domain::DocumentId;
use sharenum_ledger::Kind;
use sharenum_store::Touched;
use sharenum_store::queries::alerts::NewAlert;
use sharenum_store::queries::{agenda, tickets, workshops};

use crate::Result;
use crate::views::Context;

pub use preferences::AlertPreferences;
pub(crate) use revision::revision;

/// The alerts that these documents give rise to, each once, as far as this phone's preferences let
/// them through.
///
/// With `everything`, and after a change of the profile or the directory, every ticket and
/// workshop is asked whether it reaches the member now.
pub(crate) fn of_touched(
    context: &Context<'_>,
    touched: &[Touched],
    mut everything: bool,
) -> Result<Vec<NewAlert>> {
    let mut found = Vec::new();
    for touched in touched.iter().filter(|touched| !touched.removed) {
        let id = &touched.document;
        match touched.kind {
            Kind::Ticket => of_ticket(context, id, &mut found)?,
            Kind::Proposal => threads::of_proposal(context, id, &mut found)?,
            Kind::Message => threads::of_message(context, id, &mut found)?,
            Kind::Workshop => of_workshop(context, id, &mut found)?,
            Kind::Registration => verdicts::of_registration(context, id, &mut found)?,
            Kind::Booking => verdicts::of_booking(context, id, &mut found)?,
            Kind::Decision => of_decision(context, id, &mut found)?,
            Kind::Profile | Kind::DirectoryPage => everything = true,
            _ => {}
        }
    }
    if everything {
        found.extend(nearby(context)?);
    }
    // The same alert may follow from two documents of one transaction.
    let mut seen = BTreeSet::new();
    let preferences = AlertPreferences::load(context.conn)?;
    found.retain(|alert| {
        preferences.let_through(alert)
            && seen.insert((alert.document, alert.kind.clone(), alert.revision))
    });
    Ok(found)
}

/// All tickets and workshops that reach the member now: after a change of the profile, of the
/// place or of the preferences.
fn nearby(context: &Context<'_>) -> Result<Vec<NewAlert>> {
    let mut found = Vec::new();
    for row in tickets::open_for(context.conn, &context.me.member, context.profile.tools.keys())? {
        found.extend(near::ticket(context, &row));
    }
    for row in workshops::all_upcoming(context.conn, context.now)? {
        found.extend(near::workshop(context, &row));
    }
    Ok(found)
}

fn of_ticket(context: &Context<'_>, id: &DocumentId, found: &mut Vec<NewAlert>) -> Result<()> {
    let Some(row) = tickets::ticket(context.conn, id)? else { return Ok(()) };
    found.extend(near::ticket(context, &row));
    for proposal in &row.ticket.accepted {
        threads::of_proposal(context, proposal, found)?;
    }
    Ok(())
}

fn of_workshop(context: &Context<'_>, id: &DocumentId, found: &mut Vec<NewAlert>) -> Result<()> {
    let Some(row) = workshops::workshop(context.conn, id)? else { return Ok(()) };
    found.extend(near::workshop(context, &row));
    let seat = agenda::registration_by(context.conn, id, &context.me.member)?;
    if let Some(seat) = seat {
        found.extend(verdicts::cancelled(context, &row, &seat));
    }
    Ok(())
}

fn of_decision(context: &Context<'_>, id: &DocumentId, found: &mut Vec<NewAlert>) -> Result<()> {
    let Some(request) = agenda::request_of(context.conn, id)? else { return Ok(()) };
    verdicts::of_registration(context, &request, found)?;
    verdicts::of_booking(context, &request, found)
}
