//! Who must have been alerted of what, from the region's tables and the rules of the product: who
//! is within reach, who can help, who was answered, whose seat was decided.

use std::collections::{BTreeMap, BTreeSet};

use sharenum_domain::{AlertKind, DocumentId, MemberId, Slot};

use super::near::{distance_km, place};
use super::{View, rights};
use crate::clock::MINUTE_MS;
use crate::phone::{Phone, document, member, rows};
use crate::play::Play;
use crate::schools::uai;

/// More than any clock is ahead or behind.
const MARGIN_MS: i64 = 240 * MINUTE_MS;

type Named = (DocumentId, AlertKind);

/// An alert in the list of a phone.
struct Listed {
    title: String,
    body: String,
}

pub fn are_right(play: &Play<'_>, phone: &Phone, view: &View) -> Result<(), String> {
    let sql = "SELECT document, kind, title, body FROM alert";
    let listed: BTreeMap<Named, Listed> = rows(phone.store(), sql, [], |row| {
        let kind = AlertKind::from(row.get::<_, String>(1)?.as_str());
        Ok(((document(row, 0)?, kind), Listed { title: row.get(2)?, body: row.get(3)? }))
    })
    .into_iter()
    .collect();
    if phone.part.is_tablet() {
        return if listed.is_empty() { Ok(()) } else { Err("a tablet was alerted".to_owned()) };
    }
    let oracle = Oracle::new(play, phone, view);
    let moved = play.facts.profiles[&phone.member()].len() > oracle.phones_of_the_member;
    for ((id, kind), due) in oracle.due() {
        let Some(found) = listed.get(&(id, kind.clone())) else {
            return Err(format!("{kind} of {id} is missing"));
        };
        let title = due.title.is_none_or(|title| title == found.title);
        if !title || due.body != found.body {
            return Err(format!("{kind} of {id} says {:?} {:?}", found.title, found.body));
        }
        // Before a move, everything came by channels that had been read once.
        if !moved && phone.rings.times(&id, &kind) == Some(0) {
            return Err(format!("{kind} of {id} never rang"));
        }
    }
    for (id, kind) in listed.keys() {
        oracle.may_be(id, kind).map_err(|why| format!("{kind} of {id}: {why}"))?;
    }
    Ok(())
}

struct Due {
    title: Option<String>,
    body: String,
}

struct Oracle<'a> {
    play: &'a Play<'a>,
    phone: &'a Phone,
    view: &'a View,
    me: MemberId,
    now: i64,
    phones_of_the_member: usize,
}

struct Ticket {
    id: DocumentId,
    offer: bool,
    title: String,
    school_name: String,
    at: (f64, f64),
    radius: f64,
    open: bool,
}

impl<'a> Oracle<'a> {
    fn new(play: &'a Play<'a>, phone: &'a Phone, view: &'a View) -> Self {
        let (me, now) = (phone.member(), play.time.ms());
        let same = play.phones.iter().filter(|other| other.member() == me).count();
        Self { play, phone, view, me, now, phones_of_the_member: same }
    }

    fn due(&self) -> Vec<(Named, Due)> {
        let mut due = self.tickets_nearby();
        due.extend(self.workshops());
        due.extend(self.answers());
        due.extend(self.decisions());
        due.extend(self.moved_workshops());
        due
    }

    fn tickets(&self) -> Vec<Ticket> {
        let sql = "SELECT document, direction, title, school_name, lat, lon, radius_km, status
                     FROM ticket WHERE author <> ?1";
        rows(&self.view.store, sql, [self.me.as_bytes()], |row| {
            let status: String = row.get(7)?;
            Ok(Ticket {
                id: document(row, 0)?,
                offer: row.get::<_, String>(1)? == "offer",
                title: row.get(2)?,
                school_name: row.get(3)?,
                at: (row.get(4)?, row.get(5)?),
                radius: row.get(6)?,
                open: status == "open" || status == "in_discussion",
            })
        })
    }

    /// Whether this member can do something about a ticket, with this profile's tool.
    fn can(offer: bool, level: &str, by_hand: bool, in_class: bool) -> bool {
        offer || level == "experienced" && by_hand && in_class
    }

    fn tickets_nearby(&self) -> Vec<(Named, Due)> {
        let Some(here) = rights::school(self.phone, self.view).and_then(|code| place(&code)) else {
            return Vec::new();
        };
        let sql = "SELECT t.document, p.level, p.by_hand, p.in_class FROM profile_tool p
                     JOIN ticket_tool t ON t.tool = p.tool
                    WHERE p.document = (SELECT document FROM profile WHERE author = ?1
                                         ORDER BY document LIMIT 1)";
        let skills = rows(&self.view.store, sql, [self.me.as_bytes()], |row| {
            Ok((document(row, 0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?))
        });
        let answered = self.ids("SELECT ticket FROM proposal WHERE author = ?1");
        let mut due = Vec::new();
        for ticket in self.tickets() {
            let skilled = skills.iter().any(|(id, level, by_hand, in_class)| {
                *id == ticket.id && Self::can(ticket.offer, level, *by_hand, *in_class)
            });
            let near = distance_km(here, ticket.at) <= ticket.radius;
            if ticket.open && near && skilled && !answered.contains(&ticket.id) {
                let (title, body) = (Some(ticket.title), ticket.school_name);
                due.push(((ticket.id, AlertKind::TicketNearby), Due { title, body }));
            }
        }
        due
    }

    fn workshops(&self) -> Vec<(Named, Due)> {
        let here = rights::school(self.phone, self.view).and_then(|code| place(&code));
        let asked = self.ids("SELECT workshop FROM registration WHERE author = ?1");
        let stand = self
            .ids("SELECT workshop FROM registration WHERE author = ?1 AND status <> 'cancelled'");
        let sql = "SELECT document, title, slot, lat, lon, radius_km, status
                     FROM workshop WHERE author <> ?1";
        let found = rows(&self.view.store, sql, [self.me.as_bytes()], |row| {
            let slot: String = row.get(2)?;
            let at = (row.get(3)?, row.get(4)?);
            let (radius, status): (f64, String) = (row.get(5)?, row.get(6)?);
            Ok((document(row, 0)?, row.get::<_, String>(1)?, slot, at, radius, status))
        });
        let mut due = Vec::new();
        for (id, title, slot, at, radius, status) in found {
            if !self.is_to_come(&slot) {
                continue;
            }
            let near = here.is_some_and(|here| distance_km(here, at) <= radius);
            let kind = match status.as_str() {
                "published" if near && !asked.contains(&id) => AlertKind::WorkshopNearby,
                "cancelled" if stand.contains(&id) => AlertKind::WorkshopCancelled,
                _ => continue,
            };
            due.push(((id, kind), Due { title: Some(title), body: slot }));
        }
        due
    }

    fn is_to_come(&self, slot: &str) -> bool {
        let start = slot.parse::<Slot>().unwrap().instant().unwrap();
        start.as_millisecond() > self.now + MARGIN_MS
    }

    fn answers(&self) -> Vec<(Named, Due)> {
        let received = "SELECT p.document, p.school_name, t.title FROM proposal p
            JOIN ticket t ON t.document = p.ticket
            WHERE t.author = ?1 AND p.author <> ?1 AND p.status = 'offered'";
        let accepted = "SELECT p.document, t.school_name, t.title FROM proposal p
            JOIN ticket t ON t.document = p.ticket
            JOIN ticket_accepted a ON a.document = t.document AND a.proposal = p.document
            WHERE p.author = ?1 AND p.status = 'offered' AND t.status <> 'cancelled'";
        let messages = "SELECT m.document, m.body, t.title FROM message m
            JOIN proposal p ON p.document = m.parent JOIN ticket t ON t.document = p.ticket
            WHERE m.author <> ?1 AND (p.author = ?1 OR t.author = ?1)";
        let mut due = self.listed(AlertKind::ProposalReceived, received);
        due.extend(self.listed(AlertKind::ProposalAccepted, accepted));
        due.extend(self.listed(AlertKind::MessageReceived, messages));
        due
    }

    fn decisions(&self) -> Vec<(Named, Due)> {
        let of = |table: &str, title: &str| {
            format!(
                "SELECT * FROM (SELECT r.document, (SELECT d.outcome FROM decision d
                     WHERE d.request = r.document ORDER BY d.created DESC LIMIT 1) AS outcome, {title}
                   FROM {table} r WHERE r.author = ?1 AND r.status <> 'cancelled')
                  WHERE outcome IS NOT NULL AND outcome <> 'released'"
            )
        };
        let title = "(SELECT title FROM workshop WHERE document = r.workshop)";
        let mut due = self.listed(AlertKind::SeatDecided, &of("registration", title));
        due.extend(self.listed(AlertKind::BookingDecided, &of("booking", "NULL")));
        due
    }

    /// Who asked for a seat on this phone and still has one must know when the time is another than
    /// the one they saw.
    fn moved_workshops(&self) -> Vec<(Named, Due)> {
        let sql = "SELECT w.slot FROM workshop w JOIN registration r ON r.workshop = w.document
            WHERE r.document = ?1 AND r.status <> 'cancelled' AND w.status = 'published'
              AND (SELECT d.outcome FROM decision d WHERE d.request = r.document
                    ORDER BY d.created DESC LIMIT 1) IN ('confirmed', 'waiting')";
        let mut due = Vec::new();
        for (number, seat, workshop, seen) in &self.play.facts.asked {
            if self.play.phones[*number].part.name != self.phone.part.name {
                continue;
            }
            for slot in rows(&self.view.store, sql, [seat.as_bytes()], |row| row.get(0)) {
                let slot: String = slot;
                if slot != seen.to_string() && self.is_to_come(&slot) {
                    let named = (*workshop, AlertKind::WorkshopChanged);
                    due.push((named, Due { title: None, body: slot }));
                }
            }
        }
        due
    }

    fn listed(&self, kind: AlertKind, sql: &str) -> Vec<(Named, Due)> {
        let found = rows(&self.view.store, sql, [self.me.as_bytes()], |row| {
            Ok((document(row, 0)?, row.get(1)?, row.get(2)?))
        });
        let due = |(id, body, title)| ((id, kind.clone()), Due { title, body });
        found.into_iter().map(due).collect()
    }

    fn ids(&self, sql: &str) -> BTreeSet<DocumentId> {
        let found = rows(&self.view.store, sql, [self.me.as_bytes()], |row| document(row, 0));
        found.into_iter().collect()
    }

    /// Whether there ever was a reason for this alert.
    fn may_be(&self, id: &DocumentId, kind: &AlertKind) -> Result<(), &'static str> {
        let of = self.view.documents.get(id).ok_or("about nothing that the region has")?;
        let mine = of.creator == self.me;
        let concerns_a_request = matches!(
            kind,
            AlertKind::SeatDecided | AlertKind::BookingDecided | AlertKind::ProposalAccepted
        );
        if mine != concerns_a_request {
            return Err(if mine { "it is their own" } else { "it is somebody else's" });
        }
        match kind {
            AlertKind::TicketNearby => self.was_ever_near(id),
            AlertKind::WorkshopChanged | AlertKind::WorkshopCancelled => {
                let sql = "SELECT author FROM registration WHERE workshop = ?1";
                let all = rows(&self.view.store, sql, [id.as_bytes()], |row| member(row, 0));
                if all.contains(&self.me) { Ok(()) } else { Err("they never asked for a seat") }
            }
            _ => Ok(()),
        }
    }

    fn was_ever_near(&self, id: &DocumentId) -> Result<(), &'static str> {
        let Some(ticket) = self.tickets().into_iter().find(|ticket| ticket.id == *id) else {
            return Err("there is no such ticket");
        };
        let widest = self.play.facts.radius.get(id).copied().map_or(ticket.radius, f64::from);
        let fits = self.play.facts.profiles[&self.me].iter().any(|(school, _)| {
            let here = place(&uai(*school).to_string()).unwrap();
            distance_km(here, ticket.at) <= widest.max(ticket.radius)
        });
        let skilled = self.play.facts.profiles[&self.me].iter().any(|(_, tools)| {
            tools.values().any(|skill| {
                let level = skill.level.as_str();
                Self::can(ticket.offer, level, skill.by_hand, skill.in_class)
            })
        });
        if fits && skilled { Ok(()) } else { Err("it never reached them") }
    }
}
