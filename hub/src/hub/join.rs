//! Joining with an invitation, and renewing a certificate.

use std::path::Path;
use std::sync::PoisonError;

use jiff::Timestamp;
use sharenum_domain::{MemberId, Role, Roles, SchoolCode};
use sharenum_ledger::{Certificate, Claims, DeviceKey, HubRole, PublicKey};
use sharenum_sync::wire::{
    JoinReply, JoinRequest, ProblemCode, RenewReply, RenewRequest, join_proof,
};
use sharenum_sync::{HttpClient, JoinLink};

use super::certificates::keep;
use super::reply::Stop;
use super::{Hub, database, open};
use crate::clock::timestamp;
use crate::invitation::{Code, InvitationOrder};
use crate::keys::{Keys, keyed_hash};
use crate::storage::{Invitation, SqliteStorage, StorageExt};
use crate::{HubError, random};

/// Wrong codes that may be tried at once, and how fast that comes back. A code has 45 bits:
/// at this rate, trying them all takes longer than there have been schools.
const MOST_ATTEMPTS: i64 = 30;
const MS_PER_ATTEMPT: i64 = 2_000;
/// A device asks for a new certificate at each sync if it likes; it gets one a day.
const RENEWED_LATELY_S: i64 = 24 * 3600;

/// An invitation as its administrator sees it, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The code.
    pub code: Code,
    /// The same as a link.
    pub link: JoinLink,
    /// Until when it admits (UTC).
    pub expires: Timestamp,
}

/// Wrong codes tried lately, by anybody: whoever guesses has many addresses.
#[derive(Default)]
pub(super) struct Attempts {
    owed: i64,
    since_ms: i64,
}

impl Attempts {
    fn allowed(&mut self, now_ms: i64) -> bool {
        let forgiven = (now_ms - self.since_ms) / MS_PER_ATTEMPT;
        if forgiven > 0 {
            self.owed = (self.owed - forgiven).max(0);
            self.since_ms = now_ms;
        }
        self.owed < MOST_ATTEMPTS
    }

    const fn failed(&mut self) {
        self.owed += 1;
    }
}

impl Hub {
    /// Makes an invitation for one device.
    ///
    /// # Errors
    /// On a bus, which admits nobody, and when the storage cannot be written.
    pub fn invite(&self, order: &InvitationOrder) -> Result<Invited, HubError> {
        if self.root.is_none() {
            return Err(HubError::Usage(
                "a bus invites nobody; run this on the region's hub".to_owned(),
            ));
        }
        let code = Code::random()?;
        let expires = open::days_after(timestamp(self.now_ms()), i64::from(order.days));
        let expires = Timestamp::from_second(expires.as_second()).unwrap_or(expires);
        let invitation = Invitation {
            code: self.hash_of(code),
            roles: order.roles.clone(),
            school: order.school,
            member: order.member,
            expires: expires.as_second(),
            used_by: None,
        };
        self.storage.writing(|tables| Ok(tables.add_invitation(&invitation)?))?;
        let link = JoinLink {
            hub: self.options.public_url.clone(),
            code: code.plain(),
            region: Some(self.region()),
        };
        Ok(Invited { code, link, expires })
    }

    pub(super) fn join(&self, request: &JoinRequest) -> Result<JoinReply, Stop> {
        let Some(root) = &self.root else {
            return Err(Stop::because(
                ProblemCode::NotServedHere,
                "a bus cannot admit members; join at the region's hub, once, then sync here",
            ));
        };
        let refused = |detail: &str| Stop::because(ProblemCode::InvitationRefused, detail);
        let code: Code = request
            .code
            .parse()
            .map_err(|error: crate::invitation::InvalidCode| refused(&error.to_string()))?;
        let device_key = PublicKey::from_bytes(request.device_key);
        if !device_key.verify(&join_proof(&request.code), &request.proof) {
            return Err(Stop::because(
                ProblemCode::BadRequest,
                "the request is not signed by the device's key; update the app and try again",
            ));
        }
        let now = self.now_ms();
        if !self.lock_attempts().allowed(now) {
            return Err(Stop::because(
                ProblemCode::Busy,
                "too many wrong codes were tried lately; wait a minute and try again",
            ));
        }
        match self.admit_device(root, code, device_key, timestamp(now))? {
            Some(certificate) => Ok(JoinReply {
                member: certificate.claims().member,
                certificate: certificate.bytes().to_vec(),
                root_key: *self.root_key.as_bytes(),
                hub_certificate: self.certificate().bytes().to_vec(),
            }),
            None => {
                self.lock_attempts().failed();
                Err(refused("this invitation is unknown, used or past its date; ask for a new one"))
            }
        }
    }

    fn admit_device(
        &self,
        root: &DeviceKey,
        code: Code,
        device_key: PublicKey,
        now: Timestamp,
    ) -> Result<Option<Certificate>, Stop> {
        let hash = self.hash_of(code);
        let device = device_key.device();
        let fresh_member: MemberId = random::bytes::<16>()?.into();
        let admitted = self.storage.writing(|tables| {
            let Some(invitation) = tables.invitation(&hash)? else { return Ok(None) };
            // The same device again: its answer was lost on the way.
            let again = invitation.used_by == Some(device);
            if invitation.expires <= now.as_second() || (invitation.used_by.is_some() && !again) {
                return Ok(None);
            }
            if tables.revoked_after(&device)?.is_some() {
                return Err(sharenum_ledger::Refusal::Revoked.into());
            }
            // A device that comes back after its certificate expired stays who it was.
            let known = tables.certificate_of(&device)?.map(|row| row.member);
            let member = invitation.member.or(known).unwrap_or(fresh_member);
            let claims = self.claims(
                member,
                invitation.roles.iter().copied().collect(),
                invitation.school,
                device_key,
                now,
            );
            let certificate = Certificate::issue(root, &claims)?;
            keep(tables, &certificate)?;
            tables.use_invitation(&hash, &device, &member)?;
            Ok(Some(certificate))
        })?;
        if admitted.is_some() {
            tracing::info!("a device joined");
        }
        Ok(admitted)
    }

    pub(super) fn renew(&self, bearer: Option<&str>, _: &RenewRequest) -> Result<RenewReply, Stop> {
        let session = self.session_of(bearer)?;
        let Some(root) = &self.root else {
            return Err(Stop::because(
                ProblemCode::NotServedHere,
                "a bus cannot renew certificates; sync with the region's hub",
            ));
        };
        let now = timestamp(self.now_ms());
        let device = session.certificate.device();
        let bytes = self.storage.writing(|tables| {
            if let Some(newest) = tables.certificate_of(&device)?
                && now.as_second() - newest.issued < RENEWED_LATELY_S
            {
                return Ok(newest.bytes);
            }
            let old = session.certificate.claims().clone();
            let claims = self.claims(old.member, old.roles, old.school, old.device_key, now);
            let certificate = Certificate::issue(root, &claims)?;
            keep(tables, &certificate)?;
            Ok(certificate.bytes().to_vec())
        })?;
        Ok(RenewReply { certificate: bytes })
    }

    fn claims(
        &self,
        member: MemberId,
        roles: Roles,
        school: Option<SchoolCode>,
        device_key: PublicKey,
        now: Timestamp,
    ) -> Claims {
        let days = if roles.contains(Role::BusHub) {
            open::HUB_CERTIFICATE_DAYS
        } else {
            i64::from(self.options.certificate_days)
        };
        open::whole_seconds(Claims {
            region: self.region(),
            member,
            roles,
            school,
            device_key,
            issued: now,
            expires: open::days_after(now, days),
        })
    }

    /// Codes are kept as a keyed hash: the database alone lets nobody in.
    fn hash_of(&self, code: Code) -> [u8; 32] {
        let code = code.plain();
        keyed_hash(&self.invitation_secret, &[b"sharenum invitation v1", code.as_bytes()])
    }

    fn lock_attempts(&self) -> std::sync::MutexGuard<'_, Attempts> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes a data folder the home of a bus of the region that invited it. Does nothing when it is
/// one already.
///
/// # Errors
/// When the folder belongs to another hub, the region cannot be reached, or it refuses.
pub async fn join_region(
    data: &Path,
    client: &HttpClient,
    upstream: &str,
    invitation: &str,
) -> Result<(), HubError> {
    let keys = match Keys::read(data)? {
        Some(keys) if keys.role() == HubRole::Bus => keys,
        Some(_) => {
            return Err(HubError::Config(format!(
                "{} holds a region's hub; choose another --data folder for the bus",
                data.display()
            )));
        }
        // The key is on disk before it is used: a lost answer is asked for again with the same.
        None => Keys::create(data, HubRole::Bus)?,
    };
    let storage = SqliteStorage::open(&database(data))?;
    if storage.reading(|tables| Ok(tables.meta(open::CERTIFICATE)?))?.is_some() {
        return Ok(());
    }
    let (code, region) = match invitation.parse::<JoinLink>() {
        Ok(link) => (link.code, link.region),
        Err(_) => (invitation.trim().to_owned(), None),
    };
    let key = keys.hub_key();
    let joined = client.join(upstream, &code, &key, region).await?;
    if HubRole::of(&joined.certificate) != Some(HubRole::Bus) {
        return Err(HubError::BadData(
            "this invitation is not for a bus; on the region's hub run `sharenum-hub invite \
             --role bus`"
                .to_owned(),
        ));
    }
    storage.writing(|tables| {
        open::store_joined(tables, &joined.certificate, &joined.root)?;
        keep(tables, &joined.hub)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_codes_is_slow_and_a_typing_error_is_not_punished() {
        let mut attempts = Attempts::default();
        for _ in 0..MOST_ATTEMPTS {
            assert!(attempts.allowed(1_000_000));
            attempts.failed();
        }
        assert!(!attempts.allowed(1_000_000));
        assert!(!attempts.allowed(1_000_000 + MS_PER_ATTEMPT - 1));
        assert!(attempts.allowed(1_000_000 + MS_PER_ATTEMPT));
        attempts.failed();
        assert!(!attempts.allowed(1_000_000 + MS_PER_ATTEMPT));
    }
}
