//! Who is in the scene: roles and surnames that are everybody's, at real establishments.

use sharenum_domain::{Level, Role};

use super::catalogue::{CAMERA, MICROBIT, PRINTER, RADIO, SCRATCH, TABLETS, THYMIO, VINYL};

/// Collège Pasteur in Mâcon, académie de Dijon.
const HER_SCHOOL: &str = "0711052H";

/// Someone, as they come into the scene.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) role: Role,
    pub(super) school: &'static str,
    /// Name and mail; a tablet has none.
    pub(super) card: Option<(&'static str, &'static str)>,
    pub(super) tools: &'static [(&'static str, Level, bool, bool)],
}

use Level::{Experienced, Intermediate, Novice};

/// Those whose phones are kept come first.
pub(super) const PARTS: [Part; 14] = [
    part(
        "teacher",
        HER_SCHOOL,
        ("Mme Durand", "durand@ac-dijon.example"),
        &[
            (SCRATCH, Experienced, true, true),
            (RADIO, Experienced, true, true),
            (MICROBIT, Intermediate, true, false),
            (CAMERA, Novice, false, false),
            (PRINTER, Novice, true, false),
        ],
    ),
    part(
        "colleague",
        "0010820L",
        ("M. Martin", "martin@ac-lyon.example"),
        &[
            (PRINTER, Experienced, true, true),
            (MICROBIT, Experienced, true, true),
            (THYMIO, Experienced, true, true),
            (SCRATCH, Intermediate, true, true),
        ],
    ),
    Part {
        role: Role::BusHost,
        ..part(
            "host",
            "0711053J",
            ("Mme Leroy", "leroy@ac-dijon.example"),
            &[(THYMIO, Intermediate, true, true)],
        )
    },
    Part { name: "tablet", role: Role::Brigade, school: HER_SCHOOL, card: None, tools: &[] },
    part(
        "garnier",
        "0710110J",
        ("Mme Garnier", "garnier@ac-dijon.example"),
        &[(VINYL, Experienced, true, true), (RADIO, Novice, false, false)],
    ),
    part(
        "petit",
        "0710534V",
        ("M. Petit", "petit@ac-dijon.example"),
        &[(SCRATCH, Novice, true, false), (CAMERA, Intermediate, true, false)],
    ),
    part(
        "moreau",
        "0711054K",
        ("Mme Moreau", "moreau@ac-dijon.example"),
        &[(TABLETS, Experienced, true, true), (CAMERA, Experienced, true, true)],
    ),
    part(
        "girard",
        "0010005A",
        ("M. Girard", "girard@ac-lyon.example"),
        &[(RADIO, Novice, false, false), (MICROBIT, Novice, true, false)],
    ),
    part(
        "faure",
        "0711321A",
        ("Mme Faure", "faure@ac-dijon.example"),
        &[(THYMIO, Experienced, true, true), (CAMERA, Experienced, true, true)],
    ),
    part(
        "renaud",
        "0010042R",
        ("M. Renaud", "renaud@ac-lyon.example"),
        &[(MICROBIT, Experienced, true, true), (THYMIO, Novice, false, false)],
    ),
    part(
        "roche",
        "0011070H",
        ("M. Roche", "roche@ac-lyon.example"),
        &[(SCRATCH, Novice, true, false), (THYMIO, Novice, false, false)],
    ),
    part(
        "blanc",
        "0710044M",
        ("Mme Blanc", "blanc@ac-dijon.example"),
        &[(RADIO, Experienced, true, true), (PRINTER, Novice, true, false)],
    ),
    part(
        "colin",
        "0710024R",
        ("M. Colin", "colin@ac-dijon.example"),
        &[(THYMIO, Experienced, true, true), (SCRATCH, Intermediate, true, true)],
    ),
    part(
        "perrin",
        "0710535W",
        ("Mme Perrin", "perrin@ac-dijon.example"),
        &[(MICROBIT, Experienced, true, true)],
    ),
];

const fn part(
    name: &'static str,
    school: &'static str,
    card: (&'static str, &'static str),
    tools: &'static [(&'static str, Level, bool, bool)],
) -> Part {
    Part { name, role: Role::Member, school, card: Some(card), tools }
}
