//! Counters in SQLite, which knows signed 64-bit integers only.

/// A counter as a column; one that is too large for SQLite, which only a forger writes, becomes
/// the greatest there is.
pub(crate) fn to_sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A counter from a column.
pub(crate) fn from_sql(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
