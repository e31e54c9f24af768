//! The least that a member's device can be: it writes what it is told and follows the channels it
//! is told to. For changes that no engine of today would write, in an order none would send.

use std::collections::BTreeMap;

use sharenum_domain::{DocumentId, MemberId, Role};
use sharenum_ledger::{
    Admission, Author, Certificate, CertificateId, Channel, Chunk, ChunkId, DeviceKey, Document,
    Fields, Kind, Known, NewDocument, Origin, PublicKey, Receipt, Replica, admit,
};
use sharenum_sync::wire::{self, Cursor, Entry, Feed, Verdict};
use sharenum_sync::{
    HubIdentity, Local, LocalError, Outgoing, SavedSession, SyncError, SyncSummary,
};

use super::hubs::client;
use super::{BUDGET, Region};

pub struct Scribe {
    key: DeviceKey,
    certificate: Certificate,
    root: PublicKey,
    seq: u64,
    certificates: BTreeMap<CertificateId, Certificate>,
    origins: BTreeMap<DocumentId, Origin>,
    log: BTreeMap<DocumentId, Vec<Vec<u8>>>,
    /// What it offers, in this order.
    pub outbox: Vec<Vec<u8>>,
    /// What it follows.
    pub channels: Vec<Channel>,
    /// What was said of each chunk, in the order of the pushes.
    pub verdicts: Vec<Verdict>,
    /// What it was given.
    pub received: Vec<Entry>,
    saved: Option<SavedSession>,
}

impl Scribe {
    pub async fn join(region: &Region, seed: u8, roles: &[Role], school: Option<u32>) -> Self {
        Self::with(region, seed, &region.invite(roles, school, None)).await
    }

    /// Another device of a member.
    pub async fn join_as(region: &Region, seed: u8, member: MemberId, school: u32) -> Self {
        Self::with(region, seed, &region.invite(&[Role::Member], Some(school), Some(member))).await
    }

    async fn with(region: &Region, seed: u8, code: &str) -> Self {
        let key = DeviceKey::from_seed([seed; 32]);
        let joined = client().join(&region.url, code, &key, None).await.unwrap();
        let certificates = [joined.certificate.clone(), joined.hub].map(|one| (one.id(), one));
        Self {
            key,
            certificate: joined.certificate,
            root: joined.root,
            seq: 0,
            certificates: certificates.into(),
            origins: BTreeMap::new(),
            log: BTreeMap::new(),
            outbox: Vec::new(),
            channels: Vec::new(),
            verdicts: Vec::new(),
            received: Vec::new(),
            saved: None,
        }
    }

    pub fn member(&self) -> MemberId {
        self.certificate.claims().member
    }

    pub fn certificate_bytes(&self) -> Vec<u8> {
        self.certificate.bytes().to_vec()
    }

    fn author(&self) -> Author<'_> {
        Author { key: &self.key, certificate: self.certificate.id(), incarnation: 1 }
    }

    /// Signs a new document and keeps it to itself.
    pub fn write<T: Document>(
        &mut self,
        content: &T,
        parent: Option<DocumentId>,
        routes: Vec<Channel>,
    ) -> (DocumentId, Vec<u8>) {
        self.write_fields(T::KIND, &content.to_fields(), parent, routes)
    }

    /// Signs a document that this version has no words for.
    pub fn write_fields(
        &mut self,
        kind: Kind,
        fields: &Fields,
        parent: Option<DocumentId>,
        routes: Vec<Channel>,
    ) -> (DocumentId, Vec<u8>) {
        self.seq += 1;
        let new = NewDocument { kind, writers: vec![self.member()], parent, routes };
        let bytes = self.author().create(self.seq, new, fields).unwrap();
        self.keep(&bytes);
        (Chunk::decode(&bytes).unwrap().document(), bytes)
    }

    /// Signs a change of an own document and keeps it to itself.
    pub fn change<T: Document>(&mut self, document: DocumentId, content: &T) -> Vec<u8> {
        self.change_to(document, content, None)
    }

    /// The same, and says where the document goes from now on.
    pub fn change_to<T: Document>(
        &mut self,
        document: DocumentId,
        content: &T,
        routes: Option<Vec<Channel>>,
    ) -> Vec<u8> {
        self.change_fields_to(document, &content.to_fields(), routes)
    }

    pub fn change_fields_to(
        &mut self,
        document: DocumentId,
        target: &Fields,
        routes: Option<Vec<Channel>>,
    ) -> Vec<u8> {
        self.seq += 1;
        let mut replica = self.replica(&document);
        let origin = self.origins[&document].clone();
        let change = self.author().change(self.seq, &origin, &mut replica, routes, target);
        let bytes = change.unwrap().expect("something changes");
        self.keep(&bytes);
        bytes
    }

    /// The same change under another header.
    pub fn sign_again(&mut self, chunk: &[u8]) -> Vec<u8> {
        self.seq += 1;
        let chunk = Chunk::decode(chunk).unwrap();
        let origin = &self.origins[&chunk.document()];
        let mut carrier = self.replica(&chunk.document());
        let target = Fields::new().with("carrier", self.seq.cast_signed());
        let carrier = self.author().change(self.seq, origin, &mut carrier, None, &target);
        let carrier = carrier.unwrap().expect("something changes");
        let context = b"sharenum chunk v1";
        sharenum_properties::region::resign(&carrier, context, &self.key, chunk.payload()).unwrap()
    }

    fn replica(&self, document: &DocumentId) -> Replica {
        let chunks: Vec<_> =
            self.log[document].iter().map(|bytes| Chunk::decode(bytes).unwrap()).collect();
        Replica::from_log(chunks.iter().map(Chunk::payload))
    }

    /// What it knows of a document's content.
    pub fn read<T: Document>(&self, document: &DocumentId) -> T {
        T::from_fields(&self.replica(document).fields()).unwrap()
    }

    pub fn fields(&self, document: &DocumentId) -> Fields {
        self.replica(document).fields()
    }

    pub fn documents_of(&self, kind: Kind) -> Vec<DocumentId> {
        let origins = self.origins.values().filter(|origin| origin.kind == kind);
        origins.map(|origin| origin.document).collect()
    }

    fn keep(&mut self, bytes: &[u8]) {
        if let Admission::Permitted(permitted) = admit(bytes, self) {
            let document = permitted.document();
            self.origins.insert(document, permitted.origin().clone());
            self.log.entry(document).or_default().push(bytes.to_vec());
        }
    }

    /// Offers its outbox and reads its channels from the beginning.
    pub async fn sync(&mut self, url: &str) -> Result<SyncSummary, SyncError> {
        client().sync(url, self, BUDGET).await
    }

    /// Opens a session by hand: the value of its `Authorization` header.
    pub async fn session(&mut self, region: &Region) -> String {
        self.sync(&region.url).await.unwrap();
        let saved = self.saved.as_ref().expect("a session is open");
        wire::bearer(&saved.token)
    }

    /// Pushes these alone and answers what was said of them.
    pub async fn push(&mut self, url: &str, chunks: Vec<Vec<u8>>) -> Vec<Verdict> {
        self.outbox = chunks;
        self.verdicts.clear();
        self.sync(url).await.unwrap();
        self.outbox.clear();
        std::mem::take(&mut self.verdicts)
    }
}

impl Known for Scribe {
    fn root(&self) -> &PublicKey {
        &self.root
    }
    fn certificate(&self, id: &CertificateId) -> Option<Certificate> {
        self.certificates.get(id).cloned()
    }
    fn origin(&self, document: &DocumentId) -> Option<Origin> {
        self.origins.get(document).cloned()
    }
    fn last_accepted_seq(&self, _: &sharenum_domain::DeviceId) -> Option<u64> {
        None
    }
}

impl Local for Scribe {
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
    fn save_session(&mut self, _: &str, session: &SavedSession) -> Result<(), LocalError> {
        self.saved = Some(session.clone());
        Ok(())
    }
    fn outgoing(&mut self, _: &HubIdentity, _: usize) -> Result<Outgoing, LocalError> {
        let id = |bytes: &Vec<u8>| (Chunk::decode(bytes).unwrap().id(), bytes.clone());
        let chunks = self.outbox.iter().map(id).collect();
        let certificates = vec![self.certificate_bytes()];
        Ok(Outgoing { certificates, chunks, receipts: Vec::new() })
    }
    fn delivered(
        &mut self,
        _: &HubIdentity,
        verdicts: &[(ChunkId, Verdict)],
        _: Option<(&Receipt, &[u8])>,
    ) -> Result<(), LocalError> {
        self.verdicts.extend(verdicts.iter().map(|(_, verdict)| verdict.clone()));
        Ok(())
    }
    fn cursors(&mut self, hub: &HubIdentity) -> Result<Vec<Cursor>, LocalError> {
        let start = |channel: &Channel| Cursor::start(channel.clone(), hub.epoch);
        Ok(self.channels.iter().map(start).collect())
    }
    fn receive(&mut self, _: &HubIdentity, feed: &Feed) -> Result<(), LocalError> {
        assert!(!feed.more, "the tests that use a scribe fit one page");
        for entry in &feed.entries {
            match entry {
                Entry::Certificate(bytes) => {
                    let certificate = Certificate::decode_verified(bytes, &self.root).unwrap();
                    self.certificates.insert(certificate.id(), certificate);
                }
                Entry::Chunk(bytes) => self.keep(bytes),
                Entry::Remove(_) => {}
            }
        }
        self.received.extend(feed.entries.iter().cloned());
        Ok(())
    }
    fn epoch_changed(&mut self, _: &HubIdentity) -> Result<(), LocalError> {
        Ok(())
    }
}
