//! A workshop: who lives near is alerted, and three ask for two seats.

use sharenum_companion::RequestState;
use sharenum_domain::DocumentId;

use super::bus_day::{self, BusDay, SEATS};
use super::talk::Talk;
use super::ticket::alerted_of;
use crate::demo::brute::{self, SeatIs};
use crate::demo::error::DemoError;
use crate::demo::play::{At, Play};
use crate::demo::report::{Sign, Theme};

/// Who asked for a seat, in their order, with their registrations.
#[derive(Debug, Clone)]
pub(super) struct Asked(pub Vec<(usize, DocumentId)>);

pub(super) fn seats(play: &mut Play<'_>, talk: &Talk, day: &BusDay) -> Result<Asked, DemoError> {
    play.everyone_syncs(At::Region)?;
    let near = bus_day::near(play, talk, day.radius)?;
    let found = alerted_of(play, "workshop_nearby")?;
    play.check(
        "phones that the workshop alerted",
        Play::numbers(found.iter().copied()),
        Play::numbers(near.iter().copied()),
    );
    let who: Vec<usize> = near.into_iter().take(SEATS as usize + 1).collect();
    if who.len() <= SEATS as usize {
        return Err(DemoError::Usage(
            "too few people live near the workshop; widen it with --km".to_owned(),
        ));
    }
    let mut asked = Asked(Vec::new());
    for player in who {
        let registration =
            play.does(player, "asks for a seat, offline", |engine| engine.ask_seat(&day.workshop))?;
        play.sync(player, At::Bus)?;
        asked.0.push((player, registration));
    }
    // All three come home at once, in the order in which the bus received them.
    play.bus_drives_home()?;
    decided(play);
    compare(play, &asked, day, &[false; 3])?;

    let (gives_back, registration) = asked.0[0];
    play.does(gives_back, "gives the seat back", |engine| engine.cancel_seat(&registration))?;
    play.sync(gives_back, At::Region)?;
    decided(play);
    compare(play, &asked, day, &[true, false, false])?;
    let reach = day.radius.get();
    play.says(format!(
        "{} alerted within {reach} km; of 3 who asked, 2 had a seat and 1 waited, then was promoted",
        found.len()
    ));
    Ok(asked)
}

fn decided(play: &mut Play<'_>) {
    play.notes(
        "the region decides on seats",
        vec![Play::region_mark(Sign::Decided, Theme::Workshop)],
    );
}

/// Compares what each asker's phone says with seats dealt out by loops of our own.
fn compare(
    play: &mut Play<'_>,
    asked: &Asked,
    day: &BusDay,
    gave_back: &[bool],
) -> Result<(), DemoError> {
    let players: Vec<usize> = asked.0.iter().map(|(player, _)| *player).collect();
    play.these_sync(&players, At::Region)?;
    let expected = brute::seats(SEATS as usize, gave_back);
    for (player, expected) in players.into_iter().zip(expected) {
        let seat = play.sees(player, |engine| engine.workshop(&day.workshop))?.item.my_seat;
        let expected = match expected {
            Some(SeatIs::Held) => RequestState::Confirmed,
            Some(SeatIs::Waiting(place)) => RequestState::Waiting { position: Some(place) },
            None => RequestState::Cancelled,
        };
        let found = seat.map_or("none".to_owned(), |seat| format!("{seat:?}"));
        play.check(format!("the seat of {}", player + 1), found, format!("{expected:?}"));
    }
    Ok(())
}
