//! The names that people and directories give to kinds of schools.

use crate::text::plain;
use crate::words::EstablishmentKind;

impl EstablishmentKind {
    /// The kind that a person or a directory names, in English or French, with or without
    /// accents: `lower_secondary`, `Collège`, `ecole maternelle`. `None` when it is none.
    pub fn named(name: &str) -> Option<Self> {
        let name = plain(name);
        let kind = match name.as_str() {
            "maternelle" | "ecole_maternelle" | "prescolaire" => Self::NurserySchool,
            "elementaire" | "ecole_elementaire" => Self::ElementarySchool,
            "primaire" | "ecole" | "ecole_primaire" => Self::PrimarySchool,
            "college" => Self::LowerSecondary,
            "lycee" => Self::UpperSecondary,
            "secondaire" | "ecole_secondaire" => Self::Secondary,
            "adultes" | "education_des_adultes" => Self::AdultEducation,
            "formation_professionnelle" => Self::Vocational,
            "autre" => Self::Other,
            word => Self::from(word),
        };
        kind.is_known().then_some(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_by_any_of_its_names() {
        for name in ["Collège", "college", "COLLEGE", "lower_secondary", "Lower secondary"] {
            assert_eq!(EstablishmentKind::named(name), Some(EstablishmentKind::LowerSecondary));
        }
        for kind in EstablishmentKind::KNOWN {
            assert_eq!(EstablishmentKind::named(kind.as_str()).as_ref(), Some(kind));
        }
        for name in ["", "collèges de France", "unknown"] {
            assert_eq!(EstablishmentKind::named(name), None);
        }
    }
}
