//! What this phone writes by itself when something arrives, because its member asked for it
//! earlier: a workshop that waited for its bus, a card for somebody they now work with, a ticket
//! for which a date is set, a plan that the other party began at the same time, a ticket that
//! reaches elsewhere than it is sent. Each is decided from the tables, so that doing it twice does
//! nothing.

use std::collections::BTreeSet;

use sharenum_domain::{
    DocumentId, MemberId, Outcome, Plan, RequestStatus, Ticket, TicketStatus, Workshop,
    WorkshopStatus,
};
use sharenum_ledger::{Channel, Kind, routes};
use sharenum_store::Touched;
use sharenum_store::queries::tickets::TicketRow;
use sharenum_store::queries::{
    agenda, catalogue, members, plans, settings, threads, tickets, workshops,
};

use crate::commit::Writing;
use crate::{Result, keys};

/// Writes what follows from the touched documents.
pub(crate) fn follow(writing: &mut Writing<'_, '_>, touched: &[Touched]) -> Result<()> {
    if !writing.me.roles.is_staff() {
        return Ok(());
    }
    let mut partners_may_differ = false;
    for touched in touched.iter().filter(|touched| !touched.removed) {
        match touched.kind {
            Kind::Decision => {
                if let Some(booking) = agenda::request_of(writing.conn(), &touched.document)? {
                    publish_on(writing, &booking)?;
                }
            }
            Kind::Ticket => send_ticket_on(writing, &touched.document)?,
            Kind::Workshop => {
                send_workshop_on(writing, &touched.document)?;
                schedule_ticket_of(writing, &touched.document)?;
            }
            Kind::Plan => join_plans(writing, &touched.document)?,
            _ => {}
        }
        partners_may_differ |= matches!(
            touched.kind,
            Kind::Ticket | Kind::Proposal | Kind::Registration | Kind::Booking | Kind::Card
        );
    }
    if partners_may_differ { share_card(writing) } else { Ok(()) }
}

/// A change of the radius names where the ticket goes from then on. When two phones of this member
/// write one at once, the radius that stands and the channels that count may come from different
/// phones; so the ticket is sent where it says that it reaches.
fn send_ticket_on(writing: &mut Writing<'_, '_>, id: &DocumentId) -> Result<()> {
    let Some(row) = tickets::ticket(writing.conn(), id)? else { return Ok(()) };
    if row.head.author != writing.me.member {
        return Ok(());
    }
    let wanted = routes::for_ticket(&row.ticket.centre, row.ticket.radius, row.head.author);
    let sent: BTreeSet<_> = sharenum_store::routes(writing.conn(), id)?.into_iter().collect();
    if sent != wanted.iter().cloned().collect() {
        writing.edit::<Ticket>(id, Some(wanted), Ok)?;
    }
    Ok(())
}

/// The same for a published workshop, whose radius never shrinks: who was informed besides, as its
/// hosts were when it was written, stays so.
fn send_workshop_on(writing: &mut Writing<'_, '_>, id: &DocumentId) -> Result<()> {
    let Some(row) = workshops::workshop(writing.conn(), id)? else { return Ok(()) };
    let mine = row.head.author == writing.me.member;
    if !mine || row.status != WorkshopStatus::Published {
        return Ok(());
    }
    let mut sent = sharenum_store::routes(writing.conn(), id)?;
    let wanted = workshop_routes(writing, &row.workshop, true)?;
    let is_area = |channel: &Channel| matches!(channel, Channel::Area(_));
    if wanted.iter().filter(|channel| is_area(channel)).all(|area| sent.contains(area)) {
        return Ok(());
    }
    sent.retain(|channel| !is_area(channel) && !wanted.contains(channel));
    sent.extend(wanted);
    writing.edit::<Workshop>(id, Some(sent), Ok)?;
    Ok(())
}

/// Publishes this member's workshops that waited for this day, once it is theirs.
fn publish_on(writing: &mut Writing<'_, '_>, booking: &DocumentId) -> Result<()> {
    let Some(row) = agenda::booking(writing.conn(), booking)? else { return Ok(()) };
    let confirmed = row.decision.is_some_and(|decision| decision.outcome == Outcome::Confirmed);
    if !confirmed || row.status == RequestStatus::Cancelled {
        return Ok(());
    }
    let me = writing.me.member;
    for waiting in workshops::of_booking(writing.conn(), &me, booking)? {
        if waiting.status == WorkshopStatus::WaitingForBus {
            publish(writing, &waiting.head.document, &waiting.workshop)?;
        }
    }
    Ok(())
}

/// Tells everybody within reach of a workshop.
pub(crate) fn publish(
    writing: &mut Writing<'_, '_>,
    document: &DocumentId,
    workshop: &Workshop,
) -> Result<()> {
    let routes = workshop_routes(writing, workshop, true)?;
    writing.edit::<Workshop>(document, Some(routes), |workshop| {
        Ok(Workshop { status: vec![WorkshopStatus::Published], ..workshop })
    })?;
    Ok(())
}

/// Where a workshop goes: to its author, the hosts of its resource, those whose ticket it grew
/// from and, once published, to everybody within reach.
pub(crate) fn workshop_routes(
    writing: &Writing<'_, '_>,
    workshop: &Workshop,
    published: bool,
) -> Result<Vec<Channel>> {
    let mut concerned = match &workshop.resource {
        Some(resource) => catalogue::resource(writing.conn(), resource)?
            .map(|(_, resource)| resource.hosts)
            .unwrap_or_default(),
        None => BTreeSet::new(),
    };
    if let Some(ticket) = &workshop.ticket
        && let Some(ticket) = tickets::ticket(writing.conn(), ticket)?
    {
        concerned.extend(parties(writing, &ticket)?);
    }
    let reach = published.then_some((&workshop.centre, workshop.radius));
    Ok(routes::for_workshop(reach, writing.me.member, &concerned))
}

/// A workshop for this member's ticket, by them or by somebody whose help they took up, means
/// that a date is set.
fn schedule_ticket_of(writing: &mut Writing<'_, '_>, workshop: &DocumentId) -> Result<()> {
    let Some(row) = workshops::workshop(writing.conn(), workshop)? else { return Ok(()) };
    let Some(ticket) = row.workshop.ticket else { return Ok(()) };
    let Some(ticket) = tickets::ticket(writing.conn(), &ticket)? else { return Ok(()) };
    let set = matches!(row.status, WorkshopStatus::Published | WorkshopStatus::WaitingForBus);
    let mine = ticket.head.author == writing.me.member;
    if !set || !mine || ticket.status != TicketStatus::InDiscussion {
        return Ok(());
    }
    if !parties(writing, &ticket)?.contains(&row.head.author) {
        return Ok(());
    }
    writing.edit::<Ticket>(&ticket.head.document, None, |ticket| {
        Ok(Ticket { status: vec![TicketStatus::Scheduled], ..ticket })
    })?;
    Ok(())
}

/// The author of a ticket, and those whose help they took up.
fn parties(writing: &Writing<'_, '_>, ticket: &TicketRow) -> Result<BTreeSet<MemberId>> {
    let mut parties = BTreeSet::from([ticket.head.author]);
    for proposal in &ticket.ticket.accepted {
        let proposal = threads::proposal(writing.conn(), proposal)?;
        let standing = proposal.filter(|proposal| proposal.accepted);
        parties.extend(standing.map(|proposal| proposal.head.author));
    }
    Ok(parties)
}

/// Both parties may have begun a plan of the same proposal offline. What only the other one holds
/// is carried over into the one that is shown, so that nobody's work is lost.
fn join_plans(writing: &mut Writing<'_, '_>, touched: &DocumentId) -> Result<()> {
    let Some(row) = plans::plan(writing.conn(), touched)? else { return Ok(()) };
    let Some(proposal) = row.proposal else { return Ok(()) };
    let mut begun = plans::all_of_proposal(writing.conn(), &proposal)?.into_iter();
    let Some(shown) = begun.next() else { return Ok(()) };
    let me = writing.me.member;
    if !shown.writers.contains(&me) {
        return Ok(());
    }
    for other in begun.filter(|other| other.writers == shown.writers) {
        let id = other.head.document;
        // Once is enough: a vote that is taken back later, or a text that is emptied, stays so.
        let key = format!("{}{id}", keys::JOINED_PLAN);
        if id != *touched && settings::get(writing.conn(), &key)?.is_some() {
            continue;
        }
        writing
            .edit::<Plan>(&shown.head.document, None, |plan| Ok(joined(plan, other.plan, &me)))?;
        settings::set(writing.conn(), &key, Some("yes"))?;
    }
    Ok(())
}

/// A plan with what it lacks of another. Each carries over their own votes alone: those of the
/// other party are theirs to cast.
fn joined(plan: Plan, other: Plan, me: &MemberId) -> Plan {
    let filled = |mine: String, theirs: String| if mine.is_empty() { theirs } else { mine };
    let (mut dates, mut votes) = (plan.dates, plan.votes);
    // The settled date first, should there be more than a plan may hold.
    for date in other.chosen.iter().chain(&other.dates) {
        if dates.len() < Plan::MAX_DATES {
            dates.insert(date.clone());
        }
    }
    for ((date, voter), suits) in other.votes {
        if voter == *me && dates.contains(&date) {
            votes.entry((date, voter)).or_insert(suits);
        }
    }
    let chosen = plan.chosen.or(other.chosen).filter(|date| dates.contains(date));
    Plan {
        what: filled(plan.what, other.what),
        for_whom: filled(plan.for_whom, other.for_whom),
        venue: filled(plan.venue, other.venue),
        dates,
        votes,
        chosen,
    }
}

/// Gives this member's card to those they work with and who do not have it yet: one document
/// each, so that nobody learns with whom else they work.
fn share_card(writing: &mut Writing<'_, '_>) -> Result<()> {
    let me = writing.me.member;
    let Some((_, card)) = members::card(writing.conn(), &me)? else { return Ok(()) };
    let shared = settings::get(writing.conn(), keys::CARD_SHARED)?.unwrap_or_default();
    let mut shared: BTreeSet<MemberId> =
        shared.split_whitespace().filter_map(|member| member.parse().ok()).collect();
    let before = shared.len();
    for partner in members::partners(writing.conn(), &me)? {
        if partner != me && shared.insert(partner) && !has_card(writing, &partner)? {
            writing.create(&card, None, routes::for_members([me, partner]))?;
        }
    }
    if shared.len() > before {
        let list: Vec<String> = shared.iter().map(MemberId::to_string).collect();
        settings::set(writing.conn(), keys::CARD_SHARED, Some(&list.join(" ")))?;
    }
    Ok(())
}

/// Whether another phone of this member gave them the card already.
fn has_card(writing: &Writing<'_, '_>, partner: &MemberId) -> Result<bool> {
    let wanted = Channel::Member(*partner);
    for document in members::cards(writing.conn(), &writing.me.member)? {
        if sharenum_store::routes(writing.conn(), &document)?.contains(&wanted) {
            return Ok(true);
        }
    }
    Ok(false)
}
