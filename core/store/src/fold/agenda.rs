//! Rows of plans, workshops, requests, decisions and check-ins.

use std::collections::BTreeSet;

use sharenum_domain::{
    Booking, CheckIn, Decision, Plan, Registration, Slot, Workshop, resolve_request,
    resolve_workshop,
};

use super::row::{Row, all_words};
use crate::StoreError;

/// For sorting only; NULL where this phone does not know the zone.
fn start_ms(slot: &Slot) -> Option<i64> {
    slot.instant().ok().map(|instant| instant.as_millisecond())
}

pub(super) fn plan(row: &Row<'_>, plan: &Plan) -> Result<(), StoreError> {
    row.insert(
        "plan",
        None,
        &[
            ("parent", &row.parent.as_ref().map(|parent| *parent.as_bytes())),
            ("what", &plan.what),
            ("for_whom", &plan.for_whom),
            ("venue", &plan.venue),
            ("chosen", &plan.chosen.as_ref().map(ToString::to_string)),
        ],
    )?;
    for slot in &plan.dates {
        let values: [(&str, &dyn rusqlite::ToSql); 2] =
            [("slot", &slot.to_string()), ("start_ms", &start_ms(slot))];
        row.insert_entry("plan_date", &values)?;
    }
    for ((slot, member), yes) in &plan.votes {
        row.insert_entry(
            "plan_vote",
            &[("slot", &slot.to_string()), ("member", member.as_bytes()), ("yes", yes)],
        )?;
    }
    Ok(())
}

pub(super) fn workshop(row: &Row<'_>, workshop: &Workshop) -> Result<(), StoreError> {
    row.insert(
        "workshop",
        None,
        &[
            ("title", &workshop.title),
            ("description", &workshop.description),
            ("school", &workshop.school.as_ref().map(ToString::to_string)),
            ("place_label", &workshop.place_label),
            ("lat", &workshop.centre.lat()),
            ("lon", &workshop.centre.lon()),
            ("radius_km", &workshop.radius.get()),
            ("slot", &workshop.slot.to_string()),
            ("start_ms", &start_ms(&workshop.slot)),
            ("minutes", &workshop.slot.minutes),
            ("seats", &workshop.seats),
            ("resource", &workshop.resource.as_ref().map(ToString::to_string)),
            ("booking", &workshop.booking.as_ref().map(|id| *id.as_bytes())),
            ("ticket", &workshop.ticket.as_ref().map(|id| *id.as_bytes())),
            ("home", workshop.home.as_bytes()),
            ("status", &resolve_workshop(&workshop.status).as_str()),
            ("statuses", &all_words(&workshop.status)),
        ],
    )?;
    for tool in &workshop.tools {
        row.insert_entry("workshop_tool", &[("tool", &tool.as_str())])?;
    }
    let body = [workshop.description.as_str(), workshop.place_label.as_str()];
    row.search_entry("workshop", &workshop.title, &body)
}

pub(super) fn registration(row: &Row<'_>, request: &Registration) -> Result<(), StoreError> {
    row.insert(
        "registration",
        Some(request.created),
        &[
            ("workshop", &row.parent()?),
            ("status", &resolve_request(&request.status).as_str()),
            ("statuses", &all_words(&request.status)),
            ("school", &request.school.as_ref().map(ToString::to_string)),
        ],
    )
}

pub(super) fn booking(row: &Row<'_>, request: &Booking) -> Result<(), StoreError> {
    row.insert(
        "booking",
        Some(request.created),
        &[
            ("resource", &request.resource.as_str()),
            ("day", &request.day.to_string()),
            ("purpose", &request.purpose),
            ("status", &resolve_request(&request.status).as_str()),
            ("statuses", &all_words(&request.status)),
        ],
    )
}

pub(super) fn decision(row: &Row<'_>, decision: &Decision) -> Result<(), StoreError> {
    // Not sorted: the nearest day comes first.
    let alternatives: Vec<_> = decision.alternatives.iter().map(ToString::to_string).collect();
    row.insert(
        "decision",
        Some(decision.decided),
        &[
            ("request", &row.parent()?),
            ("outcome", &decision.outcome.as_str()),
            ("day", &decision.day.map(|day| day.to_string())),
            ("position", &decision.position),
            ("alternatives", &alternatives.join(" ")),
            ("reason", &decision.reason),
        ],
    )
}

pub(super) fn check_in(row: &Row<'_>, check_in: &CheckIn) -> Result<(), StoreError> {
    row.insert("check_in", None, &[("workshop", &row.parent()?)])?;
    let entries: BTreeSet<_> = check_in.present.keys().chain(check_in.walk_ins.keys()).collect();
    for entry in entries {
        row.insert_entry(
            "check_in_entry",
            &[
                ("entry", entry),
                ("at", &check_in.present.get(entry).map(|at| at.as_millisecond())),
                ("walk_in", &check_in.walk_ins.get(entry)),
            ],
        )?;
    }
    Ok(())
}
