//! From degrees to px: a flat projection around the centre, true enough over 100 km.

use super::super::model::{Map, Person, Point};

/// km per degree of latitude on a sphere of 6371.0088 km.
const KM_PER_DEGREE: f64 = 111.195_08;

/// How much of the land a map shows.
pub(super) struct Frame {
    centre: Point,
    /// px per km.
    pub scale: f64,
    /// px.
    pub width: f64,
    /// px.
    pub height: f64,
}

impl Frame {
    /// Shows the whole radius, and those who took part unless they are much farther away.
    pub(super) fn around(map: &Map, people: &[Person]) -> Self {
        const WIDTH: f64 = 1000.0;
        const HEIGHT: f64 = 760.0;
        // A radius is at least 1 km.
        let least = map.radius_km.max(1.0) * 1.2;
        let most = map.radius_km * 2.2;
        let (mut east, mut north) = (least, least);
        for school in people.iter().filter_map(|person| map.schools.get(person.school)) {
            if school.km <= most {
                let (x, y) = offset_km(map.centre, school.at);
                east = east.max(x.abs() * 1.12);
                north = north.max(y.abs() * 1.12);
            }
        }
        let scale = (WIDTH / (2.0 * east)).min(HEIGHT / (2.0 * north));
        Self { centre: map.centre, scale, width: WIDTH, height: HEIGHT }
    }

    /// Where a point is drawn, in px from the top left corner.
    pub(super) fn place(&self, point: Point) -> (f64, f64) {
        let (x, y) = offset_km(self.centre, point);
        (self.width / 2.0 + x * self.scale, self.height / 2.0 - y * self.scale)
    }

    /// Whether a drawn point is visible, with `margin` px to spare.
    pub(super) fn shows(&self, (x, y): (f64, f64), margin: f64) -> bool {
        (margin..=self.width - margin).contains(&x) && (margin..=self.height - margin).contains(&y)
    }

    /// Where the way from the centre to a point outside meets the edge, `margin` px inside.
    pub(super) fn edge(&self, (x, y): (f64, f64), margin: f64) -> (f64, f64) {
        let (half_width, half_height) = (self.width / 2.0, self.height / 2.0);
        let (dx, dy) = (x - half_width, y - half_height);
        let shrink = ((half_width - margin) / dx.abs().max(1e-9))
            .min((half_height - margin) / dy.abs().max(1e-9))
            .min(1.0);
        (half_width + dx * shrink, half_height + dy * shrink)
    }
}

/// km to the east and to the north.
fn offset_km(centre: Point, point: Point) -> (f64, f64) {
    // The short way round, for schools on both sides of the antimeridian.
    let degrees = (point.lon - centre.lon + 540.0).rem_euclid(360.0) - 180.0;
    (
        degrees * centre.lat.to_radians().cos() * KM_PER_DEGREE,
        (point.lat - centre.lat) * KM_PER_DEGREE,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_centre_is_in_the_middle_and_north_is_up() {
        let map = Map { centre: Point { lat: 46.3, lon: 4.8 }, radius_km: 20.0, ..Map::default() };
        let frame = Frame::around(&map, &[]);
        assert_eq!(frame.place(map.centre), (500.0, 380.0));
        let (x, y) = frame.place(Point { lat: 46.4, lon: 4.9 });
        assert!(x > 500.0 && y < 380.0);
        assert!(frame.scale * map.radius_km < 380.0, "the circle fits");
    }

    #[test]
    fn what_is_too_far_away_is_shown_at_the_edge() {
        let map = Map { radius_km: 20.0, ..Map::default() };
        let frame = Frame::around(&map, &[]);
        let far = frame.place(Point { lat: 0.0, lon: 5.0 });
        assert!(!frame.shows(far, 0.0));
        assert_eq!(frame.edge(far, 10.0), (990.0, 380.0));
    }
}
