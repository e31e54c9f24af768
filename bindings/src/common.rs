//! What every view starts with, and pages.

use std::time::SystemTime;

use sharenum_companion as engine;
use sharenum_domain as domain;
use sharenum_ledger as ledger;

use crate::time::instant;
use crate::{Action, DocumentId, PageCursor, Phrase, SharenumError};

/// What every view of a document starts with.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Common {
    /// The document.
    pub id: DocumentId,
    /// Whether this member created it.
    pub mine: bool,
    /// What its author's clock said.
    pub created: SystemTime,
    /// When this phone last received a change of it.
    pub updated: SystemTime,
    /// How far it has travelled.
    pub delivery: Delivery,
    /// Why the region refused this phone's last change; editing or sending again is possible.
    pub refused: Option<Phrase>,
    /// What this person may do with it now.
    pub actions: Vec<Action>,
}

impl From<engine::Common> for Common {
    fn from(common: engine::Common) -> Self {
        Self {
            id: common.id.into(),
            mine: common.mine,
            created: instant(common.created),
            updated: instant(common.updated),
            delivery: common.delivery.into(),
            refused: common.refused.map(|why| why.phrase().into()),
            actions: all(common.actions),
        }
    }
}

/// What most likely comes next, among the actions that views offer.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NextStep {
    /// What is done.
    pub action: Action,
    /// With what: the ticket, one of its proposals, or a plan.
    pub document: DocumentId,
}

impl From<engine::NextStep> for NextStep {
    fn from(step: engine::NextStep) -> Self {
        Self { action: step.action.into(), document: step.document.into() }
    }
}

/// How far what this phone wrote has travelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Delivery {
    /// Only here; nothing is lost, it goes out with the next sync.
    OnThisPhone,
    /// A bus holds it and carries it to the region.
    WithBus,
    /// The region has it.
    Received,
    /// Somewhere on the way that this shell does not know.
    Unknown,
}

impl From<engine::Delivery> for Delivery {
    fn from(delivery: engine::Delivery) -> Self {
        match delivery {
            engine::Delivery::OnThisPhone => Self::OnThisPhone,
            engine::Delivery::WithBus => Self::WithBus,
            engine::Delivery::Received => Self::Received,
        }
    }
}

/// A text of the region in both languages of the product.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LocalText {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl From<domain::LocalText> for LocalText {
    fn from(text: domain::LocalText) -> Self {
        Self { fr: text.fr, en: text.en }
    }
}

/// A point on Earth (WGS 84), exact to 11 cm.
#[derive(Clone, Copy, Debug, PartialEq, uniffi::Record)]
pub struct Position {
    /// Latitude in degrees, north positive.
    pub lat: f64,
    /// Longitude in degrees, east positive.
    pub lon: f64,
}

impl From<domain::Position> for Position {
    fn from(position: domain::Position) -> Self {
        Self { lat: position.lat(), lon: position.lon() }
    }
}

impl TryFrom<Position> for domain::Position {
    type Error = SharenumError;

    fn try_from(position: Position) -> Result<Self, SharenumError> {
        Self::new(position.lat, position.lon).map_err(|_| SharenumError::not_a_name("position"))
    }
}

/// A building, or a spot in a town.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Place {
    /// Where it stands.
    pub position: Position,
    /// What it is called.
    pub label: String,
}

impl From<domain::Place> for Place {
    fn from(place: domain::Place) -> Self {
        Self { position: place.position.into(), label: place.label }
    }
}

impl TryFrom<Place> for domain::Place {
    type Error = SharenumError;

    fn try_from(place: Place) -> Result<Self, SharenumError> {
        Ok(Self { position: place.position.try_into()?, label: place.label })
    }
}

/// What part of a list is wanted.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PageRequest {
    /// The `next` of the page before; none for the first.
    #[uniffi(default = None)]
    pub after: Option<PageCursor>,
    /// Rows wanted, 1 to 1,000.
    #[uniffi(default = 50)]
    pub limit: u32,
}

impl From<PageRequest> for engine::PageRequest {
    fn from(page: PageRequest) -> Self {
        Self {
            after: page.after.map(|cursor| cursor.0),
            limit: usize::try_from(page.limit).unwrap_or(usize::MAX),
        }
    }
}

/// One page type per list: generated code has no generic records.
macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident of $item:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, uniffi::Record)]
        pub struct $name {
            /// The rows, in the list's order.
            pub items: Vec<$item>,
            /// What the next page is asked with; none at the end.
            pub next: Option<$crate::PageCursor>,
            /// Rows of the whole list.
            pub total: u64,
        }

        impl<T> From<sharenum_companion::Page<T>> for $name
        where
            $item: From<T>,
        {
            fn from(page: sharenum_companion::Page<T>) -> Self {
                Self {
                    items: $crate::common::all(page.items),
                    next: page.next.map($crate::PageCursor),
                    total: $crate::common::count(page.total),
                }
            }
        }
    )+};
}
pub(crate) use pages;

/// The kind of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum DocumentKind {
    /// A member's profile.
    Profile,
    /// A member's name and mail.
    Card,
    /// A ticket.
    Ticket,
    /// Help that was proposed.
    Proposal,
    /// A line of a thread.
    Message,
    /// A shared plan.
    Plan,
    /// A workshop.
    Workshop,
    /// A seat that was asked for.
    Registration,
    /// A day that was asked for.
    Booking,
    /// What a hub decided.
    Decision,
    /// Who came.
    CheckIn,
    /// A help session.
    HelpSession,
    /// A signature under a help session.
    CoSignature,
    /// Tools, trainings, guides, resources.
    Catalogue,
    /// A page of the directory.
    Directory,
    /// A device that counts no more.
    Revocation,
    /// A kind of a newer app.
    Unknown,
}

impl From<ledger::Kind> for DocumentKind {
    fn from(kind: ledger::Kind) -> Self {
        match kind {
            ledger::Kind::Profile => Self::Profile,
            ledger::Kind::Card => Self::Card,
            ledger::Kind::Ticket => Self::Ticket,
            ledger::Kind::Proposal => Self::Proposal,
            ledger::Kind::Message => Self::Message,
            ledger::Kind::Plan => Self::Plan,
            ledger::Kind::Workshop => Self::Workshop,
            ledger::Kind::Registration => Self::Registration,
            ledger::Kind::Booking => Self::Booking,
            ledger::Kind::Decision => Self::Decision,
            ledger::Kind::CheckIn => Self::CheckIn,
            ledger::Kind::HelpSession => Self::HelpSession,
            ledger::Kind::CoSignature => Self::CoSignature,
            ledger::Kind::Catalogue => Self::Catalogue,
            ledger::Kind::DirectoryPage => Self::Directory,
            ledger::Kind::Revocation => Self::Revocation,
        }
    }
}

impl From<Option<ledger::Kind>> for DocumentKind {
    fn from(kind: Option<ledger::Kind>) -> Self {
        kind.map_or(Self::Unknown, Self::from)
    }
}

/// Each as the facade's own.
pub(crate) fn all<T, U: From<T>>(items: impl IntoIterator<Item = T>) -> Vec<U> {
    items.into_iter().map(U::from).collect()
}

/// A count as the facade gives it.
pub(crate) fn count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
