//! Who is to be killed, and when.

use std::fmt;
use std::time::Duration;

use sharenum_disk::Chance;

use super::world::Reference;

/// Of three processes, one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Phone,
    Region,
    Bus,
}

/// A fail point of one of them.
pub type Point = (Who, String);

/// A random moment is at most so long after the last kill.
const LONGEST: usize = 150_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kill {
    /// When it comes to the place for the `count`th time.
    At { point: Point, count: usize },
    /// So long from now, wherever it is then.
    After { who: Who, time: Duration },
}

impl Kill {
    pub const fn first_at(point: Point) -> Self {
        Self::At { point, count: 1 }
    }

    /// One half at a place, one half at a moment.
    pub fn by(chance: &mut Chance, reference: &Reference) -> Self {
        if chance.happens(50) {
            let points: Vec<_> = reference.passed.iter().collect();
            let (point, passed) = *chance.one_of(&points);
            // Early ones more often: what is killed late may be done before.
            let most = 1 + chance.below(*passed);
            Self::At { point: point.clone(), count: 1 + chance.below(most) }
        } else {
            let who = *chance.one_of(&[Who::Phone, Who::Region, Who::Bus]);
            let most = 1 + chance.below(LONGEST);
            Self::After { who, time: Duration::from_micros(chance.below(most) as u64) }
        }
    }

    pub const fn who(&self) -> Who {
        match self {
            Self::At { point: (who, _), .. } | Self::After { who, .. } => *who,
        }
    }
}

impl fmt::Display for Kill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At { point: (who, name), count } => write!(f, "{who:?} {name} ×{count}"),
            Self::After { who, time } => write!(f, "{who:?} after {time:?}"),
        }
    }
}
