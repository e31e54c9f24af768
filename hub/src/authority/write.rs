//! Writing a decision: one document per request, changed when the outcome changes.

use jiff::civil::Date;
use sharenum_domain::{Decision, DecisionReason, MemberId, Outcome};
use sharenum_ledger::routes;

use crate::HubError;
use crate::clock::timestamp;
use crate::hub::{Door, NewOwn};
use crate::storage::RequestRow;

/// What is decided of a request.
pub(super) struct Answer {
    pub(super) outcome: Outcome,
    pub(super) position: Option<u32>,
    pub(super) reason: DecisionReason,
    pub(super) alternatives: Vec<Date>,
}

/// Writes `answer` unless that is what was decided already: deciding twice changes nothing.
pub(super) fn write(
    door: &mut Door<'_>,
    row: RequestRow,
    answer: Answer,
    concerned: &[MemberId],
) -> Result<(), HubError> {
    let decided = Some((answer.outcome.clone(), answer.position));
    if row.decided == decided {
        return Ok(());
    }
    let Some(request) = door.tables.document(&row.document)? else { return Ok(()) };
    let routes = routes::for_members(concerned.iter().copied().chain([request.origin.creator]));
    let content = Decision {
        outcome: answer.outcome,
        day: row.day,
        position: answer.position,
        alternatives: answer.alternatives,
        reason: answer.reason.as_str().to_owned(),
        decided: timestamp(door.now),
    };
    let decision = match row.decision {
        None => {
            let new = NewOwn { parent: Some(row.document), routes };
            door.create(new, &content)?
        }
        Some(decision) => {
            door.edit(&decision, Some(routes), &content)?;
            decision
        }
    };
    door.tables.put_request(&RequestRow { decision: Some(decision), decided, ..row })?;
    Ok(())
}
