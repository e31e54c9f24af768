//! Many cases on all processors, and what to say of the first that fails.

use std::env;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, Once};
use std::thread;

use crate::cast::CAST;
use crate::play::play;
use crate::seen::Seen;
use crate::shrink::Shrinking;
use crate::step::Case;
use crate::world::World;

const CASES: u64 = 1_000;
const SEED: u64 = 20_261_102;
/// Threads that play cases say nothing themselves: a panic there is a result.
const QUIET: &str = "case";

/// Which cases to play.
pub struct Run {
    seed: u64,
    first: u64,
    last: u64,
}

impl Run {
    /// `SHARENUM_SIMULATE_SEED`, and how many cases, from which on, or which single one.
    pub fn from_environment() -> Self {
        let number = |name: &str| {
            let text = env::var(name).ok()?;
            Some(text.parse::<u64>().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
        };
        let seed = number("SHARENUM_SIMULATE_SEED").unwrap_or(SEED);
        match number("SHARENUM_SIMULATE_CASE") {
            Some(case) => Self { seed, first: case, last: case },
            None => {
                let first = number("SHARENUM_SIMULATE_FIRST").unwrap_or_default();
                let cases = number("SHARENUM_SIMULATE_CASES").unwrap_or(CASES);
                Self { seed, first, last: first + cases.max(1) - 1 }
            }
        }
    }

    /// Plays them all, or fails with a short trace.
    pub fn play(&self) {
        let world = World::prepare();
        let seen = Mutex::new(Seen::default());
        let (next, failed) = (AtomicU64::new(self.first), AtomicU64::new(u64::MAX));
        let work = || {
            loop {
                let number = next.fetch_add(1, Ordering::SeqCst);
                if number > self.last || number > failed.load(Ordering::SeqCst) {
                    return;
                }
                let case = Case::draw(self.seed, number, CAST.len());
                match outcome(&world, &case).0 {
                    Ok(new) => seen.lock().unwrap().add(new),
                    Err(_) => drop(failed.fetch_min(number, Ordering::SeqCst)),
                }
            }
        };
        in_quiet_threads(thread::available_parallelism().map_or(1, usize::from), &work);
        let failed = failed.load(Ordering::SeqCst);
        if failed < u64::MAX {
            let told = Mutex::new(String::new());
            in_quiet_threads(1, &|| *told.lock().unwrap() = self.tell(&world, failed));
            panic!("{}", told.into_inner().unwrap());
        }
        let too_seldom = seen.into_inner().unwrap().too_seldom();
        let many = self.last - self.first >= CASES / 2;
        assert!(!many || too_seldom.is_empty(), "too seldom in these cases: {too_seldom:?}");
    }

    /// Shortens a failing case and writes down what happens in it.
    fn tell(&self, world: &World, number: u64) -> String {
        let case = Case::draw(self.seed, number, CAST.len());
        let long = case.steps.len();
        let short = Shrinking::new(|case: &Case| outcome(world, case).0.is_err()).shorten(case);
        let (what, trace) = outcome(world, &short);
        let what = what.err().unwrap_or_else(|| "it passed when it was played again".to_owned());
        let steps: String =
            (1..).zip(&trace).map(|(n, line)| format!("  {n:2}. {line}\n")).collect();
        let seed = self.seed;
        format!(
            "case {number} of seed {seed} ends badly: {what}\n\
             {} of its {long} steps are enough:\n{steps}\
             play it again: cargo xtask simulate --seed {seed} --case {number}",
            short.steps.len()
        )
    }
}

/// Plays a case: how it ended, and what happened in it.
fn outcome(world: &World, case: &Case) -> (Result<Seen, String>, Vec<String>) {
    let mut trace = Vec::new();
    let ended = catch_unwind(AssertUnwindSafe(|| play(world, case, &mut trace)));
    let ended = ended.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()));
        Err(format!("a panic: {}", text.unwrap_or_default()))
    });
    (ended, trace)
}

fn in_quiet_threads(count: usize, work: &(impl Fn() + Sync)) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(QUIET) {
                loud(info);
            }
        }));
    });
    thread::scope(|scope| {
        for _ in 0..count {
            thread::Builder::new().name(QUIET.to_owned()).spawn_scoped(scope, work).unwrap();
        }
    });
}

/// The same seed gives the same case, to the last word of its trace.
pub fn a_case_is_the_same_again() {
    let worlds = [World::prepare(), World::prepare()];
    for number in 0..6 {
        let case = Case::draw(SEED, number, CAST.len());
        let [one, other] = worlds.each_ref().map(|world| outcome(world, &case));
        assert_eq!(one, other, "case {number}");
    }
}
