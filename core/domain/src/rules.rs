//! The rules between the things: pure functions, the same answer on every replica.

mod coverage;
mod days;
mod quiet;
mod reach;
mod recognition;
mod reminders;
mod seats;
mod status;
mod training;
mod why;

pub use coverage::{Coverage, coverage};
pub use days::{allot_days, nearest_free_days};
pub use quiet::QuietHours;
pub use reach::{NotAlerted, TicketCall, ticket_reaches, workshop_reaches};
pub use recognition::counts;
pub use reminders::{Appointment, Reminder, ReminderKind, reminders};
pub use seats::{Ask, allot_seats};
pub use status::{
    accepts_proposals, may_become, resolve_request, resolve_status, resolve_workshop,
};
pub use training::{TrainingStepMissing, check_training_step, trainings_first};
pub use why::WhyShown;
