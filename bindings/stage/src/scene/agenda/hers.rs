//! What the teacher organises: a workshop that took place, those to come, and her days of the bus.

use anyhow::Result;
use sharenum_domain::{Slug, TicketStatus};

use super::super::Story;
use super::super::catalogue::{PRINTER, TABLETS, THYMIO};
use super::super::people::BUS;
use super::Meeting;

pub(super) fn tell(story: &mut Story) -> Result<()> {
    past(story)?;
    to_come(story)?;
    days_of_the_bus(story)
}

/// The teacher's workshop that took place, and with it her ticket is done.
fn past(story: &mut Story) -> Result<()> {
    story.meet(
        (-12, 12, 45),
        "teacher",
        "workshop_done",
        (-5, (14, 0), 90),
        Meeting {
            tool: TABLETS,
            km: 10,
            title: "Trois ateliers tournants avec douze tablettes",
            description: "Mise en place des trois ateliers, puis essai sur une séance de 6e.",
            seats: 6,
            ticket: Some("ticket_done"),
            ..Meeting::default()
        },
    )?;
    story.seat((-11, 9, 15), "garnier", "workshop_done")?;
    story.seat((-11, 9, 40), "petit", "workshop_done")?;
    story.on(-5, (14, 5), |play| {
        let workshop = play.id("workshop_done")?;
        let teacher = play.awake("teacher")?;
        for attendee in teacher.workshop(&workshop)?.attendees {
            teacher.check_in(&workshop, &attendee.registration, true)?;
        }
        play.spread("teacher")
    })?;
    story.on(-5, (15, 40), |play| {
        let (workshop, ticket) = (play.id("workshop_done")?, play.id("ticket_done")?);
        let teacher = play.awake("teacher")?;
        teacher.close_workshop(&workshop)?;
        teacher.set_ticket_status(&ticket, &TicketStatus::Done)?;
        play.spread("teacher")
    })
}

/// The teacher's workshops to come.
fn to_come(story: &mut Story) -> Result<()> {
    story.meet((-6, 12, 30), "teacher", "workshop_organised", (1, (14, 0), 90), Meeting {
        tool: THYMIO,
        km: 20,
        title: "Un parcours pour quatre robots Thymio",
        description: "Un parcours à quatre capteurs, puis un défi entre équipes. Les collègues qui \
                      veulent voir sont les bienvenus ; le matériel est sur place.",
        seats: 4,
        plan: Some("plan_scheduled"),
        ..Meeting::default()
    })?;
    story.seat((-5, 10, 30), "moreau", "workshop_organised")?;
    story.seat((-5, 10, 50), "petit", "workshop_organised")?;
    story.seat((-4, 8, 20), "colleague", "workshop_organised")?;
    story.seat((-3, 13, 10), "roche", "workshop_organised")?;
    story.seat((-2, 9, 5), "girard", "workshop_organised")
}

/// Who has the bus, who has not, and what happens on it at the teacher's school.
fn days_of_the_bus(story: &mut Story) -> Result<()> {
    story.book(
        (-10, 11, 40),
        "blanc",
        "booking_other",
        15,
        "Une journée pour les écoles du secteur de Lugny",
    )?;
    story.book(
        (-9, 13, 30),
        "teacher",
        "booking_confirmed",
        16,
        "Fabriquer et raconter : deux classes de 5e, et les collègues du secteur",
    )?;
    story.meet(
        (-8, 8, 50),
        "teacher",
        "workshop_bus",
        (16, (9, 30), 120),
        Meeting {
            tool: PRINTER,
            km: 20,
            title: "Le BusNum à Pasteur : fabriquer et raconter",
            description: "Imprimante 3D et studio son à bord. Venez avec un projet, même petit.",
            seats: 20,
            booking: Some("booking_confirmed"),
            ..Meeting::default()
        },
    )?;
    story.seat((-5, 11, 15), "garnier", "workshop_bus")?;
    story.seat((-4, 16, 5), "moreau", "workshop_bus")?;
    story.book(
        (-6, 15, 10),
        "teacher",
        "booking_refused",
        15,
        "Découverte de la découpe vinyle avec le club du mercredi",
    )?;
    story.ago(35, |play| {
        let day = play.days.school_day(19)?;
        let purpose = "Découverte de la découpe vinyle, une autre date";
        let id = play.phone("teacher")?.ask_bus_day(&Slug::new(BUS)?, day, purpose)?;
        play.name("booking_asked", id);
        Ok(())
    })
}
