//! Sessions and the exchange itself.

use std::sync::PoisonError;

use sharenum_ledger::{Certificate, HubRole, Refusal};
use sharenum_store::fail_point;
use sharenum_sync::wire::{
    ChallengeReply, ChallengeRequest, ExchangeReply, ExchangeRequest, Problem, ProblemCode,
    SessionReply, SessionRequest, Token, Verdict, parse_bearer, session_proof,
};

use super::feeds::{is_for_anybody, may_follow};
use super::reply::Stop;
use super::sessions::Session;
use super::{Entered, Hub, Source, verdict};
use crate::random;
use crate::storage::StorageExt;

impl Hub {
    pub(super) fn challenge(&self, _: &ChallengeRequest) -> Result<ChallengeReply, Stop> {
        Ok(ChallengeReply {
            certificate: self.certificate().bytes().to_vec(),
            challenge: self.challenges.give(self.now_ms())?,
            role: self.role,
            epoch: self.epoch,
        })
    }

    pub(super) fn session(&self, request: &SessionRequest) -> Result<SessionReply, Stop> {
        let certificate = Certificate::decode_verified(&request.certificate, &self.root_key)
            .map_err(|refusal| match refusal {
                Refusal::OtherRegion => {
                    Stop::because(ProblemCode::OtherRegion, &refusal.to_string())
                }
                _ => Stop::because(ProblemCode::BadRequest, &refusal.to_string()),
            })?;
        let now = self.now_ms();
        let claims = certificate.claims();
        let proof = session_proof(&self.member(), &request.challenge);
        // The proof first: a challenge is used up only by somebody who holds the key.
        if !claims.device_key.verify(&proof, &request.proof)
            || !self.challenges.take(&request.challenge, &certificate.device(), now)
        {
            return Err(Stop::because(
                ProblemCode::BadRequest,
                "the challenge was not answered by this device's key, or too late; try again",
            ));
        }
        let presented = certificate;
        let certificate = self.still_admitted(&presented)?;
        let claims = certificate.claims();
        let mut lasts_ms = i64::from(self.options.session_s) * 1_000;
        if self.role == HubRole::Region {
            // On a bus an expired certificate still gives custody: a phone left in a drawer all
            // summer loses nothing.
            lasts_ms = lasts_ms.min(claims.expires.as_millisecond() - now);
            if lasts_ms <= 0 {
                return Err(Stop::because(
                    ProblemCode::ExpiredCertificate,
                    "this device has not met its region for too long; ask a coordinator for a new \
                     invitation, what you wrote stays on this device",
                ));
            }
        }
        let token: Token = random::bytes()?;
        let session = Session { presented, certificate, ends_ms: now + lasts_ms };
        self.lock_sessions().open(token, session, now);
        Ok(SessionReply {
            token,
            expires_in_s: u32::try_from(lasts_ms / 1_000).unwrap_or(u32::MAX),
        })
    }

    pub(super) fn exchange(
        &self,
        bearer: Option<&str>,
        request: &ExchangeRequest,
    ) -> Result<ExchangeReply, Stop> {
        let session = self.session_of(bearer)?;
        if let Some(cursor) =
            request.pull.iter().find(|cursor| !may_follow(&session.certificate, &cursor.channel))
        {
            return Err(Stop::Problem(channel_refused(&cursor.channel.to_string())));
        }
        let (verdicts, receipt) = if brings_something(request) {
            self.push(&session, request)?
        } else {
            (Vec::new(), None)
        };
        let expired = session.certificate.claims().expires.as_millisecond() <= self.now_ms();
        // Only a bus opens a session for an expired certificate. What it can no longer be sure of,
        // the school, is left out without a word: the rest of the sync goes on.
        let pull: Vec<_> = request
            .pull
            .iter()
            .filter(|cursor| !expired || is_for_anybody(&session.certificate, &cursor.channel))
            .cloned()
            .collect();
        fail_point!("hub.pull.before");
        let feeds = self.storage.reading(|tables| self.feeds(tables, &pull, request.max_bytes))?;
        fail_point!("hub.acknowledge.before");
        Ok(ExchangeReply { epoch: self.epoch, verdicts, receipt, feeds })
    }

    fn push(
        &self,
        session: &Session,
        request: &ExchangeRequest,
    ) -> Result<(Vec<Verdict>, Option<Vec<u8>>), Stop> {
        let source = Source::Device(session.certificate.device());
        fail_point!("hub.push.before");
        let (entered, receipt) = self.take_in(source, |door| {
            door.certificate(session.presented.bytes())?;
            for certificate in &request.certificates {
                door.certificate(certificate)?;
            }
            // Before the chunks: they say who asked first, and decisions are final.
            for receipt in &request.receipts {
                door.receipt(receipt)?;
            }
            let mut entered = Vec::with_capacity(request.chunks.len());
            let mut held = Vec::new();
            let chunks: Vec<&[u8]> = request.chunks.iter().map(AsRef::as_ref).collect();
            door.chunks(&chunks, |one| {
                fail_point!("hub.push.inside");
                if let Entered::Accepted(seq, id) | Entered::AlreadyThere(seq, id) = one {
                    held.push((seq, id));
                }
                entered.push(one);
            })?;
            held.sort_unstable();
            held.dedup();
            let receipt = if held.is_empty() { None } else { Some(door.sign_receipt(&held)?) };
            Ok((entered, receipt))
        })?;
        fail_point!("hub.push.after");
        tracing::info!(
            chunks = entered.len(),
            accepted = entered.iter().filter(|e| matches!(e, Entered::Accepted(..))).count(),
            waiting = entered.iter().filter(|e| matches!(e, Entered::Waiting)).count(),
            refused = entered.iter().filter(|e| matches!(e, Entered::Refused(_))).count(),
            "pushed"
        );
        Ok((entered.into_iter().map(verdict).collect(), receipt))
    }

    /// Whether a request shows a session of this hub. What it may do is asked later.
    pub(crate) fn knows_session(&self, bearer: Option<&str>) -> bool {
        let token = bearer.and_then(parse_bearer);
        token.is_some_and(|token| self.lock_sessions().knows(&token))
    }

    pub(super) fn session_of(&self, bearer: Option<&str>) -> Result<Session, Stop> {
        let token = bearer.and_then(parse_bearer);
        let now = self.now_ms();
        let mut session =
            token.and_then(|token| self.lock_sessions().get(&token, now)).ok_or_else(|| {
                Stop::because(
                    ProblemCode::UnknownSession,
                    "the session is over; the app opens another one by itself",
                )
            })?;
        match self.still_admitted(&session.presented) {
            Ok(newest) => session.certificate = newest,
            Err(stop) => {
                token.iter().for_each(|token| self.lock_sessions().end_of(token));
                return Err(stop);
            }
        }
        Ok(session)
    }

    /// The newest certificate of a device: what it may do is said there, whichever it still shows.
    /// A device that lost the answer with its new certificate gets in with the old one.
    ///
    /// A revoked device is told so at its next request, whatever session it holds.
    pub(super) fn still_admitted(&self, presented: &Certificate) -> Result<Certificate, Stop> {
        let device = presented.device();
        let (revoked, newest) = self.storage.reading(|tables| {
            let newest = match tables.certificate_of(&device)? {
                Some(row) if row.id != presented.id() => {
                    self.certificates.get(tables, &row.id, &self.root_key)?
                }
                _ => None,
            };
            Ok((tables.revoked_after(&device)?, newest))
        })?;
        if revoked.is_some() {
            return Err(Stop::because(
                ProblemCode::Revoked,
                "this device was revoked; ask your coordinator, what you wrote stays on this device",
            ));
        }
        // A bus may know none, or only an older one.
        let newest = newest.filter(|newest| newest.claims().issued >= presented.claims().issued);
        Ok(newest.unwrap_or_else(|| presented.clone()))
    }

    pub(super) fn lock_sessions(&self) -> std::sync::MutexGuard<'_, super::Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn brings_something(request: &ExchangeRequest) -> bool {
    !(request.certificates.is_empty() && request.chunks.is_empty() && request.receipts.is_empty())
}

/// A channel of somebody else is refused, never left out in silence.
fn channel_refused(channel: &str) -> Problem {
    Problem {
        kind: "urn:sharenum:problem:channel-refused".to_owned(),
        title: "This channel is for others".to_owned(),
        status: 403,
        detail: format!(
            "{channel} is not open to this device's certificate; renew the certificate or join again"
        ),
    }
}
