//! Help sessions, the profile and the card.

use jiff::Timestamp;
use sharenum_companion::{HelpTime, NewHelpSession};

use super::{Actor, Told, all, seen};
use crate::schools::{AWAY, EAST, MACON, WEST, by_hand_only, expert, novice, slug, uai};

pub fn help_session(minutes: u32, started: Timestamp) -> NewHelpSession {
    NewHelpSession {
        helper: "Comet".to_owned(),
        class: "6e B".to_owned(),
        pupils: 2,
        tool: slug("microbit"),
        time: HelpTime::Began { started, minutes },
        what: "The cable was loose".to_owned(),
        solved: true,
    }
}

/// Any moment that is past on every clock.
fn started() -> Timestamp {
    Timestamp::from_millisecond(crate::clock::START_MS - 3_600_000).unwrap()
}

impl Actor<'_> {
    fn minutes(&self) -> u32 {
        5 + u32::try_from(self.how % 4).unwrap()
    }

    pub fn log_help(&mut self) -> Told {
        let (engine, minutes) = (self.phone.engine(), self.minutes());
        let id = engine.log_help_session(help_session(minutes, started()))?;
        seen(engine.help_session(&id), |view| view.common.mine && view.minutes == minutes)?;
        Ok(Some(format!("logs {}", self.facts.name("help session", &id))))
    }

    pub fn edit_help(&mut self) -> Told {
        let (engine, minutes) = (self.phone.engine(), self.minutes());
        let mut own = engine.help_sessions(&all())?.items;
        own.retain(|session| session.common.mine);
        let Some(session) = self.one(&own) else { return Ok(None) };
        let id = session.common.id;
        engine.edit_help_session(&id, help_session(minutes, started()))?;
        seen(engine.help_session(&id), |view| view.minutes == minutes)?;
        Ok(Some(format!("corrects {}", self.facts.name("help session", &id))))
    }

    pub fn co_sign(&mut self) -> Told {
        let engine = self.phone.engine();
        let Some(session) = self.one(&engine.help_sessions_to_co_sign(&all())?.items) else {
            return Ok(None);
        };
        let id = session.common.id;
        engine.co_sign(&id, &session.state_hash)?;
        seen(engine.help_session(&id), |view| view.counts)?;
        Ok(Some(format!("co-signs {}", self.facts.name("help session", &id))))
    }

    /// Another establishment, or other skills.
    pub fn change_profile(&mut self) -> Told {
        let engine = self.phone.engine();
        let school = [self.phone.part.school, MACON, WEST, EAST, AWAY][self.pick % 5];
        let tools = match self.how % 4 {
            0 | 1 => expert("scratch"),
            2 => novice("scratch"),
            _ => by_hand_only("scratch"),
        };
        engine.set_profile(Some(uai(school)), tools.clone())?;
        seen(engine.profile(), |view| view.school == Some(uai(school)) && view.tools == tools)?;
        self.facts.profiles.entry(self.phone.member()).or_default().push((school, tools));
        let words = ["experienced", "experienced", "a novice", "without a class"][self.how % 4];
        Ok(Some(format!("is now at {school}, {words}")))
    }

    pub fn change_card(&mut self) -> Told {
        let engine = self.phone.engine();
        let name = format!("{} {}", self.phone.part.name, self.how % 3);
        engine.set_card(&name, "somebody@example.org")?;
        seen(engine.profile(), |view| view.card.as_ref().is_some_and(|card| card.name == name))?;
        Ok(Some("changes the card".to_owned()))
    }
}
