//! What happens near the member's establishment.

use sharenum_domain::{AlertKind, workshop_reaches};
use sharenum_store::queries::alerts::NewAlert;
use sharenum_store::queries::tickets::TicketRow;
use sharenum_store::queries::workshops::WorkshopRow;

use super::revision;
use crate::views::Context;

/// A ticket alerts those it reaches.
pub(super) fn ticket(context: &Context<'_>, row: &TicketRow) -> Option<NewAlert> {
    let ticket = &row.ticket;
    let km = context.reach(ticket, &row.head.author).ok()?;
    let stated = [ticket.direction.as_str(), &ticket.title, &ticket.school_name];
    Some(NewAlert {
        document: row.head.document,
        kind: AlertKind::TicketNearby,
        revision: revision(&stated),
        subject: Some(row.head.document),
        title: ticket.title.clone(),
        body: ticket.school_name.clone(),
        km: Some(km),
    })
}

/// A published workshop alerts every member whose establishment it reaches, until it begins.
pub(super) fn workshop(context: &Context<'_>, row: &WorkshopRow) -> Option<NewAlert> {
    let workshop = &row.workshop;
    let at = context.at.as_deref();
    let km = workshop_reaches(workshop, &row.head.author, &context.me.member, at).ok()?;
    if row.start.is_some_and(|start| start < context.now) {
        return None;
    }
    let slot = workshop.slot.to_string();
    Some(NewAlert {
        document: row.head.document,
        kind: AlertKind::WorkshopNearby,
        revision: revision(&[&workshop.title, &slot, &workshop.place_label]),
        subject: Some(row.head.document),
        title: workshop.title.clone(),
        body: slot,
        km: Some(km),
    })
}
