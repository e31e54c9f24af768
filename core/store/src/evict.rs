//! What leaves the log: chunks of a revoked device, those beyond a device's share of a document, and
//! documents that no channel brings.

use std::collections::BTreeSet;

use rusqlite::params;
use sharenum_domain::DocumentId;
use sharenum_ledger::{Channel, ChunkId, Refusal, Replica};

use crate::door::Source;
use crate::{StoreError, WriteTx, fold, log};

/// A chunk that must go.
struct Late {
    id: ChunkId,
    document: DocumentId,
    kind: u8,
    own: bool,
    bytes: Vec<u8>,
}

impl WriteTx<'_> {
    /// Brings the log to what it would be had every revocation arrived first.
    pub(crate) fn enforce_revocations(&mut self) -> Result<(), StoreError> {
        let refusal = Refusal::Revoked;
        let mut homeless = BTreeSet::new();
        for late in self.late_chunks()? {
            if late.own {
                self.refuse_own(&late.id, refusal.code(), &refusal.to_string())?;
                continue;
            }
            self.drop_chunk(&late.id)?;
            let source = Source::Elsewhere;
            self.quarantine_foreign(&late.bytes, &source, refusal.code(), &refusal.to_string())?;
            self.replicas.remove(&late.document);
            self.touch(late.document, fold::kind(late.kind)?, false);
            if late.id.as_bytes() == late.document.as_bytes() {
                homeless.insert(late.document);
            }
        }
        self.uproot(homeless)?;
        // And the other way: a revocation that now reaches less far.
        self.readmit(&[refusal.code()])
    }

    fn late_chunks(&self) -> Result<Vec<Late>, StoreError> {
        let sql = "SELECT DISTINCT c.id, c.document, c.kind, c.own, c.bytes FROM revocation AS r
                   JOIN chunk AS c ON c.device = r.device AND c.device_seq > r.last_seq";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(Late {
                id: ChunkId::from(row.get::<_, [u8; 32]>(0)?),
                document: DocumentId::from(row.get::<_, [u8; 32]>(1)?),
                kind: row.get(2)?,
                own: row.get(3)?,
                bytes: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Changes that never will count need no room on the phone. What this phone wrote stays: its
    /// author is told by the hub.
    pub(crate) fn drop_beyond_their_share(
        &self,
        document: &DocumentId,
        replica: &Replica,
    ) -> Result<(), StoreError> {
        if replica.repeated() > 0 {
            self.drop_repeated(document)?;
        }
        let refusal = Refusal::TooManyChanges;
        let sql =
            "DELETE FROM chunk WHERE document = ?1 AND change = ?2 AND own = 0 RETURNING bytes";
        let mut statement = self.conn().prepare_cached(sql)?;
        for change in replica.beyond_their_share() {
            let params = params![document.as_bytes().as_slice(), change.as_slice()];
            let rows = statement.query_map(params, |row| row.get(0))?;
            for bytes in rows.collect::<Result<Vec<Vec<u8>>, _>>()? {
                let source = Source::Elsewhere;
                self.quarantine_foreign(&bytes, &source, refusal.code(), &refusal.to_string())?;
            }
        }
        Ok(())
    }

    /// One change that was signed again and again, under other headers, says nothing new. Of each the
    /// greatest ids stay, so that phones agree whatever came first.
    fn drop_repeated(&self, document: &DocumentId) -> Result<(), StoreError> {
        const KEPT: u32 = 4;
        let sql = "DELETE FROM chunk WHERE own = 0 AND seq IN (
                       SELECT seq FROM (
                           SELECT seq, row_number() OVER (PARTITION BY change ORDER BY id DESC) AS n
                           FROM chunk WHERE document = ?1 AND id <> ?1) WHERE n > ?2)";
        let params = params![document.as_bytes().as_slice(), KEPT];
        self.conn().prepare_cached(sql)?.execute(params)?;
        Ok(())
    }

    /// Ends documents that lost their first chunk. What others added to them, and the answers
    /// to them, were admitted because of it, so they are judged again; most will wait.
    fn uproot(&mut self, homeless: BTreeSet<DocumentId>) -> Result<(), StoreError> {
        let me = self.identity()?.member;
        let mut queue: Vec<_> = homeless.into_iter().collect();
        let mut again = Vec::new();
        while let Some(document) = queue.pop() {
            let Some(origin) = log::origin(self.conn(), &document)? else { continue };
            // What this member wrote stays in sight; the region will say what it thinks of it.
            if origin.creator == me {
                continue;
            }
            let id = document.as_bytes().as_slice();
            let sql = "SELECT id FROM document WHERE parent = ?1";
            let mut statement = self.conn().prepare_cached(sql)?;
            for answer in statement.query_map([id], |row| row.get::<_, [u8; 32]>(0))? {
                queue.push(DocumentId::from(answer?));
            }
            let sql = "DELETE FROM chunk WHERE document = ?1 AND own = 0 RETURNING bytes";
            let mut statement = self.conn().prepare_cached(sql)?;
            for bytes in statement.query_map([id], |row| row.get::<_, Vec<u8>>(0))? {
                again.push(bytes?);
            }
            self.end_document(&document, origin.kind, &origin.creator)?;
        }
        for bytes in again {
            self.admit(&bytes, &Source::Elsewhere)?;
        }
        Ok(())
    }

    /// A channel stopped carrying a document. It leaves the phone with the last channel that
    /// brought it, unless this member wrote it, may write it, or something here answers it.
    /// Says whether it left.
    ///
    /// # Errors
    /// Those of the file.
    pub fn remove_document(
        &mut self,
        channel: &Channel,
        document: &DocumentId,
    ) -> Result<bool, StoreError> {
        let sql = "DELETE FROM document_channel WHERE document = ?1 AND channel = ?2";
        let params = params![document.as_bytes().as_slice(), channel.to_bytes()];
        self.conn().prepare_cached(sql)?.execute(params)?;
        let mut next = Some(*document);
        let mut left = false;
        while let Some(document) = next.take() {
            if self.is_kept(&document)? {
                break;
            }
            match log::origin(self.conn(), &document)? {
                Some(origin) => {
                    self.forget(&origin)?;
                    left = true;
                    // Perhaps this answer was all that kept its parent here.
                    next = origin.parent;
                }
                None => {
                    let sql = "DELETE FROM waiting WHERE document = ?1";
                    let id = document.as_bytes().as_slice();
                    self.conn().prepare_cached(sql)?.execute([id])?;
                }
            }
        }
        Ok(left)
    }

    /// Leaves the channels that are followed no more, and answers which: nothing new would come by
    /// them, so what they brought would stand here as it was for ever. Read again one day, they
    /// begin anew.
    ///
    /// # Errors
    /// Those of the file.
    pub fn follow_only(
        &mut self,
        followed: &BTreeSet<Channel>,
    ) -> Result<Vec<Channel>, StoreError> {
        // What a channel brought came in one transaction with its cursor, so the cursors name them
        // all; the documents are not asked, which are many.
        let sql = "SELECT DISTINCT channel FROM cursor";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
        let read = rows.collect::<Result<Vec<_>, _>>()?;
        let mut left: Vec<_> = read.iter().filter_map(|bytes| Channel::from_bytes(bytes)).collect();
        left.retain(|channel| !followed.contains(channel));
        for channel in &left {
            let sql = "SELECT document FROM document_channel WHERE channel = ?1";
            let mut statement = self.conn().prepare_cached(sql)?;
            let rows =
                statement.query_map([channel.to_bytes()], |row| row.get::<_, [u8; 32]>(0))?;
            for document in rows.collect::<Result<Vec<_>, _>>()? {
                self.remove_document(channel, &document.into())?;
            }
            let sql = "DELETE FROM cursor WHERE channel = ?1";
            self.conn().prepare_cached(sql)?.execute([channel.to_bytes()])?;
        }
        Ok(left)
    }

    fn is_kept(&self, document: &DocumentId) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM document_channel WHERE document = ?1)
                       OR EXISTS (SELECT 1 FROM document_writer WHERE document = ?1 AND member = ?2)
                       OR EXISTS (SELECT 1 FROM document WHERE id = ?1 AND creator = ?2)
                       OR EXISTS (SELECT 1 FROM document WHERE parent = ?1)
                       OR EXISTS (SELECT 1 FROM chunk WHERE document = ?1 AND own = 1)";
        let member = self.identity()?.member;
        let params = params![document.as_bytes().as_slice(), member.as_bytes().as_slice()];
        Ok(self.conn().prepare_cached(sql)?.query_row(params, |row| row.get(0))?)
    }
}
