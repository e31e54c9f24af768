//! Workshops around the teacher, at all distances, and her seats in them.

use anyhow::Result;

use super::super::Story;
use super::super::catalogue::{CAMERA, MICROBIT, PRINTER, RADIO, THYMIO, VINYL};
use super::Meeting;

pub(super) fn tell(story: &mut Story) -> Result<()> {
    story.meet((-10, 9, 30), "faure", "workshop_full", (14, (13, 30), 120), Meeting {
        tool: CAMERA,
        km: 20,
        title: "Filmer une visite à 360°",
        description: "Préparer un parcours, filmer, puis poser des repères que les élèves commentent.",
        seats: 2,
        ..Meeting::default()
    })?;
    story.seat((-10, 16, 20), "moreau", "workshop_full")?;
    story.seat((-9, 8, 45), "petit", "workshop_full")?;
    story.seat((-8, 17, 15), "teacher", "workshop_full")?;
    story.meet(
        (-7, 11, 30),
        "colleague",
        "workshop_colleague",
        (15, (14, 0), 120),
        Meeting {
            tool: PRINTER,
            km: 20,
            title: "Imprimer en 3D : de la maquette à la pièce",
            description: "Apportez un fichier ou un croquis : on prépare, on lance, on corrige.",
            seats: 8,
            ..Meeting::default()
        },
    )?;
    story.seat((-6, 10, 20), "petit", "workshop_colleague")?;
    story.seat((-6, 10, 40), "faure", "workshop_colleague")?;
    story.meet(
        (-4, 10, 0),
        "garnier",
        "workshop_near",
        (2, (16, 30), 90),
        Meeting {
            tool: VINYL,
            km: 10,
            title: "Premiers pas avec la découpe vinyle",
            description: "Du dessin à l'autocollant, en une heure et demie.",
            seats: 10,
            ..Meeting::default()
        },
    )?;
    story.meet(
        (-3, 10, 30),
        "blanc",
        "workshop_radio",
        (18, (14, 0), 120),
        Meeting {
            tool: RADIO,
            km: 25,
            title: "Webradio : enregistrer une émission en une heure",
            description: "Chacun repart avec un conducteur et un enregistrement.",
            seats: 6,
            ..Meeting::default()
        },
    )?;
    story.meet(
        (-2, 14, 30),
        "colin",
        "workshop_asked",
        (14, (9, 0), 180),
        Meeting {
            tool: THYMIO,
            km: 25,
            title: "Robots Thymio : du cycle 3 au cycle 4",
            description: "Ce que les élèves savent en arrivant au collège, et comment continuer.",
            seats: 12,
            ..Meeting::default()
        },
    )?;
    story.meet(
        (-1, 9, 45),
        "perrin",
        "workshop_far",
        (19, (9, 0), 360),
        Meeting {
            tool: MICROBIT,
            km: 60,
            title: "Journée micro:bit entre collèges",
            description: "Six ateliers d'une heure, et un repas partagé.",
            seats: 40,
            ..Meeting::default()
        },
    )?;
    // In a place without a network: it stays on her phone.
    story.ago(40, |play| {
        let workshop = play.id("workshop_asked")?;
        play.phone("teacher")?.ask_seat(&workshop)?;
        Ok(())
    })
}
