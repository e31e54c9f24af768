//! Workshops, seats, bus days and who came.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use sharenum_companion::{
    EngineError, NewWorkshop, RequestState, Venue, WorkshopEdit, WorkshopFilter, WorkshopItem,
};
use sharenum_domain::{DocumentId, Slot, WorkshopStatus};

use super::{Actor, Told, all, seen};
use crate::schools::{km, slot, slug};

/// Two days of the bus, so that many ask for the same.
const DAYS: [Date; 2] = [date(2026, 11, 18), date(2026, 11, 25)];

/// Two on the days of the bus and one that is soon over.
fn slots() -> [Slot; 4] {
    [
        slot("2026-11-18T14:00[Europe/Paris]/90"),
        slot("2026-11-25T14:00[Europe/Paris]/90"),
        slot("2026-11-18T16:00[Europe/Paris]/60"),
        slot("2026-11-04T10:00[Europe/Paris]/60"),
    ]
}

/// A workshop at the organiser's school.
pub fn workshop(title: &str, radius: u16, seats: u32, slot: Slot) -> NewWorkshop {
    NewWorkshop {
        title: title.to_owned(),
        description: "Bring a laptop".to_owned(),
        tools: BTreeSet::from([slug("scratch")]),
        venue: Venue::MySchool,
        radius: km(radius),
        slot,
        seats,
        plan: None,
        ticket: None,
        booking: None,
    }
}

impl Actor<'_> {
    fn own_workshops(&self) -> Result<Vec<WorkshopItem>, EngineError> {
        Ok(self.phone.engine().workshops(WorkshopFilter::Mine, &all())?.items)
    }

    fn own_bookings(&self) -> Result<Vec<(DocumentId, Date)>, EngineError> {
        let found = self.phone.engine().my_bookings(&all())?.items;
        Ok(found.into_iter().map(|booking| (booking.common.id, booking.day)).collect())
    }

    pub fn publish_workshop(&mut self) -> Told {
        let engine = self.phone.engine();
        let seats = 1 + u32::from(self.how % 3 == 2);
        let mut new = workshop("Robots", [20, 60][self.how / 3 % 2], seats, self.way(&slots()));
        match self.pick % 4 {
            0 => new.plan = self.one(&self.plans()?).map(|(_, plan)| plan),
            1 | 2 => {
                if let Some((booking, day)) = self.one(&self.own_bookings()?) {
                    new.booking = Some(booking);
                    new.slot = Slot { start: day.at(14, 0, 0, 0), ..new.slot };
                }
            }
            _ => {}
        }
        let from = if new.plan.is_some() { " from a plan" } else { "" };
        let on = if new.booking.is_some() { " on the bus" } else { "" };
        let id = engine.publish_workshop(new)?;
        seen(engine.workshop(&id), |view| view.item.common.mine && view.item.seats == seats)?;
        self.facts.seats.insert(id, seats);
        let name = self.facts.name("workshop", &id);
        Ok(Some(format!("publishes {name}{from}{on}, {seats} seats")))
    }

    pub fn edit_workshop(&mut self) -> Told {
        let Some(workshop) = self.one(&self.own_workshops()?) else { return Ok(None) };
        let (engine, id) = (self.phone.engine(), workshop.common.id);
        let mut edit = WorkshopEdit::default();
        let what = match self.how % 4 {
            0 => {
                edit.title = Some(format!("Robots {}", self.how / 4 % 3));
                "the title"
            }
            1 => {
                edit.slot = Some(slots()[self.how / 4 % 3].clone());
                "the time"
            }
            2 => {
                edit.seats = Some(1 + u32::try_from(self.how / 4 % 2).unwrap());
                "the seats"
            }
            _ => {
                edit.radius = Some(km(60));
                "the radius"
            }
        };
        let wanted = edit.clone();
        engine.edit_workshop(&id, edit)?;
        seen(engine.workshop(&id), |view| {
            wanted.title.is_none_or(|title| title == view.item.title)
                && wanted.slot.is_none_or(|slot| slot == view.item.slot)
                && wanted.seats.is_none_or(|seats| seats == view.item.seats)
        })?;
        let most = self.facts.seats.entry(id).or_default();
        *most = wanted.seats.unwrap_or_default().max(workshop.seats).max(*most);
        Ok(Some(format!("changes {what} of {}", self.facts.name("workshop", &id))))
    }

    pub fn cancel_workshop(&mut self) -> Told {
        let Some(workshop) = self.one(&self.own_workshops()?) else { return Ok(None) };
        let (engine, id) = (self.phone.engine(), workshop.common.id);
        engine.cancel_workshop(&id)?;
        seen(engine.workshop(&id), |view| view.item.status == WorkshopStatus::Cancelled)?;
        self.facts.ended.insert(id, ("workshop", "cancelled"));
        Ok(Some(format!("calls {} off", self.facts.name("workshop", &id))))
    }

    pub fn close_workshop(&mut self) -> Told {
        let mut open = self.own_workshops()?;
        open.retain(|workshop| workshop.status == WorkshopStatus::Published);
        // Mostly the one that is soonest over: the others have not begun.
        let soonest = open.iter().min_by_key(|workshop| workshop.slot.start).cloned();
        let meant = if self.how.is_multiple_of(4) { self.one(&open) } else { soonest };
        let Some(workshop) = meant else { return Ok(None) };
        let (engine, id) = (self.phone.engine(), workshop.common.id);
        engine.close_workshop(&id)?;
        seen(engine.workshop(&id), |view| view.item.status == WorkshopStatus::Done)?;
        Ok(Some(format!("closes {}", self.facts.name("workshop", &id))))
    }

    pub fn ask_seat(&mut self) -> Told {
        let engine = self.phone.engine();
        let mut open = engine.workshops(WorkshopFilter::Upcoming, &all())?.items;
        open.retain(|workshop| !workshop.common.mine);
        let Some(workshop) = self.one(&open) else { return Ok(None) };
        let id = engine.ask_seat(&workshop.common.id)?;
        let own = |seats: &sharenum_companion::Page<sharenum_companion::RegistrationView>| {
            seats.items.iter().any(|seat| seat.common.id == id && seat.state == RequestState::Asked)
        };
        seen(engine.my_registrations(&all()), own)?;
        self.facts.asked.push((self.number, id, workshop.common.id, workshop.slot));
        let workshop = self.facts.name("workshop", &workshop.common.id);
        Ok(Some(format!("asks {} in {workshop}", self.facts.name("seat", &id))))
    }

    pub fn cancel_seat(&mut self) -> Told {
        let engine = self.phone.engine();
        let seats = engine.my_registrations(&all())?.items;
        let Some(seat) = self.one(&seats) else { return Ok(None) };
        let id = seat.common.id;
        engine.cancel_seat(&id)?;
        let gone = |seats: &sharenum_companion::Page<sharenum_companion::RegistrationView>| {
            let given_back = RequestState::Cancelled;
            seats.items.iter().any(|seat| seat.common.id == id && seat.state == given_back)
        };
        seen(engine.my_registrations(&all()), gone)?;
        self.facts.ended.insert(id, ("registration", "cancelled"));
        Ok(Some(format!("gives {} back", self.facts.name("seat", &id))))
    }

    pub fn ask_day(&mut self) -> Told {
        let (engine, day) = (self.phone.engine(), self.way(&DAYS));
        let id = engine.ask_bus_day(&slug("busnum-1"), day, "A workshop")?;
        seen(engine.booking(&id), |view| view.day == day && view.state == RequestState::Asked)?;
        Ok(Some(format!("asks {}, {day}", self.facts.name("bus day", &id))))
    }

    pub fn cancel_day(&mut self) -> Told {
        let Some((id, _)) = self.one(&self.own_bookings()?) else { return Ok(None) };
        let engine = self.phone.engine();
        engine.cancel_bus_day(&id)?;
        seen(engine.booking(&id), |view| view.state == RequestState::Cancelled)?;
        self.facts.ended.insert(id, ("booking", "cancelled"));
        Ok(Some(format!("gives {} back", self.facts.name("bus day", &id))))
    }

    /// The workshops at whose door somebody may stand.
    fn doors(&self) -> Result<Vec<DocumentId>, EngineError> {
        let engine = self.phone.engine();
        let mut found = engine.workshops(WorkshopFilter::Upcoming, &all())?.items;
        found.extend(self.own_workshops()?);
        Ok(found.into_iter().map(|workshop| workshop.common.id).collect())
    }

    pub fn check_in(&mut self) -> Told {
        let engine = self.phone.engine();
        let mut attending = Vec::new();
        for workshop in self.doors()? {
            let attendees = engine.workshop(&workshop)?.attendees;
            attending.extend(attendees.into_iter().map(|one| (workshop, one.registration)));
        }
        let Some((workshop, seat)) = self.one(&attending) else { return Ok(None) };
        let present = !self.how.is_multiple_of(3);
        engine.check_in(&workshop, &seat, present)?;
        let what = if present { "marks" } else { "unmarks" };
        Ok(Some(format!("{what} {}", self.facts.name("seat", &seat))))
    }

    pub fn walk_in(&mut self) -> Told {
        let Some(workshop) = self.one(&self.doors()?) else { return Ok(None) };
        let engine = self.phone.engine();
        let entry = engine.add_walk_in(&workshop, "a parent")?;
        seen(engine.workshop(&workshop), |view| {
            view.walk_ins.iter().any(|one| one.entry == entry)
        })?;
        Ok(Some(format!("lets somebody into {}", self.facts.name("workshop", &workshop))))
    }
}
