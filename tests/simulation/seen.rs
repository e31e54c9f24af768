//! What the cases have exercised: a generator that never gets two people to ask for one seat would
//! pass for ever, so a run of many cases must have seen everything at least a few times.

use std::collections::BTreeMap;

use sharenum_domain::AlertKind;

use crate::step::{DEEDS, MISHAPS};

const A_FEW: usize = 5;
const OUTCOMES: [&str; 7] = [
    "seat confirmed",
    "seat waiting",
    "seat refused",
    "seat released",
    "day confirmed",
    "day refused",
    "day released",
];

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen(BTreeMap<String, usize>);

impl Seen {
    pub fn note(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    pub fn add(&mut self, other: Self) {
        for (what, times) in other.0 {
            *self.0.entry(what).or_default() += times;
        }
    }

    /// What was seen too seldom to say anything about it.
    pub fn too_seldom(&self) -> Vec<String> {
        let deeds = DEEDS.iter().map(|(_, deed)| format!("{deed:?}"));
        let mishaps = MISHAPS.iter().map(|mishap| format!("{mishap:?}"));
        let alerts = AlertKind::KNOWN.iter().map(|kind| kind.as_str().to_owned());
        let all = deeds.chain(mishaps).chain(alerts).chain(OUTCOMES.map(str::to_owned));
        all.filter(|what| self.0.get(what).is_none_or(|times| *times < A_FEW)).collect()
    }
}
