//! What others may not write: a shared tablet, somebody about themselves, another school.

use jiff::Timestamp;
use sharenum_domain::{CoSignature, Proposal, ProposalStatus, Ticket as TicketDocument};
use sharenum_ledger::{Kind, routes};

use super::{Attack, Attacker, any_document, content_of, retitled};
use crate::demo::cast::Part;
use crate::demo::error::DemoError;
use crate::demo::play::Play;
use crate::demo::story::talk::Talk;
use crate::demo::story::ticket::Ticket;

pub(super) fn by_others(
    play: &mut Play<'_>,
    ticket: &Ticket,
    talk: &Talk,
) -> Result<usize, DemoError> {
    let mut tried = by_the_tablet(play, ticket, talk)?;
    tried += by_the_requester(play, ticket, talk)?;
    tried += by_the_helper(play, ticket, talk)?;
    tried += by_another_school(play)?;
    Ok(tried)
}

fn by_the_tablet(play: &mut Play<'_>, ticket: &Ticket, talk: &Talk) -> Result<usize, DemoError> {
    let mut tablet = Attacker::new(play, play.player(Part::BrigadeTablet)?)?;
    let content = content_of(play, talk.asks, ticket)?;
    let routes = routes::for_author(tablet.me);
    let attack =
        tablet.creates("a ticket by a shared tablet", "role-may-not", None, routes, &content)?;
    let mut attacks = vec![attack];
    if let Some(school) = tablet.stranger.certificate.claims().school
        && let Some(session) = any_document(play, tablet.player, Kind::HelpSession)?
    {
        let signature = CoSignature { state_hash: [7; 32] };
        let routes = routes::for_school(school);
        let what = "a co-signature by the tablet that logged";
        attacks.push(tablet.creates(what, "role-may-not", Some(session), routes, &signature)?);
    }
    tablet.pushes(play, attacks)
}

fn proposal() -> Proposal {
    Proposal {
        text: "Me!".to_owned(),
        status: ProposalStatus::Offered,
        school: None,
        school_name: String::new(),
        created: Timestamp::now(),
    }
}

fn by_the_requester(play: &mut Play<'_>, ticket: &Ticket, talk: &Talk) -> Result<usize, DemoError> {
    let mut asks = Attacker::new(play, talk.asks)?;
    let routes = routes::for_author(asks.me);
    let what = "a proposal for the own ticket";
    let own_help = asks.creates(what, "bad-parent", Some(ticket.id), routes, &proposal())?;
    let hers = &play.phones[talk.asks];
    let another_kind =
        asks.stranger.changes::<TicketDocument>(hers, &ticket.id, |ticket, origin| {
            origin.kind = Kind::Proposal;
            retitled(ticket, origin)
        })?;
    let another_kind = Attack {
        what: "a ticket that becomes a proposal",
        bytes: another_kind,
        answer: "kind-changed",
    };
    asks.pushes(play, vec![own_help, another_kind])
}

fn by_the_helper(play: &mut Play<'_>, ticket: &Ticket, talk: &Talk) -> Result<usize, DemoError> {
    let mut helps = Attacker::new(play, talk.helps)?;
    let third = play.phones[play.player(Part::Novice)?].member;
    let routes = routes::for_members([helps.me, third]);
    let what = "a proposal that a third person would read";
    let attack = helps.creates(what, "bad-routes", Some(ticket.id), routes, &proposal())?;
    helps.pushes(play, vec![attack])
}

fn by_another_school(play: &mut Play<'_>) -> Result<usize, DemoError> {
    let tablet = play.player(Part::BrigadeTablet)?;
    let school = play.cast.players[tablet].school;
    let elsewhere = play
        .players()
        .find(|(_, player, _)| player.part.is_person() && player.school != school)
        .map(|(number, _, _)| number);
    let session = any_document(play, tablet, Kind::HelpSession)?;
    let (Some(player), Some(session)) = (elsewhere, session) else { return Ok(0) };
    let mut colleague = Attacker::new(play, player)?;
    let Some(school) = colleague.stranger.certificate.claims().school else { return Ok(0) };
    let signature = CoSignature { state_hash: [7; 32] };
    let routes = routes::for_school(school);
    let what = "a co-signature from another school";
    let attack = colleague.creates(what, "bad-parent", Some(session), routes, &signature)?;
    colleague.pushes(play, vec![attack])
}
