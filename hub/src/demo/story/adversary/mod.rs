//! What must not get in: forgeries, changes by others, wrong addresses, and the same push again.

use sharenum_domain::{DocumentId, MemberId, Ticket as TicketDocument};
use sharenum_ledger::{Channel, Document, Kind, NewDocument, Origin};
use sharenum_store::StoreError;
use sharenum_sync::SyncError;

use super::join;
use super::stranger::Stranger;
use super::talk::Talk;
use super::ticket::Ticket;
use crate::demo::cast::Part;
use crate::demo::error::{DemoError, setup};
use crate::demo::play::{At, Play};
use crate::demo::report::{Sign, Theme};
use crate::demo::stage::HubLog;

mod changes;
mod doors;
mod forger;
mod papers;
mod roles;

/// What somebody pushes, and the one word that a hub must answer.
struct Attack {
    what: &'static str,
    bytes: Vec<u8>,
    answer: &'static str,
}

/// Somebody with a real phone's key, who writes what the app never would.
struct Attacker {
    player: usize,
    me: MemberId,
    stranger: Stranger,
}

pub(super) fn refused(play: &mut Play<'_>, ticket: &Ticket, talk: &Talk) -> Result<(), DemoError> {
    let lost = papers::lost_device(play)?;
    play.everyone_syncs(At::Region)?;
    let before = (play.logs()?.0, join::alerts(play)?);
    let novice = play.player(Part::Novice)?;

    let mut tried = changes::by_a_member(play, ticket, talk)?;
    tried += roles::by_others(play, ticket, talk)?;
    tried += papers::self_made(play, novice)?;
    tried += papers::of_others(play, novice)?;
    tried += papers::without_a_key(play)?;
    tried += papers::of_a_lost_device(play, novice, lost)?;
    tried += doors::too_large(play, novice)?;
    tried += doors::tampering(play, novice)?;
    tried += doors::of_a_phone(play, novice, ticket)?;
    doors::repeated(play, ticket)?;

    let signs = vec![
        Play::mark(novice, Sign::Written, Theme::Basics),
        Play::region_mark(Sign::Refused, Theme::Basics),
    ];
    play.notes(&format!("{tried} attempts, all refused"), signs);
    play.everyone_syncs(At::Region)?;
    unchanged(play, &before)?;
    play.says(format!(
        "{tried} attempts, each refused for its reason; the region's log is as it was"
    ));
    Ok(())
}

/// Nothing of all this is in the region's log, and nobody was alerted.
fn unchanged(play: &mut Play<'_>, before: &(HubLog, u64)) -> Result<(), DemoError> {
    let region = play.logs()?.0;
    let gained = region.changes().difference(&before.0.changes()).count();
    play.check("changes that the region gained by it", gained, 0);
    play.check("rows of the region's log", region.rows, before.0.rows);
    let alerts = join::alerts(play)?;
    play.check("alerts that it made", alerts, before.1);
    Ok(())
}

impl Attacker {
    fn new(play: &Play<'_>, player: usize) -> Result<Self, DemoError> {
        let stranger = Stranger::with_phone_of(play, player)?;
        Ok(Self { player, me: play.phones[player].member, stranger })
    }

    /// A document of their own, under their own certificate.
    fn creates<T: Document>(
        &mut self,
        what: &'static str,
        answer: &'static str,
        parent: Option<DocumentId>,
        routes: Vec<Channel>,
        thing: &T,
    ) -> Result<Attack, DemoError> {
        let new = NewDocument { kind: T::KIND, writers: vec![self.me], parent, routes };
        let cited = self.stranger.certificate_id();
        Ok(Attack { what, bytes: self.stranger.writes(cited, new, thing)?, answer })
    }

    /// Pushes, and compares the verdicts.
    fn pushes(&mut self, play: &mut Play<'_>, attacks: Vec<Attack>) -> Result<usize, DemoError> {
        self.stranger.chunks = attacks.iter().map(|attack| attack.bytes.clone()).collect();
        let verdicts = self.stranger.sync(play)?;
        for (attack, verdict) in attacks.iter().zip(&verdicts) {
            play.check(attack.what, verdict, attack.answer);
        }
        let who = format!("verdicts on what {} pushed", self.player + 1);
        play.check(who, verdicts.len(), attacks.len());
        Ok(attacks.len())
    }
}

/// The content of the ticket, as a phone has it.
fn content_of(
    play: &Play<'_>,
    player: usize,
    ticket: &Ticket,
) -> Result<TicketDocument, DemoError> {
    let read = play.phones[player].file.read(|conn| {
        let replica = sharenum_store::replica(conn, &ticket.id)?;
        Ok::<_, StoreError>(replica.fields())
    });
    let fields = read.map_err(setup("the ticket"))?;
    Document::from_fields(&fields).map_err(setup("the ticket"))
}

fn retitled(ticket: TicketDocument, _: &mut Origin) -> TicketDocument {
    TicketDocument { title: "Something else".to_owned(), ..ticket }
}

/// Any document of a kind that a phone holds.
fn any_document(
    play: &Play<'_>,
    player: usize,
    kind: Kind,
) -> Result<Option<DocumentId>, DemoError> {
    let sql = "SELECT id FROM document WHERE kind = ?1 ORDER BY id LIMIT 1";
    let read = play.phones[player].file.read(|conn| {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([kind.as_u8()])?;
        let id: Option<[u8; 32]> = rows.next()?.map(|row| row.get(0)).transpose()?;
        Ok::<_, StoreError>(id.map(DocumentId::from))
    });
    read.map_err(setup("a document"))
}

/// How a hub answered, in one word.
fn said<T>(answer: Result<T, SyncError>) -> String {
    match answer {
        Ok(_) => "done".to_owned(),
        Err(SyncError::Refused { code, .. }) => code,
        Err(other) => other.code().to_owned(),
    }
}
