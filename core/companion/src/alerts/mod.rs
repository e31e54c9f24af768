//! Alerts: a pure function of the tables, the profile, the preferences and the clock.
//!
//! They are computed in the transaction that changes the tables, and kept exactly once per
//! (document, kind, revision); only facts that change back are said again. Nobody is alerted of
//! what they wrote themselves, on whichever device: every rule below asks who the author is,
//! never which phone it came from.

mod near;
mod preferences;
mod revision;
mod said;
mod threads;
mod verdicts;

use std::collections::BTreeSet;

use sharenum_domain::{AlertKind, DocumentId};
use sharenum_ledger::Kind;
use sharenum_store::Touched;
use sharenum_store::queries::alerts::NewAlert;
use sharenum_store::queries::{agenda, tickets, workshops};

use crate::Result;
use crate::views::Context;

pub use preferences::{AlertPreferences, Setting};
pub(crate) use revision::revision;
pub(crate) use said::{phrase, phrases};

/// What a change means for the alerts of this phone.
#[derive(Default)]
pub(crate) struct News {
    /// What is to be said, unless it was said already.
    pub found: Vec<NewAlert>,
    /// What asks nothing of the reader any longer: it stays in the list and is silent.
    pub over: Vec<(DocumentId, AlertKind)>,
    /// What no longer concerns the reader; should it again, it begins anew.
    pub forgotten: Vec<(DocumentId, AlertKind)>,
    /// Tickets and workshops with what they are called now: what was said about them carries that
    /// title, silently.
    pub titles: Vec<(DocumentId, String)>,
}

/// The alerts that these documents give rise to, each once, whatever the preferences say: those
/// narrow what is read.
///
/// With `everything`, and after a change of the profile or the directory, every ticket and
/// workshop is asked whether it reaches the member now.
pub(crate) fn of_touched(
    context: &Context<'_>,
    touched: &[Touched],
    mut everything: bool,
) -> Result<News> {
    let mut news = News::default();
    for touched in touched.iter().filter(|touched| !touched.removed) {
        let id = &touched.document;
        match touched.kind {
            Kind::Ticket => of_ticket(context, id, &mut news)?,
            Kind::Proposal => threads::of_proposal(context, id, &mut news)?,
            Kind::Message => threads::of_message(context, id, &mut news.found)?,
            Kind::Workshop => of_workshop(context, id, &mut news)?,
            Kind::Registration => verdicts::of_registration(context, id, &mut news)?,
            Kind::Booking => verdicts::of_booking(context, id, &mut news.found)?,
            Kind::Decision => of_decision(context, id, &mut news)?,
            Kind::Profile | Kind::DirectoryPage => everything = true,
            _ => {}
        }
    }
    if everything {
        news.found.extend(nearby(context)?);
    }
    // The same alert may follow from two documents of one transaction.
    let mut seen = BTreeSet::new();
    news.found.retain(|alert| seen.insert((alert.document, alert.kind.clone(), alert.revision)));
    Ok(news)
}

/// All tickets and workshops that reach the member now: after a change of the profile, of the
/// place or of the preferences.
fn nearby(context: &Context<'_>) -> Result<Vec<NewAlert>> {
    let mut found = Vec::new();
    for row in tickets::open_for(context.conn, &context.me.member, context.profile.tools.keys())? {
        found.extend(near::ticket(context, &row)?);
    }
    for row in workshops::all_upcoming(context.conn, context.now)? {
        found.extend(near::workshop(context, &row)?);
    }
    Ok(found)
}

fn of_ticket(context: &Context<'_>, id: &DocumentId, news: &mut News) -> Result<()> {
    let Some(row) = tickets::ticket(context.conn, id)? else { return Ok(()) };
    match near::ticket(context, &row)? {
        Some(alert) => news.found.push(alert),
        None => news.over.push((*id, AlertKind::TicketNearby)),
    }
    news.titles.push((*id, row.ticket.title.clone()));
    for proposal in &row.ticket.accepted {
        threads::of_proposal(context, proposal, news)?;
    }
    Ok(())
}

fn of_workshop(context: &Context<'_>, id: &DocumentId, news: &mut News) -> Result<()> {
    let Some(row) = workshops::workshop(context.conn, id)? else { return Ok(()) };
    match near::workshop(context, &row)? {
        Some(alert) => news.found.push(alert),
        None => news.over.push((*id, AlertKind::WorkshopNearby)),
    }
    news.titles.push((*id, row.workshop.title.clone()));
    verdicts::changed(context, &row, news)?;
    let seat = agenda::registration_by(context.conn, id, &context.me.member)?;
    if let Some(seat) = seat {
        news.found.extend(verdicts::cancelled(context, &row, &seat));
    }
    Ok(())
}

fn of_decision(context: &Context<'_>, id: &DocumentId, news: &mut News) -> Result<()> {
    let Some(request) = agenda::request_of(context.conn, id)? else { return Ok(()) };
    verdicts::of_registration(context, &request, news)?;
    verdicts::of_booking(context, &request, &mut news.found)
}
