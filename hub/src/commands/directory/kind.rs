//! The words of `--type`.

use std::str::FromStr;

use sharenum_domain::EstablishmentKind as Kind;

/// The kinds of establishment that a word of `--type` stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindFilter(Vec<Kind>);

/// A word that names no kind of establishment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no kind of establishment; give école, maternelle, élémentaire, primaire, collège, \
     lycée, secondaire, adultes, professionnelle, or one of {known}",
    known = known()
)]
pub struct UnknownKind(String);

impl KindFilter {
    /// Whether an establishment of this kind is meant.
    pub fn matches(&self, kind: &Kind) -> bool {
        self.0.contains(kind)
    }
}

impl FromStr for KindFilter {
    type Err = UnknownKind;

    /// Reads a domain word (`lower_secondary`, `lower-secondary`) or a French one, with or without
    /// accents, in the singular or the plural.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = fold(text);
        let kind = Kind::from(word.as_str());
        if kind.is_known() {
            return Ok(Self(vec![kind]));
        }
        let kinds: &[Kind] = match word.trim_end_matches('s') {
            "ecole" => &[Kind::NurserySchool, Kind::ElementarySchool, Kind::PrimarySchool],
            "maternelle" | "ecole_maternelle" | "prescolaire" => &[Kind::NurserySchool],
            "elementaire" | "ecole_elementaire" => &[Kind::ElementarySchool],
            "primaire" | "ecole_primaire" => &[Kind::PrimarySchool],
            "college" => &[Kind::LowerSecondary],
            "lycee" => &[Kind::UpperSecondary],
            "secondaire" | "ecole_secondaire" => &[Kind::Secondary],
            "adulte" | "education_des_adulte" => &[Kind::AdultEducation],
            "professionnelle" | "formation_professionnelle" => &[Kind::Vocational],
            "autre" => &[Kind::Other],
            _ => return Err(UnknownKind(text.chars().take(40).collect())),
        };
        Ok(Self(kinds.to_vec()))
    }
}

/// Small letters without the accents that these words have, in either Unicode form.
fn fold(text: &str) -> String {
    text.trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            'é' | 'è' | 'ê' => Some('e'),
            '-' | ' ' => Some('_'),
            // Combining accents: what a file manager's copy and paste gives.
            '\u{300}'..='\u{36f}' => None,
            other => Some(other),
        })
        .collect()
}

fn known() -> String {
    Kind::KNOWN.iter().map(Kind::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_said_in_french_or_in_the_words_of_the_domain() {
        let lower = KindFilter(vec![Kind::LowerSecondary]);
        let words = [
            "collège",
            "College",
            "COLLÈGES",
            "colle\u{300}ge",
            "lower_secondary",
            "lower-secondary",
            " lower secondary ",
        ];
        for word in words {
            assert_eq!(word.parse(), Ok(lower.clone()), "{word}");
        }
        assert_eq!("Lycée".parse(), Ok(KindFilter(vec![Kind::UpperSecondary])));
        let school: KindFilter = "écoles".parse().unwrap();
        assert!(school.matches(&Kind::NurserySchool) && school.matches(&Kind::PrimarySchool));
        assert!(!school.matches(&Kind::LowerSecondary));
        for known in Kind::KNOWN {
            assert_eq!(known.as_str().parse(), Ok(KindFilter(vec![known.clone()])));
        }
    }

    #[test]
    fn another_word_is_refused_with_the_words_there_are() {
        for word in ["", "university", "s", "collège lycée"] {
            let error = word.parse::<KindFilter>().unwrap_err().to_string();
            assert!(error.contains("lycée") && error.contains("lower_secondary"), "{error}");
        }
    }
}
