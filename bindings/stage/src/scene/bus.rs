//! A day of the bus, its host, and the last things that happen: who met which hub when.

use anyhow::{Context, Result};
use sharenum_companion::PageRequest;

use super::agenda::{Meeting, publish};
use super::catalogue::{CAMERA, SCRATCH};
use super::people::Phone;
use super::strict::PHONE_NUMBER;
use super::time::slot;
use super::{Play, Story};

impl Play {
    fn on_board(&self, who: &str) -> Result<()> {
        self.phone(who)?.meet(&self.hubs.addresses.bus, &self.hubs.bus)
    }
}

/// Notes that somebody of a school is there.
fn welcome(play: &Play, workshop: &str, school: &str) -> Result<()> {
    let id = play.id(workshop)?;
    let host = play.phone("host")?;
    let attendees = host.workshop(&id)?.attendees;
    let found = attendees.iter().find(|attendee| attendee.school_name == school);
    let found = found.with_context(|| format!("nobody of {school} asked for a seat"))?;
    Ok(host.check_in(&id, &found.registration, true)?)
}

fn walk_in(host: &Phone, play: &Play, label: &str) -> Result<()> {
    host.add_walk_in(&play.id("bus_morning")?, label)?;
    Ok(())
}

pub(super) fn tell(story: &mut Story) -> Result<()> {
    prepared(story)?;
    asked_for(story)?;
    read(story)?;
    met(story)?;
    today(story)
}

/// Two workshops on the bus, today, at a school close by.
fn prepared(story: &mut Story) -> Result<()> {
    story.book(
        (-12, 9, 10),
        "petit",
        "booking_today",
        0,
        "Une journée ouverte à tout le secteur",
    )?;
    let (morning, afternoon) = story.days.on_the_bus_today()?;
    story.on(-11, (11, 0), move |play| {
        let meeting = Meeting {
            tool: SCRATCH,
            km: 30,
            title: "Scratch pour commencer l'année",
            description: "Trois activités prêtes pour la 6e, à essayer sur place.",
            seats: 12,
            booking: Some("booking_today"),
            ..Meeting::default()
        };
        let id = publish(play, "petit", slot(morning, 120), &meeting)?;
        play.name("bus_morning", id);
        play.spread("petit")
    })?;
    story.on(-11, (11, 10), move |play| {
        let meeting = Meeting {
            tool: CAMERA,
            km: 30,
            title: "Raconter un lieu avec une caméra 360°",
            description: "Une sortie de vingt minutes, puis le montage dans le bus.",
            seats: 10,
            booking: Some("booking_today"),
            ..Meeting::default()
        };
        let id = publish(play, "petit", slot(afternoon, 120), &meeting)?;
        play.name("workshop_soon", id);
        play.spread("petit")
    })
}

fn asked_for(story: &mut Story) -> Result<()> {
    for (at, who) in [
        ((-10, 8, 15), "moreau"),
        ((-10, 8, 35), "garnier"),
        ((-9, 12, 5), "girard"),
        ((-9, 16, 40), "roche"),
        ((-8, 9, 25), "colin"),
        ((-7, 13, 35), "colleague"),
    ] {
        story.seat(at, who, "bus_morning")?;
    }
    for (at, who) in [
        ((-9, 11, 20), "teacher"),
        ((-8, 13, 45), "faure"),
        ((-6, 14, 25), "renaud"),
        ((-4, 13, 50), "blanc"),
    ] {
        story.seat(at, who, "workshop_soon")?;
    }
    Ok(())
}

/// What the teacher has looked at.
fn read(story: &mut Story) -> Result<()> {
    story.on(-4, (14, 40), |play| Ok(play.awake("teacher")?.mark_all_alerts_read()?))?;
    story.on(-1, (12, 5), |play| {
        let teacher = play.awake("teacher")?;
        let newest = teacher.alerts(&PageRequest::first().of(1))?.items;
        let newest = newest.first().context("the teacher was alerted of nothing")?;
        Ok(teacher.mark_alert_read(newest.id)?)
    })
}

/// The last time that each met the region and the bus.
fn met(story: &mut Story) -> Result<()> {
    story.yesterday((16, 30), |play| play.hubs.carry())?;
    story.yesterday((16, 40), |play| play.on_board("teacher"))?;
    story.ago(120, |play| play.awake("host").map(drop))?;
    story.ago(90, |play| play.hubs.carry())?;
    story.ago(61, |play| {
        let proposal = play.id("proposal_standing")?;
        let text = format!(
            "Notre webradio a trois ans : je peux vous prêter un conducteur et vous montrer la régie. \
             Le plus simple : appelez-moi au {PHONE_NUMBER}."
        );
        let edited = play.phone("teacher")?.edit_proposal(&proposal, &text)?;
        play.name("refused", edited);
        Ok(())
    })?;
    story.ago(60, |play| play.phone("teacher")?.meet_stricter(&play.hubs.region_keys()?))?;
    story.ago(50, |play| play.awake("colleague").map(drop))?;
    story.ago(45, |play| play.awake("tablet").map(drop))
}

/// This morning at the door of the bus.
fn today(story: &mut Story) -> Result<()> {
    story.ago(20, |play| play.on_board("host"))?;
    story.ago(12, |play| welcome(play, "bus_morning", "Collège Saint-Exupéry"))?;
    story.ago(10, |play| welcome(play, "bus_morning", "Collège privé Notre-Dame"))?;
    story.ago(9, |play| walk_in(play.phone("host")?, play, "Une documentaliste de Charnay"))?;
    story.ago(8, |play| play.on_board("host"))?;
    // The bus has these not yet.
    story.ago(4, |play| welcome(play, "bus_morning", "Collège Pierre Paul Prud'Hon"))?;
    story.ago(3, |play| walk_in(play.phone("host")?, play, "Un conseiller pédagogique"))
}
