//! From a long case that fails to a short one.

use crate::step::{Case, Step};

/// Cases played to find a shorter one.
const MOST_TRIES: usize = 250;

pub struct Shrinking<F> {
    fails: F,
    tries: usize,
}

impl<F: FnMut(&Case) -> bool> Shrinking<F> {
    pub const fn new(fails: F) -> Self {
        Self { fails, tries: MOST_TRIES }
    }

    /// The shortest case that was found to fail like this one.
    pub fn shorten(&mut self, mut case: Case) -> Case {
        loop {
            let before = case.clone();
            case = self.fewer_steps(case);
            case = self.fewer_phones(case);
            case = self.plainer(case);
            if case == before || self.tries == 0 {
                return case;
            }
        }
    }

    fn still_fails(&mut self, case: &Case) -> bool {
        if self.tries == 0 {
            return false;
        }
        self.tries -= 1;
        (self.fails)(case)
    }

    /// Leaves out runs of steps: long ones first, single ones in the end.
    fn fewer_steps(&mut self, mut case: Case) -> Case {
        let mut run = case.steps.len().div_ceil(2);
        while run > 0 {
            // From the end: what comes late matters least often.
            let mut end = case.steps.len();
            while end > 0 {
                let start = end.saturating_sub(run);
                let mut shorter = case.clone();
                shorter.steps.drain(start..end);
                if self.still_fails(&shorter) {
                    case = shorter;
                }
                end = start.min(case.steps.len());
            }
            run /= 2;
        }
        case
    }

    fn fewer_phones(&mut self, mut case: Case) -> Case {
        let mut number = case.phones.len();
        while number > 0 && case.phones.len() > 1 {
            number -= 1;
            let fewer = without(&case, number);
            if self.still_fails(&fewer) {
                case = fewer;
            }
        }
        case
    }

    /// Takes away mishaps, clocks that differ, and phones that know the bus only.
    fn plainer(&mut self, mut case: Case) -> Case {
        for number in 0..case.steps.len() {
            let mut plainer = case.clone();
            let (Step::Sync { road, .. } | Step::Carry { road }) = &mut plainer.steps[number]
            else {
                continue;
            };
            (road.narrow, road.trouble) = (false, None);
            case = self.if_it_fails(plainer, case);
        }
        let mut plainer = case.clone();
        plainer.skews.fill(0);
        case = self.if_it_fails(plainer, case);
        for number in 0..case.by_bus.len() {
            let mut plainer = case.clone();
            plainer.by_bus[number] = false;
            case = self.if_it_fails(plainer, case);
        }
        case
    }

    fn if_it_fails(&mut self, plainer: Case, case: Case) -> Case {
        if plainer != case && self.still_fails(&plainer) { plainer } else { case }
    }
}

/// The case without one of its phones and what it did.
fn without(case: &Case, number: usize) -> Case {
    let mut fewer = case.clone();
    fewer.phones.remove(number);
    fewer.by_bus.remove(number);
    // The hubs' clocks come first.
    fewer.skews.remove(number + 2);
    fewer.steps.retain_mut(|step| {
        let (Step::Act { phone, .. } | Step::Sync { phone, .. } | Step::Reopen { phone }) = step
        else {
            return true;
        };
        let whose = usize::from(*phone) % case.phones.len();
        *phone = u8::try_from(whose - usize::from(whose > number)).unwrap();
        whose != number
    });
    fewer
}
