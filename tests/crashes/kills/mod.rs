//! Processes killed at named and at random moments.
//!
//! A run of the story is a phone, a bus and a region, each a process of its own. While the phone
//! lives through the story, one of the three is killed, again and again. After each kill all that
//! the files say is checked, what was killed is started again, and the story goes on to the same
//! end as without.
//!
//! `SHARENUM_KILLS` and `SHARENUM_SEED` say how many and which; see `cargo xtask crash`.

mod hub;
mod order;
mod tally;
mod world;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use sharenum_disk::Chance;

use crate::template::Template;
use order::{Kill, Who};
use tally::Tally;
use world::{Reference, World};

/// In the normal run.
const KILLS: usize = 200;
const SEED: u64 = 4;
/// Kills in one run of the story.
const KILLS_PER_RUN: usize = 6;
/// Runs at the same time: each mostly waits for its processes.
const AT_ONCE: usize = 3;

#[test]
fn killed_anywhere_nothing_that_was_said_is_lost_and_the_work_goes_on_to_the_same_end() {
    let kills = number("SHARENUM_KILLS").map_or(KILLS, |kills| usize::try_from(kills).unwrap());
    let seed = number("SHARENUM_SEED").unwrap_or(SEED);
    let template = Template::get();
    let reference = World::undisturbed(template);
    assert_eq!(reference.missing_points(), Vec::<&str>::new(), "the story comes past each of them");

    let (runs, tally) = (AtomicUsize::new(0), Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while tally.kills() < kills && !tally.has_failed() {
                    let run = runs.fetch_add(1, Ordering::SeqCst);
                    one_run(template, &reference, seed, run, &tally);
                }
            });
        }
    });
    assert!(!tally.has_failed(), "{}", tally.failures().join("\n"));
    let never: Vec<_> = reference.points().filter(|point| !tally.names(point)).collect();
    assert!(kills < KILLS || never.is_empty(), "nobody was killed at {never:?}");
    if kills > KILLS {
        println!("{tally}");
    }
}

/// The first runs begin with one fail point each, so that none is left out; the rest is chance.
fn one_run(template: &Template, reference: &Reference, seed: u64, run: usize, tally: &Tally) {
    let mut chance = Chance::new(seed.wrapping_mul(1_000_003).wrapping_add(run as u64));
    let mut orders: Vec<Kill> =
        (0..KILLS_PER_RUN).map(|_| Kill::by(&mut chance, reference)).collect();
    if let Some(point) = reference.points().nth(run) {
        orders[0] = Kill::first_at(point.clone());
    }
    let told: Vec<_> = orders.iter().map(ToString::to_string).collect();
    let lived = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let outcome = World::new(template, run, &reference.written).live(orders, tally)?;
        outcome.same_as(&reference.outcome)
    }));
    let wrong = match lived {
        Ok(Ok(())) => return,
        Ok(Err(wrong)) => wrong,
        Err(panic) => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
    };
    tally.fail(format!("seed {seed}, run {run}, killed at {}: {wrong}", told.join(", ")));
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|value| value.parse().expect("a number"))
}

/// Every fail point there is. One that is taken out, or that nobody comes past, is noticed.
const POINTS: &[(Who, &[&str])] = &[
    (
        Who::Phone,
        &[
            "phone.edit.before",
            "phone.edit.inside",
            "phone.edit.after",
            "phone.fold.before",
            "phone.fold.inside",
            "phone.fold.after",
            "phone.commit.before",
            "phone.commit.after",
            "phone.push.before",
            "phone.push.after",
            "phone.acknowledge.before",
            "phone.acknowledge.inside",
            "phone.acknowledge.after",
            "phone.pull.before",
            "phone.pull.inside",
            "phone.pull.cursor",
            "phone.pull.after",
        ],
    ),
    (Who::Region, HUB),
    (Who::Bus, HUB),
    (
        Who::Bus,
        &[
            "bus.push.before",
            "bus.push.after",
            "bus.acknowledge.before",
            "bus.acknowledge.inside",
            "bus.acknowledge.after",
            "bus.pull.before",
            "bus.pull.inside",
            "bus.pull.after",
        ],
    ),
];

const HUB: &[&str] = &[
    "hub.push.before",
    "hub.push.inside",
    "hub.decide.before",
    "hub.decide.after",
    "hub.commit.before",
    "hub.commit.after",
    "hub.push.after",
    "hub.pull.before",
    "hub.acknowledge.before",
];

/// How often each process came past each point in a run that nobody disturbed.
pub type Passed = BTreeMap<(Who, String), usize>;
