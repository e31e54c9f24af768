//! Somebody who speaks the protocol without the app: sends what the app would never write.

use std::time::Duration;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sharenum_domain::DocumentId;
use sharenum_ledger::{
    Author, Certificate, CertificateId, Channel, Chunk, ChunkId, DeviceKey, Document, HubRole,
    NewDocument, PublicKey, Receipt, Refusal,
};
use sharenum_store::{StoreError, hubs, identity, own_certificate};
use sharenum_sync::wire::{Cursor, Epoch, Feed, Verdict};
use sharenum_sync::{
    HttpClient, HttpOptions, HubIdentity, Local, LocalError, Outgoing, SavedSession, SyncError,
    SyncSummary,
};

use crate::demo::error::{DemoError, setup};
use crate::demo::phone::Phone;
use crate::demo::play::{At, Play};

const BUDGET: Duration = Duration::from_secs(30);
/// Far from what a real phone counts.
const FIRST_SEQ: u64 = 1_000_000;
const INCARNATION: u32 = 0x5eed;

/// A side of the protocol with any key, any certificate and anything to send.
pub(super) struct Stranger {
    /// What signs.
    pub key: DeviceKey,
    /// What it claims to be.
    pub certificate: Certificate,
    root: PublicKey,
    /// Certificates to hand over.
    pub certificates: Vec<Vec<u8>>,
    /// Changes to push, as they are.
    pub chunks: Vec<Vec<u8>>,
    /// Receipts to hand over.
    pub receipts: Vec<Vec<u8>>,
    /// Channels to follow.
    pub channels: Vec<Channel>,
    verdicts: Vec<String>,
    /// The number of its next change, less one.
    pub next_seq: u64,
}

impl Stranger {
    /// Somebody with a real phone's key and certificate.
    pub(super) fn with_phone_of(play: &Play<'_>, player: usize) -> Result<Self, DemoError> {
        let phone = &play.phones[player];
        let known = phone.file.read(|conn| {
            let root = identity(conn)?.ok_or(StoreError::NotJoined)?.root;
            Ok::<_, StoreError>((root, own_certificate(conn)?))
        });
        let (root, certificate) = known.map_err(setup("a phone's certificate"))?;
        Ok(Self::new(phone.vault.key(), certificate, root))
    }

    /// Somebody with these papers.
    pub(super) const fn new(key: DeviceKey, certificate: Certificate, root: PublicKey) -> Self {
        Self {
            key,
            certificate,
            root,
            certificates: Vec::new(),
            chunks: Vec::new(),
            receipts: Vec::new(),
            channels: Vec::new(),
            verdicts: Vec::new(),
            next_seq: FIRST_SEQ,
        }
    }

    /// The certificate's id.
    pub(super) const fn certificate_id(&self) -> CertificateId {
        self.certificate.id()
    }

    /// Signs a document, however wrong it is, citing any certificate.
    pub(super) fn writes<T: Document>(
        &mut self,
        cited: CertificateId,
        new: NewDocument,
        thing: &T,
    ) -> Result<Vec<u8>, DemoError> {
        let seq = self.next();
        self.author(cited).create(seq, new, &thing.to_fields()).map_err(refused)
    }

    /// Signs a change of a document that is on a phone, as if it were of `kind_of`'s origin.
    pub(super) fn changes<T: Document>(
        &mut self,
        phone: &Phone,
        document: &DocumentId,
        change: impl FnOnce(T, &mut sharenum_ledger::Origin) -> T,
    ) -> Result<Vec<u8>, DemoError> {
        let read = phone.file.read(|conn| {
            let origin = sharenum_store::origin(conn, document)?
                .ok_or(StoreError::UnknownDocument(*document))?;
            Ok::<_, StoreError>((origin, sharenum_store::replica(conn, document)?))
        });
        let (mut origin, mut replica) = read.map_err(setup("a document"))?;
        let current = T::from_fields(&replica.fields()).map_err(setup("a document"))?;
        let target = change(current, &mut origin).to_fields();
        let seq = self.next();
        let author = self.author(self.certificate_id());
        let chunk = author.change(seq, &origin, &mut replica, None, &target).map_err(refused)?;
        chunk.ok_or_else(|| DemoError::Setup("nothing was changed".to_owned()))
    }

    /// A receipt in the name of a bus, for a change it may never have seen.
    pub(super) fn receipt(
        &self,
        bus: &Certificate,
        cited: &CertificateId,
        chunk: ChunkId,
        at: Timestamp,
    ) -> Result<Vec<u8>, DemoError> {
        let receipt = Receipt {
            hub: bus.claims().member,
            role: HubRole::Bus,
            at,
            first_seq: 1,
            chunks: vec![chunk],
        };
        receipt.sign(&self.key, cited).map_err(refused)
    }

    /// Speaks with the region, and says in one word each what became of the changes.
    pub(super) fn sync(&mut self, play: &mut Play<'_>) -> Result<Vec<String>, DemoError> {
        self.sync_at(play, At::Region).map_err(setup("a stranger's sync"))
    }

    /// Speaks with a hub.
    pub(super) fn sync_at(
        &mut self,
        play: &mut Play<'_>,
        at: At,
    ) -> Result<Vec<String>, SyncError> {
        let url = match at {
            At::Region => play.stage.region.url(),
            At::Bus => play.stage.bus.url(),
        };
        let client = HttpClient::new(HttpOptions::default())?;
        let summary: SyncSummary = play.runtime.block_on(client.sync(&url, self, BUDGET))?;
        play.counts(summary.bytes_sent, summary.bytes_received);
        Ok(std::mem::take(&mut self.verdicts))
    }

    const fn next(&mut self) -> u64 {
        self.next_seq += 1;
        self.next_seq
    }

    const fn author(&self, certificate: CertificateId) -> Author<'_> {
        Author { key: &self.key, certificate, incarnation: INCARNATION }
    }
}

fn refused(refusal: Refusal) -> DemoError {
    DemoError::Setup(format!("an attack could not be prepared: {refusal}"))
}

impl Local for Stranger {
    fn key(&self) -> &DeviceKey {
        &self.key
    }

    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn root(&self) -> &PublicKey {
        &self.root
    }

    fn saved_session(&mut self, _: &str) -> Result<Option<SavedSession>, LocalError> {
        Ok(None)
    }

    fn save_session(&mut self, _: &str, _: &SavedSession) -> Result<(), LocalError> {
        Ok(())
    }

    fn outgoing(&mut self, _: &HubIdentity, _: usize) -> Result<Outgoing, LocalError> {
        let name = |bytes: &Vec<u8>| match Chunk::decode(bytes) {
            Ok(chunk) => chunk.id(),
            Err(_) => ChunkId::from(<[u8; 32]>::from(Sha256::digest(bytes))),
        };
        let chunks = std::mem::take(&mut self.chunks);
        Ok(Outgoing {
            certificates: std::mem::take(&mut self.certificates),
            chunks: chunks.into_iter().map(|bytes| (name(&bytes), bytes)).collect(),
            receipts: std::mem::take(&mut self.receipts),
        })
    }

    fn delivered(
        &mut self,
        _: &HubIdentity,
        verdicts: &[(ChunkId, Verdict)],
        _: Option<(&Receipt, &[u8])>,
    ) -> Result<(), LocalError> {
        self.verdicts.extend(verdicts.iter().map(|(_, verdict)| word(verdict)));
        Ok(())
    }

    fn cursors(&mut self, hub: &HubIdentity) -> Result<Vec<Cursor>, LocalError> {
        let start = |channel: &Channel, epoch: Epoch| Cursor::start(channel.clone(), epoch);
        Ok(self.channels.iter().map(|channel| start(channel, hub.epoch)).collect())
    }

    fn receive(&mut self, _: &HubIdentity, _: &Feed) -> Result<(), LocalError> {
        Ok(())
    }

    fn epoch_changed(&mut self, _: &HubIdentity) -> Result<(), LocalError> {
        Ok(())
    }
}

/// A verdict as a check shows it.
fn word(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Accepted => "accepted".to_owned(),
        Verdict::AlreadyThere => "already there".to_owned(),
        Verdict::Waiting => "waiting".to_owned(),
        Verdict::Refused { code, .. } => code.clone(),
    }
}

/// The certificate of the bus that a phone met.
pub(super) fn bus_certificate(phone: &Phone) -> Result<Certificate, DemoError> {
    let read = phone.file.read(|conn| {
        let root = identity(conn)?.ok_or(StoreError::NotJoined)?.root;
        let bytes = hubs(conn)?
            .into_iter()
            .find(|hub| hub.role == HubRole::Bus)
            .and_then(|hub| hub.certificate)
            .ok_or(StoreError::NotJoined)?;
        Ok::<_, StoreError>(Certificate::decode_verified(&bytes, &root)?)
    });
    read.map_err(setup("the certificate of the bus"))
}

/// The id of a document's first change.
pub(super) fn first_chunk(phone: &Phone, document: &DocumentId) -> Result<ChunkId, DemoError> {
    let bytes = chunks(phone, document)?;
    let first = bytes.first().ok_or_else(|| DemoError::Setup("a document is not there".into()))?;
    Chunk::decode(first).map(|chunk| chunk.id()).map_err(refused)
}

/// The signed bytes of a document's changes, in the order of the log.
pub(super) fn chunks(phone: &Phone, document: &DocumentId) -> Result<Vec<Vec<u8>>, DemoError> {
    let read = phone.file.read(|conn| {
        let sql = "SELECT bytes FROM chunk WHERE document = ?1 ORDER BY seq";
        let mut statement = conn.prepare(sql)?;
        let rows = statement.query_map([document.as_bytes().as_slice()], |row| row.get(0))?;
        Ok::<_, StoreError>(rows.collect::<Result<Vec<Vec<u8>>, _>>()?)
    });
    read.map_err(setup("a document"))
}
