//! Directions as people say them.

use crate::PhraseKey;

macro_rules! points {
    ($($(#[$doc:meta])* $point:ident = $key:literal, $english:literal;)+) => {
        /// One of eight directions on the compass.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CompassPoint {
            $($(#[$doc])* $point,)+
        }

        impl CompassPoint {
            /// All of them, clockwise from north.
            pub const ALL: [Self; 8] = [$(Self::$point),+];

            /// The key of its name in the reader's language.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$point => $key,)+ }
            }

            /// The keys of all names.
            #[must_use]
            pub fn phrases() -> Vec<PhraseKey> {
                vec![$(PhraseKey::new($key, $english)),+]
            }
        }

        impl std::fmt::Display for CompassPoint {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $(Self::$point => $english,)+ })
            }
        }
    };
}

points! {
    /// 0°.
    North = "compass.north", "north";
    /// 45°.
    NorthEast = "compass.north-east", "north-east";
    /// 90°.
    East = "compass.east", "east";
    /// 135°.
    SouthEast = "compass.south-east", "south-east";
    /// 180°.
    South = "compass.south", "south";
    /// 225°.
    SouthWest = "compass.south-west", "south-west";
    /// 270°.
    West = "compass.west", "west";
    /// 315°.
    NorthWest = "compass.north-west", "north-west";
}

impl CompassPoint {
    /// The nearest to a bearing in degrees, clockwise from north.
    #[must_use]
    pub fn of(bearing: f64) -> Self {
        let eighth = (bearing.rem_euclid(360.0) / 45.0).round();
        // Between 0 and 8, of which the last is north again.
        Self::ALL[eighth as usize % 8]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bearing_belongs_to_the_nearest_of_eight_directions() {
        for (bearing, point) in [
            (0.0, CompassPoint::North),
            (22.4, CompassPoint::North),
            (22.6, CompassPoint::NorthEast),
            (90.0, CompassPoint::East),
            (135.0, CompassPoint::SouthEast),
            (181.0, CompassPoint::South),
            (225.0, CompassPoint::SouthWest),
            (270.0, CompassPoint::West),
            (315.0, CompassPoint::NorthWest),
            (337.6, CompassPoint::North),
            (359.9, CompassPoint::North),
            (-90.0, CompassPoint::West),
        ] {
            assert_eq!(CompassPoint::of(bearing), point, "{bearing}");
        }
    }
}
