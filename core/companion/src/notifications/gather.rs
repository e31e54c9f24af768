//! From the tables to what the plan is made of.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use sharenum_domain::{AlertKind, Appointment, DocumentId};
use sharenum_store::queries::alerts::{self, AlertRow};
use sharenum_store::queries::sayings::{self, Saying};
use sharenum_store::queries::{agenda, catalogue, commitments, tickets, workshops};

use super::{NotificationContent, PlannedNotification};
use crate::Result;
use crate::alerts::AlertPreferences;
use crate::views::{Action, Context, Offering, TicketItem, WorkshopItem};

/// An alert to announce.
#[derive(Clone, Debug)]
pub(super) struct News {
    pub row: AlertRow,
    /// From then on it is of no use to anybody.
    pub until: Option<Timestamp>,
}

/// Something that this member will take part in.
#[derive(Clone, Debug)]
pub(super) struct Commitment {
    /// The workshop or the booking.
    pub document: DocumentId,
    pub title: String,
    pub place: String,
    pub when: Appointment,
    /// Since when this phone has known all of it.
    pub known: Timestamp,
}

/// What a plan is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Oldest first.
    pub news: Vec<News>,
    /// Soonest first.
    pub coming: Vec<Commitment>,
    /// What was said by now.
    pub said: Vec<Saying>,
    /// How many alerts have sounded one by one on the day on which the next may.
    pub counted: usize,
}

pub(super) fn facts(
    context: &Context<'_>,
    preferences: &AlertPreferences,
    zone: &TimeZone,
) -> Result<Facts> {
    let (conn, now) = (context.conn, context.now);
    let mut news = Vec::new();
    for row in alerts::to_ring(conn, &preferences.narrowing(), usize::MAX)? {
        news.push(News { until: until(context, &row, zone)?, row });
    }
    let day = super::plan::day_of_next(preferences, now, zone);
    Ok(Facts {
        news,
        coming: coming(context, zone)?,
        said: sayings::said(conn, now)?,
        counted: sayings::counted(conn, day, now)?,
    })
}

/// When what an alert says is past: the beginning of the workshop, the end of the day.
fn until(context: &Context<'_>, row: &AlertRow, zone: &TimeZone) -> Result<Option<Timestamp>> {
    let alert = &row.alert;
    let (conn, subject) = (context.conn, alert.subject.unwrap_or(alert.document));
    Ok(match alert.kind {
        AlertKind::WorkshopNearby
        | AlertKind::WorkshopChanged
        | AlertKind::WorkshopCancelled
        | AlertKind::SeatDecided => {
            workshops::workshop(conn, &subject)?.and_then(|workshop| workshop.start)
        }
        AlertKind::BookingDecided => agenda::booking(conn, &subject)?
            .and_then(|row| begin_of(row.booking.day.tomorrow().ok()?, zone)),
        _ => None,
    })
}

fn begin_of(day: civil::Date, zone: &TimeZone) -> Option<Timestamp> {
    Some(day.to_zoned(zone.clone()).ok()?.timestamp())
}

fn coming(context: &Context<'_>, zone: &TimeZone) -> Result<Vec<Commitment>> {
    let (conn, me, now) = (context.conn, &context.me.member, context.now);
    let mut coming = Vec::new();
    for meeting in commitments::meetings(conn, me, now)? {
        let Some(row) = workshops::workshop(conn, &meeting.workshop)? else { continue };
        coming.push(Commitment {
            document: meeting.workshop,
            title: row.workshop.title,
            place: row.workshop.place_label,
            when: Appointment::At(row.workshop.slot),
            known: meeting.known,
        });
    }
    for day in commitments::days(conn, me, zone.to_datetime(now).date())? {
        let resource = catalogue::resource(conn, &day.booking.booking.resource)?;
        let fallback = day.booking.booking.resource.to_string();
        coming.push(Commitment {
            document: day.booking.head.document,
            title: resource.map_or(fallback, |(_, resource)| resource.name),
            place: String::new(),
            when: Appointment::On(day.booking.booking.day),
            known: day.known,
        });
    }
    Ok(coming)
}

/// The notifications that say something still, once these sayings are handed over as well.
pub(super) fn standing(context: &Context<'_>, handed: &[Saying]) -> Result<BTreeSet<i64>> {
    let preferences = AlertPreferences::load(context.conn)?;
    // A day is over everywhere soon after it is in one zone: this is no appointment to keep.
    let facts = facts(context, &preferences, &TimeZone::UTC)?;
    let live = facts.news.iter().filter(|news| news.until.is_none_or(|until| until > context.now));
    // An alert that has news again shows what it said before until then.
    let mut standing: BTreeSet<i64> = live.map(|news| news.row.id).collect();
    let told = facts.said.iter().filter(|saying| standing.contains(&saying.id));
    let within: BTreeSet<i64> = told.map(|saying| saying.within).collect();
    standing.extend(within);
    let reminded: BTreeSet<_> = facts.coming.iter().flat_map(super::plan::reminded_of).collect();
    let said = facts.said.iter().filter(|saying| reminded.contains(&(saying.id, saying.stamp)));
    standing.extend(said.map(|saying| saying.id));
    standing.extend(handed.iter().map(|saying| saying.within));
    Ok(standing)
}

/// What can be done from the lock screen with a ticket or workshop nearby.
pub(super) fn add_actions(
    context: &Context<'_>,
    notification: &mut PlannedNotification,
) -> Result<()> {
    let (NotificationContent::Alert(alert), Some(subject)) =
        (&notification.content, &notification.subject)
    else {
        return Ok(());
    };
    let (allowed, wanted) = match alert.kind {
        AlertKind::TicketNearby => {
            let Some(row) = tickets::ticket(context.conn, subject)? else { return Ok(()) };
            (TicketItem::new(context, row)?.common.actions, Action::Propose)
        }
        AlertKind::WorkshopNearby => {
            let Some(row) = workshops::workshop(context.conn, subject)? else { return Ok(()) };
            (WorkshopItem::new(context, row)?.common.actions, Action::AskSeat)
        }
        _ => return Ok(()),
    };
    if allowed.contains(&wanted) {
        let mut actions = vec![wanted];
        actions.append(&mut notification.actions);
        notification.actions = Offering::Notification.offer(actions);
    }
    Ok(())
}
