//! What forms hold and offer before anybody chose.

use sharenum_companion::OFFERED;

use crate::{AlertKind, CivilTime, QuietHours, ReminderKind};

/// Beginnings of forms, and what is chosen from by a tap. None is a limit: a shell shows what
/// somebody set otherwise, too.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Offered {
    /// When a meeting or a workshop begins.
    pub start: CivilTime,
    /// Full hours at which something at a school begins, the earliest first.
    pub hours: Vec<u16>,
    /// Minutes of an hour at which something begins.
    pub quarters: Vec<u16>,
    /// How long a meeting of two lasts, in minutes.
    pub meeting_minutes: u32,
    /// How long a workshop lasts, in minutes.
    pub workshop_minutes: u32,
    /// Lengths that people think in, in minutes, the shortest first.
    pub lengths: Vec<u32>,
    /// Seats of a workshop.
    pub seats: u32,
    /// How many pupils a mini-tech helps at a time.
    pub pupils: u32,
    /// How long a mini-tech helps, in minutes.
    pub help_minutes: u32,
    /// Lengths of a help session that are one tap, in minutes, the shortest first.
    pub help_lengths: Vec<u32>,
    /// Quiet hours.
    pub quiet: QuietHours,
    /// When the digest comes.
    pub digest: CivilTime,
    /// How many alerts may sound on one day.
    pub most_per_day: Vec<u16>,
    /// How near something must be to be alerted of, in km.
    pub nearer_than_km: Vec<u16>,
    /// Kinds of alerts that can be muted, in the order of a list.
    pub alerts: Vec<AlertKind>,
    /// Reminders that can be muted, in the order of a list.
    pub reminders: Vec<ReminderKind>,
}

/// What forms hold and offer before anybody chose. The same at each call.
#[uniffi::export]
pub fn offered() -> Offered {
    let (begin, end) = OFFERED.quiet;
    Offered {
        start: OFFERED.start.into(),
        hours: OFFERED.hours.to_vec(),
        quarters: OFFERED.quarters.to_vec(),
        meeting_minutes: OFFERED.meeting_minutes,
        workshop_minutes: OFFERED.workshop_minutes,
        lengths: OFFERED.lengths.to_vec(),
        seats: OFFERED.seats,
        pupils: OFFERED.pupils,
        help_minutes: OFFERED.help_minutes,
        help_lengths: OFFERED.help_lengths.to_vec(),
        quiet: QuietHours { begin: begin.into(), end: end.into() },
        digest: OFFERED.digest.into(),
        most_per_day: OFFERED.most_per_day.to_vec(),
        nearer_than_km: OFFERED.nearer_than_km.to_vec(),
        alerts: OFFERED.alerts.iter().cloned().map(Into::into).collect(),
        reminders: OFFERED.reminders.iter().cloned().map(Into::into).collect(),
    }
}
