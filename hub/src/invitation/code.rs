//! The code of an invitation: short enough to read aloud, hard enough to guess.
//!
//! Nine random characters of Crockford's base 32 (45 bits) and a check character (Luhn mod 32),
//! written in two groups: `7K3F9-QRTM2`. Case, spaces and hyphens do not count, `O` is read as
//! `0`, `I` and `L` as `1`.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::{HubError, random};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_CHARS: usize = 9;
const CHARS: usize = RANDOM_CHARS + 1;

/// An invitation code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code([u8; CHARS]);

/// A text that cannot be a code of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this is not an invitation code: compare it with the invitation and type it again")]
pub struct InvalidCode;

impl Code {
    /// A new random code.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn random() -> Result<Self, HubError> {
        let mut symbols = [0; CHARS];
        for (symbol, byte) in symbols.iter_mut().zip(random::bytes::<RANDOM_CHARS>()?) {
            *symbol = byte % 32;
        }
        symbols[RANDOM_CHARS] = check_symbol(&symbols[..RANDOM_CHARS]);
        Ok(Self(symbols))
    }

    /// Without the hyphen: what links carry and hashes cover.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(|symbol| char::from(ALPHABET[usize::from(*symbol) % 32])).collect()
    }
}

/// Luhn mod 32: notices every single wrong character and nearly every swap of neighbours.
fn check_symbol(symbols: &[u8]) -> u8 {
    let sum: u32 = symbols
        .iter()
        .rev()
        .zip([2, 1].into_iter().cycle())
        .map(|(symbol, factor)| {
            let product = u32::from(*symbol) * factor;
            product / 32 + product % 32
        })
        .sum();
    u8::try_from((32 - sum % 32) % 32).unwrap_or(0)
}

impl FromStr for Code {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let mut symbols = [0; CHARS];
        let mut length = 0;
        for character in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let read_as = match character.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = ALPHABET.iter().position(|known| char::from(*known) == read_as);
            *symbols.get_mut(length).ok_or(InvalidCode)? =
                value.and_then(|value| u8::try_from(value).ok()).ok_or(InvalidCode)?;
            length += 1;
        }
        let fits =
            length == CHARS && check_symbol(&symbols[..RANDOM_CHARS]) == symbols[RANDOM_CHARS];
        if fits { Ok(Self(symbols)) } else { Err(InvalidCode) }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.plain();
        let (first, second) = plain.split_at(CHARS / 2);
        write!(f, "{first}-{second}")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A code lets somebody in: never in a log.
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_however_it_is_typed() {
        let code = Code::random().unwrap();
        let shown = code.to_string();
        assert_eq!(shown.len(), 11);
        let typed = [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', " "),
            code.plain(),
            format!("  {shown}\n"),
            shown.replace('0', "O").replace('1', "l"),
        ];
        for text in typed {
            assert_eq!(text.parse(), Ok(code), "{text}");
        }
    }

    #[test]
    fn one_wrong_character_is_noticed_before_anybody_is_asked() {
        let code = Code::random().unwrap();
        for at in 0..CHARS {
            for symbol in 0..32 {
                let mut wrong = code.0;
                wrong[at] = symbol;
                let text = Code(wrong).plain();
                assert_eq!(text.parse::<Code>().is_ok(), wrong == code.0, "{text}");
            }
        }
    }

    #[test]
    fn other_texts_are_no_code() {
        for text in ["", "AAAA", "UUUUU-UUUUU", "00000-000000", "é", "sharenum://join"] {
            assert_eq!(text.parse::<Code>(), Err(InvalidCode), "{text}");
        }
    }
}
