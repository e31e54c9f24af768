//! What the mini-techs of the teacher's school did, on the school's shared tablet.

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use sharenum_companion::{CompanionEngine, HelpTime, NewHelpSession, PageRequest, TimerStart};
use sharenum_domain::Slug;

use super::Story;
use super::catalogue::{MICROBIT, PRINTER, SCRATCH, THYMIO};

/// A help session in few words: pseudonym, class, pupils, tool, minutes, what was done, solved.
type Helped = (&'static str, &'static str, u32, &'static str, u32, &'static str, bool);

/// A session that ended when it is logged.
fn session(ended: Timestamp, helped: Helped) -> Result<NewHelpSession> {
    let (helper, class, pupils, tool, minutes, what, solved) = helped;
    let started = ended.checked_sub(SignedDuration::from_mins(minutes.into()))?;
    Ok(NewHelpSession {
        helper: helper.to_owned(),
        class: class.to_owned(),
        pupils,
        tool: Slug::new(tool)?,
        time: HelpTime::Began { started, minutes },
        what: what.to_owned(),
        solved,
    })
}

impl Story {
    fn help(&mut self, n: i32, (hour, minute): (i8, i8), helped: Helped) -> Result<()> {
        let ended = self.days.instant(self.days.school_day(n)?, hour, minute)?;
        self.on(n, (hour, minute), move |play| {
            play.awake("tablet")?.log_help_session(session(ended, helped)?)?;
            play.spread("tablet")
        })
    }
}

/// Signs what waits, up to so many.
fn co_sign(teacher: &CompanionEngine, most: usize) -> Result<()> {
    for waiting in teacher.help_sessions_to_co_sign(&PageRequest::first().of(most))?.items {
        teacher.co_sign(&waiting.common.id, &waiting.state_hash)?;
    }
    Ok(())
}

pub(super) fn tell(story: &mut Story) -> Result<()> {
    earlier(story)?;
    lately(story)?;
    story.ago(25, |play| {
        let ended = play.days.ago(26)?;
        let helped = ("Nova", "6e A", 2, SCRATCH, 12, "Un lutin qui ne bougeait plus", true);
        // Not delivered yet: the tablet is in a classroom.
        play.phone("tablet")?.log_help_session(session(ended, helped)?)?;
        Ok(())
    })?;
    story.ago(7, |play| {
        let (helper, class) = ("Comète".to_owned(), "5e B".to_owned());
        let tool = Some(Slug::new(MICROBIT)?);
        play.phone("tablet")?.start_timer(TimerStart { helper, class, tool })?;
        Ok(())
    })
}

/// What was co-signed, and counts.
fn earlier(story: &mut Story) -> Result<()> {
    story.help(
        -12,
        (10, 25),
        ("Pixel", "6e B", 4, SCRATCH, 20, "Les boucles d'un premier jeu", true),
    )?;
    story.help(
        -12,
        (14, 35),
        ("Comète", "5e A", 3, MICROBIT, 15, "Brancher une carte et lui envoyer un programme", true),
    )?;
    story.help(
        -11,
        (9, 50),
        ("Pixel", "5e B", 2, PRINTER, 30, "Changer la bobine et relancer", true),
    )?;
    story.help(
        -11,
        (15, 20),
        ("Écho", "4e C", 5, THYMIO, 25, "Régler les capteurs sur la piste noire", true),
    )?;
    story.help(
        -8,
        (10, 40),
        ("Nova", "6e A", 3, SCRATCH, 15, "Faire parler deux lutins", false),
    )?;
    story.help(
        -8,
        (14, 10),
        ("Pixel", "4e A", 2, PRINTER, 40, "Préparer un fichier trop grand", true),
    )?;
    story.on(-7, (16, 45), |play| {
        co_sign(play.awake("teacher")?, 50)?;
        play.spread("teacher")
    })
}

/// What waits for a co-signature: one of them was signed, and corrected since.
fn lately(story: &mut Story) -> Result<()> {
    let corrected = ("Comète", "5e B", 4, MICROBIT, 20, "Lire le capteur de température", true);
    story.help(-2, (10, 20), corrected)?;
    story.on(-2, (12, 0), |play| {
        co_sign(play.awake("teacher")?, 1)?;
        play.spread("teacher")
    })?;
    story.help(
        -2,
        (14, 45),
        ("Écho", "4e C", 3, THYMIO, 30, "Un parcours qui tournait en rond", true),
    )?;
    let ended = story.days.instant(story.days.school_day(-2)?, 10, 20)?;
    story.on(-2, (15, 30), move |play| {
        let tablet = play.awake("tablet")?;
        let page = tablet.help_sessions(&PageRequest::first())?.items;
        let found = page.into_iter().find(|seen| seen.what == corrected.5);
        let id = found.context("the session to correct is not there")?.common.id;
        let with_five_pupils = NewHelpSession { pupils: 5, ..session(ended, corrected)? };
        tablet.edit_help_session(&id, with_five_pupils)?;
        play.name("session_corrected", id);
        play.spread("tablet")
    })?;
    story.help(
        -1,
        (10, 10),
        ("Pixel", "6e B", 3, SCRATCH, 15, "Retrouver un projet enregistré ailleurs", true),
    )?;
    story.help(
        -1,
        (11, 5),
        ("Nova", "6e C", 2, PRINTER, 35, "Une pièce qui se décollait du plateau", false),
    )?;
    story.help(
        -1,
        (14, 50),
        ("Comète", "5e A", 4, MICROBIT, 25, "Faire clignoter la carte quand il fait chaud", true),
    )
}
