//! One event as an iCalendar file (RFC 5545), for the calendar of a phone or of a colleague.
//!
//! The file names no person, so it has neither organiser nor attendee; without an organiser there is
//! no `METHOD` either (RFC 5546, section 3.2.1). A later file of the same event replaces the earlier
//! one by its `UID`, `SEQUENCE` and `DTSTAMP`.

mod lines;
mod zone;

use jiff::Timestamp;

use crate::agenda::InvalidSlot;
use crate::place::Position;
use crate::rules::Appointment;
use lines::Lines;

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventStatus {
    /// It does.
    Confirmed,
    /// Not sure yet.
    Tentative,
    /// It was called off: calendars that hold it strike it out.
    Cancelled,
}

impl EventStatus {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "CONFIRMED",
            Self::Tentative => "TENTATIVE",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// What a calendar is told of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarEvent {
    /// Names the event for ever, in every file: letters, digits and hyphens.
    pub uid: String,
    /// How often it was changed: of two files, calendars keep the one with the larger number.
    pub sequence: u32,
    /// When it was last changed (UTC).
    pub changed: Timestamp,
    /// When it takes place.
    pub when: Appointment,
    /// In one line.
    pub title: String,
    /// Where, in words; may be empty.
    pub place: String,
    /// Where, for a map.
    pub position: Option<Position>,
    /// What it is about; may be empty.
    pub description: String,
    /// Whether it takes place.
    pub status: EventStatus,
    /// Whether those who look into a shared calendar see its hours only.
    pub private: bool,
}

impl CalendarEvent {
    /// The file, with a definition of the event's zone that holds for this event. What begins at an
    /// hour keeps the hour and its zone: calendars that know the zone by its name follow when a
    /// country changes its rules.
    ///
    /// # Errors
    /// For a slot whose zone is not known to this machine, or that is too far away.
    pub fn to_ical(&self) -> Result<String, InvalidSlot> {
        let mut lines = Lines::default();
        lines.plain("BEGIN", "VCALENDAR");
        lines.plain("VERSION", "2.0");
        lines.plain("PRODID", "-//Sharenum//Companion//EN");
        let begin = match &self.when {
            Appointment::At(slot) => {
                let start = slot.zoned()?;
                let name = zone::write(&mut lines, &start, slot);
                // What the clocks show: an hour that they skip has been moved behind the gap, so no
                // reader has to know how.
                let shown = start.datetime().strftime("%Y%m%dT%H%M%S");
                let start = (format!("DTSTART;TZID={name}"), shown.to_string());
                // A length and no end: of an hour that comes twice, an end does not say which.
                [start, ("DURATION".to_owned(), format!("PT{}M", slot.minutes))]
            }
            Appointment::On(day) => {
                let next = day.tomorrow().unwrap_or(*day);
                let date = |name: &str| format!("{name};VALUE=DATE");
                let written = |day: &jiff::civil::Date| day.strftime("%Y%m%d").to_string();
                // The end is the first day that is not part of it.
                [(date("DTSTART"), written(day)), (date("DTEND"), written(&next))]
            }
        };
        let changed = self.changed.strftime("%Y%m%dT%H%M%SZ").to_string();
        lines.plain("BEGIN", "VEVENT");
        lines.text("UID", &self.uid);
        lines.plain("DTSTAMP", &changed);
        lines.plain("LAST-MODIFIED", &changed);
        lines.plain("SEQUENCE", &self.sequence.to_string());
        for (name, value) in begin {
            lines.plain(&name, &value);
        }
        lines.line_of_text("SUMMARY", &self.title);
        if !self.place.trim().is_empty() {
            lines.line_of_text("LOCATION", &self.place);
        }
        if let Some(position) = self.position {
            lines.plain("GEO", &format!("{:.6};{:.6}", position.lat(), position.lon()));
        }
        if !self.description.trim().is_empty() {
            lines.text("DESCRIPTION", &self.description);
        }
        lines.plain("STATUS", self.status.as_str());
        if self.private {
            lines.plain("CLASS", "PRIVATE");
        }
        lines.plain("END", "VEVENT");
        lines.plain("END", "VCALENDAR");
        Ok(lines.into_text())
    }
}

#[cfg(test)]
mod tests;
