//! Establishments: choosing one's own, and what a radius covers.

use sharenum_companion as engine;
use sharenum_domain as domain;

use crate::common::{all, count, pages};
use crate::{
    EstablishmentKind, PageRequest, Place, Position, SchoolCode, SharenumApp, SharenumError,
};

/// A school, as the directory states it.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Establishment {
    /// Its official code.
    pub code: SchoolCode,
    /// Its official name.
    pub name: String,
    /// What kind of school it is.
    pub kind: EstablishmentKind,
    /// The commune or municipality.
    pub commune: String,
    /// The code of its academy, or service centre.
    pub academy: String,
    /// Its academy's name.
    pub academy_name: String,
    /// Its buildings; empty when the directory gives no coordinates.
    pub places: Vec<Place>,
}

impl From<domain::Establishment> for Establishment {
    fn from(found: domain::Establishment) -> Self {
        Self {
            code: found.code.into(),
            name: found.name,
            kind: found.kind.into(),
            commune: found.commune,
            academy: found.academy.code,
            academy_name: found.academy.name,
            places: all(found.places),
        }
    }
}

/// An establishment in a list.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct EstablishmentItem {
    /// The establishment.
    pub establishment: Establishment,
    /// How far it is from the place that was asked about, or from the member's own establishment,
    /// in km; none where either has no coordinates.
    pub km: Option<f64>,
}

impl From<engine::EstablishmentView> for EstablishmentItem {
    fn from(view: engine::EstablishmentView) -> Self {
        Self { establishment: view.establishment.into(), km: view.km }
    }
}

/// What a radius covers.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Coverage {
    /// The radius in km.
    pub radius_km: u16,
    /// Establishments within it, the member's own included.
    pub establishments: u64,
    /// Those of them that are not the member's own: with 0, nobody else is reached.
    pub others: u64,
    /// How many in each academy, by its name.
    pub academies: Vec<AcademyCount>,
    /// The next radius that reaches more; none when even 100 km does not.
    pub widen: Option<Widening>,
}

/// How many establishments of an academy.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AcademyCount {
    /// The academy's name.
    pub academy: String,
    /// How many of its establishments.
    pub establishments: u64,
}

/// A larger radius, and what it would cover.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Widening {
    /// The radius in km.
    pub radius_km: u16,
    /// Establishments within it.
    pub establishments: u64,
    /// Academies within it.
    pub academies: u64,
}

impl From<engine::CoverageView> for Coverage {
    fn from(view: engine::CoverageView) -> Self {
        let academies = view.academies.into_iter();
        Self {
            radius_km: view.radius.get(),
            establishments: count(view.establishments),
            others: count(view.others),
            academies: academies
                .map(|(academy, found)| AcademyCount { academy, establishments: count(found) })
                .collect(),
            widen: view.widen.map(|wider| Widening {
                radius_km: wider.radius.get(),
                establishments: count(wider.establishments),
                academies: count(wider.academies),
            }),
        }
    }
}

pages! {
    /// A page of establishments.
    EstablishmentPage of EstablishmentItem;
}

/// A radius as the engine takes it.
pub(crate) fn radius(km: u16) -> Result<domain::RadiusKm, SharenumError> {
    Ok(domain::RadiusKm::new(km).map_err(engine::EngineError::from)?)
}

#[uniffi::export]
impl SharenumApp {
    /// Establishments of which name, town or code hold every word of `query`, by name; accents and
    /// case make no difference. Works offline.
    pub fn establishments(
        &self,
        query: String,
        page: PageRequest,
    ) -> Result<EstablishmentPage, SharenumError> {
        Ok(self.engine()?.establishments(&query, &page.into())?.into())
    }

    /// The establishment of a code, where the directory knows it: none before a first sync.
    pub fn establishment(&self, code: SchoolCode) -> Result<Option<Establishment>, SharenumError> {
        Ok(self.engine()?.establishment(&code.0)?.map(Into::into))
    }

    /// Establishments within `radius_km` (1 to 100) of a place, nearest first, each once. The place
    /// is kept nowhere.
    pub fn establishments_near(
        &self,
        place: Position,
        radius_km: u16,
        page: PageRequest,
    ) -> Result<EstablishmentPage, SharenumError> {
        let (place, radius) = (place.try_into()?, radius(radius_km)?);
        Ok(self.engine()?.establishments_near(&place, radius, &page.into())?.into())
    }

    /// What a radius around the member's own establishment covers, for a slider that tells live
    /// whom it reaches.
    pub fn coverage(&self, radius_km: u16) -> Result<Coverage, SharenumError> {
        let radius = radius(radius_km)?;
        Ok(self.engine()?.coverage(None, radius)?.into())
    }

    /// Where the radius of a new ticket stands at first, in km: at what somebody drives after
    /// school, or where nobody else is within that, at the next step that reaches somebody.
    pub fn first_radius_km(&self) -> Result<u16, SharenumError> {
        Ok(self.engine()?.first_radius()?.get())
    }

    /// Where the member's town is, by the other establishments in it: to choose from when their own
    /// has no coordinates.
    pub fn places_in_my_town(&self) -> Result<Vec<Place>, SharenumError> {
        Ok(all(self.engine()?.places_in_my_town()?))
    }
}
