//! What comes next: where this member is expected, and the days that are theirs or asked for.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, civil};
use sharenum_domain::{DocumentId, Field, InvalidInput, Slot, time_zone};
use sharenum_store::queries::agenda::{self, BookingRow};
use sharenum_store::queries::workshops::WorkshopRow;
use sharenum_store::queries::{Page, PageCursor, PageRequest, commitments};

use crate::Result;
use crate::engine::CompanionEngine;

use super::{BookingView, Context, RequestState, WorkshopItem};

/// Something on a member's agenda.
#[derive(Clone, Debug, PartialEq)]
pub enum AgendaItem {
    /// A workshop that they organise, or have or asked a seat in.
    Workshop(Box<WorkshopItem>),
    /// A day that is theirs, or that they asked for, and that no workshop of theirs speaks of.
    Day(Box<BookingView>),
}

/// A row before all that is shown of it is read.
enum Ahead {
    Workshop(WorkshopRow),
    Day(BookingRow),
}

impl Ahead {
    const fn document(&self) -> &DocumentId {
        match self {
            Self::Workshop(row) => &row.head.document,
            Self::Day(row) => &row.head.document,
        }
    }

    /// The clocks of the place where it is decide: a page is read day by day, and a day that is
    /// whole has no zone. It stands before what begins on it.
    fn local(&self) -> DateTime {
        match self {
            Self::Workshop(row) => row.workshop.slot.start,
            Self::Day(row) => row.booking.day.to_datetime(civil::Time::midnight()),
        }
    }

    fn place(&self) -> PageCursor {
        let clock = self.local().to_zoned(TimeZone::UTC);
        // Beyond the years that can be reckoned with, it comes last.
        let key = clock.map_or(i64::MAX - 1, |clock| clock.timestamp().as_millisecond());
        PageCursor::new(key, self.document().as_bytes())
    }
}

/// Whether it goes on still.
fn lasts(slot: &Slot, start: Option<Timestamp>, now: Timestamp) -> bool {
    let length = SignedDuration::from_mins(slot.minutes.into());
    start.and_then(|start| start.checked_add(length).ok()).is_some_and(|end| end > now)
}

fn ahead(context: &Context<'_>, zone: &TimeZone) -> Result<Vec<Ahead>> {
    let (conn, me, now) = (context.conn, &context.me.member, context.now);
    let mut found = Vec::new();
    let longest = SignedDuration::from_mins(Slot::MAX_MINUTES.into());
    for row in commitments::expected_in(conn, me, now - longest)? {
        let expected = if context.is_me(&row.head.author) {
            true
        } else {
            agenda::registration_by(conn, &row.head.document, me)?
                .is_some_and(|seat| RequestState::of(&seat.status, seat.decision.as_ref()).stands())
        };
        if expected && lasts(&row.workshop.slot, row.start, now) {
            found.push(Ahead::Workshop(row));
        }
    }
    for row in commitments::asked_days(conn, me, zone.to_datetime(now).date())? {
        // Of a refused one the list of days tells, with what is free instead.
        if RequestState::of(&row.status, row.decision.as_ref()).stands() {
            found.push(Ahead::Day(row));
        }
    }
    found.sort_by_cached_key(|row| {
        let place = row.place();
        (place.key(), place.id().to_vec())
    });
    Ok(found)
}

impl CompanionEngine {
    /// What comes next, in the order of local days and hours: workshops that this member
    /// organises or has or asked a seat in, until they are over, and days of a resource that are
    /// theirs or asked for. `zone` is the IANA name of the zone in which the phone is now: it says
    /// which day is today.
    ///
    /// # Errors
    /// [`EngineError::Input`](crate::EngineError::Input) for a zone that this library does not
    /// know; those of the file.
    pub fn agenda(&self, zone: &str, page: &PageRequest) -> Result<Page<AgendaItem>> {
        let zone = time_zone(zone).map_err(|error| InvalidInput::new(Field::Zone, error))?;
        self.read(|context| {
            let found = Page::slice(ahead(context, &zone)?, page, Ahead::place);
            found.try_map(|row| {
                Ok(match row {
                    Ahead::Workshop(row) => {
                        AgendaItem::Workshop(Box::new(WorkshopItem::new(context, row)?))
                    }
                    Ahead::Day(row) => AgendaItem::Day(Box::new(BookingView::new(context, row)?)),
                })
            })
        })
    }
}
