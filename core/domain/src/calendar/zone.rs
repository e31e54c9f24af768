//! The definition of a zone for one event: the changes of its clocks around it.
//!
//! A calendar that knows the zone by its IANA name uses its own rules, which may be newer. Any other
//! finds here each change that matters, one by one: rules with a recurrence would have to say what
//! holds in other years, and not all zones have any.

use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned, civil};

use super::lines::Lines;
use crate::agenda::Slot;

/// Since when the clocks have shown something else.
struct Observance {
    /// On the clocks as they were.
    onset: civil::DateTime,
    from: Offset,
    to: Offset,
    dst: Dst,
    name: String,
}

impl Observance {
    fn at(zone: &TimeZone, change: Timestamp) -> Self {
        let before = change.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(change);
        let from = zone.to_offset(before);
        let now = zone.to_offset_info(change);
        Self {
            onset: from.to_datetime(change),
            from,
            to: now.offset(),
            dst: now.dst(),
            name: now.abbreviation().to_owned(),
        }
    }

    /// Of a zone whose clocks have never changed before `start`.
    fn always(zone: &TimeZone, start: Timestamp) -> Self {
        let now = zone.to_offset_info(start);
        let (offset, long_ago) = (now.offset(), civil::date(1970, 1, 1).at(0, 0, 0, 0));
        Self {
            onset: long_ago.min(offset.to_datetime(start)),
            from: offset,
            to: offset,
            dst: Dst::No,
            name: now.abbreviation().to_owned(),
        }
    }

    fn write(&self, lines: &mut Lines) {
        let kind = if self.dst.is_dst() { "DAYLIGHT" } else { "STANDARD" };
        lines.plain("BEGIN", kind);
        lines.plain("DTSTART", &self.onset.strftime("%Y%m%dT%H%M%S").to_string());
        lines.plain("TZOFFSETFROM", &written(self.from));
        lines.plain("TZOFFSETTO", &written(self.to));
        lines.line_of_text("TZNAME", &self.name);
        lines.plain("END", kind);
    }
}

/// `+0100`; with seconds where there are any.
fn written(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

/// Writes the definition, and answers the name by which the event refers to it.
pub(super) fn write(lines: &mut Lines, start: &Zoned, slot: &Slot) -> String {
    let (zone, begin) = (start.time_zone(), start.timestamp());
    let name = zone.iana_name().unwrap_or(&slot.zone).to_owned();
    let end =
        begin.checked_add(SignedDuration::from_mins(slot.minutes.into())).unwrap_or(Timestamp::MAX);
    // The change before the one that holds is there so that both halves of a year are, which some
    // readers expect; the first one after the end, so that a reader who moves the event is right.
    let from = begin.checked_add(SignedDuration::from_nanos(1)).unwrap_or(begin);
    let mut changes: Vec<Timestamp> =
        zone.preceding(from).take(2).map(|change| change.timestamp()).collect();
    changes.reverse();
    let mut past = false;
    for change in zone.following(begin) {
        if std::mem::replace(&mut past, change.timestamp() > end) {
            break;
        }
        changes.push(change.timestamp());
    }
    lines.plain("BEGIN", "VTIMEZONE");
    lines.plain("TZID", &name);
    if changes.first().is_none_or(|first| *first > begin) {
        Observance::always(zone, begin).write(lines);
    }
    for change in changes {
        Observance::at(zone, change).write(lines);
    }
    lines.plain("END", "VTIMEZONE");
    name
}
