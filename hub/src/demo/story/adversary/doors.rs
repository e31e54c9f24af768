//! The ways in: too much at once, answers that were changed on their way, a phone's own door,
//! and the same push again.

use std::collections::BTreeSet;
use std::time::Duration;

use sharenum_domain::Ticket as TicketDocument;
use sharenum_ledger::{Channel, Kind, MAX_CHUNK_BYTES, NewDocument, routes};
use sharenum_store::{Admitted, Source};

use super::{content_of, retitled, said};
use crate::demo::cast::Part;
use crate::demo::error::{DemoError, setup};
use crate::demo::play::{At, Play};
use crate::demo::stage::Traffic;
use crate::demo::story::stranger::{self, Stranger};
use crate::demo::story::ticket::Ticket;

/// More than any change may have.
pub(super) fn too_large(play: &mut Play<'_>, player: usize) -> Result<usize, DemoError> {
    let mut stranger = Stranger::with_phone_of(play, player)?;
    stranger.chunks = vec![vec![0xa1; MAX_CHUNK_BYTES + 1024]];
    let answer = said(stranger.sync_at(play, At::Region));
    play.check("a change of 97 KB", answer, "bad-request");
    Ok(1)
}

/// A network that changes answers on their way.
pub(super) fn tampering(play: &mut Play<'_>, player: usize) -> Result<usize, DemoError> {
    let url = play.stage.road.url();
    let engine = play.phones[player].engine.clone();
    play.stage.road.set(Traffic::Tampering);
    let answer = play.runtime.block_on(engine.sync(&url, Duration::from_secs(5)));
    play.stage.road.set(Traffic::Closed);
    let found = match answer {
        Ok(_) => "believed".to_owned(),
        Err(error) => error.code().to_owned(),
    };
    play.check("an answer that was changed on its way", found, "bad-reply");
    Ok(1)
}

/// A hub could pass on what it should have refused: a phone judges for itself.
pub(super) fn of_a_phone(
    play: &mut Play<'_>,
    player: usize,
    ticket: &Ticket,
) -> Result<usize, DemoError> {
    let asks = play.player(Part::Requester)?;
    let author = play.phones[asks].member;
    let hers = Stranger::with_phone_of(play, asks)?.certificate_id();
    let content = content_of(play, asks, ticket)?;
    let mut novice = Stranger::with_phone_of(play, player)?;
    let new = NewDocument {
        kind: Kind::Ticket,
        writers: vec![author],
        parent: None,
        routes: routes::for_author(author),
    };
    let in_her_name = novice.writes(hers, new, &content)?;
    let by_another = novice.changes::<TicketDocument>(&play.phones[asks], &ticket.id, retitled)?;
    let genuine = stranger::chunks(&play.phones[asks], &ticket.id)?;
    let again = genuine.into_iter().next().unwrap_or_default();
    let tries = [
        ("a change in another's name, at a phone's own door", in_her_name, "bad-signature"),
        ("somebody else's change, at a phone's own door", by_another, "not-a-writer"),
        ("the same change again, at a phone's own door", again, "already there"),
    ];
    let tried = tries.len();
    for (what, bytes, expected) in tries {
        let found = admitted(play, player, None, &bytes)?;
        play.check(what, found, expected);
    }
    Ok(tried)
}

/// What a phone's own door says to a change, whatever hub it came from.
pub(super) fn admitted(
    play: &Play<'_>,
    player: usize,
    papers: Option<&[u8]>,
    change: &[u8],
) -> Result<String, DemoError> {
    let admitted = play.phones[player].file.write(|tx| {
        if let Some(papers) = papers {
            tx.add_certificate(papers)?;
        }
        tx.admit(change, &Source::Channel(Channel::Region))
    });
    Ok(match admitted.map_err(setup("a phone's file"))?.0 {
        Admitted::Accepted => "accepted".to_owned(),
        Admitted::AlreadyThere => "already there".to_owned(),
        Admitted::Waiting => "waiting".to_owned(),
        Admitted::Refused(refusal) => refusal.code().to_owned(),
    })
}

/// The same push, three times over, at both hubs.
pub(super) fn repeated(play: &mut Play<'_>, ticket: &Ticket) -> Result<(), DemoError> {
    let asks = play.player(Part::Requester)?;
    let genuine = stranger::chunks(&play.phones[asks], &ticket.id)?;
    for at in [At::Region, At::Bus, At::Region] {
        let mut phone = Stranger::with_phone_of(play, asks)?;
        phone.chunks.clone_from(&genuine);
        let verdicts = phone.sync_at(play, at).map_err(setup("a repeated push"))?;
        let found: BTreeSet<String> = verdicts.iter().cloned().collect();
        let found: Vec<String> = found.into_iter().collect();
        play.check("the same push again", found.join(", "), "already there");
        play.check("verdicts on it", verdicts.len(), genuine.len());
    }
    Ok(())
}
