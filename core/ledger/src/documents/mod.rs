//! Documents: how the things of `sharenum-domain` are laid out in fields, and back.
//!
//! The layout is flat on purpose: scalars in the root, and named maps of scalars that the
//! first change creates. A key never changes its meaning; a new meaning gets a new key.
//! Numbers are whole, positions are in micro-degrees, instants in milliseconds (UTC).

mod agenda;
mod authority;
mod help;
mod member;
pub mod routes;
mod ticket;

use std::collections::BTreeSet;
use std::str::FromStr;

use jiff::Timestamp;
use sharenum_domain::{Position, RadiusKm, Slug, visible};
use thiserror::Error;

pub use authority::{CatalogueEntry, DirectoryPage, Revocation};

use crate::{Fields, Kind, Scalar};

/// A thing that is kept as a document.
pub trait Document: Sized {
    /// Its kind.
    const KIND: Kind;

    /// Its content, every map included.
    fn to_fields(&self) -> Fields;

    /// Reads it back. Words that this version does not know are kept as they are.
    ///
    /// # Errors
    /// [`Unreadable`] names the field that is missing or senseless.
    fn from_fields(fields: &Fields) -> Result<Self, Unreadable>;
}

/// A document whose content makes no sense to this version. It stays in the log: a newer
/// version may read it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "the field `{field}` is missing or cannot be read; a newer version of the app may be needed"
)]
pub struct Unreadable {
    /// The field.
    pub field: &'static str,
}

type Reading<T> = Result<T, Unreadable>;

fn unreadable(field: &'static str) -> Unreadable {
    Unreadable { field }
}

/// A text that may be empty, but must be there; without what cannot be shown.
fn text(fields: &Fields, key: &'static str) -> Reading<String> {
    fields.text(key).map(visible).ok_or(unreadable(key))
}

/// Something written as a text.
fn parsed<T: FromStr>(fields: &Fields, key: &'static str) -> Reading<T> {
    fields.text(key).and_then(|text| text.parse().ok()).ok_or(unreadable(key))
}

/// Something written as a text, or absent.
fn optional<T: FromStr>(fields: &Fields, key: &'static str) -> Reading<Option<T>> {
    fields.text(key).map(|text| text.parse().map_err(|_| unreadable(key))).transpose()
}

fn number<T: TryFrom<i64>>(fields: &Fields, key: &'static str) -> Reading<T> {
    fields.int(key).and_then(|number| T::try_from(number).ok()).ok_or(unreadable(key))
}

fn instant(fields: &Fields, key: &'static str) -> Reading<Timestamp> {
    fields.int(key).and_then(|ms| Timestamp::from_millisecond(ms).ok()).ok_or(unreadable(key))
}

/// A growable word: one that this version does not know is kept.
fn word<T: for<'a> From<&'a str>>(fields: &Fields, key: &'static str) -> Reading<T> {
    fields.text(key).map(T::from).ok_or(unreadable(key))
}

/// All words that were written at once.
fn words<T: for<'a> From<&'a str>>(fields: &Fields, key: &'static str) -> Reading<Vec<T>> {
    let words: Vec<T> = fields
        .all(key)
        .iter()
        .filter_map(|value| match value {
            Scalar::Text(word) => Some(T::from(word.as_str())),
            _ => None,
        })
        .collect();
    if words.is_empty() { Err(unreadable(key)) } else { Ok(words) }
}

/// A set of things kept as the keys of a map. Keys that make no sense are skipped: they say
/// nothing to this version.
fn set<T: FromStr + Ord>(fields: &Fields, key: &str) -> BTreeSet<T> {
    fields.keys(key).filter_map(|key| key.parse().ok()).collect()
}

fn slugs(fields: &Fields, key: &str) -> BTreeSet<Slug> {
    fields.keys(key).filter_map(|key| Slug::new(key).ok()).collect()
}

fn keys<T: ToString>(items: impl IntoIterator<Item = T>) -> Vec<(String, Scalar)> {
    items.into_iter().map(|item| (item.to_string(), Scalar::Bool(true))).collect()
}

fn ms(at: Timestamp) -> Scalar {
    Scalar::Int(at.as_millisecond())
}

const LAT: &str = "lat";
const LON: &str = "lon";
const RADIUS: &str = "radius_km";

fn with_reach(fields: Fields, centre: &Position, radius: RadiusKm) -> Fields {
    let (lat, lon) = centre.micro();
    fields.with(LAT, lat).with(LON, lon).with(RADIUS, i64::from(radius.get()))
}

fn reach(fields: &Fields) -> Reading<(Position, RadiusKm)> {
    let micro = (number(fields, LAT)?, number(fields, LON)?);
    let centre = Position::from_micro(micro.0, micro.1).map_err(|_| unreadable(LAT))?;
    let radius: u16 = number(fields, RADIUS)?;
    Ok((centre, RadiusKm::new(radius).map_err(|_| unreadable(RADIUS))?))
}
