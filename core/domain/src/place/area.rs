//! Areas: H3 cells of resolution 4 (edges of about 23 km) that tickets and workshops
//! are routed to, so that a phone follows one cell and misses nothing.

use std::collections::BTreeSet;

use h3o::{CellIndex, LatLng, Resolution};

use super::{EARTH_RADIUS_KM, Position, RadiusKm};

/// Added to a radius before cells are compared with it: covers rounding in the borders
/// of cells. A cell too many costs a few bytes, a cell too few loses a reader.
const MARGIN_KM: f64 = 0.05;

/// The area a position lies in.
pub fn area_of(position: &Position) -> u64 {
    u64::from(cell_of(position))
}

/// Every area that has a point within the radius of `centre`.
///
/// Never misses one; an area that lies less than 50 m outside may be included.
pub fn areas_within(centre: &Position, radius: RadiusKm) -> BTreeSet<u64> {
    let reach = (f64::from(radius.get()) + MARGIN_KM) / EARTH_RADIUS_KM;
    let centre_vector = Vector::of(lat_lng(centre));
    let home = cell_of(centre);

    // A disc is in one piece, so the cells it touches hang together: start at the one
    // that holds the centre and look at the neighbours of each cell that is touched.
    let mut touched = BTreeSet::from([home]);
    let mut edge = vec![home];
    while let Some(cell) = edge.pop() {
        for neighbour in cell.grid_disk::<Vec<_>>(1) {
            if !touched.contains(&neighbour) && angle_to(neighbour, centre_vector) <= reach {
                touched.insert(neighbour);
                edge.push(neighbour);
            }
        }
    }
    touched.into_iter().map(u64::from).collect()
}

fn lat_lng(position: &Position) -> LatLng {
    // A position is finite by construction, the only thing that could be refused here.
    LatLng::new(position.lat(), position.lon()).unwrap_or_default()
}

fn cell_of(position: &Position) -> CellIndex {
    lat_lng(position).to_cell(Resolution::Four)
}

/// Angle between a point outside a cell and the nearest point of the cell's border.
fn angle_to(cell: CellIndex, point: Vector) -> f64 {
    let boundary = cell.boundary();
    let corners: Vec<Vector> = boundary.iter().copied().map(Vector::of).collect();
    let next = corners.iter().cycle().skip(1);
    corners
        .iter()
        .zip(next)
        .map(|(start, end)| point.angle_to_arc(*start, *end))
        .fold(f64::INFINITY, f64::min)
}

/// A point on the unit sphere, where great circles are planes and need no special case
/// at the poles or the date line.
#[derive(Clone, Copy)]
struct Vector([f64; 3]);

impl Vector {
    fn of(point: LatLng) -> Self {
        let (lat, lon) = (point.lat().to_radians(), point.lng().to_radians());
        Self([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
    }

    fn dot(self, other: Self) -> f64 {
        self.0.iter().zip(other.0).map(|(a, b)| a * b).sum()
    }

    fn cross(self, other: Self) -> Self {
        let ([a, b, c], [x, y, z]) = (self.0, other.0);
        Self([b * z - c * y, c * x - a * z, a * y - b * x])
    }

    fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// Unlike the arc cosine alone, this keeps its precision for small angles.
    fn angle_to(self, other: Self) -> f64 {
        self.cross(other).length().atan2(self.dot(other))
    }

    fn angle_to_arc(self, start: Self, end: Self) -> f64 {
        let normal = start.cross(end);
        // The foot of the perpendicular lies between the ends when the point is on the
        // inner side of both planes that stand on the arc at its ends.
        let beside = normal.cross(start).dot(self) > 0.0 && end.cross(normal).dot(self) > 0.0;
        if beside {
            (normal.dot(self) / normal.length()).abs().min(1.0).asin()
        } else {
            self.angle_to(start).min(self.angle_to(end))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The point at a distance and a bearing, by the direct formula on the sphere.
    fn destination(from: &Position, bearing: f64, km: f64) -> Position {
        let (lat, lon) = (from.lat().to_radians(), from.lon().to_radians());
        let angle = km / EARTH_RADIUS_KM;
        let there = (lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos())
            .clamp(-1.0, 1.0)
            .asin();
        let turn =
            (bearing.sin() * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * there.sin());
        let lon = (lon + turn).to_degrees();
        Position::new(there.to_degrees(), (lon + 540.0).rem_euclid(360.0) - 180.0).unwrap()
    }

    fn anywhere() -> impl Strategy<Value = Position> {
        let france = (41.0..51.5, -5.0..10.0);
        let quebec = (45.0..62.0, -79.0..-57.0);
        let earth = (-90.0..=90.0, -180.0..=180.0);
        // Around the twelve pentagons of the grid and the corners of the icosahedron.
        let pentagon = (0..12usize, -1.0..1.0f64, -1.0..1.0f64).prop_map(|(index, dlat, dlon)| {
            let cell = Resolution::Four.pentagons().nth(index).unwrap();
            let centre = LatLng::from(cell);
            (centre.lat() + dlat, (centre.lng() + dlon + 540.0).rem_euclid(360.0) - 180.0)
        });
        prop_oneof![france, quebec, earth, pentagon]
            .prop_map(|(lat, lon)| Position::new(lat.clamp(-90.0, 90.0), lon).unwrap())
    }

    proptest! {
        #[test]
        fn no_point_within_the_radius_is_outside_its_areas(
            centre in anywhere(),
            km in 1u16..=100,
            points in prop::collection::vec((0.0..std::f64::consts::TAU, 0.0f64..=1.0), 200),
        ) {
            let radius = RadiusKm::new(km).unwrap();
            let areas = areas_within(&centre, radius);
            for (bearing, part) in points {
                // The square root spreads points evenly; many lie close to the border.
                let point = destination(&centre, bearing, part.sqrt() * f64::from(km));
                if radius.covers(centre.distance_km(&point)) {
                    prop_assert!(areas.contains(&area_of(&point)), "{centre} {point}");
                }
            }
        }

        #[test]
        fn every_area_comes_close_to_the_radius(centre in anywhere(), km in 1u16..=100) {
            let point = Vector::of(lat_lng(&centre));
            for area in areas_within(&centre, RadiusKm::new(km).unwrap()) {
                let cell = CellIndex::try_from(area).unwrap();
                let nearest = angle_to(cell, point) * EARTH_RADIUS_KM;
                let holds_centre = area == area_of(&centre);
                prop_assert!(holds_centre || nearest <= f64::from(km) + MARGIN_KM);
            }
        }
    }

    #[test]
    fn a_small_radius_inside_an_area_covers_that_area_only() {
        let cell = cell_of(&Position::new(46.31407, 4.82823).unwrap());
        let centre = LatLng::from(cell);
        let centre = Position::new(centre.lat(), centre.lng()).unwrap();
        assert_eq!(areas_within(&centre, RadiusKm::MIN), BTreeSet::from([u64::from(cell)]));
    }

    /// Points along the border between two neighbours.
    fn border_between(one: CellIndex, other: CellIndex) -> Vec<Position> {
        let corners = |cell: CellIndex| -> Vec<Position> {
            let at = |corner: &LatLng| Position::new(corner.lat(), corner.lng()).unwrap();
            cell.boundary().iter().map(at).collect()
        };
        let theirs = corners(other);
        let shared: Vec<Position> =
            corners(one).into_iter().filter(|corner| theirs.contains(corner)).collect();
        let [start, end] = shared.as_slice() else { panic!("{shared:?}") };
        (0..=500)
            .map(|step| {
                let part = f64::from(step) / 500.0;
                let lat = start.lat() + (end.lat() - start.lat()) * part;
                let lon = start.lon() + (end.lon() - start.lon()) * part;
                Position::new(lat, lon).unwrap()
            })
            .collect()
    }

    #[test]
    fn an_area_that_the_radius_barely_touches_is_among_its_areas() {
        let radius = RadiusKm::new(10).unwrap();
        for (lat, lon) in [(46.31407, 4.82823), (45.5, -73.6), (-21.1, 55.5)] {
            let home = cell_of(&Position::new(lat, lon).unwrap());
            for neighbour in home.grid_disk::<Vec<_>>(1).into_iter().filter(|cell| *cell != home) {
                let border = border_between(home, neighbour);
                let middle = border[border.len() / 2];
                let centre =
                    Position::new(LatLng::from(home).lat(), LatLng::from(home).lng()).unwrap();
                let nearest = |from: &Position| {
                    border.iter().map(|point| from.distance_km(point)).fold(f64::MAX, f64::min)
                };
                // From the middle of the border towards the middle of the cell.
                let towards = |part: f64| {
                    let lat = middle.lat() + (centre.lat() - middle.lat()) * part;
                    let lon = middle.lon() + (centre.lon() - middle.lon()) * part;
                    Position::new(lat, lon).unwrap()
                };
                let at = |km: f64| {
                    let (mut low, mut high) = (0.0, 1.0);
                    for _ in 0..30 {
                        let part = f64::midpoint(low, high);
                        if nearest(&towards(part)) < km { low = part } else { high = part }
                    }
                    towards(low)
                };
                let touches = |km| areas_within(&at(km), radius).contains(&u64::from(neighbour));
                assert!(touches(9.98), "{home} {neighbour}");
                assert!(!touches(10.1), "{home} {neighbour}");
            }
        }
    }

    #[test]
    fn the_widest_radius_stays_within_a_few_dozen_areas() {
        for (lat, lon) in [(46.31407, 4.82823), (45.5, -73.6), (90.0, 0.0), (0.0, 180.0)] {
            let areas = areas_within(&Position::new(lat, lon).unwrap(), RadiusKm::MAX);
            assert!((15..80).contains(&areas.len()), "{lat}, {lon}: {}", areas.len());
        }
    }

    #[test]
    fn the_numbers_of_areas_are_pinned() {
        // The first is the parent of the example cell in the documentation of H3.
        for (lat, lon, area) in
            [(37.3615593, -122.0553238, "8428347ffffffff"), (46.31407, 4.82823, "841f957ffffffff")]
        {
            let found = area_of(&Position::new(lat, lon).unwrap());
            assert_eq!(format!("{found:x}"), area, "{lat}, {lon}");
        }
    }
}
