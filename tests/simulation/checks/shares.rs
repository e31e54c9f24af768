//! Seats and days: one holder each, first come first served, nobody left without an answer.

use std::collections::BTreeMap;

use sharenum_companion::RequestState;
use sharenum_domain::{Booking, Decision, DocumentId, MemberId, Outcome};
use sharenum_hub::storage::StorageExt;
use sharenum_ledger::{Chunk, ChunkId, Document, Kind, Replica};

use super::View;
use crate::phone::{document, member, rows};
use crate::play::Play;
use crate::seen::Seen;

/// A request for a seat or a day, with what was decided.
struct Request {
    id: DocumentId,
    author: MemberId,
    cancelled: bool,
    outcome: Option<String>,
}

impl Request {
    fn holds(&self) -> bool {
        !self.cancelled && self.outcome.as_deref() == Some("confirmed")
    }
}

fn requests(view: &View, table: &str, about: &str) -> BTreeMap<String, Vec<Request>> {
    let sql = format!(
        "SELECT {about}, r.document, r.author, r.status = 'cancelled',
                (SELECT d.outcome FROM decision d WHERE d.request = r.document
                  ORDER BY d.created DESC LIMIT 1)
           FROM {table} r"
    );
    let mut found: BTreeMap<String, Vec<Request>> = BTreeMap::new();
    for (about, request) in rows(&view.store, &sql, [], |row| {
        let (id, author) = (document(row, 1)?, member(row, 2)?);
        let (cancelled, outcome) = (row.get(3)?, row.get(4)?);
        Ok((row.get::<_, String>(0)?, Request { id, author, cancelled, outcome }))
    }) {
        found.entry(about).or_default().push(request);
    }
    found
}

pub fn have_one_holder(play: &Play<'_>, view: &View) -> Result<(), String> {
    let days = requests(view, "booking", "r.resource || ' ' || r.day");
    for (day, requests) in &days {
        all_are_answered(requests)?;
        if requests.iter().filter(|request| request.holds()).count() > 1 {
            return Err(format!("{day} has two holders"));
        }
    }
    let seats = requests(view, "registration", "hex(r.workshop)");
    let sql = "SELECT document, hex(document), seats, status FROM workshop";
    for (id, hex, now, status) in rows(&view.store, sql, [], |row| {
        let (hex, status) = (row.get::<_, String>(1)?, row.get::<_, String>(3)?);
        Ok((document(row, 0)?, hex, row.get::<_, u32>(2)?, status))
    }) {
        let requests = seats.get(&hex).map_or(&[][..], Vec::as_slice);
        all_are_answered(requests)?;
        let most = play.facts.seats.get(&id).copied().unwrap_or(now).max(now) as usize;
        let mut holders: Vec<_> =
            requests.iter().filter(|request| request.holds()).map(|one| one.author).collect();
        let held = holders.len();
        holders.sort_unstable();
        holders.dedup();
        if held > most || holders.len() < held {
            return Err(format!("{held} seats of {most} in workshop {id} for {holders:?}"));
        }
        for request in requests.iter().filter(|request| request.holds()) {
            holder_sees_it(play, &id, request)?;
        }
        let waits = |one: &Request| !one.cancelled && one.outcome.as_deref() == Some("waiting");
        let free = status == "published" && held < now as usize;
        if free && requests.iter().any(waits) {
            return Err(format!("somebody waits for workshop {id} and a seat is free"));
        }
    }
    first_come_first_served(play, view)
}

/// Also who asked on two phones, and was told on one of the two requests that they have a seat.
fn holder_sees_it(play: &Play<'_>, workshop: &DocumentId, seat: &Request) -> Result<(), String> {
    for phone in play.phones.iter().filter(|phone| phone.member() == seat.author) {
        let shown = phone.engine().workshop(workshop).map_err(|error| error.to_string())?;
        let shown = shown.item.my_seat;
        if shown != Some(RequestState::Confirmed) {
            let name = phone.part.name;
            return Err(format!("{name} has a seat in workshop {workshop} and sees {shown:?}"));
        }
    }
    Ok(())
}

pub fn note(view: &View, seen: &mut Seen) {
    for (what, table) in [("seat", "registration"), ("day", "booking")] {
        let requests = requests(view, table, "''");
        for outcome in requests.values().flatten().filter_map(|one| one.outcome.as_ref()) {
            seen.note(format!("{what} {outcome}"));
        }
    }
}

/// Who wants it no more has given it back, and who wants it has an answer.
fn all_are_answered(requests: &[Request]) -> Result<(), String> {
    for Request { id, cancelled, outcome, .. } in requests {
        let right = match outcome.as_deref() {
            None => false,
            Some(outcome) => *cancelled == (outcome == "released"),
        };
        if !right {
            return Err(format!("request {id}: cancelled {cancelled}, answered {outcome:?}"));
        }
    }
    Ok(())
}

/// Requests that the bus brought home together are answered in the order in which it took them.
fn first_come_first_served(play: &Play<'_>, view: &View) -> Result<(), String> {
    if play.disk_lost {
        // It no longer knows, and the phones' receipts come home one by one.
        return Ok(());
    }
    for &(first, last) in &play.network.carried {
        let mut asked = BTreeMap::new();
        let mut answered = BTreeMap::new();
        for chunk in view.log.between(first, last) {
            let header = chunk.header();
            match header.kind {
                Kind::Registration | Kind::Booking if chunk.is_first() => {
                    asked.extend(subject(&chunk).map(|subject| (chunk.document(), subject)));
                }
                Kind::Decision => {
                    let parent = view.documents[&chunk.document()].parent.unwrap();
                    if chunk.is_first() {
                        answered.extend(read::<Decision>(&chunk).map(|answer| (parent, answer)));
                    }
                }
                _ => {}
            }
        }
        in_order(play, &asked, &answered)?;
    }
    Ok(())
}

fn in_order(
    play: &Play<'_>,
    asked: &BTreeMap<DocumentId, String>,
    answered: &BTreeMap<DocumentId, Decision>,
) -> Result<(), String> {
    let place = |request: &DocumentId| {
        let first = ChunkId::from(*request.as_bytes());
        let hub = play.network.bus.hub();
        hub.storage().reading(|tables| Ok(tables.seq_of(&first)?)).unwrap()
    };
    let outcome = |request: &DocumentId| answered.get(request).map(|answer| &answer.outcome);
    for (winner, subject) in asked {
        if outcome(winner) != Some(&Outcome::Confirmed) {
            continue;
        }
        for (loser, _) in asked.iter().filter(|(id, other)| *id != winner && *other == subject) {
            let Some(answer) = answered.get(loser) else { continue };
            let full = ["workshop-full", "day-taken"].contains(&answer.reason.as_str());
            let (Some(won), Some(lost)) = (place(winner), place(loser)) else { continue };
            if full && lost < won {
                return Err(format!("{loser} asked the bus before {winner} and came second"));
            }
        }
    }
    Ok(())
}

/// What a request is about, from its first change.
fn subject(chunk: &Chunk) -> Option<String> {
    match chunk.header().kind {
        Kind::Booking => read::<Booking>(chunk).map(|booking| booking.day.to_string()),
        _ => chunk.header().genesis.as_ref()?.parent.map(|parent| parent.to_string()),
    }
}

fn read<T: Document>(chunk: &Chunk) -> Option<T> {
    T::from_fields(&Replica::from_log([chunk.payload()]).fields()).ok()
}
