//! Workshops, seats, and days of the bus.

mod around;
mod hers;

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use sharenum_companion::{NewWorkshop, Venue};
use sharenum_domain::{DocumentId, RadiusKm, Slot, Slug};

use super::people::BUS;
use super::{Play, Story};

/// A workshop in few words.
#[derive(Default)]
pub(super) struct Meeting {
    pub(super) tool: &'static str,
    pub(super) km: u16,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) seats: u32,
    /// What it grew from, by name.
    pub(super) plan: Option<&'static str>,
    pub(super) ticket: Option<&'static str>,
    pub(super) booking: Option<&'static str>,
}

/// Publishes a workshop at the organiser's own school.
pub(super) fn publish(play: &Play, who: &str, slot: Slot, meeting: &Meeting) -> Result<DocumentId> {
    let named = |name: Option<&'static str>| name.map(|name| play.id(name)).transpose();
    let new = NewWorkshop {
        title: meeting.title.to_owned(),
        description: meeting.description.to_owned(),
        tools: BTreeSet::from([Slug::new(meeting.tool)?]),
        venue: Venue::MySchool,
        radius: RadiusKm::new(meeting.km)?,
        slot,
        seats: meeting.seats,
        plan: named(meeting.plan)?,
        ticket: named(meeting.ticket)?,
        booking: named(meeting.booking)?,
    };
    play.awake(who)?.publish_workshop(new).with_context(|| meeting.title)
}

impl Story {
    /// `who` publishes a workshop on the `m`th school day after today; it is known as `name`.
    fn meet(
        &mut self,
        (n, hour, minute): (i32, i8, i8),
        who: &'static str,
        name: &'static str,
        (m, from, minutes): (i32, (i8, i8), u32),
        meeting: Meeting,
    ) -> Result<()> {
        let slot = self.days.slot(m, from.0, from.1, minutes)?;
        self.on(n, (hour, minute), move |play| {
            let id = publish(play, who, slot, &meeting)?;
            play.name(name, id);
            play.spread(who)
        })
    }

    /// `who` asks for a seat.
    pub(super) fn seat(
        &mut self,
        (n, hour, minute): (i32, i8, i8),
        who: &'static str,
        workshop: &'static str,
    ) -> Result<()> {
        self.on(n, (hour, minute), move |play| {
            let id = play.id(workshop)?;
            play.awake(who)?.ask_seat(&id).with_context(|| workshop)?;
            play.spread(who)
        })
    }

    /// `who` asks for the bus on the `m`th school day after today.
    pub(super) fn book(
        &mut self,
        (n, hour, minute): (i32, i8, i8),
        who: &'static str,
        name: &'static str,
        m: i32,
        purpose: &'static str,
    ) -> Result<()> {
        self.on(n, (hour, minute), move |play| {
            let day = play.days.school_day(m)?;
            let id = play.awake(who)?.ask_bus_day(&Slug::new(BUS)?, day, purpose)?;
            play.name(name, id);
            play.spread(who)
        })
    }
}

pub(super) fn tell(story: &mut Story) -> Result<()> {
    hers::tell(story)?;
    around::tell(story)
}
