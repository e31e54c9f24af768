//! Training first: a ticket is opened only when no institutional training fits.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::catalogue::Training;
use crate::id::ToolId;
use crate::ticket::TrainingStep;

crate::phrases! {
    /// Why a ticket cannot be opened yet.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum TrainingStepMissing {
        /// Trainings of the author's academy were not looked at.
        NotShown {
            /// How many.
            count: usize,
        } = "training-first.not-shown" [count],
            "look at the trainings of your academy first, {count} of them not shown yet";
        /// There are trainings, and nothing says why none fits.
        NoReason = "training-first.no-reason",
            "say in a few words why none of these trainings fits";
    }
}

impl std::error::Error for TrainingStepMissing {}

/// The trainings of an academy for any of these tools, best match first.
///
/// Those that cover more of the tools come first, then by title.
pub fn trainings_first<'a>(
    tools: &BTreeSet<ToolId>,
    academy: &str,
    all: &'a [Training],
) -> Vec<&'a Training> {
    let covered = |training: &Training| training.tools.intersection(tools).count();
    let mut fitting: Vec<&Training> = all
        .iter()
        .filter(|training| training.academy == academy && covered(training) > 0)
        .collect();
    fitting.sort_by_key(|training| (Reverse(covered(training)), &training.title, &training.id));
    fitting
}

/// Whether the step before a ticket was done: every fitting training was shown, and a
/// reason is kept when there was one.
pub fn check_training_step(
    tools: &BTreeSet<ToolId>,
    academy: &str,
    all: &[Training],
    step: &TrainingStep,
) -> Result<(), TrainingStepMissing> {
    let fitting = trainings_first(tools, academy, all);
    let count = fitting.iter().filter(|training| !step.shown.contains(&training.id)).count();
    if count > 0 {
        return Err(TrainingStepMissing::NotShown { count });
    }
    if !fitting.is_empty() && step.reason.trim().is_empty() {
        return Err(TrainingStepMissing::NoReason);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Slug;

    fn slug(text: &str) -> Slug {
        Slug::new(text).unwrap()
    }

    fn slugs(texts: &[&str]) -> BTreeSet<Slug> {
        texts.iter().map(|text| slug(text)).collect()
    }

    fn training(id: &str, tools: &[&str], academy: &str) -> Training {
        Training {
            id: slug(id),
            tools: slugs(tools),
            academy: academy.to_owned(),
            title: format!("Training {id}"),
            url: String::new(),
            summary: String::new(),
        }
    }

    fn catalogue() -> Vec<Training> {
        vec![
            training("b", &["scratch"], "07"),
            training("a", &["scratch"], "07"),
            training("c", &["scratch", "3d-printer"], "07"),
            training("d", &["scratch"], "10"),
            training("e", &["robot"], "07"),
        ]
    }

    fn ids(trainings: &[&Training]) -> Vec<String> {
        trainings.iter().map(|training| training.id.to_string()).collect()
    }

    #[test]
    fn the_trainings_of_the_own_academy_come_best_match_first() {
        let all = catalogue();
        let tools = slugs(&["scratch", "3d-printer"]);
        assert_eq!(ids(&trainings_first(&tools, "07", &all)), ["c", "a", "b"]);
        assert_eq!(ids(&trainings_first(&tools, "10", &all)), ["d"]);
        assert!(trainings_first(&tools, "7", &all).is_empty());
        assert!(trainings_first(&BTreeSet::new(), "07", &all).is_empty());
    }

    #[test]
    fn a_ticket_waits_until_every_fitting_training_was_shown_and_refused() {
        let all = catalogue();
        let tools = slugs(&["scratch"]);
        let check = |shown: &[&str], reason: &str| {
            let step = TrainingStep { shown: slugs(shown), reason: reason.to_owned() };
            check_training_step(&tools, "07", &all, &step)
        };
        assert_eq!(check(&["a"], "too late"), Err(TrainingStepMissing::NotShown { count: 2 }));
        assert_eq!(check(&["a", "b", "c"], " \n"), Err(TrainingStepMissing::NoReason));
        assert_eq!(check(&["a", "b", "c"], "too late"), Ok(()));
        assert_eq!(check(&["a", "b", "c", "gone"], "too late"), Ok(()));
    }

    #[test]
    fn no_reason_is_asked_for_when_there_is_no_training() {
        let step = TrainingStep::default();
        assert_eq!(check_training_step(&slugs(&["robot"]), "10", &catalogue(), &step), Ok(()));
    }
}
