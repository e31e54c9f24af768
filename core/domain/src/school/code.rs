//! The official codes of schools: UAI in France, organisation code in Québec.

use std::fmt;
use std::str::FromStr;

use crate::text;

/// The check letter of a French code is the one at its number modulo 23.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

/// How many digits stand before the check letter.
const FRENCH_DIGITS: usize = 7;

crate::phrases! {
    /// A text that is not the code of a school, and what is wrong with it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum InvalidSchoolCode {
        /// Nothing was given.
        Empty = "input.school-code.empty",
            "the code is empty, give 7 digits and a letter (0710045N) or 6 digits (762217)";
        /// Neither of the two forms.
        Form {
            /// What was read, shortened.
            found: String,
        } = "input.school-code.form",
            "`{found}` is not the code of a school: 7 digits and a letter (0710045N) or, in Québec, 6 digits (762217)";
        /// A French code without its last character.
        LetterMissing {
            /// The seven digits.
            digits: String,
            /// The letter that belongs to them.
            expected: char,
        } = "input.school-code.letter-missing" [digits, expected],
            "`{digits}` has no check letter, for these digits it is {expected}: {digits}{expected}";
        /// A French code with a wrong last character.
        WrongLetter {
            /// The code as read.
            found: String,
            /// The letter that belongs to its digits.
            expected: char,
        } = "input.school-code.wrong-letter" [found, expected],
            "the check letter of `{found}` is wrong: these digits end with {expected}, so a digit or the letter was mistyped";
        /// A spreadsheet took the digits for a number and dropped the zeros before it.
        LeadingZerosLost {
            /// The code as read.
            found: String,
            /// With the zeros; its check letter is right.
            padded: String,
        } = "input.school-code.zeros-lost" [found, padded],
            "`{found}` has lost its leading zeros, it is probably {padded}: import that column as text";
    }
}

impl std::error::Error for InvalidSchoolCode {}

/// A French code: seven digits and a check letter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrenchCode([u8; FRENCH_DIGITS + 1]);

impl FrenchCode {
    /// Reads a French code; small letters and blanks around it are accepted.
    pub fn parse(text: &str) -> Result<Self, InvalidSchoolCode> {
        let code = text.trim().to_ascii_uppercase();
        let (digits, rest) = code.split_at(digits_at_start(&code));
        match (digits.len(), rest.as_bytes()) {
            (0, []) => Err(InvalidSchoolCode::Empty),
            (FRENCH_DIGITS, []) => Err(InvalidSchoolCode::LetterMissing {
                expected: check_letter(digits),
                digits: digits.to_owned(),
            }),
            (FRENCH_DIGITS, [letter]) if letter.is_ascii_alphabetic() => {
                Self::checked(&code, digits)
            }
            (1..FRENCH_DIGITS, [letter]) if char::from(*letter) == check_letter(digits) => {
                Err(InvalidSchoolCode::LeadingZerosLost {
                    padded: format!("{code:0>8}"),
                    found: code,
                })
            }
            _ => Err(InvalidSchoolCode::Form { found: text::excerpt(text.trim()) }),
        }
    }

    fn checked(code: &str, digits: &str) -> Result<Self, InvalidSchoolCode> {
        let expected = check_letter(digits);
        match <[u8; FRENCH_DIGITS + 1]>::try_from(code.as_bytes()) {
            Ok(bytes) if code.ends_with(expected) => Ok(Self(bytes)),
            _ => Err(InvalidSchoolCode::WrongLetter { found: code.to_owned(), expected }),
        }
    }
}

/// A Québec organisation code: six digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuebecCode([u8; 6]);

impl QuebecCode {
    /// Reads a Québec code; blanks around it are accepted.
    pub fn parse(text: &str) -> Result<Self, InvalidSchoolCode> {
        let code = text.trim();
        if code.is_empty() {
            return Err(InvalidSchoolCode::Empty);
        }
        <[u8; 6]>::try_from(code.as_bytes())
            .ok()
            .filter(|digits| digits.iter().all(u8::is_ascii_digit))
            .map(Self)
            .ok_or_else(|| InvalidSchoolCode::Form { found: text::excerpt(code) })
    }
}

/// The official code of a school.
///
/// France: seven digits and a check letter (UAI), `ABCDEFGHJKLMNPRSTUVWXYZ`[number mod 23].
/// Québec: six digits (organisation code), without a check.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchoolCode {
    /// `0710045N`
    French(FrenchCode),
    /// `762217`
    Quebec(QuebecCode),
}

impl SchoolCode {
    /// Reads a code that a person typed: the number of digits tells which of the two it is.
    pub fn parse(text: &str) -> Result<Self, InvalidSchoolCode> {
        let code = text.trim();
        if code.len() == 6 && digits_at_start(code) == 6 {
            QuebecCode::parse(code).map(Self::Quebec)
        } else {
            FrenchCode::parse(code).map(Self::French)
        }
    }

    /// The code as text, in capitals.
    pub fn as_str(&self) -> &str {
        let bytes: &[u8] = match self {
            Self::French(code) => &code.0,
            Self::Quebec(code) => &code.0,
        };
        // Both forms hold ASCII only.
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

fn digits_at_start(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn check_letter(digits: &str) -> char {
    let step = |rest: usize, digit: u8| (rest * 10 + usize::from(digit - b'0')) % LETTERS.len();
    char::from(LETTERS[digits.bytes().fold(0, step)])
}

impl fmt::Display for SchoolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for SchoolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SchoolCode({self})")
    }
}

impl fmt::Debug for FrenchCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&SchoolCode::French(*self), f)
    }
}

impl fmt::Debug for QuebecCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&SchoolCode::Quebec(*self), f)
    }
}

impl FromStr for SchoolCode {
    type Err = InvalidSchoolCode;

    fn from_str(text: &str) -> Result<Self, InvalidSchoolCode> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_and_written_back() {
        for (text, written) in [
            ("0071168G", "0071168G"),
            (" 0071245r\n", "0071245R"),
            ("9840519S", "9840519S"),
            ("762217", "762217"),
            ("0000000A", "0000000A"),
        ] {
            let code = SchoolCode::parse(text).unwrap();
            assert_eq!(code.to_string(), written);
            assert_eq!(written.parse(), Ok(code));
        }
    }

    #[test]
    fn every_number_has_one_letter() {
        for number in 710_000..710_046u32 {
            let digits = format!("{number:07}");
            let accepted = ('A'..='Z')
                .filter(|letter| SchoolCode::parse(&format!("{digits}{letter}")).is_ok())
                .collect::<Vec<_>>();
            assert_eq!(accepted, [check_letter(&digits)]);
        }
    }

    #[test]
    fn what_is_wrong_with_a_code_is_said() {
        for (text, said) in [
            ("", "the code is empty"),
            ("   ", "the code is empty"),
            ("0071168", "it is G: 0071168G"),
            ("0071168A", "these digits end with G"),
            ("0071186G", "these digits end with B"),
            ("0071168O", "these digits end with G"),
            ("71168G", "it is probably 0071168G"),
            ("71168A", "is not the code of a school"),
            ("007116G8", "is not the code of a school"),
            ("00711680G", "is not the code of a school"),
            ("76221", "is not the code of a school"),
            ("7622177 A", "is not the code of a school"),
            ("٠٠٧١١٦٨G", "is not the code of a school"),
            ("0071168-", "is not the code of a school"),
            ("0071168É", "is not the code of a school"),
            ("G", "is not the code of a school"),
        ] {
            let error = SchoolCode::parse(text).unwrap_err().to_string();
            assert!(error.contains(said), "{text}: {error}");
        }
    }

    #[test]
    fn each_country_reads_its_own_codes_only() {
        assert!(FrenchCode::parse("762217").is_err());
        assert!(QuebecCode::parse("0071168G").is_err());
        assert_eq!(QuebecCode::parse(""), Err(InvalidSchoolCode::Empty));
    }
}
