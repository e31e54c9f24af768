//! The teacher's own tickets: done, scheduled, talked about, open, and half written.

use anyhow::Result;
use sharenum_companion::{DraftForm, PlanEdit};
use sharenum_domain::TicketStatus;

use super::super::Story;
use super::super::catalogue::{MICROBIT, PRINTER, RADIO, SCRATCH, TABLETS, THYMIO};
use super::Call;

pub(super) fn tell(story: &mut Story) -> Result<()> {
    done(story)?;
    scheduled(story)?;
    discussed(story)?;
    waiting(story)
}

/// A ticket of the teacher's that came to its end, and one of another that she helped with.
fn done(story: &mut Story) -> Result<()> {
    story.request(-14, (9, 20), "teacher", "ticket_done", Call {
        tool: TABLETS,
        km: 10,
        title: "Organiser une classe avec douze tablettes",
        need: "Faire produire un carnet de lecture numérique à 26 élèves avec douze tablettes, sans que la \
               moitié attende.",
        class: "6e",
        goal: "Justifier un avis de lecture, à l'oral et par écrit",
        tried: "Un roulement de dix minutes : trop court pour écrire",
        ..Call::default()
    })?;
    story.propose(-13, (17, 40), "moreau", "ticket_done", "proposal_done",
        "Je travaille en trois ateliers tournants depuis deux ans. Je peux vous montrer mes fiches et \
         venir lancer la première séance.")?;
    story.accept(-12, (12, 30), "teacher", "proposal_done")?;
    story.request(-13, (10, 5), "garnier", "ticket_radio", Call {
        tool: RADIO,
        km: 5,
        title: "Enregistrer un reportage sur la rentrée",
        need: "Apprendre à monter un son de trois minutes avec des élèves qui n'ont jamais enregistré.",
        class: "4e",
        goal: "Préparer et mener une interview",
        ..Call::default()
    })?;
    story.propose(-13, (18, 10), "teacher", "ticket_radio", "proposal_radio",
        "Nous avons une petite régie et un conducteur tout prêt. Venez voir une de nos émissions, je vous \
         montre le montage ensuite.")?;
    story.accept(-12, (8, 15), "garnier", "proposal_radio")?;
    story.on(-6, (16, 50), |play| {
        let ticket = play.id("ticket_radio")?;
        let garnier = play.awake("garnier")?;
        garnier.set_ticket_status(&ticket, &TicketStatus::Scheduled)?;
        garnier.set_ticket_status(&ticket, &TicketStatus::Done)?;
        play.spread("garnier")
    })
}

/// A ticket for which a date is set; the workshop is in the agenda.
fn scheduled(story: &mut Story) -> Result<()> {
    story.request(-9, (10, 10), "teacher", "ticket_scheduled", Call {
        tool: THYMIO,
        km: 20,
        title: "Programmer un parcours pour le robot Thymio",
        need: "Construire une séance où quatre robots suivent un parcours dessiné par les élèves.",
        class: "5e",
        goal: "Décomposer un problème en étapes, et les ordonner",
        tried: "Les fiches du constructeur, faites seule avec un robot",
        obstacle: "Quatre robots à la fois, et un seul adulte",
    })?;
    story.propose(-9, (18, 5), "faure", "ticket_scheduled", "proposal_scheduled",
        "J'anime un club robotique avec huit Thymio. Je peux venir une après-midi avec mon tapis de \
         parcours.")?;
    story.accept(-8, (12, 30), "teacher", "proposal_scheduled")?;
    story.say(
        -8,
        (12, 40),
        "teacher",
        "proposal_scheduled",
        "Merci ! La salle de techno est libre l'après-midi. Vous resterait-il des tapis ?",
    )?;
    let dates = [story.days.slot(1, 14, 0, 90)?, story.days.slot(2, 9, 0, 90)?];
    let edit = PlanEdit {
        what: Some("Un parcours à quatre capteurs, puis un défi entre équipes".to_owned()),
        for_whom: Some("Une classe de 5e, et les collègues qui veulent voir".to_owned()),
        venue: Some("Salle de technologie, bâtiment B".to_owned()),
        add_dates: dates.into(),
    };
    story.plan(
        -7,
        (17, 20),
        "faure",
        ("proposal_scheduled", "plan_scheduled"),
        edit,
        &[true, false],
    )?;
    story.on(-6, (12, 15), |play| {
        let plan = play.id("plan_scheduled")?;
        let teacher = play.awake("teacher")?;
        let slot = play.days.slot(1, 14, 0, 90)?;
        teacher.vote(&plan, &slot, Some(true))?;
        teacher.choose_date(&plan, &slot)?;
        play.spread("teacher")
    })
}

/// A ticket that is talked about: a thread, and a plan with three dates.
fn discussed(story: &mut Story) -> Result<()> {
    const UNDER: &str = "proposal";
    story.request(-6, (9, 40), "teacher", "ticket_discussed", Call {
        tool: MICROBIT,
        km: 20,
        title: "Mesurer la température de la cour avec micro:bit",
        need: "Installer six cartes dans la cour pendant une semaine, et lire les courbes en classe.",
        class: "5e",
        goal: "Lire un graphique, et discuter d'une mesure",
        tried: "Une carte sur le rebord de la fenêtre : des valeurs trop hautes de trois degrés",
        obstacle: "Récupérer les relevés de six cartes sans y passer l'heure",
    })?;
    story.propose(-6, (17, 20), "colleague", "ticket_discussed", UNDER,
        "Nous l'avons fait l'an dernier avec deux classes de 5e, avec une carte qui recueille par radio ce \
         que mesurent les autres. Je peux venir la monter avec vous.")?;
    story.propose(
        -5,
        (8, 10),
        "renaud",
        "ticket_discussed",
        "proposal_other",
        "J'ai une fiche élève sur les capteurs de la carte, et je suis disponible le vendredi.",
    )?;
    story.accept(-5, (12, 30), "teacher", UNDER)?;
    story.say(-5, (17, 5), "teacher", UNDER,
        "Bonjour, votre montage par radio me tente beaucoup. Combien de cartes vous faut-il en plus des six ?")?;
    story.say(-5, (18, 30), "colleague", UNDER,
        "Une seule, que j'apporte. Avez-vous un endroit à l'ombre, et un autre au soleil ? La comparaison \
         fait parler les élèves.")?;
    story.say(
        -4,
        (12, 15),
        "teacher",
        UNDER,
        "Oui : sous le préau et contre le mur du gymnase. Je demande une clé pour le week-end.",
    )?;
    let edit = PlanEdit {
        what: Some("Monter le réseau de cartes, puis lire ensemble le premier relevé".to_owned()),
        for_whom: Some("5e B, 26 élèves, et deux collègues de sciences".to_owned()),
        venue: Some("Collège Pasteur, salle 12 et cour".to_owned()),
        add_dates: [story.days.slot(14, 14, 0, 120)?, story.days.slot(15, 10, 0, 120)?].into(),
    };
    story.plan(-3, (16, 50), "colleague", (UNDER, "plan"), edit, &[true, true])?;
    let edit =
        PlanEdit { add_dates: [story.days.slot(17, 14, 0, 120)?].into(), ..PlanEdit::default() };
    story.plan(-2, (12, 40), "teacher", (UNDER, "plan"), edit, &[true, false, true])?;
    story.say(
        -2,
        (12, 45),
        "teacher",
        UNDER,
        "J'ai ajouté une troisième date au plan. La deuxième ne va pas, j'ai cours.",
    )?;
    story.plan(
        -2,
        (18, 10),
        "colleague",
        (UNDER, "plan"),
        PlanEdit::default(),
        &[true, true, false],
    )?;
    story.say(-1, (8, 25), "colleague", UNDER,
        "La première date me va très bien. Je réserve ma mallette et je vous envoie la liste du matériel ce soir.")
}

/// A ticket of the teacher's that nobody has answered, and one that she has not finished writing.
fn waiting(story: &mut Story) -> Result<()> {
    story.request(-2, (10, 15), "teacher", "ticket_open", Call {
        tool: PRINTER,
        km: 15,
        title: "Imprimer en 3D les maquettes de nos ponts",
        need: "Passer du dessin des élèves à une pièce imprimée, pour vingt-quatre maquettes en trois semaines.",
        class: "4e",
        goal: "Concevoir un objet sous contraintes, et l'améliorer après un essai",
        tried: "Deux impressions ratées : la pièce se décolle au bout d'une heure",
        obstacle: "Je ne sais pas préparer douze fichiers à la suite",
    })?;
    story.ago(30, |play| {
        let fields = [
            ("field.direction", "request"),
            ("field.tools", SCRATCH),
            ("field.title", "Un conte interactif en Scratch"),
            ("field.need", "Faire raconter une histoire à plusieurs fins, par groupes de quatre."),
            ("field.class-level", "6e"),
            ("field.learning-goal", ""),
            ("field.radius", "20"),
            // Where she stopped.
            ("step", "Need"),
        ];
        let fields = fields.map(|(name, typed)| (name.to_owned(), typed.to_owned())).into();
        play.phone("teacher")?.save_draft(&DraftForm::NewTicket, None, &fields)?;
        Ok(())
    })
}
