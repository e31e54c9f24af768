//! Boxes around a circle, for an index that knows rectangles only.

use super::{EARTH_RADIUS_KM, Position};

/// A rectangle in degrees that holds every point within some distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundingBox {
    /// Southern border.
    pub min_lat: f64,
    /// Northern border.
    pub max_lat: f64,
    /// Western border.
    pub min_lon: f64,
    /// Eastern border.
    pub max_lon: f64,
}

/// Widens the box a little, so that rounding never loses a place at the border: about 10 m.
const MARGIN_DEGREES: f64 = 1e-4;

/// A box that holds every point within `km` of `centre`, and some more.
///
/// A circle that touches a pole or the date line gets the full range of longitudes:
/// wider than needed, never wrong.
pub fn bounding_box(centre: &Position, km: f64) -> BoundingBox {
    let angle = km.max(0.0) / EARTH_RADIUS_KM;
    let lat = centre.lat().to_radians();
    let min_lat = centre.lat() - angle.to_degrees() - MARGIN_DEGREES;
    let max_lat = centre.lat() + angle.to_degrees() + MARGIN_DEGREES;
    let all_around = BoundingBox {
        min_lat: min_lat.max(-90.0),
        max_lat: max_lat.min(90.0),
        min_lon: -180.0,
        max_lon: 180.0,
    };
    if min_lat <= -90.0 || max_lat >= 90.0 {
        return all_around;
    }
    // The meridians that touch the circle (not those of its east and west points).
    let half_width = (angle.sin() / lat.cos()).min(1.0).asin().to_degrees() + MARGIN_DEGREES;
    let (min_lon, max_lon) = (centre.lon() - half_width, centre.lon() + half_width);
    if min_lon < -180.0 || max_lon > 180.0 {
        return all_around;
    }
    BoundingBox { min_lon, max_lon, ..all_around }
}

impl BoundingBox {
    /// Whether the position lies in the box; borders belong to it.
    pub fn contains(&self, position: &Position) -> bool {
        (self.min_lat..=self.max_lat).contains(&position.lat())
            && (self.min_lon..=self.max_lon).contains(&position.lon())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn anywhere() -> impl Strategy<Value = Position> {
        let edge = (prop_oneof![-90.0..-89.0, 89.0..90.0, -1.0..1.0], 179.0..180.0);
        prop_oneof![(-90.0..=90.0, -180.0..=180.0), edge]
            .prop_map(|(lat, lon)| Position::new(lat, lon).unwrap())
    }

    proptest! {
        #[test]
        fn a_box_holds_every_point_within_its_distance(
            centre in anywhere(), dlat in -2.0..2.0f64, dlon in -180.0..180.0f64, km in 0.0..200.0f64,
        ) {
            let lat = (centre.lat() + dlat).clamp(-90.0, 90.0);
            for dlon in [dlon, dlon / 100.0] {
                let lon = (centre.lon() + dlon + 540.0).rem_euclid(360.0) - 180.0;
                let point = Position::new(lat, lon).unwrap();
                if centre.distance_km(&point) <= km {
                    prop_assert!(bounding_box(&centre, km).contains(&point));
                }
            }
        }
    }

    #[test]
    fn a_box_in_france_is_not_much_larger_than_the_circle() {
        let area = bounding_box(&Position::new(46.31407, 4.82823).unwrap(), 20.0);
        assert!((area.max_lat - area.min_lat - 0.36).abs() < 0.01);
        assert!((area.max_lon - area.min_lon - 0.52).abs() < 0.01);
    }

    #[test]
    fn a_box_is_a_few_metres_wider_than_its_circle_on_every_side() {
        let position = |lat, lon| Position::new(lat, lon).unwrap();
        for (lat, lon, km) in [(46.31407, 4.82823, 20.0), (-21.1, 55.5, 100.0), (60.0, -75.0, 1.0)]
        {
            let centre = position(lat, lon);
            let area = bounding_box(&centre, km);
            // The nearest point of a border, which for the meridians is not at the same latitude.
            let along = |lon: f64| {
                let lats = (-2_000..=2_000).map(|step| lat + f64::from(step) * 0.001);
                lats.map(|lat| position(lat, lon).distance_km(&centre)).fold(f64::MAX, f64::min)
            };
            for (border, nearest) in [
                ("south", position(area.min_lat, lon).distance_km(&centre)),
                ("north", position(area.max_lat, lon).distance_km(&centre)),
                ("west", along(area.min_lon)),
                ("east", along(area.max_lon)),
            ] {
                assert!((km + 0.004..km + 0.02).contains(&nearest), "{border}: {nearest}");
            }
        }
    }

    #[test]
    fn what_lies_beside_a_box_is_not_in_it() {
        let area = bounding_box(&Position::new(46.0, 5.0).unwrap(), 20.0);
        for (lat, lon, inside) in [
            (46.0, 5.0, true),
            (46.0, 6.0, false),
            (46.0, 4.0, false),
            (47.0, 5.0, false),
            (45.0, 5.0, false),
        ] {
            assert_eq!(area.contains(&Position::new(lat, lon).unwrap()), inside, "{lat}, {lon}");
        }
    }

    #[test]
    fn poles_and_date_line_get_all_longitudes() {
        for (lat, lon) in [(89.95, 10.0), (-89.95, 10.0), (0.0, 179.95), (0.0, -179.95)] {
            let area = bounding_box(&Position::new(lat, lon).unwrap(), 20.0);
            assert_eq!((area.min_lon, area.max_lon), (-180.0, 180.0), "{lat}, {lon}");
        }
    }
}
