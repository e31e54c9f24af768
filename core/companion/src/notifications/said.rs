//! What a notification says, as a key with its arguments.

use jiff::civil::Date;
use sharenum_domain::{Appointment, Phrase, PhraseKey, ReminderKind, Slot, phrases};

use super::{NotificationContent, NotificationKind, PlannedNotification};

phrases! {
    /// The sentence of a notification that is no single alert.
    #[derive(Clone, Debug, PartialEq)]
    enum Said {
        /// The evening before.
        EveningBefore {
            title: String,
            place: String,
            slot: Slot,
        } = "reminder.evening-before" [title, place, slot], "tomorrow: {title}, {slot}, {place}";
        /// Soon.
        HourBefore {
            title: String,
            place: String,
            slot: Slot,
        } = "reminder.hour-before" [title, place, slot], "soon: {title}, {slot}, {place}";
        /// At another time, for a reminder of a newer app.
        Coming {
            title: String,
            place: String,
            slot: Slot,
        } = "reminder.coming" [title, place, slot], "{title}, {slot}, {place}";
        /// A whole day.
        Day {
            title: String,
            day: Date,
        } = "reminder.day" [title, day], "{title} comes on {day}";
        /// What happened nearby.
        Digest { count: usize, } = "digest.nearby" [count], "{count} news from your surroundings";
        /// What came after so many that sounded.
        More { count: usize, } = "digest.more" [count], "{count} more news";
    }
}

impl PlannedNotification {
    /// What it says, for a shell to put into the reader's language. The titles of several alerts
    /// are in its content.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let said = match (&self.content, &self.kind) {
            (NotificationContent::Alert(alert), _) => return alert.phrase.clone(),
            (NotificationContent::Reminder { title, place, when }, kind) => {
                let (title, place) = (title.clone(), place.clone());
                match (when.clone(), kind) {
                    (Appointment::On(day), _) => Said::Day { title, day },
                    (
                        Appointment::At(slot),
                        NotificationKind::Reminder(ReminderKind::DayBefore),
                    ) => Said::EveningBefore { title, place, slot },
                    (
                        Appointment::At(slot),
                        NotificationKind::Reminder(ReminderKind::HourBefore),
                    ) => Said::HourBefore { title, place, slot },
                    (Appointment::At(slot), _) => Said::Coming { title, place, slot },
                }
            }
            (NotificationContent::Several { count, .. }, NotificationKind::More) => {
                Said::More { count: *count }
            }
            (NotificationContent::Several { count, .. }, _) => Said::Digest { count: *count },
        };
        said.phrase()
    }
}

/// Every key that a notification may have beside those of alerts.
pub(crate) fn phrases() -> Vec<PhraseKey> {
    Said::phrases()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::Timestamp;
    use jiff::civil::date;
    use sharenum_domain::NotificationGroup;

    use super::super::Ring;
    use super::*;

    fn planned(kind: NotificationKind, content: NotificationContent) -> PlannedNotification {
        PlannedNotification {
            id: -1,
            at: Timestamp::UNIX_EPOCH,
            ring: Ring::Sound,
            kind,
            group: NotificationGroup::Agenda,
            subject: None,
            content,
            actions: Vec::new(),
            says: Vec::new(),
        }
    }

    #[test]
    fn every_kind_of_notification_has_its_own_sentence() {
        let slot: Slot = "2026-12-02T14:00[Europe/Paris]/90".parse().unwrap();
        let at = Appointment::At(slot);
        let reminder = |kind: &str, when: &Appointment| {
            let (title, place) = ("Robots".to_owned(), "A school".to_owned());
            let content = NotificationContent::Reminder { title, place, when: when.clone() };
            planned(NotificationKind::Reminder(ReminderKind::from(kind)), content)
        };
        let several =
            |kind| planned(kind, NotificationContent::Several { count: 3, titles: Vec::new() });
        let mut said = BTreeSet::new();
        for (notification, key) in [
            (reminder("day_before", &at), "reminder.evening-before"),
            (reminder("hour_before", &at), "reminder.hour-before"),
            (reminder("week_before", &at), "reminder.coming"),
            (reminder("day_before", &Appointment::On(date(2026, 12, 2))), "reminder.day"),
            (several(NotificationKind::Digest), "digest.nearby"),
            (several(NotificationKind::More), "digest.more"),
        ] {
            let phrase = notification.phrase();
            assert_eq!(phrase.key, key);
            let line = phrases().into_iter().find(|line| line.key == key).unwrap();
            let names: Vec<_> = phrase.args.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, line.args, "{key}");
            said.insert(key);
        }
        assert_eq!(said, phrases().iter().map(|line| line.key).collect());
    }
}
