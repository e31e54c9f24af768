//! What screens show: plain data, complete, with what this person may do next.
//!
//! No shell filters, sorts, measures a distance or decides: each view carries its `delivery`, the
//! distance from the member's establishment, and its `actions`. Texts are either in the words of
//! their author or enums and keys that the shell has words for.

mod actions;
mod agenda;
mod alert;
mod bus_day;
mod calendar;
mod catalogue;
mod context;
mod establishment;
mod geojson;
mod help;
mod near;
mod next_step;
mod plan;
mod request;
mod search;
mod status;
mod thread;
mod ticket;
mod workshop;

pub use actions::{Action, Offering};
pub use agenda::AgendaItem;
pub use alert::AlertView;
pub use bus_day::{Attendee, BusDayView, BusWorkshop, WalkIn};
pub use calendar::{CalendarFile, CalendarWords};
pub use catalogue::{GuideView, ResourceView, ToolName};
pub(crate) use context::Context;
pub use establishment::{CoverageView, EstablishmentView, Widening};
pub use help::{HelpChoices, HelpSessionView, HelpTotals};
pub(crate) use help::{find as find_help_session, own_school};
pub(crate) use near::phrases as near_phrases;
pub use near::{NearKind, NearPoint, NearRing, NearView};
pub use next_step::NextStep;
pub use plan::{DateView, PlanView};
pub(crate) use request::is_over;
pub use request::{BookingView, RegistrationView, RequestState};
pub use search::SearchHit;
pub use status::{HubView, OutgoingView, RefusedView, SyncStatus};
pub(crate) use thread::find as find_proposal;
pub use thread::{Contact, MessageView, ProposalView};
pub(crate) use ticket::find as find_ticket;
pub use ticket::{Exchange, HelpWay, TicketDetail, TicketFilter, TicketItem};
pub(crate) use workshop::find as find_workshop;
pub use workshop::{Seats, WorkshopDetail, WorkshopFilter, WorkshopItem};

use jiff::Timestamp;
use sharenum_domain::DocumentId;
use sharenum_store::queries::{Delivery, Head, HubRefusal};

/// What every view of a document starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Common {
    /// The document.
    pub id: DocumentId,
    /// Whether this member created it.
    pub mine: bool,
    /// What its author's clock said (UTC).
    pub created: Timestamp,
    /// When this phone last received a change of it (UTC).
    pub updated: Timestamp,
    /// How far it has travelled.
    pub delivery: Delivery,
    /// Why the region refused this phone's last change; editing or sending again is possible.
    pub refused: Option<HubRefusal>,
    /// What this person may do with it now.
    pub actions: Vec<Action>,
}

impl Common {
    pub(crate) fn new(
        head: Head,
        context: &Context<'_>,
        offering: Offering,
        actions: Vec<Action>,
    ) -> Self {
        let mine = head.author == context.me.member;
        let mut actions = offering.offer(actions);
        if head.refused.is_some() {
            actions.extend(Offering::Refused.offer(vec![Action::SendAgain, Action::Discard]));
        }
        Self {
            id: head.document,
            mine,
            created: head.created,
            updated: head.updated,
            delivery: head.delivery,
            refused: head.refused,
            actions,
        }
    }
}
