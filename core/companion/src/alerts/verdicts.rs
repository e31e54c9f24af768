//! What was decided on this member's requests.

use sharenum_domain::{AlertKind, DocumentId, Outcome, RequestStatus, WorkshopStatus};
use sharenum_store::queries::agenda::{self, RegistrationRow};
use sharenum_store::queries::alerts::NewAlert;
use sharenum_store::queries::catalogue;
use sharenum_store::queries::workshops::{self, WorkshopRow};

use super::revision;
use crate::Result;
use crate::views::Context;

/// A decision on a seat. A seat that was given back by the member is no news to them, and their
/// place in the waiting list is not stated: each cancellation of another would ring.
pub(super) fn of_registration(
    context: &Context<'_>,
    id: &DocumentId,
    found: &mut Vec<NewAlert>,
) -> Result<()> {
    let Some(row) = agenda::registration(context.conn, id)? else { return Ok(()) };
    let Some(workshop) = workshops::workshop(context.conn, &row.workshop)? else { return Ok(()) };
    found.extend(cancelled(context, &workshop, &row));
    let Some(decision) = &row.decision else { return Ok(()) };
    let wanted = row.status != RequestStatus::Cancelled;
    if !context.is_me(&row.head.author) || !wanted || decision.outcome == Outcome::Released {
        return Ok(());
    }
    let outcome = decision.outcome.as_str();
    found.push(NewAlert {
        document: *id,
        kind: AlertKind::SeatDecided,
        revision: revision(&[outcome, &workshop.workshop.title]),
        subject: Some(row.workshop),
        title: workshop.workshop.title,
        body: outcome.to_owned(),
        km: None,
    });
    Ok(())
}

/// A decision on a day.
pub(super) fn of_booking(
    context: &Context<'_>,
    id: &DocumentId,
    found: &mut Vec<NewAlert>,
) -> Result<()> {
    let Some(row) = agenda::booking(context.conn, id)? else { return Ok(()) };
    let Some(decision) = &row.decision else { return Ok(()) };
    let wanted = row.status != RequestStatus::Cancelled;
    if !context.is_me(&row.head.author) || !wanted || decision.outcome == Outcome::Released {
        return Ok(());
    }
    let resource = catalogue::resource(context.conn, &row.booking.resource)?;
    let name = resource.map_or_else(|| row.booking.resource.to_string(), |(_, found)| found.name);
    let (outcome, day) = (decision.outcome.as_str(), row.booking.day.to_string());
    found.push(NewAlert {
        document: *id,
        kind: AlertKind::BookingDecided,
        revision: revision(&[outcome, &name, &day]),
        subject: Some(*id),
        title: format!("{name} {day}"),
        body: outcome.to_owned(),
        km: None,
    });
    Ok(())
}

/// A cancelled workshop alerts those who meant to come.
pub(super) fn cancelled(
    context: &Context<'_>,
    workshop: &WorkshopRow,
    seat: &RegistrationRow,
) -> Option<NewAlert> {
    let came = context.is_me(&seat.head.author) && seat.status != RequestStatus::Cancelled;
    let over = workshop.start.is_some_and(|start| start < context.now);
    let mine = context.is_me(&workshop.head.author);
    if workshop.status != WorkshopStatus::Cancelled || !came || over || mine {
        return None;
    }
    let slot = workshop.workshop.slot.to_string();
    Some(NewAlert {
        document: workshop.head.document,
        kind: AlertKind::WorkshopCancelled,
        revision: revision(&[&workshop.workshop.title, &slot]),
        subject: Some(workshop.head.document),
        title: workshop.workshop.title.clone(),
        body: slot,
        km: None,
    })
}
