//! Criterion for what takes less than a few milliseconds.

use std::cell::RefCell;
use std::hint::black_box;
use std::time::Duration;

use criterion::Criterion;

use crate::clock::{CpuTime, thread_cpu};
use crate::spread::Spread;

const SAMPLES: usize = 40;

/// Times `work` by the thread's processor time: criterion chooses how often, prints what it makes
/// of it and keeps it under `target/criterion`. Answers the time of one call in each sample, in µs.
pub fn time<R>(name: &str, mut work: impl FnMut() -> R) -> Spread {
    let samples = RefCell::new(Vec::new());
    Criterion::default()
        .with_measurement(CpuTime)
        .sample_size(SAMPLES)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .bench_function(name, |bencher| {
            bencher.iter_custom(|calls| {
                let from = thread_cpu();
                for _ in 0..calls {
                    black_box(work());
                }
                let took = thread_cpu().saturating_sub(from);
                samples.borrow_mut().push(took.as_secs_f64() * 1e6 / calls as f64);
                took
            });
        });
    let samples = samples.into_inner();
    // What came before was the warm-up.
    Spread::of(samples[samples.len().saturating_sub(SAMPLES)..].iter().copied())
}
