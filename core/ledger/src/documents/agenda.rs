//! Plan, workshop, registration, booking, decision and check-in.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sharenum_domain::visible;
use sharenum_domain::{
    Booking, CheckIn, Decision, MemberId, Plan, Registration, Slot, Workshop, resolve_request,
    resolve_workshop,
};

use super::{
    Document, Reading, instant, keys, ms, number, optional, parsed, reach, set, slugs, text,
    with_reach, word, words,
};
use crate::{Fields, Kind, Scalar};

impl Document for Plan {
    const KIND: Kind = Kind::Plan;

    fn to_fields(&self) -> Fields {
        // A vote is keyed by date and voter, so votes cast at once never overwrite one another.
        let votes = self
            .votes
            .iter()
            .map(|((slot, member), yes)| (format!("{slot}|{member}"), Scalar::Bool(*yes)));
        Fields::new()
            .with("what", self.what.as_str())
            .with("for_whom", self.for_whom.as_str())
            .with("venue", self.venue.as_str())
            .with("chosen", self.chosen.as_ref().map(ToString::to_string))
            .with_map("dates", keys(&self.dates))
            .with_map("votes", votes)
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        let votes = fields.map("votes").filter_map(|(key, yes)| {
            let (slot, member) = key.split_once('|')?;
            let voted: (Slot, MemberId) = (slot.parse().ok()?, member.parse().ok()?);
            Some((voted, *yes == Scalar::Bool(true)))
        });
        let dates = set(fields, "dates");
        // A date that one side chose while the other withdrew it is no longer chosen.
        let chosen: Option<Slot> = optional(fields, "chosen")?;
        Ok(Self {
            what: text(fields, "what")?,
            for_whom: text(fields, "for_whom")?,
            venue: text(fields, "venue")?,
            votes: votes.collect(),
            chosen: chosen.filter(|slot| dates.contains(slot)),
            dates,
        })
    }
}

impl Document for Workshop {
    const KIND: Kind = Kind::Workshop;

    fn to_fields(&self) -> Fields {
        let fields = Fields::new()
            .with("title", self.title.as_str())
            .with("description", self.description.as_str())
            .with("school", self.school.as_ref().map(ToString::to_string))
            .with("place_label", self.place_label.as_str())
            .with("slot", self.slot.to_string())
            .with("seats", self.seats)
            .with("resource", self.resource.as_ref().map(ToString::to_string))
            .with("booking", self.booking.as_ref().map(ToString::to_string))
            .with("ticket", self.ticket.as_ref().map(ToString::to_string))
            .with("home", self.home.to_string())
            .with("status", resolve_workshop(&self.status).as_str())
            .with_map("tools", keys(&self.tools));
        with_reach(fields, &self.centre, self.radius)
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        let (centre, radius) = reach(fields)?;
        Ok(Self {
            title: text(fields, "title")?,
            description: text(fields, "description")?,
            tools: slugs(fields, "tools"),
            school: optional(fields, "school")?,
            place_label: text(fields, "place_label")?,
            centre,
            radius,
            slot: parsed(fields, "slot")?,
            seats: number(fields, "seats")?,
            resource: optional(fields, "resource")?,
            booking: optional(fields, "booking")?,
            ticket: optional(fields, "ticket")?,
            home: parsed(fields, "home")?,
            status: words(fields, "status")?,
        })
    }
}

impl Document for Registration {
    const KIND: Kind = Kind::Registration;

    fn to_fields(&self) -> Fields {
        Fields::new()
            .with("status", resolve_request(&self.status).as_str())
            .with("school", self.school.as_ref().map(ToString::to_string))
            .with("created", ms(self.created))
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        Ok(Self {
            status: words(fields, "status")?,
            school: optional(fields, "school")?,
            created: instant(fields, "created")?,
        })
    }
}

impl Document for Booking {
    const KIND: Kind = Kind::Booking;

    fn to_fields(&self) -> Fields {
        Fields::new()
            .with("resource", self.resource.to_string())
            .with("day", self.day.to_string())
            .with("purpose", self.purpose.as_str())
            .with("status", resolve_request(&self.status).as_str())
            .with("created", ms(self.created))
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        Ok(Self {
            resource: parsed(fields, "resource")?,
            day: parsed(fields, "day")?,
            purpose: text(fields, "purpose")?,
            status: words(fields, "status")?,
            created: instant(fields, "created")?,
        })
    }
}

impl Document for Decision {
    const KIND: Kind = Kind::Decision;

    fn to_fields(&self) -> Fields {
        // Keyed by rank, two digits, so that the nearest day stays first.
        let alternatives = self
            .alternatives
            .iter()
            .enumerate()
            .map(|(rank, day)| (format!("{rank:02}"), Scalar::Text(day.to_string())));
        Fields::new()
            .with("outcome", self.outcome.as_str())
            .with("day", self.day.map(|day| day.to_string()))
            .with("position", self.position)
            .with("reason", self.reason.as_str())
            .with("decided", ms(self.decided))
            .with_map("alternatives", alternatives)
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        let alternatives = fields.map("alternatives").filter_map(|(_, day)| match day {
            Scalar::Text(day) => day.parse().ok(),
            _ => None,
        });
        Ok(Self {
            outcome: word(fields, "outcome")?,
            day: optional(fields, "day")?,
            position: fields.int("position").and_then(|place| u32::try_from(place).ok()),
            alternatives: alternatives.collect(),
            reason: text(fields, "reason")?,
            decided: instant(fields, "decided")?,
        })
    }
}

impl Document for CheckIn {
    const KIND: Kind = Kind::CheckIn;

    fn to_fields(&self) -> Fields {
        let present = self.present.iter().map(|(who, at)| (who.clone(), ms(*at)));
        let walk_ins =
            self.walk_ins.iter().map(|(who, label)| (who.clone(), label.as_str().into()));
        Fields::new().with_map("present", present).with_map("walk_ins", walk_ins)
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        let present = fields.map("present").filter_map(|(who, at)| match at {
            Scalar::Int(at) => Some((who.to_owned(), Timestamp::from_millisecond(*at).ok()?)),
            _ => None,
        });
        let walk_ins = fields.map("walk_ins").filter_map(|(who, label)| match label {
            Scalar::Text(label) => Some((who.to_owned(), visible(label))),
            _ => None,
        });
        Ok(Self { present: present.collect(), walk_ins: walk_ins.collect::<BTreeMap<_, _>>() })
    }
}
