//! What the engine tells a person, without the words: a key and its arguments.
//!
//! Shells own the words, in as many languages as they like. Each reason is written once, with its
//! stable key and its English sentence beside it: [`phrases!`](crate::phrases) makes the enum, its
//! `Display` for command lines and logs, and the list of keys that a shell's table must have.

use jiff::civil;

use crate::agenda::Slot;
use crate::text::visible;
use crate::{CompassPoint, Field, LocalText, RadiusKm, TicketStatus};

/// A sentence to be said in the reader's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// Which sentence, stable: `input.too-long`.
    pub key: &'static str,
    /// What stands in it, by name; the names of a key never change.
    pub args: Vec<(&'static str, PhraseArg)>,
}

impl Phrase {
    /// A sentence with nothing to fill in.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// With one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<PhraseArg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }

    /// The argument of this name.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&PhraseArg> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, arg)| arg)
    }
}

/// What stands in a sentence; the shell writes it as the reader's language does.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PhraseArg {
    /// In somebody's words: a title, a school, what a hub said. At most
    /// [`MAX_CHARS`](Self::MAX_CHARS) characters, and visible ones only.
    Text(String),
    /// A count.
    Number(i64),
    /// A distance in km.
    Km(f64),
    /// A day on the calendar of the place.
    Date(civil::Date),
    /// A date in local time with its zone.
    Slot(Slot),
    /// Another key, whose words stand here: the name of a field, of a status.
    Key(&'static str),
    /// A name that the catalogue gives in each language.
    Name(LocalText),
}

impl PhraseArg {
    /// Longest text: that of a message, and more than any line.
    pub const MAX_CHARS: usize = 3000;
}

impl From<&str> for PhraseArg {
    fn from(text: &str) -> Self {
        Self::Text(visible(text).chars().take(Self::MAX_CHARS).collect())
    }
}

impl From<&String> for PhraseArg {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&char> for PhraseArg {
    fn from(letter: &char) -> Self {
        Self::Text(letter.to_string())
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl From<&$number> for PhraseArg {
            fn from(number: &$number) -> Self {
                Self::Number(i64::try_from(*number).unwrap_or(i64::MAX))
            }
        }
    )+};
}
numbers!(u16, u32, usize);

impl From<&f64> for PhraseArg {
    fn from(km: &f64) -> Self {
        Self::Km(*km)
    }
}

impl From<&civil::Date> for PhraseArg {
    fn from(date: &civil::Date) -> Self {
        Self::Date(*date)
    }
}

impl From<&civil::DateTime> for PhraseArg {
    fn from(at: &civil::DateTime) -> Self {
        Self::Date(at.date())
    }
}

impl From<&Slot> for PhraseArg {
    fn from(slot: &Slot) -> Self {
        Self::Slot(slot.clone())
    }
}

impl From<&Field> for PhraseArg {
    fn from(field: &Field) -> Self {
        Self::Key(field.key())
    }
}

impl From<&RadiusKm> for PhraseArg {
    fn from(radius: &RadiusKm) -> Self {
        Self::Km(radius.get().into())
    }
}

impl From<&LocalText> for PhraseArg {
    fn from(name: &LocalText) -> Self {
        let short = |text: &str| visible(text).chars().take(Self::MAX_CHARS).collect();
        Self::Name(LocalText { fr: short(&name.fr), en: short(&name.en) })
    }
}

impl From<&CompassPoint> for PhraseArg {
    fn from(point: &CompassPoint) -> Self {
        Self::Key(point.key())
    }
}

impl From<&TicketStatus> for PhraseArg {
    fn from(status: &TicketStatus) -> Self {
        Self::Key(status.key())
    }
}

/// A line of the table that every language of every shell must have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PhraseKey {
    /// The key.
    pub key: &'static str,
    /// The names of its arguments; a language need not use all of them.
    pub args: Vec<&'static str>,
    /// The sentence in English, arguments in braces: what command lines print.
    pub english: String,
}

impl PhraseKey {
    /// A line without arguments.
    #[must_use]
    pub fn new(key: &'static str, english: &str) -> Self {
        Self { key, args: Vec::new(), english: english.to_owned() }
    }
}

/// Makes an enum of reasons: each variant with its stable key, the names of the arguments that
/// shells get, and its English sentence.
///
/// `starting "…"` begins the English sentences of the enum's own variants; `including { … }` adds
/// variants that say what another such type says. `@as (key, phrase, phrases)` in front names the
/// methods otherwise, for a type whose keys depend on more than the variant.
#[macro_export]
macro_rules! phrases {
    (
        @as $methods_vis:vis ($key_fn:ident, $phrase_fn:ident, $phrases_fn:ident)
        $(#[$meta:meta])*
        $vis:vis enum $name:ident
        $(starting $start:literal)?
        $(including { $($(#[$inner_meta:meta])* $inner:ident($inner_type:ty),)+ })?
        {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident
                $(($unnamed:ident : $unnamed_type:ty))?
                $({ $($(#[$field_meta:meta])* $field:ident : $field_type:ty,)+ })?
                = $key:literal $([$($arg:ident),+])?, $english:literal;
            )+
        }
    ) => {
        $(#[$meta])*
        $vis enum $name {
            $(
                $(#[$variant_meta])*
                $variant $(($unnamed_type))? $({ $($(#[$field_meta])* $field: $field_type,)+ })?,
            )+
            $($($(#[$inner_meta])* $inner($inner_type),)+)?
        }

        impl $name {
            /// The stable key of the sentence.
            #[must_use]
            $methods_vis fn $key_fn(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $key,)+
                    $($(Self::$inner(inner) => inner.key(),)+)?
                }
            }

            /// The sentence as a key and its arguments, for a shell to say.
            #[must_use]
            $methods_vis fn $phrase_fn(&self) -> $crate::Phrase {
                match self {
                    $(Self::$variant $(($unnamed))? $({ $($field),+ })? => {
                        $(let _ = $unnamed;)?
                        $($(let _ = $field;)+)?
                        $crate::Phrase {
                            key: self.$key_fn(),
                            args: ::std::vec![
                                $($((stringify!($arg), $crate::PhraseArg::from($arg))),+)?
                            ],
                        }
                    })+
                    $($(Self::$inner(inner) => inner.phrase(),)+)?
                }
            }

            /// Every key that may occur, those of what is included with them.
            #[must_use]
            $methods_vis fn $phrases_fn() -> ::std::vec::Vec<$crate::PhraseKey> {
                let starting = concat!($($start)?);
                let own = [$($crate::PhraseKey {
                    key: $key,
                    args: ::std::vec![$($(stringify!($arg)),+)?],
                    english: [starting, $english].concat(),
                }),+];
                let all = ::std::vec::Vec::from(own);
                $($(
                    let all = [all, <$inner_type>::phrases()].concat();
                )+)?
                all
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let starting = concat!($($start)?);
                match self {
                    $(Self::$variant $(($unnamed))? $({ $($field),+ })? => {
                        $(let _ = $unnamed;)?
                        $($(let _ = $field;)+)?
                        f.write_str(starting)?;
                        write!(f, $english)
                    })+
                    $($(Self::$inner(inner) => ::std::fmt::Display::fmt(inner, f),)+)?
                }
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis enum $($reasons:tt)+) => {
        $crate::phrases! { @as pub (key, phrase, phrases) $(#[$meta])* $vis enum $($reasons)+ }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::phrases! {
        /// Why it does not rain.
        #[derive(Debug)]
        enum Dry starting "no rain: " including {
            /// Something with a field.
            Input(crate::InvalidInput),
        } {
            /// Nothing to say more.
            Sunny = "dry.sunny", "the sun shines";
            /// Part of it is for the log only.
            Far { km: f64, secret: u32, } = "dry.far" [km], "it rains {km:.1} km from here";
            /// Told by others.
            Told(who: String) = "dry.told" [who], "{who} says so";
        }
    }

    #[test]
    fn a_reason_has_its_key_its_arguments_and_its_sentence() {
        let far = Dry::Far { km: 2.04, secret: 7 };
        assert_eq!(far.to_string(), "no rain: it rains 2.0 km from here");
        assert_eq!(far.phrase(), Phrase::new("dry.far").with("km", &2.04));
        assert_eq!(Dry::Sunny.phrase(), Phrase::new("dry.sunny"));
        let told = Dry::Told("somebody".to_owned()).phrase();
        assert_eq!(told.arg("who"), Some(&PhraseArg::Text("somebody".to_owned())));
        assert_eq!(told.arg("secret"), None);
    }

    #[test]
    fn what_is_included_says_its_own_sentence_and_is_in_the_list() {
        let empty = crate::InvalidInput::new(Field::Title, crate::InputProblem::Empty);
        let input = Dry::Input(empty.clone());
        assert_eq!(input.to_string(), empty.to_string());
        assert_eq!((input.key(), input.phrase()), (empty.key(), empty.phrase()));
        let keys = Dry::phrases();
        assert_eq!(keys[1].args, ["km"]);
        assert_eq!(keys[0].english, "no rain: the sun shines");
        assert!(keys.iter().any(|known| known.key == empty.key()));
    }

    #[test]
    fn a_text_that_others_wrote_is_bounded_and_hides_nothing() {
        let arg = PhraseArg::from(format!("a\u{202e}{}", "b".repeat(4000)).as_str());
        let PhraseArg::Text(text) = arg else { panic!("{arg:?}") };
        assert!(text.starts_with("ab") && text.chars().count() == PhraseArg::MAX_CHARS);
    }
}
