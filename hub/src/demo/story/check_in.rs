//! On the bus, without a network: who is there.

use super::bus_day::BusDay;
use super::talk::Talk;
use super::workshop::Asked;
use crate::demo::cast::Part;
use crate::demo::error::DemoError;
use crate::demo::play::{At, Play};

pub(super) fn at_the_door(
    play: &mut Play<'_>,
    talk: &Talk,
    day: &BusDay,
    seats: &Asked,
) -> Result<(), DemoError> {
    let host = play.player(Part::BusHost)?;
    play.sync(host, At::Region)?;
    let workshop = day.workshop;
    // The first gave the seat back.
    let coming = &seats.0[1..];
    let attendees = play.sees(host, |engine| engine.workshop(&workshop))?.attendees;
    let confirmed = attendees
        .iter()
        .filter(|attendee| attendee.state == sharenum_companion::RequestState::Confirmed)
        .count();
    play.check("who comes, on the host's phone", confirmed, coming.len());
    let (stranger, seat) = seats.0[0];
    play.may_not(stranger, "a check-in by somebody else", "not-allowed", |engine| {
        engine.check_in(&workshop, &seat, true)
    });
    for (player, registration) in coming {
        let what = format!("checks {} in, offline", player + 1);
        play.does(host, &what, |engine| engine.check_in(&workshop, registration, true))?;
    }
    play.does(host, "notes a walk-in, offline", |engine| {
        engine.add_walk_in(&workshop, "Une professeure du lycée voisin")
    })?;
    play.sync(host, At::Bus)?;
    play.bus_drives_home()?;
    play.sync(talk.helps, At::Region)?;
    let detail = play.sees(talk.helps, |engine| engine.workshop(&workshop))?;
    let present = detail.attendees.iter().filter(|attendee| attendee.present_at.is_some()).count();
    play.check("checked in, on the organiser's phone", present, coming.len());
    play.check("walk-ins, on the organiser's phone", detail.walk_ins.len(), 1);
    let sql = "SELECT count(*) FROM check_in_entry WHERE at IS NOT NULL";
    for (whose, player) in [("the host's", host), ("the organiser's", talk.helps)] {
        let rows = play.phones[player].count(sql)?;
        play.check(format!("people present in {whose} file"), rows, coming.len() + 1);
    }
    play.says(format!("{present} checked in and 1 walk-in, offline; the organiser knows at home"));
    Ok(())
}
