//! What forms hold and offer before anybody chose: decisions about school life, made once for every
//! shell.

use jiff::civil::{Time, time};
use sharenum_domain::{AlertKind, ReminderKind};

/// Beginnings of forms, and what is chosen from by a tap. None is a limit: what somebody sets
/// otherwise is taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Offered {
    /// When something begins: after lunch, when a room is most likely to be free.
    pub start: Time,
    /// Full hours at which something at a school begins.
    pub hours: &'static [u16],
    /// Minutes of an hour at which something begins.
    pub quarters: &'static [u16],
    /// How long a meeting of two lasts, in minutes: a lesson.
    pub meeting_minutes: u32,
    /// How long a workshop lasts, in minutes.
    pub workshop_minutes: u32,
    /// Lengths that people think in, in minutes.
    pub lengths: &'static [u32],
    /// Seats of a workshop: what a bus holds, and half a class.
    pub seats: u32,
    /// How many pupils a mini-tech helps at a time.
    pub pupils: u32,
    /// How long a mini-tech helps, in minutes.
    pub help_minutes: u32,
    /// Lengths of a help session that are one tap, in minutes.
    pub help_lengths: &'static [u32],
    /// When quiet hours begin and end: the night, and the way to school.
    pub quiet: (Time, Time),
    /// When the digest comes: after the school day, before dinner.
    pub digest: Time,
    /// How many alerts may sound on one day.
    pub most_per_day: &'static [u16],
    /// How near something must be to be alerted of, in km.
    pub nearer_than_km: &'static [u16],
    /// What can be muted: what is near, answers to one's own things, changes.
    pub alerts: &'static [AlertKind],
    /// Reminders that can be muted.
    pub reminders: &'static [ReminderKind],
}

/// What forms hold and offer before anybody chose.
pub const OFFERED: Offered = Offered {
    start: time(14, 0, 0, 0),
    hours: &[8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18],
    quarters: &[0, 15, 30, 45],
    meeting_minutes: 60,
    workshop_minutes: 90,
    lengths: &[30, 45, 60, 90, 120, 180],
    seats: 12,
    pupils: 1,
    help_minutes: 10,
    help_lengths: &[5, 10, 15, 30],
    quiet: (time(20, 0, 0, 0), time(7, 0, 0, 0)),
    digest: time(18, 0, 0, 0),
    most_per_day: &[1, 3, 5, 10],
    nearer_than_km: &[5, 10, 20, 30, 50],
    alerts: &[
        AlertKind::WorkshopNearby,
        AlertKind::TicketNearby,
        AlertKind::ProposalReceived,
        AlertKind::ProposalAccepted,
        AlertKind::MessageReceived,
        AlertKind::SeatDecided,
        AlertKind::BookingDecided,
        AlertKind::WorkshopChanged,
        AlertKind::WorkshopCancelled,
    ],
    reminders: &[ReminderKind::DayBefore, ReminderKind::HourBefore],
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sharenum_domain::{HelpSession, QuietHours, RadiusKm, Slot, Workshop};

    use super::*;

    #[test]
    fn what_is_offered_would_be_taken() {
        assert!(QuietHours::new(OFFERED.quiet.0, OFFERED.quiet.1).is_ok());
        for km in OFFERED.nearer_than_km {
            assert!(RadiusKm::new(*km).is_ok(), "{km} km");
        }
        let taken = |lengths: &[u32], most| lengths.iter().all(|it| (1..=most).contains(it));
        assert!(taken(OFFERED.lengths, Slot::MAX_MINUTES));
        assert!(taken(OFFERED.help_lengths, HelpSession::MAX_MINUTES));
        assert!(OFFERED.lengths.contains(&OFFERED.meeting_minutes));
        assert!(OFFERED.lengths.contains(&OFFERED.workshop_minutes));
        assert!(OFFERED.help_lengths.contains(&OFFERED.help_minutes));
        assert!((1..=HelpSession::MAX_PUPILS).contains(&OFFERED.pupils));
        assert!((1..=Workshop::MAX_SEATS).contains(&OFFERED.seats));
        assert!(OFFERED.most_per_day.iter().all(|most| *most > 0));
        let once: BTreeSet<_> = OFFERED.alerts.iter().collect();
        assert_eq!(once.len(), OFFERED.alerts.len(), "a list shows each once");
        assert_eq!(once, AlertKind::KNOWN.iter().collect(), "each can be muted");
        assert_eq!(OFFERED.reminders, ReminderKind::KNOWN);
    }
}
