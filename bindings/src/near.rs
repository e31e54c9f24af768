//! What is near: a picture that needs no map, and the list that says the same.

use sharenum_companion as engine;
use sharenum_domain as domain;

use crate::common::{all, count};
use crate::directory::radius;
use crate::{DocumentId, Phrase, Position, SharenumApp, SharenumError, Slot};

/// What a point stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum NearKind {
    /// A workshop to come.
    Workshop,
    /// A ticket that asks for help.
    Request,
    /// A ticket that offers help.
    Offer,
}

impl From<engine::NearKind> for NearKind {
    fn from(kind: engine::NearKind) -> Self {
        match kind {
            engine::NearKind::Workshop => Self::Workshop,
            engine::NearKind::Request => Self::Request,
            engine::NearKind::Offer => Self::Offer,
        }
    }
}

/// One of eight directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum CompassPoint {
    /// 0°.
    North,
    /// 45°.
    NorthEast,
    /// 90°.
    East,
    /// 135°.
    SouthEast,
    /// 180°.
    South,
    /// 225°.
    SouthWest,
    /// 270°.
    West,
    /// 315°.
    NorthWest,
}

impl From<domain::CompassPoint> for CompassPoint {
    fn from(point: domain::CompassPoint) -> Self {
        match point {
            domain::CompassPoint::North => Self::North,
            domain::CompassPoint::NorthEast => Self::NorthEast,
            domain::CompassPoint::East => Self::East,
            domain::CompassPoint::SouthEast => Self::SouthEast,
            domain::CompassPoint::South => Self::South,
            domain::CompassPoint::SouthWest => Self::SouthWest,
            domain::CompassPoint::West => Self::West,
            domain::CompassPoint::NorthWest => Self::NorthWest,
        }
    }
}

/// A ring around the centre.
#[derive(Clone, Copy, Debug, PartialEq, uniffi::Record)]
pub struct NearRing {
    /// Its distance in km, to be written beside it.
    pub km: u16,
    /// Its radius on the picture: 1 for the outermost.
    pub radius: f64,
}

impl From<engine::NearRing> for NearRing {
    fn from(ring: engine::NearRing) -> Self {
        let engine::NearRing { km, radius } = ring;
        Self { km, radius }
    }
}

/// A workshop or a ticket, as a point and as a line of the list.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct NearPoint {
    /// The ticket or workshop to open.
    pub subject: DocumentId,
    /// What it is.
    pub kind: NearKind,
    /// Its title.
    pub title: String,
    /// The place of the workshop, the school of the ticket.
    pub place: String,
    /// When the workshop is.
    pub slot: Option<Slot>,
    /// Where it is.
    pub position: Position,
    /// How far away, in km.
    pub km: f64,
    /// In which direction: degrees clockwise from north, from 0 to below 360.
    pub bearing: f64,
    /// The same as people say it; none for what is here.
    pub direction: Option<CompassPoint>,
    /// To the right of the centre, in radii of the outermost ring: east is positive.
    pub x: f64,
    /// Down from the centre, in the same measure: south is positive, as on a screen.
    pub y: f64,
    /// Farther away than the outermost ring: drawn outside of it, at a radius of 1.1; the direction is
    /// right, the distance is not.
    pub beyond: bool,
    /// Why the reader sees it.
    pub why: Phrase,
    /// What a screen reader says: what it is, how far away and where.
    pub text: Phrase,
}

impl From<engine::NearPoint> for NearPoint {
    fn from(point: engine::NearPoint) -> Self {
        Self {
            subject: point.subject.into(),
            kind: point.kind.into(),
            title: point.title,
            place: point.place,
            slot: point.slot.map(Into::into),
            position: point.position.into(),
            km: point.km,
            bearing: point.bearing,
            direction: point.direction.map(Into::into),
            x: point.on_disc.x,
            y: point.on_disc.y,
            beyond: point.on_disc.beyond,
            why: point.why.phrase().into(),
            text: point.phrase.into(),
        }
    }
}

/// What is near.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Near {
    /// The middle of the picture.
    pub centre: Position,
    /// The establishment that stands there; empty around a place that was given.
    pub label: String,
    /// Three rings, from the innermost; larger ones when nothing is within 20 km.
    pub rings: Vec<NearRing>,
    /// Nearest first, what is equally near by its date: the order of the list, and of a screen reader.
    pub points: Vec<NearPoint>,
    /// How many there are in all.
    pub total: u64,
}

impl From<engine::NearView> for Near {
    fn from(view: engine::NearView) -> Self {
        Self {
            centre: view.centre.into(),
            label: view.label,
            rings: all(view.rings),
            points: all(view.points),
            total: count(view.total),
        }
    }
}

#[uniffi::export]
impl SharenumApp {
    /// The workshops within whose reach the member's establishment is, and the tickets that alert
    /// them, around it: at most `limit`, the nearest. Alert preferences narrow it, except for what
    /// the member organises.
    ///
    /// Errors: `CompleteProfile` without an establishment or without its place.
    pub fn near(&self, limit: u32) -> Result<Near, SharenumError> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(self.engine()?.near(limit)?.into())
    }

    /// The same around where the phone is now: all workshops within `radius_km` (1 to 100), and of
    /// the tickets that alert the member those within it. The place is stored nowhere and never
    /// leaves the phone.
    pub fn near_place(
        &self,
        place: Position,
        radius_km: u16,
        limit: u32,
    ) -> Result<Near, SharenumError> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let (place, radius) = (place.try_into()?, radius(radius_km)?);
        Ok(self.engine()?.near_place(place, radius, limit)?.into())
    }

    /// What `near` shows, as GeoJSON (RFC 7946, `application/geo+json`), for a map elsewhere.
    pub fn near_geojson(&self) -> Result<String, SharenumError> {
        Ok(self.engine()?.near_geojson()?)
    }
}
