//! Opening a hub: its keys, its file, its certificate.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use sharenum_domain::{MemberId, Role};
use sharenum_ledger::{Certificate, Claims, DeviceKey, HubRole, PublicKey};
use tokio::sync::Notify;

use super::certificates::{CertificateCache, keep};
use super::challenge::Challenges;
use super::join::Attempts;
use super::sessions::Sessions;
use super::{Hub, HubOptions, database};
use crate::clock::{Forward, timestamp};
use crate::keys::{Keys, cannot_create, role_word};
use crate::storage::{SqliteStorage, Storage, StorageError, StorageExt, Tables};
use crate::{HubError, random};

pub(super) const EPOCH: &str = "epoch";
pub(super) const TIME: &str = "time";
pub(super) const CERTIFICATE: &str = "hub_certificate";
pub(super) const ROOT_KEY: &str = "root_key";

/// A hub's certificate: longer than a member's, since a bus may stand in a garage for a summer
/// and must still be able to carry home what it holds.
pub(super) const HUB_CERTIFICATE_DAYS: i64 = 400;
/// A hub that ran this long ago has a clock worth a look.
const SUSPICIOUS_DAYS: i64 = 30;
/// A region renews its own certificate when less than this is left.
const RENEW_BELOW_DAYS: i64 = 200;

impl Hub {
    /// Opens the hub of a data folder. A region's keys and certificate are made on first use.
    ///
    /// # Errors
    /// When the folder belongs to a hub of the other role, a bus has not joined a region yet,
    /// or something cannot be read or written.
    pub fn open(data: &Path, role: HubRole, options: HubOptions) -> Result<Self, HubError> {
        let keys = match Keys::read(data)? {
            Some(keys) => keys,
            // New keys would make another region of it, and nobody's certificate would fit.
            None if database(data).exists() => {
                return Err(HubError::Config(format!(
                    "{} has a hub's file but not its {}; restore that from your copy",
                    data.display(),
                    crate::keys::FILE
                )));
            }
            None if role == HubRole::Region => Keys::create(data, role)?,
            None => return Err(not_joined()),
        };
        if keys.role() != role {
            return Err(HubError::Config(format!(
                "{} holds a {} hub, not a {} hub; choose another --data folder or --role",
                data.display(),
                role_word(keys.role()),
                role_word(role),
            )));
        }
        fs::create_dir_all(data).map_err(|error| cannot_create(data, &error))?;
        let storage = SqliteStorage::open(&database(data))?;
        Self::new(Arc::new(storage), &keys, options)
    }

    /// Opens the hub of a data folder in whichever role it has.
    ///
    /// # Errors
    /// As [`Hub::open`], and when there is no hub in the folder.
    pub fn open_existing(data: &Path, options: HubOptions) -> Result<Self, HubError> {
        let Some(keys) = Keys::read(data)? else {
            return Err(HubError::NoInput {
                path: data.join(crate::keys::FILE),
                reason: "no hub lives here yet; start one with `sharenum-hub serve`".to_owned(),
            });
        };
        Self::open(data, keys.role(), options)
    }

    /// A hub over any storage.
    ///
    /// # Errors
    /// When the storage fails, or a bus's storage has no certificate yet.
    pub fn new(
        storage: Arc<dyn Storage>,
        keys: &Keys,
        options: HubOptions,
    ) -> Result<Self, HubError> {
        let fresh_epoch = random::bytes::<8>()?;
        let root = keys.root_key();
        let key = keys.hub_key();
        let now = options.clock.now();
        let doubts = !options.trust_clock;
        let (epoch, highest, certificate, root_key) = storage.writing(|tables| {
            let epoch = match tables.meta(EPOCH)? {
                Some(epoch) => epoch.try_into().map_err(|_| damaged("epoch"))?,
                None => {
                    tables.set_meta(EPOCH, &fresh_epoch)?;
                    fresh_epoch
                }
            };
            let mut highest = stored_time(tables)?;
            let (certificate, root_key) = match &root {
                Some(root) => {
                    let own = own_certificate(tables, root, &key, now, doubts.then_some(highest))?;
                    (own, root.public())
                }
                None => joined(tables)?,
            };
            // On a bus that is the region's word: it was at least this late when the bus joined.
            highest = highest.max(certificate.claims().issued.as_millisecond());
            keep(tables, &certificate)?;
            Ok((epoch, highest, certificate, root_key))
        })?;
        let limit = believable_until(&certificate);
        if doubts {
            warn_of_the_clock(now, highest, limit);
        }
        Ok(Self {
            role: keys.role(),
            forward: Forward::new(highest, if doubts { limit } else { i64::MAX }),
            invitation_secret: keys.secret(b"invitations"),
            key,
            root,
            root_key,
            certificate: RwLock::new(certificate),
            incarnation: u32::from_be_bytes(random::bytes()?),
            epoch,
            storage,
            options,
            certificates: CertificateCache::default(),
            challenges: Challenges::new(random::bytes()?),
            sessions: Mutex::new(Sessions::default()),
            attempts: Mutex::new(Attempts::default()),
            changed: Notify::new(),
        })
    }

    /// Signs a new certificate for a regional hub whose own comes to its end; call it once a day.
    ///
    /// # Errors
    /// When the storage cannot be written.
    pub fn renew_own_certificate(&self) -> Result<(), HubError> {
        let Some(root) = &self.root else { return Ok(()) };
        let now = timestamp(self.now_ms());
        if !ends_soon(&self.certificate(), now) {
            return Ok(());
        }
        let renewed = self.storage.writing(|tables| {
            let certificate = own_certificate(tables, root, &self.key, now, None)?;
            keep(tables, &certificate)?;
            Ok(certificate)
        })?;
        self.replace_certificate(renewed);
        Ok(())
    }

    fn replace_certificate(&self, certificate: Certificate) {
        self.forward.believe_until(believable_until(&certificate));
        self.forward.at_least(certificate.claims().issued.as_millisecond());
        *self.certificate.write().unwrap_or_else(PoisonError::into_inner) = certificate;
    }
}

/// Keeps what a bus was given when it joined.
pub(super) fn store_joined(
    tables: &dyn Tables,
    certificate: &Certificate,
    root_key: &PublicKey,
) -> Result<(), HubError> {
    tables.set_meta(ROOT_KEY, root_key.as_bytes())?;
    tables.set_meta(CERTIFICATE, certificate.bytes())?;
    keep(tables, certificate)
}

/// Keeps the new certificate that the region gave a bus.
pub(crate) fn replace_certificate_of_bus(
    hub: &Hub,
    certificate: &Certificate,
) -> Result<(), HubError> {
    hub.storage.writing(|tables| store_joined(tables, certificate, &hub.root_key))?;
    hub.replace_certificate(certificate.clone());
    Ok(())
}

fn joined(tables: &dyn Tables) -> Result<(Certificate, PublicKey), HubError> {
    let root: Vec<u8> = tables.meta(ROOT_KEY)?.ok_or_else(not_joined)?;
    let root = PublicKey::from_bytes(root.try_into().map_err(|_| damaged("root key"))?);
    let bytes = tables.meta(CERTIFICATE)?.ok_or_else(not_joined)?;
    Ok((Certificate::decode_verified(&bytes, &root)?, root))
}

fn not_joined() -> HubError {
    HubError::Config(
        "this bus has not joined a region yet: on the region's hub run `sharenum-hub invite --role \
         bus`, then start the bus with --upstream URL --invitation CODE"
            .to_owned(),
    )
}

/// The regional hub's own certificate, signed anew when it comes to its end. A clock that may be
/// wrong is not written into it: `known` is the highest time that is sure to have passed.
fn own_certificate(
    tables: &dyn Tables,
    root: &DeviceKey,
    key: &DeviceKey,
    now: Timestamp,
    known: Option<i64>,
) -> Result<Certificate, HubError> {
    let known = known.map(timestamp);
    let mut now = known.map_or(now, |known| now.max(known));
    if let Some(bytes) = tables.meta(CERTIFICATE)? {
        let kept = Certificate::decode_verified(&bytes, &root.public())?;
        if let Some(known) = known
            && now.as_millisecond() > believable_until(&kept)
        {
            now = known.max(kept.claims().issued);
        }
        if !ends_soon(&kept, now) {
            return Ok(kept);
        }
    }
    let claims = Claims {
        region: root.public().region(),
        // Derived, so that a hub that lost its file and kept its keys is still the home of the
        // workshops and resources that name it.
        member: MemberId::from(*key.device().as_bytes()),
        roles: [Role::RegionHub].into_iter().collect(),
        school: None,
        device_key: key.public(),
        issued: now,
        expires: days_after(now, HUB_CERTIFICATE_DAYS),
    };
    let certificate = Certificate::issue(root, &whole_seconds(claims))?;
    tables.set_meta(CERTIFICATE, certificate.bytes())?;
    Ok(certificate)
}

fn ends_soon(certificate: &Certificate, now: Timestamp) -> bool {
    certificate.claims().expires < days_after(now, RENEW_BELOW_DAYS)
}

/// A clock further ahead of the hub's own certificate is wrong: a region renews its own in time,
/// and a bus renews with the region.
fn believable_until(certificate: &Certificate) -> i64 {
    days_after(certificate.claims().issued, HUB_CERTIFICATE_DAYS).as_millisecond()
}

fn warn_of_the_clock(now: Timestamp, highest: i64, limit: i64) {
    if now.as_millisecond() > limit {
        tracing::warn!(
            clock = %now,
            last_known = %timestamp(highest),
            "the clock of this machine is too far ahead to be believed; the hub goes on from the \
             time it knew: set the clock and start the hub again, or, if it is right, start once \
             with --trust-clock"
        );
    } else if now > days_after(timestamp(highest), SUSPICIOUS_DAYS) {
        tracing::warn!(
            clock = %now,
            last_known = %timestamp(highest),
            "the clock of this machine is far ahead of the time when the hub last ran; if it is \
             wrong, stop the hub now, set the clock and start again: time never goes back here"
        );
    }
}

pub(super) fn days_after(time: Timestamp, days: i64) -> Timestamp {
    time.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(time)
}

/// Certificates carry whole seconds (RFC 8392).
pub(super) fn whole_seconds(mut claims: Claims) -> Claims {
    let floor = |time: Timestamp| Timestamp::from_second(time.as_second()).unwrap_or(time);
    claims.issued = floor(claims.issued);
    claims.expires = floor(claims.expires);
    claims
}

pub(super) fn stored_time(tables: &dyn Tables) -> Result<i64, HubError> {
    match tables.meta(TIME)? {
        None => Ok(0),
        Some(bytes) => {
            Ok(i64::from_be_bytes(bytes.try_into().map_err(|_| damaged("highest time"))?))
        }
    }
}

pub(super) fn damaged(what: &str) -> HubError {
    HubError::Storage(StorageError::Damaged(format!("its {what} has another size")))
}
