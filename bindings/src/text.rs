//! Sentences without words: the shell owns the words, so the language can change without reopening.

use std::collections::HashMap;

use sharenum_companion as engine;

use crate::{CivilDate, LocalText, Slot};

/// A sentence to be said in the reader's language: look the key up in the app's own table and fill
/// the arguments in. `phrase_keys` lists every key that can come.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Phrase {
    /// Which sentence, stable: `input.too-long`.
    pub key: String,
    /// What stands in it, by name; the names of a key never change.
    pub args: HashMap<String, PhraseArg>,
}

impl Phrase {
    /// A sentence of the facade itself, with nothing to fill in.
    pub(crate) fn new(key: &str) -> Self {
        Self { key: key.to_owned(), args: HashMap::new() }
    }

    /// With a word of support's.
    pub(crate) fn with(mut self, name: &str, value: String) -> Self {
        self.args.insert(name.to_owned(), PhraseArg::Words { value });
        self
    }
}

/// What stands in a sentence; write it as the reader's language does.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum PhraseArg {
    /// In somebody's words: a title, a school, what a hub said.
    Words {
        /// As they were written.
        value: String,
    },
    /// A count: choose the plural by it.
    Number {
        /// How many.
        value: i64,
    },
    /// A distance.
    Km {
        /// In km.
        value: f64,
    },
    /// A day on the calendar of the place.
    Day {
        /// Without a zone.
        value: CivilDate,
    },
    /// A date in local time with its zone.
    When {
        /// As people agreed on it.
        value: Slot,
    },
    /// Another key of the same table, whose words stand here.
    Key {
        /// Such as the name of a field, or of a status.
        value: String,
    },
    /// A name of the catalogue, in each language.
    Name {
        /// Say it in the reader's.
        value: LocalText,
    },
    /// Something that this shell cannot write yet.
    Unknown,
}

impl From<engine::Phrase> for Phrase {
    fn from(phrase: engine::Phrase) -> Self {
        let args = phrase.args.into_iter();
        Self {
            key: phrase.key.to_owned(),
            args: args.map(|(name, arg)| (name.to_owned(), arg.into())).collect(),
        }
    }
}

impl From<engine::PhraseArg> for PhraseArg {
    fn from(arg: engine::PhraseArg) -> Self {
        match arg {
            engine::PhraseArg::Text(value) => Self::Words { value },
            engine::PhraseArg::Number(value) => Self::Number { value },
            engine::PhraseArg::Km(value) => Self::Km { value },
            engine::PhraseArg::Date(day) => Self::Day { value: day.into() },
            engine::PhraseArg::Slot(slot) => Self::When { value: slot.into() },
            engine::PhraseArg::Key(key) => Self::Key { value: key.to_owned() },
            engine::PhraseArg::Name(name) => Self::Name { value: name.into() },
            _ => Self::Unknown,
        }
    }
}

/// A line of the table of words that every language of a shell must have.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PhraseKey {
    /// The key.
    pub key: String,
    /// The names of its arguments; a language need not use all of them.
    pub args: Vec<String>,
    /// The sentence in English, arguments in braces.
    pub english: String,
}

/// Every key that a [`Phrase`] can carry, for a test of a shell's table of words.
#[uniffi::export]
pub fn phrase_keys() -> Vec<PhraseKey> {
    let keys = engine::phrases().into_iter().map(|line| PhraseKey {
        key: line.key.to_owned(),
        args: line.args.into_iter().map(str::to_owned).collect(),
        english: line.english,
    });
    let own = OWN_KEYS.iter().map(|(key, args, english)| PhraseKey {
        key: (*key).to_owned(),
        args: args.iter().map(|arg| (*arg).to_owned()).collect(),
        english: (*english).to_owned(),
    });
    keys.chain(own).collect()
}

/// What only the facade says.
const OWN_KEYS: [(&str, &[&str], &str); 4] = [
    ("binding.not-a-name", &[], "this is not what a list of the app gave; read the list again"),
    ("binding.no-threads", &[], "the phone is too busy; try again later"),
    ("binding.stopped", &[], "this ended before it was done; try again"),
    ("binding.host", &["kind"], "something failed in the app ({kind}); tell support"),
];
