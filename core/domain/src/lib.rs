//! What things are and the rules between them: pure, no I/O, no CRDT.
//!
//! The words are those of the people who use the product: a [`Ticket`] asks for help
//! within a [`RadiusKm`], a [`Profile`] says who can help, a [`Workshop`] follows. Every
//! rule is a function of its arguments alone, so that all replicas reach the same answer
//! from the same facts, in whatever order these arrived.

mod agenda;
mod alert;
mod calendar;
mod catalogue;
mod decided;
pub mod directory;
mod field;
#[cfg(test)]
mod fixtures;
mod help;
mod id;
mod input;
mod member;
mod phrase;
mod place;
mod rules;
mod school;
mod text;
mod ticket;
mod words;

pub use agenda::{
    Booking, CheckIn, Decision, InvalidSlot, Plan, Registration, Slot, Workshop, time_zone,
};
pub use alert::{Alert, AlertKind, NotificationGroup};
pub use calendar::{CalendarEvent, EventStatus};
pub use catalogue::{Guide, LocalText, Resource, ResourceKind, Tool, Training};
pub use decided::DecisionReason;
pub use field::Field;
pub use help::{CoSignature, HelpSession};
pub use id::{
    DeviceId, DocumentId, GuideId, InvalidId, InvalidPseudonym, InvalidSlug, MemberId, Pseudonym,
    RegionId, ResourceId, Slug, ToolId, TrainingId,
};
pub use input::{InputProblem, InvalidInput};
pub use member::{Card, Proficiency, Profile, Role, Roles};
pub use phrase::{Phrase, PhraseArg, PhraseKey};
pub use place::{
    BoundingBox, CompassPoint, InvalidPosition, OnDisc, Place, Position, RadiusKm, Rings, area_of,
    areas_within, bounding_box, nearest,
};
pub use rules::{
    Appointment, Ask, Coverage, NotAlerted, QuietHours, Reminder, ReminderKind, TicketCall,
    TrainingStepMissing, WhyShown, accepts_proposals, allot_days, allot_seats, check_training_step,
    counts, coverage, may_become, nearest_free_days, reminders, resolve_request, resolve_status,
    resolve_workshop, ticket_reaches, trainings_first, workshop_reaches,
};
pub use school::{Academy, Establishment, FrenchCode, InvalidSchoolCode, QuebecCode, SchoolCode};
pub use text::visible;
pub use ticket::{Message, Pedagogy, Proposal, Ticket, TrainingStep};
pub use words::{
    Direction, EstablishmentKind, Level, Outcome, ProposalStatus, RequestStatus, TicketStatus,
    WorkshopStatus,
};
