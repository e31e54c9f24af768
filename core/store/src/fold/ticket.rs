//! Rows of tickets, proposals and messages.

use sharenum_domain::{Message, Proposal, Ticket, resolve_status};

use super::row::{Row, all_words};
use crate::StoreError;

pub(super) fn ticket(row: &Row<'_>, ticket: &Ticket) -> Result<(), StoreError> {
    let pedagogy = &ticket.pedagogy;
    row.insert(
        "ticket",
        Some(ticket.created),
        &[
            ("direction", &ticket.direction.as_str()),
            ("title", &ticket.title),
            ("need", &ticket.need),
            ("class_level", &pedagogy.class_level),
            ("learning_goal", &pedagogy.learning_goal),
            ("tried", &pedagogy.tried),
            ("obstacle", &pedagogy.obstacle),
            ("training_reason", &ticket.training.reason),
            ("school", &ticket.school.to_string()),
            ("school_name", &ticket.school_name),
            ("academy", &ticket.academy),
            ("lat", &ticket.centre.lat()),
            ("lon", &ticket.centre.lon()),
            ("radius_km", &ticket.radius.get()),
            ("status", &resolve_status(&ticket.status).as_str()),
            ("statuses", &all_words(&ticket.status)),
        ],
    )?;
    for tool in &ticket.tools {
        row.insert_entry("ticket_tool", &[("tool", &tool.as_str())])?;
    }
    for training in &ticket.training.shown {
        row.insert_entry("ticket_training", &[("training", &training.as_str())])?;
    }
    for proposal in &ticket.accepted {
        row.insert_entry("ticket_accepted", &[("proposal", proposal.as_bytes())])?;
    }
    let body = [
        &ticket.need,
        &pedagogy.class_level,
        &pedagogy.learning_goal,
        &pedagogy.tried,
        &pedagogy.obstacle,
        &ticket.school_name,
    ];
    row.search_entry("ticket", &ticket.title, &body.map(String::as_str))
}

pub(super) fn proposal(row: &Row<'_>, proposal: &Proposal) -> Result<(), StoreError> {
    row.insert(
        "proposal",
        Some(proposal.created),
        &[
            ("ticket", &row.parent()?),
            ("text", &proposal.text),
            ("status", &proposal.status.as_str()),
            ("school", &proposal.school.as_ref().map(ToString::to_string)),
            ("school_name", &proposal.school_name),
        ],
    )
}

pub(super) fn message(row: &Row<'_>, message: &Message) -> Result<(), StoreError> {
    row.insert(
        "message",
        Some(message.created),
        &[("parent", &row.parent()?), ("body", &message.body)],
    )
}
