//! What happens near the member's establishment.

use sharenum_domain::{AlertKind, DocumentId, ProposalStatus, workshop_reaches};
use sharenum_store::queries::alerts::NewAlert;
use sharenum_store::queries::threads;
use sharenum_store::queries::tickets::TicketRow;
use sharenum_store::queries::workshops::WorkshopRow;

use super::{revision, verdicts};
use crate::Result;
use crate::views::Context;

/// A ticket alerts those it reaches, until they answer it.
pub(super) fn ticket(context: &Context<'_>, row: &TicketRow) -> Result<Option<NewAlert>> {
    let ticket = &row.ticket;
    let Ok(km) = context.reach(ticket, &row.head.author) else { return Ok(None) };
    if answered(context, &row.head.document)? {
        return Ok(None);
    }
    let stated = [ticket.direction.as_str(), &ticket.title, &ticket.school_name];
    Ok(Some(NewAlert {
        document: row.head.document,
        kind: AlertKind::TicketNearby,
        revision: revision(&[], &stated),
        subject: Some(row.head.document),
        title: ticket.title.clone(),
        body: ticket.school_name.clone(),
        km: Some(km),
    }))
}

/// Whether the reader has offered help with a ticket, or was taken up on it.
fn answered(context: &Context<'_>, ticket: &DocumentId) -> Result<bool> {
    let proposals = threads::proposals(context.conn, ticket)?;
    Ok(proposals.iter().any(|row| {
        let stands = row.accepted || row.proposal.status == ProposalStatus::Offered;
        stands && context.is_me(&row.head.author)
    }))
}

/// A published workshop alerts every member whose establishment it reaches, until it begins or
/// they ask for a seat: from then on they hear of it wherever they are.
pub(super) fn workshop(context: &Context<'_>, row: &WorkshopRow) -> Result<Option<NewAlert>> {
    let workshop = &row.workshop;
    let at = context.at.as_deref();
    let reach = workshop_reaches(workshop, &row.head.author, &context.me.member, at);
    let Ok(km) = reach else { return Ok(None) };
    let begun = row.start.is_some_and(|start| start < context.now);
    if begun || verdicts::comes(context, &row.head.document)? {
        return Ok(None);
    }
    let slot = workshop.slot.to_string();
    Ok(Some(NewAlert {
        document: row.head.document,
        kind: AlertKind::WorkshopNearby,
        revision: revision(&[&slot, &workshop.place_label], &[&workshop.title]),
        subject: Some(row.head.document),
        title: workshop.title.clone(),
        body: slot,
        km: Some(km),
    }))
}
