//! Names of things: random identifiers, hashes, slugs and pseudonyms.

use std::fmt;
use std::str::FromStr;

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};

use crate::{InputProblem, text};

/// A text that is not an identifier of the expected length.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", InputProblem::from(self.clone()))]
pub struct InvalidId {
    /// What was read, shortened.
    pub found: String,
    /// How many hexadecimal digits such an identifier has.
    pub digits: usize,
}

fn parse_hex<const N: usize>(text: &str) -> Result<[u8; N], InvalidId> {
    HEXLOWER_PERMISSIVE
        .decode(text.as_bytes())
        .ok()
        .and_then(|bytes| <[u8; N]>::try_from(bytes).ok())
        .ok_or_else(|| InvalidId { found: text::excerpt(text), digits: N * 2 })
}

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident($length:literal);)+) => {$(
        $(#[$doc])*
        ///
        /// Written as lowercase hexadecimal digits.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            /// The raw bytes.
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl From<[u8; $length]> for $name {
            fn from(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse_hex(text).map(Self)
            }
        }
    )+};
}

identifiers! {
    /// A person's account in a region, whatever devices they use; also a hub's.
    MemberId(16);
    /// One installation of the app, or one hub: it has its own signing key.
    DeviceId(16);
    /// A region: the establishments that one regional hub serves, across academies.
    RegionId(16);
    /// A document: the hash of its first chunk, so nobody can plant a rival.
    DocumentId(32);
}

/// A text that cannot be a slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", InputProblem::from(self.clone()))]
pub struct InvalidSlug {
    /// What was read, shortened.
    pub found: String,
}

/// A short stable name that people can read: `3d-printer`.
///
/// 1 to 64 characters out of `a-z`, `0-9` and `-`, the first one not a hyphen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Longest slug, in characters.
    pub const MAX_LENGTH: usize = 64;

    /// Takes the text as it is; nothing is repaired.
    pub fn new(text: &str) -> Result<Self, InvalidSlug> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let mut bytes = text.bytes();
        let valid = text.len() <= Self::MAX_LENGTH
            && bytes.next().is_some_and(allowed)
            && bytes.all(|byte| allowed(byte) || byte == b'-');
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidSlug { found: text::excerpt(text) })
        }
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = InvalidSlug;

    fn from_str(text: &str) -> Result<Self, InvalidSlug> {
        Self::new(text)
    }
}

/// Names a tool of the catalogue.
pub type ToolId = Slug;
/// Names an institutional training.
pub type TrainingId = Slug;
/// Names a guide.
pub type GuideId = Slug;
/// Names a bookable resource.
pub type ResourceId = Slug;

/// A text that cannot be a pseudonym.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", InputProblem::Pseudonym)]
pub struct InvalidPseudonym;

/// How a mini-tech is known: chosen by the school, never the pupil's name.
///
/// 1 to 40 characters after trimming, no control or invisible characters, at
/// least one letter or digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym(String);

impl Pseudonym {
    /// Longest pseudonym, in characters.
    pub const MAX_CHARS: usize = 40;

    /// Trims the text and checks it.
    pub fn new(text: &str) -> Result<Self, InvalidPseudonym> {
        let trimmed = text.trim();
        let valid = trimmed.chars().count() <= Self::MAX_CHARS
            && trimmed.chars().any(char::is_alphanumeric)
            && !trimmed.chars().any(text::is_hidden);
        if valid { Ok(Self(trimmed.to_owned())) } else { Err(InvalidPseudonym) }
    }

    /// The pseudonym as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Pseudonym {
    type Err = InvalidPseudonym;

    fn from_str(text: &str) -> Result<Self, InvalidPseudonym> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_read_back_from_its_text() {
        let id = MemberId::from([0xab; 16]);
        assert_eq!(id.to_string(), "ab".repeat(16));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("AB".repeat(16).parse(), Ok(id));
        assert_eq!(format!("{id:?}"), format!("MemberId({id})"));
    }

    #[test]
    fn an_identifier_of_another_length_is_refused() {
        for text in ["", "ab", "zz", &"ab".repeat(15), &"ab".repeat(17), &"é".repeat(16)] {
            assert!(text.parse::<MemberId>().is_err(), "{text}");
        }
        let error = "ab".repeat(16).parse::<DocumentId>().unwrap_err();
        assert!(error.to_string().contains("64 hexadecimal digits"), "{error}");
    }

    #[test]
    fn a_slug_is_taken_as_it_is_or_refused() {
        let longest = "a".repeat(64);
        for text in ["a", "3d-printer", "0", "scratch-", longest.as_str()] {
            let slug = Slug::new(text).unwrap();
            assert_eq!((slug.as_str(), slug.to_string().parse()), (text, Ok(slug.clone())));
        }
        let too_long = "a".repeat(65);
        for text in ["", "-a", "A", "é", "a b", "a_b", " a", "a\n", too_long.as_str()] {
            assert!(Slug::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_pseudonym_is_visible_and_short() {
        assert_eq!(Pseudonym::new("  Pixel 7 ").unwrap().as_str(), "Pixel 7");
        assert_eq!(" Pixel 7".parse::<Pseudonym>().unwrap().to_string(), "Pixel 7");
        assert_eq!(Pseudonym::new(&"é".repeat(40)).unwrap().as_str().chars().count(), 40);
        for text in ["", "   ", "a\nb", "a\u{0}b", "\u{200b}", "a\u{202e}b", "!!!", &"x".repeat(41)]
        {
            assert_eq!(Pseudonym::new(text), Err(InvalidPseudonym), "{text:?}");
        }
    }
}
