//! Mini-techs log help on the school's tablet, under a pseudonym; a teacher co-signs.

use jiff::{SignedDuration, Timestamp};
use sharenum_companion::{CompanionEngine, EngineError, HelpTime, NewHelpSession};

use crate::demo::brute::{self, Session};
use crate::demo::cast::{Part, TOOL};
use crate::demo::error::{DemoError, setup};
use crate::demo::play::{At, Play};
use crate::demo::stage::slug;

const PSEUDONYM: &str = "Pixel";

pub(super) fn logged(play: &mut Play<'_>) -> Result<(), DemoError> {
    let tablet = play.player(Part::BrigadeTablet)?;
    let teacher = play.player(Part::BrigadeTeacher)?;
    let minutes = [15, 20, 25];
    let mut sessions = Vec::new();
    for minutes in minutes {
        let new = session(PSEUDONYM, minutes)?;
        sessions.push(play.does(tablet, "logs a help session, on the bus", |engine| {
            engine.log_help_session(new)
        })?);
    }
    play.sync(tablet, At::Bus)?;
    play.sync(teacher, At::Bus)?;
    let seen = play.sees(teacher, |engine| {
        sessions.iter().map(|id| engine.help_session(id)).collect::<Result<Vec<_>, EngineError>>()
    })?;
    play.check("sessions that the teacher sees", seen.len(), sessions.len());
    let hash = seen[0].state_hash;
    play.may_not(tablet, "a co-signature by the tablet itself", "not-allowed", |engine| {
        engine.co_sign(&sessions[0], &hash)
    });
    for view in &seen[..2] {
        play.does(teacher, "co-signs", |engine| engine.co_sign(&view.common.id, &view.state_hash))?;
    }
    play.sync(teacher, At::Bus)?;
    play.sync(tablet, At::Bus)?;
    let before = totals(play, tablet)?;
    let log = |signed, edited_since, minutes| Session { minutes, signed, edited_since };
    let signed_two = [log(true, false, 15), log(true, false, 20), log(false, false, 25)];
    play.check("what counts, after two co-signatures", before, expected(&signed_two));

    let edited = session(PSEUDONYM, 45)?;
    play.does(tablet, "edits a session that was signed", |engine| {
        engine.edit_help_session(&sessions[1], edited)
    })?;
    let stale = seen[1].state_hash;
    play.sync(tablet, At::Bus)?;
    play.sync(teacher, At::Bus)?;
    play.may_not(teacher, "a signature under what is no longer there", "changed-since", |engine| {
        engine.co_sign(&sessions[1], &stale)
    });
    play.bus_drives_home()?;
    play.these_sync(&[tablet, teacher], At::Region)?;
    let one_voided = [log(true, false, 15), log(true, true, 45), log(false, false, 25)];
    for (whose, player) in [("tablet's", tablet), ("teacher's", teacher)] {
        let found = totals(play, player)?;
        play.check(format!("what counts, on the {whose} file"), found, expected(&one_voided));
    }
    let voided = play.sees(teacher, |engine| engine.help_session(&sessions[1]))?.voided;
    play.check("the edit voided the signature", voided, true);
    stays_in_school(play, tablet)?;
    let counted = totals(play, teacher)?;
    play.says(format!("3 sessions logged, 2 signed, 1 edited since: {counted} counts"));
    Ok(())
}

/// A session that began an hour ago.
pub(super) fn session(helper: &str, minutes: u32) -> Result<NewHelpSession, DemoError> {
    let started =
        Timestamp::now().checked_sub(SignedDuration::from_hours(1)).map_err(setup("a time"))?;
    Ok(NewHelpSession {
        helper: helper.to_owned(),
        class: "6e B".to_owned(),
        pupils: 4,
        tool: slug(TOOL)?,
        time: HelpTime::Began { started, minutes },
        what: "Décoller une pièce et relancer".to_owned(),
        solved: true,
    })
}

fn expected(sessions: &[Session]) -> String {
    let (count, minutes) = brute::recognised(sessions);
    format!("{count} of {minutes} minutes")
}

fn totals(play: &Play<'_>, player: usize) -> Result<String, DemoError> {
    let totals = play.sees(player, CompanionEngine::help_totals)?;
    Ok(format!("{} of {} minutes", totals.sessions, totals.minutes))
}

/// Pupils' work never leaves their school.
fn stays_in_school(play: &mut Play<'_>, tablet: usize) -> Result<(), DemoError> {
    play.everyone_syncs(At::Region)?;
    play.everyone_syncs(At::Bus)?;
    let school = play.cast.players[tablet].school;
    let (mut holders, mut colleagues) = (Vec::new(), Vec::new());
    for (number, player, phone) in play.players() {
        if phone.count("SELECT count(*) FROM help_session")? > 0 {
            holders.push(number);
        }
        if player.school == school {
            colleagues.push(number);
        }
    }
    let colleagues = Play::numbers(colleagues);
    play.check("phones that hold help sessions", Play::numbers(holders), colleagues);
    Ok(())
}
