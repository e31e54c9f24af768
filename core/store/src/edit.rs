//! What this phone's member writes.

use rusqlite::OptionalExtension;
use sharenum_domain::{DocumentId, MemberId};
use sharenum_ledger::author::NewDocument;
use sharenum_ledger::{Channel, Chunk, DeviceKey, Document, Fields, Origin, Refusal, Replica};

use crate::door::{Admitted, Source};
use crate::{StoreError, WriteTx, log};

/// What became of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The document; another one than was edited when its first change had been refused.
    pub document: DocumentId,
    /// Whether anything was written.
    pub changed: bool,
}

impl WriteTx<'_> {
    /// Starts a document. `writers` empty means this member alone.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the policy forbids it, [`StoreError::UnknownDocument`] when the
    /// parent is not on this phone, [`StoreError::OtherIdentity`] when `key` is not this device's.
    pub fn create<T: Document>(
        &mut self,
        key: &DeviceKey,
        thing: &T,
        writers: Vec<MemberId>,
        parent: Option<DocumentId>,
        routes: Vec<Channel>,
    ) -> Result<DocumentId, StoreError> {
        let writers = if writers.is_empty() { vec![self.identity()?.member] } else { writers };
        let new = NewDocument { kind: T::KIND, writers, parent, routes };
        self.create_fields(key, new, &thing.to_fields())
    }

    /// Changes a document: reads it as it stands in this transaction, and writes the difference.
    /// `routes` says where it goes from now on; `None` leaves it where it went.
    ///
    /// Where the region refused an earlier change, the whole content is written anew; when that
    /// was the first one, under a new id, and own answers to it follow.
    ///
    /// # Errors
    /// What `change` answers; else as [`create`](Self::create), and [`StoreError::Unreadable`] when
    /// a newer app wrote the content.
    pub fn edit<T: Document, E: From<StoreError>>(
        &mut self,
        key: &DeviceKey,
        document: &DocumentId,
        routes: Option<Vec<Channel>>,
        change: impl FnOnce(T) -> Result<T, E>,
    ) -> Result<Edited, E> {
        let (origin, replica) = self.load(document)?;
        if origin.kind != T::KIND {
            return Err(StoreError::Refused(Refusal::KindChanged).into());
        }
        let current = T::from_fields(&replica.fields()).map_err(|unreadable| {
            StoreError::Unreadable { document: *document, reason: unreadable.to_string() }
        })?;
        let target = change(current)?.to_fields();
        let edited = if self.refused_reason(document)?.is_some() {
            self.write_anew(key, &origin, replica, &target, routes)?
        } else {
            self.change_fields(key, &origin, replica, routes, &target)?
        };
        Ok(edited)
    }

    /// The own profile: a member with two phones may own two, the smallest id counts.
    ///
    /// # Errors
    /// [`StoreError::NotJoined`] before joining.
    pub fn own_profile(&self) -> Result<Option<DocumentId>, StoreError> {
        let sql = "SELECT document FROM profile WHERE author = ?1 ORDER BY document LIMIT 1";
        let member = self.identity()?.member;
        let found: Option<[u8; 32]> = self
            .conn()
            .prepare_cached(sql)?
            .query_row([member.as_bytes().as_slice()], |row| row.get(0))
            .optional()?;
        Ok(found.map(DocumentId::from))
    }

    pub(crate) fn create_fields(
        &mut self,
        key: &DeviceKey,
        new: NewDocument,
        fields: &Fields,
    ) -> Result<DocumentId, StoreError> {
        let parent = new.parent;
        let bytes = self.author(key)?.create(self.next_seq()?, new, fields)?;
        let document = Chunk::decode(&bytes)?.document();
        self.admit_own(&bytes, parent.unwrap_or(document))?;
        Ok(document)
    }

    /// Brings a document to `target`, starting from `replica`.
    pub(crate) fn change_fields(
        &mut self,
        key: &DeviceKey,
        origin: &Origin,
        mut replica: Replica,
        routes: Option<Vec<Channel>>,
        target: &Fields,
    ) -> Result<Edited, StoreError> {
        let document = origin.document;
        let routes = self.new_routes(&document, routes)?;
        let seq = self.next_seq()?;
        let bytes = self.author(key)?.change(seq, origin, &mut replica, routes, target)?;
        let Some(bytes) = bytes else { return Ok(Edited { document, changed: false }) };
        self.admit_own(&bytes, document)?;
        self.replicas.insert(document, replica);
        Ok(Edited { document, changed: true })
    }

    /// `routes`, unless the document goes there already.
    fn new_routes(
        &self,
        document: &DocumentId,
        routes: Option<Vec<Channel>>,
    ) -> Result<Option<Vec<Channel>>, StoreError> {
        let Some(mut routes) = routes else { return Ok(None) };
        routes.sort_unstable();
        routes.dedup();
        Ok((routes != log::routes(self.conn(), document)?).then_some(routes))
    }

    /// Own changes pass the same door as everybody's; what it refuses is not written.
    fn admit_own(&mut self, bytes: &[u8], needed: DocumentId) -> Result<(), StoreError> {
        match self.admit(bytes, &Source::Own)? {
            Admitted::Accepted | Admitted::AlreadyThere => {}
            Admitted::Waiting => return Err(StoreError::UnknownDocument(needed)),
            Admitted::Refused(refusal) => return Err(refusal.into()),
        }
        let sql = "UPDATE meta SET value = value + 1 WHERE key = 'next_seq'";
        self.conn().prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    /// A document as it stands in this transaction.
    pub(crate) fn load(&mut self, document: &DocumentId) -> Result<(Origin, Replica), StoreError> {
        let origin =
            log::origin(self.conn(), document)?.ok_or(StoreError::UnknownDocument(*document))?;
        let replica = match self.replicas.remove(document) {
            Some(replica) => replica,
            None => log::replica(self.conn(), document)?,
        };
        Ok((origin, replica))
    }
}
