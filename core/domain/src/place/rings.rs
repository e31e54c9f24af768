//! A picture of what is near that needs no map: a centre, three rings, points.

/// Three distances around a centre, in km, drawn as rings. The outermost has the radius 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rings([u16; 3]);

/// A point on the picture: the centre is 0, 0 and the outermost ring 1; x grows to the east and y to
/// the south, as the rows of a screen do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OnDisc {
    /// To the right: east.
    pub x: f64,
    /// Down: south.
    pub y: f64,
    /// Farther away than the outermost ring: only the direction is true, the point stands on a
    /// margin at [`OnDisc::MARGIN`].
    pub beyond: bool,
}

impl OnDisc {
    /// Where what is too far away stands: outside the outermost ring, all of it equally far.
    pub const MARGIN: f64 = 1.1;
}

impl Rings {
    /// The sets, smallest first. Three rings each: a fourth would crowd the picture, and with one
    /// far point to be shown, what is near would fall upon the centre.
    const SETS: [Self; 3] = [Self([5, 10, 20]), Self([10, 25, 50]), Self([25, 50, 100])];

    /// The smallest set that reaches the nearest thing, so that the picture is empty only when
    /// nothing is near: the usual one mostly, since points farther away than 20 km are rare and stand
    /// on the margin. No radius goes beyond the largest.
    #[must_use]
    pub fn reaching(nearest_km: Option<f64>) -> Self {
        let [usual, .., widest] = Self::SETS;
        let Some(nearest) = nearest_km else { return usual };
        Self::SETS.into_iter().find(|rings| nearest <= rings.outermost()).unwrap_or(widest)
    }

    /// The distances in km, from the innermost.
    #[must_use]
    pub const fn km(self) -> [u16; 3] {
        self.0
    }

    fn outermost(self) -> f64 {
        let [.., outermost] = self.0;
        f64::from(outermost)
    }

    /// How large a ring is drawn: 1 for the outermost. The scale is even, so a distance on the
    /// picture is a distance.
    #[must_use]
    pub fn radius(self, km: f64) -> f64 {
        km / self.outermost()
    }

    /// Where something stands, from its distance in km and its bearing in degrees from north.
    #[must_use]
    pub fn place(self, km: f64, bearing: f64) -> OnDisc {
        let radius = self.radius(km);
        let beyond = radius > 1.0;
        let radius = if beyond { OnDisc::MARGIN } else { radius };
        let (east, north) = bearing.to_radians().sin_cos();
        OnDisc { x: radius * east, y: -radius * north, beyond }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_rings_grow_only_when_nothing_is_within_them() {
        for (nearest, km) in [
            (None, [5, 10, 20]),
            (Some(0.0), [5, 10, 20]),
            (Some(20.0), [5, 10, 20]),
            (Some(20.001), [10, 25, 50]),
            (Some(50.0), [10, 25, 50]),
            (Some(50.001), [25, 50, 100]),
            (Some(100.0), [25, 50, 100]),
            (Some(400.0), [25, 50, 100]),
        ] {
            assert_eq!(Rings::reaching(nearest).km(), km, "{nearest:?}");
        }
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let rings = Rings::reaching(None);
        for (km, bearing, x, y, beyond) in [
            (20.0, 0.0, 0.0, -1.0, false),
            (10.0, 90.0, 0.5, 0.0, false),
            (5.0, 180.0, 0.0, 0.25, false),
            (20.0, 270.0, -1.0, 0.0, false),
            (30.0, 270.0, -1.1, 0.0, true),
            (99.0, 0.0, 0.0, -1.1, true),
            (0.0, 123.0, 0.0, 0.0, false),
        ] {
            let there = rings.place(km, bearing);
            assert!((there.x - x).abs() < 1e-12 && (there.y - y).abs() < 1e-12, "{there:?}");
            assert_eq!(there.beyond, beyond);
        }
        assert_eq!(rings.km().map(|km| rings.radius(km.into())), [0.25, 0.5, 1.0]);
    }

    proptest! {
        #[test]
        fn every_point_is_on_the_disc_or_on_its_margin(
            nearest in 0.0..120.0f64, km in 0.0..120.0f64, bearing in 0.0..360.0f64,
        ) {
            let rings = Rings::reaching(Some(nearest));
            let there = rings.place(km, bearing);
            let radius = there.x.hypot(there.y);
            if there.beyond {
                prop_assert!((radius - OnDisc::MARGIN).abs() < 1e-9);
                prop_assert!(km > f64::from(rings.km()[2]));
            } else {
                prop_assert!((radius * f64::from(rings.km()[2]) - km).abs() < 1e-9);
            }
        }
    }
}
