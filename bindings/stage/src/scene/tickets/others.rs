//! What others around look for and offer, and what the teacher answers.

use anyhow::Result;
use sharenum_domain::Direction;

use super::super::Story;
use super::super::catalogue::{CAMERA, MICROBIT, PRINTER, RADIO, SCRATCH, THYMIO};
use super::{Call, open};

pub(super) fn tell(story: &mut Story) -> Result<()> {
    story.request(-8, (11, 0), "petit", "ticket_near", Call {
        tool: SCRATCH,
        km: 10,
        title: "Scratch : faire dialoguer deux lutins",
        need: "Une séance sur les messages entre lutins, pour des élèves qui connaissent déjà les boucles.",
        class: "5e",
        goal: "Comprendre qu'un événement peut en déclencher un autre",
        ..Call::default()
    })?;
    story.propose(-8, (16, 30), "teacher", "ticket_near", "proposal_given",
        "J'ai une séquence en deux heures, avec un dialogue à compléter. Je vous la montre quand vous voulez.")?;
    story.accept(-7, (10, 0), "petit", "proposal_given")?;
    story.say(
        -7,
        (10, 5),
        "petit",
        "proposal_given",
        "Avec plaisir. Seriez-vous libre un mardi après 16 h ?",
    )?;
    story.request(
        -10,
        (14, 20),
        "renaud",
        "ticket_far_1",
        Call {
            tool: THYMIO,
            km: 25,
            title: "Choisir des robots pour le cycle 3",
            need: "Essayer un robot avec une classe de CM2 avant d'en commander six.",
            class: "CM2 et 6e",
            goal: "Se repérer, et coder un déplacement",
            ..Call::default()
        },
    )?;
    story.request(-8, (15, 30), "faure", "ticket_far_2", Call {
        tool: PRINTER,
        km: 20,
        title: "Réparer une buse bouchée",
        need: "Notre imprimante n'extrude plus : qui pourrait nous montrer comment la nettoyer ?",
        class: "3e",
        goal: "Diagnostiquer une panne",
        ..Call::default()
    })?;
    story.request(
        -5,
        (9, 0),
        "girard",
        "ticket_answered",
        Call {
            tool: RADIO,
            km: 20,
            title: "Lancer une webradio d'établissement",
            need: "Choisir le matériel, et préparer une première émission de dix minutes.",
            class: "4e et 3e",
            goal: "S'exprimer à l'oral devant un public",
            ..Call::default()
        },
    )?;
    story.propose(
        -5,
        (17, 45),
        "teacher",
        "ticket_answered",
        "proposal_standing",
        "Notre webradio a trois ans : je peux vous prêter un conducteur et vous montrer la régie.",
    )?;
    story.on(-4, (9, 30), |play| {
        let call = Call {
            tool: CAMERA,
            km: 15,
            title: "Je prête deux caméras 360° et je montre le montage",
            need: "Deux caméras pour une semaine, avec une heure de prise en main dans votre établissement.",
            ..Call::default()
        };
        let id = open(play.awake("moreau")?, Direction::Offer, &call)?;
        play.name("ticket_offer", id);
        play.spread("moreau")
    })?;
    story.request(
        -4,
        (11, 10),
        "blanc",
        "ticket_far_3",
        Call {
            tool: PRINTER,
            km: 40,
            title: "Des engrenages imprimés pour la techno",
            need: "Dessiner un train d'engrenages qui tourne vraiment, et l'imprimer en une nuit.",
            class: "4e",
            goal: "Relier un rapport de transmission à un nombre de dents",
            ..Call::default()
        },
    )?;
    story.request(
        -3,
        (15, 40),
        "roche",
        "ticket_unread",
        Call {
            tool: SCRATCH,
            km: 20,
            title: "Un jeu de calcul mental en Scratch",
            need: "Aider deux groupes à passer d'un jeu recopié à un jeu inventé.",
            class: "6e",
            goal: "Utiliser une variable pour compter des points",
            ..Call::default()
        },
    )?;
    story.propose(
        -3,
        (18, 20),
        "colleague",
        "ticket_far_2",
        "proposal_colleague",
        "Apportez-la mercredi : une aiguille, un chauffage doux, et c'est réparé en une heure.",
    )?;
    story.request(
        -1,
        (11, 20),
        "girard",
        "ticket_far_4",
        Call {
            tool: MICROBIT,
            km: 15,
            title: "Un podomètre avec la carte micro:bit",
            need: "Compter des pas en cours d'EPS, et comparer les valeurs d'un groupe.",
            class: "3e",
            goal: "Discuter de la fiabilité d'une mesure",
            ..Call::default()
        },
    )
}
