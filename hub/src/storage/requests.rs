//! What an authority needs of the requests it decides: one row each, kept as changes arrive.

use jiff::civil::Date;
use sharenum_domain::{DocumentId, MemberId, Outcome, ResourceId};

use super::StorageError;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// A seat in a workshop.
    Seat,
    /// A day of a resource.
    Day,
}

/// A request and what was decided of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRow {
    /// The registration or booking.
    pub document: DocumentId,
    /// What is asked for.
    pub kind: RequestKind,
    /// The workshop's document id, or the resource's slug.
    pub subject: Vec<u8>,
    /// The day asked for; `None` for a seat.
    pub day: Option<Date>,
    /// Whether its author withdrew it.
    pub cancelled: bool,
    /// The decision document that answers it.
    pub decision: Option<DocumentId>,
    /// The outcome and place that this decision states.
    pub decided: Option<(Outcome, Option<u32>)>,
}

/// A bookable resource of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceRow {
    /// Its slug.
    pub id: ResourceId,
    /// The catalogue document that describes it.
    pub document: DocumentId,
    /// The hub that decides its days.
    pub home: MemberId,
    /// Who looks after it.
    pub hosts: Vec<MemberId>,
}

/// The authority's tables.
pub trait Requests {
    /// Inserts or replaces a request.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn put_request(&self, row: &RequestRow) -> Result<(), StorageError>;

    /// A request.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn request(&self, document: &DocumentId) -> Result<Option<RequestRow>, StorageError>;

    /// The requests for one workshop or resource.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn requests_for(
        &self,
        kind: RequestKind,
        subject: &[u8],
    ) -> Result<Vec<RequestRow>, StorageError>;

    /// Inserts or replaces a resource.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn put_resource(&self, row: &ResourceRow) -> Result<(), StorageError>;

    /// A resource.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn resource(&self, id: &ResourceId) -> Result<Option<ResourceRow>, StorageError>;
}
