//! A day of an exclusive resource: who asks, and what its home hub decides.

use jiff::{Timestamp, civil};

use crate::id::ResourceId;
use crate::text::{Need, check_prose};
use crate::words::{Outcome, RequestStatus};
use crate::{Field, InvalidInput};

/// Somebody asks for a day of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// What is asked for.
    pub resource: ResourceId,
    /// Which day, on the calendar of the place: a date never shifts with a zone.
    pub day: civil::Date,
    /// What for.
    pub purpose: String,
    /// Every value written at the same time; [`crate::resolve_request`] tells which counts.
    pub status: Vec<RequestStatus>,
    /// When it was written, for display only.
    pub created: Timestamp,
}

impl Booking {
    /// Longest purpose, in characters.
    pub const MAX_PURPOSE: usize = 500;

    /// Checks the limits of what was typed.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check_prose(Field::Purpose, &self.purpose, Self::MAX_PURPOSE, Need::Required)
    }
}

/// What the home hub of a resource or workshop answers to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Confirmed, waiting, refused or released.
    pub outcome: Outcome,
    /// The day it is about: a booking that was moved since has no decision on its new day.
    /// `None` for a seat.
    pub day: Option<civil::Date>,
    /// Place in the waiting list, from 1.
    pub position: Option<u32>,
    /// With a refusal: the nearest days that are free.
    pub alternatives: Vec<civil::Date>,
    /// Why.
    pub reason: String,
    /// When, by the hub's clock.
    pub decided: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Slug;

    #[test]
    fn a_booking_says_what_it_is_for() {
        let booking = |purpose: &str| Booking {
            resource: Slug::new("busnum-1").unwrap(),
            day: civil::date(2026, 12, 2),
            purpose: purpose.to_owned(),
            status: vec![RequestStatus::Asked],
            created: Timestamp::UNIX_EPOCH,
        };
        assert_eq!(booking("Two classes print a bridge").check(), Ok(()));
        assert_eq!(booking(" ").check().unwrap_err().field.as_str(), "purpose");
        assert_eq!(booking(&"x".repeat(501)).check().unwrap_err().field.as_str(), "purpose");
    }
}
