//! Replies: signed and bound to their request, or an RFC 9457 problem.

use sharenum_ledger::{Refusal, envelope};
use sharenum_sync::wire::{
    self, Message, PROBLEM_TYPE, Problem, ProblemCode, REPLY_TYPE, WireError, path,
};

use super::Hub;
use crate::HubError;
use crate::storage::StorageError;

/// What goes back over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// A refusal as a problem document.
    #[must_use]
    pub fn problem(problem: &Problem) -> Self {
        Self { status: problem.status, content_type: PROBLEM_TYPE, body: problem.to_json() }
    }
}

/// Why a request gets no signed reply.
pub(super) enum Stop {
    Problem(Problem),
    Failed(HubError),
}

impl Stop {
    pub(super) fn because(code: ProblemCode, detail: &str) -> Self {
        Self::Problem(Problem::new(code, detail))
    }
}

impl<E: Into<HubError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Hub {
    /// Answers a request of the protocol. `bearer` is the `Authorization` header.
    ///
    /// Blocks for as long as the storage takes; call it from a thread that may.
    #[must_use]
    pub fn handle(&self, path: &str, bearer: Option<&str>, body: &[u8]) -> Reply {
        let made = match path {
            path::CHALLENGE => self.answer(body, |request| self.challenge(&request)),
            path::SESSION => self.answer(body, |request| self.session(&request)),
            path::EXCHANGE => self.answer(body, |request| self.exchange(bearer, &request)),
            path::JOIN => self.answer(body, |request| self.join(&request)),
            path::RENEW => self.answer(body, |request| self.renew(bearer, &request)),
            _ => Err(Stop::because(
                ProblemCode::NotServedHere,
                "there is nothing at this path; check the hub's address and the app's version",
            )),
        };
        let reply = match made {
            Ok(body) => Reply { status: 200, content_type: REPLY_TYPE, body },
            Err(stop) => Reply::problem(&problem_of(stop)),
        };
        // Paths and counts only: who asked and for what stays out of logs.
        tracing::debug!(path, status = reply.status, bytes = reply.body.len(), "answered");
        reply
    }

    fn answer<Q: Message, A: Message>(
        &self,
        body: &[u8],
        make: impl FnOnce(Q) -> Result<A, Stop>,
    ) -> Result<Vec<u8>, Stop> {
        let request = wire::decode(body).map_err(|error| {
            let code = match &error {
                WireError::TooLarge { .. } => ProblemCode::TooLarge,
                _ => ProblemCode::BadRequest,
            };
            Stop::because(code, &error.to_string())
        })?;
        let reply = wire::encode(&make(request)?);
        Ok(envelope::sign(&self.key, &self.certificate().id(), body, reply)?)
    }
}

fn problem_of(stop: Stop) -> Problem {
    let error = match stop {
        Stop::Problem(problem) => {
            tracing::info!(code = problem.code_word(), "refused");
            return problem;
        }
        Stop::Failed(error) => error,
    };
    tracing::error!(%error, "a request failed");
    match error {
        HubError::Storage(StorageError::Full) => Problem::new(
            ProblemCode::StorageFull,
            "the hub has no room left; what you sent stays on your device, tell whoever runs the hub",
        ),
        HubError::Refused(Refusal::Revoked) => {
            Problem::new(ProblemCode::Revoked, Refusal::Revoked.to_string())
        }
        // Nothing was acknowledged: trying again later is right for all of these.
        _ => Problem::new(
            ProblemCode::Busy,
            "the hub could not do this now and has undone it; try again later",
        ),
    }
}
