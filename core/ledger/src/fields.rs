//! The content of a document: scalars, and named maps of scalars.

use std::collections::{BTreeMap, BTreeSet};

/// A value that a document may hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scalar {
    /// Nothing: the key is absent.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A short text; texts never merge letter by letter, the later edit wins.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// What stands under a key of the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// One value.
    Value(Scalar),
    /// A collection, keyed by id, so that several may add to it at once.
    Map(BTreeMap<String, Scalar>),
}

/// All that a document holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    fields: BTreeMap<String, Field>,
    /// Values written at once under one key, the winning one included; only where they differ.
    concurrent: BTreeMap<String, Vec<Scalar>>,
}

/// A step from one content to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// The map it is in; `None` for the root.
    pub map: Option<String>,
    pub key: String,
    /// [`Scalar::Null`] deletes.
    pub value: Scalar,
}

impl Fields {
    /// Empty.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with a value under `key`; [`Scalar::Null`] stands for "absent".
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Scalar>) -> Self {
        self.fields.insert(key.to_owned(), Field::Value(value.into()));
        self
    }

    /// The same with a map under `key`. Every map of a kind is written from the first change on,
    /// even when empty: later changes cannot add one.
    #[must_use]
    pub fn with_map(
        mut self,
        key: &str,
        entries: impl IntoIterator<Item = (String, Scalar)>,
    ) -> Self {
        self.fields.insert(key.to_owned(), Field::Map(entries.into_iter().collect()));
        self
    }

    pub(crate) fn set_concurrent(&mut self, key: String, mut values: Vec<Scalar>) {
        values.sort();
        values.dedup();
        if values.len() > 1 {
            self.concurrent.insert(key, values);
        }
    }

    /// Every field, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Field)> {
        self.fields.iter().map(|(key, field)| (key.as_str(), field))
    }

    /// The value under `key`, the same on every replica.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Scalar> {
        match self.fields.get(key) {
            Some(Field::Value(value)) if *value != Scalar::Null => Some(value),
            _ => None,
        }
    }

    /// All values written at once under `key`, ascending: for fields that a rule of the domain
    /// resolves, such as a status.
    #[must_use]
    pub fn all(&self, key: &str) -> Vec<Scalar> {
        match self.concurrent.get(key) {
            Some(values) => values.clone(),
            None => self.value(key).cloned().into_iter().collect(),
        }
    }

    /// The text under `key`.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.value(key) {
            Some(Scalar::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The number under `key`.
    #[must_use]
    pub fn int(&self, key: &str) -> Option<i64> {
        match self.value(key) {
            Some(Scalar::Int(number)) => Some(*number),
            _ => None,
        }
    }

    /// The truth value under `key`.
    #[must_use]
    pub fn bool(&self, key: &str) -> Option<bool> {
        match self.value(key) {
            Some(Scalar::Bool(value)) => Some(*value),
            _ => None,
        }
    }

    /// The bytes under `key`.
    #[must_use]
    pub fn bytes(&self, key: &str) -> Option<&[u8]> {
        match self.value(key) {
            Some(Scalar::Bytes(bytes)) => Some(bytes),
            _ => None,
        }
    }

    /// The entries of the map under `key`; none when there is no such map.
    pub fn map(&self, key: &str) -> impl Iterator<Item = (&str, &Scalar)> {
        let map = match self.fields.get(key) {
            Some(Field::Map(map)) => Some(map),
            _ => None,
        };
        map.into_iter().flatten().map(|(key, value)| (key.as_str(), value))
    }

    /// The keys of the map under `key`.
    pub fn keys(&self, key: &str) -> impl Iterator<Item = &str> {
        self.map(key).map(|(key, _)| key)
    }

    /// What must be written to come from `self` to `target`. Keys that `target` does not name are
    /// left alone: a newer app may have put them there.
    pub(crate) fn diff(&self, target: &Self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (key, field) in target.iter() {
            match field {
                Field::Value(value) => self.diff_value(key, value, &mut edits),
                Field::Map(wanted) => self.diff_map(key, wanted, &mut edits),
            }
        }
        edits
    }

    fn diff_value(&self, key: &str, wanted: &Scalar, edits: &mut Vec<Edit>) {
        let found = self.value(key).unwrap_or(&Scalar::Null);
        // A value that several wrote at once is written again, so that the choice becomes one.
        let contested = self.concurrent.contains_key(key) && *wanted != Scalar::Null;
        if found != wanted || contested {
            edits.push(Edit { map: None, key: key.to_owned(), value: wanted.clone() });
        }
    }

    fn diff_map(&self, map: &str, wanted: &BTreeMap<String, Scalar>, edits: &mut Vec<Edit>) {
        let found: BTreeMap<&str, &Scalar> = self.map(map).collect();
        let keys: BTreeSet<&str> =
            found.keys().copied().chain(wanted.keys().map(String::as_str)).collect();
        for key in keys {
            let value = wanted.get(key).unwrap_or(&Scalar::Null);
            if *found.get(key).unwrap_or(&&Scalar::Null) != value {
                let edit =
                    Edit { map: Some(map.to_owned()), key: key.to_owned(), value: value.clone() };
                edits.push(edit);
            }
        }
    }
}

impl From<bool> for Scalar {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}
impl From<i64> for Scalar {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl From<u32> for Scalar {
    fn from(value: u32) -> Self {
        Self::Int(value.into())
    }
}
impl From<&str> for Scalar {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<String> for Scalar {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<&[u8]> for Scalar {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}
impl<T: Into<Self>> From<Option<T>> for Scalar {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
