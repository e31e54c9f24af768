//! What a phone says when, as lines.

use jiff::Timestamp;
use sharenum_companion::*;
use sharenum_domain::*;

use super::*;

pub const PARIS: &str = "Europe/Paris";
pub const MONTREAL: &str = "America/Montreal";

/// A phone's plan, a line for each: what, when in UTC, and how if not with a sound.
pub fn plan(phone: &Phone, zone: &str) -> Vec<String> {
    let planned = phone.engine.notification_plan(zone, 64).unwrap();
    assert_eq!(planned, phone.engine.notification_plan(zone, 64).unwrap(), "planned twice");
    planned.iter().map(line).collect()
}

pub fn line(notification: &PlannedNotification) -> String {
    let kind = match &notification.kind {
        NotificationKind::Alert(kind) => kind.to_string(),
        NotificationKind::Reminder(kind) => kind.to_string(),
        NotificationKind::Digest => "digest".to_owned(),
        NotificationKind::More => "more".to_owned(),
    };
    let count = match &notification.content {
        NotificationContent::Several { count, .. } => format!(" of {count}"),
        _ => String::new(),
    };
    let how = match notification.ring {
        Ring::Sound => "",
        Ring::Silent => " silently",
        Ring::Replace => " replaced",
    };
    format!("{kind}{count} {}{how}", notification.at)
}

/// Hands the plan to the system.
pub fn hand_over(phone: &Phone, zone: &str) -> Vec<PlannedNotification> {
    let planned = phone.engine.notification_plan(zone, 64).unwrap();
    let says: Vec<Saying> = planned.iter().flat_map(|one| one.says.clone()).collect();
    phone.engine.notifications_scheduled(&says).unwrap();
    planned
}

/// What may still show and is over.
pub fn over(phone: &Phone) -> Vec<i64> {
    let planned = phone.engine.notification_plan(PARIS, 64).unwrap();
    let says: Vec<Saying> = planned.iter().flat_map(|one| one.says.clone()).collect();
    phone.engine.notifications_scheduled(&says).unwrap()
}

pub fn prefer(phone: &Phone, change: impl FnOnce(&mut AlertPreferences)) {
    let mut preferences = phone.engine.alert_preferences().unwrap();
    change(&mut preferences);
    phone.engine.set_alert_preferences(&preferences).unwrap();
    assert_eq!(phone.engine.alert_preferences().unwrap(), preferences);
}

pub fn quiet(hours: &str) -> Setting<QuietHours> {
    Setting::On(hours.parse().unwrap())
}

pub fn pass_until(region: &Region, at: &str) {
    let at: Timestamp = at.parse().unwrap();
    region.clock.advance(at.duration_since(region.clock.now()));
}

pub fn organise(phone: &Phone, slot: &str) -> DocumentId {
    let workshop =
        NewWorkshop { slot: slot.parse().unwrap(), ..new_workshop("Un pont", "2026-12-01T14:00") };
    phone.engine.publish_workshop(workshop).unwrap()
}

pub fn move_to(phone: &Phone, workshop: &DocumentId, at: &str) {
    let edit = WorkshopEdit { slot: Some(slot(at)), ..WorkshopEdit::default() };
    phone.engine.edit_workshop(workshop, edit).unwrap();
}

/// A ticket's author and a helper nearby.
pub fn two(region: &mut Region) -> (Phone, Phone) {
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    region.settle(&[&author, &helper]);
    (author, helper)
}
