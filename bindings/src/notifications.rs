//! What a shell shows as notifications, now and later.

use std::time::SystemTime;

use sharenum_companion as engine;
use sharenum_domain as domain;

use crate::common::{all, count};
use crate::time::{instant, timestamp};
use crate::{
    Action, AlertItem, AlertKind, CivilDate, DocumentId, NotificationGroup, ReminderKind,
    SharenumApp, SharenumError, Slot,
};

/// What a notification is about; a shell has a channel for each.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum NotificationKind {
    /// An alert.
    Alert {
        /// Its kind.
        kind: AlertKind,
    },
    /// A reminder of one's own seat, workshop or day.
    Reminder {
        /// Its kind.
        kind: ReminderKind,
    },
    /// What happened nearby since the last one.
    Digest,
    /// What came after so many that sounded on the same day.
    More,
    /// Something newer: show it in a channel of its own.
    Unknown,
}

/// How a notification comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Ring {
    /// With a sound.
    Sound,
    /// Without one.
    Silent,
    /// In other words than before, for what may still be shown under the same id; nothing when it
    /// is not shown any more.
    Replace,
}

/// When something of one's own begins.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Appointment {
    /// At an hour, in its own zone.
    At {
        /// Local time and zone.
        slot: Slot,
    },
    /// All day; a date, wherever one looks at it from.
    On {
        /// Which.
        day: CivilDate,
    },
}

impl From<domain::Appointment> for Appointment {
    fn from(when: domain::Appointment) -> Self {
        match when {
            domain::Appointment::At(slot) => Self::At { slot: slot.into() },
            domain::Appointment::On(day) => Self::On { day: day.into() },
        }
    }
}

/// What a notification says: facts, for which the shell has the words.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum NotificationContent {
    /// One alert.
    Alert {
        /// With its text.
        alert: AlertItem,
    },
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
        count: u64,
        /// Titles of the newest, as many as a lock screen shows.
        titles: Vec<String>,
    },
    /// Something newer: open the list of alerts.
    Unknown,
}

/// One thing that a notification says, to be handed back as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Saying {
    /// Of what.
    pub id: i64,
    /// Which news of it.
    pub stamp: i64,
    /// In which words.
    pub words: i64,
    /// When it is said.
    pub at: SystemTime,
    /// The notification that says it.
    pub within: i64,
    /// Whether it counts toward how many alerts may sound on one day.
    pub counts: bool,
}

impl From<engine::Saying> for Saying {
    fn from(saying: engine::Saying) -> Self {
        let engine::Saying { id, stamp, words, at, within, counts } = saying;
        Self { id, stamp, words, at: instant(at), within, counts }
    }
}

impl From<Saying> for engine::Saying {
    fn from(saying: Saying) -> Self {
        let Saying { id, stamp, words, at, within, counts } = saying;
        Self { id, stamp, words, at: timestamp(at), within, counts }
    }
}

/// A notification to show now, or to hand to the system for later.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct PlannedNotification {
    /// Its notification id: that of the alert, which a later revision keeps; negative, and the same
    /// in every plan, for what is no alert.
    pub id: i64,
    /// When it comes: the present instant for what is due.
    pub at: SystemTime,
    /// With a sound or without.
    pub ring: Ring,
    /// What it is about.
    pub kind: NotificationKind,
    /// What it stands together with.
    pub group: NotificationGroup,
    /// The document to open; none opens the list of alerts.
    pub subject: Option<DocumentId>,
    /// What it says.
    pub content: NotificationContent,
    /// What this person may do with it at once.
    pub actions: Vec<Action>,
    /// To hand back with `notifications_scheduled`, as it is.
    pub says: Vec<Saying>,
}

impl From<engine::PlannedNotification> for PlannedNotification {
    fn from(planned: engine::PlannedNotification) -> Self {
        Self {
            id: planned.id,
            at: instant(planned.at),
            ring: match planned.ring {
                engine::Ring::Sound => Ring::Sound,
                engine::Ring::Silent => Ring::Silent,
                engine::Ring::Replace => Ring::Replace,
            },
            kind: match planned.kind {
                engine::NotificationKind::Alert(kind) => {
                    NotificationKind::Alert { kind: kind.into() }
                }
                engine::NotificationKind::Reminder(kind) => {
                    NotificationKind::Reminder { kind: kind.into() }
                }
                engine::NotificationKind::Digest => NotificationKind::Digest,
                engine::NotificationKind::More => NotificationKind::More,
            },
            group: planned.group.into(),
            subject: planned.subject.map(Into::into),
            content: match planned.content {
                engine::NotificationContent::Alert(alert) => {
                    NotificationContent::Alert { alert: (*alert).into() }
                }
                engine::NotificationContent::Reminder { title, place, when } => {
                    NotificationContent::Reminder { title, place, when: when.into() }
                }
                engine::NotificationContent::Several { count: unread, titles } => {
                    NotificationContent::Several { count: count(unread), titles }
                }
            },
            actions: all(planned.actions),
            says: all(planned.says),
        }
    }
}

#[uniffi::export]
impl SharenumApp {
    /// The next notifications, soonest first, at most `limit`: an iPhone keeps 64, and what is left
    /// out comes into a later plan. Ask again whenever something changed, put it in place of the
    /// plan before, and say so with `notifications_scheduled`. `zone` is the IANA name of the zone
    /// in which the phone is now.
    pub fn notification_plan(
        &self,
        zone: String,
        limit: u32,
    ) -> Result<Vec<PlannedNotification>, SharenumError> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(all(self.engine()?.notification_plan(&zone, limit)?))
    }

    /// Says that the shell has handed a plan to the system, in place of the one before: the `says`
    /// of all its notifications. What has come by then is not said again. Answers the ids of what
    /// may still be shown and says nothing any more: take them away.
    pub fn notifications_scheduled(&self, sayings: Vec<Saying>) -> Result<Vec<i64>, SharenumError> {
        let sayings: Vec<engine::Saying> = sayings.into_iter().map(Into::into).collect();
        Ok(self.engine()?.notifications_scheduled(&sayings)?)
    }
}
