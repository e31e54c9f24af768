//! Limits of what a person types, checked the same way on every screen.

use crate::{Field, InputProblem, InvalidInput};

/// Whether a text may be left empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Something must be written.
    Required,
    /// May stay empty.
    Optional,
}

/// Checks a text on one line: no line breaks, tabs or invisible characters.
pub(crate) fn check_line(
    field: Field,
    text: &str,
    max_chars: usize,
    need: Need,
) -> Result<(), InvalidInput> {
    check(field, text, max_chars, need, is_hidden)
}

/// Checks a text of several lines: line breaks and tabs are welcome.
pub(crate) fn check_prose(
    field: Field,
    text: &str,
    max_chars: usize,
    need: Need,
) -> Result<(), InvalidInput> {
    check(field, text, max_chars, need, |c| is_hidden(c) && !matches!(c, '\n' | '\r' | '\t'))
}

/// Room for each character on average: French needs little more than one byte, Arabic two.
const BYTES_PER_CHAR: usize = 2;

fn check(
    field: Field,
    text: &str,
    max_chars: usize,
    need: Need,
    refused: impl Fn(char) -> bool,
) -> Result<(), InvalidInput> {
    if need == Need::Required && text.trim().is_empty() {
        return Err(InvalidInput::new(field, InputProblem::Empty));
    }
    let chars = text.chars().count();
    if chars > max_chars {
        return Err(InvalidInput::new(field, InputProblem::TooLong { chars, max: max_chars }));
    }
    // A signed change has a size in bytes that every hub holds it to. What is checked here
    // must fit it, or a hub would refuse later what was taken offline.
    if text.len() > max_chars * BYTES_PER_CHAR {
        return Err(InvalidInput::new(field, InputProblem::TooMuchRoom));
    }
    if text.chars().any(refused) {
        return Err(InvalidInput::new(field, InputProblem::Invisible));
    }
    Ok(())
}

/// Checks a number against its limits, both included.
pub(crate) fn check_number(
    field: Field,
    number: u32,
    limits: std::ops::RangeInclusive<u32>,
) -> Result<(), InvalidInput> {
    if limits.contains(&number) {
        return Ok(());
    }
    let (least, most) = (*limits.start(), *limits.end());
    Err(InvalidInput::new(field, InputProblem::OutOfRange { number, least, most }))
}

/// Checks how many entries a collection holds.
pub(crate) fn check_count(
    field: Field,
    count: usize,
    limits: std::ops::RangeInclusive<usize>,
) -> Result<(), InvalidInput> {
    if limits.contains(&count) {
        return Ok(());
    }
    let (least, most) = (*limits.start(), *limits.end());
    Err(InvalidInput::new(field, InputProblem::Count { count, least, most }))
}

/// Control characters, and those that change how the rest is shown: a text with
/// a direction override can pass for another one.
///
/// The joiners U+200C and U+200D are let through: Persian and emoji need them.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A text as it may be shown: without what moves a terminal's cursor, hides, or turns the direction
/// of writing, so that a text cannot pass for another one. Line breaks and tabs stay.
///
/// Apps of today refuse to write such texts; this is for those that others wrote.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_hidden(*c) || matches!(c, '\n' | '\r' | '\t')).collect()
}

/// The same on one line.
pub(crate) fn visible_line(text: &str) -> String {
    let line = |c: char| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
    text.chars().map(line).filter(|c| !is_hidden(*c)).collect()
}

/// The start of a text, short enough for an error message.
pub(crate) fn excerpt(text: &str) -> String {
    const LENGTH: usize = 40;
    let mut excerpt: String =
        text.chars().take(LENGTH).map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(LENGTH).is_some() {
        excerpt.push('…');
    }
    excerpt
}

/// A text without what varies between two writings of it: small letters, no accents,
/// one underscore for whatever stands between words. `À FERMER` becomes `a_fermer`.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match base_letters(c) {
            Some(letters) => plain.push_str(letters),
            None if c.is_alphanumeric() => plain.push(c),
            // An accent that follows its letter.
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None if plain.ends_with('_') || plain.is_empty() => {}
            None => plain.push('_'),
        }
    }
    plain.truncate(plain.trim_end_matches('_').len());
    plain
}

/// The letters of French and its neighbours without their accents.
fn base_letters(small: char) -> Option<&'static str> {
    Some(match small {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ÿ' => "y",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_measured_in_characters_and_not_in_bytes() {
        assert_eq!(check_line(Field::Title, &"é".repeat(10), 10, Need::Required), Ok(()));
        let error = check_line(Field::Title, &"é".repeat(11), 10, Need::Required).unwrap_err();
        assert_eq!(error.to_string(), "title: 11 characters are too many, shorten it to 10");
    }

    #[test]
    fn a_text_of_emoji_is_held_to_its_room() {
        assert_eq!(check_line(Field::Title, &"é".repeat(10), 10, Need::Required), Ok(()));
        assert_eq!(check_line(Field::Title, &"🤖".repeat(5), 10, Need::Required), Ok(()));
        let error = check_line(Field::Title, &"🤖".repeat(6), 10, Need::Required).unwrap_err();
        assert!(error.to_string().contains("too much room"), "{error}");
    }

    #[test]
    fn blanks_alone_are_nothing_written() {
        assert!(check_prose(Field::Need, " \n\t", 10, Need::Required).is_err());
        assert_eq!(check_prose(Field::Need, " \n\t", 10, Need::Optional), Ok(()));
    }

    #[test]
    fn line_breaks_belong_to_prose_only() {
        assert_eq!(check_prose(Field::Need, "a\r\n\tb", 10, Need::Required), Ok(()));
        assert!(check_line(Field::Title, "a\nb", 10, Need::Required).is_err());
    }

    #[test]
    fn a_text_that_hides_something_is_refused() {
        for text in ["a\u{0}", "a\u{202e}b", "\u{feff}a", "a\u{2028}b"] {
            assert!(check_prose(Field::Need, text, 10, Need::Required).is_err(), "{text:?}");
        }
        assert_eq!(check_line(Field::Title, "👩\u{200d}🏫", 10, Need::Required), Ok(()));
    }

    #[test]
    fn what_others_wrote_is_shown_without_what_it_hides() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\nd\u{200d}"), "a[31mbc\nd\u{200d}");
        assert_eq!(visible_line("a\r\nb\u{9b}2J"), "a  b2J");
    }

    #[test]
    fn an_excerpt_is_short_and_shows_what_was_hidden() {
        assert_eq!(excerpt("a\u{0}b"), "a\u{fffd}b");
        assert_eq!(excerpt(&"x".repeat(41)), format!("{}…", "x".repeat(40)));
    }

    #[test]
    fn two_writings_of_a_text_become_the_same() {
        for (text, expected) in [
            ("Identifiant_de_l_etablissement", "identifiant_de_l_etablissement"),
            (" Identifiant de l'établissement ", "identifiant_de_l_etablissement"),
            ("À FERMER", "a_fermer"),
            ("E\u{301}cole  maternelle", "ecole_maternelle"),
            ("Sœur", "soeur"),
            ("ÀÁÂÄÃÅ Ç ÈÉÊË ÌÍÎÏ Ñ ÒÓÔÖÕ ÙÚÛÜ Ÿ Œ Æ", "aaaaaa_c_eeee_iiii_n_ooooo_uuuu_y_oe_ae"),
            ("__", ""),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
