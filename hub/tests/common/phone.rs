use std::collections::{BTreeMap, HashMap};

use sharenum_domain::{DocumentId, MemberId};
use sharenum_hub::{Hub, Reply};
use sharenum_ledger::author::NewDocument;
use sharenum_ledger::{
    Admission, Author, Certificate, CertificateId, Channel, Chunk, ChunkId, DeviceKey, Document,
    HubRole, Known, Origin, PublicKey, Receipt, Replica, admit,
};
use sharenum_sync::wire::{Cursor, Entry, Feed, Verdict};
use sharenum_sync::{
    HttpReply, HubIdentity, JoinExchange, Joined, Local, LocalError, Outgoing, SavedSession, Step,
    SyncError, SyncLimits, SyncSession, SyncSummary,
};

/// The least that a phone can be: an outbox, cursors, and what it was given.
pub struct Phone {
    pub key: DeviceKey,
    pub certificate: Certificate,
    pub root: PublicKey,
    pub channels: Vec<Channel>,
    pub outbox: Vec<(ChunkId, Vec<u8>)>,
    pub verdicts: BTreeMap<ChunkId, Verdict>,
    pub receipts: Vec<Receipt>,
    /// Receipts of buses, handed to the region when the phone has some.
    pub custody: Vec<Vec<u8>>,
    pub keeps_custody: bool,
    pub certificates: BTreeMap<CertificateId, Certificate>,
    pub origins: BTreeMap<DocumentId, Origin>,
    pub chunks: BTreeMap<DocumentId, Vec<Vec<u8>>>,
    pub removed: Vec<DocumentId>,
    pub resets: usize,
    pub cursors: HashMap<(MemberId, Channel), Cursor>,
    pub renewals: usize,
    pub wants_renewal: bool,
    saved: HashMap<String, SavedSession>,
    seq: u64,
    nonce: u8,
}

pub fn http(reply: Reply) -> HttpReply {
    HttpReply {
        status: reply.status,
        content_type: reply.content_type.to_owned(),
        body: reply.body,
    }
}

pub fn join(hub: &Hub, code: &str, seed: u8) -> Result<Joined, SyncError> {
    let key = DeviceKey::from_seed([seed; 32]);
    let exchange = JoinExchange::new(code, &key, Some(hub.region()));
    let request = exchange.request();
    exchange.accept(&http(hub.handle(request.path, None, &request.body)))
}

impl Phone {
    pub fn join(hub: &Hub, code: &str, seed: u8) -> Result<Self, SyncError> {
        let joined = join(hub, code, seed)?;
        Ok(Self::new(seed, joined.certificate, joined.root))
    }

    pub fn new(seed: u8, certificate: Certificate, root: PublicKey) -> Self {
        let channels = vec![Channel::Member(certificate.claims().member), Channel::Region];
        Self {
            key: DeviceKey::from_seed([seed; 32]),
            certificates: BTreeMap::from([(certificate.id(), certificate.clone())]),
            certificate,
            root,
            channels,
            outbox: Vec::new(),
            verdicts: BTreeMap::new(),
            receipts: Vec::new(),
            custody: Vec::new(),
            keeps_custody: false,
            origins: BTreeMap::new(),
            chunks: BTreeMap::new(),
            removed: Vec::new(),
            resets: 0,
            cursors: HashMap::new(),
            renewals: 0,
            wants_renewal: false,
            saved: HashMap::new(),
            seq: 0,
            nonce: seed,
        }
    }

    pub fn member(&self) -> MemberId {
        self.certificate.claims().member
    }

    pub fn follow(&mut self, channel: Channel) {
        self.channels.push(channel);
    }

    fn author(&self) -> Author<'_> {
        Author { key: &self.key, certificate: self.certificate.id(), incarnation: 1 }
    }

    pub fn create<T: Document>(
        &mut self,
        parent: Option<DocumentId>,
        routes: Vec<Channel>,
        content: &T,
    ) -> DocumentId {
        self.seq += 1;
        let new = NewDocument { kind: T::KIND, writers: vec![self.member()], parent, routes };
        let bytes = self.author().create(self.seq, new, &content.to_fields()).unwrap();
        let document = Chunk::decode(&bytes).unwrap().document();
        self.take(&bytes);
        self.outbox.push((Chunk::decode(&bytes).unwrap().id(), bytes));
        document
    }

    pub fn edit<T: Document>(
        &mut self,
        document: DocumentId,
        routes: Option<Vec<Channel>>,
        content: &T,
    ) {
        self.seq += 1;
        let mut replica = self.replica(&document);
        let origin = self.origins[&document].clone();
        let bytes = self
            .author()
            .change(self.seq, &origin, &mut replica, routes, &content.to_fields())
            .unwrap()
            .unwrap();
        self.take(&bytes);
        self.outbox.push((Chunk::decode(&bytes).unwrap().id(), bytes));
    }

    pub fn replica(&self, document: &DocumentId) -> Replica {
        let chunks: Vec<_> =
            self.chunks[document].iter().map(|bytes| Chunk::decode(bytes).unwrap()).collect();
        Replica::from_log(chunks.iter().map(Chunk::payload))
    }

    pub fn read<T: Document>(&self, document: &DocumentId) -> T {
        T::from_fields(&self.replica(document).fields()).unwrap()
    }

    /// The documents of a kind that answer `parent`.
    pub fn answers<T: Document>(&self, parent: &DocumentId) -> Vec<T> {
        self.origins
            .values()
            .filter(|origin| origin.kind == T::KIND && origin.parent == Some(*parent))
            .map(|origin| self.read(&origin.document))
            .collect()
    }

    pub fn has(&self, document: &DocumentId) -> bool {
        self.chunks.contains_key(document)
    }

    pub fn last_verdict(&self) -> &Verdict {
        &self.verdicts[&self.outbox.last().unwrap().0]
    }

    fn take(&mut self, bytes: &[u8]) {
        let chunk = Chunk::decode(bytes).unwrap();
        if let Admission::Permitted(permitted) = admit(bytes, self) {
            let document = permitted.document();
            self.origins.insert(document, permitted.origin().clone());
            self.chunks.entry(document).or_default().push(bytes.to_vec());
        } else {
            // A decision whose request is somebody else's: kept as it is.
            self.chunks.entry(chunk.document()).or_default().push(bytes.to_vec());
        }
    }

    /// One sync with a hub in this process.
    pub fn sync(&mut self, hub: &Hub) -> Result<SyncSummary, SyncError> {
        let url = format!("https://{}.example", hub.member());
        self.nonce = self.nonce.wrapping_add(1);
        let mut session = SyncSession::new(url, SyncLimits::default(), [self.nonce; 16]);
        loop {
            match session.next(self)? {
                Step::Done(summary) => return Ok(summary),
                Step::Send(request) => {
                    let bearer = request.bearer.as_ref().map(sharenum_sync::wire::bearer);
                    let reply = hub.handle(request.path, bearer.as_deref(), &request.body);
                    session.reply(self, http(reply))?;
                }
            }
        }
    }
}

impl Known for Phone {
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

impl Local for Phone {
    fn key(&self) -> &DeviceKey {
        &self.key
    }
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }
    fn root(&self) -> &PublicKey {
        &self.root
    }
    fn saved_session(&mut self, hub_url: &str) -> Result<Option<SavedSession>, LocalError> {
        Ok(self.saved.get(hub_url).cloned())
    }
    fn save_session(&mut self, hub_url: &str, session: &SavedSession) -> Result<(), LocalError> {
        self.saved.insert(hub_url.to_owned(), session.clone());
        Ok(())
    }
    fn outgoing(&mut self, hub: &HubIdentity, _: usize) -> Result<Outgoing, LocalError> {
        let chunks = self.outbox.clone();
        let mut receipts = self.custody.clone();
        receipts.retain(|_| hub.role == HubRole::Region);
        Ok(Outgoing { certificates: Vec::new(), chunks, receipts })
    }
    fn delivered(
        &mut self,
        _: &HubIdentity,
        verdicts: &[(ChunkId, Verdict)],
        receipt: Option<(&Receipt, &[u8])>,
    ) -> Result<(), LocalError> {
        self.verdicts.extend(verdicts.iter().cloned());
        if let Some((receipt, bytes)) = receipt {
            self.receipts.push(receipt.clone());
            if receipt.role == HubRole::Bus && self.keeps_custody {
                self.custody.push(bytes.to_vec());
            }
            if receipt.role == HubRole::Region {
                self.outbox.retain(|(id, _)| !receipt.chunks.contains(id));
            }
        }
        Ok(())
    }
    fn cursors(&mut self, hub: &HubIdentity) -> Result<Vec<Cursor>, LocalError> {
        let known = |channel: &Channel| self.cursors.get(&(hub.member, channel.clone())).cloned();
        Ok(self
            .channels
            .iter()
            .map(|channel| {
                known(channel).unwrap_or_else(|| Cursor::start(channel.clone(), hub.epoch))
            })
            .collect())
    }
    fn receive(&mut self, hub: &HubIdentity, feed: &Feed) -> Result<(), LocalError> {
        self.resets += usize::from(feed.reset);
        for entry in &feed.entries {
            match entry {
                Entry::Certificate(bytes) => {
                    let certificate = Certificate::decode_verified(bytes, &self.root).unwrap();
                    self.certificates.insert(certificate.id(), certificate);
                }
                Entry::Chunk(bytes) => self.take(bytes),
                Entry::Remove(document) => {
                    self.chunks.remove(document);
                    self.removed.push(*document);
                }
            }
        }
        self.cursors.insert((hub.member, feed.channel.clone()), feed.next.clone());
        Ok(())
    }
    fn epoch_changed(&mut self, _: &HubIdentity) -> Result<(), LocalError> {
        Ok(())
    }
    fn wants_renewal(&mut self) -> bool {
        self.wants_renewal
    }
    fn renewed(&mut self, certificate: Certificate) -> Result<(), LocalError> {
        self.renewals += 1;
        self.certificate = certificate;
        Ok(())
    }
}
