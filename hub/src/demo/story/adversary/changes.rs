//! What a member with papers of their own writes into the affairs of others.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use sharenum_domain::{
    CheckIn, Decision, HelpSession, MemberId, Message, Outcome, Profile, Pseudonym, Registration,
    RequestStatus, Ticket as TicketDocument,
};
use sharenum_ledger::{Channel, Kind, NewDocument, routes};

use super::{Attack, Attacker, any_document, content_of, forger, retitled};
use crate::demo::cast::{Part, TOOL};
use crate::demo::error::{DemoError, setup};
use crate::demo::play::Play;
use crate::demo::stage::slug;
use crate::demo::story::stranger;
use crate::demo::story::talk::Talk;
use crate::demo::story::ticket::Ticket;

pub(super) fn by_a_member(
    play: &mut Play<'_>,
    ticket: &Ticket,
    talk: &Talk,
) -> Result<usize, DemoError> {
    let mut novice = Attacker::new(play, play.player(Part::Novice)?)?;
    let mut attacks = forged(play, &mut novice, ticket, talk)?;
    attacks.extend(misdirected(play, &mut novice, ticket, talk)?);
    attacks.extend(intruding(play, &mut novice, ticket, talk)?);
    novice.pushes(play, attacks)
}

/// Signatures that are not what they claim to be.
fn forged(
    play: &Play<'_>,
    novice: &mut Attacker,
    ticket: &Ticket,
    talk: &Talk,
) -> Result<Vec<Attack>, DemoError> {
    let author = play.phones[talk.asks].member;
    let hers = Attacker::new(play, talk.asks)?.stranger.certificate_id();
    let content = content_of(play, talk.asks, ticket)?;
    let genuine = stranger::chunks(&play.phones[talk.asks], &ticket.id)?;
    let genuine = genuine.first().cloned().unwrap_or_default();
    let mut altered = genuine.clone();
    if let Some(last) = altered.last_mut() {
        *last ^= 1;
    }
    let in_her_name = NewDocument {
        kind: Kind::Ticket,
        writers: vec![author],
        parent: None,
        routes: routes::for_author(author),
    };
    let to_me = routes::for_author(novice.me);
    let own = novice.creates("", "", None, to_me, &content)?;
    let under_another_signature =
        forger::with_payload_of(&own.bytes, &genuine, &novice.stranger.key)?;
    let oversized = oversized(novice, &own.bytes)?;
    Ok(vec![
        Attack { what: "a ticket of 20 KB", bytes: oversized, answer: "too-large" },
        Attack { what: "a change with another signature", bytes: altered, answer: "bad-signature" },
        Attack {
            what: "a ticket in somebody else's name",
            bytes: novice.stranger.writes(hers, in_her_name, &content)?,
            answer: "bad-signature",
        },
        Attack {
            what: "somebody else's content under the own signature",
            bytes: under_another_signature,
            answer: "actor-mismatch",
        },
        Attack { what: "bytes that are no change", bytes: vec![0xa1; 64], answer: "bad-encoding" },
    ])
}

/// A ticket with the content of a list that is longer than any ticket may be.
fn oversized(novice: &mut Attacker, ticket: &[u8]) -> Result<Vec<u8>, DemoError> {
    let label = "Une professeure du lycée voisin, sans inscription".to_owned();
    let walk_ins = (0..400).map(|number| (format!("walk-in-{number:04}"), label.clone())).collect();
    let list = CheckIn { walk_ins, ..CheckIn::default() };
    let routes = routes::for_author(novice.me);
    let long = novice.creates("", "", None, routes, &list)?;
    forger::with_payload_of(ticket, &long.bytes, &novice.stranger.key)
}

/// Own documents that go where they must not.
fn misdirected(
    play: &Play<'_>,
    novice: &mut Attacker,
    ticket: &Ticket,
    talk: &Talk,
) -> Result<Vec<Attack>, DemoError> {
    let content = content_of(play, talk.asks, ticket)?;
    let (me, author) = (novice.me, play.phones[talk.asks].member);
    let profile = Profile { member: me, school: None, tools: BTreeMap::new() };
    let to_her = || routes::for_author(author);
    let mut attacks = vec![
        novice.creates(
            "a ticket for the whole region",
            "bad-routes",
            None,
            routes::for_region(),
            &content,
        )?,
        novice.creates("a profile for somebody else", "bad-routes", None, to_her(), &profile)?,
        novice.creates("a ticket for nobody", "bad-routes", None, Vec::new(), &content)?,
    ];
    let elsewhere = play
        .schools
        .all
        .iter()
        .find(|school| Some(school.code) != novice.stranger.certificate.claims().school);
    if let Some(school) = elsewhere {
        let session = HelpSession {
            helper: Pseudonym::new("Pixel").map_err(setup("a pseudonym"))?,
            class: "6e B".to_owned(),
            pupils: 1,
            tool: slug(TOOL)?,
            started: Timestamp::now(),
            minutes: 10,
            what: String::new(),
            solved: true,
            school: school.code,
        };
        let routes = routes::for_school(school.code);
        let what = "a help session for another school";
        attacks.push(novice.creates(what, "bad-routes", None, routes, &session)?);
    }
    Ok(attacks)
}

/// What is for others to write.
fn intruding(
    play: &Play<'_>,
    novice: &mut Attacker,
    ticket: &Ticket,
    talk: &Talk,
) -> Result<Vec<Attack>, DemoError> {
    let content = content_of(play, talk.asks, ticket)?;
    let (me, author) = (novice.me, play.phones[talk.asks].member);
    let to_me = || routes::for_author(me);
    let two_writers = NewDocument {
        kind: Kind::Ticket,
        writers: sorted([me, author]),
        parent: None,
        routes: to_me(),
    };
    let cited = novice.stranger.certificate_id();
    let hers = &play.phones[talk.asks];
    let message = Message { body: "Let me in".to_owned(), created: Timestamp::now() };
    let mut attacks = vec![
        Attack {
            what: "a change of somebody else's ticket",
            bytes: novice.stranger.changes::<TicketDocument>(hers, &ticket.id, retitled)?,
            answer: "not-a-writer",
        },
        Attack {
            what: "a ticket with a second writer",
            bytes: novice.stranger.writes(cited, two_writers, &content)?,
            answer: "bad-writers",
        },
        novice.creates(
            "a message in a thread of two others",
            "bad-parent",
            Some(talk.proposal),
            to_me(),
            &message,
        )?,
        novice.creates(
            "a message to a ticket",
            "bad-parent",
            Some(ticket.id),
            to_me(),
            &message,
        )?,
        novice.creates("a message about nothing", "bad-parent", None, to_me(), &message)?,
    ];
    let seat = Registration {
        status: vec![RequestStatus::Asked],
        school: None,
        created: Timestamp::now(),
    };
    for (what, parent) in
        [("a seat in a ticket", Some(ticket.id)), ("a seat in nothing at all", None)]
    {
        attacks.push(novice.creates(what, "bad-parent", parent, to_me(), &seat)?);
    }
    let what = "a ticket that answers another";
    attacks.push(novice.creates(what, "bad-parent", Some(ticket.id), to_me(), &content)?);
    if let Some(workshop) = any_document(play, talk.helps, Kind::Workshop)? {
        let what = "a check-in by somebody at no door";
        let list = CheckIn::default();
        attacks.push(novice.creates(what, "bad-parent", Some(workshop), to_me(), &list)?);
    }
    attacks.extend(self_granted(play, novice, to_me())?);
    Ok(attacks)
}

fn sorted<const N: usize>(members: [MemberId; N]) -> Vec<MemberId> {
    BTreeSet::from(members).into_iter().collect()
}

/// A day that somebody gives to themselves.
fn self_granted(
    play: &Play<'_>,
    novice: &mut Attacker,
    routes: Vec<Channel>,
) -> Result<Option<Attack>, DemoError> {
    let rival = play.player(Part::ExpertOfOtherTool)?;
    let Some(booking) = any_document(play, rival, Kind::Booking)? else { return Ok(None) };
    let decision = Decision {
        outcome: Outcome::Confirmed,
        day: None,
        position: None,
        alternatives: Vec::new(),
        reason: String::new(),
        decided: Timestamp::now(),
    };
    let what = "a decision by a member";
    novice.creates(what, "role-may-not", Some(booking), routes, &decision).map(Some)
}
