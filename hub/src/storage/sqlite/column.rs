//! Between columns and the words of the domain: every read is checked.

use rusqlite::types::Type;
use rusqlite::{Connection, Error, OptionalExtension, Params, Row};
use sharenum_ledger::Channel;

use crate::storage::StorageError;

pub(super) fn execute(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<usize, StorageError> {
    Ok(connection.prepare_cached(sql)?.execute(params)?)
}

pub(super) fn optional<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, StorageError> {
    Ok(connection.prepare_cached(sql)?.query_row(params, read).optional()?)
}

pub(super) fn all<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StorageError> {
    Ok(connection.prepare_cached(sql)?.query_map(params, read)?.collect::<Result<_, _>>()?)
}

fn bad(index: usize, kind: Type) -> Error {
    Error::FromSqlConversionFailure(index, kind, "not what a hub writes".into())
}

/// A blob of exactly `N` bytes.
pub(super) fn array<const N: usize>(row: &Row<'_>, index: usize) -> rusqlite::Result<[u8; N]> {
    let bytes = row.get_ref(index)?.as_blob()?;
    bytes.try_into().map_err(|_| bad(index, Type::Blob))
}

/// A blob of exactly `N` bytes, or null.
pub(super) fn optional_array<const N: usize>(
    row: &Row<'_>,
    index: usize,
) -> rusqlite::Result<Option<[u8; N]>> {
    match row.get_ref(index)?.as_blob_or_null()? {
        None => Ok(None),
        Some(bytes) => bytes.try_into().map(Some).map_err(|_| bad(index, Type::Blob)),
    }
}

/// A count or a place: never negative.
pub(super) fn unsigned(row: &Row<'_>, index: usize) -> rusqlite::Result<u64> {
    u64::try_from(row.get::<_, i64>(index)?).map_err(|_| bad(index, Type::Integer))
}

/// What `read` makes of a blob.
pub(super) fn blob<T>(
    row: &Row<'_>,
    index: usize,
    read: impl FnOnce(&[u8]) -> Option<T>,
) -> rusqlite::Result<T> {
    read(row.get_ref(index)?.as_blob()?).ok_or_else(|| bad(index, Type::Blob))
}

/// What `read` makes of a text.
pub(super) fn text<T>(
    row: &Row<'_>,
    index: usize,
    read: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    read(row.get_ref(index)?.as_str()?).ok_or_else(|| bad(index, Type::Text))
}

/// What `read` makes of a small number.
pub(super) fn tag<T>(
    row: &Row<'_>,
    index: usize,
    read: impl FnOnce(u8) -> Option<T>,
) -> rusqlite::Result<T> {
    read(row.get(index)?).ok_or_else(|| bad(index, Type::Integer))
}

/// SQLite counts with a sign; nothing here comes near 2^63.
pub(super) fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Channels as one blob: a length byte before each.
pub(super) fn pack_channels(channels: &[Channel]) -> Vec<u8> {
    let mut packed = Vec::new();
    for channel in channels {
        let bytes = channel.to_bytes();
        packed.push(u8::try_from(bytes.len()).unwrap_or(u8::MAX));
        packed.extend_from_slice(&bytes);
    }
    packed
}

/// Reads what [`pack_channels`] wrote.
pub(super) fn unpack_channels(mut packed: &[u8]) -> Option<Vec<Channel>> {
    let mut channels = Vec::new();
    while let Some((length, rest)) = packed.split_first() {
        let (bytes, rest) = rest.split_at_checked(usize::from(*length))?;
        channels.push(Channel::from_bytes(bytes)?);
        packed = rest;
    }
    Some(channels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_come_back_from_their_blob() {
        let channels = vec![Channel::Region, Channel::Area(7), Channel::Member([3; 16].into())];
        assert_eq!(unpack_channels(&pack_channels(&channels)), Some(channels));
        assert_eq!(unpack_channels(&[9, 0]), None);
        assert_eq!(unpack_channels(&[]), Some(Vec::new()));
    }
}
