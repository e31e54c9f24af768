//! When a bus tries to carry: at an interval, soon after something came in, and when asked.

use std::sync::Arc;
use std::time::Duration;

use sharenum_sync::{HttpClient, SyncSummary};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep_until};

use super::carry;
use crate::{Hub, HubError};

/// A bus at its stop takes many phones in at once: wait for the others.
const SETTLE: Duration = Duration::from_secs(2);
/// No attempt lasts longer; the next goes on from there.
const BUDGET: Duration = Duration::from_secs(300);
/// Requests to carry now that may wait.
const MOST_ASKED: usize = 16;

type Answer = oneshot::Sender<Result<SyncSummary, HubError>>;

/// Asks for a carry now.
#[derive(Clone, Debug)]
pub struct Trigger(mpsc::Sender<Answer>);

impl Trigger {
    /// Carries once and says how it went.
    ///
    /// # Errors
    /// What [`carry`] returned, or when the bus is shutting down.
    pub async fn carry(&self) -> Result<SyncSummary, HubError> {
        let stopping = || HubError::Unavailable("the bus is shutting down".to_owned());
        let (answer, answered) = oneshot::channel();
        self.0.send(answer).await.map_err(|_| stopping())?;
        answered.await.map_err(|_| stopping())?
    }
}

/// The bus's rounds.
pub struct Rounds {
    hub: Arc<Hub>,
    client: HttpClient,
    upstream: String,
    every: Duration,
    asked: mpsc::Receiver<Answer>,
}

impl Rounds {
    /// Rounds to the region at `upstream`, at least once per `every`.
    #[must_use]
    pub fn new(
        hub: Arc<Hub>,
        client: HttpClient,
        upstream: String,
        every: Duration,
    ) -> (Self, Trigger) {
        let (trigger, asked) = mpsc::channel(MOST_ASKED);
        (Self { hub, client, upstream, every, asked }, Trigger(trigger))
    }

    /// Makes the rounds until every [`Trigger`] is dropped.
    pub async fn run(mut self) {
        let mut failures = 0u32;
        let mut next = Instant::now();
        loop {
            let answer = tokio::select! {
                asked = self.asked.recv() => match asked {
                    Some(answer) => Some(answer),
                    None => return,
                },
                () = sleep_until(next) => None,
                // Without the region in reach, each new change would try in vain.
                () = self.hub.changed(), if failures == 0 => {
                    next = next.min(Instant::now() + SETTLE);
                    continue;
                }
            };
            let carried = carry(&self.hub, &self.client, &self.upstream, BUDGET).await;
            match &carried {
                Ok(summary) => {
                    failures = 0;
                    tracing::info!(
                        sent = summary.chunks_sent,
                        received = summary.chunks_received,
                        refused = summary.refused.len(),
                        finished = summary.finished,
                        "carried"
                    );
                }
                Err(error) => {
                    failures = failures.saturating_add(1);
                    let code = match error {
                        HubError::Sync(error) => error.code(),
                        _ => "local",
                    };
                    tracing::warn!(code, failures, "not carried");
                }
            }
            next = Instant::now() + self.pause(failures);
            if let Some(answer) = answer {
                // Who asked may have gone away; the carry counts all the same.
                let _ = answer.send(carried);
            }
        }
    }

    /// Twice as long after each failure, up to eight intervals.
    fn pause(&self, failures: u32) -> Duration {
        self.every.saturating_mul(1 << failures.min(3))
    }
}
