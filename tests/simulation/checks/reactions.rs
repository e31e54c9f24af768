//! What phones write by themselves: a workshop is published once its bus day is confirmed, and those
//! who work together have each other's card, once.

use std::collections::BTreeMap;

use sharenum_domain::MemberId;
use sharenum_ledger::Kind;

use super::View;
use crate::cast::CAST;
use crate::phone::{document, member, rows};
use crate::play::Play;

pub fn have_followed(play: &Play<'_>, view: &View) -> Result<(), String> {
    let acts = |who: &MemberId| play.phones.iter().any(|phone| phone.member() == *who);
    let sql = "SELECT w.document, w.author FROM workshop w JOIN booking b ON b.document = w.booking
        WHERE w.status = 'waiting_for_bus' AND b.status <> 'cancelled'
          AND (SELECT d.outcome FROM decision d WHERE d.request = b.document
                ORDER BY d.created DESC LIMIT 1) = 'confirmed'";
    let waiting = rows(&view.store, sql, [], |row| Ok((document(row, 0)?, member(row, 1)?)));
    if let Some((id, _)) = waiting.iter().find(|(_, author)| acts(author)) {
        return Err(format!("workshop {id} waits for a bus day that is confirmed"));
    }
    let mut cards: BTreeMap<(MemberId, MemberId), usize> = BTreeMap::new();
    for card in view.documents.values().filter(|one| one.kind == Kind::Card) {
        for to in card.members.iter().filter(|member| **member != card.creator) {
            *cards.entry((card.creator, *to)).or_default() += 1;
        }
    }
    for (from, to) in partners(view).into_iter().filter(|(from, _)| acts(from)) {
        if !cards.contains_key(&(from, to)) {
            return Err(format!("{from} works with {to} and has not given them a card"));
        }
    }
    for ((from, to), copies) in cards {
        // Two phones of one member may both give it before they hear of one another.
        let phones = CAST.iter().filter(|part| part.member() == from).count();
        if copies > phones {
            return Err(format!("{from} gave {to} {copies} cards"));
        }
    }
    Ok(())
}

/// Whoever must have the other's card: both sides of help that was taken up, and of a seat the one
/// who organises.
fn partners(view: &View) -> Vec<(MemberId, MemberId)> {
    let help = "SELECT t.author, p.author FROM ticket t
        JOIN ticket_accepted a ON a.document = t.document
        JOIN proposal p ON p.document = a.proposal AND p.ticket = t.document
        WHERE p.status = 'offered' AND t.status <> 'cancelled'";
    let seats = "SELECT r.author, w.author FROM registration r
        JOIN workshop w ON w.document = r.workshop WHERE r.status <> 'cancelled'";
    let read = |sql| rows(&view.store, sql, [], |row| Ok((member(row, 0)?, member(row, 1)?)));
    let help = read(help).into_iter().flat_map(|(one, other)| [(one, other), (other, one)]);
    help.chain(read(seats)).collect()
}
