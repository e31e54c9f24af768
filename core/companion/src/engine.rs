//! The engine: one file, one key, one clock.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::Timestamp;
use sharenum_domain::{DeviceId, MemberId, Roles, SchoolCode};
use sharenum_ledger::{Certificate, DeviceKey, PublicKey};
use sharenum_store::queries::Connection;
use sharenum_store::queries::establishments::PlaceIndex;
use sharenum_store::{FileKey, Store, StoreError, identity, own_certificate};
use sharenum_sync::{CancelToken, HttpClient, HttpOptions};
use zeroize::Zeroizing;

use crate::commit::Writing;
use crate::events::{Event, Listeners, Subscription};
use crate::views::Context;
use crate::{Clock, EngineError, Result};

/// Who this phone is, once it has joined.
#[derive(Clone, Debug)]
pub(crate) struct Me {
    pub member: MemberId,
    pub school: Option<SchoolCode>,
    pub roles: Roles,
    pub root: PublicKey,
    pub certificate: Certificate,
}

impl Me {
    fn new(root: PublicKey, certificate: Certificate) -> Self {
        let claims = certificate.claims();
        Self {
            member: claims.member,
            school: claims.school,
            roles: claims.roles.clone(),
            root,
            certificate,
        }
    }
}

/// Whether the phone belongs to a region yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for an invitation.
    NotJoined,
    /// It has a certificate.
    Joined {
        /// The member.
        member: MemberId,
        /// This device.
        device: DeviceId,
        /// What the member may do.
        roles: Roles,
        /// The establishment on the certificate, which opens the school's channel.
        school: Option<SchoolCode>,
        /// Until when the region answers without a renewal (UTC); stored work never expires.
        expires: Timestamp,
    },
}

pub(crate) struct Inner {
    pub path: PathBuf,
    pub store: Store,
    pub key: DeviceKey,
    pub clock: Arc<dyn Clock>,
    pub listeners: Listeners,
    me: RwLock<Option<Arc<Me>>>,
    network: Mutex<(HttpOptions, Option<HttpClient>)>,
    places: Mutex<Option<Arc<PlaceIndex>>>,
    /// Stops the syncs that run or wait now.
    pub cancel: Mutex<CancelToken>,
    /// One sync at a time: two would send the same twice.
    pub syncing: tokio::sync::Mutex<()>,
}

/// What a shell talks to. Calls do local work only and return when it is on disk; those that use
/// the network are `async`. Shared between threads; cheap to clone.
#[derive(Clone)]
pub struct CompanionEngine {
    pub(crate) inner: Arc<Inner>,
}

impl CompanionEngine {
    /// Opens the file at `path`, or makes it. `seed` is the device's signing seed from the
    /// platform's vault; it is never written to the file.
    ///
    /// # Errors
    /// [`EngineError::Storage`] when the file cannot be opened with this key, or belongs to
    /// another device; the file is left as it was.
    pub fn open(
        path: &Path,
        key: &FileKey,
        seed: Zeroizing<[u8; 32]>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self> {
        let stamps = Arc::clone(&clock);
        let store = Store::open_with_clock(path, key, move || stamps.now())?;
        let key = DeviceKey::from_seed(*seed);
        let me = store.read(|conn| match identity(conn)? {
            Some(known) if known.device != key.device() => Err(StoreError::OtherIdentity),
            Some(known) => Ok(Some(Arc::new(Me::new(known.root, own_certificate(conn)?)))),
            None => Ok(None),
        })?;
        let inner = Inner {
            path: path.to_owned(),
            store,
            key,
            clock,
            listeners: Listeners::default(),
            me: RwLock::new(me),
            network: Mutex::new((HttpOptions::default(), None)),
            places: Mutex::new(None),
            cancel: Mutex::default(),
            syncing: tokio::sync::Mutex::new(()),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whether the phone has joined, and as whom.
    #[must_use]
    pub fn state(&self) -> State {
        match self.inner.me() {
            Err(_) => State::NotJoined,
            Ok(me) => State::Joined {
                member: me.member,
                device: me.certificate.device(),
                roles: me.roles.clone(),
                school: me.school,
                expires: me.certificate.claims().expires,
            },
        }
    }

    /// Events from now on; dropping the subscription cancels it.
    #[must_use]
    pub fn subscribe(&self) -> Subscription {
        self.inner.listeners.subscribe()
    }

    /// How to reach hubs from now on: pins, proxy, time limits.
    pub fn set_network(&self, options: HttpOptions) {
        *self.inner.network.lock().unwrap_or_else(PoisonError::into_inner) = (options, None);
    }

    /// Closes the file, for every clone of this engine: ends a sync that runs, waits for the calls
    /// that run, and lets go of every file and lock; what a call returned is on disk. From then on
    /// every call that needs the file answers [`EngineError::Closed`]. Dropping the last clone does
    /// the same, which a runtime with a garbage collector does at its leisure. Called again, it
    /// does nothing. From any thread, also from one that watches a sync.
    pub fn close(&self) {
        self.cancel_sync();
        self.inner.store.close();
        // Its connections to hubs.
        self.inner.network.lock().unwrap_or_else(PoisonError::into_inner).1 = None;
    }

    /// Runs a query for a member.
    pub(crate) fn read<R>(&self, query: impl FnOnce(&Context<'_>) -> Result<R>) -> Result<R> {
        let me = self.inner.me()?;
        let now = self.inner.clock.now();
        self.inner.store.read(|conn| query(&Context::new(conn, &me, now)?))
    }

    /// Runs an intent: what it does is on disk when this returns, or nothing of it is.
    pub(crate) fn write<R>(
        &self,
        intent: impl FnOnce(&mut Writing<'_, '_>) -> Result<R>,
    ) -> Result<R> {
        self.inner.write(intent)
    }
}

impl fmt::Debug for CompanionEngine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CompanionEngine")
    }
}

impl Inner {
    /// Where the establishments of the file are, read again only when a page of the directory came.
    pub fn places(&self, conn: &Connection) -> Result<Arc<PlaceIndex>> {
        let mut known = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(places) = &*known
            && places.is_current(conn)?
        {
            return Ok(Arc::clone(places));
        }
        let places = Arc::new(PlaceIndex::load(conn)?);
        Ok(Arc::clone(known.insert(places)))
    }

    pub fn me(&self) -> Result<Arc<Me>> {
        let me = self.me.read().unwrap_or_else(PoisonError::into_inner);
        me.clone().ok_or(EngineError::NotJoined)
    }

    /// Reads who this phone is anew, after a join or a renewal.
    pub fn refresh_identity(&self) -> Result<()> {
        let me = self.store.read(|conn| match identity(conn)? {
            Some(known) => Ok::<_, StoreError>(Some(Me::new(known.root, own_certificate(conn)?))),
            None => Ok(None),
        })?;
        *self.me.write().unwrap_or_else(PoisonError::into_inner) = me.map(Arc::new);
        Ok(())
    }

    /// The one HTTP client, built when it is first needed.
    pub fn client(&self) -> Result<HttpClient> {
        if self.store.is_closed() {
            return Err(EngineError::Closed);
        }
        let mut network = self.network.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = &network.1 {
            return Ok(client.clone());
        }
        let client = HttpClient::new(network.0.clone())?;
        network.1 = Some(client.clone());
        Ok(client)
    }

    pub fn tell(&self, event: &Event) {
        self.listeners.tell(event);
    }
}
