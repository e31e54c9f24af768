//! What the coordination of the region has published.

use anyhow::Result;
use sharenum_domain::{Guide, LocalText, Slug, Tool, Training};
use sharenum_ledger::CatalogueEntry;

pub(super) const SCRATCH: &str = "scratch";
pub(super) const MICROBIT: &str = "microbit";
pub(super) const PRINTER: &str = "imprimante-3d";
pub(super) const TABLETS: &str = "tablettes";
pub(super) const THYMIO: &str = "thymio";
pub(super) const VINYL: &str = "vinyle";
pub(super) const CAMERA: &str = "camera-360";
pub(super) const RADIO: &str = "webradio";

/// Code of the academy of Mâcon.
const DIJON: &str = "07";
/// Code of the academy on the other bank of the Saône.
const LYON: &str = "10";

const TOOLS: [(&str, &str, &str); 8] = [
    (SCRATCH, "Scratch", "Scratch"),
    (MICROBIT, "Carte micro:bit", "micro:bit board"),
    (PRINTER, "Imprimante 3D", "3D printer"),
    (TABLETS, "Tablettes", "Tablets"),
    (THYMIO, "Robot Thymio", "Thymio robot"),
    (VINYL, "Découpe vinyle", "Vinyl cutter"),
    (CAMERA, "Caméra 360°", "360° camera"),
    (RADIO, "Webradio", "Web radio"),
];

/// Id, tool, academy, title, summary.
const TRAININGS: [(&str, &str, &str, &str, &str); 4] = [
    (
        "scratch-debut",
        SCRATCH,
        DIJON,
        "Débuter avec Scratch au cycle 4",
        "Trois heures à distance : lutins, événements, boucles, et un premier jeu à faire \
         construire par les élèves.",
    ),
    (
        "microbit-mesures",
        MICROBIT,
        DIJON,
        "Mesurer avec la carte micro:bit",
        "Une journée à Dijon : capteurs de la carte, relevés sur une semaine, lecture d'un \
         graphique en classe.",
    ),
    (
        "robots-college",
        THYMIO,
        DIJON,
        "Des robots au collège",
        "Deux demi-journées : Thymio en programmation visuelle, puis en blocs, avec le matériel \
         prêté.",
    ),
    (
        "impression-3d",
        PRINTER,
        LYON,
        "Concevoir pour l'impression 3D",
        "Six heures en présence : du croquis au fichier, réglages de la machine, erreurs \
         fréquentes.",
    ),
];

/// Id, tool, title, text.
const GUIDES: [(&str, &str, &str, &str); 4] = [
    (
        "scratch-boucles",
        SCRATCH,
        "Scratch : répéter plutôt que recopier",
        "Faites d'abord écrire le programme sans boucle, sur papier. Les élèves entourent ce qui \
         revient, et comptent combien de fois.\n\nPuis remplacez chaque groupe entouré par un bloc \
         « répéter ». Gardez les deux versions côte à côte : elles doivent faire la même chose.\n\n\
         Pour aller plus loin : que se passe-t-il si le nombre de répétitions est une réponse du \
         joueur ?",
    ),
    (
        "microbit-capteurs",
        MICROBIT,
        "micro:bit : un relevé de température en une heure",
        "Le capteur de la carte mesure sa propre puce : comptez deux à trois degrés de plus que \
         l'air. Posez-la à l'ombre, dix minutes avant la première mesure.\n\nUne mesure toutes les \
         cinq minutes suffit. La carte garde les valeurs dans une liste et les rend par câble.\n\n\
         À prévoir : une pile neuve par carte, un sachet contre la pluie.",
    ),
    (
        "imprimante-premiere-piece",
        PRINTER,
        "Imprimante 3D : la première pièce",
        "Choisissez une pièce plate de moins de quarante minutes. Nettoyez le plateau, chauffez, \
         regardez la première couche du début à la fin.\n\nSi les bords se décollent : plateau plus \
         chaud de cinq degrés, bordure de cinq millimètres.\n\nLes élèves notent température, durée \
         et défaut de chaque essai : c'est leur carnet de laboratoire.",
    ),
    (
        "webradio-conducteur",
        RADIO,
        "Webradio : écrire le conducteur",
        "Une émission de dix minutes tient sur une page : l'heure, qui parle, ce qu'on entend.\n\n\
         Prévoyez un élève à la régie, un à la montre, et une phrase de secours quand un invité \
         manque.\n\nAvant d'enregistrer : autorisations de voix signées, téléphones en mode avion.",
    ),
];

/// Everything but what can be booked, which names its hosts.
pub(super) fn entries() -> Result<Vec<CatalogueEntry>> {
    let mut entries = Vec::new();
    for (id, fr, en) in TOOLS {
        let name = LocalText { fr: fr.to_owned(), en: en.to_owned() };
        entries.push(CatalogueEntry::Tool(Tool { id: Slug::new(id)?, name }));
    }
    for (id, tool, academy, title, summary) in TRAININGS {
        entries.push(CatalogueEntry::Training(Training {
            id: Slug::new(id)?,
            tools: [Slug::new(tool)?].into(),
            academy: academy.to_owned(),
            title: title.to_owned(),
            url: format!("https://formation.example.org/{id}"),
            summary: summary.to_owned(),
        }));
    }
    for (id, tool, title, body) in GUIDES {
        entries.push(CatalogueEntry::Guide(Guide {
            id: Slug::new(id)?,
            tools: [Slug::new(tool)?].into(),
            title: title.to_owned(),
            body: body.to_owned(),
        }));
    }
    Ok(entries)
}
