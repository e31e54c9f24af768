//! What holds for any plan.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU16;

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use sharenum_domain::{AlertKind, Appointment, DocumentId, NotificationGroup, QuietHours};
use sharenum_store::queries::alerts::{AlertRow, AlertState, NewAlert};

use super::gather::{Commitment, Facts, News};
use super::plan::{day_of_next, plan};
use super::{NotificationContent, NotificationKind, PlannedNotification, Ring, Saying};
use crate::alerts::{AlertPreferences, Setting};

/// Around the night in which Paris goes forward.
fn start() -> Timestamp {
    "2027-03-27T12:00:00Z".parse().unwrap()
}

fn after(minutes: i64) -> Timestamp {
    start() + SignedDuration::from_mins(minutes)
}

/// Alerts of the days before and after; some of them are of no use later.
fn news() -> impl Strategy<Value = Vec<News>> {
    let kinds: Vec<AlertKind> =
        AlertKind::KNOWN.iter().cloned().chain([AlertKind::from("of_a_newer_app")]).collect();
    let one = (select(kinds), -3000i64..3000, option::of(-500i64..6000));
    vec(one, 0..12).prop_map(|mut found| {
        found.sort_by_key(|(_, came, _)| *came);
        let news = |(n, (kind, came, until)): (usize, (AlertKind, i64, Option<i64>))| News {
            row: AlertRow {
                id: i64::try_from(n).unwrap() + 1,
                state: AlertState::Rung,
                created: after(came),
                updated: after(came),
                rings: 1,
                alert: NewAlert {
                    document: DocumentId::from([u8::try_from(n).unwrap(); 32]),
                    kind,
                    revision: [0; 32],
                    subject: None,
                    title: format!("Titre {n}"),
                    body: String::new(),
                    km: None,
                },
                direction: None,
            },
            until: until.map(after),
        };
        found.into_iter().enumerate().map(news).collect()
    })
}

fn coming() -> impl Strategy<Value = Vec<Commitment>> {
    let zones = select(vec!["Europe/Paris", "America/Montreal", "Mars/Olympus_Mons"]);
    let one = (26i8..31, option::of((0i8..24, zones)), -3000i64..3000);
    vec(one, 0..6).prop_map(|found| {
        let numbered = found.into_iter().zip(100u8..);
        let commitment = |((day, hour, known), n)| {
            let when = match hour {
                Some((hour, zone)) => {
                    let slot = format!("2027-03-{day}T{hour:02}:30[{zone}]/90");
                    Appointment::At(slot.parse().unwrap())
                }
                None => Appointment::On(date(2027, 3, day)),
            };
            Commitment {
                document: DocumentId::from([n; 32]),
                title: String::new(),
                place: String::new(),
                when,
                known: after(known),
            }
        };
        numbered.map(commitment).collect()
    })
}

fn preferences() -> impl Strategy<Value = AlertPreferences> {
    let quiet = option::of((0i8..24, 0i8..60, 1i64..1440));
    (quiet, option::of((0i8..24, 0i8..60)), option::of(1u16..4)).prop_map(
        |(quiet, digest, most)| {
            let quiet = quiet.map(|(hour, minute, length)| {
                let from = time(hour, minute, 0, 0);
                let to = from.wrapping_add(SignedDuration::from_mins(length));
                QuietHours::new(from, to).unwrap()
            });
            let most = most.and_then(NonZeroU16::new);
            AlertPreferences {
                quiet: quiet.map_or(Setting::Off, Setting::On),
                digest: digest.map_or(Setting::Off, |(h, m)| Setting::On(time(h, m, 0, 0))),
                most_per_day: most.map_or(Setting::Off, Setting::On),
                ..AlertPreferences::default()
            }
        },
    )
}

/// What a phone would have told by `now`, of what it was handed.
fn facts(
    news: &[News],
    coming: &[Commitment],
    handed: &BTreeMap<(i64, i64), Saying>,
    preferences: &AlertPreferences,
    now: Timestamp,
    zone: &TimeZone,
) -> Facts {
    let said: Vec<Saying> = handed.values().filter(|saying| saying.at <= now).copied().collect();
    let (from, to) = day_of_next(preferences, now, zone);
    let counted = said.iter().filter(|s| s.counts && s.at >= from && s.at < to).count();
    let news = news.iter().filter(|news| news.row.updated <= now).cloned().collect();
    let coming = coming.iter().filter(|thing| thing.known <= now).cloned().collect();
    Facts { news, coming, said, counted }
}

/// What holds for one plan, whatever it is made of.
fn check(
    planned: &[PlannedNotification],
    facts: &Facts,
    preferences: &AlertPreferences,
    now: Timestamp,
    zone: &TimeZone,
) {
    assert!(planned.is_sorted_by_key(|notification| notification.at));
    let ids: BTreeSet<i64> = planned.iter().map(|notification| notification.id).collect();
    assert_eq!(ids.len(), planned.len(), "an id comes twice");
    let said: BTreeSet<_> = facts.said.iter().map(|saying| (saying.id, saying.stamp)).collect();
    let mut says = BTreeSet::new();
    for notification in planned {
        let PlannedNotification { id, at, ring, kind, .. } = notification;
        assert!(*at >= now);
        let quiet = preferences.quiet.on().is_some_and(|quiet| quiet.contain(*at, zone));
        assert!(!quiet || *ring != Ring::Sound, "{notification:?} sounds in quiet hours");
        let of_alert = matches!(kind, NotificationKind::Alert(_));
        assert_eq!(*id > 0, of_alert, "ids of alerts and of others meet");
        for saying in &notification.says {
            assert!(says.insert(saying.id), "said by two notifications");
            assert!(!said.contains(&(saying.id, saying.stamp)), "{notification:?} was said");
            assert_eq!(saying.within, *id);
        }
        if let NotificationContent::Several { count, titles } = &notification.content {
            assert!(*count >= notification.says.len() && titles.len() <= 5);
        }
        if *kind == NotificationKind::Digest {
            let personal = |news: &&News| news.row.alert.kind.group() != NotificationGroup::Nearby;
            let personal: BTreeSet<i64> =
                facts.news.iter().filter(personal).map(|news| news.row.id).collect();
            assert!(notification.says.iter().all(|saying| !personal.contains(&saying.id)));
        }
    }
    for news in &facts.news {
        let live = news.until.is_none_or(|until| until > now);
        let open = live && !said.contains(&(news.row.id, news.row.rings));
        assert_eq!(says.contains(&news.row.id), open, "{news:?} at {now}");
    }
    let counted = planned.iter().flat_map(|one| &one.says).filter(|says| says.counts).count();
    if let Some(most) = preferences.most_per_day.on() {
        assert!(counted + facts.counted <= usize::from(most.get()).max(facts.counted));
    }
}

proptest! {
    /// A phone that plans whenever something happens, for six days, tells everything once.
    #[test]
    fn any_plan_is_sound_and_says_nothing_twice(
        news in news(), coming in coming(), preferences in preferences(),
        steps in vec(1i64..1000, 1..12), limits in vec(0usize..6, 12),
        zones in vec(select(vec!["Europe/Paris", "America/Montreal"]), 12),
    ) {
        let mut handed: BTreeMap<(i64, i64), Saying> = BTreeMap::new();
        let mut now = after(-3000);
        let steps = steps.into_iter().chain([2000, 2000, 2000]);
        for (step, minutes) in steps.enumerate() {
            let zone = TimeZone::get(zones[step % zones.len()]).unwrap();
            let facts = facts(&news, &coming, &handed, &preferences, now, &zone);
            let mut planned = plan(facts.clone(), &preferences, now, &zone);
            check(&planned, &facts, &preferences, now, &zone);
            prop_assert_eq!(&planned, &plan(facts, &preferences, now, &zone));
            planned.truncate(limits[step % limits.len()]);
            handed.retain(|_, saying| saying.at <= now);
            handed.extend(planned.iter().flat_map(|one| &one.says).map(|s| ((s.id, s.stamp), *s)));
            now += SignedDuration::from_mins(minutes);
        }
    }
}
