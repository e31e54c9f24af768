//! Dates: the shared plan of two members, workshops, seats, bus days and decisions.

mod booking;
mod plan;
mod slot;
mod workshop;

pub use booking::{Booking, Decision};
pub use plan::Plan;
pub use slot::{InvalidSlot, Slot, time_zone};
pub use workshop::{CheckIn, Registration, Workshop};
