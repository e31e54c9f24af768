//! Days of a resource.

use std::collections::BTreeSet;

use sharenum_domain::{DecisionReason, Outcome, ResourceId, allot_days, nearest_free_days};

use super::requests::asks;
use super::write::{Answer, write};
use crate::HubError;
use crate::hub::Door;
use crate::storage::RequestKind;

/// Days offered with a refusal.
const ALTERNATIVES: usize = 3;

pub(super) fn decide(door: &mut Door<'_>, id: &ResourceId) -> Result<(), HubError> {
    let Some(resource) = door.tables.resource(id)? else { return Ok(()) };
    if resource.home != door.hub.member() {
        return Ok(());
    }
    let rows = door.tables.requests_for(RequestKind::Day, id.as_str().as_bytes())?;
    let today = door.hub.today();
    let mut dated = Vec::with_capacity(rows.len());
    let mut too_late = BTreeSet::new();
    for mut ask in asks(door, &rows)? {
        let Some(row) = rows.iter().find(|row| row.document == ask.request) else { continue };
        let Some(day) = row.day else { continue };
        // A bus may bring a request home after its day.
        if ask.decided.is_none() && day < today {
            ask.decided = Some(Outcome::Refused);
            too_late.insert(ask.request);
        }
        dated.push((ask, day));
    }
    let allotted = allot_days(&dated);
    let taken: BTreeSet<_> = dated
        .iter()
        .filter(|(ask, _)| allotted.get(&ask.request) == Some(&Outcome::Confirmed))
        .map(|(_, day)| *day)
        .collect();
    for row in rows {
        let (Some(outcome), Some(day)) = (allotted.get(&row.document).cloned(), row.day) else {
            continue;
        };
        let (reason, alternatives) = match outcome {
            Outcome::Confirmed => (DecisionReason::DayFree, Vec::new()),
            Outcome::Released => (DecisionReason::Cancelled, Vec::new()),
            Outcome::Refused => {
                let past = too_late.contains(&row.document);
                let reason = if past { DecisionReason::DayPast } else { DecisionReason::DayTaken };
                (reason, nearest_free_days(day, &taken, today, ALTERNATIVES))
            }
            _ => (DecisionReason::Decided, Vec::new()),
        };
        let answer = Answer { outcome, position: None, reason, alternatives };
        write(door, row, answer, &resource.hosts)?;
    }
    Ok(())
}
