//! The engine that a shell talks to: intents, queries, alerts, sync.
//!
//! [`CompanionEngine`] is one member's phone: a file, a signing key, a clock. What a call did is
//! on disk when it returns, and works for weeks without a hub; [`CompanionEngine::sync`] carries
//! it out and brings in what is new. Views are complete: no shell filters, sorts, measures a
//! distance or decides.
//!
//! ```text
//! intent ─► edit ─► one door ─► tables ─► reactions ─► alerts ─► commit ─► events
//!                      ▲                                             │
//! hub ◄─► SyncSession ◄┴─ EngineLocal                     queries ◄──┘
//! ```

mod alerts;
mod clock;
mod commit;
mod diagnostics;
mod drafts;
mod engine;
mod error;
mod events;
mod intents;
mod keys;
mod meeting;
mod membership;
mod notifications;
mod offered;
mod phrases;
mod reactions;
mod reasons;
mod remedy;
mod scan;
mod sync;
mod sync_local;
mod timer;
mod vault;
mod views;

pub use alerts::{AlertPreferences, Setting};
pub use clock::{Clock, ManualClock, SystemClock};
pub use diagnostics::Diagnostic;
pub use drafts::{Draft, DraftForm};
pub use engine::{CompanionEngine, State};
pub use error::{EngineError, Result};
pub use events::{Event, Subscription};
pub use intents::{
    HelpTime, NewHelpSession, NewTicket, NewWorkshop, PlanEdit, ProfileView, TicketEdit, Venue,
    WorkshopEdit,
};
pub use meeting::{HubSign, MetHub};
pub use notifications::{NotificationContent, NotificationKind, PlannedNotification, Ring};
pub use offered::{OFFERED, Offered};
pub use phrases::phrases;
pub use reasons::{BadBus, BadInvitation, Missing, NotAllowed, ProfileMissing};
pub use remedy::Remedy;
pub use scan::{LumaImage, ScannedInvitation, read_invitation};
pub use sharenum_domain::{Phrase, PhraseArg, PhraseKey};
pub use sharenum_store::FileKey;
pub use sharenum_store::queries::alerts::AlertState;
pub use sharenum_store::queries::carrying::Undelivered;
pub use sharenum_store::queries::help::HelperTotal;
pub use sharenum_store::queries::sayings::Saying;
pub use sharenum_store::queries::{Delivery, HubRefusal, Page, PageCursor, PageRequest};
pub use sharenum_sync::{
    HttpOptions, JoinLink, SyncObserver, SyncPhase, SyncProgress, SyncSummary,
};
pub use sync::SyncTarget;
pub use sync_local::EngineLocal;
pub use timer::{TimerStart, TimerView};
pub use vault::{KeyVault, Opening, Secrets, VaultError};
pub use views::{
    Action, AgendaItem, AlertView, Attendee, BookingView, BusDayView, BusWorkshop, CalendarFile,
    CalendarWords, Common, Contact, CoverageView, DateView, EstablishmentView, Exchange, GuideView,
    HelpChoices, HelpSessionView, HelpTotals, HelpWay, HubView, MessageView, NearKind, NearPoint,
    NearRing, NearView, NextStep, Offering, OutgoingView, PlanView, ProposalView, RefusedView,
    RegistrationView, RequestState, ResourceView, SearchHit, Seats, SyncStatus, TicketDetail,
    TicketFilter, TicketItem, ToolName, WalkIn, Widening, WorkshopDetail, WorkshopFilter,
    WorkshopItem,
};
