//! Instants, days, and the local time that people agree on.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use sharenum_domain as domain;

use crate::SharenumError;

macro_rules! civil {
    ($($(#[$doc:meta])* $name:ident($inner:ty, $field:literal);)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(crate) $inner);

        impl From<$inner> for $name {
            fn from(civil: $inner) -> Self {
                Self(civil)
            }
        }

        uniffi::custom_type!($(#[$doc])* $name, String, {
            lower: |civil| civil.0.to_string(),
            try_lift: |text| match text.parse() {
                Ok(civil) => Ok($name(civil)),
                Err(_) => Err(SharenumError::not_a_name($field).into()),
            },
        });
    )+};
}

civil! {
    /// A day on a calendar, without a zone: what is all-day never shifts.
    CivilDate(Date, "day");
    /// A time on the clocks of some place, without its zone.
    CivilDateTime(DateTime, "start");
    /// An hour of the day on whatever clock one looks at.
    CivilTime(Time, "hour");
}

/// A start in local time, a zone and a length: 14:00 stays 14:00 when a country changes its rules.
#[derive(Clone, Debug, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Slot {
    /// When it begins, on the clocks of `zone`; whole minutes.
    pub start: CivilDateTime,
    /// How long it lasts, 1 to 1,440 minutes.
    pub minutes: u32,
    /// The IANA zone: `Europe/Paris`.
    pub zone: String,
}

impl From<domain::Slot> for Slot {
    fn from(slot: domain::Slot) -> Self {
        Self { start: slot.start.into(), minutes: slot.minutes, zone: slot.zone }
    }
}

impl From<Slot> for domain::Slot {
    fn from(slot: Slot) -> Self {
        Self { start: slot.start.0, minutes: slot.minutes, zone: slot.zone }
    }
}

/// When a slot begins on the clocks of another zone, for "16:00 in Montréal, 21:00 here".
///
/// Errors: `CorrectInput` for a zone that this device does not know.
#[uniffi::export]
pub fn slot_in_zone(slot: Slot, zone: String) -> Result<CivilDateTime, SharenumError> {
    let slot = domain::Slot::from(slot);
    Ok(slot.in_zone(&zone).map_err(sharenum_companion::EngineError::from)?.into())
}

pub(crate) fn instant(at: Timestamp) -> SystemTime {
    at.into()
}

/// The nearest instant that can be reckoned with.
pub(crate) fn timestamp(at: SystemTime) -> Timestamp {
    Timestamp::try_from(at).unwrap_or(if at < SystemTime::UNIX_EPOCH {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_out_of_reach_becomes_the_nearest_one() {
        let now = Timestamp::from_second(1_790_000_000).unwrap();
        assert_eq!(timestamp(instant(now)), now);
        let far = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1 << 50);
        assert_eq!(timestamp(far), Timestamp::MAX);
    }
}
