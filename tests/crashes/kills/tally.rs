//! Who was killed where, over all runs.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::order::{Kill, Point, Who};

#[derive(Default)]
pub struct Tally(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    at: BTreeMap<Point, usize>,
    at_a_moment: BTreeMap<Who, usize>,
    failures: Vec<String>,
}

impl Tally {
    pub fn killed(&self, kill: &Kill) {
        self.with(|counts| match kill {
            Kill::At { point, .. } => *counts.at.entry(point.clone()).or_default() += 1,
            Kill::After { who, .. } => *counts.at_a_moment.entry(*who).or_default() += 1,
        });
    }

    pub fn fail(&self, wrong: String) {
        self.with(|counts| counts.failures.push(wrong));
    }

    pub fn kills(&self) -> usize {
        self.with(|counts| {
            counts.at.values().sum::<usize>() + counts.at_a_moment.values().sum::<usize>()
        })
    }

    pub fn names(&self, point: &Point) -> bool {
        self.with(|counts| counts.at.contains_key(point))
    }

    pub fn has_failed(&self) -> bool {
        self.with(|counts| !counts.failures.is_empty())
    }

    pub fn failures(&self) -> Vec<String> {
        self.with(|counts| counts.failures.clone())
    }

    fn with<R>(&self, work: impl FnOnce(&mut Counts) -> R) -> R {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for ((who, name), times) in &counts.at {
            writeln!(f, "{times:6}  {who:?} at {name}")?;
        }
        for (who, times) in &counts.at_a_moment {
            writeln!(f, "{times:6}  {who:?} at a random moment")?;
        }
        Ok(())
    }
}
