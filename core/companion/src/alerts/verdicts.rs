//! What was decided on this member's requests.

use sharenum_domain::{AlertKind, Decision, DocumentId, Outcome, RequestStatus, WorkshopStatus};
use sharenum_store::queries::agenda::{self, RegistrationRow};
use sharenum_store::queries::alerts::NewAlert;
use sharenum_store::queries::catalogue;
use sharenum_store::queries::workshops::{self, WorkshopRow};

use super::{News, near, revision};
use crate::Result;
use crate::views::Context;

/// A decision on a seat. A seat that was given back by the member is no news to them, and their
/// place in the waiting list is not stated: each cancellation of another would ring.
pub(super) fn of_registration(
    context: &Context<'_>,
    id: &DocumentId,
    news: &mut News,
) -> Result<()> {
    let Some(row) = agenda::registration(context.conn, id)? else { return Ok(()) };
    let Some(workshop) = workshops::workshop(context.conn, &row.workshop)? else { return Ok(()) };
    news.found.extend(cancelled(context, &workshop, &row));
    if context.is_me(&row.head.author) {
        changed(context, &workshop, news)?;
        // Whoever has asked for a seat is invited no longer.
        if near::workshop(context, &workshop)?.is_none() {
            news.over.push((row.workshop, AlertKind::WorkshopNearby));
        }
    }
    let Some(decision) = &row.decision else { return Ok(()) };
    let wanted = row.status != RequestStatus::Cancelled;
    if !context.is_me(&row.head.author) || !wanted || decision.outcome == Outcome::Released {
        return Ok(());
    }
    let outcome = decision.outcome.as_str();
    news.found.push(NewAlert {
        document: *id,
        kind: AlertKind::SeatDecided,
        // The title is the workshop's: another one decides nothing anew.
        revision: revision(&[outcome], &[]),
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
        // As with a seat, another name of the equipment decides nothing anew.
        revision: revision(&[outcome, &day], &[]),
        subject: Some(*id),
        title: format!("{name} {day}"),
        body: outcome.to_owned(),
        km: None,
    });
    Ok(())
}

/// Whether the reader's own request for a seat stands: not taken back, not refused.
pub(super) fn comes(context: &Context<'_>, workshop: &DocumentId) -> Result<bool> {
    let seat = agenda::registration_by(context.conn, workshop, &context.me.member)?;
    Ok(seat.is_some_and(|seat| {
        let refused =
            |decision: &Decision| matches!(decision.outcome, Outcome::Refused | Outcome::Released);
        seat.status != RequestStatus::Cancelled && !seat.decision.as_ref().is_some_and(refused)
    }))
}

/// Another date or place alerts those who mean to come, however far away they are: they need it
/// most. What stood there when they asked is known to them.
pub(super) fn changed(
    context: &Context<'_>,
    workshop: &WorkshopRow,
    news: &mut News,
) -> Result<()> {
    let (document, kind) = (workshop.head.document, AlertKind::WorkshopChanged);
    if !comes(context, &document)? || context.is_me(&workshop.head.author) {
        news.forgotten.push((document, kind));
        return Ok(());
    }
    let begun = workshop.start.is_some_and(|start| start < context.now);
    if workshop.status != WorkshopStatus::Published || begun {
        news.over.push((document, kind));
        return Ok(());
    }
    let slot = workshop.workshop.slot.to_string();
    news.found.push(NewAlert {
        document,
        kind,
        revision: revision(&[&slot, &workshop.workshop.place_label], &[]),
        subject: Some(document),
        title: workshop.workshop.title.clone(),
        body: slot,
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
        revision: revision(&[&slot], &[&workshop.workshop.title]),
        subject: Some(workshop.head.document),
        title: workshop.workshop.title.clone(),
        body: slot,
        km: None,
    })
}
