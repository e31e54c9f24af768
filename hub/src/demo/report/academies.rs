//! Which academies there are, and how they are told apart: by colour and by shape.

use std::collections::BTreeMap;

use super::model::Map;

/// The academies of a map, those with the most establishments in the radius first.
pub(super) struct Academies {
    names: Vec<String>,
}

/// Academies with a colour and a shape of their own; others share the last.
const DISTINCT: usize = 3;

impl Academies {
    pub(super) fn of(map: &Map) -> Self {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        // Those farther away are not on the map.
        for school in map.schools.iter().filter(|school| school.km <= map.radius_km * 1.9) {
            let (inside, all) = counts.entry(&school.academy).or_default();
            *inside += usize::from(school.km <= map.radius_km);
            *all += 1;
        }
        let mut names: Vec<&str> = counts.keys().copied().collect();
        names.sort_by_key(|name| std::cmp::Reverse(counts[name]));
        Self { names: names.into_iter().map(str::to_owned).collect() }
    }

    /// Position in the order, at most the one that the rest shares.
    pub(super) fn rank(&self, academy: &str) -> usize {
        self.names.iter().position(|name| name == academy).unwrap_or(DISTINCT).min(DISTINCT)
    }

    /// The class that gives its colour.
    pub(super) fn class(&self, academy: &str) -> &'static str {
        ["academy-0", "academy-1", "academy-2", "academy-3"][self.rank(academy)]
    }

    /// Those that have a colour of their own.
    pub(super) fn distinct(&self) -> impl Iterator<Item = &str> {
        self.names.iter().take(DISTINCT).map(String::as_str)
    }

    /// Whether there are more than that.
    pub(super) fn has_others(&self) -> bool {
        self.names.len() > DISTINCT
    }
}
