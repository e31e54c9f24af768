//! The directory: choosing an establishment, and what a radius covers.

use sharenum_domain::{Establishment, Place, Position, RadiusKm, SchoolCode, coverage};
use sharenum_store::queries::establishments::{self, PlaceIndex};
use sharenum_store::queries::{Page, PageCursor, PageRequest};

use crate::engine::CompanionEngine;
use crate::{EngineError, Missing, ProfileMissing, Result};

use super::Context;

/// An establishment in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct EstablishmentView {
    /// The establishment with its buildings.
    pub establishment: Establishment,
    /// How far it is from the place that was asked about, or from the member's own
    /// establishment; `None` where either has no coordinates.
    pub km: Option<f64>,
}

/// What a radius covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageView {
    /// The radius.
    pub radius: RadiusKm,
    /// Establishments within it, the member's own included.
    pub establishments: usize,
    /// Those of them that are not the member's own: with 0, nobody else is reached.
    pub others: usize,
    /// How many in each academy, by its name.
    pub academies: Vec<(String, usize)>,
    /// The next radius that reaches more; `None` when even 100 km does not.
    pub widen: Option<Widening>,
}

/// A larger radius, and what it would cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Widening {
    /// The radius.
    pub radius: RadiusKm,
    /// Establishments within it.
    pub establishments: usize,
    /// Academies within it.
    pub academies: usize,
}

/// Radii that are offered, in km: steps that people think in.
const STEPS: [u16; 10] = [2, 5, 10, 15, 20, 30, 40, 50, 75, 100];

impl CoverageView {
    /// `places` are those of the file that `context` reads.
    pub(crate) fn new(
        context: &Context<'_>,
        places: &PlaceIndex,
        centre: &Position,
        radius: RadiusKm,
    ) -> Self {
        // One look at the widest circle answers for all smaller ones.
        let all = places.within(centre, RadiusKm::MAX);
        let within = |radius| coverage(radius, all.iter().map(|near| (near.km, near.academy)));
        let now = within(radius);
        let own = context.profile.school;
        let near = all.iter().take_while(|near| radius.covers(near.km));
        let others = near.filter(|near| own.as_ref() != Some(near.code)).count();
        let widen = STEPS
            .iter()
            .filter_map(|km| RadiusKm::new(*km).ok())
            .filter(|wider| *wider > radius)
            .map(|wider| (wider, within(wider)))
            .find(|(_, coverage)| coverage.establishments > now.establishments)
            .map(|(radius, coverage)| Widening {
                radius,
                establishments: coverage.establishments,
                academies: coverage.academies.len(),
            });
        Self {
            radius,
            establishments: now.establishments,
            others,
            academies: now.academies.into_iter().collect(),
            widen,
        }
    }
}

impl CompanionEngine {
    /// Establishments of which name, town or code hold every word of `query`; accents and case
    /// make no difference. By name, with the distance from the member's own.
    ///
    /// # Errors
    /// Those of the file.
    pub fn establishments(
        &self,
        query: &str,
        page: &PageRequest,
    ) -> Result<Page<EstablishmentView>> {
        self.read(|context| {
            let found = establishments::search(context.conn, query, page)?;
            Ok(found.map(|establishment| {
                let places = establishment.places.iter();
                let km = places.filter_map(|place| context.km(&place.position));
                let km = km.min_by(f64::total_cmp);
                EstablishmentView { establishment, km }
            }))
        })
    }

    /// The establishment of a code, where the directory knows it.
    ///
    /// # Errors
    /// Those of the file.
    pub fn establishment(&self, code: &SchoolCode) -> Result<Option<Establishment>> {
        self.read(|context| Ok(establishments::establishment(context.conn, code)?))
    }

    /// Establishments within `radius` of `centre`, nearest first, each once. The place asked
    /// about is kept nowhere.
    ///
    /// # Errors
    /// Those of the file.
    pub fn establishments_near(
        &self,
        centre: &Position,
        radius: RadiusKm,
        page: &PageRequest,
    ) -> Result<Page<EstablishmentView>> {
        self.read(|context| {
            let places = self.inner.places(context.conn)?;
            let numbered: Vec<_> = (0..).zip(places.within(centre, radius)).collect();
            let page = Page::slice(numbered, page, |(n, _)| PageCursor::new(*n, &[]));
            page.try_map(|(_, near)| {
                let found = establishments::establishment(context.conn, near.code)?;
                let establishment = found.ok_or(EngineError::NotFound(Missing::Establishment))?;
                Ok(EstablishmentView { establishment, km: Some(near.km) })
            })
        })
    }

    /// What a radius around `centre` covers, or around the member's own establishment.
    ///
    /// # Errors
    /// [`EngineError::NoCoordinates`] when no centre is given and the establishment has none.
    pub fn coverage(&self, centre: Option<&Position>, radius: RadiusKm) -> Result<CoverageView> {
        self.read(|context| {
            let own = context.at.iter().flatten().next();
            let centre = centre.or(own.map(|place| &place.position));
            let centre = centre.ok_or(EngineError::NoCoordinates)?;
            let places = self.inner.places(context.conn)?;
            Ok(CoverageView::new(context, &places, centre, radius))
        })
    }

    /// Where the radius of a new ticket stands at first: at what somebody drives after school,
    /// 20 km, or where nobody else is within that, at the next step that reaches somebody.
    ///
    /// # Errors
    /// Those of the file.
    pub fn first_radius(&self) -> Result<RadiusKm> {
        self.read(|context| {
            let own = context.at.iter().flatten().next();
            let usual = RadiusKm::USUAL;
            let Some(centre) = own.map(|place| &place.position) else { return Ok(usual) };
            let places = self.inner.places(context.conn)?;
            let covered = CoverageView::new(context, &places, centre, usual);
            let widen = covered.widen.filter(|_| covered.others == 0);
            Ok(widen.map_or(usual, |widen| widen.radius))
        })
    }

    /// Where the member's town is, by the other establishments in it: to choose from when their
    /// own has no coordinates.
    ///
    /// # Errors
    /// [`EngineError::ProfileIncomplete`] without an establishment.
    pub fn places_in_my_town(&self) -> Result<Vec<Place>> {
        self.read(|context| {
            let own = context.establishment.as_ref().ok_or(ProfileMissing::School)?;
            Ok(establishments::places_in_commune(context.conn, &own.commune)?)
        })
    }
}
