//! Seats of a workshop.

use std::collections::BTreeSet;

use sharenum_domain::{
    Ask, DecisionReason, DocumentId, Outcome, Workshop, WorkshopStatus, allot_seats,
    resolve_workshop,
};

use super::requests::asks;
use super::write::{Answer, write};
use crate::hub::Door;
use crate::storage::RequestKind;
use crate::{HubError, documents};

pub(super) fn decide(door: &mut Door<'_>, id: &DocumentId) -> Result<(), HubError> {
    let rows = door.tables.requests_for(RequestKind::Seat, id.as_bytes())?;
    if rows.is_empty() {
        return Ok(());
    }
    let Some(origin) = door.tables.document(id)?.map(|row| row.origin) else { return Ok(()) };
    let Some(workshop) = documents::load::<Workshop>(door.tables, id)? else { return Ok(()) };
    if workshop.home != door.hub.member() {
        return Ok(());
    }
    let over = match resolve_workshop(&workshop.status) {
        WorkshopStatus::Cancelled => Some(DecisionReason::WorkshopCancelled),
        WorkshopStatus::Done => Some(DecisionReason::WorkshopOver),
        _ => None,
    };
    let mut concerned = vec![origin.creator];
    if let Some(resource) = &workshop.resource {
        let hosts = door.tables.resource(resource)?.map(|resource| resource.hosts);
        concerned.extend(hosts.unwrap_or_default());
    }
    let mut asks = asks(door, &rows)?;
    let repeated = refuse_repeated(door, &mut asks)?;
    if over.is_some() {
        for ask in &mut asks {
            // Who has a seat keeps it on paper; nobody new gets one, and nobody waits any more.
            if matches!(ask.decided, None | Some(Outcome::Waiting)) {
                ask.decided = Some(Outcome::Refused);
            }
        }
    }
    let allotted = allot_seats(workshop.seats, &asks);
    for row in rows {
        let Some((outcome, position)) = allotted.get(&row.document).cloned() else { continue };
        let reason = match (&outcome, &over) {
            (Outcome::Refused, _) if repeated.contains(&row.document) => {
                DecisionReason::AlreadyAsked
            }
            (Outcome::Refused, Some(over)) => over.clone(),
            (Outcome::Confirmed, _) => DecisionReason::SeatFree,
            (Outcome::Waiting, _) => DecisionReason::WorkshopFull,
            (Outcome::Released, _) => DecisionReason::Cancelled,
            _ => DecisionReason::Decided,
        };
        let answer = Answer { outcome, position, reason, alternatives: Vec::new() };
        write(door, row, answer, &concerned)?;
    }
    Ok(())
}

/// One person has one seat: their earliest standing request counts, whatever the number of their
/// phones. The others are refused, and named.
fn refuse_repeated(door: &Door<'_>, asks: &mut [Ask]) -> Result<BTreeSet<DocumentId>, HubError> {
    let mut creators = Vec::with_capacity(asks.len());
    for ask in &*asks {
        creators.push(door.tables.document(&ask.request)?.map(|row| row.origin.creator));
    }
    let is_open =
        |ask: &Ask| !ask.cancelled && matches!(ask.decided, None | Some(Outcome::Waiting));
    let has_a_seat = |ask: &Ask| {
        !ask.cancelled && matches!(ask.decided, Some(Outcome::Confirmed | Outcome::Unknown(_)))
    };
    let seated = asks.iter().zip(&creators).filter(|(ask, _)| has_a_seat(ask));
    let mut standing: BTreeSet<_> = seated.filter_map(|(_, creator)| *creator).collect();
    let mut repeated = BTreeSet::new();
    for (ask, creator) in asks.iter_mut().zip(creators) {
        if is_open(ask) && creator.is_some_and(|creator| !standing.insert(creator)) {
            ask.decided = Some(Outcome::Refused);
            repeated.insert(ask.request);
        }
    }
    Ok(repeated)
}
