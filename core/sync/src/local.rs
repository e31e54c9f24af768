//! The side that starts a sync, as the state machine sees it.

use std::error::Error;

use minicbor::{Decode, Encode};
use sharenum_domain::{DeviceId, MemberId};
use sharenum_ledger::{Certificate, ChunkId, DeviceKey, HubRole, PublicKey, Receipt};

use crate::wire::{Cursor, Epoch, Feed, MAX_CERTIFICATE_BYTES, Message, Token, Verdict};

/// A hub whose certificate was checked against the region's root key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubIdentity {
    /// The hub as a member of the region; one id through reinstalls of the same hub.
    pub member: MemberId,
    /// Region or bus, as its certificate says.
    pub role: HubRole,
    /// Its log.
    pub epoch: Epoch,
    /// Its certificate.
    pub certificate: Certificate,
    /// Where it was reached.
    pub url: String,
}

/// What makes the next sync with the same hub a single request.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SavedSession {
    /// The hub's certificate, encoded.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub certificate: Vec<u8>,
    /// The session's token: as secret as the outbox, no more.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub token: Token,
    /// The hub's log when last seen.
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub epoch: Epoch,
}

impl Message for SavedSession {
    const MAX_BYTES: usize = MAX_CERTIFICATE_BYTES + 64;
}

impl SavedSession {
    /// One column of a table.
    pub fn to_bytes(&self) -> Vec<u8> {
        crate::wire::encode(self)
    }

    /// Reads [`to_bytes`](Self::to_bytes); anything else is no session, and a new one is opened.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        crate::wire::decode(bytes).ok()
    }
}

/// What waits to be sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// Certificates that the chunks cite.
    pub certificates: Vec<Vec<u8>>,
    /// Signed chunks, parents and first chunks before what follows from them.
    pub chunks: Vec<(ChunkId, Vec<u8>)>,
    /// Custody receipts of a bus, for the region; empty on a phone.
    pub receipts: Vec<Vec<u8>>,
}

/// A failure of this side's own storage; the sync stops and nothing is lost.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LocalError(#[source] Box<dyn Error + Send + Sync>);

impl LocalError {
    /// Wraps what the storage said.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }

    /// What the storage said, to be told apart with `downcast_ref`.
    pub fn cause(&self) -> &(dyn Error + Send + Sync + 'static) {
        self.0.as_ref()
    }
}

/// Storage and identity of the side that starts a sync.
///
/// The calls come from the thread that drives the session, one after the other. Each one that
/// writes has its effect on disk when it returns, or none at all.
pub trait Local {
    /// The device's key.
    fn key(&self) -> &DeviceKey;

    /// The device's certificate.
    fn certificate(&self) -> &Certificate;

    /// The region's root key: what a hub's certificate is checked against.
    fn root(&self) -> &PublicKey;

    /// The session kept for this URL, if any.
    fn saved_session(&mut self, hub_url: &str) -> Result<Option<SavedSession>, LocalError>;

    /// Keeps a session for this URL in place of the one before it. A session that the hub has
    /// forgotten stays until then: its epoch tells a restored hub.
    fn save_session(&mut self, hub_url: &str, session: &SavedSession) -> Result<(), LocalError>;

    /// What to send next, at most about `max_bytes`, a single larger chunk excepted.
    ///
    /// A chunk is offered again until [`delivered`](Self::delivered) says it need not be; the
    /// session itself sends each one once. Offer chunks that `delivered` has not heard of first:
    /// a page of chunks that this session has already sent ends its upload.
    fn outgoing(&mut self, hub: &HubIdentity, max_bytes: usize) -> Result<Outgoing, LocalError>;

    /// What the hub said of the chunks of one request, and its verified receipt with the bytes to
    /// keep. Called too when only receipts were sent; those have then reached the hub.
    ///
    /// Only a receipt with the role [`HubRole::Region`] lets a chunk leave the outbox, and only
    /// one that it names.
    fn delivered(
        &mut self,
        hub: &HubIdentity,
        verdicts: &[(ChunkId, Verdict)],
        receipt: Option<(&Receipt, &[u8])>,
    ) -> Result<(), LocalError>;

    /// The channels to follow at this hub, each from where it was left;
    /// [`Cursor::start`] for a new one. Those that feed alerts come first.
    fn cursors(&mut self, hub: &HubIdentity) -> Result<Vec<Cursor>, LocalError>;

    /// Takes a page in: entries and `feed.next` in one transaction. With `feed.reset` the entries
    /// start from the channel's first one again, so most of them are known already.
    fn receive(&mut self, hub: &HubIdentity, feed: &Feed) -> Result<(), LocalError>;

    /// The hub's log is another one (restored, or reinstalled): what it may have forgotten is
    /// offered to it again. `hub` has the new epoch.
    fn epoch_changed(&mut self, hub: &HubIdentity) -> Result<(), LocalError>;

    /// Whether a device was revoked, as far as this side has heard: a hub whose box was stolen is
    /// not believed any more.
    fn is_revoked(&self, device: &DeviceId) -> Result<bool, LocalError> {
        let _ = device;
        Ok(false)
    }

    /// Whether to ask a regional hub for a new certificate now: the shell's clock decides.
    fn wants_renewal(&mut self) -> bool {
        false
    }

    /// A new certificate for the same member and device, already checked.
    fn renewed(&mut self, certificate: Certificate) -> Result<(), LocalError> {
        let _ = certificate;
        Ok(())
    }
}
