//! The directory: choosing an establishment, and what a radius covers.

use sharenum_domain::{Establishment, Place, Position, RadiusKm, coverage};
use sharenum_store::queries::{Page, PageCursor, PageRequest, establishments};

use crate::engine::CompanionEngine;
use crate::{EngineError, Result};

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
    pub(crate) fn new(context: &Context<'_>, centre: &Position, radius: RadiusKm) -> Result<Self> {
        // One look at the widest circle answers for all smaller ones.
        let all = establishments::within(context.conn, centre, RadiusKm::MAX)?;
        let within = |radius: RadiusKm| {
            let near = all.iter().take_while(|(km, _)| radius.covers(*km));
            coverage(centre, radius, near.map(|(_, school)| school))
        };
        let now = within(radius);
        let own = |school: &Establishment| Some(school.code) == context.profile.school;
        let near = all.iter().take_while(|(km, _)| radius.covers(*km));
        let others = near.filter(|(_, school)| !own(school)).count();
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
        Ok(Self {
            radius,
            establishments: now.establishments,
            others,
            academies: now.academies.into_iter().collect(),
            widen,
        })
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
            let found = (0..).zip(establishments::within(context.conn, centre, radius)?);
            let numbered: Vec<(i64, (f64, Establishment))> = found.collect();
            let page = Page::slice(numbered, page, |(n, _)| PageCursor::new(*n, &[]));
            Ok(page
                .map(|(_, (km, establishment))| EstablishmentView { establishment, km: Some(km) }))
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
            CoverageView::new(context, centre.ok_or(EngineError::NoCoordinates)?, radius)
        })
    }

    /// Where the member's town is, by the other establishments in it: to choose from when their
    /// own has no coordinates.
    ///
    /// # Errors
    /// [`EngineError::ProfileIncomplete`] without an establishment.
    pub fn places_in_my_town(&self) -> Result<Vec<Place>> {
        self.read(|context| {
            let missing = "choose your establishment";
            let own =
                context.establishment.as_ref().ok_or(EngineError::ProfileIncomplete { missing })?;
            Ok(establishments::places_in_commune(context.conn, &own.commune)?)
        })
    }
}
