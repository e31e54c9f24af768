//! Where things are, how far apart, and which areas a radius covers.

use std::fmt;

use geo::{Bearing, Distance, HaversineMeasure, Point};

use crate::{Field, InputProblem, InvalidInput};

mod area;
mod bounds;
mod compass;
mod rings;

pub use area::{area_of, areas_within};
pub use bounds::{BoundingBox, bounding_box};
pub use compass::CompassPoint;
pub use rings::{OnDisc, Rings};

/// Mean radius of the Earth in km (IUGG), the same on every replica.
pub(crate) const EARTH_RADIUS_KM: f64 = 6371.0088;

const EARTH: HaversineMeasure = HaversineMeasure::new(EARTH_RADIUS_KM);

const MICRO: f64 = 1e6;

/// Coordinates that are not on Earth.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{lat}, {lon} is not a position: {}", InputProblem::Position)]
pub struct InvalidPosition {
    /// The latitude that was given.
    pub lat: f64,
    /// The longitude that was given.
    pub lon: f64,
}

/// A point on Earth, in degrees (WGS 84), exact to a millionth of a degree (11 cm).
///
/// It is kept as whole millionths, so a document, a table and a directory file give
/// the same distance to the last bit, and every replica alerts the same people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    lat_micro: i32,
    lon_micro: i32,
}

impl Position {
    /// A position from degrees, rounded to the nearest millionth.
    pub fn new(lat: f64, lon: f64) -> Result<Self, InvalidPosition> {
        let valid = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        if !valid {
            return Err(InvalidPosition { lat, lon });
        }
        // Within the limits above, both fit an i32.
        Ok(Self {
            lat_micro: (lat * MICRO).round() as i32,
            lon_micro: (lon * MICRO).round() as i32,
        })
    }

    /// A position from millionths of a degree, as [`Position::micro`] gives them.
    pub fn from_micro(lat: i64, lon: i64) -> Result<Self, InvalidPosition> {
        Self::new(lat as f64 / MICRO, lon as f64 / MICRO)
    }

    /// Latitude in degrees, north positive.
    pub fn lat(&self) -> f64 {
        f64::from(self.lat_micro) / MICRO
    }

    /// Longitude in degrees, east positive.
    pub fn lon(&self) -> f64 {
        f64::from(self.lon_micro) / MICRO
    }

    /// Latitude and longitude in millionths of a degree.
    pub fn micro(&self) -> (i64, i64) {
        (i64::from(self.lat_micro), i64::from(self.lon_micro))
    }

    /// Great-circle distance in km, by the haversine formula on a sphere of 6371.0088 km.
    pub fn distance_km(&self, other: &Self) -> f64 {
        EARTH.distance(self.point(), other.point())
    }

    /// In which direction another point lies, where the great circle sets out: degrees clockwise
    /// from north, from 0 to below 360; 0 for the point itself.
    pub fn bearing_to(&self, other: &Self) -> f64 {
        EARTH.bearing(self.point(), other.point()).rem_euclid(360.0)
    }

    fn point(&self) -> Point {
        Point::new(self.lon(), self.lat())
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.lat(), self.lon())
    }
}

impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Position({self})")
    }
}

/// A building of an establishment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Where it stands.
    pub position: Position,
    /// What it is called, to tell two buildings of a school apart.
    pub label: String,
}

/// How far a ticket or a workshop reaches, 1 to 100 whole kilometres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RadiusKm(u16);

impl RadiusKm {
    /// Smallest radius.
    pub const MIN: Self = Self(1);
    /// Largest radius.
    pub const MAX: Self = Self(100);
    /// What somebody drives after school.
    pub const USUAL: Self = Self(20);

    /// A radius of so many kilometres.
    pub fn new(km: u16) -> Result<Self, InvalidInput> {
        let radius = Self(km);
        if (Self::MIN..=Self::MAX).contains(&radius) {
            Ok(radius)
        } else {
            Err(InvalidInput::new(Field::Radius, InputProblem::Radius { km }))
        }
    }

    /// The radius in kilometres.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// Whether something at this distance is reached; the border belongs to the inside.
    pub fn covers(self, km: f64) -> bool {
        km <= f64::from(self.0)
    }
}

impl fmt::Display for RadiusKm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} km", self.0)
    }
}

/// The nearest of several places, and how far it is in km.
pub fn nearest<'a>(places: &'a [Place], from: &Position) -> Option<(f64, &'a Place)> {
    places
        .iter()
        .map(|place| (from.distance_km(&place.position), place))
        .min_by(|(a, _), (b, _)| a.total_cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).unwrap()
    }

    #[test]
    fn a_position_off_the_earth_is_refused() {
        for (lat, lon) in [
            (90.1, 0.0),
            (-90.1, 0.0),
            (0.0, 180.1),
            (0.0, -180.1),
            (f64::NAN, 0.0),
            (0.0, f64::NAN),
            (f64::INFINITY, 0.0),
        ] {
            assert!(Position::new(lat, lon).is_err(), "{lat}, {lon}");
        }
        assert!(Position::from_micro(i64::MAX, 0).is_err());
        assert!(Position::from_micro(0, i64::MIN).is_err());
    }

    #[test]
    fn a_position_survives_its_millionths() {
        for (lat, lon) in [(46.31407, 4.82823), (-21.377651, 55.825464), (90.0, -180.0), (0.0, 0.0)]
        {
            let there = position(lat, lon);
            assert_eq!((there.lat(), there.lon()), (lat, lon));
            let (lat_micro, lon_micro) = there.micro();
            assert_eq!(Position::from_micro(lat_micro, lon_micro), Ok(there));
        }
    }

    #[test]
    fn places_and_radii_are_written_as_people_read_them() {
        assert_eq!(position(46.31407, -4.5).to_string(), "46.31407,-4.5");
        assert_eq!(RadiusKm::new(20).unwrap().to_string(), "20 km");
    }

    #[test]
    fn distances_follow_the_mean_radius_of_the_earth() {
        let quarter = EARTH_RADIUS_KM * std::f64::consts::FRAC_PI_2;
        let pole = position(90.0, 0.0);
        assert!((pole.distance_km(&position(0.0, 77.0)) - quarter).abs() < 1e-6);
        let degree = EARTH_RADIUS_KM.to_radians();
        assert!((position(0.0, 179.5).distance_km(&position(0.0, -179.5)) - degree).abs() < 1e-6);
    }

    #[test]
    fn a_bearing_is_clockwise_from_north_and_sees_no_date_line() {
        let macon = position(46.31407, 4.82823);
        for (lat, lon, degrees) in [
            (47.0, 4.82823, 0.0),
            (46.31407, 4.9, 90.0),
            (46.0, 4.82823, 180.0),
            (46.31407, 4.7, 270.0),
            (46.41407, 4.97287, 45.0),
        ] {
            let bearing = macon.bearing_to(&position(lat, lon));
            assert!((bearing - degrees).abs() < 0.2, "{lat}, {lon}: {bearing}");
        }
        assert!((position(0.0, 179.5).bearing_to(&position(0.0, -179.5)) - 90.0).abs() < 1e-9);
        assert!((position(0.0, -179.5).bearing_to(&position(0.0, 179.5)) - 270.0).abs() < 1e-9);
        assert_eq!(macon.bearing_to(&macon), 0.0);
    }

    #[test]
    fn a_radius_goes_from_1_to_100_km() {
        for km in [1, 20, 100] {
            assert_eq!(RadiusKm::new(km).map(RadiusKm::get), Ok(km));
        }
        for km in [0, 101, u16::MAX] {
            let error = RadiusKm::new(km).unwrap_err();
            assert_eq!(error.field.as_str(), "radius");
            assert!(error.to_string().contains("1 to 100 km"), "{error}");
        }
        assert!(RadiusKm::MIN.covers(1.0) && !RadiusKm::MIN.covers(1.000001));
    }

    #[test]
    fn the_nearest_building_counts() {
        let place = |lat, label: &str| Place { position: position(lat, 0.0), label: label.into() };
        let places = [place(2.0, "far"), place(1.0, "near"), place(3.0, "farther")];
        let (km, found) = nearest(&places, &position(0.0, 0.0)).unwrap();
        assert_eq!(found.label, "near");
        assert!((km - EARTH_RADIUS_KM.to_radians()).abs() < 1e-6);
        assert_eq!(nearest(&[], &position(0.0, 0.0)), None);
    }
}
