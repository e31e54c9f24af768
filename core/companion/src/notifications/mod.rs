//! What a shell shows as notifications, now and later: a plan that is a pure function of the
//! tables, the preferences, the clock and the zone in which the phone is.
//!
//! A shell asks for the plan whenever something changed (an event, a start of the phone, another
//! zone or time), puts it in place of the one before, and says so. Nothing of it is decided
//! elsewhere, and no app has to run when a notification is due.

mod gather;
mod plan;
#[cfg(test)]
mod properties;
mod said;

use jiff::Timestamp;
use sharenum_domain::{
    AlertKind, Appointment, DocumentId, Field, InvalidInput, NotificationGroup, ReminderKind,
    time_zone,
};
use sharenum_store::queries::sayings::{self, Saying};

use crate::alerts::AlertPreferences;
use crate::engine::CompanionEngine;
use crate::views::{Action, AlertView, Context};
use crate::{EngineError, Result};

pub(crate) use said::phrases;

/// What a notification is about; a shell has a channel for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotificationKind {
    /// An alert, by its kind.
    Alert(AlertKind),
    /// A reminder of one's own seat, workshop or day.
    Reminder(ReminderKind),
    /// What happened nearby since the last one.
    Digest,
    /// What came after so many that sounded on the same day.
    More,
}

/// How a notification comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ring {
    /// With a sound.
    Sound,
    /// Without one.
    Silent,
    /// In other words than before, for what may still be shown under the same id; nothing when it
    /// is not shown any more.
    Replace,
}

/// What a notification says: facts, for which the shell has the words.
#[derive(Clone, Debug, PartialEq)]
pub enum NotificationContent {
    /// One alert.
    Alert(Box<AlertView>),
    /// Something of the member's own comes soon.
    Reminder {
        /// Title of the workshop, or name of what was booked.
        title: String,
        /// Where; empty for a day.
        place: String,
        /// When, in its own zone.
        when: Appointment,
    },
    /// Several alerts.
    Several {
        /// How many of them nobody read yet.
        count: usize,
        /// Titles of the newest, at most [`NotificationContent::MOST_TITLES`].
        titles: Vec<String>,
    },
}

impl NotificationContent {
    /// As many lines as a lock screen shows.
    pub const MOST_TITLES: usize = 5;
}

/// A notification to show now or to hand to the system for later.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedNotification {
    /// Its notification id: that of the alert, which a later revision keeps; negative, and the
    /// same in every plan, for what is no alert.
    pub id: i64,
    /// When it comes (UTC): the present instant for what is due.
    pub at: Timestamp,
    /// With a sound or without.
    pub ring: Ring,
    /// What it is about.
    pub kind: NotificationKind,
    /// What it stands together with.
    pub group: NotificationGroup,
    /// The document to open; `None` opens the list of alerts.
    pub subject: Option<DocumentId>,
    /// What it says.
    pub content: NotificationContent,
    /// What this person may do with it at once.
    pub actions: Vec<Action>,
    /// To hand back with [`CompanionEngine::notifications_scheduled`], as it is.
    pub says: Vec<Saying>,
}

impl CompanionEngine {
    /// The next notifications, soonest first, at most `limit`: an iPhone keeps 64, and what is
    /// left out comes into a later plan. `zone` is the IANA name of the zone in which the phone is
    /// now: quiet hours, the digest and whole days follow its clocks; a workshop its own.
    ///
    /// # Errors
    /// [`EngineError::Input`] for a zone that this library does not
    /// know; those of the file.
    pub fn notification_plan(&self, zone: &str, limit: usize) -> Result<Vec<PlannedNotification>> {
        let zone = time_zone(zone).map_err(|error| InvalidInput::new(Field::Zone, error))?;
        self.read(|context| {
            let preferences = AlertPreferences::load(context.conn)?;
            let facts = gather::facts(context, &preferences, &zone)?;
            let mut planned = plan::plan(facts, &preferences, context.now, &zone);
            planned.truncate(limit);
            for notification in &mut planned {
                gather::add_actions(context, notification)?;
            }
            Ok(planned)
        })
    }

    /// Says that the shell has handed a plan to the system, in place of the one before: all that
    /// its notifications [say](PlannedNotification::says). What has come by then is not said
    /// again; the rest is planned anew until it has.
    ///
    /// Answers the ids of notifications that may still show and are over: read, answered, called
    /// off, begun. The shell takes them away; one that does not show any more may be among them.
    ///
    /// # Errors
    /// Those of the file.
    pub fn notifications_scheduled(&self, sayings: &[Saying]) -> Result<Vec<i64>> {
        let (me, now) = (self.inner.me()?, self.inner.clock.now());
        let (over, _) = self.inner.store.write::<_, EngineError>(|tx| {
            let context = Context::new(tx.conn(), &me, now)?;
            let standing = gather::standing(&context, sayings)?;
            let mut over = sayings::shown(tx.conn(), now)?;
            over.retain(|id| !standing.contains(id));
            sayings::replace(tx.conn(), sayings, now)?;
            Ok(over)
        })?;
        Ok(over)
    }
}
