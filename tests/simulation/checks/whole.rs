//! Nothing is left behind, and nothing that a call returned is missing.

use sharenum_store::outbox_counts;

use super::View;
use crate::phone::rows;
use crate::play::Play;

pub fn outboxes_are_empty(play: &Play<'_>) -> Result<(), String> {
    for phone in &play.phones {
        let waiting = phone.store().read(outbox_counts).unwrap();
        if waiting != (0, 0) {
            return Err(format!("{}: {waiting:?} changes are not delivered", phone.part.name));
        }
        for table in ["waiting", "quarantine"] {
            let sql = format!("SELECT count(*) FROM {table}");
            let left = rows(phone.store(), &sql, [], |row| row.get::<_, i64>(0));
            if left != [0] {
                return Err(format!("{}: {left:?} rows in {table}", phone.part.name));
            }
        }
    }
    for hub in [&play.network.region, &play.network.bus] {
        let totals = hub.hub().status().unwrap().totals;
        let left = [totals.waiting, totals.quarantined, totals.uncarried, totals.refused_upstream];
        if left != [0; 4] {
            return Err(format!("a hub has left (waiting, refused, uncarried …) {left:?}"));
        }
    }
    Ok(())
}

pub fn what_was_returned_is_there(play: &Play<'_>, view: &View) -> Result<(), String> {
    for phone in &play.phones {
        for (chunk, document) in &phone.written {
            if view.log.entry(chunk).is_none() {
                return Err(format!("{}: a change of {document} is lost", phone.part.name));
            }
        }
    }
    for (document, (table, status)) in &play.facts.ended {
        let sql = format!("SELECT status FROM {table} WHERE document = ?1");
        let found = rows(&view.store, &sql, [document.as_bytes()], |row| row.get::<_, String>(0));
        if found != [*status] {
            return Err(format!("{table} {document} was {status} once and is {found:?} now"));
        }
    }
    for (ticket, proposal) in &play.facts.accepted {
        let sql = "SELECT 1 FROM ticket_accepted WHERE document = ?1 AND proposal = ?2";
        let params = [ticket.as_bytes(), proposal.as_bytes()];
        if rows(&view.store, sql, params, |_| Ok(())).is_empty() {
            return Err(format!("proposal {proposal} was taken up, and the ticket forgot it"));
        }
    }
    dates_are_in_the_plan_that_is_shown(play)
}

/// Also where both began a plan of their own: what one of them proposed stands in the one that
/// both see in the end.
fn dates_are_in_the_plan_that_is_shown(play: &Play<'_>) -> Result<(), String> {
    for (proposal, date) in &play.facts.dates {
        for phone in &play.phones {
            let Ok(view) = phone.engine().proposal(proposal) else { continue };
            let plan = view.plan.and_then(|plan| phone.engine().plan(&plan).ok());
            if !plan.is_some_and(|plan| plan.dates.iter().any(|one| one.slot == *date)) {
                let name = phone.part.name;
                return Err(format!("{name}: {date} was proposed and is not in the plan"));
            }
        }
    }
    Ok(())
}
