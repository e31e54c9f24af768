//! Letters without their accents, for comparing what a person types with a name.

/// Words of a search that count.
pub(crate) const MOST_WORDS: usize = 16;
/// Characters of a search that are looked at.
const MOST_CHARS: usize = 500;

/// As much of a search as is looked at.
pub(crate) fn beginning(typed: &str) -> &str {
    typed.char_indices().nth(MOST_CHARS).map_or(typed, |(end, _)| &typed[..end])
}

/// The text in lowercase, without diacritics, with one space for each run of anything that is
/// neither a letter nor a digit: `Collège de l'Étang` becomes `college de l etang`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(plain) => folded.push_str(plain),
            None if letter.is_alphanumeric() => folded.push(letter),
            // A combining accent, as some systems write `é` in two characters.
            None if ('\u{300}'..='\u{36f}').contains(&letter) => {}
            None if folded.ends_with(' ') || folded.is_empty() => {}
            None => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The folded spelling of those words of `text` that hold a letter which is no accented form of
/// another, such as `œ`: the index, which knows only accents, would keep them apart from `oe`.
pub(crate) fn respelled(text: &str) -> String {
    let stands_alone = |letter| matches!(letter, 'œ' | 'æ' | 'ß' | 'ø' | 'ł');
    let words = text.split_whitespace();
    let words = words.filter(|word| word.chars().flat_map(char::to_lowercase).any(stands_alone));
    words.map(fold).collect::<Vec<_>>().join(" ")
}

/// The unaccented spelling of the accented letters of Western European languages.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => "a",
        'ç' | 'ć' | 'č' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ī' => "i",
        'ñ' | 'ń' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' => "u",
        'ý' | 'ÿ' => "y",
        'š' | 'ś' => "s",
        'ž' | 'ź' | 'ż' => "z",
        'ł' => "l",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_punctuation_make_no_difference() {
        for (text, folded) in [
            ("Collège de l'Étang", "college de l etang"),
            ("Cœur-de-Marie", "coeur de marie"),
            ("E\u{301}COLE  N°2", "ecole n 2"),
            ("  ", ""),
            ("Mâcon (71)", "macon 71"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn only_words_that_the_index_would_miss_are_respelled() {
        assert_eq!(respelled("Un CŒUR d'élève, Straße"), "coeur strasse");
        assert_eq!(respelled("Découpe à l'école"), "");
    }
}
