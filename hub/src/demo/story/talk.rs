//! Somebody proposes help, is taken up, and the two talk; nobody else learns a name.

use sharenum_companion::PageRequest;
use sharenum_domain::DocumentId;

use super::ticket::{Ticket, alerted_of};
use crate::demo::cast::Part;
use crate::demo::error::DemoError;
use crate::demo::play::{At, Play};

/// Two who work together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Talk {
    /// Who asked.
    pub asks: usize,
    /// Who helps.
    pub helps: usize,
    /// The proposal that connects them.
    pub proposal: DocumentId,
}

/// What they write.
const THREAD: [&str; 2] =
    ["Merci ! Mercredi après-midi ?", "Oui, et pourquoi pas dans le BusNum ?"];

pub(super) fn proposal(play: &mut Play<'_>, ticket: &Ticket) -> Result<Talk, DemoError> {
    let asks = play.player(Part::Requester)?;
    let helps = match play.cast.first(Part::ExpertOfOtherAcademy) {
        Some(player) => player,
        None => play.player(Part::Expert)?,
    };
    for part in [Part::Novice, Part::BeyondInCell] {
        if let Some(player) = play.cast.first(part) {
            let what = format!("a proposal by the {}", part.label());
            play.may_not(player, &what, "not-allowed", |engine| engine.propose(&ticket.id, "Me!"));
        }
    }
    let proposal = play.does(helps, "proposes help", |engine| {
        engine
            .propose(&ticket.id, "Nous l'avons fait l'an dernier, je peux venir avec mes fichiers.")
    })?;
    let talk = Talk { asks, helps, proposal };
    play.sync(helps, At::Region)?;
    play.sync(asks, At::Region)?;
    let alerted = Play::numbers(alerted_of(play, "proposal_received")?);
    play.check("alerted by the proposal", alerted, Play::numbers([asks]));
    play.does(asks, "takes it up", |engine| engine.accept_proposal(&proposal))?;
    play.does(asks, "writes", |engine| engine.send_message(&proposal, THREAD[0]))?;
    to_and_fro(play, &talk)?;
    play.does(helps, "writes", |engine| engine.send_message(&proposal, THREAD[1]))?;
    to_and_fro(play, &talk)?;
    compare(play, &talk)?;
    play.says("1 proposal taken up, 2 messages; each has the other's card, and nobody else has");
    Ok(talk)
}

/// Both sync until each has what the other wrote.
pub(super) fn to_and_fro(play: &mut Play<'_>, talk: &Talk) -> Result<(), DemoError> {
    for player in [talk.helps, talk.asks, talk.helps, talk.asks] {
        play.sync(player, At::Region)?;
    }
    Ok(())
}

fn compare(play: &mut Play<'_>, talk: &Talk) -> Result<(), DemoError> {
    let thread = |player| {
        let page = play
            .sees(player, |engine| engine.messages(&talk.proposal, &PageRequest::first().of(10)))?;
        let bodies: Vec<String> = page.items.into_iter().map(|message| message.body).collect();
        Ok::<_, DemoError>(bodies.join(" / "))
    };
    let (theirs, hers) = (thread(talk.helps)?, thread(talk.asks)?);
    let wrote = THREAD.join(" / ");
    play.check("the thread, on the helper's phone", theirs, &wrote);
    play.check("the thread, on the requester's phone", hers, &wrote);
    let both = Play::numbers([talk.asks, talk.helps]);
    for (what, sql) in [
        ("phones that hold messages", "SELECT count(*) FROM message"),
        (
            "phones that hold somebody else's name",
            "SELECT count(*) FROM card WHERE author <> (SELECT c.member FROM meta AS m JOIN certificate AS c \
             ON c.id = m.value WHERE m.key = 'certificate')",
        ),
    ] {
        let mut found = Vec::new();
        for (player, _, phone) in play.players() {
            if phone.count(sql)? > 0 {
                found.push(player);
            }
        }
        play.check(what, Play::numbers(found), &both);
    }
    let contact = play.sees(talk.asks, |engine| engine.proposal(&talk.proposal))?.contact;
    let mail = contact.map(|contact| contact.mail).unwrap_or_default();
    let expected = play.cast.players[talk.helps].mail.clone();
    play.check("the helper's address, on the requester's phone", mail, expected);
    Ok(())
}
