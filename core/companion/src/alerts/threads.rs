//! What somebody wrote to this member.

use sharenum_domain::{AlertKind, DocumentId, ProposalStatus, TicketStatus};
use sharenum_store::queries::alerts::NewAlert;
use sharenum_store::queries::{threads, tickets};

use super::{News, near, revision};
use crate::Result;
use crate::views::Context;

/// A proposal alerts the ticket's author when it is made, and its own author when it is taken up.
pub(super) fn of_proposal(context: &Context<'_>, id: &DocumentId, news: &mut News) -> Result<()> {
    let Some(row) = threads::proposal(context.conn, id)? else { return Ok(()) };
    let Some(ticket) = tickets::ticket(context.conn, &row.ticket)? else { return Ok(()) };
    let proposal = &row.proposal;
    let mine = context.is_me(&row.head.author);
    // Whoever offers their help is asked for it no longer.
    if mine && near::ticket(context, &ticket)?.is_none() {
        news.over.push((row.ticket, AlertKind::TicketNearby));
    }
    if mine && row.accepted && ticket.status != TicketStatus::Cancelled {
        news.found.push(NewAlert {
            document: *id,
            kind: AlertKind::ProposalAccepted,
            // It is said once; another title of the ticket does not accept it again.
            revision: revision(&[], &[]),
            subject: Some(row.ticket),
            title: ticket.ticket.title.clone(),
            body: ticket.ticket.school_name.clone(),
            km: context.km(&ticket.ticket.centre),
        });
    }
    let to_me = !mine && context.is_me(&ticket.head.author);
    if to_me && proposal.status == ProposalStatus::Offered {
        news.found.push(NewAlert {
            document: *id,
            kind: AlertKind::ProposalReceived,
            revision: revision(&[], &[&proposal.text, &proposal.school_name]),
            subject: Some(row.ticket),
            title: ticket.ticket.title,
            body: proposal.school_name.clone(),
            km: None,
        });
    }
    Ok(())
}

/// A message alerts the other of the two who talk.
pub(super) fn of_message(
    context: &Context<'_>,
    id: &DocumentId,
    found: &mut Vec<NewAlert>,
) -> Result<()> {
    let Some(row) = threads::message(context.conn, id)? else { return Ok(()) };
    let Some(proposal) = threads::proposal(context.conn, &row.parent)? else { return Ok(()) };
    let Some(ticket) = tickets::ticket(context.conn, &proposal.ticket)? else { return Ok(()) };
    let party = context.is_me(&proposal.head.author) || context.is_me(&ticket.head.author);
    if party && !context.is_me(&row.head.author) {
        found.push(NewAlert {
            document: *id,
            kind: AlertKind::MessageReceived,
            revision: revision(&[], &[&row.message.body]),
            subject: Some(proposal.ticket),
            title: ticket.ticket.title,
            body: row.message.body,
            km: None,
        });
    }
    Ok(())
}
