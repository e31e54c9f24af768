//! The plan that two or more members write together, also offline.

use std::collections::{BTreeMap, BTreeSet};

use super::Slot;
use crate::id::MemberId;
use crate::text::{Need, check_count, check_line, check_prose};
use crate::{Field, InputProblem, InvalidInput};

/// What, for whom, where and when: settled together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is done.
    pub what: String,
    /// For whom.
    pub for_whom: String,
    /// Where.
    pub venue: String,
    /// The dates that are possible.
    pub dates: BTreeSet<Slot>,
    /// Who can come on which date.
    pub votes: BTreeMap<(Slot, MemberId), bool>,
    /// The date that was settled: one of `dates`.
    pub chosen: Option<Slot>,
}

impl Plan {
    /// Longest text of each field, in characters.
    pub const MAX_TEXT: usize = 2000;
    /// Longest venue, in characters.
    pub const MAX_VENUE: usize = 120;
    /// Most dates to vote on.
    pub const MAX_DATES: usize = 30;

    /// Checks the limits of what was typed, and that the settled date is one of the dates.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check_prose(Field::What, &self.what, Self::MAX_TEXT, Need::Optional)?;
        check_prose(Field::ForWhom, &self.for_whom, Self::MAX_TEXT, Need::Optional)?;
        check_line(Field::Venue, &self.venue, Self::MAX_VENUE, Need::Optional)?;
        check_count(Field::Dates, self.dates.len(), 0..=Self::MAX_DATES)?;
        self.dates.iter().try_for_each(Slot::check)?;
        if self.chosen.as_ref().is_some_and(|chosen| !self.dates.contains(chosen)) {
            return Err(InvalidInput::new(Field::Chosen, InputProblem::NotProposed));
        }
        Ok(())
    }

    /// How many can come on a date, and how many cannot.
    pub fn tally(&self, date: &Slot) -> (usize, usize) {
        let votes = self.votes.iter().filter(|((voted, _), _)| voted == date);
        votes.fold((0, 0), |(yes, no), (_, can)| if *can { (yes + 1, no) } else { (yes, no + 1) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: u8) -> Slot {
        format!("2026-12-{day:02}T14:00[Europe/Paris]/90").parse().unwrap()
    }

    #[test]
    fn the_settled_date_is_one_of_the_dates() {
        let mut plan = Plan { dates: BTreeSet::from([date(2)]), ..Plan::default() };
        assert_eq!(plan.check(), Ok(()));
        plan.chosen = Some(date(3));
        assert_eq!(plan.check().unwrap_err().field.as_str(), "chosen");
        plan.chosen = Some(date(2));
        assert_eq!(plan.check(), Ok(()));
    }

    #[test]
    fn a_plan_has_limits() {
        let too_many = Plan { dates: (1..=31).map(date).collect(), ..Plan::default() };
        assert_eq!(too_many.check().unwrap_err().field.as_str(), "dates");
        let too_long = Plan { venue: "x".repeat(121), ..Plan::default() };
        assert_eq!(too_long.check().unwrap_err().field.as_str(), "venue");
        let mut endless = date(2);
        endless.minutes = 0;
        let endless = Plan { dates: BTreeSet::from([endless]), ..Plan::default() };
        assert_eq!(endless.check().unwrap_err().field.as_str(), "minutes");
    }

    #[test]
    fn votes_are_counted_by_date() {
        let member = |n: u8| MemberId::from([n; 16]);
        let votes = BTreeMap::from([
            ((date(2), member(1)), true),
            ((date(2), member(2)), false),
            ((date(3), member(1)), true),
            ((date(3), member(2)), true),
        ]);
        let plan = Plan { votes, ..Plan::default() };
        assert_eq!(plan.tally(&date(2)), (1, 1));
        assert_eq!(plan.tally(&date(3)), (2, 0));
        assert_eq!(plan.tally(&date(4)), (0, 0));
    }
}
