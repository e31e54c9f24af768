//! The plan itself: no table, no clock, only its arguments.

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use sha2::{Digest, Sha256};
use sharenum_domain::{NotificationGroup, QuietHours, Reminder, ReminderKind, reminders};
use sharenum_store::queries::alerts::AlertRow;
use sharenum_store::queries::sayings::Saying;

use super::gather::{Commitment, Facts, News};
use super::{NotificationContent, NotificationKind, PlannedNotification, Ring};
use crate::alerts::AlertPreferences;
use crate::views::{AlertView, Offering};

/// What comes at the same instant stands in this order; what a limit cuts is the least personal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Reminder,
    Personal,
    Nearby,
    Several,
    Replaced,
}

struct Planner<'p> {
    preferences: &'p AlertPreferences,
    now: Timestamp,
    zone: &'p TimeZone,
    said: BTreeMap<i64, Vec<Saying>>,
    planned: Vec<(Rank, PlannedNotification)>,
}

/// The next notifications, soonest first; those at one instant in a fixed order.
pub(super) fn plan(
    facts: Facts,
    preferences: &AlertPreferences,
    now: Timestamp,
    zone: &TimeZone,
) -> Vec<PlannedNotification> {
    let mut said: BTreeMap<i64, Vec<Saying>> = BTreeMap::new();
    for saying in facts.said {
        said.entry(saying.id).or_default().push(saying);
    }
    let mut planner = Planner { preferences, now, zone, said, planned: Vec::new() };
    for commitment in &facts.coming {
        planner.remind(commitment);
    }
    planner.announce(facts.news, facts.counted);
    // Stable: what has the same place stays in the order in which it came.
    planner.planned.sort_by_key(|(rank, notification)| (notification.at, *rank));
    planner.planned.into_iter().map(|(_, notification)| notification).collect()
}

/// From when to when lasts the day on which the next alert may sound.
pub(super) fn day_of_next(
    preferences: &AlertPreferences,
    now: Timestamp,
    zone: &TimeZone,
) -> (Timestamp, Timestamp) {
    let day = day(loud_at(preferences, now, zone), zone);
    let begin = |day: civil::Date| Some(day.to_zoned(zone.clone()).ok()?.timestamp());
    let next = day.tomorrow().ok().and_then(begin);
    (begin(day).unwrap_or(Timestamp::MIN), next.unwrap_or(Timestamp::MAX))
}

fn day(at: Timestamp, zone: &TimeZone) -> civil::Date {
    zone.to_datetime(at).date()
}

/// The first instant from `at` on at which a sound is allowed.
fn loud_at(preferences: &AlertPreferences, at: Timestamp, zone: &TimeZone) -> Timestamp {
    preferences.quiet.on().map_or(at, |quiet: &QuietHours| quiet.end(at, zone))
}

impl Planner<'_> {
    fn loud_at(&self, at: Timestamp) -> Timestamp {
        loud_at(self.preferences, at, self.zone)
    }

    /// How and when this news of an alert or a reminder was said, if it was.
    fn said(&self, id: i64, stamp: i64) -> Option<&Saying> {
        self.said.get(&id)?.iter().find(|saying| saying.stamp == stamp)
    }

    fn remind(&mut self, commitment: &Commitment) {
        let quiet = self.preferences.quiet.on();
        for reminder in reminders(&commitment.when, commitment.known, quiet, self.zone) {
            let Reminder { kind, at, until, sounds } = reminder;
            let (id, stamp) = reminder_of(&kind, commitment);
            let muted = self.preferences.muted_reminders.contains(&kind);
            if muted || until <= self.now || self.said(id, stamp).is_some() {
                continue;
            }
            // The phone was off, or had too much to keep: late is better than not.
            let (at, sounds) = if at > self.now { (at, sounds) } else { self.late(until) };
            let says = Saying { id, stamp, words: 0, at, within: id, counts: false };
            self.planned.push((
                Rank::Reminder,
                PlannedNotification {
                    id,
                    at,
                    ring: if sounds { Ring::Sound } else { Ring::Silent },
                    kind: NotificationKind::Reminder(kind),
                    group: NotificationGroup::Agenda,
                    subject: Some(commitment.document),
                    content: NotificationContent::Reminder {
                        title: commitment.title.clone(),
                        place: commitment.place.clone(),
                        when: commitment.when.clone(),
                    },
                    actions: Vec::new(),
                    says: vec![says],
                },
            ));
        }
    }

    /// When something that is due is said: with a sound if one is allowed in time, else now.
    fn late(&self, until: Timestamp) -> (Timestamp, bool) {
        let loud = self.loud_at(self.now);
        if loud < until { (loud, true) } else { (self.now, false) }
    }

    fn announce(&mut self, mut news: Vec<News>, counted: usize) {
        news.retain(|news| news.until.is_none_or(|until| until > self.now));
        let all: Vec<AlertRow> = news.iter().map(|news| news.row.clone()).collect();
        let digest = self.digest_of(&news);
        let (mut waiting, mut due) = (Vec::new(), Vec::new());
        for news in news {
            if self.said(news.row.id, news.row.rings).is_some() {
                self.reword(&news);
                continue;
            }
            let nearby = news.row.alert.kind.group() == NotificationGroup::Nearby;
            match &digest {
                // What would be past when the digest comes does not wait for it.
                Some(digest) if nearby && news.until.is_none_or(|until| until > digest.at) => {
                    waiting.push(news);
                }
                _ => due.push(news),
            }
        }
        if let Some(digest) = digest {
            self.gather(&digest, waiting, &all);
        }
        // What is personal sounds first, each in the order in which it came.
        due.sort_by_key(|news| news.row.alert.kind.group() == NotificationGroup::Nearby);
        let most = self.preferences.most_per_day.on();
        let mut left = most.map_or(usize::MAX, |most| usize::from(most.get()));
        left = left.saturating_sub(counted);
        let loud = self.loud_at(self.now);
        let mut more = Vec::new();
        for news in due {
            if news.until.is_some_and(|until| until <= loud) {
                // Quiet hours would make it useless: it is there for whoever looks at the phone.
                self.say(news, self.now, Ring::Silent, false);
            } else if left > 0 {
                left -= 1;
                self.say(news, loud, Ring::Sound, true);
            } else {
                more.push(news);
            }
        }
        let today = day(loud, self.zone).to_string();
        let id = id_of("more", today.as_bytes());
        let (kind, group) = (NotificationKind::More, NotificationGroup::Nearby);
        self.several(&Several { id, at: loud, ring: Ring::Silent, kind, group }, more, &all);
    }

    /// One alert under its own id.
    fn say(&mut self, news: News, at: Timestamp, ring: Ring, counts: bool) {
        let row = news.row;
        let says = Saying {
            id: row.id,
            stamp: row.rings,
            words: words_of(&row.alert.title, &row.alert.body),
            at,
            within: row.id,
            counts,
        };
        self.push(row, at, ring, says);
    }

    /// What was said may still be shown, in words that its author has changed since.
    fn reword(&mut self, news: &News) {
        let row = &news.row;
        let Some(said) = self.said(row.id, row.rings) else { return };
        let words = words_of(&row.alert.title, &row.alert.body);
        if said.words != words && said.within == row.id {
            let says = Saying { words, ..*said };
            self.push(row.clone(), self.now, Ring::Replace, says);
        }
    }

    fn push(&mut self, row: AlertRow, at: Timestamp, ring: Ring, says: Saying) {
        let view = AlertView::from(row);
        let group = view.kind.group();
        let rank = match (ring, &group) {
            (Ring::Replace, _) => Rank::Replaced,
            (_, NotificationGroup::Nearby) => Rank::Nearby,
            _ => Rank::Personal,
        };
        let notification = PlannedNotification {
            id: view.id,
            at,
            ring,
            kind: NotificationKind::Alert(view.kind.clone()),
            group,
            subject: Some(view.subject.unwrap_or(view.document)),
            actions: Offering::Notification.offer(view.actions.clone()),
            content: NotificationContent::Alert(Box::new(view)),
            says: vec![says],
        };
        self.planned.push((rank, notification));
    }
}

/// One notification for several alerts.
struct Several {
    id: i64,
    at: Timestamp,
    ring: Ring,
    kind: NotificationKind,
    group: NotificationGroup,
}

impl Planner<'_> {
    /// The digest that comes next: now when one is due that did not come, at its hour otherwise.
    fn digest_of(&self, news: &[News]) -> Option<Several> {
        let hour = *self.preferences.digest.on()?;
        let (last, next) = around(hour, self.now, self.zone)?;
        let loud = self.loud_at(self.now);
        let overdue = news.iter().any(|news| {
            let row = &news.row;
            row.alert.kind.group() == NotificationGroup::Nearby
                && row.updated <= last
                && news.until.is_none_or(|until| until > loud)
                && self.said(row.id, row.rings).is_none()
        });
        let (of, at) = if overdue { (last, self.now) } else { (next, next) };
        Some(Several {
            // Named by its own hour, so that it is the same in every plan.
            id: id_of("digest", &of.as_millisecond().to_be_bytes()),
            at: self.loud_at(at),
            ring: Ring::Sound,
            kind: NotificationKind::Digest,
            group: NotificationGroup::Nearby,
        })
    }

    /// What waited for the digest; a single thing is said by itself, which says more.
    fn gather(&mut self, digest: &Several, mut waiting: Vec<News>, all: &[AlertRow]) {
        let alone = waiting.len() == 1 && self.gathered(digest.id, all).is_empty();
        match waiting.pop() {
            Some(news) if alone => self.say(news, digest.at, Ring::Sound, false),
            Some(news) => {
                waiting.push(news);
                self.several(digest, waiting, all);
            }
            None => {}
        }
    }

    /// What was said within a notification already and is still unread.
    fn gathered<'a>(&self, within: i64, all: &'a [AlertRow]) -> Vec<&'a AlertRow> {
        let said = |row: &&AlertRow| {
            self.said(row.id, row.rings).is_some_and(|saying| saying.within == within)
        };
        all.iter().filter(said).collect()
    }

    fn several(&mut self, many: &Several, news: Vec<News>, all: &[AlertRow]) {
        if news.is_empty() {
            return;
        }
        let earlier = self.gathered(many.id, all);
        let count = news.len() + earlier.len();
        let newest = news.iter().rev().map(|news| &news.row).chain(earlier.into_iter().rev());
        let titles = newest.map(|row| row.alert.title.clone());
        let titles = titles.take(NotificationContent::MOST_TITLES).collect();
        let says = news.iter().map(|news| Saying {
            id: news.row.id,
            stamp: news.row.rings,
            words: words_of(&news.row.alert.title, &news.row.alert.body),
            at: many.at,
            within: many.id,
            counts: false,
        });
        let notification = PlannedNotification {
            id: many.id,
            at: many.at,
            ring: many.ring,
            kind: many.kind.clone(),
            group: many.group.clone(),
            subject: None,
            content: NotificationContent::Several { count, titles },
            actions: Vec::new(),
            says: says.collect(),
        };
        self.planned.push((Rank::Several, notification));
    }
}

/// The last instant until `now` at which the clocks show this time, and the first one after it.
fn around(time: Time, now: Timestamp, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    let today = day(now, zone);
    let on =
        |day: civil::Date| Some(day.to_datetime(time).to_zoned(zone.clone()).ok()?.timestamp());
    let days = [today.yesterday().ok(), Some(today), today.tomorrow().ok()];
    let instants: Vec<Timestamp> = days.into_iter().flatten().filter_map(on).collect();
    let last = instants.iter().copied().filter(|instant| *instant <= now).max()?;
    let next = instants.iter().copied().filter(|instant| *instant > now).min()?;
    Some((last, next))
}

/// A reminder's id and the start that it is of: it is said once for each start, and a day is the
/// same in every zone.
fn reminder_of(kind: &ReminderKind, commitment: &Commitment) -> (i64, i64) {
    let begins = commitment.when.begins(&TimeZone::UTC).unwrap_or_default();
    (id_of(kind.as_str(), commitment.document.as_bytes()), begins.as_millisecond())
}

/// All that one may be reminded of in what is to come.
pub(super) fn reminded_of(commitment: &Commitment) -> impl Iterator<Item = (i64, i64)> {
    ReminderKind::KNOWN.iter().map(|kind| reminder_of(kind, commitment))
}

/// A notification id for what is no alert: those count from 1, so a negative one is free.
fn id_of(what: &str, name: &[u8]) -> i64 {
    -1 - hash(&[what.as_bytes(), name])
}

fn words_of(title: &str, body: &str) -> i64 {
    hash(&[title.as_bytes(), body.as_bytes()])
}

/// 63 bits, never negative.
fn hash(fields: &[&[u8]]) -> i64 {
    let mut hash = Sha256::new().chain_update(b"sharenum notification v1");
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash.finalize()[..8]);
    i64::from_be_bytes(bytes) & i64::MAX
}
