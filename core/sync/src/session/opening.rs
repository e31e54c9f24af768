//! Opening a session: a saved one, or challenge and proof.

use sharenum_ledger::{Certificate, HubRole, envelope};

use super::{Opening, Pending, PendingKind, SyncSession};
use crate::SyncError;
use crate::local::{HubIdentity, Local, SavedSession};
use crate::reply::{self, HttpReply, HttpRequest, Looks};
use crate::wire::{
    self, ChallengeReply, ChallengeRequest, ProblemCode, RenewReply, RenewRequest, SessionReply,
    SessionRequest, Token, path,
};

impl SyncSession {
    /// Goes on with the saved session, if its hub still verifies.
    pub(super) fn resume(&mut self, local: &mut dyn Local) -> Result<Opening, SyncError> {
        let Some(saved) = local.saved_session(&self.url)? else {
            return Ok(Opening::Challenge);
        };
        let Ok(hub) = self.identity(local, &saved.certificate, saved.epoch) else {
            return Ok(Opening::Challenge);
        };
        self.meet(&hub);
        Ok(Opening::Open(hub, saved.token))
    }

    pub(super) fn ask_for_challenge(&self) -> Pending {
        Pending {
            request: HttpRequest::new(
                path::CHALLENGE,
                None,
                &ChallengeRequest { nonce: self.nonce },
            ),
            kind: PendingKind::Challenge,
        }
    }

    pub(super) fn take_challenge(
        &mut self,
        local: &mut dyn Local,
        request: &HttpRequest,
        reply: &HttpReply,
    ) -> Result<(), SyncError> {
        let envelope = match reply::look(reply)? {
            Looks::Signed(envelope) => envelope,
            Looks::Problem(code, detail) => return Err(reply::refused(code, detail)),
        };
        // The certificate that the envelope verifies with is inside it; the region's root key
        // vouches for that one.
        let (_, body) = envelope::peek(envelope).map_err(reply::unsigned)?;
        let unverified: ChallengeReply = wire::decode(&body)?;
        let hub = self.identity(local, &unverified.certificate, unverified.epoch)?;
        let challenge: ChallengeReply = reply::open(envelope, request, &hub.certificate)?;
        if challenge.role != hub.role {
            return Err(SyncError::bad_reply("it claims another role than its certificate"));
        }
        self.meet(&hub);
        self.opening = Opening::Prove(hub, challenge.challenge);
        Ok(())
    }

    pub(super) fn prove(local: &dyn Local, hub: &HubIdentity, challenge: &[u8]) -> Pending {
        let request = SessionRequest {
            certificate: local.certificate().bytes().to_vec(),
            challenge: challenge.to_vec(),
            proof: local.key().sign(&wire::session_proof(&hub.member, challenge)),
        };
        Pending {
            request: HttpRequest::new(path::SESSION, None, &request),
            kind: PendingKind::Session,
        }
    }

    pub(super) fn take_session(
        &mut self,
        local: &mut dyn Local,
        request: &HttpRequest,
        reply: &HttpReply,
    ) -> Result<(), SyncError> {
        let Opening::Prove(hub, _) = &self.opening else {
            return Ok(());
        };
        let hub = hub.clone();
        let envelope = match reply::look(reply)? {
            Looks::Signed(envelope) => envelope,
            // The challenge was good for a short time only, or for one hub process.
            Looks::Problem(ProblemCode::UnknownSession, detail) => {
                return self.reopen(detail);
            }
            Looks::Problem(code, detail) => return Err(reply::refused(code, detail)),
        };
        let session: SessionReply = reply::open(envelope, request, &hub.certificate)?;
        let restored = local.saved_session(&self.url)?.is_some_and(|known| {
            // Every bus box may have the same address, so another hub is no sign of a restored one.
            known.epoch != hub.epoch
                && self
                    .identity(local, &known.certificate, known.epoch)
                    .is_ok_and(|known| known.member == hub.member)
        });
        if restored {
            // Before the new epoch is kept: a crash in between only repeats this.
            self.reoffer(local, &hub)?;
        }
        self.keep(local, &hub, session.token)?;
        self.opening = Opening::Open(hub, session.token);
        Ok(())
    }

    /// Asks a region for a new certificate when this side's clock says it is time.
    pub(super) fn renew(
        &mut self,
        local: &mut dyn Local,
        hub: &HubIdentity,
        token: Token,
    ) -> Option<Pending> {
        if self.progress.renewal_tried || hub.role != HubRole::Region || !local.wants_renewal() {
            return None;
        }
        Some(Pending {
            request: HttpRequest::new(
                path::RENEW,
                Some(token),
                &RenewRequest { nonce: self.nonce },
            ),
            kind: PendingKind::Renew,
        })
    }

    pub(super) fn take_renewal(
        &mut self,
        local: &mut dyn Local,
        request: &HttpRequest,
        reply: &HttpReply,
    ) -> Result<(), SyncError> {
        let Opening::Open(hub, _) = &self.opening else {
            return Ok(());
        };
        let envelope = match reply::look(reply)? {
            Looks::Signed(envelope) => envelope,
            Looks::Problem(ProblemCode::UnknownSession, detail) => {
                return self.reopen(detail);
            }
            Looks::Problem(code @ (ProblemCode::Revoked | ProblemCode::OtherRegion), detail) => {
                return Err(reply::refused(code, detail));
            }
            // The certificate is still good today, so changes go first and the next sync asks again.
            Looks::Problem(..) => {
                self.progress.renewal_tried = true;
                return Ok(());
            }
        };
        let renewed: RenewReply = reply::open(envelope, request, &hub.certificate)?;
        let certificate = Certificate::decode_verified(&renewed.certificate, local.root())
            .map_err(SyncError::hub_certificate)?;
        let (new, old) = (certificate.claims(), local.certificate().claims());
        if new.member != old.member || new.device_key != old.device_key {
            return Err(SyncError::bad_reply("it renewed another device's certificate"));
        }
        local.renewed(certificate)?;
        self.progress.renewal_tried = true;
        Ok(())
    }

    /// Forgets the session and opens a new one, once.
    ///
    /// What was saved stays until it is replaced: its epoch tells a restored hub.
    pub(super) fn reopen(&mut self, detail: String) -> Result<(), SyncError> {
        if self.progress.reopened {
            return Err(reply::refused(ProblemCode::UnknownSession, detail));
        }
        self.progress.reopened = true;
        self.opening = Opening::Challenge;
        Ok(())
    }

    /// Keeps the session for the next sync.
    pub(super) fn keep(
        &self,
        local: &mut dyn Local,
        hub: &HubIdentity,
        token: Token,
    ) -> Result<(), SyncError> {
        let session =
            SavedSession { certificate: hub.certificate.bytes().to_vec(), token, epoch: hub.epoch };
        Ok(local.save_session(&self.url, &session)?)
    }

    /// Checks that the region's root key made this certificate, for a hub.
    fn identity(
        &self,
        local: &dyn Local,
        certificate: &[u8],
        epoch: wire::Epoch,
    ) -> Result<HubIdentity, SyncError> {
        let certificate = Certificate::decode_verified(certificate, local.root())
            .map_err(SyncError::hub_certificate)?;
        if local.is_revoked(&certificate.device())? {
            return Err(SyncError::HubRevoked);
        }
        let role = HubRole::of(&certificate)
            .ok_or_else(|| SyncError::bad_reply("its certificate is not that of a hub"))?;
        Ok(HubIdentity {
            member: certificate.claims().member,
            role,
            epoch,
            certificate,
            url: self.url.clone(),
        })
    }

    fn meet(&mut self, hub: &HubIdentity) {
        self.summary.role = Some(hub.role);
        self.summary.hub = Some(hub.member);
    }
}
